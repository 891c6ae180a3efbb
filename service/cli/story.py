"""The whole story of a signal, as JSON and as lines for readers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from service.errors import AskedWronglyError
from service.text.bidi import isolated
from service.text.moments import minute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from service.model.alert import Alert, Delivery
    from service.model.rows import Transaction
    from service.model.signal import Signal, SignalChange, Telling


TOLD = (
    "signal", "watch", "indicator", "status", "severity", "actors", "target", "level", "scope", "sponsor", "venue",
    "venue_control", "title", "opened_at", "last_seen_at", "date", "last_date", "sources", "langs", "credibility",
    "credibility_reasons", "review", "paged", "follows", "merged_into",
)  # fmt: skip
"""What `signal_json` tells of a signal, in its order."""


def signal_json(signal: Signal) -> dict[str, Any]:
    """A signal with everything a program may ask of it."""
    return {
        "signal": signal.id,
        "watch": signal.watch,
        "indicator": signal.indicator,
        "status": signal.status,
        "severity": signal.severity,
        "actors": list(signal.actors),
        "target": signal.target,
        "level": signal.level,
        "scope": signal.scope,
        "sponsor": signal.sponsor,
        "venue": signal.venue,
        "venue_control": signal.venue_control,
        "title": signal.title,
        "opened_at": signal.opened_at.isoformat(),
        "last_seen_at": signal.last_seen_at.isoformat(),
        "date": signal.date.isoformat(),
        "last_date": signal.last_date.isoformat(),
        "sources": list(signal.sources),
        "langs": list(signal.langs),
        "credibility": signal.credibility or None,
        "credibility_reasons": list(signal.credibility_reasons),
        "review": signal.review or None,
        "paged": signal.paged,
        "follows": signal.follows,
        "merged_into": signal.merged_into,
    }


def story_json(tx: Transaction, signal_id: str) -> dict[str, Any]:
    """A signal with its history, tellings, alerts and reviews.

    Raises:
        AskedWronglyError: there is no such signal.
    """
    signal = tx.signals.get(signal_id)
    if signal is None:
        raise AskedWronglyError(f"{signal_id}: no such signal; thaw signals list shows them", resource=signal_id)
    tellings = tx.signals.tellings(signal_id)
    names = {telling.entry_id: reference(telling) for telling in tellings}
    return {
        **signal_json(signal),
        "history": [_change_json(change, _name(tx, change, names)) for change in tx.signals.history(signal_id)],
        "entries": [_telling_json(telling) for telling in tellings],
        "alerts": [_alert_json(alert, deliveries) for alert, deliveries in reversed(tx.alerts.listed(signal_id=signal_id))],
        "reviews": [
            {"act": act.act, "by": act.author, "at": act.at.isoformat(), "note": act.note, "undone": act.undone_by is not None}
            for act in tx.reviews.of(signal_id)
        ],
    }


def _alert_json(alert: Alert, deliveries: Sequence[Delivery]) -> dict[str, Any]:
    return {
        "alert": alert.id,
        "reason": alert.reason,
        "severity": alert.severity,
        "at": alert.at.isoformat(),
        "deliveries": [
            {
                "channel": delivery.channel,
                "recipient": delivery.recipient,
                "state": delivery.state,
                "error": delivery.error or None,
                "muted": delivery.muted or None,
            }
            for delivery in deliveries
        ],
    }


def reference(telling: Telling) -> str:
    """An entry's name for people: its outlet and its own id, which other outlets may use too."""
    return f"{telling.source}/{telling.entry_name}"


def _name(tx: Transaction, change: SignalChange, names: Mapping[int, str]) -> str | None:
    """The entry that caused a change; it may have left the signal since."""
    if change.entry_id is None or change.entry_id in names:
        return names.get(change.entry_id or 0)
    stored = tx.entries.get(change.entry_id)
    return stored.entry.id if stored else None


def _change_json(change: SignalChange, entry: str | None) -> dict[str, Any]:
    assignment = change.assignment
    return {
        "number": change.number,
        "at": change.at.isoformat(),
        "change": change.change,
        "entry": entry,
        "from": change.previous,
        "to": change.signal.status,
        "by": change.by,
        "reasons": list(change.reasons),
        "assignment": list(assignment.reasons) if assignment else [],
        "score": assignment.score if assignment else None,
        "runner_up": assignment.runner_up if assignment else None,
        "runner_up_score": assignment.runner_up_score if assignment and assignment.runner_up else None,
    }


