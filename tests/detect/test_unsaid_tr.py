"""Turkish: what is left unsaid or was a habit, who sits at a table, whose delegation it is, and who is met."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

AFTER = "2025-11-10"

UNSAID = [
    Row("not said when", "Irak Başbakanı'nın Şam'a ne zaman gideceği açıklanmadı", ""),
    Row("said that not", "Irak Başbakanı'nın Şam'a gitmeyeceği açıklandı", "contact denied IRQ"),
    Row("what used to be", "Erdoğan: Esad'la eskiden ailece görüşürdük", ""),
    Row("a noun of the speaker's", "Erdoğan: Esad'la bu yıl görüşmem mümkün olabilir", "contact discussed TUR"),
    Row("a refusal of the speaker's", "Erdoğan: Esad'la görüşmem", "contact denied TUR"),
    Row("no obstacle seen", "Belgrad: Şam'a büyükelçi gönderilmesinde sakınca görmüyoruz", "relations discussed SRB"),
    Row("who goes on in spite of which",
        "Katar boykotu sürdürmesine rağmen Suriye'nin Birlik toplantılarına katılımı yeniden başladı", "relations occurred LAS"),
    Row("a word of saying before a colon", "CHP'den hükümete çağrı: Şam'a büyükelçi atayın", "relations discussed TUR"),
    Row("each country its own", "Her ülkenin Suriye ile ilişkilerini kendi kuracağı belirtildi", ""),
]  # fmt: skip

TABLES = [
    Row("who sits there", "Rejim ile muhalifler Cenevre'de yeniden masada", "meeting occurred SYROPP"),
    Row("officials who sit there", "Fidan ile Mikdad Moskova'da masada", "contact occurred TUR", day="2023-07-01"),
    Row("what lies there", "Şam Büyükelçiliği'nin açılması masada", "relations discussed TUR"),
    Row("another one right before the verb",
        "Akar'la görüşmesinden dönen Bahra, muhalefetin rejimle uzlaşmayacağını söyledi", "meeting denied SYROPP"),
    Row("another one beside the target", "Suriye muhalefeti, rejim ve Rusya ile aynı masada buluştu", "meeting occurred SYROPP"),
    Row("a verb stands behind its noun", "Kuveyt büyükelçiliğini açmayacaktı ama Şam'daki elçilik bu sabah törenle açıldı",
        "relations denied KWT; relations occurred KWT"),
]  # fmt: skip

TOWNS = [
    Row("from a town that the opposition holds", "Cerablus'tan bir heyet Halep'te rejim yetkilileriyle görüştü",
        "meeting occurred SYROPP", day="2024-09-10"),
    Row("of that town", "Cerablus heyeti Halep'te rejim yetkilileriyle görüştü", "meeting occurred SYROPP", day="2024-09-10"),
    Row("with a ministry elsewhere", "Cerablus heyeti Ankara'da Dışişleri yetkilileriyle görüştü", "", day="2024-09-10"),
    Row("backed by a state", "Ankara destekli gruplar Lazkiye'de rejim subaylarıyla görüştü", "meeting occurred SYROPP"),
]  # fmt: skip

SETTLED = [
    Row("who brought the letter", "Fas büyükelçisi Esad'a güven mektubunu sundu", "relations occurred MAR",
        "Salih Mekki'yi kabul eden Suriye lideri iki halkın bağlarını anlattı."),
    Row("a round that had stalled", "Rejim ile muhalifler Cenevre'de masada", "meeting occurred SYROPP",
        "Önceki tur nisanda tıkanmıştı.", day="2017-02-10"),
    Row("a roadmap for the opposition", "SMDK: Muhalefeti Şam'la uzlaştıracak yol haritası yok", "meeting denied SYROPP"),
    Row("a Western state that judges", "Berlin'den Ankara-Şam yakınlaşmasına tepki: Normalleşmeyi desteklemiyoruz",
        "western occurred DEU"),
]  # fmt: skip


TOLD = [
    Row("a paper that tells of getting ready", "El-Vatan gazetesi: Fas, Şam büyükelçiliğini açmaya hazırlanıyor",
        "relations reported MAR"),
    Row("getting ready", "Fas, Şam büyükelçiliğini açmaya hazırlanıyor", "relations discussed MAR"),
    Row("according to an outlet", "AFP'ye göre Fas Şam'a büyükelçi gönderecek", "relations reported MAR"),
    Row("a rumour of a plan", "Fas'ın Şam büyükelçiliğini açacağı konuşuluyor", "relations reported MAR"),
    Row("what talks are about", "Fas'ın Şam büyükelçiliğini açması konuşuluyor", "relations discussed MAR"),
    Row("whence a statement came", "Fas Şam'a büyükelçi atayacak", "relations announced MAR",
        "Açıklama Rabat'taki Dışişleri Bakanlığı'ndan geldi."),
    Row("what was decided there", "Şara Paris'te", "contact occurred FRA",
        "Macron'la görüşmede borçların ertelenmesi kararlaştırıldı.", day=AFTER),
    Row("what is expected there", "Macron yarın Şara'yla görüşecek", "contact announced FRA",
        "Görüşmede sığınmacıların ele alınması bekleniyor.", day=AFTER),
    Row("a visit that is judged", "Esad Abu Dabi'de ağırlandı", "contact occurred ARE; western occurred FRA",
        "Fransa ziyareti kınadı.", day="2022-03-20"),
]  # fmt: skip


BESIDE = [
    Row("a negation in the statement before", "Suriye rejimi Cenevre'ye heyet göndermedi, muhalefetle tur iptal",
        "meeting reversed SYROPP"),
    Row("why it was broken off", "Muhalifler, ateşkes ihlali yüzünden Astana görüşmelerinden çekildi", "meeting reversed SYROPP"),
    Row("a month and no verb", "Fidan ile Mikdad'ın ikinci görüşmesi temmuzda", "contact announced TUR", day="2023-06-10"),
    Row("relations of two others", "Mısır ile Türkiye ilişkileri yeniden kuruldu, Suriye'de görüş ayrılığı sürüyor", ""),
    Row("relations of the target", "Tunus ile Suriye ilişkileri yeniden kuruldu", "relations occurred TUN"),
]  # fmt: skip


OWN_VERBS = [
    Row("a verb that is the object of another one",
        "Suriye'ye büyükelçi gönderilmesini savunan bakanlar adım atılmayacağını söylüyor", "relations discussed ITA",
        "Roma'daki İtalyan hükümetinde görüş ayrılığı sürüyor."),
    Row("a verb before a comma", "Oslo'nun Şam planı", "relations announced NOR",
        "Eide'nin ay sonunda büyükelçiliği açacağı, konsolosluk bölümünün ise Beyrut'ta kalacağı açıklandı.", day=AFTER),
    Row("what it does not mean", "SMDK: Cenevre'ye gitmek rejimle masaya oturmak anlamına gelmiyor", "meeting denied SYROPP"),
    Row("at the end of which it was said",
        "Rabat, Şam'a büyükelçi göndereceğini bakanlar toplantısının sonunda duyurdu", "relations announced MAR"),
    Row("who brokers", "İsrail basını: Abu Dabi'de gizli buluşma", "contact reported ISR",
        "Suriyeli iki yetkili, BAE'nin aracılığıyla İsrailli muhataplarıyla görüşmüş.", day=AFTER),
    Row("whose decision it was", "Fas'ın Şam dosyası", "relations reported MAR",
        "Şam'daki elçiliğini boşaltan ülkenin, Arap Birliği kararının ardından büyükelçi atayacağı ileri sürüldü."),
]  # fmt: skip


@rows(UNSAID + TABLES + TOWNS + SETTLED + TOLD + BESIDE + OWN_VERBS)
def test_what_a_verb_says_of_whom(row: Row) -> None:
    assert of(row) == row.wanted
