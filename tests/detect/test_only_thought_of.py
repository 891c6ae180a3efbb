"""What is only thought of, long past or told besides in English, each beside a step that is taken."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

WAYS = [
    Row("what would be", "Reopening the embassy in Damascus would reward Assad, Slovak minister says", "relations discussed SVK"),
    Row(
        "what would be",
        "Slovakia says naming ambassador to Syria would imply recognition",
        "relations discussed SVK",
    ),
    Row("what would be", "Slovakia says it would recognise the Assad government", "relations announced SVK"),
    Row(
        "an old date at the end",
        "A timeline",
        "relations background BHR",
        "Bahrain reopened its Damascus embassy, in December 2018.",
    ),
    Row("a date at the end", "Bahrain", "relations occurred BHR", "Bahrain reopened its Damascus embassy, in April 2023."),
    Row("at odds with whom", "At odds with Germany, Greece names ambassador to Syria", "relations announced GRC"),
    Row("at odds with whom", "Along with Germany, Greece criticises ambassador of Syria", ""),
    Row("for which post", "Greece", "relations announced GRC", "Athens has named a diplomat to head its embassy in Damascus."),
    Row("for which post", "Greece asks diplomat to head its embassy in Cairo", ""),
    Row("in passing", "Greek ministry asks about files in the embassy it closed in Damascus", ""),
    Row("in passing", "Greek ministry says it closed its embassy in Damascus", "relations reversed GRC"),
    Row("who met and decided", "Ministers meeting in Cairo voted to readmit Assad to the Arab League", "relations occurred LAS"),
    Row("who leaves", "Greece recalls envoy from Syria", "relations reversed GRC", "The ambassador left Damascus on Sunday."),
    Row("a date of the noun", "Oman", "relations occurred OMN", "The embassy in Damascus closed in 2012 reopened on Monday."),
    Row("a date of the verb", "Oman", "relations background OMN", "The embassy in Damascus reopened in 2012 with 3 diplomats."),
    Row(
        "behind an aside",
        "Oman",
        "relations announced OMN",
        "It named a man, who lives in Rome, ambassador to Damascus.",
    ),
    Row("behind an aside", "Oman", "", "It named a man, whose wife is an ambassador in Damascus, head of customs."),
    Row(
        "one's own stand",
        "Qatar says not to normalise with Assad after League took Syria back",
        "relations occurred LAS; rhetoric occurred QAT",
    ),
    Row("may, at a date", "Greece may reopen its Damascus embassy next month", "relations discussed GRC"),
    Row("will, at a date", "Greece will reopen its Damascus embassy next month", "relations announced GRC"),
    Row("in whose town", "Syrian consulate in Dubai reopens", "relations occurred ARE"),
    Row("in whose town", "Kuwaiti consulate in Dubai reopens, Syrians say", ""),
    Row("only where it stands", "Greece shuts its Syria embassy", "relations reversed GRC"),
    Row("told without names", "Greece to reopen embassy in Damascus, officials tell Reuters", "relations reported GRC"),
    Row("told by name", "Greece to reopen embassy in Damascus, minister tells Reuters", "relations announced GRC"),
    Row("to reopen it", "Syrian envoy takes up post in Tunis", "relations occurred TUN", "He flew in to reopen the embassy."),
    Row("to reopen it", "Tunis asks Syria to reopen the embassy", "relations discussed TUN"),
    Row("granted", "Although told not to, Greece reopens its embassy in Damascus", "relations occurred GRC"),
    Row("granted", "Although asked, Greece will not reopen its embassy in Damascus", "relations denied GRC"),
    Row("left undone", "Greece, without asking anybody, reopens its embassy in Damascus", "relations occurred GRC"),
    Row("left undone", "Greece ends year without reopening its embassy in Damascus", "relations denied GRC"),
    Row("long past in an aside", "Greece, which last year refused to, restores ties with Syria", "relations occurred GRC"),
    Row("any", "Greece sees risk in any embassy reopening in Damascus", "relations discussed GRC"),
    Row("who mediates", "Egypt offers to mediate between Syrian rebels and Assad", "meeting discussed SYROPP", day="2022-07-16"),
    Row(
        "had met before",
        "The rebels, who had met Assad's men in Moscow, want arms",
        "meeting background SYROPP",
        day="2016-09-10",
    ),
    Row("had stayed away", "The rebels, who had stayed away, met Assad's men", "meeting occurred SYROPP", day="2016-09-10"),
    Row("left over it", "Bloc quits Syrian coalition over talks with Assad", "meeting discussed SYROPP", day="2014-01-20"),
    Row("leaves it", "Syrian opposition quits talks with Assad", "meeting reversed SYROPP", day="2014-01-20"),
    Row("whose envoys", "Turkey told that rebels will not sit with Assad's envoys", "meeting denied SYROPP"),
]


@rows(WAYS)
def test_is_told_apart_from_a_step(row: Row) -> None:
    assert of(row) == row.wanted
