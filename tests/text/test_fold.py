"""Rows E01, E04, E06 and E09 of the hardening table: one spelling for what readers take for the same, with every offset kept."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.fold import LONGEST_CLUSTER, fold, fold_quickly, mixes_scripts
from service.text.words import split_words

ISTIFA = ["İSTİFA", "ISTIFA", "istifa", "ıstıfa", "İstifa", "I\u0307STI\u0307FA"]


@pytest.mark.parametrize("text", ISTIFA)
def test_e01_the_turkish_i_is_one_letter_and_offsets_are_of_the_original(text: str) -> None:
    sentence = f"Bakan {text} etti"
    folded = fold(sentence)
    start = folded.text.index("istifa")
    first, after = folded.origin(start, start + len("istifa"))
    assert unicodedata.normalize("NFC", sentence[first:after]) == unicodedata.normalize("NFC", text)
    assert split_words(sentence)[0][2].text == "etti"


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("\u0441\u043eup d'etat", True),
        ("Turk\u0435y", True),
        ("d\u00e9j\u00e0 vu", False),
        ("\u041c\u043e\u0441\u043a\u0432\u0430 Moscow", False),
        ("\u062f\u0645\u0634\u0642 Damascus", False),
        ("Şam", False),
        ("", False),
    ],
)
def test_e04_letters_that_look_like_others_are_read_as_those_and_told(text: str, mixed: bool) -> None:
    assert mixes_scripts(text) is mixed
    if text.startswith("\u0441"):
        assert fold(text).text.startswith("coup")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("والانقلابٌ انقلاب", ["والانقلاب", "انقلاب"]),
        ("Şam'daki Suriye\u2019nin", ["sam", "suriye"]),
        ("土耳其，大使馆", ["土耳其", "大使馆"]),
        ("anti-Assad", ["anti", "assad"]),
    ],
)
def test_e06_words_end_where_their_script_ends_them(text: str, words: list[str]) -> None:
    assert [unicodedata.normalize("NFD", word.text)[:1] + word.text[1:] for word in split_words(text)[0]] == words


@pytest.mark.parametrize("mark", ["\u0301", "\u0308", "\u0327", "\u0306", "\u20e3"])
def test_e09_marks_heaped_on_one_letter_cost_no_more_than_their_number(mark: str) -> None:
    heap = "Z" + mark * 1_000_000
    folded = fold(heap)
    assert len(folded.text) <= LONGEST_CLUSTER
    assert fold(f"{heap} istifa").text.endswith(" istifa")


@given(st.text(st.characters(categories=("L", "M", "N", "Zs")), max_size=60))
def test_every_folded_character_comes_from_somewhere(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)
    assert isinstance(fold_quickly(text), str)


@given(st.text(alphabet="aceşğıİöüçÜÖ أإآةىkŞ", max_size=40))
def test_quick_folding_sees_letters_with_loose_marks(text: str) -> None:
    for typed in (unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)):
        assert fold_quickly(typed) == fold(typed).text
