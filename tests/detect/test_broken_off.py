"""Talks that are broken off, put off or left, and steps that a text only calls for, undoes or lays to sources."""

from __future__ import annotations

import pytest

from tests.detect.coded import Row, codes, detect, of, rows

BROKEN_OFF = [
    "UN suspends Syria peace talks in Geneva",
    "Syrian opposition delegation suspends talks with Damascus",
    "Opposition suspended talks with the Syrian government, its spokesman said",
    "Damascus breaks off talks with opposition",
    "دمشق تقطع الحوار مع المعارضة",
    "Muhalefet, Şam yönetimiyle diyaloğu kesti",
    "UN envoy suspends Geneva talks on Syria",
    "UN envoy halts Syria peace talks",
    "UN calls off Syria talks",
    "Geneva talks on Syria suspended",
    "Geneva talks on Syria break down",
    "Geneva talks on Syria collapse",
    "Syria peace talks postponed",
    "Syrian opposition quits Geneva talks",
    "Syrian opposition pulls out of Geneva talks",
    "Syrian opposition walks out of peace talks",
    "Syrian government freezes participation in constitution talks",
    "Constitution talks scrapped as Damascus refuses to travel to Geneva",
    "Pedersen cancels ninth round of constitution talks",
    "BM, Cenevre'deki Suriye barış görüşmelerini askıya aldı",
    "Suriye muhalefeti Cenevre'deki görüşmelerden çekildi",
    "Cenevre'de Suriye görüşmeleri çöktü",
    "Astana'daki Suriye toplantısı ertelendi",
    "Suriye rejimi Anayasa Komitesi çalışmalarına katılımını dondurdu",
    "Pedersen, Anayasa Komitesi'nin dokuzuncu turunu iptal etti",
    "Doğu Guta'da muhaliflerle rejim arasındaki müzakereler kesildi",
    "Dera'da rejimle yerel komite arasındaki görüşmeler çıkmaza girdi",
    "Suriye muhalefeti Astana'dan çekildiğini duyurdu",
    "Anayasa görüşmelerine ara verildi",
    "الأمم المتحدة تعلق محادثات السلام السورية في جنيف",
    "المعارضة السورية تنسحب من محادثات جنيف",
    "انهيار محادثات جنيف حول سوريا",
    "تأجيل اجتماع أستانا حول سوريا",
    "النظام السوري يجمد مشاركته في اللجنة الدستورية",
    "بيدرسن يلغي الجولة التاسعة للجنة الدستورية",
    "انقطاع المفاوضات بين الفصائل والنظام في الغوطة الشرقية",
    "تعثر المفاوضات بين النظام ولجنة درعا",
    "توقف محادثات الدستور السوري",
    "فشل جولة أستانا بعد انسحاب وفد المعارضة السورية",
]

STEPS = [
    Row("must, in Arabic", "لافروف: على الجامعة العربية أن تعيد سوريا إلى مقعدها", "relations discussed LAS", day="2019-04-07"),
    Row("no obstacle, in Arabic", "طهران: لا عقبة أمام استئناف العلاقات مع سوريا", "relations discussed IRN", day="2026-02-17"),
    Row("last summer, in Arabic", "قرار جمهوري بتعيين سفير لمصر لدى سوريا", "contact background EGY; relations announced EGY",
        "وكان وزير الخارجية المصري قد استقبل نظيره السوري في العلمين الصيف الماضي.", day="2026-04-14"),
    Row("recognition withdrawn", "Tunus, Suriye büyükelçisini sınır dışı ediyor", "relations reversed TUN",
        "Tunus, Esad yönetimini artık tanımadığını duyurdu.", day="2012-02-04"),
    Row("another state's paper", "Cezayir gazetesi: Ankara ile Şam gizlice görüşüyor", "contact reported TUR", day="2016-04-08"),
    Row("neither confirmed nor denied", "İddia: Türk ve Suriyeli subaylar Hmeymim'de bir araya geldi", "contact reported TUR",
        "Milli Savunma Bakanlığı haberi ne doğruladı ne yalanladı.", day="2024-07-01"),
    Row("what had been opened is shut", "Suriye, İran'ın maslahatgüzarını istenmeyen kişi ilan etti", "relations reversed IRN",
        "Tahran'ın yaz başında açtığı büyükelçiliğin faaliyetleri de durduruldu.", day="2026-10-08"),
    Row("what is kept is not added", "AB, Suriye'ye ekonomik yaptırımları kaldırma kararı aldı",
        "economy announced EU; economy denied EU", "Kallas, silah ambargosunun ise yürürlükte kalacağını açıkladı.",
        day="2025-05-20"),
    Row("who asks is not who is asked", "Fidan ile Şara Şam'da görüştü", "contact occurred TUR; economy discussed EU,USA",
        "Fidan, ABD ve AB'yi Suriye'ye yönelik yaptırımları kaldırmaya çağırdı.", day="2024-12-22"),
    Row("there to meet", "Baerbock, Barrot in Damascus to meet de facto ruler al-Sharaa", "contact occurred DEU,FRA",
        day="2025-01-03"),
]  # fmt: skip


STUCK = [
    ("Syrian opposition meets UN envoy", "It spoke of stalled talks with the regime."),
    ("Russia blames West for deadlocked dialogue between Damascus and opposition", ""),
    ("UN envoy in Damascus over stalled Constitutional Committee", ""),
    ("Syrian opposition may quit talks with regime", ""),
    ("المعارضة السورية تهدد بتعليق المفاوضات مع النظام", ""),
    ("Suriye muhalefeti rejimle görüşmeleri askıya almakla tehdit etti", ""),
]
GOING_ON = [
    "Stalled talks between Syrian government and opposition resume in Geneva",
    "Syrian government and opposition resume suspended talks in Geneva",
]


@pytest.mark.parametrize(("title", "summary"), STUCK)
def test_that_talks_are_stuck_or_threatened_pages_nobody(title: str, summary: str) -> None:
    assert not detect(title, summary, day="2023-06-11").page


@pytest.mark.parametrize("text", GOING_ON)
def test_talks_that_had_stopped_and_go_on_have_taken_place(text: str) -> None:
    assert codes(detect(text, day="2023-06-11")) == "meeting occurred SYROPP"


@pytest.mark.parametrize("text", BROKEN_OFF)
def test_talks_that_are_broken_off_are_reversed(text: str) -> None:
    assert codes(detect(text, day="2022-02-03")) == "meeting reversed SYROPP"


@rows(STEPS)
def test_what_is_told_of_a_step(row: Row) -> None:
    assert of(row) == row.wanted
