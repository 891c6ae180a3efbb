"""Where daemons are born: a process that has loaded the program and its packs forks each of them.

Loading takes longer than most lives last. What is forked is a process like any other: it has a number, a group and files of its
own, and dies by SIGKILL.
"""

from __future__ import annotations

import os
import sys
from multiprocessing import get_context
from typing import TYPE_CHECKING

from tests.crash.started import start

if TYPE_CHECKING:
    from collections.abc import Mapping
    from multiprocessing.context import ForkServerProcess
    from pathlib import Path

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.crash.loaded"])


def born(mistake: str, config: Path, log: Path, environment: Mapping[str, str]) -> ForkServerProcess:
    """A daemon that leads a group of its own; blocks while the nursery itself starts.

    Args:
        mistake: what is built in, of `tests.crash.started.MISTAKES`.
        config: its settings.
        log: where its standard error goes.
        environment: what it has besides the nursery's.
    """
    process = _CONTEXT.Process(target=_live, args=(mistake, config, log, dict(environment)))
    process.start()
    return process


def _live(mistake: str, config: Path, log: Path, environment: Mapping[str, str]) -> None:
    os.setsid()
    with log.open("wb") as out:
        os.dup2(out.fileno(), sys.stderr.fileno())
    os.environ.update(environment)
    start(mistake, "run", "--config", str(config))
