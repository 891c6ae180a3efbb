"""Where processes of Thaw are born: one that has loaded the program and its packs forks each of them.

Loading takes two seconds of a core, which is more than most of what tests start does. What is forked is a process like any
other: it has a number, a group, files and surroundings of its own, and dies by SIGKILL. That the program loads at all, as users
start it, is shown by the tests of the daemon, the wheel and the documents.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from io import BufferedReader, BufferedWriter, FileIO, TextIOWrapper
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING

from service.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).parents[1]
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.loaded"])
_TURN = Lock()
"""The library notes the end of any process whenever one is asked for or started, and must not do so in two threads."""


def pipe() -> tuple[int, Connection]:
    """A descriptor to read from, and the end that a process which is born writes to; who gives it away closes it."""
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    with ours:
        return os.dup(ours.fileno()), theirs


class Born:
    """A process that was forked.

    Args:
        start: what it does; it is found by its name in its module.
        arguments: what stands behind the name of the program in its command line.
        folder: where it stands.
        environment: all that it has; None: what this process has.
        given: the file that is its standard input.
        out: the file that is its standard output.
        err: the file that is its standard error, or an end of `pipe`.
    """

    def __init__(
        self,
        *arguments: str,
        start: Callable[[], object] = main,
        folder: Path = ROOT,
        environment: Mapping[str, str] | None = None,
        given: str | Path = os.devnull,
        out: str | Path = os.devnull,
        err: str | Path | Connection = os.devnull,
    ) -> None:
        surroundings = dict(os.environ if environment is None else environment)
        files = (given, out, err)
        self._process = _CONTEXT.Process(target=_live, args=(start, arguments, str(folder), surroundings, files))
        with _TURN:
            self._process.start()

    @property
    def pid(self) -> int:
        """Its number, which is that of its group too."""
        assert self._process.pid
        return self._process.pid

    @property
    def code(self) -> int | None:
        """How it ended, as `subprocess` tells it; None while it lives."""
        with _TURN:
            return self._process.exitcode

    def send(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def wait(self) -> int:
        """Wait until it has ended; how it did."""
        connection.wait([self._process.sentinel])
        code = self.code
        assert code is not None
        return code

    async def ended(self) -> int:
        """As `wait`, in an event loop."""
        return await asyncio.to_thread(self.wait)


def _live(
    start: Callable[[], object],
    arguments: tuple[str, ...],
    folder: str,
    environment: dict[str, str],
    files: tuple[str | Path | Connection, ...],
) -> None:
    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, file in enumerate(files):
        if isinstance(file, Connection):
            os.dup2(file.fileno(), number)
            file.close()
        else:
            opened = os.open(file, os.O_WRONLY | os.O_APPEND if number else os.O_RDONLY)
            os.dup2(opened, number)
            os.close(opened)
    # Streams of the nursery would remember what its own files were.
    sys.stdin = TextIOWrapper(BufferedReader(FileIO(0, closefd=False)), encoding="utf-8")
    sys.stdout, sys.stderr = (
        TextIOWrapper(BufferedWriter(FileIO(number, "w", closefd=False)), encoding="utf-8", line_buffering=number == 2)
        for number in (1, 2)
    )
    sys.argv[:] = ["thaw", *arguments]
    start()


def typed(
    *arguments: str, given: bytes = b"", folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> CompletedProcess[bytes]:
    """Run `thaw` to its end; what it printed."""
    with TemporaryDirectory() as kept:
        before, out, err = (Path(kept) / name for name in ("in", "out", "err"))
        before.write_bytes(given)
        out.touch()
        err.touch()
        code = Born(*arguments, folder=folder, environment=environment, given=before, out=out, err=err).wait()
        return CompletedProcess(["thaw", *arguments], code, out.read_bytes(), err.read_bytes())
