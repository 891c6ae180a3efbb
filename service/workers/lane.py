"""Worker processes of one kind: persistent, replaced when they die, hang or grow old."""

from __future__ import annotations

import asyncio
import json
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from service import failpoint
from service.failpoint import Point

if TYPE_CHECKING:
    from collections.abc import Sequence

LENGTH = 8
LARGEST_ANSWER = 256 * 2**20
"""Bytes; a child that announces more talks nonsense."""
WORN_BY_GIVING_UP = 100
"""So many jobs a process has aged by one that was broken off in the middle: libraries may keep what they had begun."""


class WorkerError(Exception):
    """A worker gave no result; the reason in words that follow the worker's name: ``crashed (signal 9)``.

    `again` tells that another process might do better, `usable` that this one can go on.
    """

    def __init__(self, reason: str, *, again: bool = False, usable: bool = False) -> None:
        super().__init__(reason)
        self.again = again
        self.usable = usable


class Lane:
    """Hands work to child processes of one kind.

    Args:
        command: what starts one.
        size: processes at most; each starts when it is first needed.
        timeout: seconds that one piece of work may last.
        jobs_each: pieces of work after which a process is replaced, for what libraries leave behind.
        idle: seconds without work after which a process is ended, for the memory that it holds.
    """

    def __init__(self, command: Sequence[str], *, size: int, timeout: float, jobs_each: int, idle: float) -> None:
        self._command = tuple(command)
        self._timeout = timeout
        self._jobs_each = jobs_each
        self._idle = idle
        self._free: asyncio.LifoQueue[_Child | None] = asyncio.LifoQueue()
        self._children: set[_Child] = set()
        for _ in range(size):
            self._free.put_nowait(None)

    async def run(self, request: dict[str, Any], body: bytes) -> dict[str, Any]:
        """Have one piece of work done.

        Raises:
            WorkerError: the process crashed, hung, ran out of memory or talked nonsense; the next piece gets a fresh one.
        """
        child = await self._free.get()
        try:
            if child is None or child.jobs >= self._jobs_each or not child.alive:
                await self._end(child)
                child = None
                child = await self._start()
            return await self._ask(child, request, body)
        except BaseException as error:
            if isinstance(error, WorkerError) and error.usable:
                raise
            await asyncio.shield(self._end(child))
            child = None
            raise
        finally:
            self._free.put_nowait(child)
            if child is not None:
                asyncio.get_running_loop().call_later(self._idle, child.retire, child.jobs)

    async def aclose(self) -> None:
        """End all processes."""
        for child in tuple(self._children):
            await self._end(child)

    async def _ask(self, child: _Child, request: dict[str, Any], body: bytes) -> dict[str, Any]:
        try:
            async with asyncio.timeout(self._timeout):
                answer = await child.ask(request, body)
        except TimeoutError as error:
            raise WorkerError(f"took longer than {self._timeout:g} s") from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            reason, again = await child.epitaph()
            raise WorkerError(reason, again=again) from error
        except ValueError as error:
            raise WorkerError("gave an answer that cannot be read") from error
        if "failed" in answer:
            again, worn = answer.get("again") is True, answer.get("worn") is True
            if again:
                child.jobs += WORN_BY_GIVING_UP
            raise WorkerError(str(answer["failed"]), again=again, usable=not worn)
        result = answer.get("result")
        if not isinstance(result, dict):
            raise WorkerError("gave an answer that cannot be read")
        return result

    async def _start(self) -> _Child:
        process = await asyncio.create_subprocess_exec(
            *self._command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
        )
        child = _Child(process)
        self._children.add(child)
        return child

    async def _end(self, child: _Child | None) -> None:
        if child is not None:
            await child.end()
            self._children.discard(child)


class _Child:
    """One process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.jobs = 0

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    def retire(self, jobs: int) -> None:
        """End it unless it was given work since it had done so many jobs; who comes next is given a fresh one."""
        if self.jobs == jobs and self.alive:
            self._process.kill()

    async def ask(self, request: dict[str, Any], body: bytes) -> dict[str, Any]:
        self.jobs += 1
        to, back = self._process.stdin, self._process.stdout
        if to is None or back is None:
            raise ValueError("no pipes")
        head = json.dumps(request).encode("ascii")
        to.write(len(head).to_bytes(LENGTH, "big") + len(body).to_bytes(LENGTH, "big") + head + body)
        await to.drain()
        failpoint.reached(Point.PARSER_ASKED)
        length = int.from_bytes(await back.readexactly(LENGTH), "big")
        if length > LARGEST_ANSWER:
            raise ValueError("too long")
        answer = json.loads(await back.readexactly(length))
        if not isinstance(answer, dict):
            raise ValueError("not an object")  # noqa: TRY004 - the caller tells bad answers by it
        return answer

    async def epitaph(self) -> tuple[str, bool]:
        """How a process ended that closed its pipe, and whether another one might do better."""
        try:
            async with asyncio.timeout(1):
                code = await self._process.wait()
        except TimeoutError:
            return "closed its pipe", True
        if code == -signal.SIGXCPU:
            return "took too much CPU time", False
        if code in {-signal.SIGPROF, -signal.SIGVTALRM}:
            return "took longer than most", True
        return f"crashed (signal {-code})" if code < 0 else f"ended (exit code {code})", True

    async def end(self) -> None:
        if self.alive:
            with suppress(ProcessLookupError):
                self._process.kill()
        await self._process.wait()
        transport = getattr(self._process, "_transport", None)
        if transport is not None:
            # Otherwise the pipes of a killed child stay open until the garbage collector comes by.
            transport.close()
