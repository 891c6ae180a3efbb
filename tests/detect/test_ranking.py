"""How high the officials of a contact rank: by the titles that are theirs, not by those of whom they meet or who speaks."""

from __future__ import annotations

import pytest

from tests.detect.coded import detect

DAY = "2025-06-01"
LEVELS = [
    ("David Lammy met President al-Sharaa", "", "ministerial"),
    ("President Macron met Foreign Minister Shaibani", "", "leader"),
    ("King Hamad's foreign minister received Shaibani", "", "ministerial"),
    ("King Hamad received Shaibani", "", "leader"),
    ("Syrian foreign minister met his Saudi counterpart", "", "ministerial"),
    ("Syrian army chief met his Saudi counterpart", "", "technical"),
    ("Meeting of the Jordanian and Syrian defence ministers", "", "ministerial"),
    ("Syrian president landed in China", "", None),
    # Who only speaks of contacts has no part in them.
    ("Riyadh in talks with Damascus, foreign minister says", "", None),
    ("Foreign minister says Riyadh in talks with Damascus", "", None),
    ("Foreign minister of Saudi Arabia says he met Sharaa", "", "ministerial"),
    ("Crown prince tells Sharaa by phone of Riyadh's support", "", "leader"),
    ("Araghchi: Tehran in talks with Damascus", "", None),
    ("Araghchi: we have no quarrel, I will meet Shaibani", "", "ministerial"),
    # What a visit was for tells who was met, where the visit itself does not.
    ("Sharaa flew to France", "He is to meet President Macron on Friday.", "leader"),
    ("Sharaa flew to France", "He is to rest on Friday.", None),
]


@pytest.mark.parametrize(("title", "summary", "wanted"), LEVELS)
def test_the_level_of_a_contact(title: str, summary: str, wanted: str | None) -> None:
    (mention,) = [each for each in detect(title, summary, day=DAY).mentions if each.indicator == "official_contact"]
    assert mention.level == wanted
