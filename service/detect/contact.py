"""Officials of both sides who meet, visit or call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import clause_around, in_passing, within
from service.detect.steps import apart
from service.detect.subjects import listed_with, reacts, with_listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.knowledge import Rule
    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party
    from service.detect.scene import Scene

TRAVELS = frozenset({"VISIT", "@official", "@target official"})
"""Contacts for which it is enough that a party is the place."""
OFFICIALS = frozenset({"person", "office", "metonym"})
"""Sorts of names that stand for officials."""
BESIDE = 2
"""Words between a state's adjective and the title that makes an official of it."""


def contacts_of(rule: Rule, step: Sequence[Span], scene: Scene) -> list[Party]:
    """The normalizing side of a meeting, visit or call; nothing where no official of the target is met or visited."""
    cast, verb, kind = scene.cast, step[-1], rule.all[0]
    travels = kind in TRAVELS
    ours, theirs = _near(cast.of("actor"), step, scene), _near(cast.of("target"), step, scene)
    paired = [party for party in ours if any(_are_paired(party, other) for other in theirs)]
    guests = theirs if paired or travels else [party for party in theirs if _is_met(party, cast)]
    if not paired and _is_gathering(step, cast):
        ours, guests = [[party for party in side if _is_official(party, cast)] for side in (ours, guests)]
    hosts = [party for party in ours if not party.place] or (ours if travels or kind == "RECEIVE" else [])
    if travels and any(apart(step[0], span) <= BESIDE for span in cast.sentence.of("concept", "MISSION", "ENVOY")):
        return []
    if kind == "@target official":
        hosts = ours
    if kind == "MEET" and not paired:
        hosts = [party for party in hosts if not is_host(party, cast)]
    if not guests and not _lends_target(kind, step, scene):
        return []
    if not hosts:
        return [] if kind == "INVITE" or _is_gathering(step, cast) else _lent(kind, guests, step, scene)
    if not paired and not any(cast.ranked(party) or party.span.tag.sort in OFFICIALS for party in (*hosts, *guests)):
        return []
    hosts = [party for party in hosts if not reacts(party, step, cast)] or hosts
    chosen = with_listed(min(paired or hosts, key=lambda party: (not _is_official(party, cast), apart(party.span, verb))), scene)
    listed = [party for other in guests for party in listed_with(other, cast, scene.language.and_prefixes) if not party.place]
    return [*chosen, *listed]


def _near(parties: Sequence[Party], step: Sequence[Span], scene: Scene) -> list[Party]:
    """The parties in the clause of a step; where it has none, the officials in the rest of the sentence."""
    sentence, cast = scene.cast.sentence, scene.cast
    start, end = min(span.start for span in step), max(span.end for span in step)
    clause = clause_around(sentence, start, end)
    direct = [party for party in parties if not in_passing(party.span, sentence, start) and not _is_topic(party, cast)]
    inside = [party for party in direct if within(party.span, clause)]
    if inside or any(within(span, clause) and not _is_of_anybody(span, cast) for span in sentence.of("rank")):
        return inside or direct
    return [party for party in direct if _is_official(party, cast)]


def _is_topic(party: Party, cast: Cast) -> bool:
    """Whether a state is only what is talked about: ``to discuss Syria``."""
    topics = {cue.end for cue in cast.sentence.of("cue", "TOPIC")}
    return party.span.tag.sort == "name" and party.span.start in topics


def _is_gathering(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is a summit or session, which is a contact only of those who are told to have met there."""
    return any(apart(span, step[0]) == 0 and span.start < step[0].end for span in cast.sentence.of("concept", "GATHER"))


def is_host(party: Party, cast: Cast) -> bool:
    """Whether a party stands beside a word for hosting or brokering (CODEBOOK, rule 22)."""
    return any(apart(party.span, word) <= BESIDE for word in cast.sentence.of("concept", "SPONSOR"))


def _is_of_anybody(rank: Span, cast: Cast) -> bool:
    """Whether a title stands beside a party."""
    return any(apart(rank, party.span) <= BESIDE for party in cast.parties)


def _is_official(party: Party, cast: Cast) -> bool:
    return party.span.tag.sort == "person" or cast.ranked(party) is not None


def _lends_target(kind: str, step: Sequence[Span], scene: Scene) -> bool:
    """Whether the target, which the sentence does not name, is who is met: in the headline, or as a counterpart or one of two."""
    if kind == "INVITE":
        return False
    if kind in TRAVELS:
        return bool(scene.lent("target"))
    if kind != "MEET" and len({party.code for party in scene.cast.of("actor")}) == 1:
        return bool(scene.lent("target", places=False))
    return not _is_gathering(step, scene.cast) and _is_of_two(step, scene) and bool(scene.pair("actor"))


def _lent(kind: str, guests: Sequence[Party], step: Sequence[Span], scene: Scene) -> list[Party]:
    """The normalizing side where the sentence does not name it."""
    if kind not in TRAVELS and any(scene.cast.ranked(party) for party in guests):
        return scene.lent("actor", places=False)[:1]
    return scene.pair("actor")[:1] if _is_of_two(step, scene) else []


def _is_of_two(step: Sequence[Span], scene: Scene) -> bool:
    """Whether words for two that were named before stand in the clause: "the two", "both", "his counterpart"."""
    sentence = scene.cast.sentence
    clause = clause_around(sentence, min(span.start for span in step), max(span.end for span in step))
    if any(within(party.span, clause) for party in scene.cast.of("patron", "neutral", "other", places=False)):
        return False
    words = (*sentence.of("sign", "pair"), *sentence.of("concept", "COUNTERPART"))
    return any(within(span, clause) for span in words)


def _are_paired(party: Party, other: Party) -> bool:
    """Whether two names stand together as one adjective does to another: ``Turkish-Syrian``, ``Ankara and Damascus``."""
    return party.span.tag.sort == other.span.tag.sort and apart(party.span, other.span) <= 1


def _is_met(party: Party, cast: Cast) -> bool:
    """Whether a party can sit at a table: by a name that is no mere place, a person, or a demonym with a title beside it."""
    if party.span.tag.sort == "demonym":
        beside = any(apart(party.span, span) <= BESIDE for span in cast.sentence.of("concept", "COUNTERPART", "GOVERNMENT"))
        return beside or cast.ranked(party) is not None
    return not party.place or party.span.tag.sort == "metonym"
