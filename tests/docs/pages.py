"""The pages of documentation, taken apart: blocks of code, tables, words in code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^```(?P<sort>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A block of code: what stands behind its fence, its text, and the line of the fence."""

    sort: str
    text: str
    line: int


def blocks(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    return [Block(found["sort"], found["text"], text.count("\n", 0, found.start()) + 1) for found in _FENCE.finditer(text)]


def section(page: Path, heading: str) -> str:
    """What stands under a heading, down to the next one of its rank or a higher one."""
    text = _FENCE.sub("", page.read_text("utf-8"))
    found = [each for each in _HEADING.finditer(text) if each[2] == heading]
    assert len(found) == 1, f"{page.name}: {heading!r} stands {len(found)} times"
    rank = len(found[0][1])
    ends = [each.start() for each in _HEADING.finditer(text, found[0].end()) if len(each[1]) <= rank]
    return text[found[0].end() : min(ends, default=len(text))]


def rows(text: str) -> Iterator[list[str]]:
    """The rows of the tables in a text, without their heads."""
    for table in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        for line in table.splitlines()[2:]:
            yield [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def links(page: Path) -> list[str]:
    """The targets of a page's links that are no addresses of the web."""
    found = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    return [each for each in found if "://" not in each]


def anchors(page: Path) -> set[str]:
    """The names by which the headings of a page are linked (as GitHub makes them)."""
    titles = (found[2].lower() for found in _HEADING.finditer(_FENCE.sub("", page.read_text("utf-8"))))
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}
