"""Opposition and target at one table, and who else may sit there."""

from __future__ import annotations

import pytest

from tests.detect.coded import Row, codes, detect, of, rows

HELD, PLANNED, TALK, REFUSED, BROKEN = (
    f"meeting {status} SYROPP" for status in ("occurred", "announced", "discussed", "denied", "reversed")
)


def day(why: str, title: str, wanted: str, summary: str = "") -> Row:
    """A row of a day on which the watch knew an opposition."""
    return Row(why, title, wanted, summary, day="2022-11-01")


BOTH = [
    day("both by name", "Syrian opposition meets regime in Geneva", HELD),
    day("the opposition alone", "Syrian opposition meets in Geneva", ""),
    day("the target alone", "Syrian regime delegation meets in Geneva", ""),
    day("officers of the regime", "Syrian rebels hold talks with officers of the regime", HELD),
    day("officers of another state", "Syrian rebels hold talks with Russian officers", ""),
    day("another state as subject", "Russian officers and Syrian opposition hold talks", ""),
    day(
        "another state, the regime behind a semicolon",
        "Syrian rebels hold talks with Russian officers; regime soldiers watch",
        "",
    ),
    day("local committees", "Local committees of Daraa meet government officers", HELD),
    day("who is no opposition", "Kurdish SDF and regime hold talks", ""),
    day("a mediator speaks of it", "Syrian opposition and regime hold talks: Pedersen", HELD),
    day("told in an aside", "Syrian opposition, which met the regime, calls on UN", HELD),
    day("a host is no party", "Turkey hosts meeting of Syrian opposition and regime in Ankara", HELD),
    day("truce of both", "Syrian rebels and regime agree ceasefire", HELD),
    day("truce with another", "Syrian rebels agree ceasefire with Turkey", ""),
    day("delegation to the capital", "Opposition delegation goes to Damascus for talks with the government", HELD),
    day("delegation elsewhere", "Opposition delegation goes to Ankara for talks with Turkey", ""),
    day("visit to the target", "Opposition delegation visits Damascus", HELD),
    day("visit elsewhere", "Opposition delegation visits Ankara", ""),
    day("one table", "Regime and opposition delegates sit at one table in Geneva", HELD),
    day("another state's adjective before both sides", "Turkish, Syrian delegations meet", "contact occurred TUR"),
    day("the target's own", "Syrian opposition and government delegations meet", HELD),
]

ANOTHERS = [
    day("Turkey's opposition, counted", "Turkey's six opposition leaders meet government officers", ""),
    day("Syria's opposition, counted", "Syria's six opposition leaders meet government officers", HELD),
    day("Lebanon's", "Lebanese opposition and government meet as Syria watches", ""),
    day("Turkish, Arabic", "المعارضة التركية تلتقي النظام السوري", ""),
    day("Syrian, Arabic", "المعارضة السورية تلتقي وفد النظام في جنيف", HELD),
    day("Turkish, Turkish", "Türk muhalefeti rejimle görüştü", ""),
    day("Syrian, Turkish", "Suriyeli muhalifler rejimle Cenevre'de görüştü", HELD),
]

BODIES = [
    day("a body of both", "Constitutional Committee meets in Geneva", HELD),
    day("talks of a town", "Daraa talks resume", HELD),
    day("talks of a town with others", "Turkish minister in Daraa talks", ""),
    day("stays away from talks", "Syrian opposition boycotts Astana talks", REFUSED),
    day("stays away from a garden", "Syrian opposition boycotts a garden show", ""),
    day("turns an invitation down", "Syrian opposition turns down invitation to Sochi congress", REFUSED),
    day("attends talks", "Syrian opposition attends Astana talks", HELD),
    day("attends a garden show", "Syrian opposition attends a garden show", ""),
    day("will attend", "Syrian opposition will attend Astana talks", PLANNED),
    day("a further round", "Next round of Astana talks set for December", PLANNED),
    day("leaders of other states sit in their format", "Putin, Raisi and Erdogan met in the Astana format", ""),
    day("delegations sit in it", "Delegations met in the Astana format", HELD),
    day("talks that brought nothing", "Syrian opposition: Astana talks brought nothing", HELD),
    day("talks of both that may be", "Astana talks may resume", TALK),
    day("talks of both by name alone", "Astana talks", ""),
    day("called for", "Erdogan calls on Syrian opposition and regime to reconcile", TALK),
    day("must", "Erdogan says Syrian opposition and regime must sit down", TALK),
    day("broken off", "Talks between Syrian opposition and regime collapse", BROKEN),
    day("body, Arabic", "اللجنة الدستورية السورية تجتمع في جنيف", HELD),
    day("talks of a town, Arabic", "محادثات درعا", HELD),
    day("stays away, Arabic", "المعارضة السورية تقاطع محادثات أستانا", REFUSED),
    day("body, Turkish", "Suriye Anayasa Komitesi Cenevre'de toplandı", HELD),
    day("stays away, Turkish", "Suriye muhalefeti Astana görüşmelerini boykot etti", REFUSED),
    day("attends, Turkish", "Suriye muhalefeti Astana görüşmelerine katıldı", HELD),
    day("truce, Turkish", "Suriye'de muhalifler ile rejim ateşkes konusunda anlaştı", HELD),
]

LENT = [
    day("the headline lends the opposition", "Syrian opposition waits", HELD, "Talks with the regime were held."),
    day("the sentence before lends it", "Garden diary", HELD, "Syrian rebels wait in Daraa. Talks with the regime were held."),
    day("nobody lends it", "Garden diary", "", "Talks with the regime were held in Damascus."),
    day("the opposition is they", "Syrian opposition delegates in Geneva", HELD, "They met the regime's officers face to face."),
    day("others sit there", "Syrian opposition waits", "", "Russian officers held talks with the regime."),
]


@rows([*BOTH, *ANOTHERS, *BODIES, *LENT])
def test_opposition_and_target_at_one_table(row: Row) -> None:
    assert of(row) == row.wanted


def test_a_capital_is_only_where_somebody_is_received() -> None:
    told = detect("Syrian opposition waits", "A Kremlin meeting with Walid Muallem was held.", day="2017-11-01")
    assert codes(told) == ""


@pytest.mark.parametrize(("on", "wanted"), [("2024-12-07", HELD), ("2024-12-08", "")])
def test_the_watch_knows_an_opposition_until_its_day(on: str, wanted: str) -> None:
    assert codes(detect("Syrian opposition meets government in Geneva", day=on)) == wanted


def test_who_only_brings_the_opposition_does_not_take_its_place() -> None:
    brought = codes(detect("Turkish officers escort Syrian rebels to talks with regime officers in Homs", day="2022-11-01"))
    briefed = codes(detect("Turkish officers brief Syrian rebels on objections to talks with regime officers", day="2022-11-01"))
    assert brought == "meeting announced SYROPP"
    assert "SYROPP" not in briefed
