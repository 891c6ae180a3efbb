"""How well a signal is supported: NATO's Admiralty code, a letter for the best source and a digit for what is told.

The letter is the reliability of the best source (A to F). The digit is computed: 1 confirmed by independent sources,
2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged. Copies of one text count once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.correlate.agencies import agency_of
from service.correlate.steps import stepping_siblings
from service.correlate.wording import copies, wording_of
from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from service.correlate.agencies import Agency
    from service.model.signal import Signal, Telling

LETTERS = tuple("ABCDEF")
LOOKED_AT = 60
"""Tellings that are weighed, the first ones: with so many, more of them change no digit."""

NAMED = 4
"""Sources named in a reason."""

FIRM = frozenset({Status.OCCURRED, Status.ANNOUNCED, Status.REVERSED})
"""Statuses that rest on more than unnamed sources."""


@dataclass(frozen=True, slots=True)
class Credibility:
    """An Admiralty code, ``B2``, and why in words; an empty code where nothing tells the signal."""

    code: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Origin:
    """All tellings that pass on one report; `name` is the agency's or the first outlet's."""

    name: str
    tellings: tuple[Telling, ...]

    @property
    def words(self) -> str:
        outlets = len({telling.source for telling in self.tellings})
        return f"{self.name} ({outlets} outlets)" if outlets > 1 else self.name


def corroborate(signal: Signal, tellings: Sequence[Telling]) -> Credibility:
    """Weigh a signal's tellings.

    Args:
        signal: as it stands after them.
        tellings: all of them, oldest first.
    """
    if not tellings:
        return Credibility("", ())
    letter = min((each.reliability for each in tellings if each.reliability in LETTERS), default="F")
    digit, reasons = _digit(signal, tellings[:LOOKED_AT], tellings)
    return Credibility(f"{letter}{digit}", (best_source(letter), *reasons))


def best_source(letter: str) -> str:
    """Why the letter is what it is, the first of the reasons."""
    return f"best source {letter}"


def _digit(signal: Signal, looked_at: Sequence[Telling], tellings: Sequence[Telling]) -> tuple[int, tuple[str, ...]]:
    if signal.review == "confirmed" and signal.status is not Status.DENIED:
        return 1, ("confirmed by a reviewer",)
    if signal.review == "rejected":
        return 5, ("rejected by a reviewer",)
    telling = [each for each in looked_at if each.mention.status is not Status.DENIED]
    origins = origins_of(telling)
    denials = [each for each in tellings if _denies(each)]
    digit, reasons = _support(signal, origins)
    if denials and signal.status is not Status.REVERSED:
        return _contradicted(signal, digit, reasons, denials)
    return digit, reasons


def _support(signal: Signal, origins: Sequence[_Origin]) -> tuple[int, tuple[str, ...]]:
    """The digit and reasons by those that tell it, as though nobody denied it."""
    if not origins:
        return 6, ("nobody tells the step itself",)
    named = _named(origins)
    firm = [origin for origin in origins if any(each.mention.status in FIRM for each in origin.tellings)]
    direct = _direct(signal, origins)
    if signal.status in {Status.DISCUSSED, Status.BACKGROUND}:
        return (2 if len(origins) > 1 else 3), (f"talk, told by {named}",)
    if len(firm) > 1:
        return 1, (f"told by {len(firm)} independent sources: {_named(firm)}", *direct)
    if direct:
        return 2, (*direct, f"told as fact by {_named(firm)} alone", *_rumoured(origins, firm))
    if firm:
        return (2 if len(origins) > 1 else 3), (f"told as fact by {_named(firm)} alone", *_rumoured(origins, firm))
    return (3 if len(origins) > 1 else 4), (f"told only by unnamed sources, by way of {named}",)


def _rumoured(origins: Sequence[_Origin], firm: Sequence[_Origin]) -> tuple[str, ...]:
    others = [origin for origin in origins if origin not in firm]
    return (f"unnamed sources besides, by way of {_named(others)}",) if others else ()


def _contradicted(
    signal: Signal, digit: int, reasons: tuple[str, ...], denials: Sequence[Telling]
) -> tuple[int, tuple[str, ...]]:
    said = f"denied by a party: {_named(origins_of(denials[:LOOKED_AT]))}"
    if signal.status is not Status.DENIED:
        return min(digit + 1, 5), (*reasons, f"{said}; told again since")
    return (4 if digit == 1 else 5), (said, *(reasons if digit < 6 else ()))  # noqa: PLR2004 - digits of the Admiralty code


def _denies(telling: Telling) -> bool:
    return telling.mention.status is Status.DENIED and next(stepping_siblings(telling), None) is None


def _direct(signal: Signal, origins: Iterable[_Origin]) -> tuple[str, ...]:
    """Why a report is first-hand: a party's own agency tells it, or a party has announced it."""
    parties = {*signal.actors, signal.target}
    for origin in origins:
        for telling in origin.tellings:
            agency = agency_of(telling)
            if agency and agency.voice in parties and telling.mention.status in FIRM:
                return (f"first-hand: {agency.name} speaks for {agency.voice}",)
    announced = any(each.mention.status is Status.ANNOUNCED for origin in origins for each in origin.tellings)
    return ("first-hand: announced by a party",) if announced else ()


def origins_of(tellings: Sequence[Telling]) -> list[_Origin]:
    """The tellings by the report that they pass on: one agency, one outlet, or one text under several names."""
    agencies = [agency_of(each) for each in tellings]
    keys = [_key(each, agency) for each, agency in zip(tellings, agencies, strict=True)]
    same = _joined(tellings, keys)
    groups: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        groups.setdefault(same[key], []).append(place)
    return [_origin([tellings[place] for place in places], [agencies[place] for place in places]) for places in groups.values()]


def _key(telling: Telling, agency: Agency | None) -> str:
    return f"agency {agency.name}" if agency else f"outlet {telling.source.strip().casefold()}"


def _joined(tellings: Sequence[Telling], keys: Sequence[str]) -> dict[str, str]:
    """Each key with the key that stands for it: that of the first text that it copies."""
    stands = {key: key for key in keys}
    texts = [wording_of(each) for each in tellings]
    for late, telling in enumerate(tellings):
        for early in range(late):
            apart = stands[keys[early]] != stands[keys[late]]
            if apart and telling.lang == tellings[early].lang and copies(texts[early], texts[late]):
                old, new = stands[keys[late]], stands[keys[early]]
                stands = {key: new if value == old else value for key, value in stands.items()}
    return stands


def _origin(tellings: Sequence[Telling], agencies: Sequence[Agency | None]) -> _Origin:
    agency = next(filter(None, agencies), None)
    return _Origin(agency.name if agency else tellings[0].source or "an unnamed outlet", tuple(tellings))


def _named(origins: Sequence[_Origin]) -> str:
    more = [f"{len(origins) - NAMED} more"] if len(origins) > NAMED else []
    return ", ".join([origin.words for origin in origins[:NAMED]] + more)
