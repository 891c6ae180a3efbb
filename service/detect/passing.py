"""What is only told in passing, as an attribute of what is told or in a relative clause (CODEBOOK, rule 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import asides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence


def is_attribute(sentence: Sentence, step: Sequence[Span], language: Language) -> bool:
    """Whether a step is told in passing: ``the embassy, shut in 2012,``, ``2012'de kapatılan`` (CODEBOOK, rule 17)."""
    noun, verb = step[0], step[-1]
    relative = language.endings.get("RELATIVE")
    nouns = {noun.start, *(word.start for word in sentence.of("concept", "MISSION", "ENVOY"))}
    if relative is not None and verb.end in nouns and relative.fullmatch(sentence.words[verb.start].text):
        return True
    whose = {sign.end for sign in sentence.of("sign", "articles", "indefinites", "pronouns")}  # "its shuttered embassy"
    if verb.end == noun.start and verb.start in whose and verb.tag.kind != "actor":  # but "the League suspended Syria"
        return True
    told = {sign.start for sign in sentence.of("sign", "pronouns")} if language.has_pronouns else ()
    if verb.start == noun.end + 1 and noun.end in told:
        return True  # "the embassy it shut in 2012"
    return verb.start == noun.end and "," in sentence.words[verb.start].gap


def is_told_in_passing(sentence: Sentence, clause: tuple[int, int]) -> bool:
    """Whether a relative clause tells what had been: ``the grounds on which Syria had been thrown out``."""
    relative = any(sign.start == clause[0] for sign in sentence.of("sign", "relatives"))
    return relative and any(clause[0] <= sign.start < clause[1] for sign in sentence.of("sign", "pluperfect"))


def had_been(sentence: Sentence, step: Sequence[Span]) -> bool:
    """Whether a relative clause between commas only tells what somebody had done before: ``, which had met the rebels, ...``."""
    if step[0].tag.name not in MET:
        return False
    had = {sign.start for sign in sentence.of("sign", "pluperfect")}
    leads = {sign.start for sign in sentence.of("sign", "relatives") if had & {sign.end, sign.end - 1}}
    return any(start in leads and start <= step[0].start < end for start, end in asides(sentence))


MET = frozenset({"MEET", "PARLEY", "VISIT", "RECEIVE", "STAYAWAY"})
"""Concepts of meetings, of which news tell again what went before; an embassy that had been opened is a step still."""
