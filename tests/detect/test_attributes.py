"""Who sponsors a meeting, where it is held, and who held that place on the day."""

from __future__ import annotations

from datetime import date

import pytest

from service.detect.knowledge import Place
from service.model.mention import Role
from tests.detect.coded import detect

MEET = "meeting of Syrian opposition and regime"
TOLD = [
    (f"Turkey sponsors {MEET} in Homs", "", "2022-11-01", ("TUR", "Homs", "target", "critical")),
    (f"Turkey sponsors {MEET} in Idlib", "", "2022-11-01", ("TUR", "Idlib", None, "high")),
    (f"Turkey sponsors {MEET} in Idlib", "", "2014-01-01", ("TUR", "Idlib", "target", "critical")),
    (f"Turkey sponsors {MEET} in Aleppo", "", "2014-01-01", ("TUR", "Aleppo", None, "high")),
    (f"Turkey sponsors {MEET} in Aleppo", "", "2017-01-01", ("TUR", "Aleppo", "target", "critical")),
    (f"Turkey sponsors {MEET} in Geneva", "", "2022-11-01", ("TUR", "Geneva", None, "high")),
    (f"Turkey sponsors {MEET}", "", "2022-11-01", ("TUR", None, None, "high")),
    (f"Russia and Turkey sponsor {MEET} in Homs", "", "2022-11-01", ("RUS,TUR", "Homs", "target", "critical")),
    (f"Russia sponsors {MEET} in Homs", "", "2022-11-01", ("RUS", "Homs", "target", "high")),
    ("Syrian opposition meets regime in Geneva under UN auspices", "", "2022-11-01", ("UN", "Geneva", None, "high")),
    ("Syrian opposition meets regime in Geneva as Turkey watches", "", "2022-11-01", (None, "Geneva", None, "high")),
    ("Syrian opposition meets regime", "They came to Homs.", "2022-11-01", (None, "Homs", "target", "high")),
    ("Syrian opposition meets regime", "It rained. It rained again. Homs was dry.", "2022-11-01", (None, None, None, "high")),
    ("Damascus: Syrian opposition meets regime in Homs", "", "2022-11-01", (None, "Homs", "target", "high")),
    ("In Damascus Syrian opposition meets regime", "", "2022-11-01", (None, "Damascus", "target", "high")),
    ("In Ankara Syrian opposition meets regime", "", "2022-11-01", (None, "Ankara", None, "high")),
    ("Suriye muhalefeti rejimle Şam'da görüştü", "", "2022-11-01", (None, "Damascus", "target", "high")),
    ("Syrian opposition meets Damascus", "", "2022-11-01", (None, None, None, "high")),
    ("Suriye muhalefeti ve rejim, Türkiye himayesinde Humus'ta görüştü", "", "2022-11-01", ("TUR", "Homs", "target", "critical")),
    ("المعارضة السورية تلتقي النظام في حمص برعاية تركيا", "", "2022-11-01", ("TUR", "Homs", "target", "critical")),
]


@pytest.mark.parametrize(("title", "summary", "day", "wanted"), TOLD)
def test_sponsor_venue_and_control(title: str, summary: str, day: str, wanted: tuple[str | None, ...]) -> None:
    (mention,) = detect(title, summary, day=day).mentions
    assert (mention.indicator, mention.status) == ("opposition_regime_meeting", "occurred")
    assert (mention.sponsor, mention.venue, mention.venue_control, mention.severity) == wanted


def test_sponsor_and_venue_are_shown_in_the_text() -> None:
    title = f"Turkey sponsors {MEET} in Homs"
    (mention,) = detect(title, day="2022-11-01").mentions
    shown = {span.role: span.text for span in mention.evidence}
    assert (shown[Role.SPONSOR], shown[Role.VENUE]) == ("Turkey", "Homs")


def test_other_indicators_have_neither_sponsor_nor_venue() -> None:
    for title in ("Turkey sponsors reopening of its embassy in Damascus", "Oman hosts meeting of Erdogan and Assad in Homs"):
        for mention in detect(title, day="2022-11-01").mentions:
            assert (mention.sponsor, mention.venue, mention.venue_control) == (None, None, None)


TOWN = Place("Town", "SYR", None, (("SYR", None, date(2012, 1, 1)), ("SYROPP", date(2012, 1, 1), date(2016, 1, 1))))


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        (date(1990, 1, 1), "SYR"),
        (date(2011, 12, 31), "SYR"),
        (date(2012, 1, 1), "SYROPP"),
        (date(2015, 12, 31), "SYROPP"),
        (date(2016, 1, 1), None),
    ],
)
def test_a_place_is_held_from_a_day_until_before_another(day: date, holder: str | None) -> None:
    assert TOWN.holder(day) == holder
