"""Messages that are about no signal: digests of what was held back, news of the service itself, tests. Pure."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from service.alert.content import NAME_LIMIT, TITLE_LIMIT, VERSION, moment
from service.alert.keys import delivery_key
from service.alert.words import REASON, indicator
from service.model.alert import Alert, Delivery, Reason
from service.model.mention import Severity
from service.text.clean import one_line, paragraph
from service.text.counting import counted
from service.text.moments import minute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from service.model.alert import Held

BODY_LIMIT = 4000

GONE = """\
Nothing more goes through it; what waits for it is kept. When it works again, this sends a test and lets it go on:
thaw alerts test {channel}"""
LOGIN = """\
What waits for it is tried again. Mend its user name or password in the configuration, then look whether it works:
thaw alerts test {channel}"""
DEAD = """\
It is kept. This shows what could not be sent:
thaw alerts list --dead
and this sends it again, once the channel works:
thaw alerts retry --channel {channel}"""

TROUBLE = {
    "gone": ("is paused", GONE),
    "login": ("is not let in", LOGIN),
    "dead": ("did not take a message", DEAD),
}
"""What is wrong with a channel, and what to do."""


def notice(*, name: str, reason: Reason, title: str, body: str, now: datetime) -> Alert:
    """An alert about the service itself; `name` is its id, so that the same news is stored once."""
    return Alert(
        id=name,
        reason=reason,
        severity=Severity.NONE,
        at=now,
        title=one_line(title, TITLE_LIMIT),
        content=_content(name, reason, Severity.NONE, title=title, body=body, now=now),
    )


def addressed(alert: Alert, channels: Mapping[str, Sequence[str]], now: datetime) -> tuple[Delivery, ...]:
    """The deliveries of an alert to every recipient of `channels`, due at once."""
    return tuple(
        Delivery(
            key=delivery_key(alert.id, channel, recipient),
            alert_id=alert.id,
            channel=channel,
            recipient=recipient,
            next_attempt=now,
            created_at=now,
        )
        for channel, recipients in channels.items()
        for recipient in recipients
    )


def trouble(kind: str, channel: str, what: str, now: datetime) -> Alert:
    """News that a channel needs a person, told once a day at most.

    Args:
        kind: ``gone`` (paused), ``login`` (not let in) or ``dead`` (a message was given up).
        channel: its name.
        what: the failure in words.
        now: our clock.
    """
    return notice(
        name=f"trouble-{kind}-{channel}-{now:%Y%m%d}",
        reason=Reason.OPERATIONAL,
        title=f"Channel {channel} {TROUBLE[kind][0]}",
        body=f"{what}\n\n{TROUBLE[kind][1].format(channel=channel)}",
        now=now,
    )


def settings_wrong(why: str, now: datetime) -> Alert:
    """News that changed settings were not put into effect, told once a day at most for the same mistake."""
    return notice(
        name=f"settings-{sha256(why.encode()).hexdigest()[:12]}-{now:%Y%m%d}",
        reason=Reason.OPERATIONAL,
        title=f"The new settings are wrong, the old ones stay: {why}",
        body=f"{why}\n\nMend the file, look by  thaw config check  and  thaw packs lint , and send SIGHUP again.",
        now=now,
    )


def trial(channel: str, now: datetime) -> Alert:
    """A message that tests a channel."""
    return notice(
        name=f"test-{channel}-{now:%Y%m%dT%H%M%S%f}",
        reason=Reason.TEST,
        title="Thaw test message",
        body=f"This is a test of the channel {channel}. It works when you read this. Nothing has happened.",
        now=now,
    )


def digest(
    members: Sequence[Held], shown: Sequence[Alert], now: datetime, *, lines: Sequence[str] = (), timezone: str = "UTC"
) -> Alert:
    """One message to one recipient in place of several that were held back until the same time.

    Its id follows from the keys of its members, which stand in ``detail.members``.

    Args:
        members: what was held back, the worst first.
        shown: the alerts of the first so many of them, told in full; of the others the ids are told.
        now: our clock.
        lines: what is to be said besides, such as languages of which no feed can be read.
        timezone: the zone of those who read.
    """
    keys = sorted(member.key for member in members)
    named = "|".join(keys) if keys else moment(now)
    name = "digest-" + sha256(named.encode()).hexdigest()[:16]
    severity = members[0].severity if members else Severity.NONE
    title = _digest_title(len(members), minute(now, timezone))
    content = _content(name, Reason.DIGEST, severity, title=title, body="", now=now)
    content["items"] = [_item(alert) for alert in shown]
    content["detail"] = {
        **_detail(Reason.DIGEST, "", now),
        "members": keys,
        "signals": list(dict.fromkeys(each.signal_id for each in members if each.signal_id)),
        "more": [each.alert_id for each in members[len(shown) :]],
        "lines": [one_line(line, TITLE_LIMIT) for line in lines],
    }
    return Alert(id=name, reason=Reason.DIGEST, severity=severity, at=now, title=title, content=content)


def _digest_title(count: int, until: str) -> str:
    if not count:
        return f"Nothing to report until {until}, but not everything could be watched"
    return f"{counted(count, 'alert')} held back until {until}"


def members_of(alert: Alert) -> tuple[str, ...]:
    """The keys of the deliveries that a digest stands for; empty for any other alert."""
    return _listed(alert, "members")


def signals_of(alert: Alert) -> tuple[str, ...]:
    """The ids of the signals that a digest tells of; empty for any other alert."""
    return _listed(alert, "signals")


def _listed(alert: Alert, name: str) -> tuple[str, ...]:
    detail = alert.content.get("detail")
    return tuple(map(str, detail.get(name, ()))) if isinstance(detail, dict) else ()


def _item(alert: Alert) -> dict[str, object]:
    """One alert in a digest, short."""
    content = alert.content
    entries = content.get("entries")
    first = entries[0] if isinstance(entries, list) and entries else {}
    detail = content.get("detail")
    actors = content.get("actors")
    parties = "-".join([*map(str, actors if isinstance(actors, list) else ()), str(content.get("target") or "")])
    return {
        "alert": alert.id,
        "signal": alert.signal_id,
        "reason": str(alert.reason),
        "severity": str(alert.severity),
        "indicator": content.get("indicator"),
        "status": content.get("status") or "",
        "what": f"{parties} {indicator(str(content.get('indicator') or ''))}".strip(" -"),
        "title": alert.title,
        "link": first.get("link", ""),
        "source": one_line(str(first.get("source", "")), NAME_LIMIT),
        "published": str(first.get("published", "")),
        "dir": detail.get("dir", "ltr") if isinstance(detail, dict) else "ltr",
    }


def _content(name: str, reason: Reason, severity: Severity, *, title: str, body: str, now: datetime) -> dict[str, object]:
    return {
        "version": VERSION,
        "alert": name,
        "signal": None,
        "reason": str(reason),
        "severity": str(severity),
        "indicator": None,
        "status": None,
        "previous_status": None,
        "actors": [],
        "target": None,
        "title": one_line(title, TITLE_LIMIT),
        "entries": [],
        "detail": _detail(reason, body, now),
    }


def _detail(reason: Reason, body: str, now: datetime) -> dict[str, object]:
    return {
        "at": moment(now),
        "reason": REASON[reason],
        "correction": "",
        "facts": [],
        "outlook": "",
        "quotes": [],
        "commands": [],
        "dir": "ltr",
        "tellings": [],
        "body": paragraph(body, BODY_LIMIT),
        "more": [],
        "lines": [],
    }
