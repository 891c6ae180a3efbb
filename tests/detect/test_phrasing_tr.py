"""How Turkish phrases a step: two ends of a journey, participles and converbs, nouns that only name it, pipelines."""

from __future__ import annotations

from tests.detect.coded import Row, codes, detect, of, rows

JOURNEYS = [
    Row("two ends of one journey", "Umman Dışişleri Bakanı Şam ve Ankara'ya gitti", "contact occurred OMN"),
    Row("the journey as a noun", "Ürdün Dışişleri Bakanı'ndan Şam ve Ankara'ya ziyaret", "contact occurred JOR"),
    Row("two capitals that talk", "Ankara ve Şam heyetleri Bağdat'ta görüştü", "contact occurred TUR"),
    Row("met besides others", "Çavuşoğlu Astana'ya gitti", "contact announced TUR",
        "Bakan, Rus, İranlı ve Suriyeli mevkidaşlarıyla görüşecek."),
    Row("others meet", "Çavuşoğlu Astana'ya gitti", "", "Rus ve Suriyeli bakanlar bir araya gelecek."),
    Row("with whom somebody spoke before", "ABD Başkanı'ndan açıklama", "contact announced USA",
        "Trump, Erdoğan'la konuştuktan sonra Şara ile görüşeceğini söyledi.", day="2025-05-13"),
    Row("in the house of a leader", "Şara Beyaz Saray'da", "contact occurred USA", day="2025-11-10"),
    Row("a house that speaks", "Beyaz Saray'dan Şara açıklaması", "", day="2025-11-10"),
]  # fmt: skip

VERBS = [
    Row("whether they will meet", "Erdoğan'ın Esad'la görüşüp görüşmeyeceği merak ediliyor", "contact discussed TUR"),
    Row("they will not meet", "Erdoğan'ın Esad'la görüşmeyeceği açıklandı", "contact denied TUR"),
    Row("one mood for two verbs", "Erdoğan: Esad'la bir araya gelip sorunları konuşabiliriz", "contact discussed TUR"),
    Row("one tense for two verbs", "Ürdün Kralı Esad'la bir araya gelip sınırı konuştu", "contact occurred JOR"),
    Row("what follows a relative clause", "Macron, ağırladığı Şara'dan kapsayıcı bir hükümet istedi", "contact occurred FRA",
        day="2025-05-07"),
    Row("a planned meeting put off", "Türk ve Suriyeli bakanların planlanan görüşmesi ertelendi", "contact reversed TUR"),
    Row("a planned meeting", "Türk ve Suriyeli bakanların planlanan görüşmesi yaklaşıyor", "contact discussed TUR"),
    Row("a body is called to sit", "Pedersen: Anayasa Komitesi Cenevre'de toplansın", "meeting discussed SYROPP"),
    Row("what a mission has not done", "Umman, Suriye savaşında Şam'daki elçiliğini kapatmamıştı", ""),
]  # fmt: skip

NOUNS = [
    Row("the aim of what is offered", "Erdoğan: Esad'la görüşebiliriz", "contact discussed TUR",
        "Cumhurbaşkanı, Esad ile buluşmanın amacının barış olduğunu söyledi."),
    Row("what was said behind a meeting", "Umman: Esad'la yine görüşebiliriz", "contact occurred OMN",
        "Bakan, Mikdad ile görüşmesinin ardından konuştu."),
]  # fmt: skip

PIPES = [
    Row("the state that lets it pass", "Azerbaycan gazı Karkamış üzerinden Suriye'ye akmaya başladı", "economy occurred AZE,TUR",
        day="2025-08-02"),
    Row("no foreign place on the way", "Azerbaycan gazı Halep'e akmaya başladı", "economy occurred AZE", day="2025-08-02"),
    Row("what is put off is not the visit", "Ürdün Kralı Şam'da: Mısır gazı sevkiyatı askıda",
        "contact occurred JOR; economy reversed EGY", day="2025-08-02"),
]  # fmt: skip


