"""The config.yaml that ships with Thaw, as the text that it is: explained line by line, with feeds to choose from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from service.errors import ThawError

if TYPE_CHECKING:
    from collections.abc import Collection

_HERE = Path(__file__).resolve()
_PLACES = (_HERE.parent / "shipped.yaml", _HERE.parents[2] / "config.yaml")
"""Where it lies: in a wheel, and in a checkout."""

_FEED = re.compile(r"^  - \{.*\}$")
_HEADING = re.compile(r"^  # --- ")
_LANG = re.compile(r"\blang: ([a-z]{2,3})\b")
_TARGET = re.compile(r"\btarget: ([A-Z]+)\b")
_NAME = re.compile(r'\bname: (?:"([^"]*)"|([^,]*)),')
_URL = re.compile(r'\burl: "([^"]*)"')
_OFF = "enabled: false"


@dataclass(frozen=True, slots=True)
class ShippedFeed:
    """A feed as it stands in the file: its heading, the comments above it with its line, and what that says."""

    heading: str
    lines: tuple[str, ...]
    name: str
    url: str
    lang: str
    target: str | None
    enabled: bool


@dataclass(frozen=True, slots=True)
class Shipped:
    """The file, taken apart: what stands before and after its feeds, and the feeds."""

    before: str
    feeds: tuple[ShippedFeed, ...]


def ships_in(langs: Collection[str], targets: Collection[str]) -> tuple[ShippedFeed, ...]:
    """The feeds in these languages, those left out that are of use for other governments alone."""
    return tuple(each for each in shipped().feeds if each.lang in langs and (each.target is None or each.target in targets))


@lru_cache(maxsize=1)
def shipped() -> Shipped:
    """Read it. Raises ThawError where the installation lacks it."""
    for place in _PLACES:
        if place.is_file():
            return taken_apart(place.read_text("utf-8"))
    raise ThawError("the config.yaml that ships is missing from this installation; install thaw again")


def taken_apart(text: str) -> Shipped:
    """The file's text as `Shipped`: `feeds:` is its last setting."""
    before, _, after = text.partition("\nfeeds:\n")
    feeds: list[ShippedFeed] = []
    heading = ""
    comments: list[str] = []
    for line in after.splitlines():
        if _HEADING.match(line):
            heading, comments = line, []
        elif _FEED.match(line):
            feeds.append(_feed(heading, (*comments, line)))
            comments = []
        elif line.strip():
            comments.append(line)
    return Shipped(before, tuple(feeds))


def _feed(heading: str, lines: tuple[str, ...]) -> ShippedFeed:
    line = lines[-1]

    def said(form: re.Pattern[str]) -> str:
        found = form.search(line)
        return next(filter(None, found.groups()), "") if found else ""

    return ShippedFeed(
        heading=heading,
        lines=lines,
        name=said(_NAME),
        url=said(_URL),
        lang=said(_LANG),
        target=said(_TARGET) or None,
        enabled=_OFF not in line,
    )
