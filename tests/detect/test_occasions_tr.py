"""Turkish meetings that are told as the occasion of something else, journeys past the target, and words that look like moods."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

EARLY, LATER = "2023-05-12", "2025-06-15"
TUR = "contact occurred TUR"

OCCASIONS = [
    Row("what was wished there", "Şara, Fidan'la görüşmede yeni adımlar atılmasını istedi", TUR, day=LATER),
    Row("what was not spoken of", "Fidan'ın Şam'da Şara ile görüşmesinde tarih belirlenmedi", TUR, day=LATER),
    Row("what will be spoken of", "Fidan'ın Şara ile görüşmesinde güvenlik ele alınacak", "contact announced TUR", day=LATER),
    Row("a meeting that was not held", "Fidan Şam'da Şara ile görüşmedi", "contact denied TUR", day=LATER),
]

JOURNEYS = [
    Row("past the target", "Şam'dan sert açıklama", "", "Suriye Dışişleri, Vilnius'a giden Erdoğan'ın sözlerine tepki gösterdi.",
        day=EARLY),
    Row("to a third state", "Şam'dan sert açıklama", "", "Suriye Dışişleri, Atina'ya giden Fidan'ı eleştirdi.", day=LATER),
    Row("to the target", "Şam'dan açıklama", TUR, "Suriye Dışişleri, Şam'a giden Fidan'la güvenliği konuştu.", day=LATER),
    Row("of the target", "Şara Antalya'ya gitti", TUR, day=LATER),
]  # fmt: skip

WORDS = [
    Row("a contact is no wish", "Almanya: Şara'nın ekibiyle ilk temasın kurulduğunu doğruluyoruz", "contact occurred DEU",
        day="2024-12-18"),
    Row("a hope is no round", "Mısır Dışişleri, Anayasa Komitesi'nin yıl sonundan önce toplanması umudunu dile getirdi",
        "meeting discussed SYROPP", day="2023-08-16"),
    Row("who joins a press conference", "Fidan, Şeybani ve Safedi Ankara'da üçlü basın toplantısı yaptı",
        "contact occurred JOR,TUR", day=LATER),
    Row("a contract cancelled", "Şam, Rus şirketinin liman sözleşmesini iptal etti", "economy reversed RUS", day=LATER),
    Row("in whose presence", "İsrail ile Suriye arasında yeni tur", "contact announced ISR",
        "İki ülkenin bakanları Londra'da Barrack'ın katılımıyla buluşacak.", day=LATER),
]  # fmt: skip


@rows(OCCASIONS + JOURNEYS + WORDS)
def test_occasions_and_journeys(row: Row) -> None:
    assert of(row) == row.wanted


SILENT = [
    Row("a mere state", "Abbas, Şara ile Şam'da görüştü", "contact occurred PSE",
        "Filistin lideri 2009'dan beri Suriye'ye gitmemişti.", day=LATER),
    Row("a clause of its own", "Suudi Arabistan Dışişleri Bakanı Şam'da", "contact occurred SAU; relations background SAU",
        "Riyad, 2012'de büyükelçisini çekmişti.", day=EARLY),
    Row("a flag is no envoy", "BAE, Şam'daki elçiliğine bayrak çekti", "relations occurred ARE", day=EARLY),
    Row("a deal on flights", "Bahreyn ile Suriye uçuşların yeniden başlatılması için mutabakat imzaladı", "economy announced BHR",
        day=LATER),
    Row("pay for officials", "Suudi Arabistan, Suriye'deki kamu çalışanlarına mali destek verecek",
        "economy announced SAU", day=LATER),
    Row("an envoy to the United Nations", "Suriye'nin BM Daimi Temsilcisi güven mektubunu Guterres'e sundu", "", day=LATER),
    Row("a crowd that lowers a flag", "İran Büyükelçiliği önünde toplanan Suriyeliler bayrak indirdi", "", day=LATER),
    Row("an envoy who is late", "Emekli büyükelçi: Şam'a büyükelçi atanması gecikti", "relations discussed TUR", day=LATER),
]  # fmt: skip


@rows(SILENT)
def test_what_pages_nobody(row: Row) -> None:
    assert of(row) == row.wanted
