"""Words and sentences of a folded text."""

from __future__ import annotations

import re
from typing import NamedTuple

from service.text.fold import Folded, fold

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?!\w)|[^\W_]+(?:'[^\W_]+|'(?=\s|$))?")
_LONGEST_WORD = 48
DOUBLING = "\N{ARABIC SHADDA}"
"""The mark of a doubled letter, by which Arabic tells Amman from Oman where it writes it."""

_VOWELS = frozenset("\N{ARABIC FATHA}\N{ARABIC DAMMA}\N{ARABIC KASRA}")


class Word(NamedTuple):
    """One word: folded text without its apostrophe part, that part, its span in the original, and what stands before it.

    `gap` is the folded text between the previous word and this one. `capital` and `upper` tell how the original was written
    (Latin letters: first letter, all letters); both are true for scripts without case. `marks` is the original where it doubles
    a letter by a mark that folding drops (Arabic shadda), which some names differ by.
    """

    text: str
    suffix: str
    start: int
    end: int
    gap: str
    capital: bool
    upper: bool
    marks: str = ""


def split_words(text: str) -> tuple[list[Word], str]:
    """The words of `text` and the folded text after the last of them."""
    folded: Folded = fold(text)
    words: list[Word] = []
    last = 0
    for match in _WORD.finditer(folded.text):
        start, end = match.span()
        body, _, suffix = match.group().partition("'")
        first, after = folded.origin(start, end)
        original = text[first:after]
        stem = (
            text[first : folded.offsets[min(start + len(body), len(folded.text))]] if suffix or "'" in match.group() else original
        )
        words.append(
            Word(
                body.replace(".", "")[:_LONGEST_WORD],
                suffix,
                first,
                after,
                folded.text[last:start],
                not original[:1].islower(),
                not (stem.islower() or any(char.islower() for char in stem)),
                original if DOUBLING in original else "",
            )
        )
        last = end
    return words, folded.text[last:]


def is_vowelled(text: str) -> bool:
    """Whether a text writes Arabic vowels and doubles no letter."""
    return DOUBLING not in text and not _VOWELS.isdisjoint(text)


_ENDS = re.compile(r"[.!?]+[\"')\]]*\s|\n|[!?]")


def ends_sentence(gap: str) -> bool:
    """Whether the text between two words ends a sentence."""
    return bool(_ENDS.search(gap)) or gap.rstrip().endswith(("...", ". ."))
