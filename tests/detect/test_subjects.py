"""Who does it, who says it, who does likewise, and who is listed with whom."""

from __future__ import annotations

from datetime import date

import pytest

from service.detect.roles import Cast
from service.detect.subjects import listed_with, states_in
from tests.detect.coded import Row, detector, of, rows, sentence

DOERS = [
    Row("before the verb", "Jordan reopens border crossing with Syria", "economy occurred JOR"),
    Row("behind the verb", "Border crossing with Syria reopened by Jordan", "economy occurred JOR"),
    Row("the first rules", "EU lifts sanctions on Syria as Britain watches", "economy occurred EU"),
    Row("of each clause its own", "Britain waits while EU lifts sanctions on Syria", "economy occurred EU"),
    Row("a state that only welcomes", "Britain welcomes that EU lifts sanctions on Syria", "economy occurred EU"),
    Row("in passing", "EU, which also funds Jordan, lifts sanctions on Syria", "economy occurred EU"),
    Row("those that are listed", "Britain and Canada lift sanctions on Syria", "economy occurred CAN,GBR"),
    Row("states without names", "Other countries lift sanctions on Syria", ""),
    Row("a headline lends the doer", "Britain wakes", "economy occurred GBR", "Sanctions on Syria were lifted."),
    Row("nobody lends one", "Garden diary", "", "Sanctions on Syria were lifted."),
    Row("the target recognizes", "Syria recognizes Abkhazia", ""),
    Row("the target is recognized", "Jordan recognizes Syria's government", "relations occurred JOR"),
    Row("before the verb, Arabic", "الأردن يعيد فتح المعبر الحدودي مع سوريا", "economy occurred JOR"),
    Row("behind the verb, Arabic", "أعاد الأردن فتح المعبر الحدودي مع سوريا", "economy occurred JOR"),
    Row("verb last, Turkish", "Ürdün, Suriye sınır kapısını yeniden açtı", "economy occurred JOR"),
]

SPEAKERS = [
    Row("before the verb of saying", "Erdogan says normalization with Damascus takes time", "rhetoric occurred TUR"),
    Row("behind it", "Normalization with Damascus takes time, says Erdogan", "rhetoric occurred TUR"),
    Row("before a colon", "Erdogan: normalization with Damascus takes time", "rhetoric occurred TUR"),
    Row("the nearest", "As Safadi listens, Erdogan says normalization with Damascus takes time", "rhetoric occurred TUR"),
    Row("nobody", "Normalization with Damascus takes time", ""),
    Row("Arabic", "أردوغان: التطبيع مع دمشق يحتاج وقتا", "rhetoric occurred TUR"),
    Row("Turkish", "Erdoğan: Şam ile normalleşme zaman alır", "rhetoric occurred TUR"),
]

BOTH = "relations occurred KWT; relations occurred OMN"
ALIKE = [
    Row("in the same sentence", "Oman opens embassy in Damascus; Kuwait does the same", BOTH),
    Row("in the next", "Oman opens embassy in Damascus. Kuwait did the same.", BOTH),
    Row(
        "several",
        "Oman opens embassy in Damascus",
        "relations occurred KWT,QAT; relations occurred OMN",
        "Kuwait and Qatar did the same.",
    ),
    Row("only urged to", "Oman opens embassy in Damascus", "relations occurred OMN", "Kuwait was urged to do the same."),
    Row("before anything was done", "Kuwait did the same", "relations occurred OMN", "Oman opens embassy in Damascus."),
    Row("a visit is not repeated", "Omani minister visits Damascus", "contact occurred OMN", "Kuwait did the same."),
]


@rows([*DOERS, *SPEAKERS, *ALIKE])
def test_who_does_says_or_repeats_it(row: Row) -> None:
    assert of(row) == row.wanted


LISTS = [
    ("en", "Greek, Hungarian and Serbian envoys met in Damascus", ["HUN", "SRB"]),
    ("en", "Greece and Hungary met in Damascus", ["HUN"]),
    ("en", "Greece, Hungary met in Damascus", ["HUN"]),
    ("en", "Greece met Hungary in Damascus", []),
    ("en", "Greece with Hungary in Damascus", []),
    ("en", "Greece, Italy, Hungary and Serbia met in Damascus", ["ITA", "HUN", "SRB"]),
    ("ar", "اليونان وإيطاليا في دمشق", ["ITA"]),
    ("ar", "اليونان تزور إيطاليا ودمشق", []),
    ("tr", "Yunanistan, İtalya ve Macaristan Şam'da", ["ITA", "HUN"]),
]


@pytest.mark.parametrize(("lang", "text", "wanted"), LISTS)
def test_actors_are_listed_with_nothing_but_commas_and_words_for_and_between(lang: str, text: str, wanted: list[str]) -> None:
    found = detector()
    language, (watch,) = found.languages[lang], found.watches
    one = sentence(text, lang=lang)
    cast = Cast(one, watch, date(2023, 5, 1), language, frozenset())
    first = states_in(cast)[0]
    assert first.code == "GRC"
    assert [party.code for party in listed_with(first, cast, language.and_prefixes)] == wanted
