"""What an alert says: the webhook's ``data`` (CONTRACT, Channels) and, under ``detail``, what a message for people needs.

Plain JSON-ready values, cleaned of what no text needs and clipped, fixed when the alert is planned.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from service.alert import words
from service.alert.quote import quotes
from service.model.alert import Reason
from service.model.signal import Change
from service.text.bidi import direction
from service.text.clean import one_line
from service.text.moments import minute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from service.model.mention import Severity
    from service.model.signal import Signal, SignalChange, Telling

VERSION = 1
TITLE_LIMIT = 300
LINK_LIMIT = 2000
NAME_LIMIT = 120
LANG_LIMIT = 20
ENTRIES_LIMIT = 12
"""Entries in one message, so that a body stays under the 20 kB that Standard Webhooks advises."""


def title_of(signal: Signal) -> str:
    """The signal's title on one line; where it has none, what it is about."""
    return one_line(signal.title, TITLE_LIMIT) or f"{words.indicator(signal.indicator)} {signal.status}"


def content_of(
    change: SignalChange,
    telling: Telling | None,
    *,
    alert: str,
    reason: Reason,
    severity: Severity,
    entries: Sequence[Telling],
    names: Mapping[str, str],
    now: datetime,
    told_since: datetime | None = None,
    timezone: str = "UTC",
) -> dict[str, object]:
    """All that any channel may say of a change: CONTRACT's ``data`` and, besides, ``detail``.

    `told_since` is when the first alert went that this one corrects; `timezone` the zone of those who read, for ``detail``.
    """
    signal = change.signal
    tellings = newest_first(telling, entries)
    content: dict[str, Any] = {
        "version": VERSION,
        "alert": alert,
        "signal": signal.id,
        "reason": str(reason),
        "severity": str(severity),
        "indicator": signal.indicator,
        "status": str(signal.status),
        "previous_status": str(change.previous) if change.previous else None,
        "actors": list(signal.actors),
        "target": signal.target,
        "title": title_of(signal),
        "entries": [_entry(each) for each in tellings[:ENTRIES_LIMIT]],
    }
    if len(tellings) > ENTRIES_LIMIT:
        content["truncated"] = True
    content["detail"] = _detail(change, tellings, alert=alert, reason=reason, names=names, now=now, timezone=timezone)
    if reason is Reason.CORRECTED:
        content["detail"] |= {"correction": _correction(change, told_since, timezone), "outlook": _outlook_after(change)}
    return content


def webhook_data(content: Mapping[str, object]) -> dict[str, object]:
    """What webhooks get of an alert's content: what the contract promises, any plain text, and of a digest all its alerts."""
    data = {name: value for name, value in content.items() if name != "detail"}
    detail = content.get("detail")
    if isinstance(detail, dict):
        members = detail.get("members")
        told = {"text": detail.get("body"), "more": detail.get("more"), "lines": detail.get("lines")}
        data |= {name: value for name, value in told.items() if value}
        data |= {"count": len(members)} if members else {}
    return data


def newest_first(telling: Telling | None, entries: Sequence[Telling]) -> list[Telling]:
    """The telling that caused the alert, then the others by date, newest first; each entry once."""
    others = sorted(entries, key=lambda each: (each.published, each.seen_at), reverse=True)
    found: dict[int, Telling] = {}
    for each in [telling, *others] if telling else others:
        found.setdefault(each.entry_id, each)
    return list(found.values())


