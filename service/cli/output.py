"""What commands print: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, TextIO

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from service.errors import AskedWronglyError, ThawError
from service.log import masked
from service.text.bidi import isolated
from service.text.clean import ELLIPSIS, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

STANDARD = "-"
"""The name that stands for standard input or output."""
HANG = 2
"""Cells that the further lines of a paragraph are further in than its first."""
NARROWEST = 20
"""Cells of text that even the narrowest terminal gets in a line."""
GAP = 2
"""Blanks between two columns."""
NARROWEST_COLUMN = 8
"""Cells below which no column is cut."""


_CONTROLS = dict.fromkeys((*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F)), "\ufffd")
"""What may steer a terminal or turn lines around; tabs and line ends may stay."""


def speak_utf8() -> None:
    """Write UTF-8 whatever the machine's language is set to: JSON is promised in it, and no other holds every title.

    What has no form in it, half of a surrogate pair, is escaped.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def result_console() -> Console:
    """A console on standard output for tables and coloured text; plain where it is no terminal or NO_COLOR is set."""
    return Console(file=sys.stdout, highlight=False, soft_wrap=not sys.stdout.isatty())


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[str]], nothing: str = "") -> None:
    """Rows for readers: columns as wide as they must be, the last one on a line of its own below.

    On a terminal nothing is wider than it: the widest columns are cut there, and the last one is folded. Elsewhere nothing is
    cut, so that nothing is missing from what is searched. Text is isolated where it is right-to-left, so that columns stay.
    Where there are no rows, `nothing` says so on standard error.
    """
    if not rows and nothing:
        say(nothing)
    console = result_console()
    shown = [[one_line(cell) for cell in row[:-1]] for row in rows]
    widths = [max(map(cell_len, cells)) for cells in zip(columns[:-1], *shown, strict=True)]
    if console.is_terminal:
        widths = fitting(widths, console.width)
    console.print(_padded(columns[:-1], widths), style="bold", markup=False, soft_wrap=True)
    for cells, row in zip(shown, rows, strict=True):
        console.print(_padded(cells, widths), markup=False, soft_wrap=True)
        for line in filter(None, map(one_line, row[-1].splitlines())):
            print_line(console, f"  {isolated(line)}", style="dim")


def fitting(widths: Sequence[int], room: int) -> list[int]:
    """Widths of columns that fit into `room` cells with their gaps; the widest give way, down to `NARROWEST_COLUMN`."""
    found = list(widths)
    excess = sum(found) + GAP * (len(found) - 1) - room
    while excess > 0 and max(found, default=0) > NARROWEST_COLUMN:
        found[found.index(max(found))] -= 1
        excess -= 1
    return found


def print_line(console: Console, line: Text | str, style: str = "") -> None:
    """A line of a result: wrapped on a terminal, what goes on a little further in than it began; elsewhere left whole.

    Whatever somebody has written into it, it steers no terminal.
    """
    text = Text(line, style=style) if isinstance(line, str) else line
    text.plain = text.plain.translate(_CONTROLS)
    if console.soft_wrap:
        console.print(text)
        return
    further_in = len(text.plain) - len(text.plain.lstrip(" "))
    print_hanging(console, Text(" " * further_in), text[further_in:], further_in + HANG)


def print_hanging(console: Console, before: Text, text: Text, left: int) -> None:
    """A paragraph behind `before`, wrapped to the console's width, its further lines `left` cells in."""
    width = max(console.width - max(left, before.cell_len), NARROWEST)
    for number, line in enumerate(text.wrap(console, width) if text else [text]):
        line.rstrip()
        console.print(Text.assemble(Text(" " * left) if number else before, line), soft_wrap=True)


def _padded(cells: Sequence[str], widths: Sequence[int]) -> str:
    return (" " * GAP).join(map(_cell, cells, widths)).rstrip()


def _cell(text: str, width: int) -> str:
    cut = text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + ELLIPSIS
    return isolated(cut) + " " * (width - cell_len(cut))


def say(message: str) -> None:
    """One line for people, on standard error; without the secrets of the configuration, whoever repeats them."""
    sys.stderr.write(f"{masked(message)}\n")
    sys.stderr.flush()


def json_line(value: object) -> str:
    """One line of JSON, readable in any script; lone surrogates are escaped, for UTF-8 has no form for them."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "), default=str)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, default=str)
    return text


def print_json(value: object, stream: TextIO | None = None) -> None:
    """One line of JSON on `stream` (default: standard output)."""
    (stream or sys.stdout).write(json_line(value) + "\n")


@contextmanager
def opened_for_writing(path: Path | None) -> Iterator[TextIO | None]:
    """A text file in UTF-8; ``-`` is standard output, None is None.

    Raises:
        AskedWronglyError: it cannot be opened.
        ThawError: it cannot be written to its end.
    """
    if path is None:
        yield None
    elif str(path) == STANDARD:
        yield sys.stdout
    else:
        try:
            stream = path.open("w", encoding="utf-8")
        except OSError as error:
            raise AskedWronglyError(f"{path}: cannot be written: {error.strerror or error}", resource=str(path)) from error
        try:
            with stream:
                yield stream
        except OSError as error:
            raise ThawError(f"{path}: written in part only: {error.strerror or error}", resource=str(path)) from error


@contextmanager
def progress(label: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing elsewhere; yields a function that takes how many more are done."""
    if not sys.stderr.isatty():
        yield lambda _more: None
        return
    columns: tuple[Any, ...] = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda more: bar.advance(task, more)