WORDS = [
    Row("ordered to be named", "Umman Sultanı, Şam'a büyükelçi atanması için talimat verdi", "relations announced OMN"),
    Row("too early for it", "Kuveyt: Şam Büyükelçiliğini açmak için erken", "relations denied KWT"),
    Row("became the ambassador", "Nuh Yılmaz Şam Büyükelçisi oldu", "relations announced TUR", day="2025-10-30"),
    Row("from one capital to the other", "Roma'dan Şam'a büyükelçi: Batı'da bir ilk", "relations announced ITA"),
    Row("where the first one is", "Prag'dan Şam'a büyükelçi: AB'de bir ilk", "relations announced CZE", day="2024-07-27"),
    Row("became something else", "Nuh Yılmaz, Şam'da konuşan ilk Türk bakan yardımcısı oldu", "", day="2025-10-30"),
    Row("what talks are to rest on", "Esad: Türkiye ile toplantılar çekilme temelinde yapılmalı", "rhetoric occurred TUR"),
    Row("a door that is not shut", "Erdoğan: Esad'a kapımız kapalı değil", "rhetoric occurred TUR"),
    Row("another door", "Esad'ın sarayında kapı kapalı kaldı", ""),
    Row("a policy to be reviewed", "İtalya: AB'nin Suriye politikası gözden geçirilsin", "western occurred ITA",
        day="2024-07-22"),
    Row("taken in again", "Arap liderleri Suriye'yi yeniden aralarına aldı", "relations occurred LAS", day="2023-05-19"),
    Row("put off to a later day", "Türk ve Suriyeli bakanların görüşmesi ileri bir tarihe bırakıldı", "contact reversed TUR"),
    Row("the ministers of four states", "Moskova'da dörtlü toplantı", "contact occurred TUR",
        "Türkiye ile Suriye arasında yol aranıyor. Dört ülkenin bakanları iki saat görüştü."),
    Row("an envoy for the country", "ABD'nin Suriye Özel Temsilcisi, Ürdün Kralı ile görüştü", "", day="2025-08-20"),
    Row("the country's own minister", "ABD'nin özel temsilcisi, Suriye Dışişleri Bakanı ile görüştü", "contact occurred USA",
        day="2025-08-20"),
    Row("both go to a summit", "Erdoğan ve Esad Arap ülkelerinin zirvesine katılacak", ""),
    Row("officials of the others", "Fidan, Suriyeli yetkililerle aynı masada", "contact occurred TUR", day="2024-12-20"),
]  # fmt: skip


OTHERS = [
    Row("what another state holds", "SMDK lideri, Ankara'nın Şam'la yürüttüğü temasları dinledi", "contact occurred TUR"),
    Row(
        "what the opposition holds", "SMDK heyeti, Cenevre'nin ev sahipliğinde rejim heyetiyle görüştü", "meeting occurred SYROPP"
    ),
    Row("the last part of a name", "Arap Birliği'nde Suriye'nin üyeliğini konuşan Al Sani sustu", ""),
    Row("why a seat was lost", "Katar: Suriye'nin Arap Birliği üyeliğinin askıya alınma gerekçeleri sürüyor", ""),
    Row(
        "the flag that a guest raises",
        "Suriye Dışişleri Bakanı Washington'da",
        "contact occurred USA; relations occurred USA",
        "Şeybani, büyükelçilik binasına Suriye bayrağını astı.",
        day="2025-09-19",
    ),
    Row(
        "sanctions on the fallen ruler",
        "Trump: Suriye yaptırımları kalktı",
        "economy denied USA; economy occurred USA",
        "Beyaz Saray, Esad ve çevresine dönük yaptırımların yürürlükte kaldığını belirtti.",
        day="2025-07-01",
    ),
    Row(
        "who only tells of two others",
        "Rusya'dan Türkiye-Suriye açıklaması",
        "contact discussed TUR",
        "Bogdanov, iki ülkenin bakanlarının bir araya gelmesinin planlandığını söyledi.",
    ),
    Row("for the country's sake", "Türkiye ile İsrail Suriye için Bakü'de görüştü", "", day="2025-04-12"),
    Row(
        "meetings of another rank",
        "Türk ve Suriyeli istihbarat başkanları görüştü",
        "contact discussed TUR; contact occurred TUR",
        "Türk ve Suriyeli dışişleri bakanları da görüşebilir.",
    ),
    Row(
        "a meeting that is denied",
        "Kaynaklara göre Suriye ile İsrail heyetleri Bakü'de görüştü",
        "contact denied ISR",
        "Suriye devlet televizyonu görüşmeyi yalanladı.",
        day="2025-07-12",
    ),
]


HOME = [
    Row("an opposition that promises", "Kılıçdaroğlu: Şam Büyükelçiliğini yeniden açacağız", "relations discussed TUR"),
    Row("an opposition beside a state", "Kılıçdaroğlu, Umman'ın Şam Büyükelçiliğini açtığını söyledi",
        "relations occurred OMN"),
    Row("an opposition that travels", "CHP heyeti Şam'a gitti", ""),
    Row("a flag over the mission again", "İtalyan bayrağı 12 yıl sonra Şam'daki elçilikte", "relations occurred ITA"),
    Row("a flag elsewhere", "İtalyan bayrağı 12 yıl sonra Şam'daki müzede", ""),
    Row("talks told three sentences on", "Muhalefet müzakerelerden çekildi", "meeting reversed SYROPP",
        "Yüksek Müzakere Komitesi bunu duyurdu. Heyet Cenevre'den ayrıldı.", day="2016-04-19"),
]  # fmt: skip


AFTER = "2025-06-10"
"""A day of the transitional government."""

