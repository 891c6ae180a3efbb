from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.text.plain import plain_line, plain_text, tidy


def test_blocks_are_lines_and_titles_one_line() -> None:
    assert plain_text("<h1>A</h1><p>b  c</p>d<br>e") == "A\nb c\nd\ne"
    assert plain_line("<p>a</p>\n<p>b</p>") == "a b"


def test_plain_text_passes_as_it_is() -> None:
    assert plain_text("3 < 4 & 5 > 2") == "3 < 4 & 5 > 2"
    assert tidy("a\x00b\r\nc \n\n d") == "ab\nc\nd"


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    read = plain_text(text)
    assert read == tidy(read)
    assert "\n" not in plain_line(text)
