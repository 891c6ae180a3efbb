"""What the ports promise, on SQLite in memory, SQLite in a file and PostgreSQL."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from service.errors import AskedWronglyError
from service.model.alert import Review
from service.model.entry import FeedState, SeenEntry
from service.model.mention import Status
from service.text.digest import text_digest
from tests.store.made import ENTRY, FEED, LATER, MENTION, NOW, added, opened, signal, telling

if TYPE_CHECKING:
    from service.model.rows import Transaction
    from service.store.database import SqlStore

HORIZON = NOW + timedelta(days=1)


def with_feed(store: SqlStore) -> int:
    store.write(lambda tx: tx.feeds.sync([FEED], NOW))
    return store.read(lambda tx: tx.feeds.all())[0].id


def with_entry(store: SqlStore) -> int:
    feed = with_feed(store)
    return added(store, feed, ENTRY)[0].id


def test_feeds_follow_the_configuration(store: SqlStore) -> None:
    other = replace(FEED, name="Other", url="https://other.example/")
    store.write(lambda tx: tx.feeds.sync([FEED, other], NOW))
    store.write(lambda tx: tx.feeds.sync([replace(FEED, kind="agency")], NOW))
    enab, gone = store.read(lambda tx: tx.feeds.all())
    assert enab.feed == replace(FEED, kind="agency")
    assert gone.feed == replace(other, enabled=False)
    store.write(lambda tx: tx.feeds.sync([FEED, other], NOW))
    assert [known.feed.enabled for known in store.read(lambda tx: tx.feeds.all())] == [True, True]
    assert store.read(lambda tx: tx.feeds.enabled()) == 2
    store.write(lambda tx: tx.feeds.sync([replace(FEED, enabled=False)], NOW))
    assert store.read(lambda tx: tx.feeds.enabled()) == 0


def test_many_feeds_are_taken_over_at_once_each_with_a_state_of_its_own(store: SqlStore) -> None:
    with_feed(store)
    many = [replace(FEED, name=f"{number:03}", url=f"https://{number}.example/") for number in range(200)]
    store.write(lambda tx: tx.feeds.sync([FEED, *many], NOW))
    known = store.read(lambda tx: tx.feeds.all())
    assert [one.feed for one in known] == [*many, FEED]
    assert {one.state for one in known} == {FeedState()}
    store.write(lambda tx: tx.feeds.save_all([(one.id, FeedState(polls=one.id)) for one in known]))
    assert all(one.state.polls == one.id for one in store.read(lambda tx: tx.feeds.all()))


def test_of_several_states_of_a_feed_the_last_one_stays(store: SqlStore) -> None:
    feed = with_feed(store)
    store.write(lambda tx: tx.feeds.save_all([]))
    store.write(lambda tx: tx.feeds.save_all([(feed, FeedState(polls=polls)) for polls in (1, 3, 2)]))
    assert store.read(lambda tx: tx.feeds.all())[0].state == FeedState(polls=2)


def test_a_new_address_forgets_what_the_old_one_answered(store: SqlStore) -> None:
    feed = with_feed(store)
    store.write(lambda tx: tx.feeds.save(feed, FeedState(etag="x", next_check=HORIZON, entries=7)))
    store.write(lambda tx: tx.feeds.sync([replace(FEED, url="https://new.example/")], NOW))
    state = store.read(lambda tx: tx.feeds.all())[0].state
    assert state == FeedState(entries=7)


def test_a_feed_state_comes_back_as_it_was(store: SqlStore) -> None:
    feed = with_feed(store)
    state = FeedState(
        etag='W/"x"', last_modified="Mon", digest="a" * 64, next_check=LATER, last_checked=NOW, last_success=NOW,
        last_new_entry=NOW,
        interval=timedelta(minutes=10), outcome="failed", reason="HTTP 500", http_status=500, failures=3, failing_since=NOW,
        moved_to="https://new.example/", moved_seen=2, polls=9, last_keys=("a", "b"), gap_suspected_at=NOW, told=("failing",),
        entries=4, title="خبر",
    )  # fmt: skip
    store.write(lambda tx: tx.feeds.save(feed, state))
    assert store.read(lambda tx: tx.feeds.all())[0].state == state


@pytest.mark.parametrize(
    ("next_check", "due"),
    [(None, True), (NOW, True), (NOW - timedelta(days=9), True), (LATER, False), (HORIZON + timedelta(seconds=1), True)],
)
def test_a_feed_is_due_by_its_next_check(store: SqlStore, next_check: datetime | None, due: bool) -> None:
    feed = with_feed(store)
    store.write(lambda tx: tx.feeds.save(feed, FeedState(next_check=next_check)))
    assert bool(store.read(lambda tx: tx.feeds.due(NOW, HORIZON))) is due


def test_a_disabled_feed_is_never_due(store: SqlStore) -> None:
    store.write(lambda tx: tx.feeds.sync([replace(FEED, enabled=False)], NOW))
    assert not store.read(lambda tx: tx.feeds.due(NOW, HORIZON))


def test_feeds_are_added_and_removed_by_command(store: SqlStore) -> None:
    own = replace(FEED, name="Own", url="https://own.example/", origin="command")
    with_feed(store)
    added = store.write(lambda tx: tx.feeds.add(own, NOW))
    assert added.feed == own
    store.write(lambda tx: tx.feeds.sync([FEED], NOW))
    assert [known.feed.name for known in store.read(lambda tx: tx.feeds.all())] == ["Enab", "Own"]
    store.write(lambda tx: tx.entries.add(added.id, [ENTRY], NOW))
    store.write(lambda tx: tx.feeds.remove("Own"))
    assert [known.feed.name for known in store.read(lambda tx: tx.feeds.all())] == ["Enab"]
    assert store.write(lambda tx: tx.feeds.add(own, NOW)).id == added.id
    assert store.read(lambda tx: tx.entries.known(added.id, ["guid-1"]))


@pytest.mark.parametrize("wrong", [{"name": "Enab", "url": "https://x.example/"}, {"name": "X"}])
def test_a_feed_is_not_added_twice(store: SqlStore, wrong: dict[str, str]) -> None:
    with_feed(store)
    with pytest.raises(AskedWronglyError, match="there already"):
        store.write(lambda tx: tx.feeds.add(replace(FEED, origin="command", **wrong), NOW))  # type: ignore[arg-type]


def test_nor_under_a_name_that_was_removed(store: SqlStore) -> None:
    with_feed(store)
    gone = store.write(lambda tx: tx.feeds.add(replace(FEED, name="A", url="https://a.example/", origin="command"), NOW))
    store.write(lambda tx: tx.entries.add(gone.id, [ENTRY], NOW))
    store.write(lambda tx: tx.feeds.remove("A"))
    with pytest.raises(AskedWronglyError, match="this address is there already, as Enab"):
        store.write(lambda tx: tx.feeds.add(replace(FEED, name="A", origin="command"), NOW))
    assert [known.feed.name for known in store.read(lambda tx: tx.feeds.all())] == ["Enab"]


@pytest.mark.parametrize(("name", "why"), [("Enab", "config file"), ("Nobody", "no such feed")])
def test_what_cannot_be_removed_is_told(store: SqlStore, name: str, why: str) -> None:
    with_feed(store)
    with pytest.raises(AskedWronglyError, match=why):
        store.write(lambda tx: tx.feeds.remove(name))


def test_entries_are_known_by_their_key_within_their_feed(store: SqlStore) -> None:
    feed = with_feed(store)
    second = replace(ENTRY, id="b", key="b")
    both = added(store, feed, ENTRY, second)
    assert [one.entry for one in both] == [ENTRY, second]
    known = store.read(lambda tx: tx.entries.known(feed, ["guid-1", "b", "c"]))
    assert known == {one.key: one for one in both}
    seen = store.read(lambda tx: tx.entries.seen(feed, ["guid-1", "b", "c"]))
    assert seen["b"] == SeenEntry(
        id=both[1].id,
        key="b",
        revision=1,
        digest=text_digest(second),
        first_seen=NOW,
        title=second.title,
        link=second.link,
    )
    assert seen.keys() == known.keys()
    assert store.read(lambda tx: tx.entries.get(both[1].id)) == both[1]
    assert store.read(lambda tx: tx.entries.get(999)) is None


def test_a_thousand_keys_are_looked_up(store: SqlStore) -> None:
    feed = with_feed(store)
    entries = [replace(ENTRY, id=str(number), key=str(number)) for number in range(1100)]
    assert [one.entry for one in added(store, feed, *entries)] == entries
    assert len(store.read(lambda tx: tx.entries.seen(feed, [entry.key for entry in entries]))) == 1100


def test_a_revision_replaces_the_text_and_hides_the_old_mentions(store: SqlStore) -> None:
    feed = with_feed(store)
    (first,) = added(store, feed, ENTRY)
    store.write(lambda tx: tx.entries.add_mentions([(first, [MENTION, replace(MENTION, status=Status.DENIED)])]))
    assert store.read(lambda tx: tx.entries.mentions(first.id)) == [MENTION, replace(MENTION, status=Status.DENIED)]
    changed = replace(ENTRY, title="Correction: no embassy")
    revised = store.write(lambda tx: tx.entries.revise(first, changed, LATER))
    assert (revised.revision, revised.entry, revised.first_seen) == (2, changed, NOW)
    assert store.read(lambda tx: tx.entries.known(feed, ["guid-1"])) == {"guid-1": revised}
    assert not store.read(lambda tx: tx.entries.mentions(first.id))
    third = store.write(lambda tx: tx.entries.revise(revised, ENTRY, LATER))
    assert third.revision == 3


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(), key=st.text(min_size=1))
def test_any_text_can_be_stored(store: SqlStore, text: str, key: str) -> None:
    feed = with_feed(store)
    entry = replace(ENTRY, title=text, key=key, warnings=(text,))
    present = store.read(lambda tx: tx.entries.known(feed, [key])).get(key)
    if present is None:
        store.write(lambda tx: tx.entries.add(feed, [entry], NOW))
    else:
        store.write(lambda tx: tx.entries.revise(present, entry, NOW))
    found = store.read(lambda tx: tx.entries.known(feed, [key]))[key].entry.title
    assert found == "".join("\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text)


def test_moments_are_kept_in_utc_and_naive_ones_refused(store: SqlStore) -> None:
    feed = with_feed(store)
    east = NOW.astimezone(timezone(timedelta(hours=3)))
    store.write(lambda tx: tx.feeds.save(feed, FeedState(last_checked=east)))
    found = store.read(lambda tx: tx.feeds.all())[0].state.last_checked
    assert found == NOW
    assert found is not None
    assert found.tzinfo is UTC
    with pytest.raises(Exception, match="without a time zone"):
        store.write(lambda tx: tx.feeds.save(feed, FeedState(last_checked=NOW.replace(tzinfo=None))))


def test_a_signal_comes_back_with_history_and_tellings(store: SqlStore) -> None:
    entry = with_entry(store)
    first = opened(signal(), entry_id=entry)
    store.write(lambda tx: tx.signals.save(first, telling(entry)))
    second = opened(signal(changes=2, actors=("SAU", "TUR"), paged=True), number=2, entry_id=entry)
    store.write(lambda tx: tx.signals.save(second, None))
    assert store.read(lambda tx: tx.signals.get("s1")) == second.signal
    assert store.read(lambda tx: tx.signals.history("s1")) == [first, second]
    assert store.read(lambda tx: tx.signals.tellings("s1")) == [telling(entry)]
    assert [one.id for one in store.read(lambda tx: tx.signals.of_entry(entry))] == ["s1"]
    store.write(lambda tx: tx.signals.unlink("s1", entry))
    assert not store.read(lambda tx: tx.signals.tellings("s1"))
    assert store.read(lambda tx: tx.signals.get("s2")) is None


def test_candidates_share_watch_indicator_target_and_an_actor(store: SqlStore) -> None:
    others = [
        signal("watch", watch="kabul"),
        signal("indicator", indicator="official_contact"),
        signal("target", target="AFG"),
        signal("actor", actors=("SAU",)),
        signal("old", last_seen_at=NOW - timedelta(days=401)),
        signal("merged", merged_into="s1"),
    ]
    for one in (signal(actors=("ARE", "TUR")), *others):
        store.write(lambda tx, one=one: tx.signals.save(opened(one)))  # type: ignore[misc]
    since = NOW - timedelta(days=400)
    found = store.read(lambda tx: tx.signals.candidates("assi", "diplomatic_relations", "SYR", since, ("TUR", "ARE")))
    assert [one.id for one in found] == ["s1"]
    anybody = store.read(lambda tx: tx.signals.candidates("assi", "diplomatic_relations", "SYR", since))
    assert [one.id for one in anybody] == ["actor", "s1"]


def test_signals_are_listed_by_newest_sight(store: SqlStore) -> None:
    for one in (signal("a"), signal("b", last_seen_at=LATER), signal("c", severity="low", last_seen_at=NOW - timedelta(days=2))):
        store.write(lambda tx, one=one: tx.signals.save(opened(one)))  # type: ignore[misc]
    assert [one.id for one in store.read(lambda tx: tx.signals.listed())] == ["b", "a", "c"]
    assert [one.id for one in store.read(lambda tx: tx.signals.listed(since=NOW, limit=1))] == ["b"]
    assert [one.id for one in store.read(lambda tx: tx.signals.listed(severities=["low"]))] == ["c"]


def test_tellings_move_and_acts_are_undone(store: SqlStore) -> None:
    entry = with_entry(store)
    store.write(lambda tx: tx.signals.save(opened(signal("s1"), entry_id=entry), telling(entry)))
    store.write(lambda tx: tx.signals.save(opened(signal("s2"))))
    store.write(lambda tx: tx.signals.move("s1", "s2", [entry]))
    assert not store.read(lambda tx: tx.signals.tellings("s1"))
    assert store.read(lambda tx: tx.signals.tellings("s2")) == [telling(entry)]
    first = store.write(lambda tx: tx.reviews.add(Review(id=None, signal_id="s1", act="merge", author="me", at=NOW)))
    second = store.write(lambda tx: tx.reviews.add(Review(id=None, signal_id="s1", act="undo", author="me", at=NOW)))
    store.write(lambda tx: tx.reviews.mark_undone(first.id or 0, second.id or 0))
    assert store.read(lambda tx: tx.reviews.of("s1"))[0].undone_by == second.id


def test_reviews_are_kept(store: SqlStore) -> None:
    store.write(lambda tx: tx.signals.save(opened(signal())))
    review = store.write(
        lambda tx: tx.reviews.add(Review(id=None, signal_id="s1", act="reject", author="me", at=NOW, detail={"a": 1}))
    )
    assert review.id is not None
    assert store.read(lambda tx: tx.reviews.of("s1")) == [review]


def test_facts_are_replaced(store: SqlStore) -> None:
    assert store.read(lambda tx: tx.facts.get("x")) is None
    store.write(lambda tx: tx.facts.put("x", {"a": [1, None]}))
    store.write(lambda tx: tx.facts.put("x", "y\0"))
    assert store.read(lambda tx: tx.facts.get("x")) == "y\ufffd"


def test_a_savepoint_undoes_alone_what_no_database_takes(store: SqlStore) -> None:
    nothing: Any = None

    def inside(tx: Transaction) -> None:
        with tx.savepoint():
            tx.facts.put("inside", 1)
            tx.facts.put(nothing, 1)

    def work(tx: Transaction) -> None:
        tx.facts.put("before", 1)
        with pytest.raises(IntegrityError):
            inside(tx)
        tx.facts.put("after", 1)

    store.write(work)
    assert store.read(lambda tx: [tx.facts.get(name) for name in ("before", "inside", "after")]) == [1, None, 1]


def test_quarantine_keeps_the_newest_of_each(store: SqlStore) -> None:
    feed = with_feed(store)
    store.write(lambda tx: tx.quarantine.add(feed, "k", "{}", "first", NOW))
    store.write(lambda tx: tx.quarantine.add(feed, "k", "{}", "second", LATER))
    assert store.read(lambda tx: tx.quarantine.listed()) == [(feed, "k", "second", LATER)]


def test_a_write_is_whole_or_nothing(store: SqlStore) -> None:
    def fails(tx: object) -> None:
        tx.facts.put("x", 1)  # type: ignore[attr-defined]
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        store.write(fails)
    assert store.read(lambda tx: tx.facts.get("x")) is None


def test_a_savepoint_is_undone_alone(store: SqlStore) -> None:
    def partly(tx: object) -> None:
        tx.facts.put("kept", 1)  # type: ignore[attr-defined]
        with suppress(RuntimeError), tx.savepoint():  # type: ignore[attr-defined]
            tx.facts.put("undone", 1)  # type: ignore[attr-defined]
            raise RuntimeError

    store.write(partly)
    assert store.read(lambda tx: (tx.facts.get("kept"), tx.facts.get("undone"))) == (1, None)


def test_old_entries_are_forgotten_unless_a_signal_rests_on_them(store: SqlStore) -> None:
    feed = with_feed(store)
    kept, gone = added(store, feed, ENTRY, replace(ENTRY, id="b", key="b"))
    store.write(lambda tx: tx.entries.add_mentions([(gone, [MENTION])]))
    store.write(lambda tx: tx.signals.save(opened(signal(), entry_id=kept.id), telling(kept.id)))
    assert store.write(lambda tx: tx.entries.forget(NOW)) == 0
    assert store.write(lambda tx: tx.entries.forget(LATER)) == 1
    assert set(store.read(lambda tx: tx.entries.known(feed, ["guid-1", "b"]))) == {"guid-1"}
