"""What hostile feeds cost the others: when the last good feed of a pass is done, with and without a tenth of hostile ones.

Run: python benchmarks/hostile.py [--feeds 1000] [--rounds 3] [--share 0.1]

A quarter each of the hostile feeds never answer in full, never end, are bombs, or make the parser work for seconds; each of their
hosts serves a few of them. Two passes over feeds of 30 entries, by `thaw poll --all`, alternately with and without hostile ones:
the first, and one in which nothing changed. Figures are medians; a ratio of 1.2 is the most that is promised.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from polling import feed_server, run

HOSTS = 100
TIMEOUT = "10s"
PASSES = ("first", "all 304")


def passes(folder: Path, server: str, feeds: int, hostile: int) -> list[float]:
    """Seconds until the last good feed was done, of each pass."""
    database, config = folder / "thaw.db", folder / "config.yaml"
    port = server.rpartition(":")[2]
    bad = [f"http://127.0.0.{2 + number % (HOSTS - 1)}:{port}/hostile/{number}.xml" for number in range(hostile)]
    good = [f"{server}/feed/{number}.xml" for number in range(feeds)]
    # Names sort the hostile ones among the others, as feeds are polled.
    named = [(f"{number * len(good) // max(len(bad), 1):05}h", url) for number, url in enumerate(bad)]
    named += [(f"{number:05}", url) for number, url in enumerate(good)]
    lines = "".join(f'  - {{name: "{name}", url: "{url}"}}\n' for name, url in named)
    poll = f'poll: {{every: 1m, timeout: {TIMEOUT}, allow_private: ["127.0.0.0/8"], per_host: 64}}\n'
    config.write_text(f"database: sqlite:///{database}\n{poll}feeds:\n{lines}")
    took = []
    for _ in PASSES:
        started = datetime.now(UTC)
        run([sys.executable, "-m", "service", "poll", "--all", "--json", "--config", config])
        took.append((_last_good(database) - started).total_seconds())
    return took


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
    took: dict[int, list[list[float]]] = {0: [], round(chosen.feeds * chosen.share): []}
    with feed_server(chosen.feeds, HOSTS) as server:
        for _ in range(chosen.rounds):
            for hostile, rounds in took.items():
                folder = Path(tempfile.mkdtemp())
                try:
                    rounds.append(passes(folder, server, chosen.feeds, hostile))
                finally:
                    shutil.rmtree(folder)
    print("| pass | good feeds alone, s | beside hostile ones, s | ratio |")
    print("| --- | --- | --- | --- |")
    for each, name in enumerate(PASSES):
        alone, beside = (statistics.median(one[each] for one in rounds) for rounds in took.values())
        print(f"| {name} | {alone:.2f} | {beside:.2f} | {beside / alone:.2f} |")


if __name__ == "__main__":
    main()
