"""Talks of which only the state is told: ``spoke of stalled talks with the regime`` tells no step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence
    from service.detect.status import Verdict

AHEAD_OF_NOUN = ("genitives", "wishes", "origins", "topics", "articles", "companions", "locatives", "infinitives")
"""Signs behind which no verb stands: what follows belongs to a noun."""
TABLES = ("TALKS", "FORUM", "PARLEY", "MEET", "ROUND")
"""Concepts of talks and of what is said to be stalled."""
GOING_ON = ("SIT", "RESTORE", "OPEN", "REOPEN")
"""Concepts by which talks that had stalled go on."""
BROKEN = "BREAKTALKS"
"""The concept of verbs that break talks off, together with their noun."""


def is_attribute(cue: Span, sentence: Sentence) -> bool:
    """Whether what a word means of talks it says of them as their attribute, and not as a verb: ``resume suspended talks``."""
    stuck = next((sign for sign in sentence.of("sign", "stuck") if sign.start == cue.start), None)
    if stuck is None or not _is_before_talks(stuck, sentence):
        return False
    leading = (*sentence.of("sign", *AHEAD_OF_NOUN), *sentence.of("concept", *GOING_ON))
    return stuck.start == 0 or any(each.end == stuck.start for each in leading)


def _is_before_talks(stuck: Span, sentence: Sentence) -> bool:
    verbs = any(verb.start == stuck.start for verb in sentence.of("concept", BROKEN))
    return verbs or any(noun.start == stuck.end for noun in sentence.of("concept", *TABLES))


def is_only_stuck(step: Sequence[Span], verdict: Verdict, sentence: Sentence) -> bool:
    """Whether nothing is told of talks but that they are stuck."""
    if step[0].tag.name == BROKEN:
        return is_attribute(step[0], sentence)
    if verdict.status is not Status.OCCURRED or step[0].tag.name not in TABLES:
        return False
    stuck = [sign.start for sign in sentence.of("sign", "stuck") if sign.end == step[0].start and is_attribute(sign, sentence)]
    told = {span.start for span in (*step[1:], *sentence.of("concept", *GOING_ON))}
    return bool(stuck) and told.issubset(stuck)
