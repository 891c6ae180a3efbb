"""Words as they are compared, with their place in the text as it was written; and where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.fold import fold
from service.text.words import ends_sentence, split_words

CUT = [
    ("blank", "one two", ["one", "two"]),
    ("signs", "one, two; three", ["one", "two", "three"]),
    ("hyphen", "anti-Assad", ["anti", "assad"]),
    ("underline parts", "one_two", ["one", "two"]),
    ("digits and letters are one", "F16 G7", ["f16", "g7"]),
    ("acronym with full stops", "the U.S. says", ["the", "us", "says"]),
    ("acronym of three", "U.A.E. envoy", ["uae", "envoy"]),
    ("acronym at the end", "in the U.S.", ["in", "the", "us"]),
    ("one letter is no acronym", "Plan B. Next", ["plan", "b", "next"]),
    ("decimal is two numbers", "3.5", ["3", "5"]),
    ("full stop between words", "one.two", ["one", "two"]),
    ("apostrophe", "Assad's envoy", ["assad", "envoy"]),
    ("plural's apostrophe", "ministers' talks", ["ministers", "talks"]),
    ("quoted", "'one' two", ["one", "two"]),
    ("Arabic", "قال، الوزير؟", ["قال", "الوزير"]),
    ("vowels do not part", "سُورِيَا", ["سوريا"]),
    ("zero-width joiner does not part", "می\u200cرود", ["ميرود"]),
    ("soft hyphen does not part", "em\u00adbassy", ["embassy"]),
    ("control characters part", "one\x00two", ["one", "two"]),
    ("nothing", "", []),
    ("signs alone", "... — !", []),
    ("word without end is cut", "a" * 60, ["a" * 48]),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in CUT], ids=[row[0] for row in CUT])
def test_a_text_is_cut_into_words(text: str, wanted: list[str]) -> None:
    assert [word.text for word in split_words(text)[0]] == wanted


SUFFIXES = [
    ("Şam'daki", "şam", "daki"),
    ("Şam’daki", "şam", "daki"),
    ("Turkey's", "turkey", "s"),
    ("ministers' ", "ministers", ""),
    ("don't", "don", "t"),
    ("plain", "plain", ""),
]


@pytest.mark.parametrize(("text", "stem", "suffix"), SUFFIXES)
def test_what_an_apostrophe_parts_is_an_ending(text: str, stem: str, suffix: str) -> None:
    (word,) = split_words(text)[0]
    assert (word.text, word.suffix) == (stem, suffix)
    assert (word.start, word.end) == (0, len(text.rstrip()))


WRITTEN = [
    ("turkey", False, False),
    ("Turkey", True, False),
    ("TURKEY", True, True),
    ("iPhone", False, False),
    ("İran", True, False),
    ("ıran", False, False),
    ("AB'nin", True, True),  # the ending does not count
    ("Ab'NİN", True, False),
    ("سوريا", True, True),
    ("土耳其", True, True),
    ("2023", True, True),
]


@pytest.mark.parametrize(("text", "capital", "upper"), WRITTEN)
def test_how_a_word_is_written_is_kept(text: str, capital: bool, upper: bool) -> None:
    (word,) = split_words(text)[0]
    assert (word.capital, word.upper) == (capital, upper)


@pytest.mark.parametrize(
    ("text", "gaps", "rest"),
    [
        ("one, two", ["", ", "], ""),
        ("« one » two.", ['" ', ' " '], "."),
        ("one – two — three", ["", " — ", " — "], ""),
        ("one؟ two؛", ["", "? "], ";"),
        ("one\r\ntwo", ["", "\n\n"], ""),
        ("", [], ""),
        ("!?", [], "!?"),
    ],
)
def test_what_stands_between_words_is_kept_folded(text: str, gaps: list[str], rest: str) -> None:
    words, behind = split_words(text)
    assert [word.gap for word in words] == gaps
    assert behind == rest


MIXED = st.text(
    st.one_of(st.sampled_from("'’.-_ \u200c\u0301\u0307ıİßآةæ٣"), st.characters(categories=("L", "N", "P", "Z", "M", "Cf"))),
    max_size=40,
)


@given(MIXED)
def test_words_stand_in_order_where_they_say(text: str) -> None:
    words, _ = split_words(text)
    before = (0, 0)
    for word in words:
        assert 0 <= word.start < word.end <= len(text)
        assert before <= (word.start, word.end)
        before = (word.start, word.end)
        assert word.text
        assert word.text in fold(text[word.start : word.end]).text.replace(".", "")


@given(MIXED)
def test_gaps_and_rest_are_all_that_is_no_word(text: str) -> None:
    words, rest = split_words(text)
    folded = fold(text).text
    assert folded.startswith(words[0].gap if words else rest)
    assert folded.endswith(rest)
    assert sum(len(word.gap) for word in words) + len(rest) <= len(folded)


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_line_of_its_own_takes_nothing_from_the_line_before(one: str, other: str) -> None:
    apart = [word.text for text in (one, other) for word in split_words(text)[0]]
    assert [word.text for word in split_words(f"{one}\n{other}")[0]] == apart


ENDS = [
    ("full stop", ". ", True),
    ("full stop in quotes", '." ', True),
    ("full stop in brackets", ".) ", True),
    ("full stop within a word", ".", False),
    ("exclamation", "!", True),
    ("question", "?", True),
    ("line", "\n", True),
    ("line behind blank", " \n ", True),
    ("three full stops", "... ", True),
    ("three full stops without blank", "...", True),
    ("full stops apart", ". . ", True),
    ("comma", ", ", False),
    ("semicolon", "; ", False),
    ("dash", " — ", False),
    ("colon", ": ", False),
    ("quote", '" ', False),
    ("blank", " ", False),
    ("nothing", "", False),
]


@pytest.mark.parametrize(("gap", "ends"), [row[1:] for row in ENDS], ids=[row[0] for row in ENDS])
def test_signs_between_words_end_a_sentence_or_not(gap: str, ends: bool) -> None:
    assert ends_sentence(gap) is ends
