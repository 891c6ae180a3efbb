"""Talks that are to be held: by whom they are hosted, when they resume, who mediates, and what only looks back on them."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

DAY = "2022-06-10"
ANNOUNCED, OCCURRED, TALKED = "meeting announced SYROPP", "meeting occurred SYROPP", "meeting discussed SYROPP"

TO_COME = [
    Row("a host before the talks", "Geneva to host Syria talks", ANNOUNCED, day=DAY),
    Row("a round between host and talks", "Astana to host 19th round of Syria talks on June 22", ANNOUNCED, day=DAY),
    Row("talks that resume", "Syria talks to resume in Geneva", ANNOUNCED, day=DAY),
    Row("of two states", "Turkey-Syria talks to resume in Moscow", "contact announced TUR", day="2023-01-10"),
    Row("hosted for two states", "Moscow to host Turkey-Syria talks", "contact announced TUR", day="2023-01-10"),
    Row("what they are for is not to come", "Syria talks to end war open in Geneva", OCCURRED, day=DAY),
    Row("one who talks to another", "Assad talks to Erdogan", "contact occurred TUR", day="2023-01-10"),
    Row("another step behind", "UAE to resume Damascus flights after Sharaa visits Abu Dhabi",
        "contact occurred ARE; economy announced ARE", day="2025-04-14"),
    Row("no plans", "Kremlin has no plans to host Syria talks", "", day=DAY),
]  # fmt: skip

LOOKING_BACK = [
    Row("a timeline", "Ten years of Syria talks: a timeline", "", day=DAY),
    Row("years of talks in Arabic", "عشر سنوات من المفاوضات السورية", "", day=DAY),
    Row("a timeline of a meeting", "Syria opposition and government meet in Geneva: a timeline", TALKED, day=DAY),
    Row("what to know", "What to know about Syria talks", TALKED, day=DAY),
    Row("after weeks of them", "Rebels leave Homs", OCCURRED,
        "It was agreed after weeks of negotiations between rebel representatives and government officials.", day="2014-05-08"),
]  # fmt: skip

MEDIATED = [
    Row("by another state, in Turkish", "Muhalefet ile rejim, Rus arabuluculuğunda görüştü", OCCURRED, day=DAY),
    Row("behind a committee", "Dera Merkez Komitesi, Rus arabuluculuğunda rejim subaylarıyla görüştü", OCCURRED, day=DAY),
    Row("another state's opposition", "Rus muhalefeti hükümetle görüştü", "", day=DAY),
    Row("another state's officers", "Muhalefet Rus subaylarla görüştü", "", day=DAY),
    Row("the talks of a country in Arabic", "جنيف تستضيف محادثات سوريا", OCCURRED, day=DAY),
    Row("talks on a country in Arabic", "واشنطن وموسكو تعقدان محادثات حول سوريا", "", day=DAY),
    Row("only proposed, by a verb that is no noun", "İran'dan Suriye önerisi", TALKED,
        "Teklif hükümet ile muhalefetin aynı masaya oturmasını öngörüyor.", day=DAY),
]  # fmt: skip


@rows(TO_COME)
def test_talks_that_are_to_be_held_are_announced(row: Row) -> None:
    assert of(row) == row.wanted


@rows(LOOKING_BACK)
def test_years_of_talks_are_no_meeting(row: Row) -> None:
    assert of(row) == row.wanted


@rows(MEDIATED)
def test_who_mediates_is_not_at_the_table(row: Row) -> None:
    assert of(row) == row.wanted
