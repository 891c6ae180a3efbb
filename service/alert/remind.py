"""Pages that nobody has acknowledged are told again, every so often, to those who got them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.alert.content import moment
from service.alert.hold import Circumstances, Target, delivery_to
from service.alert.route import Subject
from service.alert.words import REASON
from service.model.alert import DeliveryState, Reason
from service.model.mention import PAGING
from service.text.moments import minute

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime, timedelta

    from service.model.alert import Alert, AlertLine, Delivery
    from service.model.signal import Signal

REMINDED = frozenset({Reason.NEW, Reason.RAISED, Reason.REVERSED})
"""What a page is told as; a correction ends the reminders of its signal."""

WAITS = frozenset({DeliveryState.PENDING, DeliveryState.SENDING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A page that nobody has acknowledged: its alert, and the reminders of it so far, the last of which is `last`."""

    alert_id: str
    reminders: int
    last: str
    last_at: datetime


def unanswered(lines: Sequence[AlertLine]) -> Iterator[Unanswered]:
    """The newest page of each signal, where it stands and nobody has acknowledged it or anything later of its signal.

    Args:
        lines: alerts of signals, oldest first, reminders among them.
    """
    by_signal: dict[str, list[AlertLine]] = {}
    for line in lines:
        if line.reason in REMINDED or line.reason is Reason.CORRECTED:
            by_signal[line.signal_id] = [line]
        elif line.reason is Reason.REMINDER and line.signal_id in by_signal:
            by_signal[line.signal_id].append(line)
    for page, *reminders in by_signal.values():
        known = any(line.acknowledged for line in (page, *reminders))
        if page.reason in REMINDED and page.severity in PAGING and not known:
            last = reminders[-1] if reminders else page
            yield Unanswered(alert_id=page.id, reminders=len(reminders), last=last.id, last_at=last.at)


def is_due(page: Unanswered, last: Sequence[Delivery], every: timedelta, now: datetime) -> bool:
    """Whether the next reminder is due: the last message went long enough ago; `last` are its deliveries."""
    gone = [each.sent_at for each in last if each.sent_at is not None]
    return now - max([page.last_at, *gone]) >= every


def page_of(reminder_id: str) -> str:
    """The id of the alert that a reminder is of."""
    return reminder_id.rpartition("-r")[0]


def reminder(alert: Alert, number: int, now: datetime, timezone: str = "UTC") -> Alert:
    """The alert once more, as reminder `number`; in its mail thread, under an id and keys of its own.

    `timezone` is the zone of those who read.
    """
    name = f"{alert.id}-r{number}"
    detail = alert.content.get("detail")
    words = (
        f"Nobody has acknowledged alert {alert.id} of {minute(alert.at, timezone)} yet. "
        f"To end the reminders: thaw alerts ack {alert.id}"
    )
    told = {**detail, "at": moment(now), "reason": REASON[Reason.REMINDER], "reminder": words} if isinstance(detail, dict) else {}
    content = {**alert.content, "alert": name, "reason": str(Reason.REMINDER), "detail": told}
    return replace(alert, id=name, reason=Reason.REMINDER, at=now, content=content)


def reminded(
    again: Alert,
    told: Sequence[Delivery],
    last: Sequence[Delivery],
    signal: Signal,
    around: Circumstances,
    channels: Collection[str],
) -> tuple[Delivery, ...]:
    """The deliveries of a reminder.

    Args:
        again: the reminder.
        told: the deliveries of the page; those whom it reached are told again.
        last: the deliveries of the last message; whom it has not reached yet waits for that one.
        signal: what the page is about.
        around: what may hold the reminder back.
        channels: those that there still are.
    """
    subject = Subject(signal=signal, reason=Reason.REMINDER, severity=again.severity)
    waiting = {(each.channel, each.recipient) for each in last if each.state in WAITS}
    reached = [each for each in told if each.state is DeliveryState.SENT and each.channel in channels]
    targets = [Target(channel=each.channel, recipient=each.recipient) for each in reached]
    return tuple(delivery_to(each, subject, again, around) for each in targets if (each.channel, each.recipient) not in waiting)
