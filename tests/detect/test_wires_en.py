"""Ways of the wires in English: decisions dated by a month, two capitals, journeys, refusals beside a step, who sits together."""

from __future__ import annotations

from tests.detect.coded import Row, of, rows

DONE, OLD, COMING = "relations occurred OMN", "relations background OMN", "relations announced OMN"
BOTH = "relations denied OMN; relations occurred OMN"
FLAG = "Omani flag raised over embassy in Damascus"

TOLD = [
    Row("a decision dated long ago", "Oman", OLD, "Oman's decision in January to send an ambassador to Syria stands."),
    Row("a decision of this month", "Oman", COMING, "Oman's decision in April to send an ambassador to Syria stands."),
    Row("a month that dates the step", "Oman", COMING, "Oman decided to send an ambassador to Syria in January."),
    Row("how long it has been", "Oman's flag flutters over embassy in Damascus, ten years on", DONE),
    Row("the same ahead of the present", "Nine years on, Oman reopens its embassy in Damascus", DONE),
    Row("how long ago a noun names it", "A year on, reopening of Omani embassy in Damascus pays", OLD),
    Row("how long ago in the text", "Oman", OLD, "Nine years on, Oman reopens its embassy in Damascus."),
    Row("two capitals", "Oman and Syria", COMING, "Diplomats will resume work in Muscat and Damascus."),
    Row("two capitals, and a third state", "Oman and Syria", "", "Omani diplomats will resume work in Muscat and Cairo."),
    Row("where a leader goes", "Assad lands in Jeddah", "contact occurred SAU"),
    Row("where he is to go", "Assad to travel to Jeddah for talks with crown prince", "contact announced SAU"),
    Row("a summit to which he goes", "Assad lands in Jeddah for summit", ""),
    Row("another thing refused", FLAG, BOTH, "The embassy will not reopen for now."),
    Row("another thing not done yet", FLAG, DONE, "The embassy has not reopened yet."),
    Row("a leader without a name", "The Sultan, Syrian President hold talks", "", "The two sides discussed cooperation."),
    Row("together", "Russia brings rebel commanders and government officers together in Hama", "meeting occurred SYROPP"),
]


@rows(TOLD)
def test_ways_of_the_wires(row: Row) -> None:
    assert of(row) == row.wanted


SHARED = [
    Row("a kingdom", "Jordan names ambassador to Syria", "relations announced JOR", "The kingdom names an ambassador."),
    Row("after ministers meet", "Erdogan may meet Assad after ministers confer", "contact discussed TUR"),
    Row("a timeline", "Timeline: Syria", OLD, "Oman reopened its embassy in Damascus."),
]  # fmt: skip


@rows(SHARED)
def test_what_is_told_elsewhere(row: Row) -> None:
    assert of(row) == row.wanted


APART = [
    Row("another state's two sides", "Chad's government and opposition meet in Doha; Syrians look on", ""),
    Row("what one side meets another state over", "Opposition chiefs meet Qatari minister over Damascus talks", ""),
    Row("each side in its own town", "UN envoy meets regime ministers in Damascus, opposition in Istanbul", ""),
    Row("whose embassy opens what", "Embassy of Oman in Damascus opens art show", ""),
]


@rows(APART)
def test_what_is_no_table_of_both(row: Row) -> None:
    assert of(row) == row.wanted


STATES = [
    Row("a mere state", "Travel news", "", "The Omani embassy in Damascus is closed."),
    Row("what was done", "Travel news", "relations reversed OMN", "The Omani embassy in Damascus was closed."),
    Row("whom another imitates", "Norway follows Oman in recalling ambassador from Damascus", "relations reversed NOR"),
    Row("what opens at a mission", "Polls opened at Omani embassy in Damascus", ""),
]


@rows(STATES)
def test_what_is_no_closing_and_no_opening(row: Row) -> None:
    assert of(row) == row.wanted
