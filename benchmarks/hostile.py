"""What hostile feeds cost the others: when the last good feed of a pass is done, with and without a tenth of hostile ones.

Run: python benchmarks/hostile.py [--feeds 1000] [--rounds 3] [--share 0.1]

A quarter each of the hostile feeds never answer in full, never end, are bombs, or make the parser work for seconds; each of their
hosts serves a few of them, from a process of its own, as if from elsewhere. Two passes over feeds of 30 entries, by
`thaw poll --all`, alternately with and without hostile ones: the first, and one in which nothing changed.

What counts is the time from the start until the last good feed is committed; what hostile ones keep a pass busy with afterwards
holds up nobody. CPU time is that of the service and its parsers until then, and depends less on what else the machine does.
Figures are medians; a ratio of 1.2 is the most that is promised.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from polling import family, feed_server

HOSTS = 100
TIMEOUT = "10s"
PASSES = ("first", "all 304")
STEP = 0.02
"""Seconds between two looks at the CPU time."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What it took until the last good feed was done: seconds of the clock and of CPU."""

    wall: float
    cpu: float


def passes(folder: Path, server: str, foreign: str, feeds: int, hostile: int) -> list[Taken]:
    """What each pass took until its last good feed was done."""
    database, config = folder / "thaw.db", folder / "config.yaml"
    port = foreign.rpartition(":")[2]
    bad = [f"http://127.0.0.{2 + number % (HOSTS - 1)}:{port}/hostile/{number}.xml" for number in range(hostile)]
    good = [f"{server}/feed/{number}.xml" for number in range(feeds)]
    # Names sort the hostile ones among the others, as feeds are polled.
    named = [(f"{number * len(good) // max(len(bad), 1):05}h", url) for number, url in enumerate(bad)]
    named += [(f"{number:05}", url) for number, url in enumerate(good)]
    lines = "".join(f'  - {{name: "{name}", url: "{url}"}}\n' for name, url in named)
    poll = f'poll: {{every: 1m, timeout: {TIMEOUT}, allow_private: ["127.0.0.0/8"], per_host: 64}}\n'
    config.write_text(f"database: sqlite:///{database}\n{poll}feeds:\n{lines}")
    return [_passed(config, database) for _ in PASSES]


def _passed(config: Path, database: Path) -> Taken:
    command = [sys.executable, "-m", "service", "poll", "--all", "--json", "--config", config]
    started, spent = time.time(), [(0.0, 0.0)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            spent.append((time.time(), sum(_spent(each) for each in family(process.pid))))
            time.sleep(STEP)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    last = _last_good(database).timestamp()
    return Taken(last - started, next((cpu for at, cpu in spent if at >= last), spent[-1][1]))


def _spent(pid: int) -> float:
    """Seconds of CPU of a process and of its children that have ended (proc(5), stat, 14 to 17)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _last_good(database: Path) -> datetime:
    connection = sqlite3.connect(database)
    try:
        wanted = "SELECT max(last_checked) FROM feed_states JOIN feeds ON feeds.id = feed_id WHERE name NOT LIKE '%h'"
        (last,) = connection.execute(wanted).fetchone()
    finally:
        connection.close()
    moment = datetime.fromisoformat(last)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--feeds", type=int, default=1000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--share", type=float, default=0.1)
    chosen = asked.parse_args()
    took: dict[int, list[list[Taken]]] = {0: [], round(chosen.feeds * chosen.share): []}
    with feed_server(chosen.feeds) as server, feed_server(1, HOSTS) as foreign:
        for _ in range(chosen.rounds):
            for hostile, rounds in took.items():
                folder = Path(tempfile.mkdtemp())
                try:
                    rounds.append(passes(folder, server, foreign, chosen.feeds, hostile))
                finally:
                    shutil.rmtree(folder)
    print("| pass | of | good feeds alone, s | beside hostile ones, s | ratio |")
    print("| --- | --- | --- | --- | --- |")
    for each, name in enumerate(PASSES):
        for of in ("wall", "cpu"):
            alone, beside = (statistics.median(getattr(one[each], of) for one in rounds) for rounds in took.values())
            print(f"| {name} | {of} | {alone:.2f} | {beside:.2f} | {beside / alone:.2f} |")


if __name__ == "__main__":
    main()
