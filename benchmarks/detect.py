"""How fast entries are coded, in entries a CPU-second, beside the folding of their text alone.

Run: python benchmarks/detect.py. Entries have about 300 characters; one in fifty is coded.
"""

from __future__ import annotations

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


def main() -> None:
    started = process_time()
    detector = load_detector()
    loaded = process_time() - started
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
    print(f"{ENTRIES / spent:,.0f} entries a CPU-second, {coded} of {ENTRIES} coded")
    print(f"{spent / folding:.1f} times the cost of folding their text")


if __name__ == "__main__":
    main()
