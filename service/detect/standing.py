"""Parties that are only where something happens, as what stands beside them tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.detect.lexicon import Span, Tag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from service.detect.knowledge import Language
    from service.detect.roles import Party
    from service.detect.sentences import Sentence

NEAR_DELEGATION = 1
"""Words between a town and the delegation that comes from it: ``El Bab'dan giden heyet``."""


def delegations_of(held: AbstractSet[str], code: str, sentence: Sentence, language: Language) -> list[Span]:
    """Delegations of towns that the opposition holds, which are its own: ``Azez heyeti``, ``El Bab'dan bir heyet``."""
    towns = [place for place in sentence.of("place") if language.verb_last and place.tag.name in held]
    reach = {place: NEAR_DELEGATION for place in towns if place.tail in language.since_endings}
    reach |= {place: 0 for place in towns if not place.tail}
    sent = [(place, word) for place in reach for word in sentence.of("concept", "DELEGATION")]
    near = [(place, word) for place, word in sent if 0 <= word.start - place.end <= reach[place]]
    return [Span(place.start, word.end, Tag("actor", code, "name"), word.tail) for place, word in near]


def with_listed_places(parties: Sequence[Party], sentence: Sentence) -> list[Party]:
    """The parties, where one that is listed with a place is a place too: ``on his return from Riyadh and Baku``.

    So is one whom another imitates: ``Kuwait follows Riyadh in recalling its envoy``.
    """
    joints = {sign.end: sign.start for sign in sentence.of("sign", "coordinators")}
    found: list[Party] = []
    for party in parties:
        before = joints.get(party.span.start)
        listed = party.part == "actor" and party.span.tag.sort in {"name", "metonym"}
        listed = listed and any(other.place and other.span.end == before for other in found)
        found.append(replace(party, place=True) if listed or _is_example(party, sentence) else party)
    return found


def _is_example(party: Party, sentence: Sentence) -> bool:
    leads = {sign.start for sign in sentence.of("sign", "locatives")}
    return party.span.end in leads and any(sign.end == party.span.start for sign in sentence.of("sign", "examples"))


def with_meeting_places(parties: Sequence[Party], sentence: Sentence) -> list[Party]:
    """The parties, where a capital right behind a word for a gathering is its place: ``لقاء موسكو بين تركيا والنظام``.

    What is named there beside the target alone sits there with its government: ``محادثات أنقرة مع دمشق``.
    """
    gatherings = {span.end for span in (*sentence.of("concept", "GATHER"), *sentence.of("sign", "talking"))}
    joints = {sign.end for sign in sentence.of("sign", "companions")}
    found: list[Party] = []
    for party in parties:
        held = party.span.tag.sort == "metonym" and party.part != "target" and party.span.start in gatherings
        behind = [other for other in parties if other.span.start >= party.span.end][:2]
        beside = bool(behind) and (behind[0].span.start == party.span.end or behind[0].span.start in joints)
        alone = all(other.span.start > behind[0].span.end for other in behind[1:])
        met = beside and behind[0].part == "target" and alone
        found.append(replace(party, place=True) if held and not met else party)
    return found
