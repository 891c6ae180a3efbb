"""The order of arrival: the same entries shuffled within three days give the same signals."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.model.mention import Severity, Status
from service.model.signal import Change
from tests.correlate.world import World, corpus, day, replayed, row, tellings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FOLDER = Path(__file__).parents[1] / "corpus"
FILES = sorted(FOLDER.glob("t*-*.jsonl"))
STORIES = (
    ("occurred",),
    ("reported", "reported"),
    ("reported", "announced", "occurred"),
    ("announced", "occurred", "occurred", "reported"),
    ("reported", "denied"),
    ("occurred", "occurred", "reversed"),
    ("discussed", "discussed"),
)
STATES = ("TUR", "SAU", "ARE", "EGY", "JOR", "ITA")
INDICATORS = ("diplomatic_relations", "official_contact", "economic_reengagement")


def arrived(rows: Iterable[dict[str, Any]], order: Sequence[int] | None = None, now: str = "2026-05-05") -> World:
    """All rows seen on one day, in that order."""
    world = World()
    numbered = list(enumerate(rows, 1))
    for number, each in numbered if order is None else [numbered[place] for place in order]:
        for telling in tellings_of(each, number):
            world.take(replace(telling, seen_at=day(now)))
    return world


def standing(world: World) -> set[tuple[frozenset[str], Status, Severity]]:
    return {
        (frozenset(line["entries"]), Status(line["status"]), Severity(line["severity"])) for line in world.lines()
    }  # fmt: skip


@st.composite
def stories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Several stories at once, each of another actor or indicator, each told over three days at most."""
    subjects = draw(
        st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from(INDICATORS)), min_size=1, max_size=5, unique=True)
    )
    rows = []
    for subject, (actor, indicator) in enumerate(subjects):
        for place, status in enumerate(draw(st.sampled_from(STORIES))):
            name = f"{subject}.{place}"
            rows.append(row(name, f"2026-05-0{1 + place}", status, actors=[actor], indicator=indicator))
    return rows


@settings(max_examples=80, deadline=None)
@given(stories(), st.data())
def test_stories_give_the_same_signals_in_whatever_order_they_arrive(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(rows))))
    assert standing(arrived(rows, order)) == standing(arrived(rows))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_corpus_that_arrives_up_to_three_days_late_gives_nearly_the_same_signals(path: Path) -> None:
    rows = sorted(corpus(path), key=lambda each: str(each["published"]))
    in_order = _paging(replayed(rows))
    chance = random.Random(path.stem)  # noqa: S311 - no secret
    for _ in range(5):
        late = [(day(each["published"]) + timedelta(hours=chance.uniform(0, 72)), number) for number, each in enumerate(rows)]
        world = World()
        for moment, number in sorted(late):
            for telling in tellings_of(rows[number], number):
                world.take(replace(telling, seen_at=moment))
        assert len(_paging(world) & in_order) >= 0.9 * len(in_order)


def _paging(world: World) -> set[frozenset[str]]:
    return {frozenset(line["entries"]) for line in world.lines() if line["severity"] in {"high", "critical"}}


def test_a_denial_names_the_place_loosely_whether_it_comes_first_or_second() -> None:
    where: dict[str, Any] = {"indicator": "opposition_regime_meeting", "actors": ["SYROPP"]}
    rows = [
        row("a", "2026-05-01", "reported", venue="Kasab", **where), row("b", "2026-05-02", "denied", venue="Latakia", **where)
    ]  # fmt: skip
    assert standing(arrived(rows)) == standing(arrived(rows, (1, 0)))
    assert len(standing(arrived(rows))) == 1


def test_a_denial_that_arrives_after_the_step_was_told_as_fact_takes_nothing_back() -> None:
    rows = [row("a", "2026-05-01", "reported"), row("c", "2026-05-03"), row("b", "2026-05-02", "denied")]
    world = arrived(rows)
    (signal,) = world.signals.values()
    assert signal.status is Status.OCCURRED
    assert world.history[signal.id][-1].reasons == ("denied, and told as fact since",)
    assert signal.credibility.endswith(("2", "3"))


LONG = "The embassy in Damascus opened its doors again, officials said at the gate on Saturday."


def renamed(rows: Sequence[dict[str, Any]], published: str | None = None) -> list[dict[str, Any]]:
    """The same entries under other ids, and with another date, where one is given."""
    return [{**each, "id": f"new-{each['id']}", "published": published or each["published"]} for each in rows]


@pytest.mark.parametrize("published", [None, "2026-07-01"])
def test_a_feed_that_gives_all_its_entries_new_ids_opens_and_raises_nothing(published: str | None) -> None:
    rows = [
        row("a", "2026-05-01", "reported", source="One", title="Rumour of the embassy", summary=LONG),
        row("b", "2026-05-02", "denied", source="One", title="No embassy, says the ministry", summary=LONG),
        row(
            "c", "2026-05-04", "occurred", source="One", title="Talks", summary=LONG, indicator="official_contact", level="leader"
        ),
        row("d", "2026-05-04", "occurred", source="One", title="Riyadh", summary=LONG, actors=["SAU"]),
    ]
    world = replayed(rows)
    alerts, signals = list(world.alerts), standing(world)
    for number, again in enumerate(renamed(rows, published), 100):
        for telling in tellings_of(again, number):
            change = world.take(replace(telling, seen_at=day("2026-07-01")))
            assert change.change is Change.JOINED
            assert change.reasons == ("One told it in the same words before",)
    assert world.alerts == alerts
    assert {(status, severity) for _, status, severity in standing(world)} == {
        (status, severity) for _, status, severity in signals
    }
    assert len(standing(world)) == len(signals)


def test_another_outlet_with_the_same_words_is_no_repetition() -> None:
    rows = [
        row("a", "2026-05-01", source="One", title="x", summary=LONG),
        row("b", "2026-07-01", source="Two", title="x", summary=LONG),
    ]
    assert len(replayed(rows).signals) == 2


def test_two_meetings_in_one_entry_are_no_repetition_of_each_other() -> None:
    both = row("a", "2026-05-01", summary=LONG, indicator="opposition_regime_meeting", actors=["SYROPP"], venue="Homs")
    both["labels"].append({**both["labels"][0], "venue": "Daraa"})
    assert len(replayed([both]).signals) == 2
