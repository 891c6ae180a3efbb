"""Moments in what people read: by the clocks of their zone, the zone named; what programs read stays in UTC."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from service.alert.hold import PlanSettings
from service.alert.notice import digest
from service.alert.remind import reminder
from service.alert.render import Templates
from service.alert.sandbox import local_minute
from service.alert.withheld import withheld
from service.model.alert import Silence
from tests.alert.made import NOW, alert, held, planned, signal

if TYPE_CHECKING:
    from tests.alert.outbox import Outbox

ZONE = "Asia/Damascus"
LOCAL = "2018-12-27 11:30 Asia/Damascus"
SILENCE = Silence(id=None, until=NOW, author="ana", created_at=NOW - timedelta(days=1))


@pytest.mark.parametrize("name", ["alert.txt.j2", "alert.html.j2"])
def test_the_foot_of_a_letter_names_the_zone(name: str) -> None:
    text = Templates(timezone=ZONE).render(name, alert().content).text
    assert f"signal k7m2, {LOCAL}" in text
    assert "2018-12-27T09:30:00Z" not in text


@pytest.mark.parametrize("name", ["digest.txt.j2", "digest.html.j2"])
def test_a_digest_tells_its_moments_in_the_zone_and_programs_theirs_in_utc(name: str) -> None:
    made = digest([held(), held("b")], [alert()], NOW, timezone=ZONE)
    assert made.title == f"2 alerts held back until {LOCAL}"
    assert made.content["items"][0]["published"] == "2018-12-27T09:30:00Z"  # type: ignore[index]
    text = Templates(timezone=ZONE).render(name, made.content).text
    assert f", {LOCAL}" in text.replace("</bdi>", "")
    assert "2018-12-27T09:30:00Z" not in text


def test_a_reminder_says_in_the_zone_what_it_reminds_of() -> None:
    again = reminder(alert(), 1, NOW + timedelta(hours=1), ZONE)
    assert f"alert k7m2-1 of {LOCAL} yet" in again.content["detail"]["reminder"]  # type: ignore[index]


def test_a_silence_ends_by_the_clocks_of_the_zone() -> None:
    muted = planned(silences=(SILENCE,), settings=PlanSettings(timezone=ZONE)).deliveries[0].muted
    assert muted == f"silenced by ana until {LOCAL}"


async def test_a_silence_for_what_waits_already_ends_by_the_same_clocks(store: Outbox) -> None:
    before = NOW - timedelta(hours=1)
    store.review(signal(), "")
    await store.write(lambda tx: tx.silences.add(SILENCE))
    about = held("k7m2")
    told = await store.read(lambda tx: withheld(tx, about, "desk", before, ZONE))
    assert told == f"silenced by ana until {LOCAL}"


@pytest.mark.parametrize("text", ["", "soon", "2018-12-27T25:00:00Z"])
def test_what_is_no_moment_stays_as_it_is(text: str) -> None:
    assert local_minute(text, ZONE) == text


@pytest.mark.parametrize(("outlets", "told"), [(1, "1 outlet in all"), (14, "14 outlets in all")])
def test_outlets_are_counted_in_their_number(outlets: int, told: str) -> None:
    content = dict(alert().content)
    content |= {"truncated": True, "detail": {**content["detail"], "sources": outlets}}  # type: ignore[dict-item]
    assert told in Templates().render("alert.txt.j2", content).text
