"""Whose title is whose, and at which level a contact is told to be held."""

from __future__ import annotations

import pytest

from tests.detect.coded import detect

DAY = "2025-03-10"
LEVELS = [
    ("the title is the host's", "الشيخ عبدالله بن زايد يلتقي الرئيس السوري", "", "2023-01-04", "ministerial"),
    ("it stands between two names", "شكري في دمشق", "والتقى شكري الرئيس الأسد.", "2023-02-27", "ministerial"),
    ("it is the guest's own", "الرئيس التركي يلتقي الشرع في أنقرة", "", DAY, "leader"),
    ("the host's title in English", "UK minister Lammy meets President al-Sharaa", "", "2025-07-05", "ministerial"),
    ("a title before a capital", "Cezayir Dışişleri Bakanı Şam'da Esad'la görüştü", "", "2022-07-25", "ministerial"),
    ("the services are the target's", "ضابط من المخابرات السورية في الرياض", "", "2023-03-23", None),
    ("a counterpart is of the same rank", "المقداد في الرياض تلبية لدعوة من نظيره السعودي", "", "2023-04-12", "ministerial"),
    ("an envoy's counterpart", "وفد سوري يلتقي نظيره السعودي في الرياض", "", DAY, "technical"),
    ("of the ministry, but no minister", "وفد من الخارجية الألمانية يلتقي الشرع في دمشق", "", "2024-12-17", "technical"),
    ("the level is named", "فيدان: نجري محادثات مع النظام السوري على مستوى الاستخبارات", "", "2024-09-02", "intelligence"),
    ("a forum is no title", "منتدى أنطاليا الدبلوماسي: أردوغان والشرع يلتقيان", "", "2025-04-12", "leader"),
    ("who took part tells it", "لجنة الاتصال العربية تجتمع مع المقداد", "وشارك وزير خارجية مصر.", "2023-08-15", "ministerial"),
    ("the level is that of a team", "الصفدي والشيباني في عمّان", "اتفق مع نظيره على فريق على مستوى الخبراء.", DAY, "ministerial"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "title", "summary", "day", "level"), LEVELS, ids=[row[0] for row in LEVELS])
def test_level_of_a_contact(why: str, title: str, summary: str, day: str, level: str | None) -> None:
    del why
    contacts = [mention for mention in detect(title, summary, day=day).mentions if mention.indicator == "official_contact"]
    assert [mention.level for mention in contacts] == [level]


def test_meetings_planned_at_two_levels_are_two() -> None:
    summary = "وقال الرئيس التركي إن لقاء وزراء خارجية الدول الثلاث سيعقد أولاً."
    found = detect("أردوغان: قد ألتقي بوتين والأسد", summary, day="2023-01-05").mentions
    assert sorted((mention.status, mention.level) for mention in found) == [("announced", "ministerial"), ("discussed", "leader")]
