"""Turkish: what is only talked about, by the endings around it, and with whom somebody talks."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

TOPICS = [
    Row("a land's elections", "Fidan ile Blinken Brüksel'de Suriye seçimlerini görüştü", ""),
    Row("a land's delegation", "Fidan, Suriye heyetini kabul etti", "contact occurred TUR"),
    Row("a list of lands", "Bakanlar Libya, Suriye ve Sudan'daki durumu ele aldı", ""),
    Row("a list that is an object", "Fidan, İranlı mevkidaşıyla Suriye ve Filistin'i ele aldı", ""),
    Row("a person", "Fidan, Lavrov'la Esad'ı ele aldı", ""),
    Row("a person who is brought", "Putin, Erdoğan ile Esad'ı bir araya getirdi", "contact occurred TUR"),
    Row("with whom one is to come to terms", "Sudani, Esad'la görüştü", "contact occurred IRQ",
        "Görüşmede Esad'dan Ürdün'le anlaşma istendi."),
    Row("with whom one talks", "Fidan, Mikdad ile su meselesini konuştu", "contact occurred TUR"),
]  # fmt: skip

JOURNEYS = [
    Row("a minister by title", "Suriye Adalet Bakanı yedi yıl sonra ilk kez Maskat'ta", "contact occurred OMN"),
    Row("to attend", "Suriye Adalet Bakanı Maskat'ta", "", "Arap adalet bakanları kongresine katılmak üzere geldi."),
    Row(
        "on to a third state", "Safadi Şam'da", "contact occurred JOR", "Bakan, Esad ve Mikdad'la görüşüp Ankara'ya hareket etti."
    ),
]


@rows(TOPICS + JOURNEYS)
def test_what_is_talked_about(row: Row) -> None:
    assert of(row) == row.wanted
