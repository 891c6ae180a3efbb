from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.clean import clip, one_line, paragraph

BREAKS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


@pytest.mark.parametrize("character", list(BREAKS))
def test_whatever_ends_a_line_becomes_a_blank(character: str) -> None:
    assert one_line(f"Turkey{character}Bcc: x@example.org") == "Turkey Bcc: x@example.org"


@pytest.mark.parametrize(
    ("hostile", "clean"),
    [
        ("a\ud800b", "a\N{REPLACEMENT CHARACTER}b"),
        ("cod\u202egpj.exe", "codgpj.exe"),
        ("\u2066x\u2069\u202a", "x"),
        ("a\x00b\x07c\x7f", "abc"),
        ("\ufeffa\U000e0041b", "ab"),
        ("  a \t\r\n b  ", "a b"),
        ("می\u200cخواهد", "می\u200cخواهد"),  # Persian needs its non-joiner
        ("👩\u200d💻", "👩\u200d💻"),
    ],
)
def test_what_nobody_needs_goes_and_the_rest_stays(hostile: str, clean: str) -> None:
    assert one_line(hostile) == clean


@given(st.text(st.characters(codec=None)), st.integers(2, 80))
def test_a_line_is_one_line_that_utf8_can_hold_within_its_limit(text: str, limit: int) -> None:
    line = one_line(text, limit)
    line.encode("utf-8")
    assert len(line) <= limit
    assert not set(line) & set(BREAKS)
    assert len(line.splitlines()) <= 1
    assert one_line(line) == line


@given(st.text(st.characters(codec=None)))
def test_a_paragraph_has_only_line_feeds(text: str) -> None:
    body = paragraph(text)
    body.encode("utf-8")
    assert not set(body) & set(BREAKS.replace("\n", ""))


def test_a_long_title_is_clipped_with_a_sign() -> None:
    assert clip("x" * 10_000, 100) == "x" * 99 + "…"
    assert clip("short", 5) == "short"
    assert clip("cafe\u0301s", 5) == "caf…"
