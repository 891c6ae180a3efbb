"""The script of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.language import MOST_LETTERS, Marks, choose_language, script


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Damascus", "latin"),
        ("دمشق", "arabic"),
        ("ﺩﻣﺸﻖ", "arabic"),  # presentation forms
        ("\ufeffOman", "latin"),
        ("\ufeffO\ufeffm\ufeffa\ufeffn\ufeff\ufeff", "latin"),  # marks of the byte order are no letters
        ("", "latin"),
    ],
)
def test_a_text_is_in_the_script_of_most_letters(text: str, wanted: str) -> None:
    assert script(text) == wanted


MIXED = st.text("abzÄşا ىﻻＡｚ1.", max_size=40)


@given(MIXED)
def test_runs_of_letters_count_as_their_letters(text: str) -> None:
    arabic, latin = (sum(letter in letters for letter in text) for letters in ("اىﻻ", "abzÄşＡｚ"))
    assert script(text) == ("arabic" if 2 * arabic > latin else "latin")


@given(st.text("ğş a", max_size=8), st.sampled_from(["en", "tr"]))
def test_own_letters_count_up_to_a_bound(text: str, claimed: str) -> None:
    marks = {"en": Marks("latin", frozenset()), "tr": Marks("latin", frozenset({"bir"}), frozenset("ğş"))}
    own = min(MOST_LETTERS, text.count("ğ") + text.count("ş"))
    wanted = "tr" if claimed == "tr" or own > 1 else "en"
    assert choose_language(frozenset(), text, claimed, marks) == wanted
