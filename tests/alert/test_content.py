from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.alert.content import content_of, newest_first, web_link, webhook_data
from service.alert.hold import PlanSettings
from service.alert.keys import alert_id, delivery_key, thread_key
from service.alert.quote import quotes
from service.alert.words import CORRECTION, OUTLOOK, REASON, STATUS, admiralty
from service.model.alert import Reason
from service.model.mention import Evidence, Role, Severity, Status
from service.model.signal import Change
from tests.alert.made import NOW, TEXT, TITLE, alert, change, mention, planned, receipt, telling

CONTRACT_KEYS = [
    "version", "alert", "signal", "reason", "severity", "indicator", "status", "previous_status", "actors", "target", "title",
    "entries",
]  # fmt: skip


def test_the_webhook_gets_what_the_contract_promises_and_nothing_else() -> None:
    data = webhook_data(alert().content)

    assert list(data) == CONTRACT_KEYS
    assert data["entries"] == [
        {
            "title": TITLE,
            "link": "https://news.example.org/1",
            "source": "Enab Baladi",
            "published": "2018-12-27T09:30:00Z",
            "lang": "en",
        }
    ]
    assert json.loads(json.dumps(data)) == data


def test_many_or_long_entries_are_clipped_and_say_so() -> None:
    many = tuple(telling(entry_id=n, title="ب" * 10_000, link="https://x.example.org/" + "p" * 3000) for n in range(40))
    made = planned(entries=many).alert
    assert made is not None
    data = webhook_data(made.content)

    assert data["truncated"] is True
    assert len(json.dumps(data, ensure_ascii=False).encode()) < 20_000


def test_each_entry_stands_once_and_the_cause_first() -> None:
    old, new = telling(entry_id=1, published=NOW - timedelta(days=1)), telling(entry_id=2)
    cause = telling(entry_id=1, published=NOW - timedelta(days=1), title="cause")
    assert [each.title for each in newest_first(cause, [old, new])] == ["cause", TITLE]
    assert [each.entry_id for each in newest_first(None, [old, new])] == [2, 1]


def test_names_of_actors_stand_beside_their_codes() -> None:
    made = planned(settings=PlanSettings(names={"TUR": "Turkey"})).alert
    assert made is not None
    detail = made.content["detail"]
    assert isinstance(detail, dict)
    assert detail["facts"][0] == {"name": "Who", "value": "Turkey (TUR) and SYR"}


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://example.org/a b", "HTTP://example.org/a%20b"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("", ""),
        ("https://example.org/\r\nBcc: x", "https://example.org/%20Bcc:%20x"),
    ],
)
def test_only_web_links_are_links(link: str, shown: str) -> None:
    assert web_link(link) == shown


def test_the_evidence_is_quoted_with_marks() -> None:
    title, text = quotes(telling())

    assert [(piece["text"], piece["mark"]) for piece in title] == [
        ("Turkey", True),
        (" ", False),
        ("reopens its embassy", True),
        (" in Damascus", False),
    ]
    assert "".join(str(piece["text"]) for piece in text) == TEXT
    assert [piece["text"] for piece in text if piece["mark"]] == ["raised its flag"]


def test_evidence_of_a_field_inside_a_longer_text_is_found_by_its_words() -> None:
    away = Evidence(field="content", start=900, end=915, text="raised its flag", role=Role.STATUS)
    long = telling(text=("word " * 100) + TEXT + (" word" * 100), mention=mention(evidence=(away,)))

    (quote,) = quotes(long)
    assert quote[0] == {"text": "…", "mark": False}
    assert [piece["text"] for piece in quote if piece["mark"]] == ["raised its flag"]
    assert str(quote[-1]["text"]).endswith("…")
    assert len("".join(str(piece["text"]) for piece in quote)) < 400


