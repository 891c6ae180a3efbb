"""What the mentions of one entry do to each other (CODEBOOK, rules of thumb)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.roles import RANKS
from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from service.detect.coding import Draft

STEPS = frozenset({Status.OCCURRED, Status.ANNOUNCED, Status.REPORTED})
ORDER = (Status.REVERSED, Status.OCCURRED, Status.ANNOUNCED, Status.REPORTED, Status.DENIED, Status.DISCUSSED, Status.BACKGROUND)
"""Which status of one and the same thing is kept, surest first."""


def settle(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that stand: one a statement, old closings and loose talk left out beside what is more specific."""
    kept = _merged(drafts)
    kept = [draft for draft in kept if not _is_old_closing(draft, kept)]
    kept = [draft for draft in kept if not _is_shadowed(draft, kept)]
    kept = [draft for draft in kept if not _is_seen_from_outside(draft, kept)]
    return [draft for draft in kept if not _is_mere_rhetoric(draft, kept)]


def _merged(drafts: Iterable[Draft]) -> list[Draft]:
    """Rule 16: indicator, status, actors and scope twice is one mention, with the best of both."""
    kept: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        key = (draft.indicator, draft.verdict.status, frozenset(draft.actors), draft.scope)
        known = kept.get(key)
        if known is None:
            kept[key] = draft
        else:
            known.level = _better(known.level, draft.level)
            known.sponsor = known.sponsor or draft.sponsor
            known.venue = known.venue or draft.venue
            known.venue_control = known.venue_control or draft.venue_control
    return list(kept.values())


def _better(one: str | None, other: str | None) -> str | None:
    known = [level for level in (one, other) if level]
    return max(known, key=RANKS.index, default=None)


def _is_old_closing(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Rules 10 and 17: a closing beside the step that undoes it is not coded."""
    if not draft.closing or draft.verdict.status not in {Status.BACKGROUND, Status.REVERSED}:
        return False
    return any(
        other is not draft and other.indicator == draft.indicator and not other.closing and other.verdict.status in STEPS
        for other in drafts
    )


def _is_shadowed(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """The same parties on the same indicator, told surer elsewhere in the entry: talk of a step beside the step itself."""
    for other in drafts:
        if other is draft or other.indicator != draft.indicator or draft.verdict.status is other.verdict.status:
            continue
        if not set(draft.actors) <= set(other.actors) or draft.scope != other.scope:
            continue
        if draft.sentence is other.sentence and {draft.verdict.status, other.verdict.status} <= STEPS:
            return ORDER.index(other.verdict.status) < ORDER.index(draft.verdict.status)
        surer = ORDER.index(other.verdict.status) < ORDER.index(draft.verdict.status)
        if (
            draft.verdict.status is Status.DISCUSSED
            and other.verdict.status in STEPS | {Status.REVERSED, Status.DENIED}
            and surer
        ):
            return True
        if draft.verdict.status in STEPS and other.verdict.status in STEPS and surer and not draft.headline:
            return True
        if draft.verdict.status in STEPS and other.verdict.status is Status.DENIED and other.headline and not draft.headline:
            return True
        if draft.verdict.status is Status.DENIED and other.verdict.status in STEPS and other.headline and not draft.headline:
            return True
    return False


def _is_seen_from_outside(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """A sponsor at the table of others, or a Western state that judges a step of others, takes no step itself."""
    if draft.indicator == "official_contact" and any(
        other.sentence is draft.sentence and other.indicator == "opposition_regime_meeting" for other in drafts
    ):
        return True
    if draft.indicator not in {"official_contact", "diplomatic_relations"}:
        return False
    return any(
        other.sentence is draft.sentence and other.indicator == "western_position" and set(draft.actors) & set(other.actors)
        for other in drafts
    )


def _is_mere_rhetoric(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Rule 4: rhetoric is coded only where nothing more specific carries the same statement."""
    if draft.indicator != "rapprochement_rhetoric":
        return False
    if any(other.indicator == "official_contact" and set(draft.actors) & set(other.actors) for other in drafts):
        return draft.rule.loose
    return any(
        other is not draft and other.sentence is draft.sentence and other.indicator != "rapprochement_rhetoric"
        for other in drafts
    ) or any(
        other.indicator in {"diplomatic_relations", "western_position"}
        and other.verdict.status is not Status.BACKGROUND
        and set(draft.actors) <= set(other.actors)
        for other in drafts
    )
