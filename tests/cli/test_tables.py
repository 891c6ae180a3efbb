"""Tables fit the terminal, keep their columns beside right-to-left text, and lose nothing where they are piped."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from service.cli.output import GAP, NARROWEST_COLUMN, fitting, print_rows
from service.text.bidi import FIRST_STRONG, POP
from tests.cli.terminal import terminal
from tests.docs.walk import Reader, feeds

if TYPE_CHECKING:
    from pathlib import Path

ARABIC = "تركيا تعيد فتح سفارتها في دمشق بعد أحد عشر عاما من القطيعة وترفع علمها فوق المبنى في حي أبو رمانة"
STYLE = re.compile(r"\x1b\[[0-9;]*m")
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-8]|9[0-7])(?:;[0-9;]*)?m")


def test_columns_give_way_from_the_widest() -> None:
    assert fitting([10, 10], 80) == [10, 10]
    assert fitting([50, 10, 30], 60) == [23, 10, 23]
    assert sum(fitting([50, 10, 30], 60)) + 2 * GAP == 60
    assert fitting([5, 6], 3) == [5, 6]
    assert fitting([40], 3) == [NARROWEST_COLUMN]
    assert fitting([], 3) == []


def test_piped_rows_are_whole(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(("name", "title"), [("x" * 200, "y " * 200)])
    header, name, title = capsys.readouterr().out.splitlines()
    assert (header, name, title.strip()) == ("name", "x" * 200, ("y " * 200).strip())


def test_right_to_left_cells_keep_their_neighbours_in_place(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(("outlet", "lang", "title"), [("سانا", "ar", ARABIC), ("Enab", "en", "Rain")])
    _, arabic, title, english, _ = capsys.readouterr().out.splitlines()
    assert arabic.startswith(f"{FIRST_STRONG}سانا{POP}")
    assert cell_len(arabic.partition("ar")[0]) == cell_len(english.partition("en")[0])
    assert title.strip() == f"{FIRST_STRONG}{ARABIC}{POP}"


def test_nothing_of_a_feed_steers_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(("name", "title"), [("a\x1b[2Jb\nc", "\x1b]0;gone\x07 \u202edne")])
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "\x07" not in told
    assert len(told.splitlines()) == 3


def world(folder: Path, port: int, zone: str) -> Reader:
    """A database with two signals, one of them told in Arabic by an outlet of a long name."""
    long = "An outlet whose name is longer than any name should be, for it has to be cut"
    (folder / "config.yaml").write_text(
        f'timezone: {zone}\npoll: {{allow_private: ["127.0.0.1"]}}\n'
        f'feeds: [{{name: "{long}", url: "http://127.0.0.1:{port}/en", lang: en}},'
        f' {{name: سانا, url: "http://127.0.0.1:{port}/ar", lang: ar}}]\n'
        "channels: {log: {type: file, path: log.jsonl}}\nroutes: [{severity: [critical, high], to: [log]}]\n"
    )
    reader = Reader(folder)
    reader.type("thaw poll")
    return reader


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("tables")
    with feeds({"/ar": ARABIC}) as port:
        world(folder, port, "Asia/Damascus")
    return folder


async def shown(folder: Path, *arguments: str, **environment: str) -> str:
    async with terminal(*arguments, folder=folder, COLUMNS="80", TERM="xterm-256color", **environment) as screen:
        assert await screen.end() == 0
    return screen.text


async def test_on_a_terminal_every_line_fits(there: Path) -> None:
    signal = json.loads(Reader(there).type("thaw signals list --json"))[0]["signal"]
    for arguments in (
        ("signals", "list"), ("signals", "show", signal), ("signals", "matrix"), ("feeds", "list"), ("alerts", "list"),
        ("packs", "test"), ("config", "check"),
    ):  # fmt: skip
        told = STYLE.sub("", await shown(there, *arguments))
        assert [line for line in told.splitlines() if cell_len(line) > 80] == [], arguments


async def test_colours_are_for_terminals_that_want_them(there: Path) -> None:
    text = "Turkey may reopen its embassy in Damascus"
    assert COLOUR.search(await shown(there, "explain", text, NO_COLOR=""))
    assert not COLOUR.search(await shown(there, "explain", text, NO_COLOR="1"))
    assert "\x1b" not in Reader(there).type(f"thaw explain '{text}'; thaw signals list")


async def test_moments_are_those_of_the_configured_zone(there: Path) -> None:
    reader = Reader(there)
    signal = json.loads(reader.type("thaw signals list --json"))[0]["signal"]
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d Asia/Damascus", reader.type(f"thaw signals show {signal}"))
    told = reader.type("thaw feeds list; thaw alerts list")
    assert "next (Asia/Damascus)" in told
    assert "at (Asia/Damascus)" in told
    assert "UTC" not in told
