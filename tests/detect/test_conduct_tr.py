"""Turkish sentences with two statements: what a particle sets apart, whom a hyphen joins, what is only owed or wished."""

from __future__ import annotations

from tests.detect.coded import Row, detect, of, rows

APART = [
    Row("a particle behind its own subject", "Dışişleri bakanları Moskova'da buluştu", "contact denied TUR",
        "Erdoğan'ın Esad'la görüşmesinin ise gündemde olmadığı açıklandı."),
    Row("ministers may, leaders will not", "Çavuşoğlu: Mikdad'la görüşebiliriz", "contact denied TUR; contact discussed TUR",
        "Bakan, liderlerin buluşmasının ise gündemde olmadığını söyledi."),
    Row("a particle behind a comma", "Umman Bakanı Şam'a gitti, Lavrov ise Kahire'de kaldı", "contact occurred OMN"),
    Row("what would have been", "Erdoğan: Esad Astana'ya gelseydi onunla konuşurdum", "contact discussed TUR"),
    Row("a word that ends as a refusal does", "MİT Başkanı Kalın Şam'da namaz kıldı", "contact occurred TUR", day="2024-12-12"),
    Row("a refused offer", "Esad, Erdoğan'ın görüşme teklifini geri çevirdi", "contact denied TUR"),
    Row("no answer yet", "Ankara'nın Esad'a yaptığı davete yanıt gelmedi", "contact discussed TUR"),
]  # fmt: skip

LAWS = [
    Row("a law against the target is its maker's", "Sezar Yasası Senato'da kaldırıldı", "economy occurred USA", day="2025-12-11"),
    Row("whoever asks for it", "Şeybani, Sezar Yasası'nın kaldırılmasını istedi", "economy discussed USA", day="2025-09-19"),
    Row("no concession", "Kongre: Sezar Yasası'ndan taviz yok", "economy denied USA", day="2023-09-19"),
    Row("before there was such a law", "Sezar Yasası kaldırıldı", "", day="2012-09-19"),
    Row("to whom a debt is owed", "Katar, Suriye'nin Dünya Bankası'na olan borcunu ödeyecek", "economy announced QAT",
        day="2025-04-27"),
    Row("who pays is nobody's state", "Dünya Bankası, Suriye'nin borcunu sildi", "", day="2025-04-27"),
]  # fmt: skip


@rows(APART)
def test_a_statement_ends_where_the_next_begins(row: Row) -> None:
    assert of(row) == row.wanted


@rows(LAWS)
def test_laws_and_debts_have_owners(row: Row) -> None:
    assert of(row) == row.wanted


def test_a_hyphen_joins_the_leaders_and_not_the_ministers_named_before() -> None:
    found = detect(
        "Türkiye ve Suriye savunma bakanları toplandı",
        "Akar ile Abbas'ın toplantısı, Erdoğan-Esad görüşmesinin yolunu açabilir.",
        day="2022-12-28",
    )
    assert [(each.status, each.level) for each in found.mentions if each.indicator == "official_contact"] == [
        ("occurred", "ministerial"),
        ("discussed", "leader"),
    ]


def test_a_hyphened_pair_gives_a_meeting_its_level() -> None:
    (only,) = detect("Ankara: Erdoğan-Esad görüşmesi olabilir", "Bakan Fidan konuştu.").mentions
    assert (only.status, only.level) == ("discussed", "leader")


def test_a_turkish_outlet_speaks_of_its_own_ministry() -> None:
    title = "Bakanlık duyurdu: Suriye sınır kapısı açıldı"
    assert [each.actors for each in detect(title, source="Anadolu Ajansı").mentions] == [("TUR",)]
    assert not detect(title, source="Petra").mentions or detect(title, source="Petra").mentions[0].actors != ("TUR",)


