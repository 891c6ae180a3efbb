"""Signals: real-world events, and how they change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from service.model.mention import Mention, Severity, Status


class Change(StrEnum):
    """What an entry or a reviewer did to a signal."""

    OPENED = "opened"
    JOINED = "joined"
    RAISED = "raised"
    DENIED = "denied"
    REVERSED = "reversed"
    RETRACTED = "retracted"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    NOTED = "noted"
    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One real-world step, with all that is told of it.

    `id` is short and fit for typing; `severity` the highest that it ever had, `status` the present one; moments are aware, UTC:
    `opened_at` and `last_seen_at` by our clock, `date` and `last_date` by the entries' dates clamped to our clock.
    `changes` is the number of the newest change in its history. `sources` are the distinct outlets, `langs` the languages.
    `credibility` is an Admiralty code (letter and digit, ``B2``) or empty. `review` is ``confirmed``, ``rejected`` or empty.
    `paged` is true once an alert for it was planned to someone. `follows` is the signal that this one is a later step of.
    """

    id: str
    watch: str
    indicator: str
    target: str
    actors: tuple[str, ...]
    status: Status
    severity: Severity
    title: str
    opened_at: datetime
    last_seen_at: datetime
    date: datetime
    last_date: datetime
    level: str | None = None
    scope: str | None = None
    sponsor: str | None = None
    venue: str | None = None
    venue_control: str | None = None
    changes: int = 0
    sources: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    credibility: str = ""
    credibility_reasons: tuple[str, ...] = ()
    review: str = ""
    paged: bool = False
    follows: str | None = None
    merged_into: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A mention together with the entry that tells it, as correlation reads it.

    `entry_id` is the store's row id, `entry_name` the entry's own id for people, `seen_at` our clock when first seen,
    `published` the entry's date clamped to `seen_at` (never later). `status` of the mention may differ from the signal's.
    """

    entry_id: int
    entry_name: str
    title: str
    text: str
    source: str
    lang: str
    reliability: str
    seen_at: datetime
    published: datetime
    mention: Mention
    siblings: tuple[Mention, ...] = ()
    country: str | None = None
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Where a mention belongs: an open signal or a new one (`signal_id` None), with reasons in words and the runner-up."""

    signal_id: str | None
    score: float
    reasons: tuple[str, ...]
    runner_up: str | None = None
    runner_up_score: float = 0.0
    follows: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalChange:
    """One step in a signal's append-only history; `signal` is the signal after it.

    `number` counts from 1 within the signal. `previous` is the status before (None when opened), `entry_id` the entry that
    caused it (None for a reviewer), `by` who did it (``thaw`` or a reviewer's name). `severity` is that of this change's own
    mention, which may be lower than the signal's.
    """

    signal: Signal
    number: int
    change: Change
    at: datetime
    severity: Severity
    previous: Status | None = None
    previous_severity: Severity | None = None
    entry_id: int | None = None
    by: str = "thaw"
    reasons: tuple[str, ...] = ()
    assignment: Assignment | None = None
