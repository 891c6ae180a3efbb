"""What no step reaches across: where a sentence turns to what is said besides, and what belongs to another verb's noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.roles import Cast
    from service.detect.sentences import Sentence

CLOSING = ("CLOSE", "FIRSTTIME")
"""Concepts of suspending, and of how long ago that was: ``منذ تعليق عضويته``."""
NEAR_CLOSING = 1
"""Words between a verb and the noun for a suspension that it lifts: ``التراجع عن قرار تعليق عضويتها``."""


def turns_of(sentence: Sentence, language: Language) -> set[int]:
    """Where a sentence turns to what is said besides, or to a new subject, so that no step reaches across.

    ``..., مؤكداً أن العقوبات سارية``; ``المبعوثة تصل إلى دمشق والاتحاد الأوروبي يكلف سفيره``.
    """
    leads = {sign.start for sign in sentence.of("sign", "complements")}
    said = {sign.start for sign in sentence.of("sign", "separators") if sign.end in leads}
    return said | _new_subjects(sentence, language)


def _new_subjects(sentence: Sentence, language: Language) -> set[int]:
    """Names with "and" right before a verb, which are not listed with the name before them."""
    present, joined, words = language.endings.get("PRESENT"), language.and_prefixes, sentence.words
    if present is None or not joined:
        return set()
    names = sentence.of("actor")
    goals = {sign.end for sign in sentence.of("sign", "locatives")}
    listed = {name.end for name in names if name.start not in goals}
    listed |= {word.end for word in sentence.of("concept", "GOVERNMENT")}  # "بين الحكومة والمعارضة تختتم"
    listed |= {at for both in sentence.of("concept", "BOTHSIDES") for at in range(both.start, both.end)}
    new = [name for name in names if name.prefix and name.prefix.startswith(joined) and name.start not in listed]
    return {name.start for name in new if name.end < len(words) and present.fullmatch(words[name.end].text)}


def is_of_closing(noun: Span, verb: Span, sentence: Sentence) -> bool:
    """Whether a noun is what had been suspended, and a verb far before undoes not: ``أول قمة يحضرها منذ تعليق عضويته``."""
    closings = [word for word in sentence.of("concept", *CLOSING) if word.end == noun.start]
    undoes = verb.end - verb.start > 1 or any(word.start == verb.start for word in sentence.of("concept", "LIFT"))
    if not undoes and verb.tag.name == "READMIT" and any(verb.end <= word.start for word in closings):
        return True  # "دعت إلى تعليق عضويتها"
    since = any(verb.start == word.start and word.tag.name == "FIRSTTIME" for word in closings)  # "منذ تعليق عضويتها"
    return since or any(verb.end + NEAR_CLOSING < word.start and verb.tag.name not in CLOSING for word in closings)


def says_both(one: Span, other: Span) -> bool:
    """Whether one phrase carries two concepts: ``رفع التمثيل``."""
    return (one.start, one.end) == (other.start, other.end) and one.tag is not other.tag


def is_held_in(name: Span, phrase: Span) -> bool:
    """Whether a name stands within a phrase that leaves room for it: ``takes Syria back``."""
    return name.tag.kind == "actor" and phrase.start <= name.start and name.end < phrase.end


def lies_on_table(span: Span, sentence: Sentence) -> bool:
    """Whether "at the table" is not said of those who sit there, and so of what lies there: ``kapının açılması masada``.

    Between them and the table may stand where it is and how often they sat there: ``muhalifler Cenevre'de yeniden masada``.
    """
    if span.tag.name != "MEET" or not any(sign.start == span.start for sign in sentence.of("sign", "seated")):
        return False
    people = (*sentence.of("actor"), *sentence.of("rank"))
    passed = {at for each in (*sentence.of("place"), *sentence.of("sign", "occasions")) for at in range(each.start, each.end)}
    at = span.start
    while at and at - 1 in passed:
        at -= 1
    return not any(each.end in {at, span.start} and each.start < span.start for each in people if each.end - 1 not in passed)


def is_closer(one: Span, other: Span, start: int, end: int) -> bool:
    """Whether one cue stands closer to words `start` to `end` than the other."""

    def far(span: Span) -> int:
        return min(abs(span.start - start), abs(span.start - end))

    return far(one) < far(other)


AWAY = 2
"""Words that a comma between two spans counts for: ``shuts its embassy, pulls staff out``."""
VERBLESS = 3
"""Words that a phrase which tells the verb too counts for, where a verb stands behind it: ``Şam'a büyükelçi gönderilmesini``."""
SENT = frozenset({"MISSION", "ENVOY", "DELEGATE"})
"""Concepts of nouns whose verb stands behind them where verbs come last."""


def is_beyond(one: Span, other: Span, sentence: Sentence) -> bool:
    """Whether a comma, or a word with which another statement begins, stands between two spans."""
    low, high = min(one.end, other.end), max(one.start, other.start)
    turns = any(low <= sign.start < high for sign in sentence.of("sign", "separators"))
    return turns or any("," in word.gap for word in sentence.words[low : high + 1])


def farness(span: Span, first: Span, cast: Cast) -> tuple[int, bool]:
    """How far a span stands from the first of a step; of two as far, verbs stand behind their noun where they come last."""
    last = cast.language.verb_last
    both = VERBLESS * (last and first.tag.name in SENT and says_both(span, first))
    gap = max(span.start - first.end, first.start - span.end, 0)
    return gap + AWAY * is_beyond(span, first, cast.sentence) + both, last and span.end <= first.start


def beyond_noun(verb: Span, noun: Span, cast: Cast) -> int:
    """Words that a step is wider where verbs come last, and its verb is behind a comma before its noun: it is another one's."""
    before = cast.language.verb_last and noun.tag.name in SENT and verb.end <= noun.start
    return AWAY * (before and is_beyond(verb, noun, cast.sentence))


def is_of_noun_before(verb: Span, noun: Span, cast: Cast) -> bool:
    """Whether a verb before a noun is the object of another one: ``gönderilmesini savunan heyet``."""
    told = cast.language.endings.get("OBJECT")
    before = cast.language.verb_last and noun.tag.name in SENT and noun.start - verb.end > 0
    return before and told is not None and bool(told.fullmatch(cast.sentence.words[verb.end - 1].text))
