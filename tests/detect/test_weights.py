"""Severity, confidence, evidence and endings as functions of what they are given, without any text that leads there."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.detect.confidence import LEAST, SUREST, confidence_of, confirmed
from service.detect.draft import Draft
from service.detect.evidence import evidence_of
from service.detect.knowledge import Acting, Rule
from service.detect.lexicon import Span, Tag
from service.detect.severity import DONE, HIGH_LEVELS, PAGED, severity_of
from service.detect.status import Verdict
from service.model.mention import PAGING, SEVERITIES, Role, Severity, Status
from tests.detect.coded import codes, detect, detector, entry, sentence
from tests.detect.test_strangers import cast

RULE = Rule(name="r", all=("MISSION",), status="occurred", acting=Acting.OWNER)
(WATCH,) = detector().watches
MEETING, CONTACT, WESTERN = "opposition_regime_meeting", "official_contact", "western_position"


def draft(indicator: str = "diplomatic_relations", status: Status = Status.OCCURRED, actors: tuple[str, ...] = ("TUR",)) -> Draft:
    """A draft of nothing but its indicator, status and actors."""
    verdict = Verdict(status, None, "")
    made = sentence("Embassy reopens")
    return Draft(indicator=indicator, rule=RULE, verdict=verdict, actors=actors, sentence=made, step=(), confidence=1, reasons=())


@pytest.mark.parametrize("status", Status)
def test_the_principals_step_is_critical_where_it_is_done(status: Status) -> None:
    wanted = Severity.CRITICAL if status in DONE else Severity.HIGH if status in PAGED else Severity.LOW
    assert severity_of(draft(status=status), WATCH) == wanted


@pytest.mark.parametrize("status", Status)
def test_anybody_elses_step_is_at_most_high(status: Status) -> None:
    wanted = Severity.HIGH if status in PAGED else Severity.LOW
    assert severity_of(draft(status=status, actors=("OMN",)), WATCH) == wanted


def test_a_seat_of_an_organization_is_not_the_principals_own_step() -> None:
    seat = draft()
    seat.rule = replace(RULE, scope="multilateral")
    assert severity_of(seat, WATCH) == Severity.HIGH


def test_the_principal_among_others_counts() -> None:
    assert severity_of(draft(actors=("OMN", "TUR")), WATCH) == Severity.CRITICAL


MEETINGS = [
    ("sponsored by the principal in the target's land", "TUR", "target", Severity.CRITICAL),
    ("one sponsor of two", "RUS,TUR", "target", Severity.CRITICAL),
    ("sponsored by the principal elsewhere", "TUR", None, Severity.HIGH),
    ("sponsored by another", "RUS", "target", Severity.HIGH),
    ("a code that only holds the principal's", "XTUR", "target", Severity.HIGH),
    ("sponsored by nobody", None, "target", Severity.HIGH),
]


@pytest.mark.parametrize(("sponsor", "control", "wanted"), [row[1:] for row in MEETINGS], ids=[row[0] for row in MEETINGS])
def test_a_meeting_is_the_principals_by_sponsor_and_place(sponsor: str | None, control: str | None, wanted: Severity) -> None:
    meeting = draft(MEETING, actors=("TUR",))
    meeting.sponsor, meeting.venue_control = sponsor, control
    assert severity_of(meeting, WATCH) == wanted


@pytest.mark.parametrize(("status", "level"), [*product(Status, [*sorted(HIGH_LEVELS), "technical", "envoy", None])])
def test_a_contact_matters_by_its_level_where_it_is_done(status: Status, level: str | None) -> None:
    contact = draft(CONTACT, status)
    contact.level = level
    assert severity_of(contact, WATCH) == (Severity.MEDIUM if status in DONE and level in HIGH_LEVELS else Severity.LOW)


@pytest.mark.parametrize("status", Status)
def test_a_western_position_matters_where_it_was_taken(status: Status) -> None:
    wanted = Severity.MEDIUM if status is Status.OCCURRED else Severity.LOW
    assert severity_of(draft(WESTERN, status, ("USA",)), WATCH) == wanted


@given(st.sampled_from(Status), st.sampled_from(["diplomatic_relations", MEETING, CONTACT, WESTERN, "nothing"]))
def test_without_a_principal_and_pages_nothing_pages(status: Status, indicator: str) -> None:
    quiet = replace(WATCH, principal=None, pages=frozenset())
    assert severity_of(draft(indicator, status), quiet) not in PAGING


@given(st.sampled_from(Status), st.sampled_from(["diplomatic_relations", MEETING, CONTACT, WESTERN]))
def test_talk_and_the_past_page_nobody(status: Status, indicator: str) -> None:
    paged = severity_of(draft(indicator, status), WATCH) in PAGING
    assert paged is (status in PAGED and indicator in WATCH.pages)
    assert severity_of(draft(indicator, status), WATCH) in SEVERITIES[1:]


def span(start: int, end: int) -> Span:
    """Words of a sentence as a concept."""
    return Span(start, end, Tag("concept", "MISSION"))


PLAIN = Verdict(Status.OCCURRED, None, "")
DOUBTS = [
    ("all is told in a headline", "Turkey reopens its embassy in Syria", [(1, 2), (3, 4)], SUREST),
    ("three words between", "Turkey reopens one two three embassy in Syria", [(1, 2), (5, 6)], SUREST),
    ("four words between", "Turkey reopens one two three four embassy in Syria", [(1, 2), (6, 7)], 0.85),
    ("no target", "Turkey reopens its embassy", [(1, 2), (3, 4)], 0.85),
    ("twenty words", "Turkey reopens embassy in Syria" + " one" * 15, [(1, 2)], SUREST),
    ("twenty-one words", "Turkey reopens embassy in Syria" + " one" * 16, [(1, 2)], 0.9),
    ("four names", "Turkey reopens embassy in Syria as Oman, Egypt wait", [(1, 2)], SUREST),
    ("five names", "Turkey reopens embassy in Syria as Oman, Egypt, Iraq wait", [(1, 2)], 0.85),
]


@pytest.mark.parametrize(("text", "step", "wanted"), [row[1:] for row in DOUBTS], ids=[row[0] for row in DOUBTS])
def test_each_doubt_begins_where_it_says(text: str, step: list[tuple[int, int]], wanted: float) -> None:
    made = cast(text)
    sure, doubts = confidence_of([span(*each) for each in step], made.parties[:1], made, PLAIN)
    assert sure == wanted
    assert len(doubts) == (wanted != SUREST)


def test_who_acts_elsewhere_and_speech_are_doubts() -> None:
    made, other = cast("Embassy in Syria reopens"), cast("Turkey waits")
    assert confidence_of([span(0, 1)], other.parties, made, PLAIN)[0] == 0.8
    assert confidence_of([span(0, 1)], made.parties, made, PLAIN, speech=True)[0] == 0.85


def test_all_doubts_together_leave_the_least() -> None:
    made = cast("Oman, Egypt, Iraq, Tunisia, Algeria may" + " one" * 30)
    made.sentence.part = "summary"
    (cue,) = made.sentence.of("cue", "MODAL")
    verdict = Verdict(Status.DISCUSSED, cue, "")
    sure, doubts = confidence_of([span(20, 21), span(30, 31)], (), made, verdict, speech=True)
    assert len(doubts) == len(set(doubts)) == 8
    assert sure == LEAST


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_two_sentences_tell_is_surer_and_never_certain(one: float, other: float) -> None:
    assert confirmed(one, other) == confirmed(other, one)
    assert min(0.99, max(one, other)) - 0.01 <= confirmed(one, other) <= 0.99


def test_evidence_is_each_span_once_in_its_field() -> None:
    made = entry("Türkiye's  embassy reopens", "In Şam’da it rained. Embassy reopens.")
    title, first, second = detector().read(made, detector().languages["en"], made.published.date())  # type: ignore[union-attr]  # it has one
    one = draft()
    one.evidence = [
        (title, span(0, 2), Role.INDICATOR),
        (first, span(1, 2), Role.VENUE),
        (title, span(0, 2), Role.INDICATOR),
        (title, span(0, 2), Role.ACTOR),
        (second, span(1, 2), Role.INDICATOR),
    ]
    found = evidence_of(one, made)
    assert [(each.field, each.text, each.role) for each in found] == [
        ("title", "Türkiye's  embassy", Role.INDICATOR),
        ("summary", "Şam’da", Role.VENUE),
        ("title", "Türkiye's  embassy", Role.ACTOR),
        ("summary", "reopens", Role.INDICATOR),
    ]
    assert all(getattr(made, each.field)[each.start : each.end] == each.text for each in found)


def test_a_draft_is_bilateral_unless_its_rule_says_otherwise() -> None:
    one = draft()
    assert (one.scope, one.closing, one.headline, one.nominal) == ("bilateral", False, True, False)
    one.rule = replace(RULE, scope="multilateral", status="reversed")
    assert (one.scope, one.closing) == ("multilateral", True)


ATTENDED = [
    ("told of the meeting", "Omani foreign minister also attended the meeting.", "contact occurred OMN,TUR"),
    ("told not to have", "Omani foreign minister did not attend the meeting.", "contact occurred TUR"),
    ("no official", "Omani poets attended the meeting.", "contact occurred TUR"),
    ("of an ally", "Russian foreign minister attended the meeting.", "contact occurred TUR"),
    ("of another occasion", "Omani foreign minister also attended the wedding.", "contact occurred TUR"),
]


@pytest.mark.parametrize(("summary", "wanted"), [row[1:] for row in ATTENDED], ids=[row[0] for row in ATTENDED])
def test_who_else_attended_is_one_more_at_the_meeting(summary: str, wanted: str) -> None:
    assert codes(detect("Turkish foreign minister meets Mekdad", summary)) == wanted
