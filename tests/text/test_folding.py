"""Letters and signs one by one: what is folded to what, what is kept apart, and the way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model.entry import Entry
from service.text.bidi import FIRST_STRONG, POP, isolated
from service.text.digest import digest_of, text_digest, words_digest
from service.text.fold import Folded, bare, fold, fold_quickly

ALIKE = [
    ("alef with hamza", "أحمد", "احمد"),
    ("alef with madda", "آل", "ال"),
    ("alef wasla", "ٱل", "ال"),
    ("ya without dots", "على", "علي"),
    ("ta marbuta", "سفارة", "سفاره"),
    ("hamza on its seat", "رئيس مؤتمر", "رييس موتمر"),
    ("hamza alone", "بناء", "بنا"),
    ("tatweel", "ســوريا", "سوريا"),
    ("vowels", "سُورِيَّا", "سوريا"),
    ("Persian kaf and ya", "کی", "كي"),
    ("presentation forms", "ﺳﻮﺭﻳﺎ", "سوريا"),
    ("ligature", "ﻻ", "لا"),
    ("Arabic digits", "٢٠٢٣", "2023"),
    ("Persian digits", "۲۰۲۳", "2023"),
    ("Arabic comma and question", "،؛؟", ",;?"),
    ("dotless i", "sınır", "sinir"),
    ("circumflex", "kâr", "kar"),
    ("sharp s", "Straße", "strasse"),
    ("width", "ＤＡＭＡＳＣＵＳ", "damascus"),
    ("ligature of Latin", "oﬀice", "office"),
    ("Cyrillic look-alikes", "соир", "coup".replace("u", "и")),
    ("Greek look-alikes", "τοκ", "tok"),
    ("stress on a letter that has none", "к\u0301о", "ko"),
    ("curly quotes", "“a” «b» „c", '"a" "b" "c'),
    ("curly apostrophes", "a’b‘cʼd", "a'b'c'd"),
    ("dashes", "a–b—c", "a—b—c"),
    ("hyphens", "a‐b‑c", "a-b-c"),
    ("three dots", "…", "..."),
    ("bidi controls", "a\u202eb\u2066c\u200f", "abc"),
    ("mark of byte order", "\ufeffa", "a"),
    ("narrow blank", "a\u202fb\u00a0c\u3000d", "a b c d"),
    ("tab", "a\tb", "a b"),
    ("line ends", "a\nb\rc\u2028d", "a\nb\nc\nd"),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in ALIKE], ids=[row[0] for row in ALIKE])
def test_what_readers_take_for_the_same_is_written_alike(text: str, wanted: str) -> None:
    assert fold(text).text == wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [("ş", "s"), ("ö", "o"), ("ü", "u"), ("ğ", "g"), ("ç", "c"), ("س", "ش"), ("ه", "ح"), ("-", "—"), ("'", '"'), ("a", "b")],
)
def test_what_readers_tell_apart_stays_apart(one: str, other: str) -> None:
    for typed in (one, unicodedata.normalize("NFD", one)):
        assert fold(typed).text != fold(other).text


@given(st.text(max_size=30))
def test_what_is_folded_quickly_is_folded_once(text: str) -> None:
    once = fold_quickly(text)
    assert fold_quickly(once) == once


@given(st.text(st.characters(categories=("L", "Nd", "Zs", "Cf", "P")), max_size=30))
def test_case_and_bidi_controls_make_no_difference(text: str) -> None:
    assert fold(f"\u202e{text}\u202c").text == fold(text).text
    if text.isascii():
        assert fold(text.upper()).text == fold(text.lower()).text == fold(text).text


@given(st.text(max_size=20), st.text(st.characters(exclude_categories=["M"]), max_size=20))
def test_two_texts_fold_as_each_does(one: str, other: str) -> None:
    whole, first, second = fold(one + other), fold(one), fold(other)
    assert whole.text == first.text + second.text
    assert tuple(whole.offsets) == (*first.offsets[:-1], *(offset + len(one) for offset in second.offsets))


@pytest.mark.parametrize(
    ("start", "end", "wanted"), [(0, 1, (0, 1)), (0, 4, (0, 3)), (1, 3, (1, 2)), (2, 2, (1, 1)), (4, 4, (3, 3)), (3, 1, (2, 2))]
)
def test_a_folded_span_comes_from_whole_letters(start: int, end: int, wanted: tuple[int, int]) -> None:
    folded = fold("aßb")
    assert folded == Folded("assb", (0, 1, 1, 2, 3))
    assert folded.origin(start, end) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [("şöüğç", "sougc"), ("é", "e"), ("plain", "plain"), ("", ""), ("سوريا", "سوريا"), ("\u0301", "")]
)
def test_bare_text_has_no_marks(text: str, wanted: str) -> None:
    assert bare(text) == wanted
    assert bare(wanted) == wanted


@pytest.mark.parametrize(
    ("text", "right_to_left"),
    [("دمشق", True), ("Syria: دمشق", True), ("שלום", True), ("Şam", False), ("", False), ("٢٠٢٣", False), ("—", False)],
)
def test_right_to_left_text_is_isolated(text: str, right_to_left: bool) -> None:
    assert isolated(text) == (f"{FIRST_STRONG}{text}{POP}" if right_to_left else text)


@given(st.lists(st.text(), min_size=1, max_size=4), st.integers(0, 3))
def test_parts_of_a_digest_are_told_apart(parts: list[str], at: int) -> None:
    assert len(digest_of(*parts)) == 64
    assert digest_of(*parts) != digest_of(*parts, "")
    assert digest_of(*parts) != digest_of(*parts[: at % len(parts)], f"{parts[at % len(parts)]}.", *parts[at % len(parts) + 1 :])


def test_the_digest_of_an_entry_is_that_of_what_a_reader_sees() -> None:
    entry = Entry(id="1", title="a", summary="b", content="c", link="https://a.example/", lang="en")
    assert text_digest(entry) == digest_of("a", "b", "c")
    assert text_digest(Entry(id="2", title="ab", content="c")) != text_digest(Entry(id="2", title="a", summary="b", content="c"))
    assert text_digest(Entry(id="1", title="a", whole="0" * 64)) == "0" * 64
    assert words_digest("x", "a", "b") != words_digest("y", "a", "b")


@given(st.text(st.characters(exclude_characters="\u0327\u0306\u0308"), max_size=30))
def test_a_text_folds_as_its_letters_do_one_by_one(text: str) -> None:
    """Whether each letter becomes one, as nearly all do, or some vanish and others become two."""
    whole = fold(text)
    letters = [(position, folded) for position, letter in enumerate(text) for folded in fold(letter).text]
    assert whole.text == "".join(folded for _, folded in letters)
    assert list(whole.offsets) == [*(position for position, _ in letters), len(text)]
