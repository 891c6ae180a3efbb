"""Talks of opposition and target that others only talk about, and what both sides talk about."""

from __future__ import annotations

import pytest

from tests.detect.coded import codes, detect

TALKED_OVER = [
    "Syrian opposition meets UN envoy, discusses talks with regime",
    "Syrian opposition, EU envoy discuss negotiations with Damascus",
    "Fidan, opposition coalition discuss dialogue with Syrian government",
    "Pedersen briefs opposition on talks with Damascus",
    "هيئة التفاوض السورية تلتقي بيدرسن في جنيف وتبحث المفاوضات المتعثرة مع النظام",
    "هيئة التفاوض تبحث مع بيدرسن المفاوضات مع النظام",
    "الائتلاف السوري يناقش مع المبعوث الأوروبي الحوار مع دمشق",
    "Suriye muhalefeti Pedersen ile rejimle müzakereleri görüştü",
    "SMDK heyeti AB temsilcisiyle Şam'la diyaloğu ele aldı",
    "Government and opposition discuss Syria refugee law in Beirut",
]
HELD = [
    "Syrian government and opposition discuss constitution in Geneva",
    "Syrian opposition meets regime delegation for talks with UN envoy in Geneva",
    "وفدا الحكومة السورية والمعارضة يناقشان الدستور في جنيف",
    "Suriye muhalefeti Astana'da rejim heyetiyle tutukluları görüştü",
]


@pytest.mark.parametrize("text", TALKED_OVER)
def test_talks_that_others_talk_about_page_nobody(text: str) -> None:
    assert not detect(text, day="2023-06-11").page


@pytest.mark.parametrize("text", HELD)
def test_talks_that_both_sides_hold_have_taken_place(text: str) -> None:
    assert codes(detect(text, day="2023-06-11")) == "meeting occurred SYROPP"
