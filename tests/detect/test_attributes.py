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


BOTH = "Syrian government and opposition delegations"
AROUND = [
    # The mediator whose envoy speaks of talks that are held or set has convened them; who only wishes them has not.
    (f"{BOTH} open Geneva round", "Geir Pedersen praised the mood.", "2021-10-18", ("UN", None)),
    (f"Pedersen: {BOTH} to meet again in Geneva on 25 July", "", "2022-06-03", ("UN", None)),
    (f"UN calls off Geneva session of {BOTH}", "", "2022-07-16", ("UN", None)),
    (f"UN envoy hopes {BOTH} may meet by summer", "", "2019-05-30", (None, None)),
    (f"{BOTH} meet in Moscow", "Bashar Jaafari is Syria's UN ambassador.", "2015-01-28", (None, None)),
    (f"{BOTH} meet in Geneva as Swiss diplomats wait", "", "2021-10-18", (None, None)),
    # Where talks are held, no state sponsors them by its capital's name; who is told to be there does.
    (f"{BOTH} meet in the Kazakh capital under Russian auspices", "", "2017-01-23", ("RUS", None)),
    ("Daraa committee meets regime officers", "Russian officers attended the talks.", "2021-08-31", ("RUS", None)),
    ("Daraa committee meets regime officers", "Russian officers were not informed.", "2021-08-31", (None, None)),
    (f"Session of {BOTH} convened in Sochi by Russia, Turkey and Iran", "", "2019-07-05", ("IRN,RUS,TUR", None)),
    # A truce is for a place, and a meeting is in one.
    ("Rebels and Syrian government agree on truce in Homs", "", "2014-05-02", (None, None)),
    ("Rebels and Syrian government meet in Homs, agree on truce", "", "2014-05-20", (None, "target")),
    ("Homs is quiet", f"{BOTH} could meet, an official said.", "2019-05-30", (None, None)),
    (f"{BOTH} could meet in Homs", "", "2019-05-30", (None, "target")),
]


@pytest.mark.parametrize(("title", "summary", "day", "wanted"), AROUND)
def test_what_stands_around_a_meeting_tells_its_host_and_place(
    title: str, summary: str, day: str, wanted: tuple[str | None, str | None]
) -> None:
    (mention,) = [each for each in detect(title, summary, day=day).mentions if each.indicator == "opposition_regime_meeting"]
    assert (mention.sponsor, mention.venue_control) == wanted


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
