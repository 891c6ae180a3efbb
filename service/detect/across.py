"""Cues that hold across the clauses of a sentence: hearsay, conditions, and words that undo a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import parts
from service.detect.leaving import leaves_over
from service.detect.senses import says_besides
from service.detect.steps import OCCASIONS, apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

SENTENCE_WIDE = {"HEARSAY": 200, "UNDONE": 12, "CONDITION": 10}
"""Cues that hold across clauses, and within how many words."""
OPENING = 3
"""Words of a sentence's opening: what stands there holds for all that follows (``In December 2018, ...``, ``If ..., ...``)."""
UNDOABLE = frozenset({"SANCTION", "FLIGHT", "RAIL", "TRADE", "ENERGY", "RECON", "CROSSING", "MISSION", "SEAT"})
"""Concepts of what may be suspended or broken off beside a step that goes on."""
NEAR_UNDONE = 2
"""Words between a cue and what it undoes."""
ENUMERATED = 12
"""Words between them where commas stand between."""


def holds_across(span: Span, clause: tuple[int, int], step: Sequence[Span], sentence: Sentence, joined: tuple[str, ...]) -> bool:
    """Whether a cue that holds across clauses is near enough; a condition before a step only in its clause or at the opening."""
    start, end = min(each.start for each in step), max(each.end for each in step)
    near = max(span.start - end, start - span.end) <= SENTENCE_WIDE[span.tag.name] and not _are_parted(span, step[0], sentence)
    if span.tag.name == "UNDONE" and _undoes_another(span, step, sentence):
        return False
    if span.tag.name == "HEARSAY" and span.start >= end and (span.prefix.startswith(joined) or says_besides(span, sentence)):
        return False  # "... and a source says" tells what follows it
    if span.tag.name != "CONDITION" or not near:
        return near
    if span.end <= start:
        return span.start >= clause[0] or span.start <= OPENING
    behind_colon = any(":" in word.gap for word in sentence.words[end : span.start + 1])
    another = _is_of_another_step(span, step, sentence) or (
        span.prefix.startswith(joined) and _leads_to_another(span, step, sentence)
    )
    return not behind_colon and not _is_in_aside(span, end, sentence) and not another


def _is_in_aside(cue: Span, end: int, sentence: Sentence) -> bool:
    """Whether a condition behind a step is only that of what a relative clause adds: ``named an envoy, who will go if ...``."""
    relatives = (sign for sign in sentence.of("sign", "relatives") if end <= sign.start < cue.start)
    return any("," in sentence.words[sign.start].gap for sign in relatives)


def _is_of_another_step(cue: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether a clause with a verb of the same kind stands between a step and a condition: ``waived, but lifting hinges on``."""
    end, names = max(each.end for each in step), {each.tag.name for each in step}
    signs = [sign for sign in sentence.of("sign", "separators") if end <= sign.start < cue.start]
    return any(signs[0].end <= word.start < cue.start for word in sentence.of("concept", *names)) if signs else False


def _leads_to_another(cue: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether "and" and a condition are said of what follows them: ``يعيد تشغيل سفارته ويشترط لتبادل السفراء``."""
    own = {part.start for part in step}
    steps = [word for word in sentence.of("concept", *UNDOABLE, "ENVOY", "TIES", *OCCASIONS) if word.start not in own]
    return any(0 <= word.start - cue.end <= 1 for word in steps)


def _undoes_another(cue: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether what is broken off stands nearer to the cue: ``received him, and the Treasury suspended sanctions``."""
    if leaves_over(cue, step, sentence):
        return True
    names = {part.tag.name for part in step}
    own = min(apart(cue, part) for part in step)
    others = [apart(cue, span) for span in sentence.of("concept", *UNDOABLE) if span.tag.name not in names]
    low, high = min(cue.end, step[-1].end), max(cue.start, step[0].start)
    reach = ENUMERATED if any(parts(word.gap) for word in sentence.words[low : high + 1]) else NEAR_UNDONE
    return any(other <= reach and other < own for other in others)


def _are_parted(cue: Span, step: Span, sentence: Sentence) -> bool:
    """Whether a semicolon stands between a cue and a step."""
    low, high = min(cue.end, step.end), max(cue.start, step.start)
    return any(";" in word.gap for word in sentence.words[low : high + 1])
