"""What the mentions of one entry do to each other (CODEBOOK, rules of thumb)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.confidence import confirmed
from service.detect.parts import (
    is_hosted_by,
    is_own_post,
    is_own_session,
    is_part_of_past,
    is_share_of,
    is_stall_overcome,
    is_way_to_post,
)
from service.detect.ranking import RANKS, higher
from service.detect.weighing import (
    PLANNED,
    STEPS,
    are_of_two_kinds,
    are_told_apart,
    is_called_for,
    is_named_again,
    is_no_step_itself,
    is_of_another_thing,
    is_only_conditioned,
    is_only_named,
    is_own_stand,
    is_plain,
    is_refused,
    is_refused_besides,
    is_single,
    is_told_as_noun,
    is_when_another_may_be,
    share_words,
)
from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from service.detect.draft import Draft

ORDER = (Status.REVERSED, Status.OCCURRED, Status.ANNOUNCED, Status.REPORTED, Status.DENIED, Status.DISCUSSED, Status.BACKGROUND)
"""Which status of one and the same thing is kept, surest first."""


def settle(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that stand: one a statement, old closings and loose talk left out beside what is more specific."""
    kept = _merged(draft for draft in drafts if not (is_no_step_itself(draft) and _is_seen_from_outside(draft, drafts)))
    kept = [draft for draft in kept if not _is_old_closing(draft, kept)]
    kept = [draft for draft in kept if not _is_still_to_come(draft, kept)]
    kept = [draft for draft in kept if not any(_are_rivals(draft, each) and is_when_another_may_be(draft, each) for each in kept)]
    kept = [draft for draft in kept if not _is_shadowed(draft, kept)]
    kept = [draft for draft in kept if not _is_seen_from_outside(draft, drafts)]
    kept = [draft for draft in kept if not is_only_conditioned(draft, kept)]
    kept = [
        draft
        for draft in kept
        if not (is_way_to_post(draft, kept) or is_own_session(draft, kept) or is_stall_overcome(draft, kept))
    ]
    kept = [draft for draft in kept if not (is_share_of(draft, kept) or is_part_of_past(draft, kept))]
    return [draft for draft in kept if not _is_mere_rhetoric(draft, kept)]


def _merged(drafts: Iterable[Draft]) -> list[Draft]:
    """Rule 16: indicator, status, actors and scope twice is one mention, with the best of both."""
    kept: list[Draft] = []
    for draft in drafts:
        known = next((each for each in kept if _are_one(each, draft)), None)
        if known is None:
            kept.append(draft)
        elif _is_firmer(draft, known):
            kept[kept.index(known)] = draft
            _take_in(known, draft)
        else:
            _take_in(draft, known)
    return kept


def _take_in(draft: Draft, known: Draft) -> None:
    """Give a mention what another telling of it knows better."""
    if known.sentence is not draft.sentence:
        known.confidence = confirmed(known.confidence, draft.confidence)
        known.reasons = (*known.reasons, TWICE) if TWICE not in known.reasons else known.reasons
    known.loose &= draft.loose  # told by more than loose talk
    known.level = higher(known.level, draft.level)
    known.sponsor = known.sponsor or draft.sponsor
    known.venue = known.venue or draft.venue
    known.venue_control = known.venue_control or draft.venue_control


def _is_firmer(draft: Draft, known: Draft) -> bool:
    """Whether a draft stands beside others where what is known so far gives way to them: a further round, a stand on a step."""
    if draft.rule.besides and not known.rule.besides:
        return True
    same = draft.indicator == "western_position" and draft.sentence is known.sentence
    return same and (known.loose or known.rule.loose) and not (draft.loose or draft.rule.loose)


def _are_one(one: Draft, other: Draft) -> bool:
    """Whether two drafts are one mention; meetings planned at different levels are two (rule 19)."""
    same = one.indicator == other.indicator and one.verdict.status is other.verdict.status and one.scope == other.scope
    if same and is_named_again(other, one):
        return True
    if not same or set(one.actors) != set(other.actors):
        return False
    elsewhere = one.indicator == "official_contact" and one.sentence is not other.sentence
    apart = one.verdict.status in PLANNED or are_of_two_kinds(one, other)
    return not (elsewhere and apart) or not one.level or not other.level or one.level == other.level


TWICE = "it is told again elsewhere in the entry"
"""Why a mention is surer than its sentence."""


