"""Right-to-left text among left-to-right text (Unicode Standard Annex 9)."""

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
