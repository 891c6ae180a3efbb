"""What is told of the past beside the news: an earlier round, a suspended membership, the two's ministers, a first trip."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

DAY = "2023-04-20"

ROUNDS = [
    Row("the last session", "UN envoy pushes for new constitution round", "meeting background SYROPP; meeting discussed SYROPP",
        "The last session, in June 2022, ended without agreement.", day=DAY),
    Row("in Turkish", "BM elçisi yeni bir anayasa turu için bastırıyor", "meeting background SYROPP; meeting discussed SYROPP",
        "Haziran 2022'deki son oturum anlaşmasız bitmişti.", day=DAY),
    Row("in Arabic", "المبعوث الأممي يدفع نحو جولة دستورية جديدة", "meeting background SYROPP; meeting discussed SYROPP",
        "وانتهت الجولة الأخيرة في حزيران 2022 بلا اتفاق.", day=DAY),
    Row("a round of something else", "Erdogan says he may meet Assad", "contact discussed TUR",
        "The last round of the World Cup was played in December 2022.", day=DAY),
    Row("no date of it", "UN envoy pushes for new constitution round", "meeting discussed SYROPP",
        "The last session was in a hotel.", day=DAY),
]  # fmt: skip

SITTINGS = [
    Row("ended", "Constitutional Committee", "meeting occurred SYROPP", "The ninth round ended without progress.", day=DAY),
    Row("in Turkish", "Anayasa Komitesi için yeni tarih", "meeting announced SYROPP",
        "BM temsilcisi dokuzuncu turun 25 Temmuz'da Maskat'ta yapılacağını duyurdu.", day=DAY),
    Row("in Arabic", "اللجنة الدستورية", "meeting occurred SYROPP", "انتهت الجولة التاسعة اليوم بلا تقدم.", day=DAY),
    Row("of a game", "Syria to play in second round", "", "The second round begins on Monday.", day=DAY),
    Row("of a parliament", "Syria's parliament meets", "", "The first session began on Monday; Turkey watched.", day=DAY),
]  # fmt: skip

SUSPENDED = [
    Row("in a year", "Arab ministers discuss Syria's return to League", "relations background LAS; relations discussed LAS",
        "Syria was suspended in 2011.", day=DAY),
    Row("flights are", "Flights to Syria were suspended on Friday", "", "The Arab League met.", day=DAY),
]  # fmt: skip

CONTACTS = [
    Row("their ministers in a capital", "Turkish, Syrian foreign ministers meet in Moscow",
        "contact background TUR; contact occurred TUR",
        "Their defence ministers had met in the Russian capital in December.", day=DAY),
    Row("in a capital, in Turkish", "Türk ve Suriyeli dışişleri bakanları Moskova'da görüştü",
        "contact background TUR; contact occurred TUR",
        "İki ülkenin savunma bakanları aralık ayında Rus başkentinde bir araya gelmişti.", day=DAY),
    Row("in a capital, in Arabic", "وزيرا خارجية تركيا وسوريا يجتمعان في موسكو", "contact background TUR; contact occurred TUR",
        "وكان وزيرا دفاع البلدين اجتمعا في العاصمة الروسية عام 2022.", day=DAY),
    Row("more of the same trip", "Iraqi premier visits Damascus", "contact background ARE; contact occurred IRQ",
        "Assad travelled to Abu Dhabi in March 2022, his first trip to an Arab state since the war began.", day=DAY),
    Row("received in a place", "Italy may send ambassador back to Damascus", "contact background ARE; relations discussed ITA",
        "Assad was received in Abu Dhabi in March last year.", day=DAY),
    Row("after years, in Turkish", "Safedi, Mikdad ile görüştü", "contact occurred JOR; relations background BHR",
        "Bahreyn, Aralık 2021'de Suriye'ye on yıl sonra ilk büyükelçisini atamıştı.", day=DAY),
]  # fmt: skip

ELIDED = [
    Row("ready", "Syria says ready to meet Erdogan", "contact discussed TUR", day=DAY),
    Row("could", "Erdogan says could meet Assad", "contact discussed TUR", day=DAY),
    Row("will", "Erdogan says will meet Assad soon", "contact announced TUR", day=DAY),
    Row("will not", "Turkey says won't meet Assad", "contact denied TUR", day=DAY),
    Row("somebody else does", "Kremlin says Erdogan could meet Assad", "contact discussed TUR", day=DAY),
]  # fmt: skip


@rows(ROUNDS)
def test_an_earlier_round_is_background_where_it_is_dated(row: Row) -> None:
    assert of(row) == row.wanted


@rows(SITTINGS)
def test_a_round_is_one_of_the_talks_that_the_headline_names(row: Row) -> None:
    assert of(row) == row.wanted


@rows(SUSPENDED)
def test_the_target_had_been_suspended(row: Row) -> None:
    assert of(row) == row.wanted


@rows(CONTACTS)
def test_contacts_long_past(row: Row) -> None:
    assert of(row) == row.wanted


@rows(ELIDED)
def test_who_says_it_is_who_will_do_it_where_nobody_else_is_named(row: Row) -> None:
    assert of(row) == row.wanted
