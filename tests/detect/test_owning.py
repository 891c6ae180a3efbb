"""Whose mission, envoy, relations or seat it is."""

from __future__ import annotations

from tests.detect.coded import Row, detect, of, rows


def done(code: str) -> str:
    return f"relations occurred {code}"


MISSIONS = [
    Row("adjective before", "The Turkish embassy in Damascus reopens", done("TUR")),
    Row("possessive before", "Turkey's embassy in Damascus reopens", done("TUR")),
    Row("adjective behind, Arabic", "السفارة التركية في دمشق تعيد فتح أبوابها", done("TUR")),
    Row("name behind, Arabic", "سفارة الكويت في دمشق تفتح أبوابها", done("KWT")),
    Row("possessive, Turkish", "Kuveyt'in Şam Büyükelçiliği yeniden açıldı", done("KWT")),
    Row("the target's own, who hosts it", "Syria reopens its embassy in Kuwait", done("KWT")),
    Row("the target's own, by its name", "Syria's embassy in Kuwait reopens", done("KWT")),
    Row("the target's own, Arabic", "أعادت سوريا فتح سفارتها في الكويت", done("KWT")),
    Row("the target's own, Turkish", "Suriye'nin Ankara Büyükelçiliği yeniden açıldı", done("TUR")),
    Row("the target's own at work", "Syrian embassy in Berlin resumes issuing passports to refugees", ""),
    Row("the target's own at work, Arabic", "السفارة السورية في برلين تستأنف إصدار الجوازات", ""),
    Row("another's at work again", "Saudi embassy in Damascus resumes work", done("SAU")),
    Row("in a third state", "Turkey reopens its embassy in Tripoli as Syria watches", ""),
    Row("sent to a third state", "Turkey sends ambassador to Israel as Syria watches", ""),
    Row("sent to the target", "Turkey sends ambassador to Syria", "relations announced TUR"),
    Row("of the target's ally", "Russia reopens embassy in Damascus", ""),
    Row("of nobody", "Embassy in Damascus reopens", ""),
    Row("all that are listed", "Greece, Hungary and Serbia reopen embassies in Damascus", done("GRC,HUN,SRB")),
    Row("all whose adjectives are listed", "Greek, Hungarian and Serbian embassies reopen in Damascus", done("GRC,HUN,SRB")),
    Row("who only waits is not listed", "Greece reopens embassy in Damascus, Hungary waits", done("GRC")),
]

ENVOYS = [
    Row("diplomats who will not be sent", "Fransa diplomatlarını Şam'a geri göndermeyeceğini yineledi", "relations denied FRA"),
    Row("a mission that will stay shut", "Türk yetkili: Şam Büyükelçiliğimiz kapalı kalacak", "relations denied TUR"),
    Row("the same in Arabic", "مسؤول تركي: سفارتنا في دمشق ستبقى مغلقة", "relations denied TUR"),
    Row("who refuses recognition", "كندا ترفض الاعتراف بالحكومة السورية", "relations denied CAN"),
    Row("what is no recognition", "Madrid: Diplomatlarımızın Şam'da bulunması tanıma anlamına gelmiyor", ""),
    Row("comes to the post", "Turkish ambassador returned to Damascus", done("TUR")),
    Row("comes home", "Turkish ambassador to Syria returned to Ankara", ""),
    Row("called home", "Jordan recalls its ambassador to Damascus to Amman", "relations reversed JOR"),
    Row("its own capital is no host", "Britain recalled its ambassador to London", "", "It rained."),
    Row("credentials to the target", "Ambassador of Oman presents credentials to Assad", done("OMN")),
    Row("credentials of the target", "Syrian ambassador presents credentials to Omani sultan", done("OMN")),
    Row("credentials to somebody else", "Omani ambassador presents credentials to Bahraini king as Damascus watches", ""),
]

TIES = [
    Row("with the target", "Saudi Arabia and Syria restore ties", done("SAU")),
    Row("of the target with another", "Syria restores relations with Jordan", done("JOR")),
    Row("of the target with its ally", "Syria restores relations with Russia", ""),
    Row("of two others", "Jordan restores relations with Russia as Syria watches", ""),
    Row("of two others, no target in the headline", "Saudi Arabia and Iran restore ties", "", "It was a rainy day in Damascus."),
    Row("lent by the sentence behind", "Saudi Arabia restores ties", done("SAU"), "Damascus waits."),
]

SEATS = [
    Row("of the organization that is named", "Arab League gives Syria its seat back", done("LAS")),
    Row("of another organization in which it has one", "OIC gives Syria its seat back", done("OIC")),
    Row("of one in which it has none", "GCC gives Syria its seat back", ""),
    Row("of a neutral one", "UN gives Syria its seat back", ""),
    Row("back in", "Syria rejoins Arab League", done("LAS")),
    Row("suspended", "Arab League suspends Syria's membership", "relations reversed LAS"),
]


@rows([*MISSIONS, *ENVOYS, *TIES])
def test_whose_mission_envoy_or_relations(row: Row) -> None:
    assert of(row) == row.wanted


@rows(SEATS)
def test_which_organizations_seat(row: Row) -> None:
    assert of(row) == row.wanted


def test_a_seat_is_multilateral_and_an_embassy_bilateral() -> None:
    assert [mention.scope for mention in detect("Arab League gives Syria its seat back").mentions] == ["multilateral"]
    assert [mention.scope for mention in detect("Turkey reopens its embassy in Damascus").mentions] == ["bilateral"]
