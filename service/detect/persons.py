"""Persons who were named in full and are then called by their last name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.lexicon import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from service.detect.lexicon import Tag
    from service.detect.sentences import Sentence
    from service.detect.vocabulary import Morphology

SHORTEST = 4
"""Letters of a last name; a shorter word is too often another one."""


def recall_persons(sentences: Iterable[Sentence], morphology: Morphology) -> None:
    """Give the last name of a person the meaning of the full name that stands before it in the entry, or in its headline."""
    known: dict[str, Tag] = {}
    for sentence in sentences:
        recalled = list(_recalled(sentence, known, morphology))
        if recalled:
            sentence.add(recalled)
        for span in sentence.of("actor"):
            last = sentence.words[span.end - 1].text
            if span.tag.sort == "person" and span.end - span.start > 1 and len(last) >= SHORTEST:
                known.setdefault(last, span.tag)


def clear_names(sentences: Iterable[Sentence]) -> None:
    """Take away what begins within a person's full name, whose words say nothing else: ``Theresa May``, ``Fatih Dönmez``."""
    for sentence in sentences:
        inside = words_of_persons(sentence)
        if inside:
            others = (*sentence.of("cue"), *sentence.of("concept"), *sentence.of("sign"))
            sentence.drop([span for span in others if span.start in inside])


def words_of_persons(sentence: Sentence) -> set[int]:
    """Where the words of full names of persons stand."""
    names = [span for span in sentence.of("actor") if span.tag.sort == "person" and span.end - span.start > 1]
    return {at for span in names for at in range(span.start, span.end)}


def drop_courtesies(sentences: Iterable[Sentence]) -> None:
    """Take away titles of courtesy before a person whose office is known: a minister is a prince too (``الأمير فيصل``)."""
    for sentence in sentences:
        known = {span.start for span in sentence.of("actor") if span.tag.sort == "person" and span.tag.rank}
        courtesies = {(sign.start, sign.end) for sign in sentence.of("sign", "courtesies") if sign.end in known}
        if courtesies:
            sentence.drop(span for span in sentence.of("rank") if (span.start, span.end) in courtesies)


def _recalled(sentence: Sentence, known: dict[str, Tag], morphology: Morphology) -> Iterator[Span]:
    if not known:
        return
    taken = {position for span in sentence.of("actor") for position in range(span.start, span.end)}
    for position, word in enumerate(sentence.words):
        for text, prefix in morphology.readings(word.text, word.suffix):
            if text in known and position not in taken and word.capital:
                yield Span(position, position + 1, known[text], word.suffix, prefix)
                break
