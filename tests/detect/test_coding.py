"""Rules laid over entries: what an entry is about, what repeats a step, what a denial does to reports, which indicator it is."""

from __future__ import annotations

import pytest

from service.model.mention import Role, Status
from tests.detect.coded import Row, codes, detect, of, rows

TUR = "relations occurred TUR"
ABOUT = [
    Row("the target by name", "Turkey reopens embassy in Syria", TUR),
    Row("a place in its country", "Turkey reopens consulate in Aleppo", TUR),
    Row("nobody", "Turkey reopens embassy", ""),
    Row("another capital", "Turkey reopens embassy in Tripoli", ""),
    Row("a name that others have too", "Turkey restores relations with the regime", ""),
    Row("beside the target", "Turkey restores ties with the regime, Syria says", TUR),
    Row("both sides by names of others", "Opposition meets regime", "meeting occurred SYROPP", day="2022-11-01"),
    Row("both sides of another state", "Venezuelan opposition meets regime", "", day="2022-11-01"),
    Row("talks by their name", "Constitutional Committee meets", "meeting occurred SYROPP", day="2022-11-01"),
    Row("the headline alone names it", "Syria waits", TUR, "Turkey reopened its embassy."),
    Row("the summary alone names it", "Turkey reopens its embassy", TUR, "It stands in Damascus."),
]

INDICATORS = [
    Row("talk of normalization is rhetoric", "Turkey may normalize relations with Syria", "rhetoric occurred TUR"),
    Row("normalization done is a step", "Turkey normalizes relations with Syria", TUR),
    Row("a Western state's stand", "Germany rejects normalization with the Syrian regime", "western occurred DEU"),
    Row("another state's stand", "Qatar: no normalization with the Assad regime", "rhetoric occurred QAT"),
    Row("a Western state's own embassy", "Germany reopens embassy in Damascus", "relations occurred DEU"),
    Row("sanctions", "EU lifts sanctions on Syria", "economy occurred EU"),
    Row("sanctions kept", "US keeps sanctions on Syria", "economy denied USA"),
    Row("sanctions extended", "US extends sanctions on Syria", "economy occurred USA"),
    Row("aid is none", "Turkey sends humanitarian aid to Syria", ""),
    Row("an envoy named is announced", "Oman names ambassador to Syria", "relations announced OMN"),
    Row("a visit offered", "Erdogan invites Assad to Ankara", "contact discussed TUR"),
]

DENIALS = [
    Row("a report", "Kuwait reopened embassy in Damascus, sources say", "relations reported KWT"),
    Row(
        "a report that is denied",
        "Kuwait reopened embassy in Damascus, sources say",
        "relations denied KWT",
        "The ministry denied the report.",
    ),
    Row(
        "a fact beside a denial",
        "Kuwait reopened embassy in Damascus",
        "relations occurred KWT",
        "The ministry denied the report.",
    ),
]


@rows([*ABOUT, *INDICATORS, *DENIALS])
def test_what_is_coded(row: Row) -> None:
    assert of(row) == row.wanted


EVIDENCE = [
    ("Turkey may reopen its embassy in Damascus", {"embassy": "indicator", "reopen": "indicator", "may": "status"}),
    ("Turkey may reopen its embassy in Damascus", {"Turkey": "actor", "Damascus": "target"}),
    ("Turkish foreign minister meets Assad", {"meets": "indicator", "Turkish": "actor", "foreign minister": "level"}),
    ("قد تعيد تركيا فتح سفارتها في دمشق", {"تركيا": "actor", "دمشق": "target", "سفارتها": "indicator"}),
    ("Türkiye Şam Büyükelçiliğini yeniden açtı", {"Türkiye": "actor", "Şam": "target", "Büyükelçiliğini": "indicator"}),
]


@pytest.mark.parametrize(("title", "wanted"), EVIDENCE)
def test_evidence_names_the_words_and_what_they_stand_for(title: str, wanted: dict[str, str]) -> None:
    (mention,) = detect(title).mentions
    assert {span.text: span.role.value for span in mention.evidence}.items() >= wanted.items()
    assert len(set(mention.evidence)) == len(mention.evidence)
    assert all(title[span.start : span.end] == span.text for span in mention.evidence)


def test_evidence_of_a_meeting_names_the_opposition() -> None:
    (mention,) = detect("Syrian opposition meets regime in Geneva", day="2022-11-01").mentions
    assert {Role.OPPOSITION, Role.TARGET, Role.VENUE, Role.INDICATOR} <= {span.role for span in mention.evidence}
    assert mention.actors == ("SYROPP",)


def test_a_mention_tells_its_rule() -> None:
    (mention,) = detect("Oman names ambassador to Syria").mentions
    assert (mention.rule, mention.status) == ("envoy named or sent", Status.ANNOUNCED)
    assert mention.reasons[1] == "rule 'envoy named or sent': ENVOY + APPOINT"


def test_content_is_read_as_the_summary_is() -> None:
    assert codes(detect("Garden diary", content="Turkey reopened its embassy in Damascus.")) == TUR
