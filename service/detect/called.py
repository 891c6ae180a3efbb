"""How officials are called: whom a headline lets somebody speak to, and the names of those whom the packs do not know."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.detect.roles import Cast, Party


def addressed_in(cast: Cast, *parts: str) -> list[Party]:
    """The officials of these parts that "to" leads to, right before a headline's colon: ``ماكرون للشرع: ...``."""
    sentence, prefixes = cast.sentence, cast.language.purpose_prefixes
    if not sentence.headline:
        return []
    ends = {at for at, word in enumerate(sentence.words) if word.gap.lstrip().startswith(":")}
    told = [party for party in cast.of(*parts, places=False) if party.span.prefix in prefixes and party.span.start > 0]
    return [party for party in told if party.span.end in ends and party.span.tag.sort == "person"]


def unknown_name(cast: Cast, start: int) -> int:
    """The words of the name of somebody whom the packs do not know, behind the title: ``Lübnan Başbakanı Nevvaf Selam``."""
    known = {at for span in cast.sentence.spans if span.tag.kind != "sign" for at in range(span.start, span.end)}
    words = cast.sentence.words[start : start + LONGEST_NAME]
    named = takewhile(lambda at: at[0] not in known and at[1].capital and not at[1].gap.strip(), enumerate(words, start))
    return len(list(named))


LONGEST_NAME = 3
"""Words of a name behind a title."""
