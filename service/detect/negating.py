"""Negations and other cues that say something of a step's meaning or setting, and not that it was not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

NEAR_BEARING = 1
"""Words between a negation and the verb that it negates."""
NEAR_EXCEPTION = 6
"""Words between a negation and what is excepted from it."""
OF_SETTING = frozenset({"NEG", "DENY", "MODAL", "CALLFOR", "TOPIC", "UNDONE"})
"""Cues that behind "after" or "despite" tell only what was before, or is so all the same."""


def bears_on(cue: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether a negation behind a step negates what it would mean or bring: ``عودة سوريا إلى الجامعة لا تعني``."""
    if cue.tag.name != "NEG" or cue.start < max(part.end for part in step):
        return False
    return any(0 <= sign.start - cue.end < NEAR_BEARING for sign in sentence.of("sign", "bearings"))


def is_of_instrument(cue: Span, step: Sequence[Span], sentence: Sentence, language: Language) -> bool:
    """Whether a cue behind a step is said of the noun with which it ends: ``تختتم ببيان لم يوقعه الطرفان``."""
    article, end = language.names.morphology.article, max(part.end for part in step)
    if not article or cue.start < end:
        return False
    nouns = [word for word in sentence.of("concept") if end <= word.start and word.prefix in language.place_prefixes]
    ends = {word.end for word in nouns if not word.prefix.endswith(article)}
    return any(each.start in ends and each.start <= cue.start for each in sentence.of("cue", "NEG"))


def ends_without(cue: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether what stands behind a meeting only tells what it ended without: ``انتهى الاجتماع من دون اتفاق على``."""
    met = step[0].tag.name in {"MEET", "PARLEY", "TALKS", "FORUM", "ROUND"} and cue.tag.name in {"MODAL", "NEG", "UNDONE"}
    return (
        met
        and cue.start >= max(part.end for part in step)
        and any(sign.start == cue.start for sign in sentence.of("sign", "without"))
    )


def is_parted(cue: Span, step: Sequence[Span], sentence: Sentence, language: Language) -> bool:
    """Whether a comma ends what a negation before a noun is said of, where verbs come first: ``لم يتفقا، وعقدا جلسة``."""
    if not language.verb_first or cue.tag.name != "NEG" or cue.end > step[0].start:
        return False
    commas = [word for word in sentence.words[cue.end : step[0].start + 1] if "," in word.gap]
    return len(commas) == 1  # two of them hold an aside


def is_excepted(cue: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether "but" or "except" follows a negation, so that a step is told after all: ``لم يتفقا سوى على موعد``."""
    if cue.tag.name != "NEG" or cue.end > step[0].start:
        return False
    return any(0 <= sign.start - cue.end <= NEAR_EXCEPTION for sign in sentence.of("sign", "exceptions"))


def is_told_to_leave(cue: Span, step: Sequence[Span], language: Language) -> bool:
    """Whether it is the envoy himself of whom it is demanded that he leave, which expels him: ``تطالب السفير بالمغادرة``."""
    envoy, verb = step[0], step[-1]
    asked = cue.tag.name == "CALLFOR" and envoy.tag.name == "ENVOY" and verb.tag.name == "CLOSE"
    return asked and language.verb_first and cue.end == envoy.start and envoy.end <= verb.start


def is_of_opening(cue: Span, step: Sequence[Span], sentence: Sentence, language: Language) -> bool:
    """Whether a cue stands in words for "after" or "despite" that open a sentence up to a comma: ``بعد نفي، أنقرة تؤكد``."""
    if language.verb_last or cue.tag.name not in OF_SETTING:
        return False
    opens = any(sign.start == 0 and sign.end <= cue.start for sign in sentence.of("sign", "overcome"))
    start = min(part.start for part in step)
    return opens and any("," in word.gap for word in sentence.words[cue.end : start + 1])


def whichever(step: Sequence[Span], sentence: Sentence) -> Span | None:
    """The "any" that makes of a step one that there may be: ``يحذر من أي لقاء مع النظام``."""
    starts = {part.start for part in step if part.tag.kind == "concept"}
    return next((sign for sign in sentence.of("sign", "whichever") if sign.end in starts), None)


def is_undenied(denial: Span, sentence: Sentence) -> bool:
    """Whether a word for "not" stands right before a denial, which so leaves a step open: ``لا تعترض على عودة دمشق``."""
    return any(cue.end == denial.start for cue in sentence.of("cue", "NEG"))


NEAR_WITHHELD = 2
"""Words between a denial and the word that takes it back: ``doğrulayan ya da yalanlayan``."""


def is_withheld(denial: Span, sentence: Sentence, language: Language) -> bool:
    """Whether a report is not denied, or neither confirmed nor denied: ``haberleri yalanlamadı``, ``yalanlamaktan kaçındı``."""
    negated = language.endings.get("NEG")
    if language.verb_last and negated and negated.fullmatch(sentence.words[denial.end - 1].text):
        return True
    for sign in sentence.of("sign", "withholding"):
        low, high = sorted((sign, denial), key=lambda span: span.start)
        words = sentence.words[low.end : high.start + 1]
        if len(words) <= NEAR_WITHHELD + 1 and not any("," in word.gap for word in words):
            return True
    return False


def is_said_besides(cue: Span, step: Sequence[Span], sentence: Sentence, language: Language) -> bool:
    """Whether a cue is said of what a step means, of what was before it or behind, or of whom it concerns."""
    told = bears_on(cue, step, sentence) or ends_without(cue, step, sentence) or is_excepted(cue, step, sentence)
    told = told or is_told_to_leave(cue, step, language) or is_of_opening(cue, step, sentence, language)
    told = told or _is_of_meaning(cue, step, sentence, language)
    return told or is_of_instrument(cue, step, sentence, language) or is_parted(cue, step, sentence, language)


def _is_of_meaning(cue: Span, step: Sequence[Span], sentence: Sentence, language: Language) -> bool:
    """Whether only what stands between is no such thing: ``buluşmanın normalleşme anlamına gelmediğini``."""
    meant, end = any(sign.start == cue.start for sign in sentence.of("sign", "meaning")), max(part.end for part in step)
    unreal = language.endings.get("UNREAL")  # "gitmek uzlaşmak anlamına gelmez" tells of no step at all
    return meant and cue.start != end and (unreal is None or not unreal.fullmatch(sentence.words[end - 1].text))
