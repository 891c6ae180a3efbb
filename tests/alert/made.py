"""Signals, changes and alerts as the tests of this room need them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from service.alert.hold import Circumstances
from service.alert.plan import Planned, plan
from service.model.alert import Alert, Delivery, DeliveryState, Held, Reason, Receipt, RouteRule
from service.model.mention import Evidence, Mention, Role, Severity, Status
from service.model.signal import Change, Signal, SignalChange, Telling

NOW = datetime(2018, 12, 27, 9, 30, tzinfo=UTC)
TITLE = "Turkey reopens its embassy in Damascus"
TEXT = "Turkey raised its flag over the embassy in Damascus on Thursday, the Foreign Ministry said."
ROUTES = (
    RouteRule(to=("desk", "hook"), severity=("critical", "high")),
    RouteRule(to=("desk",), severity=("medium", "low")),
)
CHANNELS = {"desk": ("desk@example.org", "head@example.org"), "hook": ("hooks.example.org",)}


def mention(**changes: Any) -> Mention:
    made = Mention(
        watch="assi",
        indicator="diplomatic_relations",
        status=Status.OCCURRED,
        actors=("TUR",),
        target="SYR",
        scope="bilateral",
        severity=Severity.CRITICAL,
        confidence=0.9,
        evidence=(
            Evidence(field="title", start=7, end=26, text="reopens its embassy", role=Role.INDICATOR),
            Evidence(field="title", start=0, end=6, text="Turkey", role=Role.ACTOR),
            Evidence(field="summary", start=7, end=22, text="raised its flag", role=Role.STATUS),
        ),
        reasons=("an embassy that reopens restores relations",),
    )
    return replace(made, **changes)


def telling(**changes: Any) -> Telling:
    made = Telling(
        entry_id=1,
        entry_name="e1",
        title=TITLE,
        text=TEXT,
        source="Enab Baladi",
        lang="en",
        reliability="B",
        seen_at=NOW,
        published=NOW,
        mention=mention(),
        link="https://news.example.org/1",
    )
    return replace(made, **changes)


def signal(**changes: Any) -> Signal:
    made = Signal(
        id="k7m2",
        watch="assi",
        indicator="diplomatic_relations",
        target="SYR",
        actors=("TUR",),
        status=Status.OCCURRED,
        severity=Severity.CRITICAL,
        title=TITLE,
        opened_at=NOW,
        last_seen_at=NOW,
        date=NOW,
        last_date=NOW,
        scope="bilateral",
        changes=1,
        sources=("Enab Baladi",),
        langs=("en",),
        credibility="B2",
        credibility_reasons=("one usually reliable outlet",),
    )
    return replace(made, **changes)


def change(kind: Change = Change.OPENED, *, number: int = 1, severity: Severity | None = None, **changes: Any) -> SignalChange:
    previous = changes.pop("previous", None)
    by = changes.pop("by", "thaw")
    after = signal(changes=number, **changes)
    return SignalChange(
        signal=after,
        number=number,
        change=kind,
        at=NOW,
        severity=severity or after.severity,
        previous=previous,
        entry_id=1,
        by=by,
        reasons=("one outlet tells it",),
    )


def planned(of: SignalChange | None = None, **changes: Any) -> Planned:
    told: dict[str, Any] = {"routes": ROUTES, "channels": CHANNELS, "receipts": ()}
    about = {name: changes.pop(name) for name in ("silences", "recent", "settings", "now", "backfill") if name in changes}
    by = changes.pop("telling", telling())
    return plan(of or change(), by, around=Circumstances(**{"now": NOW, **about}), **{**told, **changes})


def alert(**changes: Any) -> Alert:
    made = planned(entries=(telling(),)).alert
    assert made is not None
    return replace(made, **changes)


def delivery(**changes: Any) -> Delivery:
    made = Delivery(
        key="msg_" + "a" * 26,
        alert_id="k7m2-1",
        channel="desk",
        recipient="desk@example.org",
        state=DeliveryState.SENDING,
        attempts=1,
        next_attempt=NOW,
        created_at=NOW,
    )
    return replace(made, **changes)


def receipt(recipient: str = "desk@example.org", **changes: Any) -> Receipt:
    made = Receipt(channel="desk", recipient=recipient, state=DeliveryState.SENT, at=NOW)
    return replace(made, **changes)


def held(name: str = "a", **changes: Any) -> Held:
    made = Held(
        key=f"msg_{name}",
        recipient="desk@example.org",
        alert_id=f"{name}-1",
        signal_id=name,
        reason=Reason.NEW,
        severity=Severity.CRITICAL,
        at=NOW,
    )
    return replace(made, **changes)
