"""Which entries of a document are new, which are revised, and which were seen before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from service.text.digest import text_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from service.model.entry import Entry, SeenEntry

BACKFILL_AGE = timedelta(hours=24)
"""At the first poll of a feed, entries older than this are stored and coded but page nobody (HARDENING, D09)."""

REUSED = "guid_reused"


@dataclass(frozen=True, slots=True)
class Novelty:
    """What a document brings: `new` entries in document order, and `revised` ones beside what is stored of them.

    `later` are further texts under the key of a new entry in the same document, to be stored as revisions of it.
    """

    new: tuple[Entry, ...]
    revised: tuple[tuple[SeenEntry, Entry], ...]
    later: tuple[Entry, ...]


def reuse_key(entry: Entry) -> str:
    """The key of an entry whose publisher gave it the id of another one: that id and a digest of link and title."""
    told_apart = hashlib.sha256(f"{entry.link}\0{entry.title}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{entry.key}#{told_apart}"


def keys_to_look_up(entries: Iterable[Entry]) -> tuple[str, ...]:
    """All keys under which the entries of a document may be stored."""
    return tuple(dict.fromkeys(key for entry in entries for key in (entry.key, reuse_key(entry))))


def sort_out(entries: Sequence[Entry], known: Mapping[str, SeenEntry]) -> Novelty:
    """Tell new from revised from seen.

    Args:
        entries: a document's entries in its order; each has a key.
        known: what is stored under `keys_to_look_up`, by key.
    """
    new: dict[str, Entry] = {}
    later: list[Entry] = []
    revised: dict[str, tuple[SeenEntry, Entry]] = {}
    for entry in entries:
        stored = known.get(reuse_key(entry)) or known.get(entry.key)
        if stored is None:
            _first_or_later(entry, new, later)
        elif _is_reuse(stored, entry):
            new.setdefault(reuse_key(entry), _renamed(entry))
        else:
            revised[stored.key] = (stored, entry)
    changed = (
        (stored, replace(entry, key=stored.key)) for stored, entry in revised.values() if stored.digest != text_digest(entry)
    )
    return Novelty(tuple(new.values()), tuple(changed), tuple(later))


def is_backfill(entry: Entry, *, first_poll: bool, now: datetime) -> bool:
    """Whether an entry is old stock of a feed polled for the first time; one without a date counts as published now."""
    return first_poll and entry.published is not None and now - entry.published > BACKFILL_AGE


def _first_or_later(entry: Entry, new: dict[str, Entry], later: list[Entry]) -> None:
    first = new.setdefault(entry.key, entry)
    if _differ(first, entry):
        new.setdefault(reuse_key(entry), _renamed(entry))
    elif text_digest(first) != text_digest(entry):
        later.append(entry)


def _is_reuse(stored: SeenEntry, entry: Entry) -> bool:
    return stored.key == entry.key and _differ(stored, entry)


def _differ(one: Entry | SeenEntry, other: Entry) -> bool:
    return one.link != other.link and one.title != other.title


def _renamed(entry: Entry) -> Entry:
    return replace(entry, key=reuse_key(entry), warnings=(*entry.warnings, REUSED))
