"""A worker process: reads requests on standard input, answers on standard output, within limits.

A message is four lengths-and-bytes parts: the length of the JSON and of the body, each eight bytes big-endian, then both.
The work is named on the command line as ``module:function`` and loaded here, so that this room needs to know nothing of it.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTH = 8


def main() -> None:
    """Work until standard input ends."""
    job, cpu_seconds, memory = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not get among the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    module, _, name = job.partition(":")
    run = getattr(import_module(module), name)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        message = _read(sys.stdin.buffer)
        if message is None:
            return
        _limit_cpu(cpu_seconds)
        _write(answers, _worked(run, *message))


def _worked(run: Callable[[dict[str, Any], bytes], dict[str, Any]], request: dict[str, Any], body: bytes) -> dict[str, Any]:
    try:
        return {"result": run(request, body)}
    except MemoryError:
        return {"failed": "ran out of memory"}
    except RecursionError:
        return {"failed": "nested too deep"}
    except Exception as error:  # noqa: BLE001 - whatever goes wrong in the work is told, and the next request is served
        return {"failed": f"failed on it ({type(error).__name__}: {str(error)[:200]})"}


def _limit_cpu(seconds: int) -> None:
    """So many seconds more than were used so far; the kernel ends the process after them."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime) + 1 + seconds, hard))


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
