"""Counts as people read them: ``1 entry``, ``2 entries``."""

from __future__ import annotations

import re

_CONSONANT_Y = re.compile(r"(?<![aeiou])y$")


def counted(count: int, noun: str) -> str:
    """How many of something there are: ``1 new entry``, ``0 feeds``, ``1,204 bytes``.

    Args:
        count: how many.
        noun: what one of them is called; regular in the plural, any adjective before it.
    """
    return f"{count:,} {noun if count == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The plural of a regular English noun: ``feeds``, ``deliveries``, ``switches``."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    return f"{noun}s" if _CONSONANT_Y.search(noun) is None else f"{noun[:-1]}ies"
