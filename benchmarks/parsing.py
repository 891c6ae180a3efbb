"""How fast feeds are read, in entries a core-second, beside feedparser alone.

Run: python benchmarks/parsing.py [FOLDER]. The folder holds feeds, by default those of ../shared/feeds-real ($THAW_SHARED);
clean ones are those
that the quick reader takes. What is measured is the whole of `parse_feed`: charset, repair, reading, plain text, keys.
Figures are of one core, the median of five rounds.
"""

from __future__ import annotations

import gc
import io
import os
import statistics
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

import feedparser

from service.errors import ParseError
from service.parse.charset import decoded
from service.parse.entry import parse_feed
from service.parse.quickly import read_quickly
from service.parse.repair import repaired

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

NOW = datetime(2026, 5, 1, tzinfo=UTC)
ROUNDS = 5


def is_clean(body: bytes) -> bool:
    """Whether the quick reader takes it."""
    if body.lstrip()[:1] in {b"{", b""}:
        return False
    document = read_quickly(repaired(decoded(body, "")[0], []), "")
    return document is not None and bool(document.drafts)


def ours(body: bytes) -> int:
    try:
        return len(parse_feed(body, now=NOW).entries)
    except ParseError:
        return 0


def theirs(body: bytes) -> int:
    return len(feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False).entries)


def rate(read: Callable[[bytes], int], bodies: Sequence[bytes], rounds: int) -> tuple[int, float]:
    """Entries found, and entries a core-second."""
    found, spent = 0, []
    for _ in range(rounds):
        started = process_time()
        found = sum(map(read, bodies))
        spent.append(process_time() - started)
    return found, found / statistics.median(spent)


def tell(name: str, bodies: Iterable[bytes]) -> None:
    these = list(bodies)
    found, quick = rate(ours, these, ROUNDS)
    theirs_found, slow = rate(theirs, these, 1)
    print(f"{name}: {len(these)} files, {found:,} entries, {quick:,.0f} a core-second ", end="")
    print(f"(feedparser: {theirs_found:,} entries, {slow:,.0f} a core-second; {quick / slow:.0f} times)")


def main() -> None:
    shared = Path(os.environ.get("THAW_SHARED", Path(__file__).parents[2] / "shared"))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shared / "feeds-real"
    if not folder.is_dir():
        raise SystemExit(f"{folder}: no such folder; name one with feeds")
    gc.freeze()  # as parser processes do
    bodies = [path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix != ".tsv"]
    clean = [body for body in bodies if is_clean(body)]
    tell("clean", clean)
    tell("all", bodies)


if __name__ == "__main__":
    main()
