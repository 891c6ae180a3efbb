"""Where clauses begin and end, and what is only said in passing."""

from __future__ import annotations

import pytest

from service.detect.clauses import asides, clause_around, in_passing, parts, quotes, within
from service.detect.lexicon import Span, Tag
from tests.detect.coded import Row, of, rows, sentence, words

ASIDES = [
    ("en", "Turkey, which also backs Haftar, reopens its embassy", ["which also backs haftar"]),
    ("en", "Turkey which also backs Haftar, reopens its embassy", []),
    ("en", "Turkey reopens its embassy, which stood empty", []),
    ("en", "Turkey reopens its embassy", []),
    ("ar", "تركيا، التي تدعم حفتر، تعيد فتح سفارتها", ["التي تدعم حفتر"]),
]


@pytest.mark.parametrize(("lang", "text", "wanted"), ASIDES)
def test_an_aside_is_a_relative_clause_between_commas(lang: str, text: str, wanted: list[str]) -> None:
    one = sentence(text, lang=lang)
    assert [words(one, aside) for aside in asides(one)] == wanted


QUOTES = [
    ("He said “we will reopen the embassy soon” and left", ["we will reopen the embassy soon"]),
    ("He called it “a new page” and left", []),
    ("« We will reopen the embassy » he said", ["we will reopen the embassy"]),
    ('He said "we will reopen the embassy', []),
    ("“One two three four five” and “six seven eight nine ten” again", ["one two three four five", "six seven eight nine ten"]),
]


@pytest.mark.parametrize(("text", "wanted"), QUOTES)
def test_what_is_quoted_at_length_is_a_statement_of_its_own(text: str, wanted: list[str]) -> None:
    one = sentence(text)
    assert [words(one, quote) for quote in quotes(one)] == wanted


CLAUSES = [
    ("en", "Oman waits while Jordan reopens its embassy; Iraq does not", "reopens", "while jordan reopens its embassy"),
    ("en", "Oman waits: Jordan reopens its embassy", "reopens", "jordan reopens its embassy"),
    ("en", "Oman waits (Jordan reopens its embassy) again", "reopens", "jordan reopens its embassy"),
    ("en", "Jordan reopens its embassy — Oman waits", "reopens", "jordan reopens its embassy"),
    ("en", "Jordan reopens its embassy - Oman waits", "reopens", "jordan reopens its embassy"),
    ("en", "Jordan re-opens its embassy", "embassy", "jordan re opens its embassy"),
    ("en", "Jordan, which may wait, reopens its embassy", "reopens", "jordan which may wait reopens its embassy"),
    ("en", "Jordan, which may wait, reopens its embassy", "wait", "which may wait reopens its embassy"),
    ("en", "Jordan reopens its embassy and says that it may wait", "reopens", "jordan reopens its embassy and says"),
    ("en", "Jordan says that it reopens its embassy", "says", "jordan says"),
    ("en", "Jordan says that it reopens its embassy", "reopens", "jordan says that it reopens its embassy"),
    ("en", "He said “we will never wait again” as Jordan reopens", "wait", "we will never wait again"),
    ("en", "He said “we will never wait again” as Jordan reopens", "reopens", "as jordan reopens"),
    ("en", "Jordan reopens its embassy", "reopens", "jordan reopens its embassy"),
]


@pytest.mark.parametrize(("lang", "text", "word", "wanted"), CLAUSES)
def test_a_clause_reaches_to_where_another_statement_begins(lang: str, text: str, word: str, wanted: str) -> None:
    one = sentence(text, lang=lang)
    at = next(number for number, each in enumerate(one.words) if each.text == word)
    assert words(one, clause_around(one, at, at + 1)) == wanted


@pytest.mark.parametrize(
    ("gap", "wanted"),
    [
        (";", True),
        (": ", True),
        (" — ", True),
        (" (", True),
        (") ", True),
        (" - ", True),
        ("-", False),
        (", ", False),
        (" ", False),
    ],
)
def test_signs_part_statements(gap: str, *, wanted: bool) -> None:
    assert parts(gap) is wanted


def test_a_span_in_an_aside_is_in_passing_for_all_that_stands_outside() -> None:
    one = sentence("Turkey, which also backs Haftar, reopens its embassy")
    inside, outside = Span(3, 4, Tag("concept", "X")), Span(5, 6, Tag("concept", "X"))
    assert in_passing(inside, one, 5)
    assert not in_passing(inside, one, 2)
    assert not in_passing(outside, one, 5)


@pytest.mark.parametrize(("span", "wanted"), [((2, 4), True), ((1, 3), False), ((3, 5), False), ((2, 3), True)])
def test_a_span_is_within_a_clause_where_all_its_words_are(span: tuple[int, int], *, wanted: bool) -> None:
    assert within(Span(*span, Tag("concept", "X")), (2, 4)) is wanted


JORDAN, OMAN = "relations occurred JOR", "relations occurred OMN"
TEXTS = [
    Row("aside", "Jordan, which may not wait, reopens its embassy in Damascus", JORDAN),
    Row("no aside", "Jordan may not reopen its embassy in Damascus", "relations denied JOR"),
    Row("aside names another state", "Jordan, which also backs Oman, reopens its embassy in Damascus", JORDAN),
    Row("semicolon", "Jordan reopens its embassy in Damascus; Oman may follow", JORDAN),
    Row("dash", "Jordan reopens its embassy in Damascus - Oman may follow", JORDAN),
    Row("brackets", "Jordan reopens its embassy in Damascus (Oman may follow)", JORDAN),
    Row("colon", "Oman may follow: Jordan reopens its embassy in Damascus", JORDAN),
    Row("separator", "Jordan may discuss water while Oman reopens its embassy in Damascus", OMAN),
    Row("no separator", "Jordan may discuss reopening its embassy in Damascus", "relations discussed JOR"),
    Row("complement behind", "Jordan reopens embassy in Damascus and says that it may wait", JORDAN),
    Row("complement before", "Jordan says that it may reopen its embassy in Damascus", "relations discussed JOR"),
    Row("long quotation", "Oman's “may or may not happen ever again” quip as Jordan reopens embassy in Damascus", JORDAN),
    Row("aside, Arabic", "الأردن، الذي قد ينتظر، يعيد فتح سفارته في دمشق", JORDAN),
    Row("no aside, Arabic", "الأردن قد يعيد فتح سفارته في دمشق", "relations discussed JOR"),
    Row("semicolon, Turkish", "Ürdün Şam Büyükelçiliğini yeniden açtı; Umman bekleyebilir", JORDAN),
    Row("no semicolon, Turkish", "Ürdün Şam Büyükelçiliğini yeniden açabilir", "relations discussed JOR"),
]


@rows(TEXTS)
def test_a_cue_in_another_clause_says_nothing(row: Row) -> None:
    assert of(row) == row.wanted
