"""A worker process: reads requests on standard input, answers on standard output, within limits.

A message is four lengths-and-bytes parts: the length of the JSON and of the body, each eight bytes big-endian, then both.
The work is named on the command line as ``module:function`` and loaded here, so that this room needs to know nothing of it.
Behind it stand the CPU time of one piece of work in seconds, the bytes of address space, and the CPU time after which work is
given up in the quick lane (0: this is a process of the slow lane).
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
from contextlib import contextmanager
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LENGTH = 8
SECONDS_A_BYTE, LONGEST_QUICK = 2e-6, 3.0
"""What the quick lane grants besides: several times what the slow parser takes for what is honest."""
LAST_MOMENT = 0.05
"""Seconds of CPU time in which work that is given up can end by itself, before the kernel ends the process."""
GIVES_WAY = 5, 10
"""How nice a process of the quick and of the slow lane is to the one that fetches and stores, for which all feeds wait."""


class _GivenUp(BaseException):
    """The work took longer than most. No Exception, for libraries catch those."""


def main() -> None:
    """Work until standard input ends."""
    job, cpu_seconds, memory, quick_seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    os.nice(GIVES_WAY[not quick_seconds])
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not get among the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    module, _, name = job.partition(":")
    run = getattr(import_module(module), name)
    gc.freeze()  # what is loaded stays: each collection would look at all of it in vain
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, _give_up)
    while True:
        message = _read(sys.stdin.buffer)
        if message is None:
            return
        _limit_cpu(cpu_seconds)
        seconds = min(quick_seconds + len(message[1]) * SECONDS_A_BYTE, LONGEST_QUICK) if quick_seconds else 0.0
        _write(answers, _worked(run, *message, seconds))


def _worked(
    run: Callable[[dict[str, Any], bytes], dict[str, Any]], request: dict[str, Any], body: bytes, seconds: float
) -> dict[str, Any]:
    """What came of the work; `worn` tells that the process had better be replaced, `again` that another one may do better."""
    try:
        with _given_up_after(seconds):
            return {"result": run(request, body)}
    except _GivenUp:
        return {"failed": "took longer than most", "again": True}
    except MemoryError:
        return {"failed": "ran out of memory", "worn": True}
    except RecursionError:
        return {"failed": "nested too deep"}
    except Exception as error:  # noqa: BLE001 - whatever goes wrong in the work is told, and the next request is served
        return {"failed": f"failed on it ({type(error).__name__}: {str(error)[:200]})"}


def _limit_cpu(seconds: int) -> None:
    """So many seconds more than were used so far; the kernel ends the process after them."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime) + 1 + seconds, hard))


@contextmanager
def _given_up_after(seconds: float) -> Iterator[None]:
    """Raise `_GivenUp` after so much CPU time, never where it is none; end the process if that does not help.

    A new process costs twice what the work may take, and regular expressions can be interrupted (CPython asks for signals within
    a match); what stays in C for longer, or swallows the exception, is ended by the kernel.
    """
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds and seconds + LAST_MOMENT)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _give_up(_signal: int, _frame: object) -> None:
    raise _GivenUp


def _read(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    lengths = stream.read(2 * LENGTH)
    if len(lengths) < 2 * LENGTH:
        return None
    request = stream.read(int.from_bytes(lengths[:LENGTH], "big"))
    return json.loads(request), stream.read(int.from_bytes(lengths[LENGTH:], "big"))


def _write(stream: IO[bytes], answer: dict[str, Any]) -> None:
    content = json.dumps(answer).encode("ascii")
    stream.write(len(content).to_bytes(LENGTH, "big") + content)
    stream.flush()


if __name__ == "__main__":
    main()
