"""Records for tests of the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from service.model.alert import Alert, Delivery, DeliveryState, Reason
from service.model.entry import Entry, Feed, StoredEntry
from service.model.mention import Evidence, Mention, Role, Severity, Status
from service.model.signal import Assignment, Change, Signal, SignalChange, Telling

if TYPE_CHECKING:
    from service.model.rows import Transaction
    from service.store.database import SqlStore

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
FEED = Feed(name="Enab", url="https://enab.example/feed", lang="en", country="SYR", reliability="B", skip_titles=("Sport",))
ENTRY = Entry(
    id="guid-1", key="guid-1", title="Turkey reopens embassy", summary="In Damascus.", lang="en", published=NOW, source="Enab",
    link="https://enab.example/1", warnings=("date was guessed",),
)  # fmt: skip
MENTION = Mention(
    watch="assi",
    indicator="diplomatic_relations",
    status=Status.OCCURRED,
    actors=("TUR",),
    target="SYR",
    scope="bilateral",
    severity=Severity.CRITICAL,
    confidence=0.9,
    evidence=(Evidence(field="title", start=0, end=6, text="Turkey", role=Role.ACTOR),),
    rule="embassy",
    reasons=("a plain assertion",),
)


def added(store: SqlStore, feed: int, *entries: Entry, now: datetime = NOW) -> list[StoredEntry]:
    """Entries as new ones of a feed, as they are stored then."""

    def add(tx: Transaction) -> list[StoredEntry]:
        tx.entries.add(feed, entries, now)
        known = tx.entries.known(feed, [entry.key for entry in entries])
        return [known[entry.key] for entry in entries]

    return store.write(add)


def telling(entry_id: int, mention: Mention = MENTION) -> Telling:
    return Telling(
        entry_id=entry_id,
        entry_name="guid-1",
        title=ENTRY.title,
        text=ENTRY.summary,
        source="Enab",
        lang="en",
        reliability="B",
        seen_at=NOW,
        published=NOW,
        mention=mention,
        siblings=(replace(mention, indicator="official_contact"),),
        country="SYR",
        link=ENTRY.link,
    )


def signal(name: str = "s1", **changed: object) -> Signal:
    fixed = Signal(
        id=name,
        watch="assi",
        indicator="diplomatic_relations",
        target="SYR",
        actors=("TUR",),
        status=Status.OCCURRED,
        severity=Severity.CRITICAL,
        title=ENTRY.title,
        opened_at=NOW,
        last_seen_at=NOW,
        date=NOW,
        last_date=NOW,
        changes=1,
        sources=("Enab",),
        langs=("en",),
    )
    return replace(fixed, **changed)  # type: ignore[arg-type]


def opened(one: Signal, number: int = 1, entry_id: int | None = None) -> SignalChange:
    return SignalChange(
        signal=one,
        number=number,
        change=Change.OPENED if number == 1 else Change.JOINED,
        at=NOW,
        severity=one.severity,
        previous=None if number == 1 else one.status,
        previous_severity=None if number == 1 else one.severity,
        entry_id=entry_id,
        reasons=("the first of its kind",),
        assignment=Assignment(signal_id=None, score=0.0, reasons=("the first of its kind",), runner_up="s0"),
    )


def alert(name: str = "s1-1", signal_id: str | None = "s1", at: datetime = NOW) -> Alert:
    return Alert(
        id=name,
        reason=Reason.NEW,
        severity=Severity.CRITICAL,
        at=at,
        title="TUR-SYR",
        content={"version": 1, "actors": ["TUR"], "detail": {"quotes": []}},
        signal_id=signal_id,
        change=1,
    )


def delivery(
    key: str, alert_id: str = "s1-1", *, channel: str = "desk", due: datetime | None = NOW, **changed: object
) -> Delivery:
    fixed = Delivery(key=key, alert_id=alert_id, channel=channel, recipient="a@example.org", next_attempt=due, created_at=NOW)
    return replace(fixed, **changed)  # type: ignore[arg-type]


LATER = NOW + timedelta(minutes=1)
SENT = DeliveryState.SENT
