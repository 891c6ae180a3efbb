"""Steps of which a text tells neither that they were taken nor that they were not: left unsaid, or a habit of old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.steps import OCCASIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

NEAR_UNSAID = 3
"""Words between a step and the verb by which nothing is said of it: ``ne zaman açılacağını net olarak açıklamadı``."""


def is_unsaid(sentence: Sentence, step: Sequence[Span], language: Language) -> bool:
    """Whether somebody only does not say when, where or who: ``ne zaman gideceğini belirtmedi``."""
    negated, verb = language.endings.get("NEG"), max(step, key=lambda span: span.end)
    asked = any(0 <= verb.start - sign.end <= NEAR_ASKED for sign in sentence.of("sign", "asking"))
    if not (language.verb_last and asked and negated):
        return False
    behind = range(verb.end, min(len(sentence.words), verb.end + NEAR_UNSAID + 1))
    unsaid = {cue.start for cue in sentence.of("cue", "NEG")}
    return any(at in unsaid or negated.fullmatch(sentence.words[at].text) for at in behind)


NEAR_ASKED = 4
"""Words between "when" or "who" and the verb: ``ne zaman Şam'a yeni büyükelçi atanacağı``."""


def was_habit(sentence: Sentence, step: Sequence[Span], language: Language) -> bool:
    """Whether a contact is told as what used to be: ``geçmişte ailece görüşürdük``."""
    verb, habit = step[-1], language.endings.get("HABIT")
    old = any(cue.end <= verb.start for cue in sentence.of("cue", "PAST"))
    told = habit is not None and bool(habit.fullmatch(sentence.words[verb.end - 1].text))
    return told and old and step[0].tag.name in OCCASIONS