def _is_old_closing(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Rules 10 and 17: a closing beside the step that undoes it is not coded."""
    if not draft.closing or draft.verdict.status not in {Status.BACKGROUND, Status.REVERSED}:
        return False
    if draft.indicator == "economic_reengagement" and draft.verdict.status is Status.BACKGROUND:
        return True
    return any(
        other is not draft and other.indicator == draft.indicator and not other.closing and other.verdict.status in STEPS
        for other in drafts
    )


def _is_still_to_come(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """A headline's plain assertion (``Kuwait reopens embassy``) of what the text behind it tells as decided or dated alone."""
    if not draft.headline or draft.verdict.status is not Status.OCCURRED or not is_plain(draft):
        return False
    same = [other for other in drafts if other.indicator == draft.indicator and set(other.actors) == set(draft.actors)]
    by = OPENED | ({"ENVOY"} if draft.step[0].tag.name == "TIES" else set())  # to raise its level is to name somebody
    told = {other.verdict.status for other in same if not other.headline and other.step[0].tag.name in by}
    return draft.step[0].tag.name in OPENED and Status.ANNOUNCED in told and Status.OCCURRED not in told


OPENED = frozenset({"MISSION", "TIES"})
"""Concepts of what is opened or restored, which a headline tells in the present even where it is to come."""


def _is_broken_off(draft: Draft, other: Draft) -> bool:
    """Rules 15 and 28: what is broken off in the same entry is told as that alone."""
    return other.verdict.status is Status.REVERSED and not other.closing and draft.verdict.status in STEPS


def _is_shadowed(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """The same parties on the same indicator, told surer elsewhere in the entry: talk of a step beside the step itself."""
    rivals = [other for other in drafts if other is not draft and _are_rivals(draft, other)]
    if draft.rule.besides or not rivals:
        return False
    surer = next((other for other in rivals if _is_told_by(draft, other)), None)
    if surer is not None and {surer.verdict.status, draft.verdict.status} <= STEPS and set(surer.actors) == set(draft.actors):
        surer.level = surer.level or draft.level  # "flew to Hangzhou, where he was to meet President Xi"
    return surer is not None


def _is_told_by(draft: Draft, other: Draft) -> bool:
    """Whether another draft tells what a draft only names, or tells it surer."""
    return _gives_way(draft, other) or (_outdoes(other, draft) and not _gives_way(other, draft))


def _are_rivals(draft: Draft, other: Draft) -> bool:
    """Whether two drafts tell of the same parties, indicator and scope in different statuses."""
    same = other.indicator == draft.indicator and other.scope == draft.scope and set(draft.actors) <= set(other.actors)
    return same and draft.verdict.status is not other.verdict.status


def _outdoes(other: Draft, draft: Draft) -> bool:
    """Whether another draft makes a draft superfluous."""
    mine, theirs = draft.verdict.status, other.verdict.status
    surer = ORDER.index(theirs) < ORDER.index(mine)
    apart = bool(draft.level and other.level) and draft.level != other.level  # leaders do not meet, their spies do
    if mine in STEPS and theirs in STEPS:  # rule 19: ministers met, and their leaders will
        planned = apart and mine is Status.ANNOUNCED and theirs is Status.OCCURRED and _ranks_higher(draft, other)
        return surer and not planned if are_told_apart(draft, other) else _is_surer_step(other, draft)
    if _is_broken_off(draft, other):
        return True
    if mine is Status.DISCUSSED:
        another = is_of_another_thing(draft, other) or (apart and theirs in {Status.ANNOUNCED, Status.DENIED})
        return surer and _outdoes_talk(other, draft) and not another
    if theirs is Status.REVERSED:
        return other.headline and not draft.headline and _is_old_opening(draft, other)
    if mine is Status.DENIED and draft.indicator == "opposition_regime_meeting" and is_refused(draft):
        return False  # one faction stays away from what others attend
    opposed = (mine in STEPS and theirs is Status.DENIED) or (mine is Status.DENIED and theirs in STEPS)
    besides = apart or is_single(other) or (mine is Status.DENIED and is_refused_besides(draft, other))
    return opposed and other.headline and not draft.headline and not besides


def _gives_way(draft: Draft, other: Draft) -> bool:
    """Whether a step is only named beside another one, or tells where that one may be."""
    there = draft.sentence is other.sentence and draft.step[0].tag.kind == "actor" != other.step[0].tag.kind
    # "in Damascus to meet Sharaa", but not "Trump to greet Sharaa in Riyadh"
    visits = draft.rule.all[-1] == "@at target" and draft.step[-1].end <= other.step[0].start
    planned = there and not visits and other.verdict.status is Status.ANNOUNCED
    return planned or is_only_named(draft, other)


def _is_surer_step(other: Draft, draft: Draft) -> bool:
    """Which of two steps in one sentence is told: "at the meeting the two will sit down" tells of what is to come."""
    if draft.setting is not other.setting:
        return draft.setting
    return ORDER.index(other.verdict.status) < ORDER.index(draft.verdict.status)


def _is_old_opening(draft: Draft, other: Draft) -> bool:
    """Whether a headline's closing is told of what had been opened before, or breaks off what is refused elsewhere."""
    if draft.verdict.status is Status.DENIED:
        return not other.closing
    return draft.indicator == "economic_reengagement"


def _outdoes_talk(other: Draft, draft: Draft) -> bool:
    """Whether a step or its refusal makes talk of it superfluous."""
    theirs = other.verdict.status
    invited = draft.step[0].tag.name == "INVITE" and draft.level == RANKS[-1] != other.level  # who delivers it is no leader
    if invited or (are_told_apart(draft, other) and _ranks_above(draft, other)):
        return False  # rule 19: their spies meet, and perhaps their leaders will
    if theirs is not Status.DENIED:
        return theirs in STEPS | {Status.REVERSED}
    if draft.indicator == "opposition_regime_meeting":
        return draft.sentence is other.sentence  # one faction is ready, another refuses
    return draft.sentence is other.sentence or not is_called_for(draft)  # others call for what one refuses


def _ranks_higher(draft: Draft, other: Draft) -> bool:
    """Whether a contact is told of who ranks higher."""
    return RANKS.index(draft.level or RANKS[0]) > RANKS.index(other.level or RANKS[0])


def _ranks_above(draft: Draft, other: Draft) -> bool:
    """Whether a draft is told of ministers or leaders, and another one of those who prepare what they do."""
    return draft.level in RANKS[2:] and other.level is not None and _ranks_higher(draft, other)


def _is_seen_from_outside(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """A sponsor at the table of others, or a Western state that judges a step of others, takes no step itself."""
    if draft.indicator == "official_contact" and any(
        other.sentence is draft.sentence and other.indicator == "opposition_regime_meeting" for other in drafts
    ):
        return True
    if draft.indicator == "official_contact" and any(is_hosted_by(other, draft) for other in drafts):
        return True
    if draft.indicator not in {"official_contact", "diplomatic_relations"}:
        return False
    own = {span.start for span in draft.step}
    if any(
        other.sentence is draft.sentence
        and other.indicator == "western_position"
        and not other.loose
        and (draft.verdict.status in {Status.DENIED, Status.DISCUSSED} or is_told_as_noun(draft))
        and own & {span.start for span in other.step}
        for other in drafts
    ):
        return True  # what a Western state judges is not told of besides
    return not is_own_post(draft) and any(
        other.sentence is draft.sentence
        and other.indicator == "western_position"
        and not other.loose
        and set(draft.actors) & set(other.actors)
        for other in drafts
    )


def _is_mere_rhetoric(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Rule 4: rhetoric is coded only where nothing more specific carries the same statement."""
    if draft.indicator != "rapprochement_rhetoric" and not draft.loose:
        return False
    if draft.indicator == "rapprochement_rhetoric" and any(
        other.indicator == "western_position" and share_words(draft, other) for other in drafts
    ):
        return True  # of two whom one verb may have as its subject, it is the Western state that judges
    reconciling = any(span.tag.name in {"NORMALIZE", "NOTNORMAL"} for span in draft.step)
    if reconciling and any(
        other.indicator == "opposition_regime_meeting" and other.verdict.status not in STEPS for other in drafts
    ):
        return True  # rule 18: whether opposition and target are reconciled is no rhetoric
    contacts = [other for other in drafts if other.indicator == "official_contact" and set(draft.actors) & set(other.actors)]
    on_relations = any(span.tag.name == "TIES" for span in draft.step)
    if any(other.verdict.status in STEPS or other.sentence is draft.sentence or not on_relations for other in contacts):
        return draft.rule.loose or any(other.scope != "bilateral" and other.sentence is draft.sentence for other in drafts)
    others = [other for other in drafts if other is not draft and other.indicator != "rapprochement_rhetoric" and not other.loose]
    if draft.indicator == "western_position":
        others = [other for other in others if other.indicator != "economic_reengagement"]
    return any(
        (other.sentence is draft.sentence and not is_own_stand(draft, other))
        or (
            other.indicator in {"diplomatic_relations", "western_position"}
            and other.verdict.status is not Status.BACKGROUND
            and set(draft.actors) <= set(other.actors)
        )
        for other in others
    )
