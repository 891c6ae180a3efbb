"""Committees of towns, which sit for the opposition where they negotiate with the target's officers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.roles import Party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast

TABLE = frozenset({"MEET", "PARLEY", "TRUCE"})
"""Concepts of what a committee does with officers."""


def townsfolk_at(step: Sequence[Span], cast: Cast) -> list[Party]:
    """The committees that meet officers: ``لجنتا قدسيا والهامة اجتمعتا بضباط``; a town's security committee is the target's."""
    sentence = cast.sentence
    if step[0].tag.name not in TABLE or cast.opposition is None:
        return []
    capitals = {party.span.start for party in cast.parties}
    towns = [place for place in sentence.of("place") if place.tag.name in cast.inside and place.start not in capitals]
    article, words = cast.language.names.morphology.article, sentence.words
    if article:  # "لجنة درعا الأمنية"
        towns = [town for town in towns if not any(word.text.startswith(article) for word in words[town.end : town.end + 1])]
    beside = {town.start if cast.language.verb_first else town.end for town in towns}
    named = [
        sign for sign in sentence.of("sign", "committees") if (sign.end if cast.language.verb_first else sign.start) in beside
    ]
    if article and towns and not named:  # "في التل بين وجهاء المدينة والجيش"
        named = [sign for sign in sentence.of("sign", "committees") if words[sign.end - 1].text.startswith(article)]
        named = [sign for sign in named if sign.end - sign.start > 1]
    return [Party(sign, cast.opposition, "opposition", place=False) for sign in named]
