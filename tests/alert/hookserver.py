"""A receiver of webhooks on loopback."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HOST = "127.0.0.1"


@dataclass
class Hook:
    """What a receiver got, and how it answers: raw bytes, after a delay, or cut off without an answer."""

    answer: bytes = b"HTTP/1.1 204 No Content\r\n\r\n"
    silent: bool = False
    cut: bool = False
    silent_for: int = 0
    """So many of the first requests are answered only once `released` is set."""
    released: asyncio.Event = field(default_factory=asyncio.Event)
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    _arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def took(self, headers: dict[str, str], body: bytes) -> None:
        """Note a request."""
        async with self._arrived:
            self.requests.append((headers, body))
            self._arrived.notify_all()

    async def until(self, count: int) -> None:
        """Wait until so many requests have arrived."""
        async with asyncio.timeout(60), self._arrived:
            await self._arrived.wait_for(lambda: len(self.requests) >= count)

    def says(self, status: int, *headers: str) -> None:
        lines = [f"HTTP/1.1 {status} Said", "content-length: 0", "connection: close", *headers, "", ""]
        self.answer = "\r\n".join(lines).encode()


@asynccontextmanager
async def receiver(hook: Hook) -> AsyncIterator[str]:
    """Serve `hook`; its URL. What arrives is recorded before it is answered."""
    tasks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode("latin-1").split("\r\n")[1:-2]
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
                await hook.took(headers, await reader.readexactly(int(headers["content-length"])))
                if hook.silent:
                    await asyncio.Event().wait()
                if len(hook.requests) <= hook.silent_for:
                    await hook.released.wait()
                if hook.cut:
                    break
                writer.write(hook.answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(talk, HOST, 0)
    try:
        yield f"http://{HOST}:{server.sockets[0].getsockname()[1]}/hook?token=s3cret"
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()
