"""A terminal at which somebody types answers to questions, for programs that ask only where somebody is there."""

from __future__ import annotations

import asyncio
import os
import pty
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOT = Path(__file__).parents[2]


class Terminal:
    """The side of somebody who reads and types."""

    def __init__(self, master: int, process: asyncio.subprocess.Process) -> None:
        self._master = master
        self._process = process
        self._news = asyncio.Event()
        self._ended = False
        self._shown = 0
        self.text = ""
        asyncio.get_running_loop().add_reader(master, self._read)

    def _read(self) -> None:
        try:
            more = os.read(self._master, 65536)
        except OSError:  # Linux tells so that the other side is closed.
            more = b""
        if not more:
            asyncio.get_running_loop().remove_reader(self._master)
            self._ended = True
        self.text += more.decode().replace("\r\n", "\n")
        self._news.set()

    async def answer(self, question: str, reply: str) -> None:
        """Wait until a question stands there, and type a line.

        A question is put once the blank behind its colon stands there: what is typed before that, a hidden prompt drops.
        """
        while question not in self.text[self._shown :] or not self.text.endswith(": "):
            assert not self._ended, f"{question!r} was not asked:\n{self.text}"
            self._news.clear()
            await self._news.wait()
        self._shown = len(self.text)
        os.write(self._master, f"{reply}\n".encode())

    async def end(self) -> int:
        """Wait until the program ends; its exit code."""
        code = await self._process.wait()
        while not self._ended:
            self._news.clear()
            await self._news.wait()
        return code


@asynccontextmanager
async def terminal(*arguments: str, folder: Path, **environment: str) -> AsyncIterator[Terminal]:
    """`thaw` with these arguments, started at a terminal."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THAW_")}
    master, slave = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "service", *arguments, stdin=slave, stdout=slave, stderr=slave, cwd=folder, start_new_session=True,
        env={**kept, "PYTHONPATH": str(ROOT), "TZ": "Europe/Istanbul", "NO_COLOR": "1", **environment},
    )  # fmt: skip
    os.close(slave)
    there = Terminal(master, process)
    try:
        yield there
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        if not there._ended:
            asyncio.get_running_loop().remove_reader(master)
        os.close(master)
