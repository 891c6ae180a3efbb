"""Right-to-left text keeps what stands beside it in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from service.text.bidi import FIRST_STRONG, POP, direction, isolated


@pytest.mark.parametrize("text", ["", "Damascus", "Şam'da büyükelçilik", "24.11.2026", "“may” – 3 %", "Дамаск"])
def test_what_runs_from_left_to_right_stays_as_it_is(text: str) -> None:
    assert isolated(text) == text


@pytest.mark.parametrize("text", ["دمشق", "Minister in دمشق: 24", "דמשק", "سانا / SANA"])
def test_what_holds_right_to_left_letters_is_isolated(text: str) -> None:
    assert isolated(text) == f"{FIRST_STRONG}{text}{POP}"


@given(st.text())
def test_it_takes_no_room_and_loses_nothing(text: str) -> None:
    assert isolated(text).removeprefix(FIRST_STRONG).removesuffix(POP) == text.removeprefix(FIRST_STRONG).removesuffix(POP)
    assert cell_len(isolated(text)) == cell_len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("تركيا", "rtl"), ("«تركيا» reopens", "rtl"), ("Turkey تركيا", "ltr"), ("123 …", "ltr"), ("", "ltr"), ("שגרירות", "rtl")],
)
def test_the_first_strong_character_gives_the_direction(text: str, expected: str) -> None:
    assert direction(text) == expected
