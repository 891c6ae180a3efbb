"""What a mention does to the signal that it was assigned to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.correlate.corroborate import LETTERS, LOOKED_AT, best_source, corroborate
from service.correlate.fit import codes
from service.correlate.naming import signal_name
from service.correlate.steps import RANKS, stepping_siblings
from service.correlate.when import date_of
from service.correlate.wording import is_repeat
from service.model.mention import SEVERITIES, Severity, Status
from service.model.signal import Change, Signal, SignalChange

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import datetime

    from service.model.signal import Assignment, Telling

LEVELS = ("technical", "intelligence", "ministerial", "leader")
"""Ranks of contacts, lowest first."""

AGAINST_DENIAL = frozenset({Status.ANNOUNCED, Status.OCCURRED})
"""What a denial does not hold against; a report by unnamed sources it does."""

REJECTED = "rejected"

ENOUGH = LOOKED_AT
"""Tellings by which one more may be judged that cannot move the signal: weighed are no more of them."""

MOSTLY = 2 / 3
"""Of the actors that two tellings of a joint step name together, how many both must name to be taken for the same step's."""


def progress(
    signal: Signal | None,
    telling: Telling,
    assignment: Assignment,
    now: datetime,
    *,
    tellings: Sequence[Telling] | None = None,
    whole: bool = True,
    again: bool = False,
    taken: Container[str] = (),
) -> SignalChange:
    """Open a signal, or say what a further mention changes in it.

    Args:
        signal: the signal that `assignment` names; None: a new one.
        telling: the mention and its entry.
        assignment: why it belongs there.
        now: our clock.
        tellings: what was told of the signal before, oldest first, to weigh it; None: not at hand, its credibility stays.
        whole: whether these are all; the newest `ENOUGH` of them do where the mention cannot move the signal (`may_move`).
        again: the same outlet told this signal in the same words before, whether or not that is among `tellings`.
        taken: ids of signals that exist, to keep a new id from theirs.
    """
    if signal is None:
        return _opened(telling, assignment, now, taken)
    change, why = moves(signal, telling, tellings or (), again=again)
    after = joined(signal, telling, change, now)
    if change is Change.JOINED and _gains(signal, after):
        change, why = Change.RAISED, f"severity {after.severity} instead of {signal.severity}"
    return SignalChange(
        signal=after if tellings is None else weighed(after, (*tellings, telling)) if whole else _heard(after, telling),
        number=after.changes,
        change=change,
        at=now,
        severity=telling.mention.severity,
        previous=signal.status,
        previous_severity=signal.severity,
        entry_id=telling.entry_id,
        reasons=(why,),
        assignment=assignment,
    )


def _opened(telling: Telling, assignment: Assignment, now: datetime, taken: Container[str]) -> SignalChange:
    signal = begun(telling, signal_name(telling, taken=taken), now)
    return SignalChange(
        signal=replace(weighed(signal, (telling,)), changes=1, follows=assignment.follows),
        number=1,
        change=Change.OPENED,
        at=now,
        severity=telling.mention.severity,
        entry_id=telling.entry_id,
        reasons=assignment.reasons,
        assignment=assignment,
    )


def begun(telling: Telling, name: str, now: datetime) -> Signal:
    """A signal that nothing but this telling speaks of."""
    mention, date = telling.mention, date_of(telling)
    return Signal(
        id=name,
        watch=mention.watch,
        indicator=mention.indicator,
        target=mention.target,
        actors=mention.actors,
        status=mention.status,
        severity=mention.severity,
        title=telling.title,
        opened_at=now,
        last_seen_at=now,
        date=date,
        last_date=date,
        level=mention.level,
        scope=mention.scope,
        sponsor=mention.sponsor,
        venue=mention.venue,
        venue_control=mention.venue_control,
        sources=(telling.source,) if telling.source else (),
        langs=(telling.lang,) if telling.lang else (),
    )


def weighed(signal: Signal, tellings: Sequence[Telling]) -> Signal:
    """The signal with its Admiralty code by these tellings."""
    found = corroborate(signal, tellings)
    return replace(signal, credibility=found.code, credibility_reasons=found.reasons)


def may_move(signal: Signal, telling: Telling) -> bool:
    """Whether a mention may do more to a signal than tell again what it stands for: then all that was told of it counts."""
    status = telling.mention.status
    if status is signal.status:
        return untold(signal)
    if status in {Status.DENIED, Status.REVERSED}:
        return next(stepping_siblings(telling), None) is None
    if signal.status in RANKS and status in RANKS:
        return RANKS[status] > RANKS[signal.status]
    return status in RANKS


def _heard(signal: Signal, telling: Telling) -> Signal:
    """The signal with one source more than the many that were weighed: the best letter may be new, the digit stays."""
    best, letter = signal.credibility[:1], telling.reliability
    if not best or letter not in LETTERS or letter >= best:
        return signal
    _, *others = signal.credibility_reasons
    return replace(signal, credibility=letter + signal.credibility[1:], credibility_reasons=(best_source(letter), *others))


