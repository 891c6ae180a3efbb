"""Two lanes of worker processes, so that what takes long, crashes or never ends holds up nothing else."""

from __future__ import annotations

import sys
from typing import Any

from service.text.counting import counted
from service.workers.lane import Lane, WorkerError

MOST_WAITING = 8
"""Pieces of work that wait for the slow lane at most: each holds its whole body."""
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
        most_waiting: pieces of work that are in the slow lane or wait for it.
    """

    def __init__(
        self,
        job: str,
        *,
        size: int = 2,
        quick_seconds: float = 0.1,
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
        self._waiting, self._most_waiting = 0, most_waiting

    async def run(self, request: dict[str, Any], body: bytes) -> dict[str, Any]:
        """Have one piece of work done.

        Raises:
            WorkerError: the process crashed twice, hung, ran out of memory or talked nonsense; the next piece gets a fresh one.
        """
        try:
            return await self._quick.run(request, body)
        except WorkerError as error:
            if not error.died:
                raise
            if self._waiting >= self._most_waiting:
                raise WorkerError(f"{error}; {counted(self._waiting, 'other')} already wait to be tried again") from error
        self._waiting += 1
        try:
            return await self._slow.run(request, body)
        finally:
            self._waiting -= 1

    async def aclose(self) -> None:
        """End all processes."""
        await self._quick.aclose()
        await self._slow.aclose()
