"""What the mentions of one entry do to each other."""

from __future__ import annotations

from tests.detect.coded import Row, detect, of, rows

KWT = "relations {} KWT"
OCCURRED, ANNOUNCED, DISCUSSED, DENIED, REVERSED, BACKGROUND = (
    KWT.format(status) for status in ("occurred", "announced", "discussed", "denied", "reversed", "background")
)
STEP, PLAN = "Kuwait reopens embassy in Damascus", "Kuwait will reopen its embassy in Damascus."

SAME = [
    Row("twice is one", STEP, OCCURRED, "Kuwait reopens its embassy in Damascus."),
    Row("the step outdoes talk of it", STEP, OCCURRED, "Kuwait may reopen its embassy in Damascus."),
    Row(
        "the step outdoes the headline's talk",
        "Kuwait may reopen embassy in Damascus",
        OCCURRED,
        "Kuwait reopened its embassy in Damascus.",
    ),
    Row(
        "talk of others stays",
        STEP,
        "relations discussed OMN; relations occurred KWT",
        "Oman may reopen its embassy in Damascus.",
    ),
    Row("talk alone stays", "Kuwait may reopen embassy in Damascus", DISCUSSED, "Kuwait may reopen its embassy in Damascus."),
    Row(
        "a headline's denial outdoes the tale",
        "Kuwait denies reopening embassy in Damascus",
        DENIED,
        "Kuwait reopened its embassy in Damascus.",
    ),
    Row("a headline's step outdoes the denial", STEP, OCCURRED, "Kuwait denies reopening its embassy in Damascus."),
    Row("a refusal outdoes talk in its sentence", "Kuwait refuses to reopen embassy in Damascus", DENIED),
    Row(
        "a call by others stays beside a refusal",
        "Kuwait refuses to reopen its embassy in Damascus",
        "relations denied KWT; relations discussed KWT",
        "Kuwait was urged to reopen its embassy in Damascus.",
    ),
]

TO_COME = [
    Row("a headline's present that the text dates to come", STEP, ANNOUNCED, PLAN),
    Row("a headline's past stays", "Kuwait hosts Mekdad", "contact occurred KWT", "Kuwait will host Mekdad again."),
    Row(
        "an envoy's step stays",
        "Kuwait's ambassador returns to Damascus",
        OCCURRED,
        "Kuwait's ambassador will return to Damascus.",
    ),
    Row(
        "of another state it says nothing",
        STEP,
        "relations announced OMN; relations occurred KWT",
        "Oman will reopen its embassy in Damascus.",
    ),
]

CLOSINGS = [
    Row("an old closing beside the step", STEP, OCCURRED, "Kuwait closed its embassy in Damascus in 2012."),
    Row(
        "beside mere talk it is told",
        "Kuwait may reopen embassy in Damascus",
        "relations background KWT; relations discussed KWT",
        "Kuwait closed its embassy in Damascus in 2012.",
    ),
    Row("alone it is told", "Garden diary", BACKGROUND, "Kuwait closed its embassy in Damascus in 2012."),
    Row("a new closing", "Kuwait closes embassy in Damascus", REVERSED),
    Row("old sanctions are not told", "US senator speaks", "", "The US shut trade with Syria in 2011."),
]

BROKEN = [
    Row(
        "talks that open and are broken off",
        "Syrian opposition and regime begin talks in Geneva",
        "meeting reversed SYROPP",
        "The talks between opposition and regime were called off.",
        day="2022-11-01",
    ),
    Row("talks that open", "Syrian opposition and regime begin talks in Geneva", "meeting occurred SYROPP", day="2022-11-01"),
    Row(
        "one faction refuses what another does",
        "Coalition refuses to meet regime; Daraa committee meets regime",
        "meeting denied SYROPP; meeting occurred SYROPP",
        day="2022-11-01",
    ),
    Row(
        "not now, perhaps later",
        "Kuwait has no plan to reopen embassy in Damascus now, perhaps later",
        "relations denied KWT; relations discussed KWT",
    ),
    Row("not now", "Kuwait has no plan to reopen embassy in Damascus now", DENIED),
]

