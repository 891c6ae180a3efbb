"""Work that goes wrong in every way."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any


def run(request: dict[str, Any], body: bytes) -> dict[str, Any]:  # noqa: C901, PLR0911, PLR0912 - a table of ways to fail
    match request["do"]:
        case "echo":
            return {"length": len(body), "nice": os.nice(0), "pid": os.getpid()}
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "crash at first":
            mark = Path(request["mark"])
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            return {"length": len(body)}
        case "note and crash":
            with Path(request["mark"]).open("a") as mark_file:
                mark_file.write("x")
            os.kill(os.getpid(), signal.SIGKILL)
        case "work":
            started = time.process_time()
            while time.process_time() - started < request["seconds"]:
                pass
            return {"length": len(body), "nice": os.nice(0), "pid": os.getpid()}
        case "swallow":
            while True:
                try:
                    run({"do": "spin"}, body)
                except BaseException:  # noqa: BLE001, S112 - as the worst library might
                    continue
        case "exit":
            os._exit(3)
        case "hang":
            signal.pause()
        case "spin":
            while True:
                pass
        case "eat":
            return {"length": len(bytearray(10**10))}
        case "raise":
            raise ValueError("wrong \ud800 bytes")
        case "print":
            sys.stdout.write("not an answer\n")
            sys.stdout.flush()
            return {"length": 0}
        case "garbage":
            os.write(3, b"\xff" * 64)
            for descriptor in range(4, 20):
                try:
                    os.write(descriptor, b"\xff" * 64)
                except OSError:
                    continue
            signal.pause()
        case "recurse":
            return run({"do": "recurse"}, body)
    return {}
