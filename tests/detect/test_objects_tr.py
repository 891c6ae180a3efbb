"""A step that is the object of another verb in Turkish: -mA does not tell it as done, unless somebody reacts to it."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

DAY = "2025-03-10"

OPEN = [
    Row("great weight laid on it", "Fidan, Şam'daki büyükelçiliğin yeniden açılmasına büyük önem verdiklerini söyledi",
        "relations discussed TUR", day=DAY),
    Row("brought to the table", "Bahreyn, Şam'daki elçiliğinin açılmasını masaya yatırdı", "relations discussed BHR", day=DAY),
    Row("looked on warmly", "İtalya, Suriye ile diplomatik ilişkilerin yeniden kurulmasına sıcak yaklaşıyor",
        "relations discussed ITA", day=DAY),
    Row("steps that will speed it", "Almanya, Şam Büyükelçiliğinin açılmasını hızlandıracak adımları inceliyor",
        "relations discussed DEU", day=DAY),
    Row("an auxiliary in that form", "Kahire, Suriye ile ilişkilerin tam olarak yeniden tesis edilmesine sıcak",
        "relations discussed EGY", day=DAY),
    Row("sanctions looked at", "Trump, Suriye'ye yaptırımların kaldırılmasını inceliyor", "economy discussed USA", day=DAY),
    Row("the object of weighing", "İtalya büyükelçisini Suriye'ye geri göndermeyi tartıyor", "relations discussed ITA", day=DAY),
    Row("come near", "Norveç, Şam Büyükelçiliğini yeniden açmaya yaklaştı", "relations discussed NOR", day=DAY),
    Row("others' interest", "Lavrov: Hazırlıklar sürüyor", "relations discussed TUR",
        "Bakan, Ankara ile Şam'ın diplomatik ilişkilerin yeniden kurulmasına ilgi duyduğunu söyledi.", day="2024-09-10"),
]  # fmt: skip

DONE = [
    Row("welcomed", "Suriye, Kuveyt'in Şam Büyükelçiliğini açmasını memnuniyetle karşıladı", "relations occurred KWT", day=DAY),
    Row("thanked for", "Şam, Kuveyt'in elçiliğini yeniden açmasına teşekkür etti", "relations occurred KWT", day=DAY),
    Row("celebrated", "Halk, Irak'ın Şam'daki elçiliğini yeniden açmasını kutladı", "relations occurred IRQ", day=DAY),
    Row("begun", "Norveç, Şam Büyükelçiliğini yeniden açmaya başladı", "relations occurred NOR", day=DAY),
    Row("approved", "Kuveyt, Şam'a büyükelçi atanmasını onayladı", "relations announced KWT", day=DAY),
    Row("a freeze", "Londra, Suriye bankalarının mal varlıklarındaki dondurmayı kaldırdı", "economy occurred GBR", day=DAY),
    Row("decided", "Kabine, Şam'daki büyükelçiliğin yeniden açılmasını kararlaştırdı", "relations announced TUR", day=DAY),
    Row("told with -DIK", "Kuveyt, Şam'daki elçiliğini açtığını bildirdi", "relations occurred KWT", day=DAY),
]  # fmt: skip


@rows(OPEN)
def test_what_somebody_only_acts_on_is_not_done(row: Row) -> None:
    assert of(row) == row.wanted


@rows(DONE)
def test_what_somebody_reacts_to_is_done(row: Row) -> None:
    assert of(row) == row.wanted