def _telling_json(telling: Telling) -> dict[str, Any]:
    return {
        "entry": telling.entry_name,
        "source": telling.source,
        "lang": telling.lang,
        "published": telling.published.isoformat(),
        "title": telling.title,
        "link": telling.link,
        "status": telling.mention.status,
        "evidence": [{"field": span.field, "text": span.text, "role": span.role} for span in telling.mention.evidence],
    }


def story_lines(story: dict[str, Any], timezone: str) -> Iterator[str]:
    """The story for readers, by the clock of their zone."""
    yield from _head(story)
    yield ""
    yield "History"
    for change in story["history"]:
        yield from _change_lines(change, timezone)
    yield "Entries" if story["entries"] else "No entry tells it."
    for entry in story["entries"]:
        yield from _entry_lines(entry, timezone)
    yield "Alerts" if story["alerts"] else "No alert was sent."
    for alert in story["alerts"]:
        yield from _alert_lines(alert, timezone)
    if story["reviews"]:
        yield "Reviews"
    for act in story["reviews"]:
        said = f"{act['act']} by {act['by']}{': ' + act['note'] if act['note'] else ''}"
        yield f"  {_when(act['at'], timezone)}  {said}{' (taken back)' if act['undone'] else ''}"


def _head(story: dict[str, Any]) -> Iterator[str]:
    yield f"{story['signal']}  {story['severity']}  {story['status']}  {story['indicator']}"
    yield isolated(story["title"])
    yield f"actors {', '.join(story['actors'])}; target {story['target']}; {_attributes(story)}"
    if story["credibility"]:
        yield f"credibility {story['credibility']}: {'; '.join(story['credibility_reasons'])}"
    if story["review"]:
        yield f"review: {story['review']}"
    if story["follows"]:
        yield f"a later step after {story['follows']}"
    if story["merged_into"]:
        yield f"merged into {story['merged_into']}, which holds its entries now"


def _entry_lines(entry: dict[str, Any], timezone: str) -> Iterator[str]:
    source = f"{isolated(entry['source'])} ({entry['lang']})"
    yield f"  {_when(entry['published'], timezone)}  {source}, {entry['status']}: {isolated(entry['title'])}"
    yield f"    entry {isolated(entry['source'] + '/' + entry['entry'])}"
    spans = (f"{span['role']} “{isolated(span['text'])}”" for span in entry["evidence"])
    yield f"    {', '.join(spans)}"
    if entry["link"]:
        yield f"    {entry['link']}"


def _alert_lines(alert: dict[str, Any], timezone: str) -> Iterator[str]:
    yield f"  {_when(alert['at'], timezone)}  {alert['reason']}, {alert['severity']}"
    for delivery in alert["deliveries"]:
        why = delivery["error"] or delivery["muted"]
        goal = f"{delivery['channel']} to {delivery['recipient']}" if delivery["channel"] else "nobody"
        yield f"    {goal}: {delivery['state']}{f' ({why})' if why else ''}"


def _change_lines(change: dict[str, Any], timezone: str) -> Iterator[str]:
    cause = f" by {change['entry']}" if change["entry"] else ""
    yield f"  {_when(change['at'], timezone)}  {change['change']}{cause}: {'; '.join(change['reasons'])}"
    if not change["runner_up"] and change["assignment"] == change["reasons"]:
        return
    if change["assignment"]:
        next_best = f"; next best {change['runner_up']} ({change['runner_up_score']:.2f})" if change["runner_up"] else ""
        yield f"    assigned ({change['score']:.2f}): {'; '.join(change['assignment'])}{next_best}"


def _attributes(story: dict[str, Any]) -> str:
    named = (f"{name} {story[name]}" for name in ("level", "scope", "sponsor", "venue", "venue_control") if story[name])
    return "; ".join(named) or "no further attributes"


def _when(moment: str, timezone: str) -> str:
    return minute(datetime.fromisoformat(moment), timezone)
