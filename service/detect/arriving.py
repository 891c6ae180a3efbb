"""Officials of one side who go where the other one rules, by verbs of coming and going with a goal beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import in_one_clause
from service.detect.officials import is_official
from service.detect.roles import Party
from service.detect.spoken_of import is_modifier
from service.detect.subjects import with_listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast
    from service.detect.scene import Scene


def arrivals_of(step: Sequence[Span], scene: Scene) -> list[Party]:
    """The normalizing side of a journey: who goes to the target, or the state to which the target's official goes."""
    cast, goal = scene.cast, _goal_of(step, scene.cast)
    if goal is None:
        return []
    ahead = (party for party in _travellers(cast) if party.span.end <= goal.span.start)
    first = next((party for party in ahead if in_one_clause(party.span, step[0], cast.sentence)), None)
    if first is None or {first.part, goal.part} != {"actor", "target"}:
        return []
    return with_listed(first if goal.part == "target" else goal, scene)


def visited_by_target(step: Sequence[Span], cast: Cast) -> list[Party]:
    """The state in which the place lies to which the target's official goes: ``Şara Antalya'ya gitti``, ``Assad in Jeddah``."""
    ahead = [party for party in _travellers(cast) if party.span.end <= step[0].start]
    if step[0].tag.name != "VISIT" or not ahead or ahead[0].part != "target":
        return []
    goals = [span for span in cast.sentence.of("place") if span.end == step[0].start and span.tail in cast.language.goal_endings]
    if not cast.language.verb_last and not cast.sentence.of("concept", "GATHER"):  # who comes for a summit need meet nobody
        goals = _goals_behind(step[-1].end, cast)
    lands = [(span, cast.lands.get(span.tag.name)) for span in goals]
    return [Party(span, land, "actor", place=True) for span, land in lands if land and cast.part_of(land) == "actor"]


def _goals_behind(end: int, cast: Cast) -> list[Span]:
    """The place right behind a verb of going, or a word for "in" or "to": ``lands in Jeddah``, ``visits Jeddah``."""
    leads = {sign.start for sign in cast.sentence.of("sign", "locatives", "infinitives")}
    first = {end, end + 1} if end in leads else {end}
    talks = {word.start for word in cast.sentence.of("concept", "FORUM", "TALKS")}  # Geneva is nobody's guest there
    return [span for span in cast.sentence.of("place") if span.start in first - talks]


def _goal_of(step: Sequence[Span], cast: Cast) -> Party | None:
    """Where the journey leads: right before its verb."""
    return next((party for party in cast.parties if party.span.start == step[-1].start and party.span.end <= step[0].start), None)


def _travellers(cast: Cast) -> list[Party]:
    """Officials who may travel themselves: no mere places, and nobody whose message or cousin it is."""
    whose = {*cast.language.genitive_endings, *cast.language.companion_endings}
    return [
        party
        for party in cast.of("actor", "target", "patron", "other", places=False)
        if is_official(party, cast) and party.span.tail not in whose and not is_modifier(party, cast) and not _is_met(party, cast)
    ]


def _is_met(party: Party, cast: Cast) -> bool:
    """Whether a name shares with the next one the ending for whom one does it with: ``Esad ve Mikdad'la``."""
    joints = {sign.end for sign in cast.sentence.of("sign", "coordinators") if sign.start == party.span.end}
    return any(other.span.start in joints and other.span.tail in cast.language.companion_endings for other in cast.parties)
