"""What the daemon promises, held against what stands in its database and what arrived outside."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from service.store import tables
from service.store.check import check
from tests.crash.newsroom import HOOK, MAIL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from service.store.database import SqlStore
    from tests.crash.newsroom import Hit, Newsroom


def violations(room: Newsroom, store: SqlStore, settled: Mapping[int, frozenset[str]]) -> Sequence[str]:
    """Every promise that was not kept, in words; `settled` are the keys that stood as sent after each life."""
    with store.engine.connect() as connection:
        entries = Counter((row.feed, row.key) for row in connection.execute(_ENTRIES))
        rows = {row["key"]: row for row in connection.execute(_DELIVERIES).mappings()}
    return [
        *check(store).problems,
        *_entries(room, entries),
        *_arrivals(room, rows),
        *_identity(room.hits, rows),
        *_outbox(room.hits, rows),
        *_repeats(room.hits, settled),
    ]


_ENTRIES = select(tables.feeds.c.name.label("feed"), tables.entries.c.key).join_from(tables.entries, tables.feeds)
_DELIVERIES = select(tables.deliveries, tables.alerts.c.title).join_from(tables.deliveries, tables.alerts)


def _entries(room: Newsroom, stored: Counter[tuple[str, str]]) -> Iterator[str]:
    published = {(str(item.feed), item.guid) for item in room.items}
    yield from (f"lost entry: {each}" for each in sorted(published - stored.keys()))
    yield from (f"entry of nobody: {each}" for each in sorted(stored.keys() - published))
    yield from (f"double entry: {each}" for each, times in stored.items() if times > 1)


def _arrivals(room: Newsroom, rows: Mapping[str, Any]) -> Iterator[str]:
    """What pages has come to each receiver, and nothing else has."""
    wanted = {item.title for item in room.items if item.pages}
    for channel in (HOOK, MAIL):
        came = {
            title for hit in room.hits if hit.accepted and hit.channel == channel for title in wanted if title in _told(hit, rows)
        }
        yield from (f"lost alert in {channel}: {title}" for title in sorted(wanted - came))
    for hit in room.hits:
        if hit.channel == HOOK and hit.title not in wanted:
            yield f"alert for what pages nobody: {hit.title}"


def _told(hit: Hit, rows: Mapping[str, Any]) -> str:
    return hit.title or str(rows[hit.key]["title"] if hit.key in rows else "")


def _identity(hits: Sequence[Hit], rows: Mapping[str, Any]) -> Iterator[str]:
    """All attempts at one message carry one key and the same bytes, and are signed afresh."""
    keys, bodies = defaultdict(set), defaultdict(set)
    for hit in hits:
        keys[hit.channel, _told(hit, rows)].add(hit.key)
        bodies[hit.key].add(hit.body)
        if not hit.verified:
            yield f"wrong signature: {hit.key}"
    yield from (f"several keys for one message: {told}" for told, names in keys.items() if len(names) > 1)
    yield from (f"several bodies under one key: {key}" for key, contents in bodies.items() if len(contents) > 1)


def _outbox(hits: Sequence[Hit], rows: Mapping[str, Any]) -> Iterator[str]:
    """The outbox and the receivers tell the same."""
    accepted, tries = {hit.key for hit in hits if hit.accepted}, Counter(hit.key for hit in hits)
    for key, row in rows.items():
        if row["state"] in {"pending", "sending", "dead"}:
            yield f"not settled: {key} is {row['state']}"
        if row["state"] == "sent" and key not in accepted:
            yield f"marked as sent and never arrived: {key}"
        if row["attempts"] < tries[key]:
            yield f"more arrived than was counted: {key}"
    yield from (f"arrived and stands nowhere: {key}" for key in sorted(tries.keys() - rows.keys()))


def _repeats(hits: Sequence[Hit], settled: Mapping[int, frozenset[str]]) -> Iterator[str]:
    """What was accepted comes again only where the daemon died before it could note that."""
    lives = defaultdict(list)
    for hit in hits:
        if hit.accepted:
            lives[hit.key].append(hit.life)
        if any(hit.key in keys for life, keys in settled.items() if life < hit.life):
            yield f"sent again though it was settled: {hit.key}"
    for key, each in lives.items():
        if len(each) > len(set(each)):
            yield f"accepted twice in one life: {key}"
