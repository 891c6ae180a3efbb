"""Which signal a mention belongs to: an open one, or a new one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.correlate.fit import Fit, fit, reasons
from service.correlate.naming import signal_name
from service.correlate.steps import STEPS, Kind, kind_of, stepping_siblings
from service.correlate.wording import is_repeat, likeness
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


REPEATED = 20
"""Signals in which the same words are sought."""


def assign(
    telling: Telling,
    candidates: Sequence[Signal],
    *,
    tellings_of: Mapping[str, Sequence[Telling]] | None = None,
) -> Assignment:
    """Find the signal that a mention tells of.

    Args:
        telling: the mention and its entry.
        candidates: signals of the same watch, indicator and target seen since `when.since(now)`.
        tellings_of: what was told of the candidates before, by their ids, for telling like from like; None: not at hand.
    """
    fits = _fits(telling, candidates)
    repeated = _repeated(telling, fits, candidates, tellings_of) if tellings_of is not None else None
    if repeated:
        return Assignment(signal_id=repeated.id, score=1.0, reasons=(f"{telling.source} told it in the same words before",))
    if len(fits) > 1 and tellings_of is not None:
        fits = _by_wording(telling, fits, tellings_of)
    if not fits:
        earlier = _followed(telling, candidates)
        words = ("no open signal of the same step",) if candidates else ("the first of its kind",)
        linked = (f"a later step after {earlier.id}",) if earlier else ()
        return Assignment(signal_id=None, score=0.0, reasons=(*words, *linked), follows=earlier.id if earlier else None)
    best, runner_up = fits[0], fits[1] if len(fits) > 1 else None
    return Assignment(
        signal_id=best.signal.id,
        score=best.score,
        reasons=reasons(telling, best),
        runner_up=runner_up.signal.id if runner_up else None,
        runner_up_score=runner_up.score if runner_up else 0.0,
    )


def _fits(telling: Telling, candidates: Sequence[Signal]) -> list[Fit]:
    """The signals that it may join, best first; ties by the latest entry, then by id, so that order of arrival is no matter."""
    actors = set(telling.mention.actors)
    near = [signal for signal in candidates if not actors.isdisjoint(signal.actors)]
    barred = _barred(telling, near)
    found = [each for signal in near if signal.id not in barred and (each := fit(telling, signal))]
    return sorted(found, key=_order)


def _repeated(
    telling: Telling, fits: Sequence[Fit], candidates: Sequence[Signal], tellings_of: Mapping[str, Sequence[Telling]]
) -> Signal | None:
    """The signal that the same outlet told in the same words before: a feed that gives all its entries new ids is no news."""
    signals = [each.signal for each in fits] or sorted(candidates, key=lambda signal: signal.last_date, reverse=True)
    own = [signal for signal in signals if telling.source in signal.sources and not signal.merged_into][:REPEATED]
    return next((signal for signal in own if any(is_repeat(telling, other) for other in tellings_of[signal.id])), None)


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


def _followed(telling: Telling, candidates: Sequence[Signal]) -> Signal | None:
    """The newest earlier step of the same kind by one of the same actors."""
    mention = telling.mention
    if kind_of(mention.status) is not Kind.STEP or mention.status is Status.DENIED:
        return None
    actors = set(mention.actors)
    earlier = [
        signal
        for signal in candidates
        if signal.status in STEPS
        and signal.indicator == mention.indicator
        and not signal.merged_into
        and not actors.isdisjoint(signal.actors)
        and signal.date <= telling.seen_at
    ]
    return max(earlier, key=lambda signal: (signal.last_date, signal.id), default=None)
