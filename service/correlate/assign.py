"""Which signal a mention belongs to: an open one, or a new one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.correlate.fit import Fit, fit, reasons
from service.correlate.naming import signal_name
from service.correlate.steps import STEPS, stepping_siblings
from service.correlate.wording import likeness
from service.model.mention import Status
from service.model.signal import Assignment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.model.mention import Mention
    from service.model.signal import Signal, Telling

CLOSE = 0.15
"""Scores closer than this are told apart by wording."""

WORDING = 0.2
"""What wording adds at most."""

FIRST, NONE_OPEN = "the first of its kind", "no open signal of the same step"

EARLIER = 20
"""Of the signals before it, so many are looked at for what a mention repeats or follows."""


def assign(
    telling: Telling,
    candidates: Sequence[Signal],
    *,
    tellings_of: Mapping[str, Sequence[Telling]] | None = None,
    repeated: Sequence[Signal] = (),
) -> Assignment:
    """Find the signal that a mention tells of.

    Args:
        telling: the mention and its entry.
        candidates: signals of the same watch, indicator and target and of one of the actors, seen since `when.open_since`.
        tellings_of: what was told of the candidates before, by their ids, for telling like from like; None: not at hand.
        repeated: signals that the same outlet told in the same words before (`wording.is_repeat`), newest first.
    """
    fits = _fits(telling, candidates)
    again = _again(fits, repeated)
    if again:
        return Assignment(signal_id=again.id, score=1.0, reasons=(f"{telling.source} told it in the same words before",))
    if len(fits) > 1 and tellings_of is not None:
        fits = _by_wording(telling, fits, tellings_of)
    if not fits:
        return Assignment(signal_id=None, score=0.0, reasons=(NONE_OPEN if candidates else FIRST,))
    best, runner_up = fits[0], fits[1] if len(fits) > 1 else None
    return Assignment(
        signal_id=best.signal.id,
        score=best.score,
        reasons=reasons(telling, best),
        runner_up=runner_up.signal.id if runner_up else None,
        runner_up_score=runner_up.score if runner_up else 0.0,
    )


def linked(assignment: Assignment, telling: Telling, earlier: Sequence[Signal]) -> Assignment:
    """The assignment of a mention that opens a signal, with the earlier step that it follows, if any.

    Args:
        assignment: `assign` found no open signal.
        telling: the mention and its entry.
        earlier: signals of steps (`steps.STEPS`) of the same watch, indicator and target by one of the actors.
    """
    before = _followed(telling, earlier)
    if before is None:
        return assignment
    return replace(assignment, reasons=(NONE_OPEN, f"a later step after {before.id}"), follows=before.id)


def _fits(telling: Telling, candidates: Sequence[Signal]) -> list[Fit]:
    """The signals that it may join, best first; ties by the latest entry, then by id, so that order of arrival is no matter."""
    actors = set(telling.mention.actors)
    near = [signal for signal in candidates if not actors.isdisjoint(signal.actors)]
    barred = _barred(telling, near)
    found = [each for signal in near if signal.id not in barred and (each := fit(telling, signal))]
    return sorted(found, key=_order)


def _again(fits: Sequence[Fit], repeated: Sequence[Signal]) -> Signal | None:
    """The signal that is only told again: a feed that gives all its entries new ids is no news."""
    names = {signal.id for signal in repeated}
    return next((each.signal for each in fits if each.signal.id in names), next(iter(repeated), None))


def _order(found: Fit) -> tuple[float, float, str]:
    return (-found.score, -found.signal.last_date.timestamp(), found.signal.id)


def _barred(telling: Telling, near: Sequence[Signal]) -> frozenset[str]:
    """Signals that belong to another step which the same entry codes: a round ended and the next one announced."""
    if telling.mention.status not in STEPS:
        return frozenset()
    siblings = [sibling for sibling in stepping_siblings(telling) if _is_another(sibling, telling.mention)]
    own = {signal_name(telling, sibling) for sibling in siblings}
    surer = [sibling for sibling in siblings if _goes_first(sibling, telling.mention)]
    return frozenset(own | {best.signal.id for sibling in surer if (best := _best(telling, sibling, near, own))})


def _is_another(sibling: Mention, mention: Mention) -> bool:
    """Whether two mentions of one entry tell of two steps: with neither place nor rank, they tell one step twice over."""
    return bool(sibling.venue or mention.venue or sibling.level != mention.level or sibling.scope != mention.scope)


def _goes_first(sibling: Mention, mention: Mention) -> bool:
    """Of two steps in one entry, what occurred is sought a signal for first."""
    return sibling.status is Status.OCCURRED and mention.status is not Status.OCCURRED


def _best(telling: Telling, sibling: Mention, near: Sequence[Signal], own: set[str]) -> Fit | None:
    other = replace(telling, mention=sibling, siblings=())
    barred = own | {signal_name(telling)}
    found = [each for signal in near if signal.id not in barred and (each := fit(other, signal))]
    return min(found, key=_order, default=None)


def _by_wording(telling: Telling, fits: list[Fit], tellings_of: Mapping[str, Sequence[Telling]]) -> list[Fit]:
    """Tell those apart that fit about as well as the best."""
    best = fits[0].score
    judged = []
    for each in fits:
        alike = likeness(telling, tellings_of[each.signal.id]) if best - each.score < CLOSE else 0.0
        judged.append(replace(each, score=round(min(1.0, each.score + WORDING * alike), 4), wording=alike))
    return sorted(judged, key=_order)


def _followed(telling: Telling, earlier: Sequence[Signal]) -> Signal | None:
    """The newest earlier step of the same kind by one of the same actors."""
    mention = telling.mention
    if mention.status not in STEPS:
        return None
    actors = set(mention.actors)
    before = [
        signal
        for signal in earlier
        if signal.status in STEPS and not actors.isdisjoint(signal.actors) and signal.date <= telling.seen_at
    ]
    return max(before, key=lambda signal: (signal.last_date, signal.id), default=None)