GRAMMAR = [
    Row("a condition of one's own step", "Hollanda: Koşullar olgunlaşırsa Şam'daki elçiliğimizi açarız",
        "relations discussed NLD", day=AFTER),
    Row("terms for another's step", "Hollanda, şartlar koşarak Kuveyt'in Şam elçiliğine değindi", "", day=AFTER),
    Row("to whom a call is addressed", "Türkiye'den AB'ye çağrı: Suriye'ye yaptırımları kaldırın",
        "economy discussed EU", day=AFTER),
    Row("addressed, with no word for a call", "Erdoğan'dan Trump'a: Suriye yaptırımları kalkmalı",
        "economy discussed USA", day=AFTER),
    Row("told to another, and no call", "AB'den Türkiye'ye: Suriye yaptırımlarını kaldırdık", "economy occurred EU", day=AFTER),
    Row("whom the speaker wants to meet", "Barrack: Netanyahu Şara'yla buluşmalı", "contact discussed ISR", day=AFTER),
    Row("shut then, and dated then", "Umman 2012'de Şam elçiliğini yeniden açtı", "relations background OMN"),
    Row("an order to others", "Senatörlerden Trump'a: Şam Büyükelçiliğini açın", "relations discussed USA", day=AFTER),
    Row("my meeting is refused", "Şara: Netanyahu ile buluşmam mümkün değil", "contact denied ISR", day=AFTER),
    Row("no reason not to", "Erdoğan: Esad'la buluşmamam için sebep yok", "contact discussed TUR"),
    Row("what was shut stands before the mission", "Umman, 2012'de kapatılan Şam elçiliğini yeniden açtı",
        "relations occurred OMN"),
    Row("a time long past before the colon", "On yıl önce: Moskova'da muhalefet ve rejim heyetleri görüşmüştü",
        "meeting background SYROPP"),
    Row("a name that ends as a condition does", "BM'den Pedersen ve Umman Dışişleri Bakanı, Esad'la görüştü",
        "contact occurred OMN"),
    Row("who speaks is none of the two", "Barrack: Netanyahu ile Şara buluşabilir", "contact discussed ISR", day=AFTER),
    Row("a hyphen names the two", "Erdoğan-Macron görüşmesinde Suriye ele alındı", "", day=AFTER),
    Row("a hyphen names one and the target", "Macron-Şara görüşmesinde ticaret ele alındı",
        "contact occurred FRA; economy discussed FRA", day=AFTER),
    Row("the envoy of an organization", "BM Özel Temsilcisi, Şam'da Şeybani ile görüştü", "", day=AFTER),
    Row("leaders of no state", "Şara, Haseke'de kabile liderleriyle buluştu", "", day=AFTER),
    Row("flag in the capital again", "Danimarka bayrağı Şam'da yeniden göndere çekildi", "relations occurred DNK", day=AFTER),
    Row("anybody's flag", "Galatasaray bayrağı Şam'da ilk kez dalgalandı", "", day=AFTER),
    Row("the target's own flag", "Suriye bayrağı Şam'da yeniden göndere çekildi", "", day=AFTER),
    Row("a flag that may fly", "Bakan: Danimarka bayrağı Şam'da yeniden dalgalanabilir", "relations discussed DNK", day=AFTER),
    Row("aid by lorry", "Umman Suriye'ye 40 tır insani yardım gönderdi", "", day=AFTER),
    Row("goods by lorry", "Umman Suriye'ye 40 tır ihraç ürünü gönderdi", "economy occurred OMN", day=AFTER),
    Row("both sides by vague names", "Çavuşoğlu: Muhalefetle rejimi barıştırmalıyız",
        "meeting discussed SYROPP", day="2022-08-12"),
]  # fmt: skip


@rows(GRAMMAR)
def test_what_order_and_endings_say(row: Row) -> None:
    assert of(row) == row.wanted


@rows(HOME)
def test_what_is_told_of_home(row: Row) -> None:
    assert of(row) == row.wanted


@rows(OTHERS)
def test_what_others_hold_tell_and_do(row: Row) -> None:
    assert of(row) == row.wanted


@rows(WORDS)
def test_ways_of_saying(row: Row) -> None:
    assert of(row) == row.wanted


@rows(JOURNEYS)
def test_who_travels_and_who_is_met(row: Row) -> None:
    assert of(row) == row.wanted


@rows(VERBS)
def test_the_mood_of_a_verb(row: Row) -> None:
    assert of(row) == row.wanted


@rows(NOUNS)
def test_nouns_that_only_name_a_step(row: Row) -> None:
    assert of(row) == row.wanted


@rows(PIPES)
def test_what_is_piped(row: Row) -> None:
    assert of(row) == row.wanted


def test_a_verb_at_the_end_of_a_text() -> None:
    assert codes(detect("Mikdad'la görüşen")) == ""
