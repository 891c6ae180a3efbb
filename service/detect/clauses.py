"""Clauses: the words around a step up to where another statement begins, without what is only said in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence


QUOTE = '"'
"""The sign that folding makes of all quotation marks."""
LONG_QUOTE = 5
"""Words from which what is quoted is a statement of its own."""


def asides(sentence: Sentence) -> list[tuple[int, int]]:
    """Relative clauses between commas (``, which also back Haftar,``): their first word and the first behind.

    And what is granted or left undone before a comma: ``Although ..., Oman reopened``; ``Oman, without waiting, reopened``.
    """
    found = []
    granted = {span.start for span in sentence.of("sign", "openers")}
    for span in sentence.of("sign", "relatives", "openers"):
        if "," in sentence.words[span.start].gap or (span.start == 0 and span.start in granted):
            closing = next((at for at in range(span.end, len(sentence.words)) if "," in sentence.words[at].gap), None)
            if closing is not None:
                found.append((span.start, closing))
    return found


def quotes(sentence: Sentence) -> list[tuple[int, int]]:
    """What is quoted at length: its first word and the first behind. A word or two are part of their sentence."""
    marks = [at for at, word in enumerate(sentence.words) if QUOTE in word.gap]
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return [(first, last) for first, last in pairs if last - first >= LONG_QUOTE]


def clause_around(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The first word of the clause that words `start` to before `end` stand in, and the first behind it."""
    low, high = 0, len(sentence.words)
    for position in _boundaries(sentence, start):
        if position <= start:
            low = max(low, position)
        elif position >= end:
            high = min(high, position)
    for span in sentence.of("sign", "complements"):
        if span.start >= end:  # what is said stands behind; it says nothing of what stands before
            high = min(high, span.start)
    return low, high


def _boundaries(sentence: Sentence, start: int) -> Iterator[int]:
    """Words with which another clause begins, without those in asides that word `start` does not stand in."""
    passing = [aside for aside in asides(sentence) if not aside[0] <= start < aside[1]]
    cues = [cue for cue in (*sentence.of("cue"), *sentence.of("concept", "FIRSTTIME")) if cue.end - cue.start > 1]
    for span in sentence.of("sign", "separators", "relatives"):
        within_cue = any(cue.start <= span.start and span.end <= cue.end for cue in cues)  # "has since reopened" is one clause
        if not within_cue and not any(first <= span.start < last for first, last in passing):
            yield span.start
    for position, word in enumerate(sentence.words):
        if parts(word.gap):
            yield position
    for span in sentence.of("sign", "topicalizers"):  # behind the first noun of its clause: "..., iki lider ise"
        yield next((at for at in range(span.start, 0, -1) if "," in sentence.words[at].gap), 0)
    yield from (edge for quote in quotes(sentence) for edge in quote)


def in_passing(span: Span, sentence: Sentence, start: int) -> bool:
    """Whether a span stands in an aside that word `start` does not stand in."""
    return any(first <= span.start < last and not first <= start < last for first, last in asides(sentence))


def parts(gap: str) -> bool:
    """Whether the signs between two words part two statements."""
    return any(sign in gap for sign in ";:—()") or " - " in gap


def within(span: Span, clause: tuple[int, int]) -> bool:
    """Whether a span stands in a clause."""
    return clause[0] <= span.start and span.end <= clause[1]


def in_clause(spans: Iterable[Span], step: Span, sentence: Sentence) -> list[Span]:
    """The spans that no semicolon, colon or dash parts from a step."""
    return [span for span in spans if in_one_clause(span, step, sentence)]


def in_one_clause(one: Span, other: Span, sentence: Sentence) -> bool:
    """Whether no semicolon, colon or dash stands between two spans."""
    low, high = min(one.end, other.end), max(one.start, other.start)
    if any(low <= sign.start < high for sign in sentence.of("sign", "nor")):
        return False  # "met the Russians and did not sit with the regime"
    return not any(sign in word.gap for word in sentence.words[low : high + 1] for sign in ";:—")


def ends_between(cue: Span, start: int, sentence: Sentence, language: Language) -> bool:
    """Whether a statement with a verb of its own ends at a comma before a step: ``beklenen karar çıktı, elçi atandı``."""
    done = language.endings.get("DONE")
    if not language.verb_last or done is None:
        return False
    words = sentence.words
    return any(done.fullmatch(words[at].text) and "," in words[at + 1].gap for at in range(cue.end, start))
