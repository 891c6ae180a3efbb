"""Whose seat it is, and in which organization."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.roles import Party
from service.detect.steps import free_concepts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.knowledge import Watch
    from service.detect.lexicon import Span
    from service.detect.roles import Cast
    from service.detect.scene import Scene

SEATS = frozenset({"SEAT", "REJOIN"})
"""Concepts that tell of a seat even where no organization is named."""
STATES = frozenset({"actor", "other"})
"""Parts of states that may have a seat of their own."""


def organization_of(step: Sequence[Span], scene: Scene, watch: Watch) -> list[Party]:
    """The organization that a seat is in: one that stands for several states, else the one whose seat the target lost."""
    if _is_for_opposition(step, scene.cast) or _is_for_another(step, scene.cast):
        return []
    members = set(watch.seats) or watch.organizations
    for cast in (scene.cast, *scene.titles, *reversed(scene.earlier), *scene.after):
        found = [party for party in cast.of("actor", "neutral") if party.code in watch.organizations]
        found.sort(key=lambda party: party.code not in members)  # "AB: Arap Birliği'nin kararı bizi bağlamaz"
        if found:
            return [party for party in found[:1] if party.part == "actor" and party.code in members]
    seats = [span for span in step if span.tag.name in SEATS]
    return [Party(seats[0], watch.seats[0], "actor", place=False)] if seats and watch.seats and scene.about_target else []


def _is_for_another(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is another state that is given the seat: ``gives Libya its seat back``."""
    low, high = min(span.start for span in step), max(span.end for span in step)
    others = [each for each in cast.parties if not each.place and each.code not in cast.organizations]
    inside = [each for each in others if low <= each.span.start < high]
    near = {each.part for each in others if low - 1 <= each.span.start <= high + 1}
    if "target" not in near and any(each.span.end == low and each.part in STATES for each in others):
        return True  # "السودان يعلق عضويته في إيغاد"
    return bool(inside) and inside[0].part in STATES and inside[0].span.start > low


def _is_for_opposition(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is the opposition that takes the seat: ``Opposition given Syria's chair``."""
    before = [
        each
        for each in cast.parties
        if not each.place and each.span.end <= step[-1].start and each.code not in cast.organizations
    ]
    return (
        bool(before)
        and any(each.part == "opposition" for each in before[-2:])
        and not any(span.tag.name in {"OPPOSE", "SAY"} for span in free_concepts(cast.sentence))
    )
