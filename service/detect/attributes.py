"""The level of a contact; sponsor and venue of a meeting between opposition and target."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from service.detect.coding import Draft
    from service.detect.knowledge import Place, Watch
    from service.detect.lexicon import Span
    from service.detect.roles import Cast
    from service.detect.scene import Scene
    from service.detect.sentences import Sentence

    Found = list[tuple[Sentence, Span]]

NEAR_SPONSOR = 6


def sponsor_of(casts: Sequence[Cast]) -> tuple[str | None, Found]:
    """Who hosts or brokers: actors near a word that says so, in the sentence or the headline; codes joined by commas."""
    for cast in casts:
        codes: dict[str, tuple[Sentence, Span]] = {}
        words = cast.sentence.of("concept", "SPONSOR")
        for party in cast.of("actor", "patron", "neutral"):
            near = any(max(party.span.start - word.end, word.start - party.span.end, 0) <= NEAR_SPONSOR for word in words)
            if near:
                codes.setdefault(party.code, (cast.sentence, party.span))
        if codes:
            return ",".join(sorted(codes)), list(codes.values())
    return None, []


def venue_of(casts: Sequence[Cast], places: Mapping[str, Place], watch: Watch, day: date) -> tuple[str | None, str | None, Found]:
    """Where, by its English name, and ``target`` where the target held the place on that day; the smallest place wins."""
    for cast in casts:
        spans = cast.sentence.of("place")
        named = [(span, places[span.tag.name]) for span in spans if span.tag.name in places]
        named = [(span, place) for span, place in named if _counts(span, place, cast)]
        if named:
            span, place = min(named, key=lambda each: each[1].capital_of is not None)
            control = "target" if place.holder(day) == watch.target else None
            return place.name, control, [(cast.sentence, span)]
    return None, None, []


def _counts(span: Span, place: Place, cast: Cast) -> bool:
    """A capital's name mostly stands for its government; it is a venue only where it says "in"."""
    if place.capital_of is None:
        return True
    return any(party.place and party.span.start == span.start for party in cast.parties) or any(
        sign.tag.name == "locatives" and sign.end == span.start for sign in cast.sentence.of("sign")
    )


NEAR_RANK = 4
"""Words between a meeting and the ranks of those who meet: ``a meeting of the two foreign ministers``."""


def _of_services(draft: Draft) -> str | None:
    """The level that a single adjective gives to contacts: ``intelligence contacts``, ``istihbarat temasları``."""
    for rank in draft.sentence.of("rank", "intelligence"):
        single = rank.end - rank.start == 1
        if single and any(rank.end == part.start or part.start <= rank.start < part.end for part in draft.step):
            return rank.tag.name
    return None


def level_of(draft: Draft, scene: Scene) -> str | None:
    """What kind of contacts they are, else the rank of "the two ministers", else that of the normalizing side."""
    services = _of_services(draft)
    if services is not None:
        return services
    sentence = scene.cast.sentence
    for rank in sentence.of("rank"):
        counted = any(sign.start < rank.end and rank.start <= sign.end for sign in sentence.of("sign", "pair"))
        if counted and 0 <= rank.start - draft.step[-1].end <= NEAR_RANK:
            return rank.tag.name
    for cast in (scene.cast, *scene.titles):
        level = cast.rank_of([party for party in cast.of("actor") if party.code in draft.actors])
        if level is not None:
            return level
    return None
