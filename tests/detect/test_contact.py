"""Officials who meet, visit or call, and what only looks so: places, topics, modifiers, hosts, bystanders."""

from __future__ import annotations

import pytest

from tests.detect.coded import Row, detect, of, rows

TUR, SAU, EGY, JOR = (f"contact occurred {code}" for code in ("TUR", "SAU", "EGY", "JOR"))

MEETING = [
    Row("two officials", "Turkish foreign minister meets Syrian counterpart in Berlin", TUR),
    Row("one official and the people", "Erdogan met Syrians in Berlin", ""),
    Row("adjectives paired by a hyphen", "Turkish-Syrian meeting in Moscow", TUR),
    Row("capitals paired by and", "Ankara and Damascus hold talks", TUR),
    Row("capitals paired by a comma", "Ankara, Damascus hold talks", TUR),
    Row("what is only talked about", "Turkish foreign minister meets to discuss Syria", ""),
    Row("talked about with another", "Turkish foreign minister meets Iraqi counterpart to discuss Syria", ""),
    Row("consultations on the return of Damascus", "Turkish foreign minister holds consultations on the return of Damascus", ""),
    Row("consultations with Damascus", "Turkish foreign minister holds consultations with Damascus", TUR),
    Row("a host is no party", "Oman hosts meeting of Turkish and Syrian foreign ministers in Muscat", TUR),
    Row("a broker is no party", "Omani-brokered meeting of Turkish and Syrian foreign ministers", TUR),
    Row("a patron of the target", "Iranian foreign minister meets Assad", ""),
    Row("who never broke with it may change", "Iranian foreign minister meets Sharaa", "contact occurred IRN", day="2025-05-01"),
    Row("the United Nations are neutral", "UN envoy Pedersen meets Assad", ""),
    Row("backed forces are no officials", "Turkish-backed forces meet Assad", ""),
    Row("all that are listed", "Egyptian, Jordanian and Iraqi foreign ministers meet Mekdad", "contact occurred EGY,IRQ,JOR"),
    Row("all that are listed behind a title", "Ministers of Egypt, Jordan and Iraq meet Mekdad", "contact occurred EGY,IRQ,JOR"),
    Row("who only speaks of others", "Sisi said Jordan's king met Assad", JOR),
    Row("who only speaks of people", "Sisi said poets met Assad", ""),
    Row("a denial is no mere saying", "Sisi denied meeting Assad", "contact denied EGY"),
    Row("an announcement is none", "Sisi announced a meeting with Assad", "contact announced EGY"),
    Row("who speaks of himself", "Sisi said he met Assad", EGY),
    Row("who refuses", "Sisi refuses to meet Assad", "contact denied EGY"),
    Row("a summit and who met there", "Jordanian king meets Assad at Arab League summit", JOR),
    Row("a summit alone", "GCC summit meets on Syria", ""),
    Row("a summit that the target attends", "Arab summit opens with Assad present", ""),
    Row("embassy staff are no officials", "Turkish gas minister meets Syrian embassy staff", ""),
]

TRAVEL = [
    Row("visit to the capital", "Turkish foreign minister visits Damascus", TUR),
    Row("a team is no official", "Turkish football team visits Damascus", ""),
    Row("a head of state by name", "Erdogan visits Syria", TUR),
    Row("visit to a people", "Erdogan visits Syrians in Berlin", ""),
    Row("visit to a mission", "Turkish foreign minister visits Syrian embassy in Oslo", ""),
    Row("visit by an envoy on the spot", "Turkish ambassador in Damascus visits museum", ""),
    Row("visit to a border", "Turkish foreign minister visits Syria border", ""),
    Row("the target travels", "Syrian foreign minister arrives in Ankara", TUR),
    Row("an official in the capital", "Turkish foreign minister in Damascus", TUR),
    Row("the target's official abroad", "Mekdad in Ankara", TUR),
    Row("the target's official with a patron", "Assad in Moscow", ""),
    Row("a visit that is put off", "Saudi foreign minister postpones visit to Damascus", "contact reversed SAU"),
]

OTHERS = [
    Row("call", "Erdogan phones Assad", TUR),
    Row("names are called too", "Erdogan calls Assad a terrorist", ""),
    Row("call of both", "Sisi and Assad speak by phone", EGY),
    Row("invitation", "Erdogan invites Assad to Ankara", "contact discussed TUR"),
    Row("invitation of others", "Erdogan invites poets to Damascus gate in Ankara", ""),
    Row("received", "Saudi foreign minister receives Syrian delegation", SAU),
    Row("received in a capital", "Syrian delegation received in Riyadh by Saudi foreign minister", SAU),
    Row("announced by the one", "Erdogan says he will meet Assad", "contact announced TUR"),
    Row("let speak by a colon", "Lavrov: Turkish and Syrian ministers will meet", "contact announced TUR"),
]

