"""What is only a part of another step of the entry: an ambassador's way to his post, a share of what several did together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.errands import TRAVELS
from service.detect.ranking import RANKS, higher
from service.detect.weighing import STEPS
from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.draft import Draft

POSTS = frozenset({"ENVOY", "CREDENTIALS"})
"""Concepts of an ambassador's post."""
PLACED = frozenset({"ENVOY", "MISSION", "FLAG"}) | POSTS
"""Concepts of what a state has in the target's capital."""
NEAR_ENVOY = 6
"""Words between a journey or reception and the ambassador who makes it."""


def is_way_to_post(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a contact is only an ambassador who is sent, arrives or is received beside the step that tells of the post."""
    if draft.indicator != "official_contact" or draft.verdict.status not in STEPS:
        return False
    posts = [other for other in drafts if other.indicator == "diplomatic_relations" and other.verdict.status in STEPS]
    posts = [other for other in posts if set(draft.actors) <= set(other.actors) and _is_of_post(other, draft)]
    first = draft.step[0]
    if not posts or first.tag.name == "DELEGATE":
        return bool(posts) or _is_departure(draft, drafts)
    presented = any(other.step[0].tag.name == "CREDENTIALS" for other in posts)
    if presented and first.tag.name == "RECEIVE" and draft.level == RANKS[0] and not draft.headline:
        return True
    told = any(other.step[0].tag.name == "ENVOY" and other.step[-1].tag.name == "TAKEUP" for other in posts)
    if told and first.tag.name == "VISIT" and not draft.headline and not draft.sentence.of("rank"):
        return True  # who "arrived at the airport" is the ambassador told of before
    named = any(name.tag.name in draft.actors for name in draft.sentence.of("actor"))
    if presented and first.tag.name == "RECEIVE" and not draft.headline and not named:
        return True  # whom the target's leader receives there is who brings him the letter
    envoys = draft.sentence.of("concept", "ENVOY", "EMISSARY") if presented or first.tag.name == "VISIT" else ()
    return any(max(first.start - word.end, word.start - first.end) <= NEAR_ENVOY for word in envoys)


def _is_departure(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether somebody leaves whom the entry tells as recalled: ``recalls its ambassador ... Mr Ford left Damascus``."""
    leaves = draft.step[0].tag.name == "VISIT" and draft.level == RANKS[0] and not draft.headline
    return leaves and any(
        other.closing
        and other.verdict.status is Status.REVERSED
        and other.step[0].tag.name == "ENVOY"
        and set(draft.actors) <= set(other.actors)
        for other in drafts
    )


def is_own_session(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether it is the members of an organization that met and decided: ``ministers meeting in Cairo voted to readmit``."""
    verb, sentence = draft.step[0], draft.sentence
    titled = any(rank.end == verb.start for rank in sentence.of("rank"))
    placed = any(sign.start == verb.end for sign in sentence.of("sign", "locatives"))
    return (
        draft.indicator == "official_contact"
        and titled
        and placed
        and any(
            other.scope != "bilateral" and other.sentence is sentence and other.verdict.status in STEPS and verb.end <= at(other)
            for other in drafts
        )
    )


def at(draft: Draft) -> int:
    """Where the words of a step begin."""
    return min(part.start for part in draft.step)


def is_own_post(draft: Draft) -> bool:
    """Whether a state's own envoy or mission is told as there, which stands beside its "this is no recognition" (rule 13)."""
    done = draft.verdict.status in STEPS and draft.verdict.cue is None
    return draft.indicator == "diplomatic_relations" and done and draft.step[0].tag.name in PLACED


def _is_of_post(step: Draft, contact: Draft) -> bool:
    """Whether a step is of an ambassador's post, or of the mission that he comes to head: ``السفير يصل ويباشر عمله على رأس``."""
    mission = step.step[0].tag.name == "MISSION" and step.sentence is contact.sentence and contact.level in {None, RANKS[0]}
    return step.step[0].tag.name in POSTS or mission


def is_part_of_past(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a contact only says more of one long past: "travelled there in March 2022, his first trip to an Arab state"."""
    return (
        draft.indicator == "official_contact"
        and draft.verdict.status is Status.OCCURRED
        and any(
            other.indicator == draft.indicator
            and other.verdict.status is Status.BACKGROUND
            and other.sentence is draft.sentence
            and other.actors == draft.actors
            and other.step[-1].end <= draft.step[0].start
            for other in drafts
        )
    )


def is_hosted_by(meeting: Draft, contact: Draft) -> bool:
    """Whether a contact is the meeting of opposition and target that its actors host, told once more."""
    hosts = (meeting.sponsor or "").split(",")
    told = contact.step[0].tag.name == "MEET" and contact.verdict.status is meeting.verdict.status
    return meeting.indicator == "opposition_regime_meeting" and told and set(contact.actors) <= set(hosts)


def is_share_of(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether one state's share is told of what the entry elsewhere tells of several together (rules 19 and 28).

    "Arab ministers host Mekdad in Amman ... The ministers of Jordan, Iraq and Egypt met him"; a stand of two in the headline.
    """
    return any(
        other.indicator == draft.indicator
        and other.verdict.status is draft.verdict.status
        and set(draft.actors) < set(other.actors)
        and (_is_share_of_stand(draft, other) or _is_share_of_meeting(draft, other) or _is_share_of_trade(draft, other))
        for other in drafts
    )


def _is_share_of_stand(draft: Draft, other: Draft) -> bool:
    return draft.indicator == "western_position" and other.headline and not draft.headline


def _is_share_of_trade(draft: Draft, other: Draft) -> bool:
    together = draft.sentence is other.sentence or draft.headline is not other.headline
    return draft.indicator == "economic_reengagement" and together


def _is_share_of_meeting(draft: Draft, other: Draft) -> bool:
    meeting = draft.indicator == "official_contact" and draft.step[0].tag.name not in TRAVELS
    lower = draft.level is not None and other.level is not None and higher(draft.level, other.level) == other.level
    return meeting and (lower or draft.level == other.level) and draft.headline is not other.headline


def is_stall_overcome(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether an earlier round that stalled is told beside a new one, which undoes that (CODEBOOK, rule 10)."""
    if draft.indicator != "opposition_regime_meeting" or draft.verdict.status is not Status.BACKGROUND:
        return False
    stalled = any(cue.start >= draft.step[0].start for cue in draft.sentence.of("cue", "UNDONE"))
    return stalled and any(other.indicator == draft.indicator and other.verdict.status in STEPS for other in drafts)
