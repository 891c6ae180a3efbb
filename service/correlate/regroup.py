"""Signals merged and split by a reviewer who knows better."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.correlate.naming import signal_name
from service.correlate.progress import highest
from service.correlate.review import Moved, Verdict, change_by
from service.correlate.standing import in_order, retold
from service.correlate.steps import kind_of
from service.errors import AskedWronglyError
from service.model.alert import Review
from service.model.signal import Change
from service.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Sequence
    from datetime import datetime

    from service.model.signal import Signal, Telling


def merge(
    kept: Signal,
    other: Signal,
    tellings: Sequence[Telling],
    others: Sequence[Telling],
    *,
    by: str,
    now: datetime,
    note: str = "",
) -> Verdict:
    """Make two signals one.

    Args:
        kept: the signal that stays, `review.known`.
        other: the one that goes into it, `review.known`.
        tellings: of `kept`.
        others: of `other`.
        by: who reviews.
        now: our clock.
        note: why.

    Raises:
        AskedWronglyError: they are one already, or cannot tell of one step.
    """
    _may_be_one(kept, other)
    review = _review(kept, "merge", by, now, note, other.id, others)
    return merged(kept, other, tellings, others, review, f"{other.id} merged into it by {by}")


def merged(
    kept: Signal, other: Signal, tellings: Sequence[Telling], others: Sequence[Telling], review: Review, why: str
) -> Verdict:
    """Two signals made one; no questions asked."""
    told = retold(replace(kept, actors=(*kept.actors, *other.actors)), in_order([*tellings, *others]))
    after = replace(
        told,
        severity=highest(highest(kept.severity, other.severity), told.severity),
        paged=kept.paged or other.paged,
        follows=None if kept.follows == other.id else kept.follows,
    )
    gone = replace(other, merged_into=kept.id)
    return Verdict(
        changes=(
            change_by(kept, after, Change.MERGED, why, by=review.author, now=review.at),
            change_by(other, gone, Change.MERGED, f"merged into {kept.id} by {review.author}", by=review.author, now=review.at),
        ),
        review=review,
        moved=Moved(entries=_entries(others), source=other.id, goal=kept.id),
    )


def split(
    signal: Signal,
    tellings: Sequence[Telling],
    entries: Collection[int],
    *,
    by: str,
    now: datetime,
    taken: Container[str],
    note: str = "",
) -> Verdict:
    """Take entries out of a signal into a new one. Nobody is told of the new one: its entries were seen by the reviewer.

    Args:
        signal: `review.known`.
        tellings: all of it.
        entries: row ids of those that tell of another step.
        by: who reviews.
        now: our clock.
        taken: ids of signals that exist.
        note: why.

    Raises:
        AskedWronglyError: no entry is named, one does not tell the signal, or none would be left.
    """
    leaving = in_order([telling for telling in tellings if telling.entry_id in entries])
    _may_leave(signal, tellings, leaving, entries)
    begun = retold(
        replace(signal, id=signal_name(leaving[0], taken=taken), review="", paged=False, follows=None, changes=0), leaving
    )
    fresh = replace(begun, opened_at=now)
    review = _review(signal, "split", by, now, note, fresh.id, leaving)
    return parted(signal, fresh, tellings, leaving, review)


def parted(signal: Signal, fresh: Signal, tellings: Sequence[Telling], leaving: Sequence[Telling], review: Review) -> Verdict:
    """Tellings taken out of a signal; `fresh` is what they make."""
    gone = set(_entries(leaving))
    left = retold(signal, in_order([telling for telling in tellings if telling.entry_id not in gone]))
    by, now = review.author, review.at
    return Verdict(
        changes=(
            change_by(
                signal, left, Change.SPLIT, f"{counted(len(gone), 'entry')} taken out to {fresh.id} by {by}", by=by, now=now
            ),
            change_by(fresh, fresh, Change.SPLIT, f"taken out of {signal.id} by {by}", by=by, now=now),
        ),
        review=review,
        moved=Moved(entries=_entries(leaving), source=signal.id, goal=fresh.id),
    )


def _may_be_one(kept: Signal, other: Signal) -> None:
    pair = f"{kept.id} and {other.id}"
    if kept.id == other.id:
        raise AskedWronglyError(f"{kept.id}: cannot be merged into itself; name two signals", resource=kept.id)
    for name in ("watch", "indicator", "target"):
        one, two = getattr(kept, name), getattr(other, name)
        if one != two:
            raise AskedWronglyError(f"{pair}: differ in {name} ({one}, {two}) and cannot be one step", resource=kept.id)
    if kind_of(kept.status) is not kind_of(other.status):
        raise AskedWronglyError(f"{pair}: one is a step, the other mere talk; they cannot be one", resource=kept.id)


def _may_leave(signal: Signal, tellings: Sequence[Telling], leaving: Sequence[Telling], entries: Collection[int]) -> None:
    strange = sorted(set(entries) - set(_entries(leaving)))
    if strange or not leaving:
        named = ", ".join(map(str, strange)) or "none"
        raise AskedWronglyError(
            f"{signal.id}: entries that do not tell it: {named}; thaw signals show {signal.id}", resource=signal.id
        )
    if set(_entries(leaving)) == set(_entries(tellings)):
        raise AskedWronglyError(f"{signal.id}: the split would leave it without entries; leave at least one", resource=signal.id)


def _entries(tellings: Sequence[Telling]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(telling.entry_id for telling in tellings))


def _review(signal: Signal, act: str, by: str, now: datetime, note: str, other: str, tellings: Sequence[Telling]) -> Review:
    detail: dict[str, object] = {"other": other, "entries": list(_entries(tellings))}
    return Review(id=None, signal_id=signal.id, act=act, author=by, at=now, note=note.strip(), detail=detail)
