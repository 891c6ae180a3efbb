"""The daemon as a process of its own: started, looked at, told, killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx

from tests.nursery import Born, pipe

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from pathlib import Path

    from tests.app.world import World


@dataclass
class Running:
    """A process of `thaw run` and what it logged so far."""

    process: Born
    lines: list[dict[str, Any]] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def listen(self, stream: asyncio.StreamReader) -> None:
        async for line in stream:
            async with self.news:
                self.raw.append(line.decode())
                if line.startswith(b"{"):
                    self.lines.append(json.loads(line))
                self.news.notify_all()

    def said(self, event: str) -> list[dict[str, Any]]:
        """The lines of an event."""
        return [line for line in self.lines if line["event"] == event]

    async def says(self, event: str, count: int = 1) -> dict[str, Any]:
        """Wait for the so many-th line of an event."""
        async with asyncio.timeout(60), self.news:
            await self.news.wait_for(lambda: len(self.said(event)) >= count)
        return self.said(event)[count - 1]

    def tell(self, number: signal.Signals) -> None:
        self.process.send(number)

    async def ends(self) -> int:
        """The exit code."""
        async with asyncio.timeout(60):
            return await self.process.ended()

    @property
    def listens(self) -> str:
        """Where its health is served; known once it runs."""
        (running, *_) = self.said("running")
        return f"http://{running['listen']}"

    async def asks(self, path: str, **headers: str) -> httpx.Response:
        async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
            return await client.get(self.listens + path, headers=headers)

    async def until(self, path: str, holds: Callable[[httpx.Response], bool]) -> httpx.Response:
        """Ask until the answer is as wanted."""
        async with asyncio.timeout(60):
            while not holds(answer := await self.asks(path)):  # noqa: ASYNC110 - another process sets no event here
                await asyncio.sleep(0.05)
        return answer


@asynccontextmanager
async def running(config: Path | World, *options: str, environment: Mapping[str, str] | None = None) -> AsyncIterator[Running]:
    """A daemon that is killed at the end, unless it ended before."""
    path = config if hasattr(config, "read_text") else config.config
    ours, theirs = pipe()
    stream = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stream), os.fdopen(ours, "rb"))
    with theirs:
        arguments = ("run", "--config", str(path), *options)
        process = await asyncio.to_thread(Born, *arguments, environment=environment, err=theirs)
    daemon = Running(process)
    listening = asyncio.create_task(daemon.listen(stream))
    try:
        yield daemon
    finally:
        process.send(signal.SIGKILL)
        await process.ended()
        await listening
