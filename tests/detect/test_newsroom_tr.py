"""How Turkish newsrooms tell steps, refusals and talk: verb-final sentences, suffixes, names left to the headline."""

from __future__ import annotations

import unicodedata

from tests.detect.coded import Row, codes, detect, of, rows

TUR, SAU, JOR, IRQ = (f"contact occurred {code}" for code in ("TUR", "SAU", "JOR", "IRQ"))

LENT = [
    Row("the two in the genitive", "Ürdün ile Şam diplomatik ilişkileri yeniden kurdu", f"{JOR}; relations occurred JOR",
        "Bildiri, iki bakanın Cenevre'deki görüşmesinde imzalandı."),
    Row("the two's ministers", "Irak ile Suriye sınırda anlaştı", "contact occurred IRQ",
        "İki ülkenin bakanları salı günü bir araya geldi."),
    Row("talks of whom the headline joins", "Ürdün ile Şam ortak güvenlik hattı kuruyor", JOR,
        "Amman'da yapılan görüşmelerin ardından ortak bir açıklama yayımlandı."),
    Row("talks that are only spoken of", "Çavuşoğlu: Şam'la diyaloğa açığız", "rhetoric occurred TUR",
        "Bakan, görüşmelerin hedefinin önemli olduğunu belirtti."),
    Row("a title with no name", "Ürdün'den Suriye açıklaması", JOR, "Bakan, Şara ile Şam'da görüştü.", day="2025-05-01"),
    Row("a title of the target is its own", "Ürdün'den Suriye açıklaması", "",
        "Suriye Dışişleri Bakanı Şeybani basına konuştu.", day="2025-05-01"),
]  # fmt: skip

PLACES = [
    Row("where one comes back from", "Berlin dönüşü konuşan Erdoğan, Esed'le görüşebileceğini söyledi", "contact discussed TUR"),
    Row("capitals beside a place", "Ankara ile Şam heyetleri Bağdat'ta bir araya geldi", TUR),
    Row("what else is there", "Suriye lideri Özbekistan'daki zirveye davetli değildi", ""),
    Row("a gate that is no crossing", "Erdoğan'ın Berlin ziyaretinde Suriyeliler Brandenburg Kapısı'nda pankart açtı", ""),
    Row("a crossing by its bare name", "Ürdün, Suriye'ye açılan Cabir kapısını yeniden açtı", "economy occurred JOR"),
]

VERBS = [
    Row("not closed to it", "Erdoğan: Esed'le görüşmeye kapalı değiliz", "contact discussed TUR"),
    Row("no reason not to", "Erdoğan: Suriye ile ilişki kurmamak için hiçbir sebep yok", "relations discussed TUR"),
    Row("the first person refuses", "Esad: Erdoğan ile ön koşulsuz görüşmem", "contact denied TUR"),
    Row("the first person promises", "Erdoğan: Esed'le bir araya geliriz", "contact discussed TUR"),
    Row("no day was set", "Ankara: Suriye ile görüşme için tarih belirlenmedi", "contact denied TUR"),
    Row("consented to go", "Suriye muhalefeti Cenevre'ye gitmeye razı oldu", "meeting announced SYROPP", day="2016-02-01"),
    Row("those who want not are others", "Rejim ile muhalifler anlaştı, kalmak istemeyenler gidecek",
        "meeting occurred SYROPP", "Suriye ordusu kente girdi.", day="2018-05-01"),
    Row("what is done to two objects", "Irak ile Suriye bakanları, boru hattının onarılmasını ve güvenliği ele aldı",
        "contact occurred IRQ; economy discussed IRQ"),
    Row("a year that is an attribute", "İsrail ile Suriye heyetleri 1974 ateşkes hattını görüştü", "contact occurred ISR",
        day="2025-08-01"),
    Row("a year that dates", "İsrail ile Suriye heyetleri 2019 yılında görüştü", "contact background ISR", day="2025-08-01"),
    Row("who is next", "BAE Şam Büyükelçiliğini açtı", "relations occurred ARE", "Diplomatlar günlerdir kentte."),
    Row("an earlier family friendship", "Erdoğan: Esed'le geçmişte ailece görüşüyorduk", "contact background TUR"),
    Row("will ask for it", "Macron, AB'nin Suriye yaptırımlarını kaldırmasını isteyeceğini söyledi", "economy discussed EU",
        day="2025-05-07"),
]  # fmt: skip

