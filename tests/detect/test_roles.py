"""Who is who in a sentence: parties on that day, mere places, ranks, and names that mean somebody else."""

from __future__ import annotations

from datetime import date

import pytest

from service.detect.pack import load_base
from service.detect.ranking import RANKS, higher
from service.detect.roles import Cast
from tests.detect.coded import Row, detector, of, rows, sentence

DAY = "2022-11-01"


def cast(text: str, *, lang: str = "en", day: str = DAY, sure: tuple[str, ...] = ()) -> Cast:
    """The cast of one sentence for the default watch."""
    found = detector()
    (watch,) = found.watches
    inside = frozenset(name for name, place in load_base().places.items() if place.state == watch.target)
    return Cast(sentence(text, lang=lang, day=day), watch, date.fromisoformat(day), found.languages[lang], inside, sure)


def parties(made: Cast) -> list[str]:
    """Code, part and, of mere places, a sign."""
    return [f"{party.code} {party.part}{' @' if party.place else ''}" for party in made.parties]


PARTIES = [
    ("en", "Turkey meets Assad", ["TUR actor", "SYR target"]),
    ("en", "Turkey meets in Syria", ["TUR actor", "SYR target @"]),
    ("en", "Russia and the UN meet in Ankara", ["RUS patron", "UN neutral", "TUR actor @"]),
    ("en", "delegation from Damascus in Ankara", ["SYR target", "TUR actor @"]),
    ("en", "Turkish-allied poets meet Assad", ["SYR target"]),
    ("ar", "تركيا في دمشق", ["TUR actor", "SYR target @"]),
    ("tr", "Türkiye Şam'da", ["TUR actor", "SYR target @"]),
    ("tr", "Türkiye Şam'la", ["TUR actor", "SYR target"]),
]


@pytest.mark.parametrize(("lang", "text", "wanted"), PARTIES)
def test_parties_of_a_sentence(lang: str, text: str, wanted: list[str]) -> None:
    assert parties(cast(text, lang=lang)) == wanted


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        ("2022-11-01", ["RUS patron", "SYROPP opposition"]),
        ("2024-12-07", ["RUS patron", "SYROPP opposition"]),
        ("2024-12-08", ["RUS actor", "SYROPP other"]),
    ],
)
def test_parts_change_with_the_day(day: str, wanted: list[str]) -> None:
    assert parties(cast("Russia meets Syrian National Coalition", day=day))[-2:] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Turkey's six opposition leaders", []),
        ("Syria's six opposition leaders", ["SYROPP"]),
        ("Turkish opposition leaders", []),
        ("Syrian opposition leaders", ["SYROPP"]),
        ("Opposition leaders in Turkey", ["SYROPP"]),
        ("Turkey-opposition talks", ["SYROPP"]),
    ],
)
def test_an_opposition_is_that_of_the_state_beside_it(text: str, wanted: list[str]) -> None:
    assert [party.code for party in cast(text).of("opposition")] == wanted


RANKED = [
    ("en", "Turkish foreign minister", "TUR", "ministerial"),
    ("en", "Turkey's president", "TUR", "leader"),
    ("en", "Turkish deputy foreign minister", "TUR", "technical"),
    ("en", "Turkish intelligence chief", "TUR", "intelligence"),
    ("en", "Turkish poet", "TUR", None),
    ("en", "Erdogan", "TUR", "leader"),
    ("ar", "وزراء خارجية مصر والأردن والعراق", "IRQ", "ministerial"),
    ("en", "Egyptian, Jordanian and Iraqi foreign ministers", "EGY", "ministerial"),
    ("en", "foreign ministers of Egypt and poets of the far old Iraq", "IRQ", None),
    ("en", "Turkish delegation meets Syrian president", "TUR", "technical"),
    ("ar", "وزير الخارجية التركي", "TUR", "ministerial"),
    ("tr", "Türkiye Dışişleri Bakanı", "TUR", "ministerial"),
]


@pytest.mark.parametrize(("lang", "text", "code", "wanted"), RANKED)
def test_the_rank_that_a_text_gives(lang: str, text: str, code: str, wanted: str | None) -> None:
    made = cast(text, lang=lang)
    (party,) = [party for party in made.parties if party.code == code]
    assert made.ranked(party) == wanted
    assert made.is_official(party) is (wanted in RANKS[1:])


def test_a_person_is_an_official_by_name_and_at_the_rank_of_the_day() -> None:
    before, after = cast("Hakan Fidan", day="2022-11-01"), cast("Hakan Fidan", day="2024-01-01")
    assert [before.ranked(party) for party in before.parties] == ["intelligence"]
    assert [after.ranked(party) for party in after.parties] == ["ministerial"]
    assert before.is_official(before.parties[0])


def test_the_text_goes_before_the_office_of_the_day() -> None:
    made = cast("Hakan Fidan, head of Turkish intelligence", day="2024-01-01")
    assert made.ranked(made.parties[0]) == "intelligence"


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("leader", "technical", "leader"),
        ("technical", "intelligence", "intelligence"),
        ("ministerial", "intelligence", "ministerial"),
        (None, "technical", "technical"),
        ("leader", None, "leader"),
        (None, None, None),
    ],
)
def test_the_higher_of_two_ranks(one: str | None, other: str | None, wanted: str | None) -> None:
    assert higher(one, other) == wanted


@pytest.mark.parametrize(
    ("text", "in_target"),
    [
        ("Turkey meets Assad", True),
        ("Turkey meets in Homs", True),
        ("The Constitutional Committee meets", True),
        ("Syrian National Coalition meets", True),
        ("Turkey meets Iraq", False),
        ("The regime meets Iraq", True),
    ],
)
def test_whether_a_sentence_is_of_the_target(text: str, *, in_target: bool) -> None:
    assert cast(text).in_target is in_target


NAMES = [
    Row("an agency in capitals is no capital", "SANA: Turkey reopens its embassy in Damascus", "relations occurred TUR"),
    Row("a capital is one", "Yemen: Sanaa reopens its embassy in Damascus", "relations occurred YEM"),
    Row("a capital that names talks", "Astana talks: Kazakhstan reopens embassy in Damascus", "relations occurred KAZ"),
    Row(
        "a ministry is whose name stands beside it",
        "Foreign ministry of Oman reopens embassy in Damascus",
        "relations occurred OMN",
    ),
    Row("a ministry of nobody", "Foreign Ministry reopens embassy in Damascus", ""),
    Row("who is backed is not who backs", "Turkish-backed forces meet Assad", ""),
    Row("an office that others have too", "Oman: foreign minister meets Assad", "contact occurred OMN"),
]


@rows(NAMES)
def test_names_that_could_mean_another(row: Row) -> None:
    assert of(row) == row.wanted
