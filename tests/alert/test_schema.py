"""The published JSON Schema of the webhook's body holds for every body that is sent, and the body stays small."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.alert import channels
from service.alert.channels.body import BODY_LIMIT, signal_body
from service.alert.notice import digest, trial, trouble
from service.model.alert import Reason
from service.model.mention import Severity, Status
from service.model.signal import Change
from tests.alert.made import NOW, alert, change, held, planned, receipt, telling

if TYPE_CHECKING:
    from service.model.alert import Alert

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
SCHEMA = json.loads((Path(channels.__file__).parent / "webhook.schema.json").read_text())


def closed(schema: Any) -> Any:
    """The same schema, in which a key that is not named is a mistake: so that nothing is sent that is not published."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: closed(each) for name, each in schema.items()}
    return {**made, "additionalProperties": False} if schema.get("type") == "object" else made


VALIDATOR = jsonschema.Draft202012Validator(closed(copy.deepcopy(SCHEMA)))


def checked(of: Alert) -> dict[str, Any]:
    body = signal_body(of)
    assert len(body) <= BODY_LIMIT
    read: dict[str, Any] = json.loads(body)
    VALIDATOR.validate(read)
    return read["data"]  # type: ignore[no-any-return]


def changes() -> list[Alert]:
    kinds = [
        change(),
        change(Change.RAISED, number=2, previous=Status.REPORTED),
        change(Change.REVERSED, number=3, previous=Status.OCCURRED, status=Status.REVERSED),
        *(change(kind, number=4, previous=Status.OCCURRED) for kind in (Change.DENIED, Change.RETRACTED, Change.REJECTED)),
    ]
    made = [planned(each, receipts=(receipt(),)).alert for each in kinds]
    return [each for each in made if each is not None]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("of", changes(), ids=lambda each: each.id)
def test_what_is_told_of_a_signal_is_as_published(of: Alert) -> None:
    assert checked(of)["signal"] == "k7m2"


def test_what_is_told_of_the_service_is_as_published_with_its_text() -> None:
    for of in (trial("hook", NOW), trouble("gone", "hook", "hook: the receiver answered 410", NOW)):
        assert "hook" in checked(of)["text"]


def test_a_digest_is_as_published_and_accounts_for_every_alert() -> None:
    shown = [alert(id=f"{number}-1", title="ب" * 300) for number in range(50)]
    data = checked(digest([held(str(number)) for number in range(700)], shown, NOW, lines=["Blind for Arabic"]))

    told = [each["alert"] for each in data["items"]] + data["more"]
    assert told == [f"{number}-1" for number in range(700)]
    assert (data["count"], data["lines"], data["truncated"]) == (700, ["Blind for Arabic"], True)
    assert len(data["items"]) >= 2


def test_a_flood_is_counted_even_where_its_ids_have_no_room() -> None:
    data = checked(digest([held(f"signal-number-{number}") for number in range(5000)], [alert()], NOW))
    assert data["count"] == 5000
    assert data["truncated"] is True


def test_many_long_entries_are_left_out_from_the_end_and_it_says_so() -> None:
    long = tuple(telling(entry_id=n, title="ب" * 300, link="https://x.example.org/" + "p" * 1900) for n in range(12))
    made = planned(telling=long[0], entries=long).alert
    assert made is not None
    data = checked(made)
    assert data["truncated"] is True
    assert 1 <= len(data["entries"]) < 12


def test_a_small_body_is_whole() -> None:
    assert "truncated" not in checked(alert())


@given(title=st.text(max_size=400), source=st.text(max_size=200), link=st.text(max_size=50), severity=st.sampled_from(Severity))
def test_whatever_a_feed_writes_is_as_published(title: str, source: str, link: str, severity: Severity) -> None:
    told = telling(title=title, source=source, link=f"https://e.example/{link}", lang=source)
    made = planned(change(title=title, venue=title, severity=severity), telling=told).alert
    if made is not None:
        assert checked(made)["reason"] == Reason.NEW
