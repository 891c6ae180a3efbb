"""The state of play: who has come how far, on which day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from service.correlate.matrix import Cell, grid, matrix, record
from service.model.mention import Status
from service.model.signal import Change
from tests.correlate.world import World, day, replayed, row


def cells(world: World, as_of: str = "2030-01-01") -> dict[tuple[str, str], Cell]:
    found = matrix(world.history.values(), as_of=day(as_of))
    assert list(found) == sorted(found, key=lambda cell: (cell.watch, cell.target, cell.actor, cell.indicator))
    return {(cell.actor, cell.indicator): cell for cell in found}


def only(world: World, as_of: str = "2030-01-01") -> Cell:
    (cell,) = cells(world, as_of).values()
    return cell


def test_the_furthest_step_is_shown_with_its_date_though_talk_came_later() -> None:
    cell = only(replayed([row("a", "2026-01-01", "announced"), row("b", "2026-01-20"), row("c", "2026-06-01", "discussed")]))
    assert (cell.status, cell.date, cell.steps, cell.title) == (Status.OCCURRED, day("2026-01-20"), 2, "title b")


def test_of_equal_steps_the_newest_is_shown() -> None:
    cell = only(replayed([row("a", "2026-01-01"), row("b", "2026-06-01")]))
    assert (cell.date, cell.steps) == (day("2026-06-01"), 2)


def test_repetition_does_not_make_a_step_newer() -> None:
    assert only(replayed([row("a", "2026-01-01"), row("b", "2026-01-05")])).date == day("2026-01-01")


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2026-01-01", "reported"), ("2026-01-04", "reported"), ("2026-01-05", "occurred"), ("2026-01-12", "reversed")],
)
def test_it_is_shown_as_it_was_known_on_a_day(as_of: str, status: str) -> None:
    world = replayed([row("a", "2026-01-01", "reported"), row("b", "2026-01-05"), row("c", "2026-01-12", "reversed")])
    assert only(world, as_of).status == status


def test_before_the_first_entry_nothing_was_known() -> None:
    assert not cells(replayed([row("a", "2026-01-01")]), "2025-12-31")


def test_a_later_undoing_is_told_beside_the_step() -> None:
    cell = only(replayed([row("a", "2026-01-01"), row("b", "2026-06-01", "reversed")]))
    assert (cell.status, cell.undone) == (Status.OCCURRED, day("2026-06-01"))
    again = only(replayed([row("a", "2026-01-01"), row("b", "2026-06-01", "reversed"), row("c", "2026-09-01")]))
    assert (again.date, again.undone) == (day("2026-09-01"), None)


def test_who_sponsors_a_meeting_has_come_as_far_as_who_meets() -> None:
    meeting: dict[str, Any] = {
        "indicator": "opposition_regime_meeting",
        "actors": ["SYROPP"],
        "sponsor": "RUS,TUR",
        "venue": "Damascus",
    }
    found = cells(replayed([row("a", "2026-01-01", **meeting)]))
    assert {actor for actor, _ in found} == {"RUS", "SYROPP", "TUR"}
    assert found["TUR", "opposition_regime_meeting"].venue == "Damascus"


@pytest.mark.parametrize("changed", [{"merged_into": "s2"}, {"review": "rejected"}, {"sources": (), "langs": ()}])
def test_what_does_not_stand_is_left_out_from_then_on(changed: dict[str, Any]) -> None:
    world = replayed([row("a", "2026-01-01")])
    (history,) = world.history.values()
    last = history[-1]
    history.append(replace(last, signal=replace(last.signal, **changed), number=2, change=Change.NOTED, at=day("2026-02-01")))
    assert not cells(world)
    assert only(world, "2026-01-31").status is Status.OCCURRED


def test_background_is_no_step() -> None:
    assert not cells(replayed([row("a", "2026-01-01", "background")]))


def test_the_table_has_a_row_for_each_actor_of_each_watch() -> None:
    world = replayed(
        [
            row("a", "2026-01-01"), row("b", "2026-01-01", actors=["SAU"]), row("c", "2026-01-01", target="AFG"),
            row("d", "2026-01-01", indicator="official_contact", level="leader"),
        ]
    )  # fmt: skip
    indicators, rows = grid(matrix(world.history.values(), as_of=day("2026-02-01")))
    assert indicators == ("diplomatic_relations", "official_contact")
    assert set(rows) == {("assi", "SYR", "TUR"), ("assi", "SYR", "SAU"), ("assi", "AFG", "TUR")}
    assert set(rows["assi", "SYR", "TUR"]) == set(indicators)
    assert set(rows["assi", "SYR", "SAU"]) == {"diplomatic_relations"}


def test_a_cell_is_written_as_one_record() -> None:
    cell = only(replayed([row("a", "2026-01-01", venue="Damascus"), row("b", "2026-06-01", "reversed")]))
    assert record(cell) == {
        "watch": "assi", "target": "SYR", "actor": "TUR", "indicator": "diplomatic_relations", "status": "occurred",
        "date": "2026-01-01", "undone": "2026-06-01", "level": None, "venue": "Damascus", "severity": "critical",
        "credibility": "C3", "steps": 2, "signal": cell.signal, "title": "title a",
    }  # fmt: skip
