"""Other states beside opposition and target, seen in single sentences: the hit and the near miss beside it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from service.detect import strangers
from service.detect.pack import load_base
from service.detect.roles import Cast
from tests.detect.coded import detector, sentence

if TYPE_CHECKING:
    from service.detect.lexicon import Span

DAY = "2022-11-01"


def cast(text: str, lang: str = "en") -> Cast:
    """The cast of one sentence for the default watch, while there is an opposition."""
    found = detector()
    (watch,) = found.watches
    inside = frozenset(name for name, place in load_base().places.items() if place.state == watch.target)
    return Cast(sentence(text, lang=lang, day=DAY), watch, date.fromisoformat(DAY), found.languages[lang], inside, ())


def step(made: Cast, *concepts: str) -> list[Span]:
    """The first span of these concepts."""
    return made.sentence.of("concept", *concepts)[:1]


MET = ("MEET", "PARLEY", "DIALOGUE")

OTHERS = [
    ("another state as the subject", "Turkish envoy meets opposition", True),
    ("the opposition as the subject", "Opposition meets the Turkish envoy", False),
    ("the target as the subject", "Damascus meets the Turkish envoy", False),
    ("nobody", "Rebels meet in the old town", False),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_whose_officials_meet_one_of_the_two(text: str, wanted: bool) -> None:
    made = cast(text)
    assert strangers.is_of_others(step(made, *MET), made) is wanted


ANOTHER = [
    ("another state's officers", "Opposition meets Russian officers", True),
    ("another state's minister", "Opposition meets Turkish minister", True),
    ("the target's", "Opposition meets Syrian officers", False),
    ("one word between", "Opposition meets several Russian officers", True),
    ("too far", "Opposition meets again in spring with Russian officers", False),
    ("the target listed too", "Opposition meets Russian and Syrian officers", False),
    ("nobody behind", "Opposition meets", False),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in ANOTHER], ids=[row[0] for row in ANOTHER])
def test_whom_one_meets(text: str, wanted: bool) -> None:
    made = cast(text)
    assert strangers.meets_another(step(made, *MET), made) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A Kremlin meeting with the opposition", ["RUS"]),
        ("A meeting in Russia with the opposition", []),
        ("A Russian meeting with the opposition", []),
        ("A Damascus meeting with the opposition", []),
    ],
)
def test_a_capital_that_stands_for_a_government_hosts(text: str, wanted: list[str]) -> None:
    assert [party.code for party in strangers.hosts_in(cast(text))] == wanted


FOREIGN = [
    ("adjective right before", "the Turkish government waits", True),
    ("adjective right before, ally", "the Russian government waits", True),
    ("the target's", "the Syrian government waits", False),
    ("a word between", "the Turkish and the government wait", False),
    ("no adjective", "the government waits", False),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in FOREIGN], ids=[row[0] for row in FOREIGN])
def test_whose_government_it_is(text: str, wanted: bool) -> None:
    made = cast(text)
    (government,) = made.sentence.of("concept", "GOVERNMENT")
    assert strangers.is_foreign(government, made) is wanted
    assert strangers.are_of_another(government, made) is (wanted or "Turkish and" in text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lebanon's government waits", True),
        ("Syria's government waits", False),
        ("Russia's government waits", False),  # an ally's is told by its part
        ("In Lebanon a government waits", False),
    ],
)
def test_a_body_is_that_of_the_state_right_before_it(text: str, wanted: bool) -> None:
    made = cast(text)
    (government,) = made.sentence.of("concept", "GOVERNMENT")
    assert strangers.is_of_another_state(government, made) is wanted


TABLE = [
    ("another state at it", "Turkey, Syria and the opposition hold talks", True),
    ("an ally at it", "Russian and opposition officials hold talks", True),
    ("the United Nations at it", "UN and opposition officials hold talks", True),
    ("the two alone", "Damascus and the opposition hold talks", False),
    ("only its place", "Damascus and the opposition hold talks in Turkey", False),
    ("only its capital", "Damascus and the opposition hold talks in Moscow", False),
    ("it hosts", "Russia hosts talks between Damascus and the opposition", False),
    ("parted by a semicolon", "Turkey waits; Damascus and the opposition hold talks", False),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_who_else_sits_at_the_table(text: str, wanted: bool) -> None:
    made = cast(text)
    assert strangers.is_with_others(step(made, *MET), made) is wanted
