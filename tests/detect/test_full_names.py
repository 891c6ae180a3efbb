"""Full names of persons, of which no word says what it says elsewhere, and full stops that shorten and count."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

NAMES = [
    Row("a month", "لويجي دي مايو يلتقي الأسد في دمشق", "contact occurred ITA", day="2021-03-29"),
    Row("a month too", "تيريزا ماي تلتقي الأسد في دمشق", "contact occurred GBR", day="2018-01-17"),
    Row("a rumour", "شائع الزنداني يلتقي الشرع في دمشق", "contact occurred YEM", day="2025-04-29"),
    Row("a negation", "Fatih Dönmez Şam'da Esad ile görüştü", "contact occurred TUR", day="2020-12-20"),
    Row("who arrives", "سعود الفيصل يلتقي الأسد في دمشق", "contact occurred SAU", day="2013-05-15"),
    Row("a Roman number", "Ürdün Kralı II. Abdullah Şam'da Esad ile görüştü", "contact occurred JOR", day="2018-11-30"),
    Row("an ordinal", "Fas Kralı 6. Muhammed Şam'da Esad ile görüştü", "contact occurred MAR", day="2018-11-30"),
    Row("a saint", "St. Lucia reopens its embassy in Damascus", "relations occurred LCA"),
    Row("a state within another's name", "Nijerya Şam büyükelçiliğini yeniden açtı", "relations occurred NGA"),
    Row("a capital that begins as a future", "سكوبيه تعيد فتح سفارتها في دمشق", "relations occurred MKD"),
    Row("an adjective that is a name", "وزير الخارجية السوداني يلتقي الأسد في دمشق", "contact occurred SDN", day="2023-07-16"),
    Row("a name that is an adjective", "رئيس الوزراء السوداني يلتقي الأسد في دمشق", "contact occurred IRQ", day="2023-07-16"),
]  # fmt: skip


@rows(NAMES)
def test_whom_a_name_means(row: Row) -> None:
    assert of(row) == row.wanted