@given(
    text=st.text(),
    spans=st.lists(
        st.tuples(st.integers(-5, 50), st.integers(-5, 50), st.text(max_size=9), st.sampled_from(["title", "content"]))
    ),
)
def test_no_evidence_however_wrong_breaks_a_quote(text: str, spans: list[tuple[int, int, str, str]]) -> None:
    evidence = tuple(Evidence(field=f, start=a, end=b, text=t, role=Role.ACTOR) for a, b, t, f in spans)
    for quote in quotes(telling(title=text, text=text, mention=mention(evidence=evidence))):
        assert all(len(str(piece["text"])) <= 402 for piece in quote)


def test_every_code_has_its_words() -> None:
    assert set(STATUS) == set(OUTLOOK) == set(Status)
    assert set(REASON) == set(Reason)
    assert set(CORRECTION) == {Change.DENIED, Change.RETRACTED, Change.REJECTED}
    assert admiralty("B2") == "usually reliable source, probably true"
    assert admiralty("") == ""


def test_keys_have_the_shape_that_receivers_expect_and_differ_by_each_part() -> None:
    keys = {delivery_key(a, c, r) for a in ("s-1", "s-2") for c in ("desk", "hook") for r in ("x", "y")}
    assert len(keys) == 8
    assert all(re.fullmatch(r"msg_[a-z2-7]{26}", key) for key in keys)
    assert thread_key("s", "desk", "x") == delivery_key(alert_id("s", 1), "desk", "x")


@pytest.mark.parametrize(
    ("kind", "changes", "words", "status", "outlook"),
    [
        (
            Change.DENIED,
            {"status": Status.DENIED},
            "A party now denies it.",
            "denied (was occurred): a party says that it did not happen or will not happen",
            "Only a party that says or does otherwise would bring it back.",
        ),
        (
            Change.REJECTED,
            {"by": "ana"},
            "A reviewer rejected it: the earlier alert was wrong.",
            "rejected by ana (was told as occurred)",
            "Only taking the rejection back: thaw signals review k7m2 undo",
        ),
        (
            Change.RETRACTED,
            {"sources": ()},
            "The outlet changed its text and no longer says so.",
            "retracted (was told as occurred)",
            "A new report of the step would bring it back.",
        ),
        (
            Change.RETRACTED,
            {"status": Status.REPORTED},
            "The outlet changed its text and no longer says so. What is left tells it as reported.",
            "reported (was occurred): told by unnamed sources or by media, not confirmed by a party",
            "A named official who confirms it makes it announced or occurred; a party's denial makes it denied.",
        ),
    ],
)
def test_a_correction_says_in_words_what_happened_and_what_it_corrects(
    kind: Change, changes: dict[str, Any], words: str, status: str, outlook: str
) -> None:
    told = (receipt(at=NOW - timedelta(hours=2)), receipt("b@example.org"))
    made = planned(change(kind, number=2, previous=Status.OCCURRED, **changes), receipts=told).alert
    assert made is not None
    detail = made.content["detail"]
    assert isinstance(detail, dict)
    assert detail["correction"] == f"{words} It corrects what was sent since 2018-12-27 07:30 UTC."
    assert {"name": "Status", "value": status} in detail["facts"]
    assert detail["outlook"] == outlook
    assert (made.content["reason"], made.content["previous_status"]) == ("corrected", "occurred")


def test_people_read_moments_of_their_zone_and_programs_of_utc() -> None:
    content = content_of(
        change(Change.RETRACTED), telling(), alert="s1-1", reason=Reason.CORRECTED, severity=Severity.HIGH,
        entries=[telling()], names={}, now=NOW, told_since=NOW, timezone="Europe/Istanbul",
    )  # fmt: skip
    detail: Any = content["detail"]
    assert detail["tellings"][0]["when"] == "2018-12-27 12:30 Europe/Istanbul"
    assert "since 2018-12-27 12:30 Europe/Istanbul" in detail["correction"]
    assert detail["tellings"][0]["published"] == "2018-12-27T09:30:00Z"
