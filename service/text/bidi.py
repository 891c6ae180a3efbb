"""Right-to-left and left-to-right text beside each other (Unicode Standard Annex 9)."""

from __future__ import annotations

import unicodedata

FIRST_STRONG, POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def isolated(text: str) -> str:
    """The text so that what stands beside it keeps its place: where it holds right-to-left letters, between isolates.

    The isolates take no room on a terminal; a text without such letters stays as it is, fit for being copied and searched.
    """
    if text.isascii() or not any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text):
        return text
    return f"{FIRST_STRONG}{text}{POP}"


def direction(text: str) -> str:
    """``rtl`` where the first strong character is Arabic, Hebrew or alike, else ``ltr`` (UAX #9, P2 and P3)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _RIGHT_TO_LEFT:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"
