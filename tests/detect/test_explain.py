"""A detection explained to its reader."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.detect.explain import explain
from tests.detect.coded import detector, entry

NOW = datetime(2023, 5, 1, tzinfo=UTC)

VERDICTS = [
    ("Turkey reopens its embassy in Damascus", "pages (critical): diplomatic_relations with status occurred"),
    ("Oman reopens its embassy in Damascus", "pages (high): diplomatic_relations with status occurred"),
    (
        "Turkey may reopen its embassy in Damascus",
        "does not page: status discussed because of “may”; it would page as occurred, announced, reported or reversed",
    ),
    (
        "Turkey reopened its embassy in Damascus in 2019",
        "does not page: status background (dated 2019); it would page as occurred, announced, reported or reversed",
    ),
    (
        "Erdogan meets Assad",
        "does not page (medium): the watch assi pages for diplomatic_relations and opposition_regime_meeting alone",
    ),
]


@pytest.mark.parametrize(("title", "verdict"), VERDICTS)
def test_a_verdict_says_why_it_pages_or_not(title: str, verdict: str) -> None:
    assert explain(detector(), entry(title), NOW).verdicts == (verdict,)


def test_what_was_recognized_is_shown_where_it_stands() -> None:
    title = "Turkish foreign minister may meet Assad"
    found = explain(detector(), entry(title), NOW)
    told = {(title[one.start : one.end], one.meaning) for one in found.recognized}
    assert told >= {
        ("Turkish", "actor TUR"),
        ("may", "cue MODAL"),
        ("meet", "concept MEET"),
        ("foreign minister", "rank ministerial"),
        ("Assad", "actor SYR (leader)"),
    }
    assert all(not one.meaning.startswith("sign") for one in found.recognized)


def test_nothing_found_has_no_verdict() -> None:
    found = explain(detector(), entry("Garden diary"), NOW)
    assert (found.verdicts, found.detection.mentions) == ((), ())
