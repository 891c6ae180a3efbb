"""Government and opposition of another state, who meet over what comes from the target: ``over Syrian refugees``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.spoken_of import is_topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party


def are_domestic(step: Sequence[Span], cast: Cast) -> bool:
    """Whether "the opposition" of a sentence is that of another state, for all that is told of the target are its people."""
    sides = cast.of("opposition")
    if not sides or any(not party.span.tag.ambiguous for party in sides):
        return False
    named = [party for party in cast.of("target") if not _are_people(party, cast)]
    if any(_sits_in_state(party, cast) for party in sides):
        return all(is_topic(party, step, cast) for party in named)
    return bool(cast.of("target")) and not named


def _sits_in_state(side: Party, cast: Cast) -> bool:
    """Whether a state's name tells where the opposition is at home: ``الحكومة والمعارضة في تركيا``."""
    there = {sign.end for sign in cast.sentence.of("sign", "locatives") if 0 <= sign.start - side.span.end <= 1}
    states = [party for party in cast.of("actor", "patron", "other") if party.span.tag.sort == "name"]
    return any(party.span.start in there for party in states)


def _are_people(party: Party, cast: Cast) -> bool:
    """Whether it is the adjective of people and not of a power: ``Syrian refugees``, ``Suriyeliler``, ``عودة السوريين``."""
    span, many = party.span, cast.language.endings.get("PLURAL")
    beside = any(word.start == span.end or word.end == span.start for word in cast.sentence.of("sign", "people"))
    return span.tag.sort == "demonym" and (beside or (many is not None and many.fullmatch(span.tail) is not None))
