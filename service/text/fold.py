"""Folding: one spelling for letters that readers take for the same, with every offset kept.

Folded are width, case, Arabic orthography (alef, hamza, ya, ta marbuta, tatweel, vowels), the Turkish i, look-alike letters of
other scripts, quotation marks, apostrophes and dashes; bidi controls, zero-width characters and soft hyphens vanish (Unicode
UAX 15 and 31, UTS 39 for the look-alikes).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ARABIC = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ی": "ي",
    "ې": "ي", "ھ": "ه", "ہ": "ه",
    "ۀ": "ه", "ګ": "ك", "ء": "", "ـ": "", "٬": ",", "،": ",", "؛": ";", "؟": "?", "٪": "%",
}  # fmt: skip
_LATIN = {"ı": "i", "â": "a", "î": "i", "û": "u", "ə": "e", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"}
_CONFUSABLE = dict(
    zip(
        "аеорсухіјѕԁɡһӏкмтвнԛԝαεορικντυχѵգսոօⅼ",
        "aeopcyxijsdghlkmtbhqwaeopikvtuxvqunol",
        strict=True,
    )
)
_ALIKE = frozenset(_CONFUSABLE)
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
_SIGNS = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "ʻ": "'", "‛": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": '"', "›": '"', "″": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "—", "―": "—", "−": "-",
    "…": "...",
    "\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n",
}  # fmt: skip
LONGEST_CLUSTER = 4
"""Code points of one letter with its marks."""
_KEPT_MARKS = frozenset({"\u0327", "\u0306", "\u0308"})  # cedilla, breve, diaeresis: they tell Turkish letters apart


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back.

    `offsets[i]` is the code point of the original that folded character `i` comes from; it has one item more than `text`
    has characters: the length of the original.
    """

    text: str
    offsets: Sequence[int]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original (end excluded) that folded characters `start` to `end` come from."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=8192)
def _fold_letter(letter: str) -> str:
    """One character, or a letter with its combining marks, as it is compared."""
    sign = _SIGNS.get(letter)
    if sign is not None:
        return sign
    folded = []
    for char in unicodedata.normalize("NFKC", letter).casefold():
        mapped = _fold_plain(char)
        folded.append(mapped)
    return "".join(folded)


def _fold_plain(char: str) -> str:
    for table in (_SIGNS, _ARABIC, _LATIN, _CONFUSABLE):
        if char in table:
            return table[char]
    category = unicodedata.category(char)
    if category in {"Cf", "Mn", "Me", "Cc", "Cs", "Co"}:
        return " " if category == "Cc" else ""
    if category == "Nd":
        return str(unicodedata.digit(char))
    return " " if category[0] == "Z" else char


def _clusters(text: str) -> list[tuple[int, str]]:
    """Each letter together with the marks that change it into another letter of an alphabet, and its position."""
    clusters: list[tuple[int, str]] = []
    for position, char in enumerate(text):
        if char in _KEPT_MARKS and clusters:
            start, base = clusters[-1]
            # No letter has more marks; those heaped on one would cost their number squared.
            clusters[-1] = (start, (base + char)[:LONGEST_CLUSTER])
        else:
            clusters.append((position, char))
    return clusters


class _Table(dict[int, str]):
    """A translation table that learns each code point when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_letter(chr(code))
        if len(self) < 65536:  # noqa: PLR2004 - a bound on memory; past it the answer is computed each time
            self[code] = folded
        return folded


_TABLE = _Table()


def fold(text: str) -> Folded:
    """Fold `text`; linear in its length."""
    if any(mark in text for mark in _KEPT_MARKS):
        clusters = _clusters(text)
        positions: Sequence[int] = [position for position, _ in clusters]
        pieces = [_fold_letter(letter) for _, letter in clusters]
    else:
        positions = range(len(text))
        pieces = [_TABLE[ord(letter)] for letter in text]
        if set(map(len, pieces)) <= {1}:  # as in nearly every text: each letter becomes one
            return Folded("".join(pieces), range(len(text) + 1))
    offsets = [position for position, piece in zip(positions, pieces, strict=True) for _ in piece]
    return Folded("".join(pieces), (*offsets, len(text)))


def fold_quickly(text: str) -> str:
    """The folded text alone, without the way back: the same as ``fold(text).text``, with loose marks joined to their letters."""
    if not (text.isascii() or unicodedata.is_normalized("NFC", text)):
        text = unicodedata.normalize("NFC", text)
    return text.translate(_TABLE)


def bare(text: str) -> str:
    """Folded text without any diacritics, for names that a language writes with and without them."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def mixes_scripts(text: str) -> bool:
    """Whether one word is written in Latin letters and look-alikes of another script (UTS 39, 5.1): hardly ever by mistake."""
    return any(_LATIN_LETTER.search(word) and not _ALIKE.isdisjoint(word.casefold()) for word in text.split())
