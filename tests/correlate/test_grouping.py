"""One real-world step, one signal: on the labelled corpus that ships, and on small stories."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.correlate.wording import copies, wording_of
from service.model.mention import Status
from service.model.signal import Change, Telling
from tests.correlate.world import World, corpus, day, replayed, row, tellings_of

if TYPE_CHECKING:
    import random

FOLDER = Path(__file__).parents[1] / "corpus"
FILES = sorted(FOLDER.glob("t*-*.jsonl"))
RANK = {Status.REPORTED: 1, Status.ANNOUNCED: 2, Status.OCCURRED: 3}


def told(*rows: dict[str, Any]) -> World:
    return replayed(rows)


def only(world: World) -> Any:
    (signal,) = world.signals.values()
    return signal


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_event_of_the_corpus_is_one_signal(path: Path) -> None:
    rows = corpus(path)
    world = replayed(rows)
    events: dict[str, set[str]] = {}
    for each in rows:
        if each["page"] and each["event"]:
            events.setdefault(each["event"], set()).add(each["id"])
    paging = [set(line["entries"]) for line in world.lines() if line["severity"] in {"high", "critical"}]
    split = [event for event, entries in events.items() if not any(entries <= signal for signal in paging)]
    assert len(split) <= len(events) * 0.07, split
    assert len(paging) <= 1.15 * len(events) + 1


def test_a_second_outlet_joins_and_is_counted() -> None:
    world = told(row("a", "2026-05-01"), {**row("b", "2026-05-02"), "lang": "ar"})
    signal = only(world)
    assert signal.sources == ("outlet a", "outlet b")
    assert signal.langs == ("en", "ar")
    assert [change for _, change in world.alerts] == [Change.OPENED]


def test_a_rumour_becomes_a_fact_and_never_falls_by_repetition() -> None:
    world = told(
        row("a", "2026-05-01", "reported"), row("b", "2026-05-03", "announced"), row("c", "2026-05-20", "occurred"),
        row("d", "2026-05-21", "reported"),
    )  # fmt: skip
    assert only(world).status is Status.OCCURRED
    assert [change for _, change in world.alerts] == [Change.OPENED, Change.RAISED, Change.RAISED]


def test_a_denial_corrects_what_was_sent() -> None:
    world = told(row("a", "2026-05-01", "reported"), row("b", "2026-05-02", "denied"))
    assert only(world).status is Status.DENIED
    assert [change for _, change in world.alerts] == [Change.OPENED, Change.DENIED]


def test_a_denial_beside_the_step_itself_is_history_only() -> None:
    both = row("b", "2026-05-02")
    both["labels"].append({**both["labels"][0], "status": "denied"})
    world = told(row("a", "2026-05-01"), both)
    assert only(world).status is Status.OCCURRED
    assert len(world.alerts) == 1


def test_a_step_undone_is_told() -> None:
    world = told(row("a", "2026-05-01"), row("b", "2026-05-08", "reversed"))
    assert only(world).status is Status.REVERSED
    assert [change for _, change in world.alerts] == [Change.OPENED, Change.REVERSED]


def test_a_later_step_of_the_same_kind_is_a_new_signal_linked_to_the_first() -> None:
    world = told(row("a", "2026-01-01"), row("b", "2026-05-01"))
    first, second = world.signals.values()
    assert second.follows == first.id


@pytest.mark.parametrize("changed", [{"actors": ["SAU"]}, {"indicator": "official_contact"}, {"target": "AFG"}])
def test_another_step_is_another_signal(changed: dict[str, Any]) -> None:
    assert len(told(row("a", "2026-05-01"), row("b", "2026-05-01", **changed)).signals) == 2


@pytest.mark.parametrize(
    ("first", "second", "sponsor", "date", "signals"),
    [
        ("Daraa al-Mahatta", "Daraa al-Balad", "RUS", "2021-09-01", 1),
        ("Daraa al-Balad", "Daraa al-Mahatta", "RUS,UN", "2021-09-03", 1),
        ("Daraa al-Mahatta", "Daraa al-Balad", "RUS", "2021-09-05", 2),
        ("Daraa al-Mahatta", "Daraa al-Balad", "UN", "2021-09-01", 2),
        ("Daraa al-Mahatta", "Daraa al-Balad", None, "2021-09-01", 2),
        ("Deir ez-Zor", "Deir Hafer", "RUS", "2021-09-01", 2),
        ("Daraa al-Mahatta", "Tafas", "RUS", "2021-09-01", 2),
    ],
)
def test_quarters_of_a_town_are_one_place_for_one_round_of_talks(
    first: str, second: str, sponsor: str | None, date: str, signals: int
) -> None:
    where: dict[str, Any] = {"indicator": "opposition_regime_meeting", "actors": ["SYROPP"]}
    rows = [row("a", "2021-08-31", venue=first, sponsor="RUS", **where), row("b", date, venue=second, sponsor=sponsor, **where)]
    assert len(told(*rows).signals) == signals


def test_talk_never_joins_a_step() -> None:
    world = told(row("a", "2026-05-01"), row("b", "2026-05-01", "discussed"))
    assert Counter(signal.status for signal in world.signals.values()) == {Status.OCCURRED: 1, Status.DISCUSSED: 1}


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 6))
def test_the_order_of_arrival_within_three_days_is_no_matter(chance: random.Random, many: int) -> None:
    rows = [row(str(number), f"2026-05-0{1 + number % 3}", actors=[["TUR"], ["SAU"]][number % 2]) for number in range(many)]
    tellings = [telling for number, each in enumerate(rows, 1) for telling in tellings_of(each, number)]
    seen = [replace(telling, seen_at=day("2026-05-04")) for telling in tellings]

    def groups(order: list[Telling]) -> set[frozenset[str]]:
        world = World()
        for telling in order:
            world.take(telling)
        return {frozenset(line["entries"]) for line in world.lines()}

    shuffled = chance.sample(seen, len(seen))
    assert groups(shuffled) == groups(seen)


def test_dates_that_cannot_be_do_not_open_the_door() -> None:
    world = World()
    (known,) = tellings_of(row("a", "2026-05-01"), 1)
    world.take(known)
    for number, published in enumerate(("1970-01-01", "2031-01-01"), 2):
        (odd,) = tellings_of(row(f"odd{number}", "2026-05-02"), number)
        world.take(replace(odd, published=day(published)))
    signal = only(world)
    assert (signal.date, signal.last_date) == (day("2026-05-01"), day("2026-05-02"))


def test_copies_of_one_text_are_known_whoever_signs_it() -> None:
    (one,) = tellings_of(row("a", "2026-05-01"), 1)
    text = "The Turkish embassy in Damascus opened its doors again on Saturday after twelve years, officials said."
    first = replace(one, title="Turkey reopens embassy", text=text)
    second = replace(first, source="another", seen_at=first.seen_at + timedelta(hours=1))
    other = replace(second, text="A wholly different report by our own correspondent about the raising of the flag.")
    assert copies(wording_of(first), wording_of(second))
    assert not copies(wording_of(first), wording_of(other))


def with_labels(line: dict[str, Any], *changed: dict[str, Any]) -> dict[str, Any]:
    return {**line, "labels": [*line["labels"], *({**line["labels"][0], **each} for each in changed)]}


def test_a_step_that_one_entry_tells_twice_is_one_signal_and_one_alert() -> None:
    world = told(with_labels(row("a", "2026-05-01", "announced"), {"status": "occurred"}))
    assert only(world).status is Status.OCCURRED
    assert [change for _, change in world.alerts] == [Change.OPENED]


def test_a_round_that_ended_and_the_next_one_announced_are_two() -> None:
    where: dict[str, Any] = {"indicator": "opposition_regime_meeting", "actors": ["SYROPP"], "venue": "Astana"}
    world = told(
        with_labels(row("a", "2026-05-01", "occurred", **where), {"status": "announced"}),
        with_labels(row("b", "2026-05-02", "announced", **where), {"status": "occurred"}),
    )
    assert [line["entries"] for line in world.lines()] == [["a", "b"], ["a", "b"]]


def test_calls_of_several_ranks_in_one_entry_are_two() -> None:
    world = told(with_labels(row("a", "2026-05-01", indicator="official_contact", level="leader"), {"level": "ministerial"}))
    assert len(world.signals) == 2


def test_a_denial_named_before_its_step_in_one_entry_is_history_of_it() -> None:
    world = told(with_labels(row("a", "2026-05-01", "denied"), {"status": "occurred"}))
    assert only(world).status is Status.OCCURRED
    assert [change for _, change in world.alerts] == [Change.OPENED]


@pytest.mark.parametrize(
    "seen",
    [
        {"actors": ["TUR"]}, {"actors": ["EGY", "SAU", "TUR"]}, {"level": None}, {"venue": None}, {"sponsor": None},
        {"scope": "multilateral"}, {"scope": None}, {"status": "announced"}, {"status": "reported"},
    ],
)  # fmt: skip
def test_what_detection_misses_in_one_entry_does_not_part_it_from_the_others(seen: dict[str, Any]) -> None:
    full: dict[str, Any] = {"actors": ["SAU", "TUR"], "level": "ministerial", "venue": "Damascus", "sponsor": "RUS"}
    for first, second in (({}, seen), (seen, {})):
        one, other = ({"status": "occurred", **full, **each} for each in (first, second))
        assert len(told(row("a", "2026-05-01", **one), row("b", "2026-05-02", **other)).signals) == 1


def test_each_assignment_says_why_and_which_signal_came_next() -> None:
    meeting: dict[str, Any] = {"indicator": "opposition_regime_meeting", "actors": ["SYROPP"]}
    places = [("a", "Homs"), ("b", "Daraa"), ("c", None)]
    world = told(*(row(name, "2026-05-01", venue=venue, **meeting) for name, venue in places))
    first, second = world.signals
    (assignment,) = [change.assignment for history in world.history.values() for change in history if change.entry_id == 3]
    assert assignment is not None
    assert {assignment.signal_id, assignment.runner_up} == {first, second}
    assert assignment.score >= assignment.runner_up_score > 0
    assert assignment.reasons[:2] == ("same actor SYROPP", "at the time of its entries")


def test_a_signal_that_follows_says_so_in_its_reasons() -> None:
    world = told(row("a", "2026-01-01"), row("b", "2026-05-01"))
    first, second = world.signals.values()
    assert f"a later step after {first.id}" in world.history[second.id][0].reasons


def test_names_are_told_apart_where_two_signals_open_alike() -> None:
    (telling,) = tellings_of(row("a", "2026-05-01"), 1)
    world = World()
    first = world.take(telling).signal
    world.signals[first.id] = replace(first, merged_into="s0")
    second = world.take(telling).signal
    assert first.id != second.id
    assert len(second.id) == len(first.id) == 9


def test_of_a_seat_and_a_mission_of_one_organization_each_finds_its_own() -> None:
    seat: dict[str, Any] = {"actors": ["LAS"], "scope": "multilateral"}
    both = with_labels(row("a", "2026-05-01", **seat), {"scope": "bilateral"})
    world = told(both, row("b", "2026-05-02", **seat), row("c", "2026-05-02", actors=["LAS"]))
    assert {(signal.scope, signal.sources) for signal in world.signals.values()} == {
        ("multilateral", ("outlet a", "outlet b")),
        ("bilateral", ("outlet a", "outlet c")),
    }


@pytest.mark.parametrize(
    ("days", "statuses", "signals"),
    [
        (9, ("occurred", "occurred"), 1),
        (29, ("occurred", "occurred"), 1),
        (31, ("occurred", "occurred"), 2),
        (29, ("reversed", "reversed"), 1),
        (31, ("reversed", "reversed"), 2),
        (29, ("occurred", "reversed"), 1),
        (31, ("occurred", "reversed"), 2),
        (11, ("occurred", "announced"), 2),
        (11, ("occurred", "denied"), 2),
        (11, ("reversed", "occurred"), 2),
        (59, ("announced", "occurred"), 1),
        (59, ("reported", "reversed"), 1),
        (59, ("reported", "denied"), 1),
        (61, ("announced", "occurred"), 2),
        (9, ("discussed", "discussed"), 1),
        (11, ("discussed", "discussed"), 2),
    ],
)
def test_how_long_a_signal_waits_depends_on_what_was_told(days: int, statuses: tuple[str, str], signals: int) -> None:
    first, second = statuses
    later = f"{day('2026-01-01') + timedelta(days=days):%Y-%m-%d}"
    assert len(told(row("a", "2026-01-01", first), row("b", later, second)).signals) == signals


def test_who_was_left_out_of_a_joint_step_is_known_by_the_next_entry() -> None:
    world = told(
        row("a", "2026-05-01", "reported", actors=["HUN", "SRB"]),
        row("b", "2026-05-01", "reported", actors=["GRC", "HUN", "SRB"]),
        row("c", "2026-05-18", actors=["GRC"]),
    )
    assert only(world).actors == ("GRC", "HUN", "SRB")


def test_a_neighbour_named_beside_an_actor_does_not_take_over_its_signal() -> None:
    world = told(
        row("a", "2026-05-01", actors=["ARE"]),
        row("b", "2026-05-01", actors=["ARE", "BHR"]),
        row("c", "2026-05-02", actors=["BHR"]),
    )
    assert sorted(signal.actors for signal in world.signals.values()) == [("ARE",), ("BHR",)]
