"""How Turkish newsrooms tell tariffs, first flights, lists and firms."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

LATER = "2025-06-15"

TRADE = [
    Row("tariffs cut", "Türkiye ve Suriye, 269 üründe gümrük vergisini düşürdü", "economy occurred TUR", day=LATER),
    Row("tariffs to be cut", "Türkiye, Suriye'ye gümrük vergilerini indirecek", "economy announced TUR", day=LATER),
    Row("rank lowered is no tariff", "Türkiye, Şam'daki temsil düzeyini düşürdü", "relations reversed TUR", day=LATER),
    Row("a port taken over", "DP World, Suriye'de Tartus limanını devraldı", "economy occurred ARE", day=LATER),
    Row("in favour", "Paris, Suriye'ye yaptırımların kaldırılmasından yana", "economy discussed FRA", day=LATER),
    Row("off the list", "Washington, Suriye'yi terörü destekleyen ülkeler listesinden çıkarıyor", "economy occurred USA",
        day=LATER),
    Row("perhaps off the list", "Washington, Suriye'yi terörü destekleyen ülkeler listesinden çıkarmayı değerlendiriyor",
        "economy discussed USA", day=LATER),
    Row("a stockpile at home", "Türkiye'nin ihracatı mayısta yüzde 2,6 arttı", "", day=LATER),
]  # fmt: skip

FLIGHTS = [
    Row("a first flight told by a noun", "Romanya'dan Şam'a 14 yıl sonra ilk uçuş", "economy occurred ROU", day=LATER),
    Row("a first flight that was made", "Ürdün'den Suriye'ye ilk ticari uçuş yapıldı", "economy occurred JOR", day=LATER),
    Row("a first flight to come", "Ürdün'den Suriye'ye ilk ticari uçuş haftaya yapılacak", "economy announced JOR", day=LATER),
    Row("a single flight", "Yedi yıl sonra Şam'dan Tunus'a ilk uçuş", "economy denied TUN; economy occurred TUN",
        "Yetkililer tarifeli uçuş planlanmadığını söyledi.", day=LATER),
    Row("a first flight elsewhere", "Romanya'dan Bağdat'a 14 yıl sonra ilk uçuş", "", day=LATER),
]  # fmt: skip


@rows(TRADE + FLIGHTS)
def test_trade_is_understood(row: Row) -> None:
    assert of(row) == row.wanted
