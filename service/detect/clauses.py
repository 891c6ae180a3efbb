"""Clauses: the words around a step up to where another statement begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence


def clause_around(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The first word of the clause that words `start` to before `end` stand in, and the first behind it."""
    low, high = 0, len(sentence.words)
    for span in sentence.of("sign", "separators"):
        if span.end <= start:
            low = max(low, span.start)
        elif span.start >= end:
            high = min(high, span.start)
    for span in sentence.of("sign", "complements"):
        if span.start >= end:  # what is said stands behind; it says nothing of what stands before
            high = min(high, span.start)
    for position in range(len(sentence.words)):
        if parts(sentence.words[position].gap):
            if position <= start:
                low = max(low, position)
            elif position >= end:
                high = min(high, position)
    return low, high


def parts(gap: str) -> bool:
    """Whether the signs between two words part two statements."""
    return any(sign in gap for sign in ";:—()") or " - " in gap


def within(span: Span, clause: tuple[int, int]) -> bool:
    """Whether a span stands in a clause."""
    return clause[0] <= span.start and span.end <= clause[1]
