"""Whether a URL's host could be reached, as the client would reach it; nothing is asked and nothing sent."""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from service.errors import FetchError
from service.net.guard import Guard, GuardedResolver
from service.net.reasons import reason_of
from service.text.url import SCHEMES, without_credentials

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import Self

    from service.model.address import AllowedAddress


class Reach:
    """An asynchronous context manager.

    Args:
        allow_private: addresses that are not public and may be reached all the same.
        timeout: seconds for one look-up, and for one connection.
        tls: a context of one's own (a private authority); None: the system's authorities.
    """

    def __init__(
        self, *, allow_private: Sequence[AllowedAddress] = (), timeout: float = 10.0, tls: ssl.SSLContext | None = None
    ) -> None:
        self._resolver = GuardedResolver(Guard(allow_private))
        self._listed_only = GuardedResolver(Guard(allow_private, only_allowed=True))
        self._timeout = timeout
        self._tls = tls or ssl.create_default_context()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._resolver.close()
        await self._listed_only.close()

    async def addresses(self, url: str, *, in_clear: bool = True) -> Sequence[str]:
        """The addresses of a URL's host, all of them allowed.

        Args:
            url: http or https.
            in_clear: whether http may go to public addresses (feeds may, webhooks may not).

        Raises:
            FetchError: it has none, or one is blocked; `retry` is false where it is blocked.
        """
        parts = urlsplit(url)
        resolver = self._resolver if in_clear or parts.scheme == "https" else self._listed_only
        try:
            async with asyncio.timeout(self._timeout):
                found = await resolver.resolve(parts.hostname or "", _port(url))
        except (OSError, ValueError) as error:
            raise _failed(error, url) from error
        return [each["host"] for each in found]

    async def connect(self, url: str, *, in_clear: bool = False) -> str:
        """Connect to the first address that takes it, TLS included, and hang up; the address.

        Args:
            url: http or https.
            in_clear: as of `addresses`.

        Raises:
            FetchError: none takes it, or its certificate is not right.
        """
        hosts, last = (
            await self.addresses(url, in_clear=in_clear),
            FetchError("host not found", resource=without_credentials(url)),
        )
        for host in hosts:
            try:
                await self._connected(url, host)
            except (OSError, ValueError) as error:
                last = _failed(error, url)
            else:
                return host
        raise last

    async def _connected(self, url: str, host: str) -> None:
        parts = urlsplit(url)
        tls, name = (self._tls, parts.hostname) if parts.scheme == "https" else (None, None)
        async with asyncio.timeout(self._timeout):
            _, writer = await asyncio.open_connection(host, _port(url), ssl=tls, server_hostname=name)
        writer.transport.abort()


def _port(url: str) -> int:
    parts = urlsplit(url)
    return parts.port or SCHEMES[parts.scheme]


def _failed(error: Exception, url: str) -> FetchError:
    reason = "no answer in time" if isinstance(error, TimeoutError) else reason_of(error)
    return FetchError(reason, resource=without_credentials(url), retry=not reason.startswith("blocked"))
