"""On a terminal no line is wider than it, whatever feeds and people wrote; what was cut says so."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from rich.text import Text

from service.cli.output import json_line, print_line, print_rows, result_console
from service.text.bidi import FIRST_STRONG, POP
from service.text.clean import ELLIPSIS

if TYPE_CHECKING:
    from collections.abc import Callable

ARABIC = "تركيا تعيد فتح سفارتها في دمشق بعد أحد عشر عاما من القطيعة وترفع علمها فوق المبنى في حي أبو رمانة وسط العاصمة"
CHINESE = "土耳其重新开放驻大马士革大使馆并在大楼上升起国旗这是十一年来的第一次" * 2
STYLE = re.compile(r"\x1b\[[0-9;]*m")
COLUMNS = ("signal", "severity", "outlet", "title")


class Screen(io.StringIO):
    """Standard output as a terminal shows it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"COLUMNS": "80", "TERM": "xterm-256color", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)


def seen(draw: Callable[[], None]) -> list[str]:
    """The lines that stand on the screen, without their style."""
    with redirect_stdout(Screen()) as screen:
        draw()
    return STYLE.sub("", screen.getvalue()).splitlines()


def bare(line: str) -> str:
    return line.replace(FIRST_STRONG, "").replace(POP, "")


@pytest.mark.parametrize("text", ["word " * 60, "x" * 300, ARABIC * 2, CHINESE, "e\u0301" * 200, "[bold]" * 40, ""])
@pytest.mark.parametrize("columns", ["40", "80", "132"])
def test_no_row_is_wider_than_the_screen(monkeypatch: pytest.MonkeyPatch, text: str, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    told = seen(lambda: print_rows(COLUMNS, [("s1s1nhfq9", "critical", text, text), ("s2", "low", "Enab", "Rain")]))
    assert [line for line in told if cell_len(bare(line)) > int(columns)] == []
    assert told[-2].split() == ["s2", "low", "Enab"]


def test_what_was_cut_ends_in_an_ellipsis_and_its_neighbours_stay() -> None:
    rows = [("x" * 200, "ar", "a"), ("short", "en", "b")]
    _, long, _, short, _ = seen(lambda: print_rows(("name", "lang", "title"), rows))
    name, lang = long.split()
    assert name == "x" * (len(name) - 1) + ELLIPSIS
    assert lang == "ar"
    assert long.index("ar") == short.index("en")


def test_a_long_title_is_folded_without_losing_a_word() -> None:
    words = [f"word{number}" for number in range(60)]
    _, _, first, *others = seen(lambda: print_rows(("name", "title"), [("a", " ".join(words))]))
    assert " ".join([first, *others]).split() == words
    assert first.startswith("  word0")
    assert all(line.startswith("    word") for line in others)


def test_a_line_is_text_and_no_markup() -> None:
    for line in ("  [red]Turkey[/red] reopens", "[link=https://evil.example]x[/link]"):
        assert seen(lambda line=line: print_line(result_console(), line)) == [line]  # type: ignore[misc]
        assert seen(lambda line=line: print_line(result_console(), Text(line))) == [line]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ({"title": "سانا"}, '{"title": "سانا"}'),
        (["a\nb", None, True], '["a\\nb", null, true]'),
        ("\ud800", '"\\ud800"'),
        ({"سانا": "\udfff"}, '{"\\u0633\\u0627\\u0646\\u0627": "\\udfff"}'),
    ],
)
def test_json_is_one_line_that_utf8_can_hold(value: object, line: str) -> None:
    assert json_line(value) == line
    assert json_line(value).encode("utf-8")
    assert len(json_line(value).splitlines()) == 1