LENT = [
    Row("he, whose visit was told", "Garden diary", SAU, "Saudi foreign minister visited Damascus. He met Assad."),
    Row("him, whom the headline names", "Saudi foreign minister wakes", SAU, "Assad received him in the palace."),
    Row("him, whom nobody names", "Roses grow in the garden", "", "Assad received him in the palace."),
    Row("him, who is a patron's", "Lavrov wakes", "", "Assad received him in the palace."),
    Row("the two, told in the headline", "Saudi foreign minister receives Assad", SAU, "The two met for an hour."),
    Row("the two, told before", "Garden diary", SAU, "Saudi foreign minister and Assad rode horses. The two met in Riyadh."),
    Row(
        "the two, but never with the target",
        "Garden diary",
        "",
        "Saudi foreign minister and Biden rode horses. The two met in Riyadh.",
    ),
]

ARABIC = [
    Row("an official in the capital", "وزير الخارجية الجزائري في دمشق", "contact occurred DZA"),
    Row("visit", "وزير الخارجية الجزائري يزور دمشق", "contact occurred DZA"),
    Row("meeting", "وزير الخارجية الجزائري يلتقي الأسد", "contact occurred DZA"),
    Row("received", "الأسد يستقبل وزير الخارجية الجزائري", "contact occurred DZA"),
    Row("received from a patron", "الأسد يستقبل وفدا روسيا", ""),
    Row("what it was for", "وزير الخارجية الجزائري يلتقي نظيره المصري لبحث الأزمة السورية", ""),
]

TURKISH = [
    Row("title behind the name", "Cezayir Dışişleri Bakanı Şam'da", "contact occurred DZA"),
    Row("at home", "Cezayir Dışişleri Bakanı Cezayir'de", ""),
    Row("counterpart", "Türkiye Dışişleri Bakanı Fidan, Suriyeli mevkidaşı Mikdad ile görüştü", TUR),
    Row("counterpart of another", "Türkiye Dışişleri Bakanı Fidan, Iraklı mevkidaşı ile Suriye krizini görüştü", ""),
    Row("pair", "Türkiye-Suriye görüşmesi Moskova'da yapıldı", TUR),
    Row("still to come", "Erdoğan, Esad ile görüşecek", "contact announced TUR"),
    Row("a people", "Erdoğan, Suriyeliler ile görüştü", ""),
    Row("a name that only tells which ambassador", "Şam Büyükelçisi Türk bakanla görüştü", ""),
    Row("invitation", "Erdoğan Esad'ı davet etti", "contact discussed TUR"),
]


TALKS = [
    Row("states hold talks by their names", "Turkey holds talks with Syria", TUR),
    Row("and meet in matches", "Iraq meets Syria in Asian Cup", ""),
    Row("who denies speaks of its own", "Turkey says no contact with Syria", "contact denied TUR"),
    Row("who speaks of others does not", "Fidan says Riyadh's talks with Damascus are useful", SAU),
    Row("talks about the target are none with it", "Iraq holds talks with Turkey on Syria", ""),
    Row("in Arabic", "تركيا تجري محادثات مع سوريا", TUR),
    Row("in Turkish", "Türkiye Suriye ile müzakereleri sürdürüyor", TUR),
    Row("who supports contacts holds none", "Bahceli supports Turkish contacts with Damascus", "contact discussed TUR"),
    Row("nor in Turkish", "Bahçeli'den Ankara-Şam görüşmelerine destek", "contact discussed TUR"),
]


@rows([*MEETING, *TALKS, *TRAVEL, *OTHERS, *LENT, *ARABIC, *TURKISH])
def test_who_meets_visits_or_calls_whom(row: Row) -> None:
    assert of(row) == row.wanted


LEVELS = [
    ("Erdogan meets Assad", "leader"),
    ("Turkish foreign minister meets Assad", "ministerial"),
    ("Turkish deputy foreign minister meets Syrian foreign minister", "technical"),
    ("Turkish intelligence chief meets Mamlouk", "intelligence"),
    ("Ankara and Damascus hold talks", None),
    ("وزير الخارجية الجزائري يلتقي الأسد", "ministerial"),
    ("Erdoğan, Esad ile görüştü", "leader"),
    ("Ankara confirms intelligence contacts with Damascus", "intelligence"),
    ("Çavuşoğlu: Şam'la istihbarat temasları sürüyor", "intelligence"),
    ("Syrian intelligence chief meets Turkish minister", "ministerial"),
]


@pytest.mark.parametrize(("title", "level"), LEVELS)
def test_the_level_is_that_of_the_normalizing_side(title: str, level: str | None) -> None:
    assert [mention.level for mention in detect(title).mentions] == [level]
