"""Lines of results on terminals of any width, and where there is none."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from service.cli.output import NARROWEST, print_line

LINE = "    assigned (0.82): same actor EGY; at the time of its entries; denied after reported"
TITLE = "تركيا تعيد فتح سفارتها في دمشق بعد اثنتي عشرة سنة من إغلاقها"


def printed(line: Text | str, width: int = 40, *, whole: bool = False, colours: bool = False) -> list[str]:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        soft_wrap=whole,
        force_terminal=colours,
        color_system="standard" if colours else None,
        highlight=False,
    )
    print_line(console, line)
    return stream.getvalue().splitlines()


def test_what_goes_on_stands_further_in() -> None:
    assert printed(LINE) == [
        "    assigned (0.82): same actor EGY;",
        "      at the time of its entries; denied",
        "      after reported",
    ]


def test_where_there_is_no_terminal_a_line_is_left_whole() -> None:
    assert printed(LINE, whole=True) == [LINE]


def test_a_title_from_right_to_left_breaks_between_its_words() -> None:
    lines = printed(TITLE)
    assert len(lines) > 1
    assert " ".join(line.strip() for line in lines) == TITLE


def test_colours_go_on_in_the_next_line() -> None:
    lines = printed(Text("a word and ").append("a span of words that is longer than a line", style="red"), colours=True)
    assert all("\x1b[31m" in line for line in lines)


def test_an_empty_line_is_one() -> None:
    assert printed("") == [""]


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=120), st.integers(NARROWEST + 4, 120))
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(text: str, width: int) -> None:
    lines = printed(f"  {text}", width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize("odd", ["[red]x[/red]", ":smile:", "https://example.org/?a=[1]"])
def test_words_of_feeds_are_no_markup(odd: str) -> None:
    assert printed(odd) == [odd]
