"""What a pass over many feeds costs, in feeds a CPU-second and memory of all processes, beside other pollers.

Run: python benchmarks/polling.py [--feeds 2000] [--peer PYTHON]

Three passes over feeds of 30 entries from a server on loopback, each by a fresh process: the first (all fetched, parsed, stored,
coded), one in which nothing changed, and one with a new entry in every tenth feed. CPU time is that of the process and of all its
children; memory is the sum of their resident sets, looked at every 50 ms.

--peer names a Python in which lemon24's reader is installed; it does the same passes. A throwaway environment for it:
    python -m venv /tmp/peer && /tmp/peer/bin/pip install reader sgmllib3k
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = Path(__file__).parent
PASSES = ("first", "all 304", "10 % new")
TOO_LONG = 900


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process and its children took: seconds of CPU and of the clock, MB of memory at most."""

    cpu: float
    wall: float
    peak: float
    output: str


@contextmanager
def feed_server(feeds: int, hosts: int = 1) -> Iterator[str]:
    """The address of a running server, which listens at so many addresses (127.0.0.1 and on)."""
    command = [sys.executable, HERE / "feed_server.py", str(feeds), str(hosts)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.kill()


def ask(address: str) -> dict[str, int]:
    """What the server answers to a control."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        found: dict[str, int] = json.load(answer)
    return found


def run(command: Sequence[str | Path]) -> Spent:
    """Run a command to its end and measure it and its children."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, env=environment)
        peak, ended = [0.0], threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peak, ended))
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        watcher.join()
        output.seek(0)
        said = output.read().decode()
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Spent(usage.ru_utime + usage.ru_stime, time.perf_counter() - started, peak[0], said)


def _watch(pid: int, peak: list[float], ended: threading.Event) -> None:
    while not ended.wait(0.05):
        peak[0] = max(peak[0], sum(_resident(each) for each in family(pid)) / 1e6)


def family(pid: int) -> Iterator[int]:
    """A process, its children and theirs."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from family(int(child))


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


class Thaw:
    """This service: `thaw poll --all`."""

    def __init__(self, folder: Path, urls: Sequence[str]) -> None:
        self._config, self._database = folder / "config.yaml", folder / "thaw.db"
        lines = "".join(f'  - {{name: "{number}", url: "{url}"}}\n' for number, url in enumerate(urls))
        poll = 'poll: {every: 1m, allow_private: ["127.0.0.1"], per_host: 64}\n'
        self._config.write_text(f"database: sqlite:///{self._database}\n{poll}feeds:\n{lines}")

    def once(self) -> Spent:
        return run([sys.executable, "-m", "service", "poll", "--all", "--json", "--config", self._config])

    def entries(self) -> int:
        return _counted(self._database)


class Reader:
    """lemon24's reader, by the Python in which it is installed."""

    def __init__(self, folder: Path, urls: Sequence[str], python: str) -> None:
        self._python, self._database = python, folder / "reader.sqlite"
        made = f"from reader import make_reader\nr = make_reader({str(self._database)!r})\n"
        self._update = made + "r.update_feeds(workers=20, scheduled=False)"
        run([python, "-c", made + f"for url in {list(urls)!r}: r.add_feed(url)"])

    def once(self) -> Spent:
        return run([self._python, "-c", self._update])

    def entries(self) -> int:
        return _counted(self._database)


def _counted(database: Path) -> int:
    connection = sqlite3.connect(database)
    try:
        number: int = connection.execute("select count(*) from entries").fetchone()[0]
    finally:
        connection.close()
    return number


def passes(name: str, poller: Thaw | Reader, server: str, feeds: int) -> None:
    """Do the three passes and print a row of each."""
    for each in PASSES:
        if each == PASSES[2]:
            ask(f"{server}/ctl/advance")
        ask(f"{server}/ctl/counts")
        spent = poller.once()
        answered = ask(f"{server}/ctl/counts")
        print(
            f"| {name} | {each} | {feeds / spent.cpu:,.0f} | {spent.cpu:.2f} | {spent.wall:.2f} | {spent.peak:.0f} "
            f"| {answered.get('200', 0)} / {answered.get('304', 0)} | {poller.entries():,} |",
            flush=True,
        )


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--feeds", type=int, default=2000)
    asked.add_argument("--peer", help="a Python that has lemon24's reader")
    chosen = asked.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        print("| poller | pass | feeds a CPU-second | CPU s | wall s | peak MB | 200 / 304 | entries stored |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        with feed_server(chosen.feeds) as server:
            urls = [f"{server}/feed/{number}.xml" for number in range(chosen.feeds)]
            passes("thaw", Thaw(folder, urls), server, chosen.feeds)
        if chosen.peer:
            with feed_server(chosen.feeds) as server:
                urls = [f"{server}/feed/{number}.xml" for number in range(chosen.feeds)]
                passes("reader", Reader(folder, urls, chosen.peer), server, chosen.feeds)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
