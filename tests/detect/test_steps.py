"""Where rules fire: which words together tell a step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from service.detect.knowledge import Acting, Rule
from service.detect.lexicon import Span, Tag
from service.detect.roles import Cast
from service.detect.steps import Items, apart, free_concepts, overlap, speakers_before_colon, steps_of
from tests.detect.coded import Row, detector, of, rows, sentence

RULE = Rule(name="x", all=("MISSION", "REOPEN"), status="occurred", acting=Acting.OWNER)


def cast(text: str, lang: str = "en") -> Cast:
    found = detector()
    return Cast(sentence(text, lang=lang), found.watches[0], date(2023, 5, 1), found.languages[lang], frozenset())


def found(rule: Rule, text: str, lang: str = "en") -> list[str]:
    """The words of each step."""
    made = cast(text, lang)
    return [
        " + ".join(" ".join(word.text for word in made.sentence.words[span.start : span.end]) for span in step)
        for step in steps_of(rule, Items(made, detector().watches[0]))
    ]


NARROW = [
    ("the embassy reopens", ["embassy + reopens"]),
    ("it reopens the embassy", ["embassy + reopens"]),
    ("the embassy and the consulate", []),
    ("the embassy reopens and the consulate reopens", ["embassy + reopens", "consulate + reopens"]),
    ("it reopens embassy and consulate", ["embassy + reopens"]),
    ("it reopens, old as it is, the embassy", ["embassy + reopens"]),
]


@pytest.mark.parametrize(("text", "wanted"), NARROW)
def test_no_word_tells_two_steps(text: str, wanted: list[str]) -> None:
    assert found(RULE, text) == wanted


@pytest.mark.parametrize(("within", "wanted"), [(0, True), (2, False), (3, True), (4, True)])
def test_the_words_stand_near_the_first(within: int, *, wanted: bool) -> None:
    assert bool(found(replace(RULE, within=within), "the embassy of the town reopens")) is wanted


@pytest.mark.parametrize(
    ("change", "text", "wanted"),
    [
        ({"needs": frozenset({"FLAG"})}, "the embassy reopens", False),
        ({"needs": frozenset({"FLAG"})}, "the embassy reopens under a flag", True),
        ({"unless": frozenset({"FLAG"})}, "the embassy reopens under a flag", False),
        ({"unless": frozenset({"FLAG"})}, "the embassy reopens", True),
        ({"ordered": True}, "the embassy reopens", True),
        ({"ordered": True}, "reopens the embassy", False),
        ({"ordered": True}, "the embassy, reopens", False),
        ({"all": ("FLAG|MISSION", "REOPEN")}, "the embassy reopens", True),
        ({"all": ("FLAG", "REOPEN")}, "the embassy reopens", False),
        ({"all": ("MISSION", "@target")}, "the embassy and Assad", True),
        ({"all": ("MISSION", "@target")}, "the Syrian embassy", False),
        ({"all": ("MISSION", "@organization")}, "the embassy and the Arab League", True),
        ({"all": ("MISSION", "@organization")}, "the embassy and the UN", False),
        ({"all": ("@official", "@at target"), "ordered": True, "within": 1}, "Algerian Foreign Minister in Damascus", True),
        ({"all": ("@official", "@at target"), "ordered": True, "within": 1}, "Algeria in Damascus", False),
        ({"all": ("@official", "@at target"), "ordered": True, "within": 1}, "Algerian Foreign Minister in Oslo", False),
        ({"all": ("@target official", "@away")}, "Mekdad in Ankara", True),
        ({"all": ("@target official", "@away")}, "Syria in Ankara", False),
    ],
)
def test_what_a_rule_asks_for(change: dict[str, object], text: str, *, wanted: bool) -> None:
    assert bool(found(replace(RULE, **change), text)) is wanted  # type: ignore[arg-type]  # each key with a value of its kind


def test_times_between_the_words_do_not_count() -> None:
    rule = replace(RULE, ordered=True, within=1)
    assert found(rule, "the embassy for the first time reopens")
    assert not found(rule, "the embassy of the old town reopens")


FREE = [
    ("the Syrian opposition", "OPPOSE", False),
    ("the minister opposes it", "OPPOSE", True),
    ("the former ambassador", "ENVOY", False),
    ("the ambassador", "ENVOY", True),
    ("diplomats said", "ENVOY", False),
    ("said diplomats", "ENVOY", False),
    ("diplomats slept", "ENVOY", True),
    ("Jaber crossing", "CROSSING", True),
]


@pytest.mark.parametrize(("text", "concept", "wanted"), FREE)
def test_words_of_names_of_the_past_and_of_saying_are_not_free(text: str, concept: str, *, wanted: bool) -> None:
    assert any(span.tag.name == concept for span in free_concepts(sentence(text))) is wanted


COLONS = [
    ("Lavrov: it rains", ["lavrov"]),
    ("Turkish Foreign Minister Hakan Fidan: it rains", ["turkish", "hakan fidan"]),
    ("Foreign Minister: it rains", ["foreign minister"]),
    ("Lavrov says it rains", []),
    ("It rains on Lavrov at home: more", []),
]


@pytest.mark.parametrize(("text", "wanted"), COLONS)
def test_whom_a_headline_lets_speak(text: str, wanted: list[str]) -> None:
    made = cast(text)
    spoken = [" ".join(word.text for word in made.sentence.words[span.start : span.end]) for span in speakers_before_colon(made)]
    assert spoken == wanted


@pytest.mark.parametrize(
    ("one", "other", "shared", "between"),
    [((0, 2), (1, 3), True, 0), ((0, 2), (2, 3), False, 0), ((0, 1), (4, 5), False, 3), ((4, 5), (0, 1), False, 3)],
)
def test_spans_overlap_or_stand_apart(one: tuple[int, int], other: tuple[int, int], between: int, *, shared: bool) -> None:
    spans = Span(*one, Tag("concept", "X")), Span(*other, Tag("concept", "X"))
    assert overlap(*spans) is shared
    assert apart(*spans) == between


TEXTS = [
    Row("one phrase may carry both concepts", "رفع التمثيل الدبلوماسي بين تركيا وسوريا", "relations announced TUR"),
    Row("a crowd takes down a flag", "Mob lowers flag over Turkish embassy in Damascus", ""),
    Row("a state takes down a flag", "Turkey lowers flag over embassy in Damascus", "relations reversed TUR"),
    Row("a former envoy", "Turkey's former ambassador returns to Damascus", ""),
    Row("an envoy", "Turkey's ambassador returns to Damascus", "relations occurred TUR"),
    Row("the opposition opposes nothing", "The Syrian opposition opposes Turkish visit", ""),
    Row("one verb with two nouns", "Turkey reopens embassy in Damascus and consulate in Aleppo", "relations occurred TUR"),
    Row("too far apart", "Turkey closes talks and roads and shops and markets before an embassy in Damascus", ""),
    Row("a summit after years", "Assad attends Arab League summit for the first time since suspension", "relations occurred LAS"),
    Row("times do not count", "Türkiye Şam Büyükelçiliğini 12 yıl aradan sonra yeniden açtı", "relations occurred TUR"),
    Row("a summit", "Assad attends Arab League summit", ""),
]


@rows(TEXTS)
def test_steps_in_texts(row: Row) -> None:
    assert of(row) == row.wanted


def test_items_are_looked_for_once_for_all_rules_of_a_sentence() -> None:
    items = Items(cast("Turkey reopens its embassy in Damascus"), detector().watches[0])
    for name in ("MISSION", "REOPEN|RESTORE", "@target", "@official", "NOWHERE"):
        assert items[name] is items[name]
    assert steps_of(RULE, items) == steps_of(RULE, items) != []


def test_a_rule_wants_its_needs_in_sentence_or_headline_and_its_unless_not_in_the_sentence() -> None:
    made = cast("the embassy reopens after a meeting")
    items = Items(made, detector().watches[0])
    assert steps_of(replace(RULE, needs=frozenset({"MEET"})), items)
    assert not steps_of(replace(RULE, needs=frozenset({"SANCTION"})), items)
    assert not steps_of(replace(RULE, unless=frozenset({"MEET"})), items)
    made.told = frozenset({"SANCTION"})
    assert steps_of(replace(RULE, needs=frozenset({"SANCTION"})), items)
    assert steps_of(replace(RULE, unless=frozenset({"SANCTION"})), items)
