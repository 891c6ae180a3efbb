"""Turkish verbs of coming and going with a goal, who is there on what occasion, and outlets that tell it."""

from __future__ import annotations

import pytest

from tests.detect.coded import Row, detect, of, rows

LATER = "2025-06-15"
DOHA = "contact occurred QAT"

GOING = [
    Row("comes here", "Suriye lideri Şara salı günü Ankara'ya gelecek", "contact announced TUR", day=LATER),
    Row("is expected here", "Şeybani'nin ardından Şara da yarın Türkiye'ye gelecek", "contact announced TUR", day=LATER),
    Row("arrives abroad", "Suriye Dışişleri Bakanı Şeybani Doha'ya vardı", DOHA, day=LATER),
    Row("goes on to", "Şeybani, Riyad temaslarının ardından Doha'ya geçti", f"{DOHA}; contact occurred SAU", day=LATER),
    Row("sets out for", "Fidan Şam'a hareket etti", "contact occurred TUR", day=LATER),
    Row("will go on to", "Ürdün Dışişleri Bakanı Safedi yarın Suriye'ye geçecek", "contact announced JOR", day=LATER),
    Row("one's letter arrives", "Şara'nın mektubu Ankara'ya ulaştı", "", day=LATER),
    Row("a people arrives", "Suriyeli sığınmacılar Almanya'ya ulaştı", "", day=LATER),
    Row("goods pass", "Suriye buğdayı Irak'a geçti", "", day=LATER),
    Row("away from there", "Fidan Şam'dan Amman'a geçti", "", day=LATER),
]

OCCASIONS = [
    Row("behind an event", "Ürdün Dışişleri Bakanı Safedi depremin ardından Şam'da", "contact occurred JOR", day="2023-02-15"),
    Row("with a delegation", "Savunma Bakanı Güler geniş bir heyetle birlikte Şam'da", "contact occurred TUR", day=LATER),
    Row("for talks", "Fidan kritik görüşmeler öncesinde Şam'da", "contact occurred TUR", day=LATER),
    Row("what else is there", "Fidan'ın sözlerinin ardından Şam'da protesto", "", day=LATER),
]

OUTLETS = [
    Row("an outlet as a subject", "Axios, İsrail ve Suriye heyetlerinin Bakü'de buluştuğunu duyurdu", "contact reported ISR",
        day=LATER),
    Row("below the headline", "Bakü'de sürpriz temas", "contact reported ISR",
        "Times of Israel, İsrail ve Suriye heyetlerinin Bakü'de buluştuğunu bildirdi.", day=LATER),
    Row("an outlet with a colon", "Rudaw: Irak Başbakanı gizlice Şara ile görüştü", "contact reported IRQ", day=LATER),
    Row("an agency of the state", "Anadolu Ajansı, Fidan'ın Şam'da Şara ile görüştüğünü duyurdu", "contact occurred TUR",
        day=LATER),
    Row("told to an outlet", "Safedi, Reuters'a Şeybani ile Amman'da görüştüğünü söyledi", "contact occurred JOR", day=LATER),
]  # fmt: skip


@rows(GOING + OCCASIONS + OUTLETS)
def test_going(row: Row) -> None:
    assert of(row) == row.wanted


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Trump: Sezar Yasası yaptırımları 180 gün uygulanmayacak", "announced"),
        ("ABD, Suriye'ye yaptırımların uygulanmamasına karar verdi", "announced"),
        ("Irak ile Suriye heyetleri görüştü, petrol boru hattının yeniden çalıştırılması da masadaydı", "discussed"),
    ],
)
def test_what_is_not_applied_is_waived(title: str, status: str) -> None:
    found = {mention.indicator: mention.status for mention in detect(title, day=LATER).mentions}
    assert found["economic_reengagement"] == status


def test_who_speaks_for_an_organization_by_name_met_himself() -> None:
    found = detect("Kallas: Şeybani ile Brüksel'de görüştüm", day=LATER).mentions
    assert [(each.indicator, each.actors, each.level) for each in found] == [("official_contact", ("EU",), "ministerial")]