def moment(at: datetime) -> str:
    """A moment as RFC 3339 in UTC, to the second: ``2018-12-27T00:00:00Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def web_link(link: str) -> str:
    """A link that may be shown as one: http or https, without blanks and controls; empty where it is none."""
    clean = one_line(link).replace(" ", "%20")
    safe = clean.lower().startswith(("http://", "https://")) and len(clean) <= LINK_LIMIT
    return clean if safe else ""


def _entry(telling: Telling) -> dict[str, object]:
    return {
        "title": one_line(telling.title, TITLE_LIMIT),
        "link": web_link(telling.link),
        "source": one_line(telling.source, NAME_LIMIT),
        "published": moment(telling.published),
        "lang": one_line(telling.lang, LANG_LIMIT),
    }


def _detail(
    change: SignalChange,
    tellings: Sequence[Telling],
    *,
    alert: str,
    reason: Reason,
    names: Mapping[str, str],
    now: datetime,
    timezone: str,
) -> dict[str, object]:
    signal = change.signal
    return {
        "at": moment(now),
        "reason": words.REASON[reason],
        "correction": "",
        "facts": [{"name": name, "value": value} for name, value in _facts(change, names) if value],
        "outlook": words.OUTLOOK[signal.status],
        "watch": signal.watch,
        "change": str(change.change),
        "by": one_line(change.by, NAME_LIMIT),
        "sources": len(signal.sources),
        "quotes": [_quoted(each) for each in tellings[:3]],
        "commands": _commands(signal.id, alert, change.change),
        "dir": direction(title_of(signal)),
        "tellings": [_told(each, timezone) for each in tellings[:ENTRIES_LIMIT]],
        "body": "",
    }


def _facts(change: SignalChange, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Who, what, where, when and how sure, in plain words; empty where it is not told."""
    signal = change.signal
    sponsor = signal.sponsor.split(",") if signal.sponsor else []
    control = f", held by {words.named(signal.target, names)}" if signal.venue_control == "target" else ""
    venue = one_line(signal.venue or ("a place" if control else ""), NAME_LIMIT)
    code = f"{signal.credibility}: {words.admiralty(signal.credibility)}" if signal.credibility else ""
    reasons = "; ".join(one_line(each, TITLE_LIMIT) for each in signal.credibility_reasons)
    reviewer = "" if change.by == "thaw" else one_line(change.by, NAME_LIMIT)
    return [
        ("Who", f"{words.listed(signal.actors, names)} and {words.named(signal.target, names)}"),
        ("What", f"{words.indicator(signal.indicator)}{f' ({signal.scope})' if signal.scope else ''}"),
        ("Status", _status(change)),
        ("Sponsor", words.listed(sponsor, names)),
        ("Where", f"{venue}{control}"),
        ("Level", signal.level or ""),
        ("When", f"{signal.date:%Y-%m-%d}"),
        ("How sure", f"{code} ({reasons})" if code and reasons else code),
        ("Why", "; ".join(one_line(each, TITLE_LIMIT) for each in change.reasons)),
        ("By", reviewer),
        ("Follows", f"signal {signal.follows}" if signal.follows else ""),
    ]


def _status(change: SignalChange) -> str:
    """The status in words; where a step was taken back, that it was, for the signal keeps the status that it had."""
    signal = change.signal
    if change.change is Change.REJECTED:
        return f"rejected by {one_line(change.by, NAME_LIMIT)} (was told as {signal.status})"
    if change.change is Change.RETRACTED and not signal.sources:
        return f"retracted (was told as {change.previous or signal.status})"
    before = f" (was {change.previous})" if change.previous and change.previous is not signal.status else ""
    return f"{signal.status}{before}: {words.STATUS[signal.status]}"


def _correction(change: SignalChange, told_since: datetime | None, timezone: str) -> str:
    """What is no longer right, and since when it was told."""
    left = change.change is Change.RETRACTED and bool(change.signal.sources)
    told = f"It corrects what was sent since {minute(told_since, timezone)}." if told_since else ""
    standing = f"What is left tells it as {change.signal.status}." if left else ""
    return " ".join(filter(None, (words.CORRECTION[change.change], standing, told)))


def _outlook_after(change: SignalChange) -> str:
    if change.change is Change.REJECTED:
        return f"Only taking the rejection back: thaw signals review {change.signal.id} undo"
    if change.change is Change.RETRACTED and not change.signal.sources:
        return words.RETRACTED_OUTLOOK
    return words.OUTLOOK[change.signal.status]


def _quoted(telling: Telling) -> dict[str, object]:
    """What one entry says, with marks, and the reasons that detection gave."""
    return {
        "source": one_line(telling.source, NAME_LIMIT),
        "lang": one_line(telling.lang, LANG_LIMIT),
        "dir": direction(telling.title or telling.text),
        "pieces": quotes(telling),
        "reasons": [one_line(each, TITLE_LIMIT) for each in telling.mention.reasons],
    }


def _told(telling: Telling, timezone: str) -> dict[str, object]:
    """An entry for people: what the contract's entry says, and what it says of the signal."""
    mention = telling.mention
    return {
        **_entry(telling),
        "dir": direction(telling.title),
        "status": str(mention.status),
        "reliability": telling.reliability,
        "when": minute(telling.published, timezone),
    }


def _commands(signal_id: str, alert: str, change: Change) -> list[dict[str, str]]:
    show = {"does": "see the signal and its history", "run": f"thaw signals show {signal_id}"}
    if change is Change.REJECTED:
        return [show]
    return [
        show,
        {"does": "say that it is right", "run": f"thaw signals review {signal_id} confirm"},
        {"does": "say that it is wrong", "run": f"thaw signals review {signal_id} reject"},
        {"does": "note that you have seen it", "run": f"thaw alerts ack {alert}"},
    ]
