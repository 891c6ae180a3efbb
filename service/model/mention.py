"""What detection finds in an entry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Whether a step happened or is only talk (CODEBOOK, Status)."""

    OCCURRED = "occurred"
    ANNOUNCED = "announced"
    REPORTED = "reported"
    DISCUSSED = "discussed"
    DENIED = "denied"
    REVERSED = "reversed"
    BACKGROUND = "background"


class Severity(StrEnum):
    """How much a signal matters, lowest first (CODEBOOK, Severity and paging)."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


SEVERITIES: tuple[Severity, ...] = tuple(Severity)
"""Severities from lowest to highest; compare by `SEVERITIES.index`."""

PAGING: frozenset[Severity] = frozenset({Severity.HIGH, Severity.CRITICAL})
"""Severities that are sent at once."""


class Role(StrEnum):
    """What a span of text stands for in a mention (CONTRACT, thaw detect)."""

    INDICATOR = "indicator"
    STATUS = "status"
    ACTOR = "actor"
    TARGET = "target"
    OPPOSITION = "opposition"
    SPONSOR = "sponsor"
    VENUE = "venue"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A span of an entry's field: code points, end excluded, so that ``entry.field[start:end] == text``."""

    field: str
    start: int
    end: int
    text: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One coded statement in one entry (CODEBOOK).

    `indicator` is the code of an indicator pack; `actors` are sorted codes; `sponsor` holds sorted codes joined by commas;
    `severity` follows from the watch; `confidence` is 0 to 1; `rule` names the indicator rule that fired and `reasons`
    say in words why this status, these actors and this severity.
    """

    watch: str
    indicator: str
    status: Status
    actors: tuple[str, ...]
    target: str
    level: str | None = None
    scope: str | None = None
    sponsor: str | None = None
    venue: str | None = None
    venue_control: str | None = None
    severity: Severity = Severity.LOW
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """All mentions of an entry, its highest severity, whether it pages, and the language its text was read as."""

    mentions: tuple[Mention, ...]
    severity: Severity
    page: bool
    lang: str