OTHERS = [
    Row("a message brought in person", "Mısır Dışişleri Bakanı, Sisi'nin mesajını Esad'a iletti", "contact occurred EGY"),
    Row("consular services", "Mikdad Cidde'de: Suudi Arabistan'da konsolosluk hizmetlerinin başlaması kararlaştırıldı",
        "relations announced SAU", day="2023-04-12"),
    Row("diplomats to be sent", "Dışişleri: Şam'a diplomat gönderilmesi söz konusu değil",
        "relations denied TUR", day="2020-12-04"),
    Row("the target's seat at the summit", "Esad 12 yıl sonra Arap Birliği Zirvesi'nde", "relations occurred LAS",
        day="2023-05-19"),
    Row("an envoy named there is not there", "İtalya, Stefano Ravagnan'ın Şam'da görevlendirildiğini açıkladı", "",
        day="2024-07-26"),
    Row("not this but that", "Esad: Erdoğan'la buluşmanın yeri değil sonucu önemli", "contact discussed TUR",
        day="2024-07-15"),
    Row("not at all", "Ankara: Esad'la görüşme gündemde değil", "contact denied TUR"),
    Row("what it does not mean", "Safadi, Mikdad'la görüşmesinin normalleşme anlamına gelmediğini söyledi",
        "contact occurred JOR; rhetoric occurred JOR",
        day="2021-10-28"),
    Row("what a paper writes is no speech", "Suudi istihbarat şefi Şam'da", "contact reported SAU",
        "Gazete, normalleşmenin yakın olduğunu yazdı.", day="2021-05-04"),
    Row("who speaks of another's steps", "Almanya Sözcüsü, Ankara'nın Esad'a uzattığı eli yorumladı", "", day="2023-01-05"),
]  # fmt: skip

CASES = [
    Row("who is recognized", "Rusya, Taliban yönetimini tanıyan ilk ülke oldu", "relations occurred RUS", day="2025-07-04",
        watch="kabul"),
    Row("whom one recognizes, with no word for it behind", "Rusya Taliban'ı tanıdı", "relations occurred RUS", day="2025-07-04",
        watch="kabul"),
    Row("whom one does not recognize", "Almanya Taliban'ı tanımıyor, büyükelçi göndermeyecek", "relations denied DEU",
        day="2025-07-04", watch="kabul"),
    Row("credentials accepted", "Çin, Kabil büyükelçisinin güven mektubunu kabul etti", "relations occurred CHN",
        day="2024-01-30", watch="kabul"),
    Row("whose pastry it is", "Esad'ın tatlıcısı Berlin'de dükkân açtı", ""),
    Row("where he travels", "Esad'ın BAE ziyareti sürüyor", "contact occurred ARE", day="2022-03-18"),
    Row("a refusal behind a comma is of something else", "Erdoğan: Esad'la görüşme olabilir, kavga hiç olmaz",
        "contact discussed TUR", day="2022-11-23"),
    Row("called by the last name alone", "Dermer ve Şeybani Londra'da beş saat görüştü", "contact occurred ISR",
        day="2025-09-17"),
]  # fmt: skip

TOGETHER = [
    Row("who else was there", "Macron, Şara'yı Elysee'de kabul etti", "contact occurred FRA,TUR",
        "Dışişleri Bakanı Fidan da görüşmenin bir bölümüne katıldı.", day="2025-05-07"),
    Row("who stayed away", "Macron, Şara'yı Elysee'de kabul etti", "contact occurred FRA", "Fidan görüşmeye katılmadı.",
        day="2025-05-07"),
    Row("a law by its name alone", "ABD Senatosu Sezar Yasası'nı kaldırdı", "economy occurred USA", day="2025-12-18"),
    Row("a salad", "Sezar salatası Temsilciler Meclisi menüsünden kaldırıldı", "", day="2025-12-18"),
]  # fmt: skip


@rows([*LENT, *PLACES, *VERBS, *OTHERS, *CASES, *TOGETHER])
def test_turkish_newsrooms_are_understood(row: Row) -> None:
    assert of(row) == row.wanted


def test_a_speaker_who_is_no_party_gives_his_words_to_nobody() -> None:
    assert "rhetoric" not in of(Row("", "Kremlin: Ankara ile Şam normalleşmeli", ""))
    assert "rhetoric occurred TUR" in of(Row("", "Erdoğan: Ankara ile Şam normalleşmeli", ""))


def test_letters_typed_with_loose_marks_are_the_same_letters() -> None:
    title = "Umman Şam Büyükelçiliğini yeniden açtı"
    loose = detect(unicodedata.normalize("NFD", title))
    assert codes(loose) == codes(detect(title)) == "relations occurred OMN"
    spans = {each.text for mention in loose.mentions for each in mention.evidence}
    assert unicodedata.normalize("NFD", "Büyükelçiliğini") in spans
