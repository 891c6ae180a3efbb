"""Where a mission stands, or to whom an envoy is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import parts
from service.detect.roles import Party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast

BESIDE = 2
"""Words between a mission and the state that it belongs to, or stands in."""


def host_of(noun: Span, cast: Cast) -> Party | None:
    """Where it stands, or whom it is sent to: ``embassy in Tripoli``, ``ambassador to Israel``."""
    behind = [
        each
        for each in cast.parties
        if each.span.tag.sort in {"name", "metonym"} and 0 <= each.span.start - noun.end <= BESIDE and is_bound(each, cast)
    ]
    behind += _towns_behind(noun, cast)
    behind = [each for each in behind if not any(parts(word.gap) for word in cast.sentence.words[noun.end : each.span.start + 1])]
    return min(behind, key=lambda each: each.span.start, default=None)


def _towns_behind(noun: Span, cast: Cast) -> list[Party]:
    """The state in whose town a mission stands: ``the consulate in Jeddah``."""
    leads = (
        {sign.end for sign in cast.sentence.of("sign", "locatives")}
        if noun.tag.name == "MISSION" and not cast.language.verb_first
        else set()
    )
    towns = [span for span in cast.sentence.of("place") if 0 <= span.start - noun.end <= BESIDE and span.start in leads]
    lands = ((town, cast.lands.get(town.tag.name)) for town in towns)
    return [Party(town, land, cast.part_of(land), place=True) for town, land in lands if land and land != cast.target]


def is_bound(party: Party, cast: Cast) -> bool:
    """Whether a word for "in" or "to" stands before a party, or such a prefix."""
    signs = (*cast.sentence.of("sign", "locatives"), *cast.sentence.of("cue", "TO"))
    return party.place or any(sign.end == party.span.start for sign in signs)


def post_besides(step: Sequence[Span], cast: Cast) -> Party | None:
    """The target where an envoy posted elsewhere is named its too: ``تعيّن سفيرتها في بيروت سفيرة غير مقيمة لدى سوريا``."""
    noun, verb, joined = step[0], step[-1], cast.language.and_prefixes
    if (noun.tag.name, verb.tag.name) != ("ENVOY", "APPOINT"):
        return None
    second = next((word for word in cast.sentence.of("concept", "ENVOY") if noun.end <= word.start), None)
    if second is None or cast.sentence.words[second.start].text.startswith(joined):
        return None
    others = cast.sentence.of("concept", "CLOSE", "APPOINT", "RECALL")
    done = any(noun.end <= word.start < second.start for word in others)
    host = host_of(second, cast)
    return host if host is not None and host.part == "target" and not done else None


def organizes(party: Party, cast: Cast) -> bool:
    """Whether a sentence begins with a party and ends with its organizing, where verbs come last: ``Türkiye ... düzenliyor``."""
    closing = [word for word in cast.sentence.of("concept", "SPONSOR") if word.end == len(cast.sentence.words)]
    first = party.span.start == 0 and not party.span.tail and party.part != "neutral"
    return cast.language.verb_last and first and bool(closing)
