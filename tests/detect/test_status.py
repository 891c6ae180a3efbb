"""The status of a step: each of the seven, what sets it, and which wins where several cues govern."""

from __future__ import annotations

import pytest

from service.model.mention import Status
from tests.detect.coded import Row, detect, of, rows

OMN = "relations {} OMN"
ONE_STEP = {
    "occurred": (
        "Oman reopens its embassy in Damascus",
        "عُمان تعيد فتح سفارتها في دمشق",
        "Umman Şam Büyükelçiliğini yeniden açtı",
    ),
    "announced": (
        "Oman will reopen its embassy in Damascus",
        "عُمان ستعيد فتح سفارتها في دمشق",
        "Umman Şam Büyükelçiliğini yeniden açacak",
    ),
    "reported": (
        "Oman reopened its embassy in Damascus, sources say",
        "مصادر: عُمان أعادت فتح سفارتها في دمشق",
        "Kaynaklara göre Umman Şam Büyükelçiliğini yeniden açtı",
    ),
    "discussed": (
        "Oman may reopen its embassy in Damascus",
        "عُمان قد تعيد فتح سفارتها في دمشق",
        "Umman Şam Büyükelçiliğini yeniden açabilir",
    ),
    "denied": (
        "Oman denies it will reopen its embassy in Damascus",
        "عُمان تنفي إعادة فتح سفارتها في دمشق",
        "Umman Şam Büyükelçiliğini yeniden açmayacak",
    ),
    "reversed": ("Oman closes its embassy in Damascus", "عُمان تغلق سفارتها في دمشق", "Umman Şam Büyükelçiliğini kapattı"),
    "background": (
        "Oman reopened its embassy in Damascus in 2018",
        "عُمان أعادت فتح سفارتها في دمشق عام 2018",
        "Umman Şam Büyükelçiliğini 2018 yılında yeniden açtı",
    ),
}


@rows([Row(status, title, OMN.format(status)) for status, titles in ONE_STEP.items() for title in titles])
def test_one_step_in_every_status_and_language(row: Row) -> None:
    assert of(row) == row.wanted


def test_the_table_holds_every_status() -> None:
    assert set(ONE_STEP) == {*Status}


PRECEDENCE = [
    Row("a denial outdoes a report", "Oman denies it reopened its embassy in Damascus as sources say", "relations denied OMN"),
    Row("a possibility outdoes a source", "Oman may reopen its embassy in Damascus, sources say", "relations discussed OMN"),
    Row("a source outdoes a plan", "Oman will reopen its embassy in Damascus, sources say", "relations reported OMN"),
    Row("a condition outdoes a plan", "Oman will reopen its embassy in Damascus if Assad agrees", "relations discussed OMN"),
    Row(
        "a date long past outdoes a source",
        "Oman reopened its embassy in Damascus in 2018, sources say",
        "relations background OMN",
    ),
    Row("a reversal stays one whoever tells it", "Oman closed its embassy in Damascus, sources say", "relations reversed OMN"),
    Row("a closing that is only possible", "Oman may close its embassy in Damascus", "relations discussed OMN"),
    Row("a closing that is refused", "Oman refuses to close its embassy in Damascus", "relations denied OMN"),
    Row("a closing that never was", "Oman never closed its embassy in Damascus", ""),
    Row(
        "the nearer of plan and possibility",
        "Oman may say that it will reopen its embassy in Damascus",
        "relations announced OMN",
    ),
    Row("the call for a step", "Oman urged to reopen its embassy in Damascus", "relations discussed OMN"),
    Row("broken off", "Oman calls off visit of its foreign minister to Damascus", "contact reversed OMN"),
]


@rows(PRECEDENCE)
def test_which_cue_wins(row: Row) -> None:
    assert of(row) == row.wanted


SPEECH = [
    Row(
        "speech occurred when it was made",
        "Omani foreign minister says normalization with Syria may come",
        "rhetoric occurred OMN",
    ),
    Row(
        "unnamed sources tell of it",
        "Omani foreign minister says normalization with Syria may come, sources say",
        "rhetoric reported OMN",
    ),
    Row("an analyst's opinion is none", "Omani analyst says normalization with Syria may come", ""),
]


@rows(SPEECH)
def test_speech_itself(row: Row) -> None:
    assert of(row) == row.wanted


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Oman reopens its embassy in Damascus", "a plain assertion"),
        ("Oman may reopen its embassy in Damascus", "possible, offered or called for"),
        ("Oman will reopen its embassy in Damascus", "decided or dated, not yet done"),
        ("Oman denies it will reopen its embassy in Damascus", "denied, refused or not done"),
        ("Oman reopened its embassy in Damascus, sources say", "told by unnamed sources or by media"),
        ("Oman reopened its embassy in Damascus in 2018", "dated 2018"),
        ("Oman will reopen its embassy in Damascus if Assad agrees", "on a condition"),
        ("Oman reopens its embassy in Damascus?", "a headline that asks"),
        ("Analysis: Oman reopens its embassy in Damascus", "an analysis or opinion"),
        ("Oman closes its embassy in Damascus", "told as done"),
    ],
)
def test_a_status_says_why(title: str, why: str) -> None:
    (mention,) = detect(title).mentions
    assert mention.reasons[0] == why
