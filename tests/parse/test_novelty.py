"""New, revised, seen before, and ids that publishers use twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model.entry import Entry, SeenEntry
from service.parse.novelty import REUSED, is_backfill, keys_to_look_up, reuse_key, sort_out
from service.text.digest import text_digest

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EMBASSY = Entry(id="1", key="1", title="Embassy reopens", link="https://a.example/1", summary="The flag was raised.")


def stored(entry: Entry) -> SeenEntry:
    return SeenEntry(
        id=7, key=entry.key, revision=1, digest=text_digest(entry), first_seen=NOW, title=entry.title, link=entry.link
    )


def test_an_unknown_key_is_new() -> None:
    assert sort_out([EMBASSY], {}).new == (EMBASSY,)


def test_the_same_text_again_is_nothing_new() -> None:
    novelty = sort_out([EMBASSY], {"1": stored(EMBASSY)})
    assert (novelty.new, novelty.revised, novelty.later) == ((), (), ())


@pytest.mark.parametrize("change", [{"title": "Embassy to reopen"}, {"summary": "No flag was raised."}, {"content": "More."}])
def test_a_changed_text_under_the_same_key_is_a_revision(change: dict[str, str]) -> None:
    edited = replace(EMBASSY, **change)  # type: ignore[arg-type] # only text fields are given
    known = stored(EMBASSY)
    assert sort_out([edited], {"1": known}).revised == ((known, edited),)


def test_a_changed_link_alone_is_no_revision() -> None:
    moved = replace(EMBASSY, link="https://a.example/moved")
    assert sort_out([moved], {"1": stored(EMBASSY)}).revised == ()


def test_a_key_twice_in_one_document_is_one_entry_and_a_revision() -> None:
    edited = replace(EMBASSY, summary="The flag was raised at noon.")
    novelty = sort_out([EMBASSY, edited], {})
    assert novelty.new == (EMBASSY,)
    assert novelty.later == (edited,)


def test_the_last_of_two_texts_under_a_stored_key_counts_so_that_polls_do_not_swing() -> None:
    edited = replace(EMBASSY, summary="The flag was raised at noon.")
    assert sort_out([EMBASSY, edited], {"1": stored(edited)}).revised == ()


def test_a_reused_id_with_another_link_and_title_is_a_new_entry() -> None:
    other = Entry(id="1", key="1", title="Talks fail", link="https://a.example/2")
    novelty = sort_out([other], {"1": stored(EMBASSY)})
    (new,) = novelty.new
    assert new.key == reuse_key(other) != "1"
    assert REUSED in new.warnings
    assert novelty.revised == ()


def test_a_reused_id_is_recognized_at_the_next_poll() -> None:
    other = Entry(id="1", key="1", title="Talks fail", link="https://a.example/2")
    (new,) = sort_out([other], {"1": stored(EMBASSY)}).new
    again = sort_out([other], {"1": stored(EMBASSY), new.key: stored(new)})
    assert (again.new, again.revised) == ((), ())


def test_a_feed_that_gives_all_its_entries_one_id_keeps_them_apart() -> None:
    entries = [replace(EMBASSY, title=f"Story {n}", link=f"https://a.example/{n}") for n in range(5)]
    new = sort_out(entries, {}).new
    assert len({entry.key for entry in new}) == 5
    again = sort_out(entries, {entry.key: stored(entry) for entry in new})
    assert (again.new, again.revised, again.later) == ((), (), ())


@given(st.permutations(range(6)))
def test_order_in_the_document_does_not_matter(order: list[int]) -> None:
    entries = [replace(EMBASSY, key=str(n), title=f"Story {n}") for n in range(6)]
    known = {str(n): stored(entries[n]) for n in range(3)}
    novelty = sort_out([entries[n] for n in order], known)
    assert {entry.key for entry in novelty.new} == {"3", "4", "5"}
    assert novelty.revised == ()


def test_both_keys_are_looked_up() -> None:
    assert keys_to_look_up([EMBASSY, EMBASSY]) == ("1", reuse_key(EMBASSY))


@pytest.mark.parametrize(
    ("age", "first_poll", "expected"),
    [
        (timedelta(hours=25), True, True),
        (timedelta(hours=23), True, False),
        (timedelta(days=400), False, False),
        (timedelta(hours=-5), True, False),
    ],
)
def test_only_old_stock_of_a_first_poll_is_backfill(age: timedelta, *, first_poll: bool, expected: bool) -> None:
    entry = replace(EMBASSY, published=NOW - age)
    assert is_backfill(entry, first_poll=first_poll, now=NOW) is expected


def test_an_entry_without_a_date_counts_as_published_now() -> None:
    assert not is_backfill(EMBASSY, first_poll=True, now=NOW)
