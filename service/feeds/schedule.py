"""When a feed is polled next, and what is remembered of a poll. Pure: all that it looks at is passed in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from service.feeds.coverage import TRUNCATED, Trouble

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from service.errors import FetchError, ParseError
    from service.model.entry import FeedState, Fetched, KnownFeed, ParsedFeed

LONGEST_GAP = timedelta(hours=6)
"""No feed is left alone for longer, however seldom it publishes and however long it fails."""
LONGEST_WISH = timedelta(hours=1)
"""What a healthy feed may ask for (max-age, ttl): an alert that waits longer is of little use."""
LONGEST_RETRY_AFTER = timedelta(hours=24)
FURTHEST = timedelta(hours=24, minutes=30)
"""No next check is further ahead, whatever is asked for: one that is means that the clock was set back."""
MOVE_DOUBTED_AFTER = 3
"""Where a feed that moved fails so many times in a row, its old address is tried again."""
RHYTHM = 24
"""A feed is polled so many times in the time since its last new entry."""
JITTER = 0.1
KEYS_KEPT = 200
"""Entry keys of a poll that are remembered, for seeing whether the next poll overlaps with it."""
REASON_LIMIT = 300
HEAVY = "takes much longer to read than most feeds, so it is read after them"
"""The warning of a document that its parser did not read in the time that nearly all need."""
HOURS_OF_A_DAY = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSettings:
    """`every` is the shortest gap between two polls of a feed, `longest` the longest."""

    every: timedelta
    longest: timedelta = LONGEST_GAP


def begins_late(state: FeedState) -> bool:
    """Whether a feed is to wait for the others: what failed last time, or was heavy, is likely to be slow or hostile again."""
    return bool(state.failures) or HEAVY in state.reason


def after_success(
    known: KnownFeed, fetched: Fetched, parsed: ParsedFeed, *, new_entries: int, now: datetime, settings: ScheduleSettings
) -> FeedState:
    """The state after a feed was fetched and read."""
    before = known.state
    keys = tuple(entry.key for entry in parsed.entries[:KEYS_KEPT])
    reason = "; ".join((*_unsaid(before, fetched, new_entries), *fetched.warnings, *parsed.warnings))[:REASON_LIMIT]
    gap = _is_gap(before.last_keys, {entry.key for entry in parsed.entries})
    latest = now if new_entries else before.last_new_entry
    # Where something may have been missed, the feed is faster than thought.
    rhythm = settings.every if gap else _rhythm(latest or now, now, settings)
    interval = rhythm if parsed.cut_off else max(rhythm, _wish(fetched, parsed, now))
    return _answered(
        known,
        fetched,
        now,
        outcome="ok",
        reason=reason,
        http_status=200,
        # Of half a document the rest is still to come: it must be asked for in full again.
        etag=None if parsed.cut_off else fetched.etag,
        last_modified=None if parsed.cut_off else fetched.last_modified,
        digest=sha256(fetched.body).hexdigest(),
        interval=interval,
        next_check=_awake(_next(interval, known, now), parsed.skip_hours, now + FURTHEST),
        last_new_entry=latest,
        last_keys=keys,
        gap_suspected_at=now if gap else before.gap_suspected_at,
        entries=before.entries + new_entries,
        told=_still_told(before, reason, silent=not new_entries),
        title=parsed.title[:REASON_LIMIT],
    )


def after_not_modified(known: KnownFeed, fetched: Fetched, *, now: datetime, settings: ScheduleSettings) -> FeedState:
    """The state after the server said that nothing changed."""
    interval = max(_rhythm(known.state.last_new_entry or now, now, settings), _wish(fetched, None, now))
    return _answered(
        known,
        fetched,
        now,
        outcome="not_modified",
        told=_still_told(known.state, known.state.reason, silent=True),
        reason=HEAVY if HEAVY in known.state.reason else "",
        http_status=304,
        interval=interval,
        next_check=_next(interval, known, now),
    )


def after_failure(known: KnownFeed, error: FetchError | ParseError, *, now: datetime, settings: ScheduleSettings) -> FeedState:
    """The state after a poll that gave nothing: later and later, but for ever again."""
    before = known.state
    failures = before.failures + 1
    backed_off = _backed_off(failures, settings)
    asked = getattr(error, "retry_after", None)
    interval = max(backed_off, min(asked, LONGEST_RETRY_AFTER)) if asked else backed_off
    doubted = failures >= MOVE_DOUBTED_AFTER
    return replace(
        before,
        outcome="failed",
        reason=error.message[:REASON_LIMIT],
        http_status=getattr(error, "status", None),
        failures=failures,
        failing_since=before.failing_since or now,
        last_checked=now,
        polls=before.polls + 1,
        moved_to=None if doubted else before.moved_to,
        moved_seen=0 if doubted else before.moved_seen,
        interval=interval,
        next_check=_next(interval, known, now),
    )


def brought_forward(known: KnownFeed, earlier: ScheduleSettings, settings: ScheduleSettings) -> FeedState:
    """The state after the settings became hastier: the next check comes as soon as they would have set it.

    What the server or the feed had asked for stays: a longer gap, hours in which it wants to be left alone.

    Args:
        known: the feed, with the next check that was set.
        earlier: the settings by which it was set.
        settings: those that hold now.
    """
    state = known.state
    if state.next_check is None or state.last_checked is None or state.interval is None:
        return state
    interval = _usual_gap(state, settings)
    asked = state.interval > _usual_gap(state, earlier) or interval >= state.interval
    awaited = state.next_check > state.last_checked + state.interval * (1 + JITTER)
    if asked or awaited:
        return state
    next_check = state.last_checked + _jittered(interval, known)
    return replace(state, interval=interval, next_check=min(next_check, state.next_check))


def _usual_gap(state: FeedState, settings: ScheduleSettings) -> timedelta:
    """How long a feed was left alone after its last poll where nobody asked for more."""
    if state.failures:
        return _backed_off(state.failures, settings)
    checked = state.last_checked
    return settings.every if checked is None else _rhythm(state.last_new_entry or checked, checked, settings)


def _backed_off(failures: int, settings: ScheduleSettings) -> timedelta:
    longer: timedelta = settings.every * 2 ** min(failures - 1, 16)
    return min(longer, max(settings.longest, settings.every))


def _answered(known: KnownFeed, fetched: Fetched, now: datetime, **changed: Any) -> FeedState:
    """What every good answer means, whatever was in it, and what this one changes besides."""
    before = known.state
    moved_to, moved_seen = _moved(before, fetched)
    return replace(
        before,
        failures=0,
        failing_since=None,
        last_checked=now,
        last_success=now,
        polls=before.polls + 1,
        moved_to=moved_to,
        moved_seen=moved_seen,
        **changed,
    )


def _still_told(before: FeedState, reason: str, *, silent: bool) -> tuple[str, ...]:
    """What was told and holds on although the feed answers: its silence, its length. All else would be told anew."""
    holds = {Trouble.SILENT: silent, Trouble.TOO_LONG: TRUNCATED in reason}
    return tuple(told for told in before.told if holds.get(Trouble(told)))


def _moved(before: FeedState, fetched: Fetched) -> tuple[str | None, int]:
    """Where permanent redirects lead, and how many times in a row; no redirect leaves a move that is believed as it is."""
    if not fetched.redirects:
        return before.moved_to, before.moved_seen
    if any(status not in {301, 308} for status, _ in fetched.redirects):
        return None, 0
    target = fetched.redirects[-1][1]
    return target, before.moved_seen + 1 if target == before.moved_to else 1


def _unsaid(before: FeedState, fetched: Fetched, new_entries: int) -> tuple[str, ...]:
    """What is wrong where news came under the old ETag or date: asked what is new alone, this server would have said nothing."""
    same = fetched.etag == before.etag if fetched.etag else fetched.last_modified == before.last_modified
    said = fetched.etag or fetched.last_modified
    return ("new entries under an unchanged ETag or date: the server may hide some",) if new_entries and said and same else ()


def _is_gap(earlier: Collection[str], present: Collection[str]) -> bool:
    """Whether nothing of the last poll is in this one: entries in between may have come and gone."""
    return bool(earlier) and bool(present) and not any(key in present for key in earlier)


def _rhythm(latest: datetime, now: datetime, settings: ScheduleSettings) -> timedelta:
    return min(max((now - latest) / RHYTHM, settings.every), max(settings.longest, settings.every))


def _wish(fetched: Fetched, parsed: ParsedFeed | None, now: datetime) -> timedelta:
    """What server and feed ask for, within reason."""
    wishes = [wish for wish in (fetched.max_age, parsed.ttl if parsed else None) if wish is not None]
    if fetched.max_age is None and fetched.expires is not None:
        wishes.append(fetched.expires - now)
    return min(max(wishes, default=timedelta()), LONGEST_WISH)


def _next(interval: timedelta, known: KnownFeed, now: datetime) -> datetime:
    return now + min(_jittered(interval, known), FURTHEST)


def _jittered(interval: timedelta, known: KnownFeed) -> timedelta:
    """Up to a tenth more, by the feed's name and the number of its poll, so that feeds do not come all at once."""
    digest = sha256(f"{known.feed.name}\0{known.state.polls}".encode("utf-8", "surrogatepass")).digest()
    return interval * (1 + JITTER * int.from_bytes(digest[:2], "big") / 0xFFFF)


def _awake(moment: datetime, skip_hours: Collection[int], latest: datetime) -> datetime:
    """The moment, or the beginning of the first hour after it in which the feed does not ask to be left alone."""
    if len(set(skip_hours)) >= HOURS_OF_A_DAY:
        return moment
    while moment.hour in skip_hours:
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return min(moment, latest)
