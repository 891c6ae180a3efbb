"""Two lanes of worker processes, so that what takes long, crashes or never ends holds up nothing else."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

from service.workers.lane import Lane, WorkerError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

MOST_WAITING = 64 * 2**20
"""Bytes of the bodies that are in the slow lane or wait for it at most."""
LEAST_WEIGHT = 2**18
"""Bytes that each of them counts for at least, so that not too many wait."""
QUICK_SECONDS = 0.05
"""Twice what the slowest of 450 real feeds took, beside what is granted for its size."""
PATIENCE = 6
"""In the slow lane, which others go before, a piece of work may last so many times as long."""


class WorkerPool:
    """Hands work to child processes.

    All work begins in the quick lane. What takes more CPU time there than nearly everything does, or kills its process, is done
    once more in the slow lane: one process that gives way to all others.

    Args:
        job: what they do, ``module:function``; the function takes a JSON-ready dictionary and bytes, and returns a dictionary.
        size: processes of the quick lane.
        quick_seconds: CPU time that work may take in the quick lane, and two seconds for each MB of its body, up to three in all.
        cpu_seconds: CPU time of one piece of work.
        memory: bytes of address space of one process.
        timeout: seconds that one piece of work may last.
        jobs_each: pieces of work after which a process is replaced, for what libraries leave behind.
        idle: seconds without work after which a process is ended, for the memory that it holds.
        most_waiting: bytes of the bodies that are in the slow lane or wait for it.
    """

    def __init__(
        self,
        job: str,
        *,
        size: int = 2,
        quick_seconds: float = QUICK_SECONDS,
        cpu_seconds: int = 10,
        memory: int = 512 * 2**20,
        timeout: float = 20.0,
        jobs_each: int = 2000,
        idle: float = 60.0,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        child = (sys.executable, "-m", "service.workers.child", job, str(cpu_seconds), str(memory))
        self._quick = Lane((*child, str(quick_seconds)), size=size, timeout=timeout, jobs_each=jobs_each, idle=idle)
        self._slow = Lane((*child, "0"), size=1, timeout=timeout * PATIENCE, jobs_each=jobs_each, idle=idle)
        self._in_order = asyncio.Lock()
        self._waiting, self._most_waiting = 0, most_waiting

    async def run(
        self, request: dict[str, Any], body: bytes, *, when_heavy: Callable[[], Awaitable[None]] | None = None
    ) -> dict[str, Any]:
        """Have one piece of work done.

        Args:
            request: what to do.
            body: what to do it with.
            when_heavy: awaited before it waits for the slow lane, and again before it is done there; what it raises passes.

        Raises:
            WorkerError: the process crashed twice, hung, ran out of memory or talked nonsense; the next piece gets a fresh one.
        """
        try:
            return await self._quick.run(request, body)
        except WorkerError as error:
            if not error.again:
                raise
            weight = max(len(body), LEAST_WEIGHT)
            if self._waiting + weight > self._most_waiting:
                raise WorkerError(f"{error}, and too many others wait to be tried again") from error
        self._waiting += weight
        try:
            if when_heavy is not None:
                await when_heavy()
            async with self._in_order:
                if when_heavy is not None:
                    await when_heavy()
                return await self._slow.run(request, body)
        finally:
            self._waiting -= weight

    async def aclose(self) -> None:
        """End all processes."""
        await self._quick.aclose()
        await self._slow.aclose()
