"""Old news: what a date, a month or a word for long ago makes of a step, and what only looks like a date."""

from __future__ import annotations

import pytest

from tests.detect.coded import DAY, Row, codes, detect, of, rows

OLD, NEW, COMING = "relations background QAT", "relations occurred QAT", "relations announced QAT"
HEAD = {"en": "Garden diary", "ar": "مفكرة الحديقة", "tr": "Bahçe notları"}


def told(text: str, day: str = DAY) -> str:
    """What is coded of a sentence behind a headline that says nothing."""
    head = HEAD["ar" if "قطر" in text else "tr" if "Katar" in text else "en"]
    return codes(detect(head, text, day=day))


YEARS = [
    ("Qatar reopened its embassy in Damascus in 2019.", OLD),
    ("Qatar reopened its embassy in Damascus in 2023.", NEW),
    ("Qatar reopened its embassy in Damascus in room 1899.", NEW),
    ("Qatar reopened its embassy in Damascus with 2500 guests.", NEW),
    ("In December 2018, Qatar reopened its embassy in Damascus.", OLD),
    ("Qatar reopened its embassy in Damascus, a house of 1950.", NEW),
    ("The Qatari embassy, built in 1950, reopened in Damascus.", NEW),
    ("It is the first embassy that Qatar reopened in Damascus since 2011.", NEW),
    ("Qatar reopened its embassy in Damascus at Expo 2020.", NEW),
    ("Qatar reopened its embassy in Damascus in May 2020.", OLD),
    ("أعادت قطر فتح سفارتها في دمشق عام 2019.", OLD),
    ("أعادت قطر فتح سفارتها في دمشق في 2019.", OLD),
    ("أعادت قطر فتح سفارتها في دمشق بعد 2000 يوم.", NEW),
    ("أعادت قطر فتح سفارتها في دمشق لأول مرة منذ عام 2011.", NEW),
    ("أعادت قطر فتح سفارتها في دمشق عام ٢٠١٩.", OLD),
    ("Katar, Şam Büyükelçiliğini 2019 yılında yeniden açtı.", OLD),
    ("Katar, Şam Büyükelçiliğini 2019'da yeniden açtı.", OLD),
    ("Katar, 2011'den bu yana ilk kez Şam Büyükelçiliğini yeniden açtı.", NEW),
]


@pytest.mark.parametrize(("text", "wanted"), YEARS)
def test_a_year_past_makes_a_step_old_where_it_dates_it(text: str, wanted: str) -> None:
    assert told(text) == wanted


MONTHS = [
    ("2023-05-01", "Qatar reopened its embassy in Damascus in February.", OLD),
    ("2023-05-01", "Qatar reopened its embassy in Damascus in April.", NEW),
    ("2023-05-01", "Qatar reopened its embassy in Damascus in March 2023.", OLD),
    ("2023-05-01", "Qatar reopened its embassy in Damascus in April 2023.", NEW),
    ("2023-05-01", "Qatar reopened its embassy in Damascus on 31 March.", OLD),
    ("2023-05-01", "Qatar reopened its embassy in Damascus on 2 April.", NEW),
    ("2023-05-20", "Qatar reopened its embassy in Damascus on 15 April.", OLD),
    ("2023-05-20", "Qatar reopened its embassy in Damascus on April 15.", OLD),
    ("2023-05-20", "Qatar reopened its embassy in Damascus on April 25.", NEW),
    ("2023-05-20", "Qatar reopened its embassy in Damascus on 19 April.", OLD),
    ("2023-05-20", "Qatar reopened its embassy in Damascus on 20 April.", NEW),
    ("2024-01-31", "Qatar reopened its embassy in Damascus on 1 December.", OLD),
    ("2024-01-05", "Qatar reopened its embassy in Damascus on 20 December.", NEW),
    ("2023-03-31", "Qatar reopened its embassy in Damascus on 31 February.", NEW),
    ("2023-05-01", "Qatar reopened its embassy in Damascus in June.", NEW),
    ("2023-05-01", "Qatar reopened its embassy in Damascus last June.", OLD),
    ("2023-05-01", "Qatar reopened its embassy in Damascus in may.", NEW),
    ("2023-09-01", "Qatar may reopen its embassy in Damascus.", "relations discussed QAT"),
    ("2023-09-01", "Qatar reopened its embassy in Damascus in May.", OLD),
    ("2023-05-01", "Qatar had reopened its embassy in Damascus since February.", NEW),
    ("2023-05-01", "Qatar will reopen its embassy in Damascus in January.", COMING),
    ("2023-05-01", "Qatar had said it would reopen its embassy in Damascus in January.", OLD),
    ("2023-05-01", "أعادت قطر فتح سفارتها في دمشق في شباط الماضي.", OLD),
    ("2023-05-01", "أعادت قطر فتح سفارتها في دمشق في شباط.", OLD),
    ("2023-05-01", "أعادت قطر فتح سفارتها في دمشق في فبراير الماضي.", OLD),
    ("2023-05-01", "أعادت قطر فتح سفارتها في دمشق في نيسان.", NEW),
    ("2023-05-01", "أعادت قطر فتح سفارتها في دمشق في حزيران الماضي.", OLD),
    ("2023-05-01", "وكانت قطر قد أعادت فتح سفارتها في دمشق في شباط.", OLD),
    ("2023-05-01", "Katar, Şam Büyükelçiliğini Şubat ayında yeniden açtı.", OLD),
    ("2023-05-01", "Katar, Şam Büyükelçiliğini 28 Nisan'da yeniden açtı.", NEW),
    ("2023-05-01", "Katar, Şam Büyükelçiliğini geçen Haziran'da yeniden açtı.", OLD),
    ("2023-05-01", "Katar, Şam Büyükelçiliğini Şubat ayında yeniden açmıştı.", OLD),
]


