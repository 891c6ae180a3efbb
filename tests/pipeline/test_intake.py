"""Entries into a real database: stored once, coded, grouped, told; what goes wrong with one harms no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from service.alert.plan import REPLAY_CHANNELS, REPLAY_ROUTES, REPLAY_SETTINGS
from service.detect.watches import load_detector
from service.errors import StoreError
from service.model.alert import Reason, RouteRule
from service.model.entry import Entry, Feed, KnownFeed
from service.model.mention import Status
from service.model.signal import Change
from service.pipeline.counts import Counts
from service.pipeline.intake import Intake
from service.pipeline.planning import Routing
from service.store.database import SqlStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.model.mention import Detection

NOW = datetime(2023, 5, 1, 12, tzinfo=UTC)
DETECTOR = load_detector()
ROUTING = Routing(routes=REPLAY_ROUTES, channels=REPLAY_CHANNELS, settings=REPLAY_SETTINGS)
REOPENS = Entry(id="a", key="a", title="Turkey reopens embassy in Damascus", published=NOW)
DULL = Entry(id="b", key="b", title="Rain expected over the weekend", published=NOW)
HOUR = timedelta(hours=1)


@pytest.fixture
def store() -> Iterator[SqlStore]:
    opened = SqlStore("sqlite://")
    opened.upgrade()
    yield opened
    opened.close()


def known(store: SqlStore, **changed: object) -> KnownFeed:
    feed = replace(Feed(name="Enab", url="https://e.example/", lang="en", reliability="B"), **changed)  # type: ignore[arg-type]
    store.write(lambda tx: tx.feeds.sync([feed], NOW))
    return store.read(lambda tx: tx.feeds.all())[0]


def take(
    store: SqlStore, feed: KnownFeed, *entries: Entry, now: datetime = NOW, first_poll: bool = False, intake: Intake | None = None
) -> Counts:
    chosen = intake or Intake(DETECTOR, ROUTING)
    return store.write(lambda tx: chosen.take(tx, feed, entries, now, first_poll=first_poll))


def reasons(store: SqlStore) -> list[Reason]:
    """Why people were told, in the order of time; what was muted told nobody."""
    listed = sorted(store.read(lambda tx: tx.alerts.listed()), key=lambda one: one[0].at)
    return [alert.reason for alert, deliveries in listed if any(not delivery.muted for delivery in deliveries)]


def test_entries_are_stored_coded_and_told_once(store: SqlStore) -> None:
    feed = known(store)
    assert take(store, feed, REOPENS, DULL) == Counts(entries_new=2, mentions=1, signals_new=1)
    assert take(store, feed, REOPENS, DULL, now=NOW + HOUR) == Counts()
    assert reasons(store) == [Reason.NEW]
    (signal,) = store.read(lambda tx: tx.signals.listed())
    assert (signal.status, signal.paged, signal.credibility[:1]) == (Status.OCCURRED, True, "B")


def test_an_entry_that_takes_its_words_back_is_corrected(store: SqlStore) -> None:
    feed = known(store)
    take(store, feed, REOPENS)
    changed = replace(REOPENS, title="Correction: an earlier headline on this page was wrong")
    assert take(store, feed, changed, now=NOW + HOUR) == Counts(entries_revised=1, signals_changed=1)
    (signal,) = store.read(lambda tx: tx.signals.listed())
    assert [change.change for change in store.read(lambda tx: tx.signals.history(signal.id))] == [Change.OPENED, Change.RETRACTED]
    assert reasons(store) == [Reason.NEW, Reason.CORRECTED]


def test_an_edit_that_becomes_a_step_is_told(store: SqlStore) -> None:
    feed = known(store)
    take(store, feed, replace(REOPENS, title="Turkey may reopen its embassy in Damascus"))
    assert reasons(store) == []
    take(store, feed, REOPENS, now=NOW + HOUR)
    assert reasons(store) == [Reason.NEW]


def test_an_edit_that_changes_nothing_of_it_tells_nobody(store: SqlStore) -> None:
    feed = known(store)
    take(store, feed, REOPENS)
    take(store, feed, replace(REOPENS, summary="The flag was raised over the building."), now=NOW + HOUR)
    assert reasons(store) == [Reason.NEW]


def test_a_feed_that_renames_all_its_entries_alerts_nobody_again(store: SqlStore) -> None:
    feed = known(store)
    take(store, feed, REOPENS, DULL)
    renamed = [replace(entry, id=f"new-{entry.id}", key=f"new-{entry.key}") for entry in (REOPENS, DULL)]
    take(store, feed, *renamed, now=NOW + HOUR)
    assert reasons(store) == [Reason.NEW]
    assert len(store.read(lambda tx: tx.signals.listed())) == 1


def test_what_is_old_at_the_first_poll_is_kept_but_pages_nobody(store: SqlStore) -> None:
    old = replace(REOPENS, published=NOW - timedelta(days=2))
    young = replace(DULL, published=NOW - timedelta(hours=23))
    done = take(store, known(store), young, old, first_poll=True)
    assert (done.entries_new, done.backfill, done.signals_new) == (2, 1, 1)
    (signal,) = store.read(lambda tx: tx.signals.listed())
    assert not signal.paged
    assert store.read(lambda tx: tx.entries.known(1, ["a", "b"]))["a"].entry == old


def test_d11_what_disappeared_and_returns_after_months_alerts_nobody_again(store: SqlStore) -> None:
    feed = known(store)
    take(store, feed, REOPENS)
    take(store, feed, DULL, now=NOW + timedelta(days=30))
    assert take(store, feed, REOPENS, now=NOW + timedelta(days=60)) == Counts()
    assert reasons(store) == [Reason.NEW]


def test_what_a_feed_still_holds_is_not_forgotten(store: SqlStore) -> None:
    feed = known(store)
    take(store, feed, DULL, replace(DULL, id="c", key="c", title="More rain"))
    store.write(lambda tx: tx.feeds.save(feed.id, replace(feed.state, last_keys=("b",))))
    assert store.write(lambda tx: tx.entries.forget(NOW + HOUR)) == 1
    assert set(store.read(lambda tx: tx.entries.known(feed.id, ["b", "c"]))) == {"b"}


@pytest.mark.parametrize(("target", "mentions"), [(None, 1), ("SYR", 1), ("AFG", 0)])
def test_a_feed_that_is_read_for_one_government_tells_of_that_alone(store: SqlStore, target: str | None, mentions: int) -> None:
    assert take(store, known(store, target=target), REOPENS).mentions == mentions
    assert len(reasons(store)) == mentions


def test_a_change_behind_the_cut_is_a_revision(store: SqlStore) -> None:
    feed = known(store)
    take(store, feed, replace(DULL, whole="1" * 64))
    assert take(store, feed, replace(DULL, whole="1" * 64)) == Counts()
    assert take(store, feed, replace(DULL, whole="2" * 64)).entries_revised == 1


def test_titles_that_a_feed_leaves_out_are_stored_and_not_coded(store: SqlStore) -> None:
    feed = known(store, skip_titles=("REOPENS",))
    assert take(store, feed, REOPENS) == Counts(entries_new=1)


UNSTORABLE: Any = None
"""What no database takes where a text must stand."""
OPERATORS = Routing(
    routes=(*REPLAY_ROUTES, RouteRule(to=("ops",), reason=("operational",))),
    channels={**REPLAY_CHANNELS, "ops": ("ops@example.org",)},
    settings=REPLAY_SETTINGS,
)


class Falters:
    """Detects, and stumbles over two titles."""

    def detect(self, entry: Entry, now: datetime) -> Detection:
        if "Snow" in entry.title:
            raise RecursionError("too deep")
        if "Rain" in entry.title:
            # A mention that no database can hold.
            found = DETECTOR.detect(REOPENS, now)
            return replace(found, mentions=(replace(found.mentions[0], indicator=None),))  # type: ignore[arg-type]
        return DETECTOR.detect(entry, now)


def test_one_poisonous_entry_takes_none_of_its_feed_along(store: SqlStore) -> None:
    feed = known(store)
    done = take(store, feed, DULL, REOPENS, intake=Intake(Falters(), ROUTING))
    assert (done.entries_new, done.signals_new, done.quarantined) == (2, 1, 1)
    ((_, key, error, _),) = store.read(lambda tx: tx.quarantine.listed())
    assert key == "b"
    assert "indicator" in error
    assert len(store.read(lambda tx: tx.signals.listed())) == 1


def quarantined(store: SqlStore) -> dict[str, str]:
    return {key: error for _, key, error, _ in store.read(lambda tx: tx.quarantine.listed())}


def test_nor_does_one_that_detection_breaks_on(store: SqlStore) -> None:
    snow = replace(DULL, title="Snow expected over the weekend")
    done = take(store, known(store), snow, REOPENS, intake=Intake(Falters(), ROUTING))
    assert done == Counts(entries_new=2, mentions=1, signals_new=1, quarantined=1)
    assert quarantined(store) == {"b": "RecursionError: too deep"}


def test_nor_one_that_cannot_be_stored_as_a_new_entry_or_as_a_new_text(store: SqlStore) -> None:
    feed = known(store)
    take(store, feed, DULL)
    revised = replace(DULL, summary="Bring an umbrella.", published_raw=UNSTORABLE)
    new = replace(DULL, id="c", key="c", published_raw=UNSTORABLE)
    assert take(store, feed, revised, new, REOPENS) == Counts(entries_new=1, mentions=1, signals_new=1, quarantined=2)
    assert set(quarantined(store)) == {"b", "c"}
    assert store.read(lambda tx: tx.entries.known(feed.id, ["b"]))["b"].entry == DULL


def test_where_the_first_text_of_a_key_cannot_be_stored_the_second_is(store: SqlStore) -> None:
    feed = known(store)
    first, second = replace(DULL, published_raw=UNSTORABLE), replace(DULL, summary="Bring an umbrella.")
    assert take(store, feed, first, second) == Counts(entries_new=1, quarantined=1)
    assert store.read(lambda tx: tx.entries.known(feed.id, ["b"]))["b"].entry == second


def test_several_texts_of_one_key_in_a_document_are_revisions_in_its_order(store: SqlStore) -> None:
    feed = known(store)
    texts = [replace(DULL, summary=summary) for summary in ("", "one", "two")]
    assert take(store, feed, *texts) == Counts(entries_new=1, entries_revised=2)
    stored = store.read(lambda tx: tx.entries.known(feed.id, ["b"]))["b"]
    assert (stored.revision, stored.entry.summary) == (3, "two")


def test_operators_are_told_what_to_read_themselves_once_a_day(store: SqlStore) -> None:
    feed, intake = known(store), Intake(Falters(), OPERATORS)
    for number, moment in enumerate((NOW, NOW + HOUR, NOW + timedelta(days=1))):
        entry = replace(DULL, id=str(number), key=str(number), title=f"Snow {number}", link=f"https://e.example/{number}")
        take(store, feed, entry, now=moment, intake=intake)
    listed = store.read(lambda tx: tx.alerts.listed(channel="ops"))
    told = [str(alert.content["detail"]["body"]) for alert, _ in reversed(listed)]  # type: ignore[index]
    assert ["“Snow 0”" in told[0], "https://e.example/0" in told[0], "“Snow 2”" in told[1]] == [True, True, True]
    assert len(told) == 2
    assert len(quarantined(store)) == 3


class NoRoom(Falters):
    """Finds the database broken where it stumbles."""

    def detect(self, entry: Entry, now: datetime) -> Detection:
        if "Snow" in entry.title:
            raise StoreError("no room left")
        return super().detect(entry, now)


def test_a_database_that_fails_is_no_fault_of_the_entry(store: SqlStore) -> None:
    feed = known(store)
    with pytest.raises(StoreError):
        take(store, feed, replace(DULL, title="Snow"), intake=Intake(NoRoom(), ROUTING))
    assert quarantined(store) == {}


def test_dates_that_cannot_be_do_not_lead_the_clock(store: SqlStore) -> None:
    feed = known(store)
    take(store, feed, replace(REOPENS, published=NOW + timedelta(days=900)))
    (signal,) = store.read(lambda tx: tx.signals.listed())
    assert signal.last_date <= NOW
