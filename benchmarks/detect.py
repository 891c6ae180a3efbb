"""How fast entries are coded, in entries a CPU-second, beside the folding of their text alone, and the memory that this takes.

Run: python benchmarks/detect.py. Entries have about 300 characters; one in fifty is coded. Memory is the resident set of this
fresh process, beside what it was before the packs were loaded and what an interpreter has that imported nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from service.detect.watches import load_detector
from service.model.entry import Entry
from service.text.fold import fold_quickly

NOW = datetime(2023, 5, 1, tzinfo=UTC)
ORDINARY = (
    "The city council voted on Tuesday to repair the old bridge before winter, after engineers had found cracks in two of its "
    "pillars. Residents said the works would make the way to school longer, while shopkeepers hoped for a quick end. The mayor "
    "promised a bus in the meantime and said the money had been set aside last year."
)
STEP = "Oman reopens its embassy in Damascus"
ENTRIES = 20_000
CODED_EVERY = 50


def resident(pid: int | str = "self") -> float:
    """The resident set of a process in MB (proc(5), statm)."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def bare() -> float:
    """The resident set of an interpreter that imported nothing."""
    with subprocess.Popen(
        [sys.executable, "-c", "print(flush=True); input()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        size = resident(process.pid)
        process.kill()
    return size


def main() -> None:
    imported = resident()
    started = process_time()
    detector = load_detector()
    loaded = process_time() - started
    packs = resident()
    entries = [
        Entry(
            id=str(n),
            title=STEP if n % CODED_EVERY == 0 else f"Bridge {n} to be repaired",
            summary=ORDINARY,
            lang="en",
            published=NOW,
        )
        for n in range(ENTRIES)
    ]
    started = process_time()
    coded = sum(bool(detector.detect(entry, NOW).mentions) for entry in entries)
    spent = process_time() - started
    started = process_time()
    for entry in entries:
        fold_quickly(entry.title + entry.summary)
    folding = process_time() - started
    print(f"packs loaded in {loaded:.2f} s")
    print(f"{packs - imported:.1f} MB more once they are loaded, {packs - bare():.1f} MB with the modules of detection")
    print(f"{ENTRIES / spent:,.0f} entries a CPU-second, {coded} of {ENTRIES} coded")
    print(f"{spent / folding:.1f} times the cost of folding their text")


if __name__ == "__main__":
    main()
