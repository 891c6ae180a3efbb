"""A reviewer's act taken back: the signals stand as if it had never been, with all that was told since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.correlate.progress import highest
from service.correlate.regroup import merged, parted
from service.correlate.review import Verdict, change_by
from service.correlate.standing import in_order, retold
from service.errors import AskedWronglyError
from service.model.alert import Review
from service.model.signal import Change

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.model.signal import Signal, SignalChange, Telling

REVIEWS = {"confirm": "confirmed", "reject": "rejected"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A signal and all its tellings."""

    signal: Signal
    tellings: Sequence[Telling]


def last_act(signal_id: str, reviews: Sequence[Review]) -> Review:
    """The act that can be taken back: the newest that stands.

    Args:
        signal_id: the signal.
        reviews: all acts on it, oldest first.

    Raises:
        AskedWronglyError: there is none.
    """
    standing = [review for review in reviews if review.undone_by is None and review.act != "undo"]
    if not standing:
        raise AskedWronglyError(f"{signal_id}: no act of a reviewer to be undone", resource=signal_id)
    return standing[-1]


def other_of(act: Review) -> str | None:
    """The id of the other signal that an act touched, to be looked up for `undo`."""
    other = (act.detail or {}).get("other")
    return other if isinstance(other, str) else None


def undo(act: Review, side: Side, *, by: str, now: datetime, other: Side | None = None) -> Verdict:
    """Take an act back.

    Args:
        act: what `last_act` found.
        side: the signal that it was done to, `review.known`.
        by: who takes it back.
        now: our clock.
        other: the signal that `other_of` names.

    Raises:
        AskedWronglyError: it was taken back already, or what came later stands in the way.
    """
    if act.undone_by is not None or act.act == "undo":
        raise AskedWronglyError(f"{act.signal_id}: that {act.act} cannot be undone any more", resource=act.signal_id)
    review = Review(id=None, signal_id=act.signal_id, act="undo", author=by, at=now, note=act.act, detail={"of": act.id})
    if act.act in {"merge", "split"}:
        if other is None:
            raise AskedWronglyError(f"{act.signal_id}: the other signal of that {act.act} is gone", resource=act.signal_id)
        verdict = _unmerged(act, side, other, review) if act.act == "merge" else _unsplit(side, other, review)
    else:
        verdict = _unjudged(act, side, review)
    return replace(verdict, undone=act.id)


def _unjudged(act: Review, side: Side, review: Review) -> Verdict:
    signal, set_to = side.signal, REVIEWS.get(act.act)
    said = f"{act.act} taken back by {review.author}"
    if set_to is None:
        return Verdict(changes=(_change(signal, signal, Change.NOTED, said, review),), review=review)
    if signal.review != set_to:
        raise AskedWronglyError(f"{signal.id}: is not {set_to} any more", resource=signal.id)
    told = retold(replace(signal, review=str((act.detail or {}).get("before", ""))), in_order(side.tellings))
    after = replace(told, severity=highest(signal.severity, told.severity))
    change = Change.RAISED if act.act == "reject" else Change.NOTED
    return Verdict(changes=(_change(signal, after, change, said, review),), review=review)


def _unmerged(act: Review, side: Side, other: Side, review: Review) -> Verdict:
    if other.signal.merged_into != side.signal.id:
        raise AskedWronglyError(f"{other.signal.id}: is not merged into {side.signal.id} any more", resource=other.signal.id)
    moved = (act.detail or {}).get("entries")
    entries = set(moved) if isinstance(moved, list) else set()
    leaving = in_order([telling for telling in side.tellings if telling.entry_id in entries])
    if not leaving or len(leaving) == len(side.tellings):
        raise AskedWronglyError(
            f"{side.signal.id}: undoing that merge would leave a signal without entries", resource=side.signal.id
        )
    fresh = retold(replace(other.signal, merged_into=None), leaving)
    return parted(side.signal, fresh, side.tellings, leaving, review)


def _unsplit(side: Side, other: Side, review: Review) -> Verdict:
    if other.signal.merged_into:
        raise AskedWronglyError(f"{other.signal.id}: was merged into {other.signal.merged_into} since", resource=other.signal.id)
    why = f"{other.signal.id} taken back into it by {review.author}"
    return merged(side.signal, other.signal, side.tellings, other.tellings, review, why)


def _change(signal: Signal, after: Signal, change: Change, why: str, review: Review) -> SignalChange:
    return change_by(signal, after, change, why, by=review.author, now=review.at)
