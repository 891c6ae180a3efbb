"""Who brings others together, and so does not meet himself: ``Irak, iki tarafı buluşturmak istiyor``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party


def brings(step: Sequence[Span], cast: Cast) -> bool:
    """Whether the verb of a meeting says that somebody brings about the meeting of others."""
    return cast.language.verb_last and any(word.start == step[0].start for word in cast.sentence.of("concept", "BRING"))


def without_convener(step: Sequence[Span], cast: Cast) -> list[Party]:
    """The normalizing parties of a sentence without the one that only brings others together, where verbs come last."""
    actors = cast.of("actor")
    if not brings(step, cast):
        return actors
    named = [party for party in cast.parties if not party.place and party.span.end <= step[0].start]
    first = named[0] if named else None
    if first is None or first.part != "actor" or _is_brought(first, named[1:], cast):
        return actors
    return [party for party in actors if party.code != first.code]


def _is_brought(party: Party, others: Sequence[Party], cast: Cast) -> bool:
    """Whether a party is itself one of those who are brought together: joined to another one, or the object."""
    following = cast.sentence.words[party.span.end : party.span.end + 1]
    if party.span.tail in cast.language.object_endings:
        return True
    apart = any("," in word.gap for word in following)
    return not apart and any(cast.are_joined(party, other) for other in others if other.part != "actor")
