"""Whatever arrives in whatever order, a signal's history stays true to itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.correlate.matrix import matrix
from service.correlate.standing import retold
from service.correlate.steps import RANKS, Kind, foremost_first, kind_of
from service.model.mention import SEVERITIES, Status
from service.model.signal import Change, SignalChange
from tests.correlate.world import World, day, mention_of, replayed, row, tellings_of

MOVES = {Change.RAISED, Change.DENIED, Change.REVERSED}
STATUSES = [str(status) for status in Status]


@st.composite
def lines(draw: st.DrawFn) -> list[tuple[int, dict[str, Any]]]:
    """Entries of any kind, each with the number of the day on which it arrives."""
    found = []
    for number in range(draw(st.integers(1, 12))):
        changed = {
            "actors": draw(st.lists(st.sampled_from(["TUR", "SAU", "ARE"]), min_size=1, max_size=3, unique=True)),
            "indicator": draw(st.sampled_from(["diplomatic_relations", "opposition_regime_meeting"])),
            "venue": draw(st.sampled_from([None, "Damascus", "Homs"])),
            "sponsor": draw(st.sampled_from([None, "RUS", "RUS,TUR"])),
            "level": draw(st.sampled_from([None, "leader", "technical", "unheard of"])),
            "source": draw(st.sampled_from(["SANA", "One", "Two", ""])),
            "summary": draw(st.sampled_from(["", "(Reuters) the embassy in Damascus opened again, officials said", "\ud800"])),
        }
        published = draw(st.sampled_from(["1970-01-01", "2026-05-01", "2026-05-03", "2026-06-20", "2031-01-01"]))
        found.append((draw(st.integers(0, 60)), row(str(number), published, draw(st.sampled_from(STATUSES)), **changed)))
    return found


@settings(max_examples=150, deadline=None)
@given(lines())
def test_histories_hold_together_whatever_is_told(told: list[tuple[int, dict[str, Any]]]) -> None:
    world = World()
    for number, (late, line) in enumerate(sorted(told, key=lambda each: each[0]), 1):
        for telling in tellings_of(line, number):
            world.take(replace(telling, seen_at=day("2026-05-01") + timedelta(days=late)))
    for name, history in world.history.items():
        assert [change.number for change in history] == list(range(1, len(history) + 1))
        assert history[0].change is Change.OPENED
        for before, change in pairwise(history):
            was, now = before.signal, change.signal
            assert change.previous is was.status
            assert (now.status is was.status) or change.change in MOVES
            assert SEVERITIES.index(now.severity) >= SEVERITIES.index(was.severity)
            assert now.date <= was.date <= was.last_date <= now.last_date
            assert kind_of(now.status) is kind_of(was.status)
            if was.status in RANKS and now.status in RANKS:
                assert RANKS[now.status] >= RANKS[was.status]
        signal = world.signals[name]
        assert len(signal.credibility) == 2
        assert day("2026-05-01") <= signal.date <= signal.last_seen_at
        again = retold(signal, world.tellings[name])
        assert (again.status, again.date, again.last_date, again.venue) == (
            signal.status, signal.date, signal.last_date, signal.venue,
        )  # fmt: skip
    steps = {signal.id for signal in world.signals.values() if signal.status is not Status.BACKGROUND}
    assert {cell.signal for cell in matrix(world.history.values(), as_of=day("2030-01-01"))} <= steps


def test_what_was_done_is_told_before_what_is_to_come_and_denials_last() -> None:
    order = ["denied", "background", "reversed", "reported", "discussed", "announced", "occurred"]
    mentions = [mention_of(row("a", "2026-05-01", status)["labels"][0]) for status in order]
    assert [str(mention.status) for mention in foremost_first(mentions)] == [
        "occurred", "announced", "reported", "reversed", "denied", "background", "discussed",
    ]  # fmt: skip


@pytest.mark.parametrize(("status", "kind"), [("discussed", Kind.TALK), ("background", Kind.BACKGROUND), ("denied", Kind.STEP)])
def test_the_status_tells_what_a_signal_gathers(status: str, kind: Kind) -> None:
    assert kind_of(Status(status)) is kind


def told(*rows: dict[str, Any]) -> SignalChange:
    """What the last of these entries changed."""
    world = replayed(rows)
    ((*_, last),) = world.history.values()
    return last


MEETING: dict[str, Any] = {"venue": "Homs", "indicator": "opposition_regime_meeting", "actors": ["SYROPP"]}


def test_a_party_that_confirms_what_it_denied_is_told() -> None:
    last = told(
        row("a", "2026-05-01", "reported", **MEETING),
        row("b", "2026-05-02", "denied", **MEETING),
        row("c", "2026-05-06", **MEETING),
    )
    assert (last.change, last.signal.status) == (Change.RAISED, Status.OCCURRED)
    assert last.reasons == ("occurred although it was denied",)
    assert last.signal.credibility == "C3"


def test_a_higher_severity_alone_is_told() -> None:
    held = {**MEETING, "venue_control": "target"}
    last = told(row("a", "2026-05-01", **held), row("b", "2026-05-01", sponsor="TUR", **held))
    assert (last.change, last.previous_severity, last.signal.severity) == (Change.RAISED, "high", "critical")
    assert last.reasons == ("severity critical instead of high",)


def test_the_highest_rank_is_kept() -> None:
    levels = ("technical", "leader", None, "ministerial")
    assert told(*(row(str(number), "2026-05-01", level=level) for number, level in enumerate(levels))).signal.level == "leader"
