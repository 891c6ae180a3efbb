"""What the daemon costs while nothing happens, and how soon it starts, stops and comes back after a kill.

Run: python benchmarks/idle.py [--feeds 100] [--seconds 60]

100 feeds on loopback that never change are polled at the usual interval. Memory is the sum over the daemon and its parser
processes, as resident sets (which counts shared pages once for each) and as proportional sets: right after the first pass over
all feeds, and when its parsers have had nothing to do for a minute; CPU time is theirs while the given seconds pass from then on.
Exit code 1 where the aims are missed: 150 MB resident when idle, 1 % of a core, 8 s to stop.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from polling import HERE, feed_server

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MEMORY = 150.0
MOST_CPU = 1.0
LONGEST_STOP = 8.0
UNTIL_IDLE = 65.0
MB = 1e6


def family(pid: int) -> list[int]:
    """A process and all below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [pid, *(each for child in children for each in family(int(child)))]


def memory(pids: list[int], field: str) -> float:
    """MB of a field of smaps_rollup, summed."""
    texts = (Path(f"/proc/{pid}/smaps_rollup").read_text("ascii") for pid in pids)
    return sum(int(line.split()[1]) for text in texts for line in text.splitlines() if line.startswith(f"{field}:")) * 1024 / MB


def cpu(pids: list[int]) -> float:
    """Seconds of CPU that were used so far."""
    stats = (Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split() for pid in pids)
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


def until(log: IO[str], event: str) -> dict[str, object]:
    """Read the log until an event."""
    for line in log:
        told: dict[str, object] = json.loads(line)
        if told["event"] == event:
            return told
    raise SystemExit(f"the daemon ended before {event!r}")


def show(when: str, pid: int) -> float:
    """Print what a daemon holds; MB resident."""
    pids = family(pid)
    resident, proportional = memory(pids, "Rss"), memory(pids, "Pss")
    print(f"{when}: {len(pids)} processes, {resident:.0f} MB resident, {proportional:.0f} MB proportional")
    return resident


@contextmanager
def daemon(config: Path) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """A running daemon and its log."""
    command = [sys.executable, "-m", "service", "--log-json", "run", "--config", config]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=HERE.parent) as process:
        assert process.stderr is not None
        try:
            yield process, process.stderr
        finally:
            process.kill()


def written(folder: Path, server: str, feeds: int) -> Path:
    """A configuration of so many feeds."""
    lines = [f'  - {{name: "{number}", url: "{server}/feed/{number}.xml"}}' for number in range(feeds)]
    config = folder / "config.yaml"
    settings = f'database: sqlite:///{folder}/thaw.db\npoll: {{allow_private: ["127.0.0.1"]}}\nweb: {{listen: "127.0.0.1:0"}}\n'
    config.write_text(settings + "feeds:\n" + "\n".join(lines) + "\n")
    return config


def main(feeds: int, seconds: float) -> int:
    """Measure and print; whether the aims are met."""
    with tempfile.TemporaryDirectory() as folder, feed_server(feeds) as server:
        config = written(Path(folder), server, feeds)
        with daemon(config) as (process, log):
            told = until(log, "pass")
            show(f"after a pass over {told['feeds']} feeds", process.pid)
            time.sleep(UNTIL_IDLE)
            resident = show("idle", process.pid)
            before, began = cpu(family(process.pid)), time.monotonic()
            time.sleep(seconds)
            share = (cpu(family(process.pid)) - before) / (time.monotonic() - began) * 100
            print(f"idle for {seconds:.0f} s: {share:.2f} % of a core")
            process.kill()
        began = time.monotonic()
        with daemon(config) as (process, log):
            until(log, "running")
            print(f"runs again after a kill: {time.monotonic() - began:.1f} s")
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            until(log, "stopped")
            code = process.wait()
            stop = time.monotonic() - began
            print(f"stops after SIGTERM: {stop:.1f} s, exit code {code}")
    return int(resident > MOST_MEMORY or share > MOST_CPU or stop > LONGEST_STOP or code != 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    sys.exit(main(asked.feeds, asked.seconds))
