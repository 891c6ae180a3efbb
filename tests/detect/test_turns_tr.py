"""Turkish sentences of several statements: what each time dates, who meets whom at which level, and what is no guest."""

from __future__ import annotations

import pytest

from tests.detect.coded import Row, detect, of, rows

EARLY, LATER = "2023-01-04", "2025-09-22"

DATED = [
    Row("a year of a participle", "Abu Dabi'den Şam'a ziyaret", "contact occurred ARE; relations background ARE",
        "Esad, 2018'de büyükelçiliğini yeniden açan Birleşik Arap Emirlikleri'nin bakanını kabul etti.", day=EARLY),
    Row("a year behind the subject's comma", "Ankara ile Şam'ın arası soğuk", "contact background TUR",
        "Türkiye ile Suriye arasındaki son temas, mayıs 2023'te Moskova'da yapılmıştı.", day="2024-07-13"),
    Row("a past of another verb", "Erdoğan: Esad'la geçmişte görüştük, yine görüşebiliriz",
        "contact background TUR; contact discussed TUR", day="2024-07-13"),
    Row("verbs that share a time", "Arap dünyasının Şam açılımı", "relations background LAS; relations background TUN",
        "Arap Birliği geçen yıl mayısta Suriye'ye koltuğunu iade etmiş, Tunus da büyükelçi atamıştı.", day="2024-07-13"),
    Row("a visit on which something is asked", "Kuveytli bakan Şam'da",
        "contact occurred KWT; contact occurred UKR; relations discussed UKR",
        "Ukrayna Dışişleri Bakanı Sıbiha da kente gelerek diplomatik ilişkilerin yeniden kurulmasını istedi.", day="2024-12-30"),
    Row("a year of what is undone", "BAE ile Şam arasında uçuşlar", "economy announced ARE",
        "Emirates, Suriye'ye 2012'de durdurduğu seferleri haftada üç uçuşla başlatıyor.", day=LATER),
    Row("since then, not in favour", "Bakan, Şam'la görüşmelerin 2021'den bu yana yapıldığını söyledi", "contact occurred TUR",
        day=EARLY),
    Row("in favour", "Erdoğan Esad'la görüşmekten yana", "contact discussed TUR", day=EARLY),
    Row("where he had been", "Şara Ankara'da", "contact occurred SAU; contact occurred TUR",
        "Gezisini sürdüren Şara, pazar günü Riyad'daydı.", day="2025-02-04"),
]  # fmt: skip

PARTIES = [
    Row("two titles with a word for and", "Kuveyt Dışişleri Bakanı ve KİK Genel Sekreteri Şam'da Şara'yla görüştü",
        "contact occurred GCC,KWT", day="2024-12-30"),
    Row("who speaks of himself", "Fidan: Washington'da Şeybani ve Rubio'yla üçlü toplantı yaptık",
        "contact occurred TUR,USA", day=LATER),
    Row("who speaks of others", "Fidan: Şeybani ve Rubio Washington'da görüştü", "contact occurred USA", day=LATER),
    Row("who only approves", "Katar, ABD'nin onayıyla Suriye'ye Ürdün üzerinden gaz verecek", "economy announced JOR,QAT",
        day=LATER),
    Row("what is adopted", "Kallas: Suriye için yol haritası kabul edildi", "", day=LATER),
    Row("who is received", "Şeybani Brüksel'de Kallas tarafından kabul edildi", "contact occurred EU", day=LATER),
]  # fmt: skip

FIELDS = [
    Row("a deal under negotiation", "Ticaret Bakanı Bolat: Suriye'yle serbest ticaret anlaşması görüşmeleri başladı",
        "contact occurred TUR; economy discussed TUR", day=LATER),
    Row("a deal itself", "Türkiye ile Suriye serbest ticaret anlaşması imzaladı", "economy occurred TUR", day=LATER),
    Row("an airline that will fly", "Emirates 16 Ekim'de Şam'a uçacak", "economy announced ARE", day=LATER),
    Row("a minister who will fly", "Fidan yarın Şam'a uçacak", "contact announced TUR", day=LATER),
]  # fmt: skip


@rows(DATED + PARTIES + FIELDS)
def test_each_statement_is_read_for_itself(row: Row) -> None:
    assert of(row) == row.wanted


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Şara New York'ta: Rubio ile görüştü, Trump'la görüşmesi bekleniyor",
         {("occurred", "ministerial"), ("discussed", "leader")}),
        ("Şara, Fidan'la görüştü, yarın Erdoğan'la görüşecek", {("occurred", "ministerial"), ("announced", "leader")}),
    ],
)  # fmt: skip
def test_two_contacts_keep_their_levels(title: str, told: set[tuple[str, str]]) -> None:
    assert {(each.status, each.level) for each in detect(title, day=LATER).mentions} == told