@pytest.mark.parametrize(("day", "text", "wanted"), MONTHS)
def test_a_month_past_makes_a_step_old_after_thirty_days(day: str, text: str, wanted: str) -> None:
    assert told(text, day) == wanted


AHEAD = [
    ("Qatar reopens its embassy in Damascus on 21 June.", COMING),
    ("Qatar reopens its embassy in Damascus on 21 May.", COMING),
    ("Qatar reopens its embassy in Damascus on 31 August.", COMING),
    ("Qatar reopened its embassy in Damascus until 1 June.", NEW),
    ("Qatar may reopen its embassy in Damascus on 21 June.", "relations discussed QAT"),
    ("Katar, Şam Büyükelçiliğini 21 Haziran'da açıyor.", COMING),
    ("Katar, Şam Büyükelçiliğini 1 Haziran'a kadar açtı.", NEW),
]


@pytest.mark.parametrize(("text", "wanted"), AHEAD)
def test_a_day_to_come_announces(text: str, wanted: str) -> None:
    assert told(text) == wanted


WORDS = [
    ("Qatar reopened its embassy in Damascus years ago.", OLD),
    ("Katar, Şam Büyükelçiliğini yıllar önce yeniden açtı.", OLD),
    ("Qatar revealed for the first time that it reopened its embassy in Damascus in 2019.", NEW),
]


@pytest.mark.parametrize(("text", "wanted"), WORDS)
def test_words_tell_long_past_and_what_is_revealed_is_news(text: str, wanted: str) -> None:
    assert told(text) == wanted


CLOSED = [
    Row("a closing with its year alone is old", HEAD["en"], OLD, "Qatar closed its embassy in Damascus in 2012."),
    Row("a closing without a date is new", HEAD["en"], "relations reversed QAT", "Qatar closed its embassy in Damascus."),
    Row("a state that lasts since a year", HEAD["en"], "", "Qatar's embassy in Damascus has been closed since 2012."),
    Row("a closing told in passing behind its noun", HEAD["en"], "", "The Qatari embassy, closed in 2012, stands in Damascus."),
    Row("no comma, no attribute", HEAD["en"], "relations reversed QAT", "The Qatari embassy closed in Damascus."),
    Row("a state that lasts since a month", HEAD["en"], "", "Qatar's embassy in Damascus has been closed since March."),
    Row("closed at a year, Arabic", HEAD["ar"], OLD, "أغلقت قطر سفارتها في دمشق عام 2012."),
    Row("closed since a year, Arabic", HEAD["ar"], "", "سفارة قطر في دمشق مغلقة منذ عام 2012."),
    Row("closed at a year, Turkish", HEAD["tr"], OLD, "Katar, Şam Büyükelçiliğini 2012'de kapattı."),
    Row("closed since a year, Turkish", HEAD["tr"], "", "Katar, Şam Büyükelçiliği 2012'den beri kapalı."),
    Row(
        "of the time told before",
        HEAD["en"],
        "relations background OMN; relations background QAT",
        "In 2012 Qatar shut its embassy in Damascus. The same year Oman shut its embassy in Damascus.",
    ),
    Row(
        "of the time told before, which is no year past",
        HEAD["en"],
        "relations reversed OMN; relations reversed QAT",
        "Qatar shut its embassy in Damascus. The same week Oman shut its embassy in Damascus.",
    ),
]


@rows(CLOSED)
def test_closings_are_steps_states_or_attributes(row: Row) -> None:
    assert of(row) == row.wanted


def test_a_headline_is_dated_by_its_year_and_not_by_a_bare_month() -> None:
    assert codes(detect("Qatar reopened its embassy in Damascus in 2019")) == OLD
    assert codes(detect("Qatar reopens its embassy in Damascus in February")) == NEW


@pytest.mark.parametrize(("day", "wanted"), [("2019-06-01", NEW), ("2020-01-10", OLD), ("2023-05-01", OLD)])
def test_the_same_text_grows_old_with_the_day_of_its_entry(day: str, wanted: str) -> None:
    assert told("Qatar reopened its embassy in Damascus in 2019.", day) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The thaw began in 2019, when Qatar reopened its embassy in Damascus.", OLD),
        ("The house is warm since 2019, when Qatar reopened its embassy in Damascus.", OLD),
        ("Qatar reopened its embassy in Damascus, shut since 2012, when war came.", NEW),
        ("The thaw began years ago, when Qatar reopened its embassy in Damascus.", OLD),
        ("The thaw began in 2023, when Qatar reopened its embassy in Damascus.", NEW),
        ("The garden of 2019 bloomed when Qatar reopened its embassy in Damascus.", NEW),
    ],
)
def test_a_date_right_before_when_dates_what_follows(text: str, wanted: str) -> None:
    assert told(text) == wanted
