"""Short texts and what must be coded of them, in the short notation of the tables of these tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest

from service.detect.watches import load_detector
from service.model.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.engine import Detector
    from service.detect.sentences import Sentence
    from service.model.mention import Detection

DAY = "2023-05-01"
SHORT = {
    "diplomatic_relations": "relations",
    "opposition_regime_meeting": "meeting",
    "official_contact": "contact",
    "rapprochement_rhetoric": "rhetoric",
    "western_position": "western",
    "economic_reengagement": "economy",
}


class Row(NamedTuple):
    """A text, the mechanism that it shows, and all that must be coded: ``relations occurred TUR; contact occurred TUR``."""

    why: str
    title: str
    wanted: str
    summary: str = ""
    day: str = DAY
    watch: str = "assi"


def rows(table: Sequence[Row]) -> pytest.MarkDecorator:
    """Parametrize a test over the rows of a table, each named by its mechanism."""
    return pytest.mark.parametrize("row", table, ids=[f"{row.why}: {row.title[:40]}" for row in table])


@cache
def detector(watch: str = "assi") -> Detector:
    """The detector of a watch that ships, loaded once."""
    return load_detector([watch])


def entry(title: str, summary: str = "", *, content: str = "", day: str = DAY, source: str = "") -> Entry:
    """An entry of that day."""
    published = datetime.combine(date.fromisoformat(day), time(), UTC)
    return Entry(id="x", title=title, summary=summary, content=content, source=source, published=published)


def detect(
    title: str, summary: str = "", *, content: str = "", day: str = DAY, source: str = "", watch: str = "assi"
) -> Detection:
    """What is detected in an entry of that day."""
    made = entry(title, summary, content=content, day=day, source=source)
    return detector(watch).detect(made, datetime.combine(date.fromisoformat(day), time(), UTC))


def codes(detection: Detection) -> str:
    """The mentions as ``indicator status ACTORS``, sorted, parted by semicolons."""
    told = (f"{SHORT[each.indicator]} {each.status} {','.join(each.actors)}" for each in detection.mentions)
    return "; ".join(sorted(told))


def of(row: Row) -> str:
    """What is coded of the text of a row."""
    return codes(detect(row.title, row.summary, day=row.day, watch=row.watch))


def read(text: str, *, lang: str = "en", day: str = DAY) -> list[Sentence]:
    """The sentences of a title with all that is recognized in them."""
    found = detector()
    return found.read(entry(text), found.languages[lang], date.fromisoformat(day))


def sentence(text: str, *, lang: str = "en", day: str = DAY) -> Sentence:
    """The only sentence of a title."""
    (only,) = read(text, lang=lang, day=day)
    return only


def words(one: Sentence, span: tuple[int, int]) -> str:
    """The folded words of a span of a sentence."""
    return " ".join(word.text for word in one.words[span[0] : span[1]])
