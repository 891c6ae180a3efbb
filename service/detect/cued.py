"""Whether one of the cues that a rule wants made its status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import parts
from service.detect.endings import ENDING
from service.detect.steps import apart
from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.knowledge import Rule
    from service.detect.lexicon import Span
    from service.detect.roles import Cast
    from service.detect.status import Verdict


def is_cued(verdict: Verdict, rule: Rule, step: Sequence[Span], cast: Cast) -> bool:
    """Whether one of the cues that a rule wants set the status, and near enough, or a day to come did, or a question."""
    if verdict.cue is None:
        if verdict.status is Status.BACKGROUND:
            return "PAST" in rule.cued
        asked = cast.sentence.question and rule.close > 0
        return verdict.status is Status.DISCUSSED if asked else verdict.status is Status.ANNOUNCED and "ANNOUNCE" in rule.cued
    ended = verdict.cue.tag.kind == ENDING  # of a verb that is no part of the step: "elçiliğini kapatmamıştı"
    if rule.close and (
        ended or min(apart(verdict.cue, part) for part in step) >= rule.close or _acts_itself(step, verdict.cue, cast)
    ):
        return False
    return verdict.cue.tag.name in rule.cued


def _acts_itself(step: Sequence[Span], cue: Span, cast: Cast) -> bool:
    """Whether it is the envoys who do what a cue says, or who speak: ``EU diplomats weigh sanctions``, ``Ambassador: ...``."""
    low, high = min(span.end for span in step), max(span.start for span in step)
    if any(parts(word.gap) for word in cast.sentence.words[low : high + 1]):
        return True
    told_of = any(sign.end == step[0].start for sign in cast.sentence.of("sign", "genitives"))  # "reports of an envoy are false"
    if step[0].tag.name == "ENVOY" and _is_met(step[0], cast):
        return True
    return step[0].tag.name == "ENVOY" and not cast.language.verb_last and cue.start >= step[0].end and not told_of


def _is_met(envoy: Span, cast: Cast) -> bool:
    """Whether envoys are those with whom somebody speaks, by whomever they are sent: ``would not sit with Assad's envoys``."""
    leads = {sign.end for sign in cast.sentence.of("sign", "companions")}
    whose = [name.start for name in cast.sentence.of("actor") if name.end == envoy.start]
    return any(start in leads for start in (envoy.start, *whose))
