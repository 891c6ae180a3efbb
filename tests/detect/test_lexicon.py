"""Phrases found in texts: inflected, beside signs, on the days on which they hold."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.detect.lexicon import LONGEST_PHRASE, Lexicon, Tag
from service.detect.pack import load_base
from service.detect.vocabulary import Morphology, Vocabulary
from service.text.words import split_words
from tests.detect.coded import sentence

DAY = date(2023, 5, 1)
MISSION = Tag("concept", "MISSION")
ENGLISH = Morphology(inflections=frozenset({"", "s", "es", "e", "d", "ed", "ing"}), possessives=frozenset({"s"}))
ARABIC = Morphology(
    proclitics=("وال", "بال", "لل", "ال", "و", "ب", "ل"),
    article="ال",
    persons=("", "ي", "ت", "ن"),
    inflections=frozenset({"", "ت", "ها", "ون"}),
)
TURKISH = Morphology(cases=re.compile(r"(?:n?in|y?i|d[ae]|d[ae]n|y?e)"), verbs=re.compile(r"(?:di|ecek|miyor)[a-z]{0,5}"))


def found(phrase: str, text: str, morphology: Morphology = ENGLISH, tag: Tag = MISSION) -> list[str]:
    """The words that a phrase is found in."""
    lexicon = Lexicon(Vocabulary(morphology))
    lexicon.add(phrase, tag)
    words, _ = split_words(text)
    return [" ".join(word.text + word.suffix for word in words[span.start : span.end]) for span in lexicon.look_up(words, DAY)]


INFLECTED = [
    ("clos+", "The mission closes", ["closes"]),
    ("clos+", "close closed closing clos", ["close", "closed", "closing", "clos"]),
    ("clos+", "a closer closet", []),
    ("reopen+", "reopens reopened reopening", ["reopens", "reopened", "reopening"]),
    ("normaliz*", "normalization normalized normal", ["normalization", "normalized"]),
    ("close", "closes closed", []),
    ("full ties", "Full-ties and full ties", ["full ties", "full ties"]),
    ("full ties", "full, ties", []),
    ("full ties", "full: ties", []),
    ("full ties", "full — ties", []),
    ("full ties", "full. Ties", []),
    ("full ties", "full (ties)", []),
    ("full ties", "full\nties", []),
    ("re-open+", "It re-opens", ["re opens"]),
    ("patch+ up", "patched up patches up patching", ["patched up", "patches up"]),
    ("Syria", "Syria's man in Syria", ["syrias", "syria"]),
    ("U.S.", "US and U.S. and u.s.a", ["us", "us"]),
]


@pytest.mark.parametrize(("phrase", "text", "wanted"), INFLECTED)
def test_english_words_stand_for_their_forms(phrase: str, text: str, wanted: list[str]) -> None:
    assert found(phrase, text) == wanted


PROCLITICS = [
    ("سفارة", "السفارة", ["السفاره"]),
    ("سفارة", "والسفارة وسفارة بالسفارة للسفارة", ["والسفاره", "وسفاره", "بالسفاره", "للسفاره"]),
    ("سفارة", "سفارات", []),
    ("أعاد+", "وأعادت أعادوا", ["واعادت"]),
    ("عيد+", "تعيد يعيد نعيدها عيدون", ["تعيد", "يعيد", "نعيدها", "عيدون"]),
    ("الرياض", "للرياض وبالرياض والرياض", ["للرياض", "والرياض"]),
    ("ات+", "تاتون", []),
]


@pytest.mark.parametrize(("phrase", "text", "wanted"), PROCLITICS)
def test_arabic_particles_and_persons_are_split_off(phrase: str, text: str, wanted: list[str]) -> None:
    assert found(phrase, text, ARABIC) == wanted


SUFFIXES = [
    ("Kahire~", "Kahire'de Kahirede Kahireden Kahirenin", ["kahirede", "kahirede", "kahireden", "kahirenin"]),
    ("Kahire~", "Kahireliler", []),
    ("Kahire", "Kahirede", []),
    ("Kahire", "Kahire'de", ["kahirede"]),
    ("büyükelçiliğ*", "büyükelçiliğinde büyükelçilik", ["büyükelçiliğinde"]),
    ("gel+", "geldi gelecekler gelmiyor gelenek", ["geldi", "gelecekler", "gelmiyor"]),
]


@pytest.mark.parametrize(("phrase", "text", "wanted"), SUFFIXES)
def test_turkish_names_and_verbs_take_endings(phrase: str, text: str, wanted: list[str]) -> None:
    assert found(phrase, text, TURKISH) == wanted


@pytest.mark.parametrize(
    "phrase", ["(a+)+$", "(?=x)y", "a{1,2000}", "b[ab]*c", ".*", "|".join(f"w{number}" for number in range(10_000))]
)
def test_e07_a_phrase_is_no_pattern_and_costs_no_more_than_the_text(phrase: str) -> None:
    lexicon = Lexicon(Vocabulary(ENGLISH))
    lexicon.add(phrase, MISSION)
    words, _ = split_words("a" * 50_000 + "! b aab c xy " + "a! " * 20_000)
    assert all(words[span.start].text == "a" for span in lexicon.look_up(words, DAY))
    assert found(phrase, "bab c w17 xy aa") == []


def test_a_span_keeps_what_was_split_off() -> None:
    lexicon = Lexicon(Vocabulary(ARABIC))
    lexicon.add("سفارة", MISSION)
    (span,) = lexicon.look_up(split_words("بالسفارة")[0], DAY)
    assert (span.start, span.end, span.prefix, span.tail) == (0, 1, "بال", "")
    turkish = Lexicon(Vocabulary(TURKISH))
    turkish.add("Kahire~", Tag("actor", "EGY", "metonym"))
    tails = [span.tail for span in turkish.look_up(split_words("Kahire'de Kahireden Kahire")[0], DAY)]
    assert tails == ["de", "den", ""]


def test_the_longer_phrase_hides_the_shorter_one() -> None:
    lexicon = Lexicon(Vocabulary(ENGLISH))
    lexicon.add("state department", Tag("concept", "NONE"))
    lexicon.add("state", Tag("concept", "STATE"))
    lexicon.add("department of health", Tag("concept", "HEALTH"))
    names = [span.tag.name for span in lexicon.look_up(split_words("the state department of health and a state")[0], DAY)]
    assert names == ["NONE", "STATE"]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("sends * delegation", "sends a delegation", True),
        ("sends * delegation", "sends first delegation", True),
        ("sends * delegation", "sends delegation", False),
        ("sends * delegation", "sends a first delegation", False),
        ("sends * * delegation", "sends a first delegation", True),
        ("sends * delegation", "sends, a delegation", False),
    ],
)
def test_a_star_alone_stands_for_one_word(phrase: str, text: str, *, found: bool) -> None:
    lexicon = Lexicon(Vocabulary(ENGLISH))
    lexicon.add(phrase, MISSION)
    assert bool(lexicon.look_up(split_words(text)[0], DAY)) is found


def test_a_phrase_with_a_star_is_looked_for_up_to_it() -> None:
    lexicon = Lexicon(Vocabulary(ENGLISH))
    lexicon.add("under * auspices", MISSION)
    assert lexicon.stems({MISSION.name}) == {"under"}


def test_two_meanings_of_one_phrase_are_both_told_once() -> None:
    lexicon = Lexicon(Vocabulary(ENGLISH))
    for tag in (MISSION, Tag("cue", "MODAL"), MISSION):
        lexicon.add("open", tag)
    lexicon.add("ope*", MISSION)
    assert [span.tag.kind for span in lexicon.look_up(split_words("open")[0], DAY)] == ["concept", "cue"]


HELD = Tag("actor", "SYR", "person", None, date(2000, 7, 17), date(2024, 12, 8))


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2000, 7, 16), False),
        (date(2000, 7, 17), True),
        (date(2024, 12, 7), True),
        (date(2024, 12, 8), False),
    ],
)
def test_a_tag_holds_from_its_first_day_until_before_its_last(day: date, *, holds: bool) -> None:
    assert HELD.holds(day) is holds
    lexicon = Lexicon(Vocabulary(ENGLISH))
    lexicon.add("Assad", HELD)
    assert bool(lexicon.look_up(split_words("Assad")[0], day)) is holds


def test_a_tag_without_dates_holds_always() -> None:
    assert MISSION.holds(date.min)
    assert MISSION.holds(date.max)


@pytest.mark.parametrize(
    ("written", "text", "wanted"),
    [
        ("upper", "UN", True),
        ("upper", "Un", False),
        ("upper", "un", False),
        ("capital", "Jordan", True),
        ("capital", "JORDAN", True),
        ("capital", "jordan", False),
        ("", "jordan", True),
    ],
)
def test_names_want_to_be_written_as_names(written: str, text: str, *, wanted: bool) -> None:
    assert bool(found(text, text, tag=Tag("actor", "X", "name", written=written))) is wanted


def test_a_phrase_of_too_many_words_or_of_none_is_left_out() -> None:
    assert found("a " * LONGEST_PHRASE, "a " * LONGEST_PHRASE) == [("a " * LONGEST_PHRASE).strip()]
    assert found("a " * (LONGEST_PHRASE + 1), "a " * (LONGEST_PHRASE + 1)) == []
    assert found("—", "—") == []


@pytest.mark.parametrize(
    ("phrase", "keys"),
    [
        ("clos+", ("clos+",)),
        ("re-open+", ("re", "open+")),
        ("State Department", ("state", "department")),
        ("Şam~", ("şam~",)),
        ("after * absence", ("after", "*", "absence")),
        ("chargé d'affaires", ("chargé", "daffaires")),
        ("", ()),
    ],
)
def test_keys_are_folded_words_with_their_sign(phrase: str, keys: tuple[str, ...]) -> None:
    assert Lexicon.keys(phrase) == keys


def names() -> Lexicon:
    lexicon = Lexicon(Vocabulary(ENGLISH))
    lexicon.add("Syria~", Tag("actor", "SYR", "name"))
    lexicon.add("Syria Trust", Tag("actor", "SYR", "office"))
    lexicon.add("Bab Touma", Tag("place", "Bab Touma"))
    lexicon.add("regime", Tag("actor", "SYR", "office", ambiguous=True))
    lexicon.add("Norway", Tag("actor", "NOR", "name"))
    lexicon.add("Astana", Tag("concept", "TALKS", "SYR"))
    lexicon.add("normaliz*", Tag("concept", "NORMALIZE"))
    return lexicon


def test_needles_are_the_sure_names_of_whom_is_looked_for() -> None:
    assert names().needles({"SYR"}) == {"syria", "astana", "syria trust", "syria-trust"} - {"syria trust", "syria-trust"}
    assert names().needles({"SYR"}, {"Bab Touma"}) == {"syria", "astana", "bab touma", "bab-touma"}
    assert names().needles({"SYR"}, vague=True) == {"regime"}
    assert names().needles(set()) == set()


def test_stems_are_how_the_phrases_of_a_concept_begin() -> None:
    assert names().stems({"NORMALIZE"}) == {"normaliz"}
    assert names().stems({"TALKS", "NORMALIZE"}) == {"astana", "normaliz"}
    assert names().stems({"NOTHING"}) == set()


REAL = [
    ("en", "close to the border, closely watched", "CLOSE", False),
    ("en", "the embassy closes", "CLOSE", True),
    ("en", "the mission was accomplished", "MISSION", True),
    ("en", "a peacekeeping mission", "MISSION", False),
    ("ar", "وستعيد فتح السفارة", "MISSION", True),
    ("ar", "للسفارة", "MISSION", True),
    ("tr", "büyükelçiliğinin", "MISSION", True),
    ("tr", "açmayacak", "REOPEN", True),
]


@pytest.mark.parametrize(("lang", "text", "concept", "wanted"), REAL)
def test_the_packs_that_ship_read_their_languages(lang: str, text: str, concept: str, *, wanted: bool) -> None:
    assert bool(sentence(text, lang=lang).of("concept", concept)) is wanted


WORDS = st.lists(
    st.sampled_from(["syria", "syria's", "trust", "bab", "touma", "the", "normalized,", "Astana.", "regime"]), max_size=40
)


@given(WORDS.map(" ".join))
def test_spans_are_in_order_inside_the_text_and_begin_behind_the_last_one(text: str) -> None:
    words, _ = split_words(text)
    spans = names().look_up(words, DAY)
    starts = sorted({(span.start, span.end) for span in spans})
    assert all(0 <= start < end <= len(words) for start, end in starts)
    assert all(before[1] <= after[0] for before, after in pairwise(starts))
    assert spans == names().look_up(words, DAY)


def kinds(lexicon: Lexicon, text: str) -> list[tuple[str, list[str]]]:
    """What is found where, and as what."""
    words, _ = split_words(text)
    found: dict[str, list[str]] = {}
    for span in lexicon.look_up(words, DAY):
        found.setdefault(" ".join(word.text for word in words[span.start : span.end]), []).append(span.tag.name)
    return list(found.items())


def test_phrases_that_end_alike_share_nothing_that_one_of_them_is_given() -> None:
    lexicon, other = Lexicon(Vocabulary(ENGLISH)), Tag("concept", "OTHER")
    for phrase in ("embassy", "consulate", "bureau"):
        lexicon.add(phrase, MISSION)
    lexicon.add("consulate", other)
    lexicon.add("consulate", other)
    lexicon.add("bureau of trade", other)
    text = "embassy, consulate, bureau, bureau of trade"
    assert kinds(lexicon, text) == [
        ("embassy", ["MISSION"]), ("consulate", ["MISSION", "OTHER"]), ("bureau", ["MISSION"]), ("bureau of trade", ["OTHER"]),
    ]  # fmt: skip
    assert lexicon.stems({"OTHER"}) == {"consulate", "bureau of trade"}


@pytest.mark.parametrize("order", [("bureau", "bureau of trade"), ("bureau of trade", "bureau")])
def test_a_phrase_within_another_is_found_whichever_comes_first(order: tuple[str, ...]) -> None:
    lexicon = Lexicon(Vocabulary(ENGLISH))
    for phrase in order:
        lexicon.add(phrase, MISSION)
    assert kinds(lexicon, "bureau of trade") == [("bureau of trade", ["MISSION"])]
    assert kinds(lexicon, "bureau of war") == [("bureau", ["MISSION"])]


def test_phrases_of_one_tag_cost_one_end() -> None:
    lexicon = Lexicon(Vocabulary(ENGLISH))
    for phrase in ("embassy", "consulate", "legation of state"):
        lexicon.add(phrase, MISSION)
    root = lexicon._root
    assert root["embassy"] is root["consulate"] is root["legation"]["of"]["state"]


ASIDE = [
    ("agreed to reopen", "agreed on Monday to reopen", ["agreed on monday to reopen"]),
    ("agreed to reopen", "agreed on Monday, to reopen", []),
    ("agreed to reopen", "agreed never to reopen", []),
    ("agreed to reopen", "agreed today on Monday to reopen", ["agreed today on monday to reopen"]),
    ("agreed to reopen", "today agreed to reopen", ["agreed to reopen"]),
    ("agreed to", "agreed today", []),
    ("agreed", "agreed today to", ["agreed"]),
    ("agreed today", "agreed today", ["agreed today"]),
]


@pytest.mark.parametrize(("phrase", "text", "wanted"), ASIDE)
def test_asides_may_stand_within_a_phrase_and_nothing_else(phrase: str, text: str, wanted: list[str]) -> None:
    lexicon = Lexicon(Vocabulary(ENGLISH), [("today",), ("on", "monday")])
    lexicon.add(phrase, MISSION)
    words, _ = split_words(text)
    spans = lexicon.look_up(words, DAY)
    assert [" ".join(word.text for word in words[span.start : span.end]) for span in spans] == wanted


def test_what_an_aside_says_is_told_besides() -> None:
    lexicon = Lexicon(Vocabulary(ENGLISH), [("today",)])
    lexicon.add("heads to", MISSION)
    lexicon.add("today", Tag("cue", "ONDAY"))
    words, _ = split_words("heads today to")
    phrase, aside = lexicon.look_up(words, DAY)
    assert (phrase.start, phrase.end, phrase.tag.name, phrase.aside) == (0, 3, "MISSION", False)
    assert (aside.start, aside.end, aside.tag.name, aside.aside) == (1, 2, "ONDAY", True)


@pytest.mark.parametrize(
    ("text", "codes"),
    [("عمّان", {"JOR"}), ("عُمان", {"OMN", "JOR"}), ("عمان", {"OMN", "JOR"}), ("سلطنة عُمان", {"OMN"}), ("العُمانية", {"OMN"})],
)
def test_a_doubled_letter_tells_amman_from_oman(text: str, codes: set[str]) -> None:
    names = load_base().languages["ar"].names
    words, _ = split_words(text)
    assert {span.tag.name for span in names.look_up(words, DAY) if span.tag.kind == "actor"} == codes