GOING_ON = [
    Row("talks of the headline's state go on", "Erdoğan'la Esad'ın görüşmesi gündemde yok",
        "contact denied TUR; contact occurred TUR", "Sözcü Kalın, istihbarat temaslarının devam ettiğini belirtti.",
        day="2022-08-05"),
    Row("talks under way", "Şara: İsrail'le görüşmeler sürüyor", "contact occurred ISR", day="2025-09-12"),
    Row("sitting down to talk", "Fidan: Mikdad'la oturup konuşmaya hazırız", "contact discussed TUR", day="2024-02-01"),
    Row("a meeting about the target", "Katar ile Rusya'dan Doha'da Suriye toplantısı", "",
        "İki ülkenin dışişleri bakanları görüştü.", day="2021-03-12"),
    Row("who only tells of two", "Suriye-İsrail teması: Barrack doğruladı", "contact occurred ISR",
        "ABD'nin temsilcisi, iki ülke yetkililerinin sınırı ele aldığını söyledi.", day="2025-07-25"),
    Row("leaders of nobody's state", "Esad Arap liderlerle aynı karede", ""),
    Row("a ministry trades nothing", "Irak ile Suriye bakanları görüştü", "contact occurred IRQ",
        "Petrol bakanlıkları toplantısı salı günü başladı."),
    Row("on an errand", "Ürdün Dışişleri Bakanı Safadi, sınırı görüşmek üzere Şam'da", "contact occurred JOR"),
    Row("judged behind a meeting", "Fransa: Esad'la normalleşmeye karşıyız", "contact occurred TUR; western occurred FRA",
        "Paris, Türk ve Suriyeli bakanların Moskova görüşmesinin ardından tutumunun değişmediğini bildirdi."),
    Row("if I am elected", "Kuveytli aday: Seçilirsem Suriye ile diplomatik ilişki kuracağım", "relations discussed KWT"),
]  # fmt: skip


@rows(GOING_ON)
def test_talks_are_of_those_who_hold_them(row: Row) -> None:
    assert of(row) == row.wanted


def test_a_title_before_a_comma_is_the_subjects() -> None:
    found = detect("Bayraktar: Suriye'ye gaz vereceğiz", "Bakan, Suriyeli mevkidaşıyla Şam'da görüştü.", day="2025-05-22")
    assert [each.level for each in found.mentions if each.indicator == "official_contact"] == ["ministerial"]


WHERE = [
    Row("a capital by its state", "Türk ve Suriyeli heyetler Kazakistan'ın başkentinde bir araya geldi", "contact occurred TUR"),
    Row("a mediator at home", "BM Suriye Özel Temsilcisi De Mistura Şam'da Muallim'le görüştü", "", day="2018-01-20"),
    Row("who is called upon", "Fidan'dan Şam'a çağrı: Muhalefetle masaya oturun", "meeting discussed SYROPP", day="2024-12-01"),
    Row("brought to one table", "Lavrov: Türkiye ile Suriye'yi aynı masaya oturtmayı umuyoruz", "contact discussed TUR",
        day="2024-08-31"),
    Row("what is only talked about", "Türkiye ile Mısır Suriye'yi görüştü", ""),
    Row("a plane lands", "Royal Jordanian uçağı Şam'a indi", "economy occurred JOR", day="2025-01-31"),
    Row("a port is no capital", "Fransız CMA CGM Lazkiye Limanı'nı işletecek", "economy announced FRA", day="2025-05-01"),
]  # fmt: skip


@rows(WHERE)
def test_places_and_goals_are_told_from_parties(row: Row) -> None:
    assert of(row) == row.wanted


def test_a_title_before_a_colon_is_not_that_of_whom_its_holder_names() -> None:
    (only,) = detect("Irak Dışişleri Bakanı: Erdoğan ile Esad görüşebilir", day="2024-07-17").mentions
    assert (only.actors, only.level) == (("TUR",), "leader")


SANCTIONS = [
    Row("the target's officials", "AB, dört Suriyeli bakanı kara listeye aldı", "economy occurred EU", day="2021-11-15"),
    Row("a meeting that was to be", "Türk ve Suriyeli bakanlar Moskova'da bir araya gelecekti", "contact reversed TUR"),
    Row("whom friends are", "AB, Suriye rejimine yakın isimlere yaptırım uyguladı", "economy occurred EU", day="2021-11-15"),
]  # fmt: skip


@rows(SANCTIONS)
def test_officials_are_sanctioned_and_meetings_fall_through(row: Row) -> None:
    assert of(row) == row.wanted
