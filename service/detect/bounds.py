"""What no step reaches across: where a sentence turns to what is said besides, and what belongs to another verb's noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

CLOSING = ("CLOSE", "FIRSTTIME")
"""Concepts of suspending, and of how long ago that was: ``منذ تعليق عضويته``."""
NEAR_CLOSING = 1
"""Words between a verb and the noun for a suspension that it lifts: ``التراجع عن قرار تعليق عضويتها``."""


def turns_of(sentence: Sentence) -> set[int]:
    """Where a sentence turns to what is said besides, so that no step reaches across: ``..., مؤكداً أن العقوبات سارية``."""
    leads = {sign.start for sign in sentence.of("sign", "complements")}
    return {sign.start for sign in sentence.of("sign", "separators") if sign.end in leads}


def is_of_closing(noun: Span, verb: Span, sentence: Sentence) -> bool:
    """Whether a noun is what had been suspended, and a verb far before undoes not: ``أول قمة يحضرها منذ تعليق عضويته``."""
    closings = [word for word in sentence.of("concept", *CLOSING) if word.end == noun.start]
    since = any(verb.start == word.start and word.tag.name == "FIRSTTIME" for word in closings)  # "منذ تعليق عضويتها"
    return since or any(verb.end + NEAR_CLOSING < word.start and verb.tag.name not in CLOSING for word in closings)
