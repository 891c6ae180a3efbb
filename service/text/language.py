"""Which language a text is written in, among those that have a pack."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\uff21-\uff5a]+")
_NO_LETTERS = re.compile(r"\W+")
MOST_LETTERS = 3
"""How many of a language's own letters count: one foreign name holds some."""


@dataclass(frozen=True, slots=True)
class Marks:
    """By what a language is told apart: its script, frequent folded words, letters and endings behind apostrophes of its own."""

    script: str
    common: frozenset[str]
    letters: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()


def script(text: str) -> str:
    """``arabic`` or ``latin``: the script that most letters of `text` belong to."""
    return "arabic" if not text.isascii() and 2 * _letters(_ARABIC, text) > _letters(_LATIN, text) else "latin"


def _letters(runs: re.Pattern[str], text: str) -> int:
    return sum(map(len, runs.findall(text)))


def choose_language(words: AbstractSet[str], text: str, claimed: str | None, marks: Mapping[str, Marks]) -> str:
    """The language of a text: by script, then by its most common words and own letters.

    Args:
        words: the folded words of the text.
        text: the text itself.
        claimed: what the feed says, an ISO 639-1 code; it wins a tie.
        marks: of each language that may be chosen.
    """
    written = script(text)
    endings = [_suffix(word) for word in words if "'" in word]
    fitting = {code: each for code, each in marks.items() if each.script == written} or marks
    best, most = (claimed if claimed is not None and claimed in fitting else next(iter(fitting))), 0
    for language, each in sorted(fitting.items()):
        score = 2 * len(words & each.common) + (1 if language == claimed else 0)
        if each.letters:
            score += min(MOST_LETTERS, sum(map(text.count, each.letters)))
        score += sum(ending in each.suffixes for ending in endings)
        if score > most or (score == most and language == claimed):
            best, most = language, score
    return best


def _suffix(word: str) -> str:
    """The letters behind the apostrophe of a folded word."""
    return _NO_LETTERS.sub("", word.partition("'")[2])
