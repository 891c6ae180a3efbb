"""What reviewers say of a signal: confirmed, rejected, or a note. Nothing is lost by it: each act can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.correlate.progress import REJECTED, untold, weighed
from service.errors import AskedWronglyError
from service.model.alert import Review
from service.model.signal import Change, Signal, SignalChange

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.model.signal import Telling

CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Entries whose tellings go from one signal to another."""

    entries: tuple[int, ...]
    source: str
    goal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an act of a reviewer does: to be stored in one transaction.

    `changes` are saved and planned in this order, `moved` says which tellings change their signal, `review` goes into the audit
    log, and `undone` is the act there that it takes back.
    """

    changes: tuple[SignalChange, ...]
    review: Review
    moved: Moved | None = None
    undone: int | None = None


def known(signal_id: str, signal: Signal | None) -> Signal:
    """The signal, which must exist and be open to review.

    Raises:
        AskedWronglyError: there is none of that id, it was merged into another one, or no entry tells it any more.
    """
    if signal is None:
        raise AskedWronglyError(f"{signal_id}: no such signal; thaw signals list shows them", resource=signal_id)
    if signal.merged_into:
        raise AskedWronglyError(f"{signal.id}: was merged into {signal.merged_into}; name that one instead", resource=signal.id)
    if untold(signal):
        raise AskedWronglyError(f"{signal.id}: is closed, for no entry tells it any more", resource=signal.id)
    return signal


def confirm(signal: Signal, tellings: Sequence[Telling], *, by: str, now: datetime, note: str = "") -> Verdict:
    """Say that a signal is right. Of one that was rejected, people are told anew.

    Args:
        signal: as it stands, `known`.
        tellings: all of it.
        by: who reviews.
        now: our clock.
        note: why.

    Raises:
        AskedWronglyError: it was confirmed already.
    """
    _not_yet(signal, CONFIRMED)
    after = weighed(replace(signal, review=CONFIRMED), tellings)
    change = Change.RAISED if signal.review == REJECTED else Change.CONFIRMED
    said = "confirmed, after it was rejected" if signal.review == REJECTED else "confirmed"
    return _judged(signal, after, change, _said(said, by, note), _review(signal, "confirm", by, now, note))


def reject(signal: Signal, tellings: Sequence[Telling], *, by: str, now: datetime, note: str = "") -> Verdict:
    """Say that a signal is wrong; it stays rejected when more entries tell it. Arguments as for `confirm`.

    Raises:
        AskedWronglyError: it was rejected already.
    """
    _not_yet(signal, REJECTED)
    after = weighed(replace(signal, review=REJECTED), tellings)
    return _judged(signal, after, Change.REJECTED, _said("rejected", by, note), _review(signal, "reject", by, now, note))


def annotate(signal: Signal, note: str, *, by: str, now: datetime) -> Verdict:
    """Write a note into a signal's history.

    Raises:
        AskedWronglyError: the note is empty.
    """
    if not note.strip():
        raise AskedWronglyError(f"{signal.id}: a note needs words; give them with --note", resource=signal.id)
    return _judged(signal, signal, Change.NOTED, _said("note", by, note), _review(signal, "note", by, now, note))


def change_by(signal: Signal, after: Signal, change: Change, why: str, *, by: str, now: datetime) -> SignalChange:
    """A reviewer's change: `after` is what `signal` becomes, but for the number of the change."""
    return SignalChange(
        signal=replace(after, changes=signal.changes + 1),
        number=signal.changes + 1,
        change=change,
        at=now,
        severity=after.severity,
        previous=signal.status,
        previous_severity=signal.severity,
        by=by,
        reasons=(why,),
    )


def _not_yet(signal: Signal, review: str) -> None:
    if signal.review == review:
        raise AskedWronglyError(
            f"{signal.id}: is {review} already; thaw signals show {signal.id} says by whom", resource=signal.id
        )


def _said(act: str, by: str, note: str) -> str:
    return f"{act} by {by}: {note.strip()}" if note.strip() else f"{act} by {by}"


def _review(signal: Signal, act: str, by: str, now: datetime, note: str) -> Review:
    return Review(id=None, signal_id=signal.id, act=act, author=by, at=now, note=note.strip(), detail={"before": signal.review})


def _judged(signal: Signal, after: Signal, change: Change, why: str, review: Review) -> Verdict:
    return Verdict(changes=(change_by(signal, after, change, why, by=review.author, now=review.at),), review=review)
