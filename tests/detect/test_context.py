"""What a headline or a first sentence says of all that stands in an entry."""

from __future__ import annotations

from datetime import date

import pytest

from service.detect.context import Context
from tests.detect.coded import Row, detector, of, read, rows

DONE, TOLD, TALK = "relations occurred TUR", "relations reported TUR", "relations discussed TUR"
STEP = "Turkey reopened its embassy in Damascus."

TEXTS = [
    Row("analysis", "Analysis: Turkey reopens its embassy in Damascus", TALK),
    Row("analysis covers the summary", "Analysis: a garden", TALK, STEP),
    Row("an analysis that does not open the headline", "Turkey reopens its embassy in Damascus after analysis", DONE),
    Row("sources in the headline", "Garden diary, sources say", TOLD, STEP),
    Row("sources in the first sentence", "Garden diary", TOLD, f"It rained, sources say. {STEP}"),
    Row("sources in a later sentence", "Garden diary", DONE, f"It rained. {STEP} It is warm. Roses grow, sources say."),
    Row("state media are no hearsay", "Garden diary, according to state media", DONE, STEP),
    Row("outlet that opens the headline", "Reuters: Turkey reopens its embassy in Damascus", TOLD),
    Row("outlet that does not open it", "Turkey reopens its embassy in Damascus near Reuters", DONE),
    Row("outlet without a colon", "Reuters staff say Turkey reopens its embassy in Damascus", DONE),
    Row("a headline that denies lends no hearsay", "Ministry denies what sources say on gardens", DONE, STEP),
    Row("a headline that asks", "Turkey reopens its embassy in Damascus?", TALK),
    Row("a question in the summary", "Garden diary", DONE, f"{STEP} Will it rain?"),
    Row("analysis, Arabic", "تحليل: تركيا تعيد فتح سفارتها في دمشق", TALK),
    Row("analysis, Turkish", "Analiz: Türkiye Şam Büyükelçiliğini yeniden açtı", TALK),
    Row("question, Arabic", "هل تعيد تركيا فتح سفارتها في دمشق؟", TALK),
    Row("question, Turkish", "Türkiye Şam Büyükelçiliğini yeniden açtı mı?", TALK),
]


@rows(TEXTS)
def test_what_holds_for_the_whole_entry(row: Row) -> None:
    assert of(row) == row.wanted


@pytest.mark.parametrize(
    ("title", "opinion", "hearsay"),
    [
        ("Opinion: a new page", True, False),
        ("A new opinion", False, False),
        ("Sources say it rains", False, True),
        ("Reuters: it rains", False, True),
        ("It rains: report", False, True),
        ("It rains - report", False, True),
        ("It rains - Reuters", False, False),
        ("It rains", False, False),
    ],
)
def test_a_context_is_read_off_the_headline(title: str, *, opinion: bool, hearsay: bool) -> None:
    context = Context(detector().languages["en"], date(2023, 5, 1), read(title))
    assert context.opinion is opinion
    assert (context.hearsay is not None) is hearsay
    assert not context.dated_back


def test_an_entry_without_a_sentence_has_a_context() -> None:
    context = Context(detector().languages["en"], date(2023, 5, 1), [])
    assert (context.opinion, context.hearsay) == (False, None)
