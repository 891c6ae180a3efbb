"""Which cues govern a step, and how far each of them reaches."""

from __future__ import annotations

import pytest

from service.detect.bounds import is_closer
from service.detect.lexicon import Span, Tag
from tests.detect.coded import Row, of, rows

HEAD, KOPF, RAS = "Garden diary", "Bahçe notları", "مفكرة الحديقة"
DONE, PLANNED, TALK = "relations occurred TUR", "relations announced TUR", "relations discussed TUR"
REFUSED, TOLD = "relations denied TUR", "relations reported TUR"

PERSIST_AND_DAYS = [
    Row("stays open is no opening", "Turkey's embassy in Damascus stays open", ""),
    Row("opens is one", "Turkey's embassy in Damascus opens", DONE),
    Row("opens on a day to come", "Turkey's embassy in Damascus opens on Tuesday", PLANNED),
    Row("opened on a day past", "Turkey's embassy in Damascus opened on Tuesday", DONE),
    Row("a setting behind leaves the step", "Turkey's embassy in Damascus reopens despite threats", DONE),
    Row(
        "a step of a year before is not news",
        "Saudi minister visits Damascus a year after Turkey reopened its embassy",
        "contact occurred SAU",
    ),
    Row("a year after something else is", "Turkey reopens its embassy in Damascus a year after the quake", DONE),
]

INFINITIVES = [
    Row("a headline's infinitive is the future", "Turkey to reopen embassy in Damascus", PLANNED),
    Row("elsewhere it is a wish", HEAD, TALK, "Turkey wants to reopen its embassy in Damascus."),
    Row("behind a plan it is announced", HEAD, PLANNED, "Turkey plans to reopen its embassy in Damascus."),
    Row("behind an offer it is talk", "Turkish foreign minister offers to travel to Damascus", "contact discussed TUR"),
    Row(
        "offers to mediate says nothing else",
        "Turkey offers to mediate as Oman reopens its embassy in Damascus",
        "relations occurred OMN",
    ),
    Row(
        "the first to travel has travelled",
        "Jordan's king is the first Arab head of state to travel to Damascus",
        "contact occurred JOR",
    ),
    Row("to travel alone is still to come", "Jordan's king to travel to Damascus", "contact announced JOR"),
    Row(
        "to meet in order to discuss",
        "Turkish foreign minister meets Assad to discuss reopening of the embassy in Damascus",
        "contact occurred TUR; relations discussed TUR",
    ),
]

NEGATIONS = [
    Row("no", "Turkey will not restore relations with Syria", REFUSED),
    Row("two cancel each other", "Turkey has no reason for not restoring relations with Syria", TALK),
    Row("two cancel each other, infinitive", "Turkey says there is no reason not to restore relations with Syria", TALK),
    Row(
        "neither and nor are a list",
        "Turkey will neither restore relations with Syria nor reopen its embassy in Damascus",
        REFUSED,
    ),
    Row("verb that denies", "Turkey denies reopening its embassy in Damascus", REFUSED),
    Row("refusal behind", "Turkey's reopening of its embassy in Damascus is denied", REFUSED),
    Row("Turkish verb's own", "Türkiye Şam Büyükelçiliğini açmayacak", REFUSED),
    Row("Turkish verb that refuses", "Türkiye Şam Büyükelçiliğini açmayı reddetti", REFUSED),
    Row("Arabic particle", "تركيا لن تعيد فتح سفارتها في دمشق", REFUSED),
    Row("Arabic verb that denies", "تركيا تنفي إعادة فتح سفارتها في دمشق", REFUSED),
]

TOPICS = [
    Row(
        "in talks on it",
        "Turkey in talks with Damascus on reopening its embassy",
        "contact occurred TUR; relations discussed TUR",
    ),
    Row(
        "in talks after it",
        "Turkey in talks with Damascus after reopening its embassy",
        "contact occurred TUR; relations occurred TUR",
    ),
    Row("Turkish object of talking", "Türkiye, Şam Büyükelçiliğinin açılmasını görüşüyor", TALK),
    Row("Turkish plain verb", "Türkiye, Şam Büyükelçiliğini açtı", DONE),
    Row(
        "Arabic in order to discuss",
        "وزير الخارجية التركي يلتقي الأسد لبحث فتح السفارة",
        "contact occurred TUR; relations discussed TUR",
    ),
    Row("predicate behind", "Turkey's reopening of its embassy in Damascus is possible", TALK),
]

