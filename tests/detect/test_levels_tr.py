"""Turkish levels that are named as such, "our" services, two contacts in one entry, and steps without which nothing comes."""

from __future__ import annotations

import pytest

from tests.detect.coded import Row, detect, of, rows

LATER = "2025-06-15"
EARLY = "2022-10-11"


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Erdoğan: Suriye ile istihbarat düzeyinde temas sürüyor", "intelligence"),
        ("Erdoğan: Suriye ile alt düzeyde, istihbarat üzerinden temas sürüyor", "intelligence"),
        ("Fidan: Suriye'yle istihbarat birimlerimiz görüşüyor", "intelligence"),
        ("Fidan: Cumhurbaşkanımız Şam'da Esad'la görüşebilir", "leader"),
        ("Kalın: Şam'la liderler düzeyinde bir görüşme olabilir", "leader"),
        ("Çavuşoğlu: Suriye'yle bakanlar düzeyinde görüşme ocakta yapılacak", "ministerial"),
        ("Çavuşoğlu: Şam'la siyasi düzeyde bir temas planı yok", None),
    ],
)
def test_a_level_that_is_named_outranks_who_speaks(title: str, level: str | None) -> None:
    (found,) = detect(title, day=EARLY).mentions
    assert (found.indicator, found.level) == ("official_contact", level)


@pytest.mark.parametrize(
    ("title", "summary", "levels"),
    [
        ("Ürdün Dışişleri Bakanı Safedi Şam'da", "Kral Abdullah, deprem günü Esad'ı telefonla aramıştı.",
         {"leader", "ministerial"}),
        ("Çavuşoğlu Belgrad'da Mikdad'la görüştüğünü söyledi",
         "İki ülkenin istihbarat birimleri arasındaki temasların yeniden başladığını ekledi.", {"intelligence", "ministerial"}),
        ("Akar, Suriyeli mevkidaşıyla Moskova'da bir araya geldi",
         "Toplantıya MİT Başkanı Fidan ile Suriye'nin istihbarat başkanı da katıldı.", {"ministerial"}),
    ],
)  # fmt: skip
def test_a_call_and_the_services_are_contacts_of_their_own(title: str, summary: str, levels: set[str]) -> None:
    found = detect(title, summary, day="2023-02-15").mentions
    assert {each.level for each in found if each.indicator == "official_contact"} == levels


WITHOUT = [
    Row("called for", "Erdoğan: Suriye'de rejim ile muhalefet uzlaşmadan çözüm mümkün değil", "meeting discussed SYROPP",
        day=EARLY),
    Row("left undone", "Mısır Dışişleri Bakanı, Esad'la görüşmeden Şam'dan ayrıldı", "contact denied EGY", day=EARLY),
    Row("only when", "Safedi, Esad'la görüşmeden önce Beyrut'a uğradı", "contact occurred JOR", day=EARLY),
]  # fmt: skip

BROUGHT = [
    Row("a mediator of two states", "Irak, Ankara ile Şam'ı bir araya getirmek istiyor", "contact discussed TUR", day=EARLY),
    Row("a mediator of two leaders", "Katar Emiri, Şara ile Irak Başbakanı Sudani'yi buluşturdu", "contact occurred IRQ",
        day=LATER),
    Row("a mediator behind a comma", "Suudi Arabistan, Suriye ve Lübnan savunma bakanlarını Cidde'de bir araya getirdi",
        "contact occurred LBN", day=LATER),
    Row("two whom the headline names", "Ankara-Şam teması için Bağdat devrede", "contact discussed TUR",
        "Bağdat, iki ülkenin heyetlerini bir araya getirmeyi öneriyor.", day=EARLY),
    Row("one of the two calls for it", "Ankara ile Şam'ı barıştırma çabası", "",
        "Putin, Erdoğan'ı aradı.", day=EARLY),
]  # fmt: skip

DROPPED = [
    Row("a subject left out", "Şara New York'taki genel kurula katıldı", "contact denied USA", "Trump'la bir görüşme olmadı.",
        day=LATER),
    Row("officials who are met", "Şara ilk kez konuştu", "contact denied ISR", "İsrailli yetkililerle görüşmedi.", day=LATER),
    Row("a title left alone", "Suriye Dışişleri Bakanı Şeybani Riyad'a gitti", "contact occurred SAU",
        "Bakan, mevkidaşı Faysal bin Farhan ile bir araya geldi.", day=LATER),
    Row("another subject", "Şara ilk kez konuştu", "", "Fidan, İsrailli yetkililerle görüşmedi.", day=LATER),
]  # fmt: skip

CONFIRMED = [
    Row("confirmed by a state", "Financial Times: Trump ile Şara Riyad'da görüştü", "contact occurred USA",
        "Beyaz Saray görüşmeyi doğruladı.", day=LATER),
    Row("a report confirmed", "Haaretz: İsrailli yetkili Şam'da Şara'yla görüştü", "contact occurred ISR",
        "Netanyahu'nun ofisi haberi doğruladı.", day=LATER),
    Row("not confirmed", "Haaretz: İsrailli yetkili Şam'da Şara'yla görüştü", "contact reported ISR",
        "Netanyahu'nun ofisi ziyareti doğrulamadı.", day=LATER),
    Row("confirmed by sources", "Haaretz: İsrailli yetkili Şam'da Şara'yla görüştü", "contact reported ISR",
        "İsrailli kaynaklar ziyareti doğruladı.", day=LATER),
    Row("granted", "Şam, İsrail'le doğrudan temas kurulduğunu kabul etti", "contact occurred ISR", day=LATER),
    Row("indirect talks under way", "Şara: İsrail'le dolaylı görüşmeler sürüyor", "contact occurred ISR", day=LATER),
    Row("to meet once more", "İsrail ve Suriye heyetleri Bakü'de yeniden bir araya gelecek", "contact announced ISR", day=LATER),
    Row("whom a headline lets judge", "Şara: Rusya'yla ilişkilerin zarar görmesini istemeyiz", "rhetoric occurred RUS",
        "ABD heyeti Beyrut'a geldi.", day=LATER),
    Row("a name that ends as a refusal", "Dışişleri Bakan Yardımcısı Nuh Yılmaz Şam'da temaslarda bulundu",
        "contact occurred TUR",
        day=LATER),
]  # fmt: skip


@rows(WITHOUT + BROUGHT + DROPPED + CONFIRMED)
def test_who_meets_and_how_surely(row: Row) -> None:
    assert of(row) == row.wanted
