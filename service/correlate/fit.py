"""Whether a mention may tell of a signal's step, and how well it fits. Language plays no part here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from service.correlate.steps import RANKS, kind_of
from service.correlate.when import NEAR, date_of, gap, in_time
from service.model.mention import Status
from service.text.counting import counted

if TYPE_CHECKING:
    from datetime import datetime

    from service.model.mention import Mention
    from service.model.signal import Signal, Telling

ECHO = timedelta(days=3)
"""How far apart a report and its denial may lie where nothing but the actors links them."""

FALLS = frozenset({Status.DENIED, Status.REVERSED})
"""What a party says against a report names the place more loosely than the report, whichever of the two arrives first."""

SAME_PLACE = 1.0
"""How well places agree that are both named, and are one."""

LOOSE = 0.2
"""How well places or sponsors agree that differ, and may yet be of one meeting."""

TOWN = 5
"""Letters of a word that names a town; shorter ones that names begin with are common (Abu, Ain, Bab, Beit, Deir, Tell)."""

ACTORS, DATES, PLACE, STATUS = 0.35, 0.3, 0.2, 0.15
"""What each feature adds to a score at most; together 1."""


OTHER_SCOPE = 0.2
"""What it costs that one speaks of an organization's own seat and the other does not: coders differ on that for one step."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A signal that a mention may join: score 0 to 1, how well places agree, and how alike the wording is."""

    signal: Signal
    score: float
    place: float
    wording: float = 0.0


def fit(telling: Telling, signal: Signal) -> Fit | None:
    """How well a mention fits a signal; None where it cannot be the same step."""
    mention, date = telling.mention, date_of(telling)
    if not in_time(signal, mention.status, date) or signal.merged_into or not _same_subject(telling, signal):
        return None
    shared = set(mention.actors).intersection(signal.actors)
    place = place_fit(telling, signal) if shared else None
    if place is None or not _may_follow(signal, mention.status, date, place):
        return None
    score = (
        ACTORS * len(shared) / len({*mention.actors, *signal.actors})
        + DATES / (1 + gap(signal, date) / NEAR)
        + PLACE * place
        + STATUS * _status_fit(mention.status, signal.status)
        - OTHER_SCOPE * (_scope(mention) != _scope(signal))
    )
    return Fit(signal, round(score, 4), place)


def _same_subject(telling: Telling, signal: Signal) -> bool:
    mention = telling.mention
    return (
        mention.watch == signal.watch
        and mention.indicator == signal.indicator
        and mention.target == signal.target
        and kind_of(mention.status) is kind_of(signal.status)
    )


def _scope(one: Mention | Signal) -> str:
    return one.scope or "bilateral"


def _may_follow(signal: Signal, status: Status, date: datetime, place: float) -> bool:
    """Whether a status may be told of a signal that stands where it stands.

    What was denied or broken off takes older news of the same step, and its echo; what comes after is another step, unless
    it takes place at the very venue that was denied.
    """
    if status is Status.DENIED:
        return date >= signal.date - ECHO
    if status is Status.REVERSED or signal.status in RANKS:
        return signal.status is not Status.DENIED
    if signal.status is Status.DENIED:
        return (
            place == SAME_PLACE
            or date < signal.last_date
            or (status is Status.REPORTED and date - signal.last_date < timedelta(days=1))
        )
    if signal.status is Status.REVERSED:
        return date <= signal.last_date
    return True


def place_fit(telling: Telling, signal: Signal) -> float | None:
    """0 to 1: how well venue and sponsor agree; None where they speak of different meetings."""
    mention = telling.mention
    loose = not FALLS.isdisjoint({mention.status, signal.status}) and gap(signal, date_of(telling)) <= ECHO
    if mention.venue and signal.venue:
        if same_place(mention.venue, signal.venue):
            return SAME_PLACE
        return LOOSE if loose or _same_town(telling, signal) else None
    theirs, ours = codes(signal.sponsor), codes(mention.sponsor)
    if theirs and ours and theirs.isdisjoint(ours):
        return LOOSE if loose else None
    return 0.8 if theirs & ours else 0.5


def same_place(one: str, other: str) -> bool:
    """Whether one name is the other, or the other with more detail: ``Daraa`` and ``Daraa al-Balad``."""
    a, b = set(one.casefold().split()), set(other.casefold().split())
    return a <= b or b <= a


def _same_town(telling: Telling, signal: Signal) -> bool:
    """Whether two quarters of one town, ``Daraa al-Balad`` and ``Daraa al-Mahatta``, where one mediator brings them together."""
    ours, theirs = ((one.venue or "").casefold().split() for one in (telling.mention, signal))
    one_town = len(ours) > 1 and len(theirs) > 1 and ours[0] == theirs[0] and len(ours[0]) >= TOWN
    mediated = codes(telling.mention.sponsor) & codes(signal.sponsor)
    return one_town and bool(mediated) and gap(signal, date_of(telling)) <= ECHO


def codes(sponsor: str | None) -> frozenset[str]:
    """The codes in a sponsor field."""
    return frozenset(filter(None, (sponsor or "").split(",")))


def _status_fit(status: Status, standing: Status) -> float:
    if status is standing:
        return 1.0
    if status in RANKS and standing in RANKS:
        return 0.6 if RANKS[status] > RANKS[standing] else 0.4
    return 0.5


def reasons(telling: Telling, found: Fit) -> tuple[str, ...]:
    """Why a mention fits a signal, in words."""
    mention, signal = telling.mention, found.signal
    shared, apart = set(mention.actors) & set(signal.actors), gap(signal, date_of(telling))
    sponsors = codes(mention.sponsor) & codes(signal.sponsor)
    said = [f"same actor {', '.join(sorted(shared))}"]
    said.append(f"{counted(apart.days, 'day')} from its entries" if apart.days else "at the time of its entries")
    if mention.venue and signal.venue:
        same = found.place == SAME_PLACE
        said.append(f"venue {mention.venue}" if same else f"venue {mention.venue} instead of {signal.venue}")
    elif sponsors:
        said.append(f"sponsor {', '.join(sorted(sponsors))}")
    said.append(f"{mention.status} after {signal.status}" if mention.status is not signal.status else f"{mention.status} as well")
    return (*said, f"wording {found.wording:.0%} alike") if found.wording else tuple(said)
