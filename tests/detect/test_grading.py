"""How sure a mention is and how much it matters."""

from __future__ import annotations

import pytest

from service.detect.settle import TWICE
from service.model.mention import PAGING
from tests.detect.coded import detect

BELOW = "it is told below the headline"

SURENESS = [
    ("Turkey reopens its embassy in Damascus", "", 0.95, ()),
    ("Ankara wakes", "The embassy in Damascus was reopened.", 0.75, ("who acts is told elsewhere in the entry", BELOW)),
    ("Damascus wakes", "Turkey reopens its embassy.", 0.8, ("the target is told elsewhere in the entry", BELOW)),
    ("Damascus", "Turkey reopens its embassy in Damascus.", 0.9, (BELOW,)),
    ("Turkey reopens its embassy in Damascus", "Turkey reopens its embassy in Damascus.", 0.99, (TWICE,)),
    (
        "Kuwait may well, so the paper writes, reopen embassy in Damascus",
        "",
        0.9,
        ("the word that sets the status stands apart",),
    ),
    ("Germany says no normalization with Syria", "", 0.85, ("what somebody says may be meant otherwise",)),
    (
        "Turkey, Oman, Egypt, Iraq and Tunisia visit Damascus: Turkey reopens embassy",
        "",
        0.85,
        ("many are named in the sentence",),
    ),
    (
        "Turkey reopens its embassy in Damascus in the old house by the river in which it had been before the war began there",
        "",
        0.9,
        ("the sentence is long",),
    ),
    ("Turkey's embassy in old Damascus reopens", "", 0.95, ()),
    ("Turkey's embassy in very old Damascus reopens", "", 0.85, ("the words of the step stand apart",)),
    ("Turkey's embassy in Damascus, shining in new paint, reopens", "", 0.85, ("the words of the step stand apart",)),
]


@pytest.mark.parametrize(("title", "summary", "confidence", "doubts"), SURENESS)
def test_each_doubt_lowers_the_confidence_and_is_told(
    title: str, summary: str, confidence: float, doubts: tuple[str, ...]
) -> None:
    (mention,) = detect(title, summary).mentions
    assert mention.confidence == confidence
    assert mention.reasons[2:] == doubts


def test_confidence_never_leaves_its_bounds() -> None:
    for mention in detect("Ankara and Damascus wake", "The embassy, shining in new paint of the year, was reopened.").mentions:
        assert 0 < mention.confidence <= 1


WEIGHTS = [
    ("Turkey reopens its embassy in Damascus", "2023-05-01", "critical"),
    ("Turkey will reopen its embassy in Damascus", "2023-05-01", "critical"),
    ("Turkey reopened its embassy in Damascus, sources say", "2023-05-01", "high"),
    ("Turkey closes its embassy in Damascus", "2023-05-01", "high"),
    ("Turkey may reopen its embassy in Damascus", "2023-05-01", "low"),
    ("Turkey denies it will reopen its embassy in Damascus", "2023-05-01", "low"),
    ("Turkey reopened its embassy in Damascus in 2019", "2023-05-01", "low"),
    ("Oman reopens its embassy in Damascus", "2023-05-01", "high"),
    ("Arab League gives Syria its seat back", "2023-05-01", "high"),
    ("Turkey sponsors meeting of Syrian opposition and regime in Homs", "2022-11-01", "critical"),
    ("Turkey sponsors meeting of Syrian opposition and regime in Geneva", "2022-11-01", "high"),
    ("Oman sponsors meeting of Syrian opposition and regime in Homs", "2022-11-01", "high"),
    ("Syrian opposition may meet regime in Homs", "2022-11-01", "low"),
    ("Erdogan meets Assad", "2023-05-01", "medium"),
    ("Erdogan will meet Assad", "2023-05-01", "medium"),
    ("Turkish foreign minister meets Assad", "2023-05-01", "medium"),
    ("Turkish intelligence chief meets Mamlouk", "2023-05-01", "medium"),
    ("Turkish deputy foreign minister meets Mekdad", "2023-05-01", "low"),
    ("Erdogan may meet Assad", "2023-05-01", "low"),
    ("Washington rejects normalization with the Assad regime", "2023-05-01", "medium"),
    ("Erdogan says normalization with Damascus takes time", "2023-05-01", "low"),
    ("EU lifts sanctions on Syria", "2023-05-01", "low"),
]


@pytest.mark.parametrize(("title", "day", "severity"), WEIGHTS)
def test_severity_follows_from_indicator_status_principal_and_level(title: str, day: str, severity: str) -> None:
    found = detect(title, day=day)
    assert [mention.severity for mention in found.mentions] == [severity]
    assert found.severity == severity
    assert found.page is (found.severity in PAGING)


def test_the_severity_of_an_entry_is_its_highest() -> None:
    found = detect("Erdogan meets Assad", "Turkey reopens its embassy in Damascus.")
    assert sorted(mention.severity for mention in found.mentions) == ["critical", "medium"]
    assert found.severity == "critical"
