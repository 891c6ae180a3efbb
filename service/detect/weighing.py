"""What single drafts say of themselves when those of an entry are settled with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.steps import POSTED, is_occasion
from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.detect.draft import Draft

STEPS = frozenset({Status.OCCURRED, Status.ANNOUNCED, Status.REPORTED})
"""Statuses of what was done, or is told as decided."""

TALK = frozenset({Status.DENIED, Status.DISCUSSED})
"""Statuses of what is not done."""


def is_refused(draft: Draft) -> bool:
    """Whether somebody refuses or stays away, and it is not merely told that something did not happen."""
    cue = draft.verdict.cue
    return (cue is not None and cue.tag.name == "DENY") or any(span.tag.name == "STAYAWAY" for span in draft.step)


def is_called_for(draft: Draft) -> bool:
    """Whether somebody only calls for a step."""
    return draft.verdict.cue is not None and draft.verdict.cue.tag.name == "CALLFOR"


def is_plain(draft: Draft) -> bool:
    """Whether no cue sets a status: an envoy sent may have arrived, as another sentence tells."""
    return draft.verdict.cue is None


def share_words(one: Draft, other: Draft) -> bool:
    """Whether two drafts are made of the same words of one sentence: talk of a return to the Arab fold is of the seat."""
    words = {at for span in one.step for at in range(span.start, span.end)}
    return one.sentence is other.sentence and any(at in words for span in other.step for at in range(span.start, span.end))


def is_of_another_thing(draft: Draft, other: Draft) -> bool:
    """Whether talk is of an embassy where an envoy is sent, or the other way round (CODEBOOK, rule 28)."""
    kinds = POSTED | {"TIES"} if other.verdict.status is Status.DENIED else POSTED
    mine, theirs = ({span.tag.name for span in each.step} & kinds for each in (draft, other))
    surely = other.verdict.status in {Status.OCCURRED, Status.DENIED}
    cue = draft.verdict.cue  # "the ambassador arrived to reopen the embassy"
    if cue is not None and cue.tag.name == "TO" and other.step[-1].tag.name == "TAKEUP":
        return False
    return surely and len(mine) == len(theirs) == 1 and mine != theirs


def is_refused_besides(draft: Draft, other: Draft) -> bool:
    """Whether another step is refused beside the one taken: ``flag over the embassy``, which ``will not reopen`` yet."""
    mine, theirs = ({span.tag.name for span in each.step} & REFUSABLE for each in (draft, other))
    cue = draft.verdict.cue
    to_come = cue is not None and any(sign.end == cue.start for sign in draft.sentence.of("sign", "auxiliaries"))
    refused = is_refused(draft) or to_come  # and not merely "has not been opened yet"
    return draft.indicator == "diplomatic_relations" and refused and bool(mine) and mine.isdisjoint(theirs)


REFUSABLE = POSTED | {"TIES", "RECOGN", "FLAG", "CREDENTIALS"}
"""Concepts of what may be taken while another of them is refused."""


def is_followed(draft: Draft) -> bool:
    """Whether a draft tells behind what something else was done or said: ``görüşmenin ardından``."""
    return any(sign.start == draft.step[-1].end for sign in draft.sentence.of("sign", "separators"))


def is_told_as_noun(draft: Draft) -> bool:
    """Whether a noun alone names what is judged, and it is no meeting behind which it is judged: ``görüşmenin ardından``."""
    return draft.nominal and not (draft.indicator == "official_contact" and is_followed(draft))


def is_named_again(draft: Draft, known: Draft) -> bool:
    """Whether a noun only says at which meeting told before one of its parties spoke: ``دعا البديوي خلال الزيارة إلى``."""
    during = {sign.end for sign in draft.sentence.of("sign", "during")}
    occasion = draft.indicator == "official_contact" and draft.step[0].start in during and draft.sentence is not known.sentence
    return occasion and set(draft.actors) <= set(known.actors)


def is_no_step_itself(draft: Draft) -> bool:
    """Whether a draft is only a noun, or what somebody denies the target: ``واشنطن: سوريا لا تستحق العودة``."""
    return draft.nominal or (draft.verdict.status is Status.DENIED and draft.indicator == "diplomatic_relations")


def is_when_another_may_be(draft: Draft, other: Draft) -> bool:
    """Whether a meeting only tells when another one may be: ``لقاء محتمل بعد اجتماع الوزراء``."""
    told = draft.indicator == "official_contact" and draft.sentence is other.sentence
    told = told and is_occasion(draft.step[-1], draft.sentence) and not is_occasion(other.step[-1], other.sentence)
    return told and draft.verdict.status is Status.OCCURRED and other.verdict.status is Status.DISCUSSED


def is_only_named(draft: Draft, other: Draft) -> bool:
    """Whether a noun alone names what the headline tells as planned, offered or refused: ``buluşmanın amacı``."""
    plain = draft.nominal and draft.verdict.status is Status.OCCURRED and not draft.headline
    apart = bool(draft.level and other.level) and draft.level != other.level
    return plain and not is_followed(draft) and not apart and other.headline and other.verdict.status in PLANNED | {Status.DENIED}


PLANNED = frozenset({Status.ANNOUNCED, Status.DISCUSSED})
"""Statuses of what is to come."""


def are_of_two_kinds(one: Draft, other: Draft) -> bool:
    """Whether a call is told beside a visit, or the services' contacts beside those of ministers: no one contact at two ranks.

    Heads of services who attend what ministers hold are there with them.
    """
    kinds = {each.step[0].tag.name == "PHONE" for each in (one, other)}
    services = (each for each in (one, other) if each.level == SERVICES)
    return len(kinds) > 1 or any(not each.sentence.of("concept", "ATTEND") for each in services)


SERVICES = "intelligence"
"""The rank of the heads of secret services."""


def is_on_terms(draft: Draft) -> bool:
    """Whether a word for a condition is what leaves a step open: ``müzakerenin ön şartı``."""
    cue = draft.verdict.cue
    terms = draft.sentence.of("concept", "CONDITIONWORD")
    return cue is not None and any(term.start <= cue.start and cue.end <= term.end for term in terms)


def are_told_apart(draft: Draft, other: Draft) -> bool:
    """Whether two drafts are of two sentences, or of two statements with a comma between."""
    words, end = other.sentence.words, other.step[-1].end
    return draft.sentence is not other.sentence or (end <= draft.step[0].start and "," in words[end].gap)


def is_single(draft: Draft) -> bool:
    """Whether one flight is told of, which is no schedule yet: that may be denied besides."""
    return draft.step[0].tag.name == "FIRSTFLIGHT"


def tells_more(draft: Draft, talked: Mapping[int, Status]) -> bool:
    """Whether a step is told of nouns that are free, or more than talk: "withdraws him, no plan to send", "named, may go"."""
    known = {talked[span.start] for span in draft.step if span.start in talked}
    if Status.DENIED in known:
        return draft.closing
    return not known or draft.verdict.status in STEPS


def is_only_conditioned(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether talks are only told of as what a condition is set for (CODEBOOK, rule 9): that is rhetoric."""
    if draft.indicator != "official_contact" or draft.verdict.status is not Status.DISCUSSED:
        return False
    return any(
        other.sentence is draft.sentence
        and other.indicator == "rapprochement_rhetoric"
        and (any(span.tag.name == "CONDITIONWORD" for span in other.step) or is_on_terms(draft))
        and set(other.actors) == set(draft.actors)
        and draft.step[0].tag.name == "MEET"
        and draft.level is None
        for other in drafts
    )


def is_own_stand(draft: Draft, other: Draft) -> bool:
    """Whether a state tells its own stand on normalization beside what an organization did: ``..., a day after the League``."""
    named = any(span.tag.name in {"NORMALIZE", "NOTNORMAL"} for span in draft.step)
    done = other.verdict.status is Status.OCCURRED and other.scope != "bilateral"
    return named and done and set(draft.actors).isdisjoint(other.actors) and not share_words(draft, other)