ANNOUNCED = [
    Row("announced the opening", "Turkey announced the reopening of its embassy in Damascus", PLANNED),
    Row("announced that it had", "Turkey announced that it had reopened its embassy in Damascus", DONE),
    Row("announced it would", HEAD, PLANNED, "Turkey announced it would reopen its embassy in Damascus."),
    Row("said it would", HEAD, PLANNED, "Turkey said it would reopen its embassy in Damascus."),
    Row("would, and nobody said so", HEAD, TALK, "Turkey would reopen its embassy in Damascus."),
    Row("Turkish future", "Türkiye Şam Büyükelçiliğini açacak", PLANNED),
    Row("Turkish ability", "Türkiye Şam Büyükelçiliğini açabilir", TALK),
    Row("perhaps may stand ahead of a verb that comes last", "Türkiye belki Şam Büyükelçiliğini açar", TALK),
    Row("next week may stand ahead of it", "Türkiye gelecek hafta Şam Büyükelçiliğini açıyor", PLANNED),
    Row("Arabic future prefix", "تركيا ستعيد فتح سفارتها في دمشق", PLANNED),
    Row("what is readied is announced", "السعودية تستعد لإيفاد سفير إلى دمشق", "relations announced SAU"),
    Row("readied, with a verbal noun", "تركيا تستعد لإعادة فتح سفارتها في دمشق", PLANNED),
    Row(
        "what is done for a purpose is not done yet",
        "وزير الخارجية السعودي يزور دمشق لإعادة فتح السفارة",
        "contact occurred SAU; relations discussed SAU",
    ),
]

PERFECT = [
    Row("between had and its verb it is no may", "وكانت الإمارات قد أعادت فتح سفارتها في دمشق", "relations occurred ARE"),
    Row("before the present it is", "الإمارات قد تعيد فتح سفارتها في دمشق", "relations discussed ARE"),
]

HEARSAY = [
    Row("sources", "Turkey reopens its embassy in Damascus, sources say", TOLD),
    Row("according to sources", "Turkey reopens its embassy in Damascus, according to sources", TOLD),
    Row("according to state media", "Turkey reopens its embassy in Damascus, according to state media", DONE),
    Row("a state's own agency", "Turkey reopens its embassy in Damascus, SANA says", DONE),
    Row("sources, Arabic", "مصادر: تركيا أعادت فتح سفارتها في دمشق", TOLD),
    Row("hearsay holds across clauses", "Sources say while others wait, Turkey reopens its embassy in Damascus", TOLD),
]

CONDITIONS = [
    Row("condition at the opening", "If Syria agrees, Turkey will reopen its embassy in Damascus", TALK),
    Row("condition behind", "Turkey will reopen its embassy in Damascus if Syria agrees", TALK),
    Row("no condition", "Turkey will reopen its embassy in Damascus", PLANNED),
    Row(
        "behind a semicolon it governs no more",
        "Turkey will reopen its embassy in Damascus; if Syria agrees, it will rain",
        PLANNED,
    ),
    Row("Turkish condition of another verb", "Şam şartları tutarsa Türkiye büyükelçiliğini açacak", TALK),
]


@rows([*PERSIST_AND_DAYS, *INFINITIVES, *NEGATIONS, *TOPICS, *ANNOUNCED, *PERFECT, *HEARSAY, *CONDITIONS])
def test_a_cue_governs_as_far_as_it_reaches(row: Row) -> None:
    assert of(row) == row.wanted


FILLER = "past the old houses of the quiet quarter near a long grey wall of the town"


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Turkey may reopen its embassy in Damascus", TALK),
        (f"Turkey, where it may rain {FILLER}, reopens its embassy in Damascus", DONE),
    ],
)
def test_what_stands_too_far_ahead_governs_no_more(title: str, wanted: str) -> None:
    assert of(Row("reach", title, wanted)) == wanted


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [(4, 12, True), (12, 4, False), (12, 2, True), (14, 2, False), (4, 4, False), (13, 2, False)],
)
def test_the_closer_of_two_cues_is_that_nearer_to_either_edge(one: int, other: int, *, wanted: bool) -> None:
    """The step stands from word 5 to word 10: a cue at 12 is two words off, one at 2 three."""
    tag = Tag("cue", "MODAL")
    assert is_closer(Span(one, one + 1, tag), Span(other, other + 1, tag), 5, 10) is wanted