def untold(signal: Signal) -> bool:
    """Whether nothing tells the signal any more: every entry that did was changed."""
    return not signal.sources and not signal.langs


def moves(signal: Signal, telling: Telling, tellings: Sequence[Telling], *, again: bool = False) -> tuple[Change, str]:
    """What a further mention does to a signal, by what was told of it before, and why."""
    status = telling.mention.status
    if signal.review == REJECTED:
        return Change.JOINED, "a reviewer rejected this signal, and it stays rejected"
    if again or any(is_repeat(telling, other) for other in tellings):
        return Change.JOINED, f"{telling.source} told it in the same words before"
    if untold(signal) and status in RANKS:
        return Change.RAISED, f"{status}, after the entries that told it before were changed"
    if status in {Status.DENIED, Status.REVERSED}:
        return _fall(signal, telling, tellings)
    if status in RANKS and signal.status in RANKS and RANKS[status] > RANKS[signal.status]:
        return Change.RAISED, f"{status} after {signal.status}"
    return _retelling(signal, telling)


def _retelling(signal: Signal, telling: Telling) -> tuple[Change, str]:
    """What comes no further than what was told: history, unless it holds against a denial."""
    status = telling.mention.status
    if signal.status is Status.DENIED and status in AGAINST_DENIAL and date_of(telling) > signal.last_date:
        return Change.RAISED, f"{status} although it was denied"
    if signal.status in {Status.DENIED, Status.REVERSED} and status in RANKS:
        return Change.JOINED, f"told of a step that stands {signal.status}"
    return Change.JOINED, f"{status} again" if status is signal.status else f"{status}, and it stands {signal.status} already"


def _fall(signal: Signal, telling: Telling, tellings: Sequence[Telling]) -> tuple[Change, str]:
    """A denial or a reversal: it takes the step back, unless the same entry codes the step too, or it is older news."""
    status = telling.mention.status
    if signal.status is status:
        return Change.JOINED, f"{status} again"
    sibling = next(stepping_siblings(telling), None)
    if sibling is not None:
        return Change.JOINED, f"{status} in an entry that also codes the step as {sibling.status}: history only"
    date = date_of(telling)
    if status is Status.DENIED and any(each.mention.status in AGAINST_DENIAL and date_of(each) > date for each in tellings):
        return Change.JOINED, "denied, and told as fact since"
    if status is Status.DENIED and (signal.status is Status.REVERSED or date < signal.date):
        return Change.JOINED, f"denied, and it stands {signal.status} by later news"
    return (Change.DENIED if status is Status.DENIED else Change.REVERSED), f"{status} after {signal.status}"


def joined(signal: Signal, telling: Telling, change: Change, now: datetime) -> Signal:
    """The signal with all that the telling adds."""
    mention, date = telling.mention, date_of(telling)
    moved = change in {Change.RAISED, Change.DENIED, Change.REVERSED}
    afresh = untold(signal) and moved
    stays = signal.review == REJECTED
    return replace(
        signal,
        actors=_joint(signal.actors, mention.actors),
        status=mention.status if moved else signal.status,
        severity=mention.severity if afresh else signal.severity if stays else highest(signal.severity, mention.severity),
        title=telling.title if change is Change.RAISED else signal.title,
        last_seen_at=max(signal.last_seen_at, now),
        date=min(signal.date, date),
        last_date=max(signal.last_date, date),
        level=_higher_level(signal.level, mention.level),
        scope=signal.scope or mention.scope,
        sponsor=",".join(sorted(codes(signal.sponsor) | codes(mention.sponsor))) or None,
        venue=signal.venue or mention.venue,
        venue_control=signal.venue_control or mention.venue_control,
        changes=signal.changes + 1,
        sources=_with(signal.sources, telling.source),
        langs=_with(signal.langs, telling.lang),
    )


def _joint(known: tuple[str, ...], named: tuple[str, ...]) -> tuple[str, ...]:
    """Who takes a joint step: also whom one of its tellings left out, where most are the same; else the first telling's."""
    every = {*known, *named}
    return tuple(sorted(every)) if MOSTLY * len(every) <= len({*known} & {*named}) else known


def _gains(before: Signal, after: Signal) -> bool:
    """Whether severity alone rose: not for what stands denied, broken off or rejected."""
    return after.status in RANKS and SEVERITIES.index(after.severity) > SEVERITIES.index(before.severity)


def highest(one: Severity, other: Severity) -> Severity:
    """The higher of two severities."""
    return max(one, other, key=SEVERITIES.index)


def _higher_level(one: str | None, other: str | None) -> str | None:
    known = [level for level in (one, other) if level in LEVELS]
    return max(known, key=LEVELS.index, default=one or other)


def _with(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return values if not value or value in values else (*values, value)
