"""What beginnings and ends of a step's own words say: Turkish verbs behind their nouns, Arabic prefixes before them."""

from __future__ import annotations

import pytest

from tests.detect.coded import Row, of, rows


def told(status: str, code: str = "TUR") -> str:
    return f"relations {status} {code}" if status else ""


TURKISH = [
    Row("done", "Türkiye Şam Büyükelçiliğini yeniden açtı", told("occurred")),
    Row("future", "Türkiye Şam Büyükelçiliğini yeniden açacak", told("announced")),
    Row("ability", "Türkiye Şam Büyükelçiliğini yeniden açabilir", told("discussed")),
    Row("negation", "Türkiye Şam Büyükelçiliğini yeniden açmadı", told("denied")),
    Row("negation to come", "Türkiye Şam Büyükelçiliğini yeniden açmayacak", told("denied")),
]

ARABIC = [
    Row("done", "تركيا أعادت فتح سفارتها في دمشق", told("occurred")),
    Row("prefix of the future", "تركيا ستعيد فتح سفارتها في دمشق", told("announced")),
    Row("future as a word", "تركيا سوف تعيد فتح سفارتها في دمشق", told("announced")),
    Row("negation", "تركيا لم تعد فتح سفارتها في دمشق", told("denied")),
]


@rows([*TURKISH, *ARABIC])
def test_a_verb_carries_time_negation_and_ability(row: Row) -> None:
    assert of(row) == row.wanted


@pytest.mark.parametrize(("verb", "status"), [("açtı", "occurred"), ("açacak", "announced"), ("açabilir", "discussed")])
@pytest.mark.parametrize("between", ["", "yeniden ", "bugün yeniden "])
def test_words_between_noun_and_verb_change_nothing(verb: str, status: str, between: str) -> None:
    assert of(Row("", f"Türkiye Şam Büyükelçiliğini {between}{verb}", "")) == told(status)
