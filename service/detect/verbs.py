"""What stands beside a step: a verb that begins something else with "and", one that says when, and what a noun is said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.negating import bears_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

NEAR_BEGINNING = 1
"""Words between a verb of beginning and the day on which something begins."""


def starts_on(day: Span, step: Sequence[Span], sentence: Sentence, language: Language) -> bool:
    """Whether a verb in the present stands behind a noun, and right behind it the day to come: ``المفاوضات تبدأ الجمعة``."""
    noun, present = step[-1], language.endings.get("PRESENT")
    if present is None or not language.verb_first:
        return False
    begins = [
        word for word in sentence.of("concept", "SIT") if noun.end <= word.start and 0 <= day.start - word.end <= NEAR_BEGINNING
    ]
    parted = any("," in word.gap for word in sentence.words[noun.end : day.start + 1])
    return not parted and any(present.fullmatch(sentence.words[word.start].text) for word in begins)


def is_judged(sentence: Sentence, step: Sequence[Span]) -> bool:
    """Whether a step named by a noun is only what something is said of: ``أبوظبي: فتح السفارات قرار سيادي``, ``شروط عودة``."""
    start, end = min(span.start for span in step), max(span.end for span in step)
    nouns = {sign.start for sign in sentence.of("sign", "verbal_nouns")}
    if start in nouns and any(sign.end == start for sign in sentence.of("sign", "heads")):
        return True
    if not sentence.headline or start == 0 or ":" not in sentence.words[start].gap:
        return False
    return start in nouns and any(end <= sign.start <= end + NEAR_PREDICATE for sign in sentence.of("sign", "predicates"))


NEAR_PREDICATE = 3
"""Words between a step named by a noun and the noun that says what it is: where it is done."""


def is_only_named(sentence: Sentence, clause: tuple[int, int], step: Sequence[Span]) -> bool:
    """Whether a verbal noun is what something is said of: ``قال إن عودة سوريا إلى الجامعة خطوة``."""
    start = min(span.start for span in step)
    named = any(sign.start == start for sign in sentence.of("sign", "verbal_nouns"))
    judged = any(cue.start < clause[1] and bears_on(cue, step, sentence) for cue in sentence.of("cue", "NEG"))
    said_of = not sentence.headline and any(sign.end == start for sign in sentence.of("sign", "complements"))
    return named and (judged or said_of)


def verbs_besides(sentence: Sentence, language: Language) -> set[int]:
    """Where "and" and a verb written with it tell what somebody does besides: ``يلتقي وفد المعارضة ويزور دمشق``."""
    besides = language.endings.get("BESIDES")
    if besides is None:
        return set()
    return {word.start for word in sentence.of("concept") if word.prefix and besides.fullmatch(sentence.words[word.start].text)}


def joints_of_names(sentence: Sentence) -> set[int]:
    """Words for "and" between two names, which end nothing: ``a meeting of Turkey and Syria is possible``."""
    names = sentence.of("actor")
    starts, ends = {name.start for name in names}, {name.end for name in names}
    return {sign.start for sign in sentence.of("sign", "coordinators") if sign.start in ends and sign.end in starts}


def closes(cue: Span, step: Sequence[Span], sentence: Sentence, language: Language) -> bool:
    """Whether a cue ends the sentence that begins with where it is to be, if verbs come last: ``Görüşmelerde ... bekleniyor``."""
    text = sentence.words[step[-1].end - 1].text
    place = step[0].tag.name in {"PARLEY", "TALKS", "MEET"} and text.endswith(tuple(language.place_endings))
    return language.verb_last and place and cue.tag.name == "MODAL" and cue.end == len(sentence.words)