RHETORIC = "Erdogan says normalization with Damascus takes time"
TALK = [
    Row("talk alone", RHETORIC, "rhetoric occurred TUR"),
    Row(
        "beside another sentence's contact",
        RHETORIC,
        "contact occurred TUR; rhetoric occurred TUR",
        "Fidan met Mekdad in Moscow.",
    ),
    Row(
        "loose talk beside a contact",
        "Erdogan says relations with Damascus will be good",
        "contact occurred TUR",
        "Fidan met Mekdad in Moscow.",
    ),
    Row("beside the step itself", RHETORIC, "relations occurred TUR", "Turkey reopens its embassy in Damascus."),
    Row(
        "beside what is long past",
        RHETORIC,
        "relations background TUR; rhetoric occurred TUR",
        "Turkey reopened its embassy in Damascus in 2019.",
    ),
    Row(
        "of the reconciling of opposition and target",
        "Turkey says Syrian opposition and regime must reconcile, normalize",
        "meeting discussed SYROPP",
        day="2022-11-01",
    ),
    Row("conditions of the target", "Damascus: no dialogue with Turkey before withdrawal", "rhetoric occurred TUR"),
]

OUTSIDE = [
    Row("who judges a meeting is not at it", "France opposes Jordanian king's meeting with Assad", "western occurred FRA"),
    Row(
        "who judges normalization takes no step",
        "Washington rejects normalization with the Assad regime and will not reopen embassy in Damascus",
        "western occurred USA",
    ),
    Row(
        "who hosts others is not at the table",
        "Turkish president hosts meeting of Syrian opposition and regime",
        "meeting occurred SYROPP",
        day="2022-11-01",
    ),
]


@rows([*SAME, *TO_COME, *CLOSINGS, *BROKEN, *TALK, *OUTSIDE])
def test_what_stands_of_several_mentions(row: Row) -> None:
    assert of(row) == row.wanted


def test_one_mention_keeps_the_best_of_both() -> None:
    (mention,) = detect("Ankara and Damascus hold talks", "The Turkish president met Assad in Moscow.").mentions
    assert (mention.actors, mention.level) == (("TUR",), "leader")
    (meeting,) = detect(
        "Syrian opposition meets regime", "Turkey sponsors the meeting of Syrian opposition and regime in Homs.", day="2022-11-01"
    ).mentions
    assert (meeting.sponsor, meeting.venue, meeting.venue_control, meeting.severity) == ("TUR", "Homs", "target", "critical")


def test_a_setting_gives_way_to_what_happens_in_it() -> None:
    told = "Moskova'daki görüşmede Türk ve Suriyeli bakanlar bir araya gelecek"
    assert of(Row("at the meeting the two will sit down", told, "")) == "contact announced TUR"
    assert of(Row("no setting", "Türk ve Suriyeli bakanlar Moskova'da görüştü", "")) == "contact occurred TUR"


LEVELS = [
    Row(
        "meetings planned at two levels",
        "Erdogan says he could meet Assad",
        "contact discussed TUR; contact discussed TUR",
        "A meeting of the two foreign ministers would come first, the Turkish leader said.",
    ),
    Row(
        "a meeting planned, told twice",
        "Erdogan says he could meet Assad",
        "contact discussed TUR",
        "A meeting of the two leaders would help, the Turkish leader said.",
    ),
    Row(
        "a meeting held at two levels",
        "Turkish foreign minister meets Mekdad in Moscow",
        "contact occurred TUR",
        "Turkish officials met Mekdad's deputies there too.",
    ),
]


@rows(LEVELS)
def test_meetings_at_several_levels(row: Row) -> None:
    assert of(row) == row.wanted


def test_the_level_is_that_of_who_will_meet() -> None:
    summary = "A meeting of the two foreign ministers would come first, the Turkish leader said."
    found = detect("Erdogan says he could meet Assad", summary).mentions
    assert sorted(mention.level or "" for mention in found) == ["leader", "ministerial"]
