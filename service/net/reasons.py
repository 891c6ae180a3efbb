"""Failures of a connection in words for people."""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

import aiohttp

from service.net.guard import BlockedAddressError

if TYPE_CHECKING:
    from collections.abc import Iterator


def reason_of(error: BaseException) -> str:
    """The reason of a failure; what lies deepest says it best."""
    for each in reversed(list(_chain(error))):
        said = _said(each)
        if said:
            return said
    return f"{type(error).__name__}: {error}"[:300]


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        each = waiting.pop(0)
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += [each.__cause__, each.__context__, getattr(each, "os_error", None)]
        if isinstance(each, BaseExceptionGroup):
            waiting += each.exceptions


_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (socket.gaierror, "host not found"),
    (ConnectionRefusedError, "connection refused"),
    (ConnectionResetError, "connection closed by the server before it answered"),
    (aiohttp.ServerDisconnectedError, "connection closed by the server before it answered"),
    (aiohttp.ConnectionTimeoutError, "no connection in time"),
    (aiohttp.ClientPayloadError, "connection closed by the server in the middle of its answer"),
    (aiohttp.InvalidURL, "invalid address"),
    (aiohttp.ClientResponseError, "not an answer by HTTP"),
)


def _said(error: BaseException) -> str:
    if isinstance(error, BlockedAddressError):
        return str(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"certificate verify failed: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return f"TLS failed: {error.reason or error}"
    for kind, words in _KINDS:
        if isinstance(error, kind):
            return words
    return error.strerror.lower() if isinstance(error, OSError) and error.strerror else ""
