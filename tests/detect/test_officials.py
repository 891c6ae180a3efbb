"""Who holds office, with whom something is discussed, and of whom a relative clause is told."""

from __future__ import annotations

from datetime import date

import pytest

from service.detect.officials import antecedent_of, holds_office, is_discussed_with, is_met, is_official
from service.detect.roles import Cast
from tests.detect.coded import detector, sentence


def cast(text: str) -> Cast:
    """The cast of one sentence for the default watch, while Assad governs."""
    found = detector()
    return Cast(sentence(text), found.watches[0], date(2023, 5, 1), found.languages["en"], frozenset())


@pytest.mark.parametrize(
    ("text", "code", "wanted"),
    [
        ("Assad spoke", "SYR", True),
        ("Syrian counterpart spoke", "SYR", True),
        ("Syria spoke", "SYR", False),
        ("Jordan's king spoke", "JOR", True),
        ("Jordanian farmers spoke", "JOR", False),
    ],
)
def test_who_is_an_official(text: str, code: str, *, wanted: bool) -> None:
    made = cast(text)
    assert [is_official(party, made) for party in made.parties if party.code == code] == [wanted]


def test_an_office_is_held_by_no_person() -> None:
    made = cast("The Syrian Foreign Ministry spoke")
    assert any(holds_office(party, made) for party in made.parties)
    assert not any(holds_office(party, made) for party in cast("Syria spoke").parties)


@pytest.mark.parametrize(
    ("text", "wanted"), [("He met Assad", True), ("He met Syrian farmers", False), ("He is in Syria", False)]
)
def test_who_can_sit_at_a_table(text: str, *, wanted: bool) -> None:
    made = cast(text)
    assert any(is_met(party, made) for party in made.of("target")) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Iraqi minister discusses the border with Assad", True),
        ("Iraqi minister discusses water with his Syrian counterpart", True),
        ("Iraqi minister discusses relations with Assad", False),
        ("Iraqi minister discusses the border with Syria", False),
        ("Iraqi minister discusses the border", False),
    ],
)
def test_with_whom_something_is_discussed(text: str, *, wanted: bool) -> None:
    made = cast(text)
    step = made.sentence.of("concept", "DISCUSS")
    assert is_discussed_with(made.of("target"), step, made) is wanted


def test_of_whom_a_relative_clause_is_told() -> None:
    made = cast("The Emirates, whose president hosted Assad, condemned the Israeli raid")
    step = made.sentence.of("concept", "RECEIVE")
    assert [party.code for party in antecedent_of(step, made)] == ["ARE"]
    assert not antecedent_of(made.sentence.of("concept", "OPPOSE"), made)
