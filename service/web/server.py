"""The HTTP server, inside the service's own event loop."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from service.errors import AskedWronglyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.applications import Starlette

LONGEST_GOODBYE = 2
"""Seconds that open requests are given at the end."""


class WebServer(uvicorn.Server):
    """Serves a site on a bound socket until `should_exit` is set; signals are the daemon's business."""

    def __init__(self, site: Starlette, bound: socket.socket) -> None:
        super().__init__(
            uvicorn.Config(
                site,
                log_config=None,
                access_log=False,
                server_header=False,
                lifespan="off",
                timeout_graceful_shutdown=LONGEST_GOODBYE,
                limit_concurrency=100,
                h11_max_incomplete_event_size=16 * 1024,
            )
        )
        self._bound = bound

    @property
    def address(self) -> str:
        """Host and port that it listens at."""
        host, port, *_ = self._bound.getsockname()
        return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the process's signal handlers alone."""
        yield

    async def run_until_told(self) -> None:
        """Serve; returns after `should_exit` was set and open requests were answered."""
        await self.serve(sockets=[self._bound])


def bind(host: str, port: int) -> socket.socket:
    """A listening socket.

    Raises:
        AskedWronglyError: the address is taken, or is none of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise AskedWronglyError(
            f"web.listen {host}:{port}: {error.strerror or error}; name another address in config.yaml", resource="web.listen"
        ) from error
