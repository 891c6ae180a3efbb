"""Which language a text is written in, among those that have a pack."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\uff21-\uff5a]")
_TURKISH_LETTERS = re.compile(r"[ğĞşŞıİ]")


def script(text: str) -> str:
    """``arabic`` or ``latin``: the script that most letters of `text` belong to."""
    return "arabic" if 2 * len(_ARABIC.findall(text)) > len(_LATIN.findall(text)) else "latin"


def choose_language(words: AbstractSet[str], text: str, claimed: str | None, common: Mapping[str, AbstractSet[str]]) -> str:
    """The language of a Latin text, by its most common words.

    Args:
        words: the folded words of the text.
        text: the text itself.
        claimed: what the feed says, an ISO 639-1 code; it wins a tie.
        common: for each language, folded words that are frequent in it and in no other.
    """
    best, most = (claimed if claimed is not None and claimed in common else next(iter(common))), 0
    for language in sorted(common):
        score = 2 * len(words & common[language]) + (1 if language == claimed else 0)
        if language == "tr":
            score += min(3, len(_TURKISH_LETTERS.findall(text)))
        if score > most or (score == most and language == claimed):
            best, most = language, score
    return best
