"""Thaw as the first process of a container: the kernel ends such a one by SIGTERM only where it is handled."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOADS_FOREVER = """
import os, sys, types
os.getpid = lambda: {pid}
sys.argv = ["thaw", *{arguments}]
tree = types.ModuleType("service.cli.tree")
def late(name):
    print("loading", flush=True)
    while True:
        sys.stdin.read()
tree.__getattr__ = late
sys.modules["service.cli.tree"] = tree
import service.cli
"""


@pytest.mark.parametrize(
    ("pid", "arguments", "ended"),
    [(1, ["run"], 0), (1, ["--log-json", "run"], 0), (1, ["poll"], 1), (2, ["run"], -signal.SIGTERM)],
)
def test_it_ends_while_it_still_loads(pid: int, arguments: list[str], ended: int) -> None:
    code = LOADS_FOREVER.format(pid=pid, arguments=arguments)
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"loading\n"
        child.send_signal(signal.SIGTERM)
        assert child.wait(60) == ended
        assert child.stderr is not None
        assert child.stderr.read() == b""
