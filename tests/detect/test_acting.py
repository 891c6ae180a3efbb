"""Who takes a step that a text leaves unnamed: the state of its outlet, or that of its language."""

from __future__ import annotations

import pytest

from tests.detect.coded import codes, detect

PRESS = [
    ("embassy of the press's state", "Embassy in Damascus reopens", "Jordan Times", "relations occurred JOR"),
    ("whatever the case of its name", "Embassy in Damascus reopens", " JORDAN times ", "relations occurred JOR"),
    ("an outlet that nobody knows", "Embassy in Damascus reopens", "Nobody's Times", ""),
    ("another state is named", "Omani embassy in Damascus reopens", "Jordan Times", "relations occurred OMN"),
    ("its official", "Foreign minister visits Damascus", "Jordan Times", "contact occurred JOR"),
    ("another's official", "Omani foreign minister visits Damascus", "Jordan Times", "contact occurred OMN"),
    ("no official", "Poets visit Damascus", "Jordan Times", ""),
    ("nobody's official", "Foreign minister visits Damascus", "", ""),
    ("its crossing", "Nassib crossing reopens", "Jordan Times", "economy occurred JOR"),
    ("nobody's crossing", "Bab al-Hawa crossing reopens", "", ""),
]


@pytest.mark.parametrize(("why", "title", "source", "wanted"), PRESS)
def test_an_outlet_leaves_its_own_state_unnamed(why: str, title: str, source: str, wanted: str) -> None:
    assert codes(detect(title, source=source)) == wanted, why


HOME = [
    ("the mission in a Turkish text", "Şam Büyükelçiliği yeniden açıldı", "", "relations occurred TUR"),
    ("but the outlet goes first", "Şam Büyükelçiliği yeniden açıldı", "Jordan Times", "relations occurred JOR"),
    ("another state is named", "Umman'ın Şam Büyükelçiliği yeniden açıldı", "", "relations occurred OMN"),
    ("its minister", "Dışişleri Bakanı, Mikdad ile görüştü", "", "contact occurred TUR"),
    ("its president", "Cumhurbaşkanı, Esad ile görüştü", "", "contact occurred TUR"),
    ("no official", "Sevim Hanım, Esad ile görüştü", "", ""),
    ("the target speaks", "Esad: Büyükelçilik yeniden açıldı", "", ""),
    ("an English text speaks of no one state", "Damascus embassy reopened", "", ""),
    ("an Arabic text neither", "السفارة في دمشق تفتح أبوابها", "", ""),
]


@pytest.mark.parametrize(("why", "title", "source", "wanted"), HOME)
def test_a_turkish_text_leaves_turkey_unnamed(why: str, title: str, source: str, wanted: str) -> None:
    assert codes(detect(title, source=source)) == wanted, why


CROSSINGS = [
    ("named by its own side's place", "Jaber crossing reopened to Syrian trucks", "economy occurred JOR"),
    ("behind the target and a colon", "Syria: Jaber crossing reopens", "economy occurred JOR"),
    ("by the name of a crossing that leads there", "Jaber crossing reopens", "economy occurred JOR"),
    ("with no target anywhere", "Karameh crossing reopens", ""),
    ("named by the target's side", "Syria reopens Nassib crossing", "economy occurred JOR"),
    ("a place of the target's that leads nowhere", "Syria reopens Bab al-Hawa crossing", ""),
    ("with the state beyond", "Syria reopens Nassib crossing with Jordan", "economy occurred JOR"),
    ("Turkish gate", "Cilvegözü sınır kapısı Suriye'ye açıldı", "economy occurred TUR"),
]


@pytest.mark.parametrize(("why", "title", "wanted"), CROSSINGS)
def test_a_crossing_is_of_the_state_on_its_other_side(why: str, title: str, wanted: str) -> None:
    assert codes(detect(title)) == wanted, why
