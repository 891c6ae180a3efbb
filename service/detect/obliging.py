"""What somebody says that a state must do (``على لبنان طرد السفير``), or that something else is done for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

NEAR_VERB = 2
"""Words between "that" and the verb of what must be done."""


def obliged(step: Sequence[Span], sentence: Sentence) -> Span | None:
    """The word by which a step is only owed: it opens what is said, and a state and the step follow it at once."""
    first = min(span.start for span in step)
    leads = {sign.start: sign.end for sign in sentence.of("sign", "complements")}
    for sign in sentence.of("sign", "obliging"):
        owing = next((name for name in sentence.of("actor") if name.start == sign.end), None)
        if owing is None or not _opens(sign, sentence):
            continue
        that = leads.get(owing.end)
        if owing.end == first or (that is not None and 0 <= first - that <= NEAR_VERB):
            return sign
    return None


def purposed(step: Sequence[Span], sentence: Sentence, language: Language) -> Span | None:
    """The word by which a step is only what talks are held for, where verbs come last: ``buluşturmak için görüşmeler``."""
    end, infinitive = max(span.end for span in step), language.endings.get("PURPOSE")
    if infinitive is None or not infinitive.fullmatch(sentence.words[end - 1].text):
        return None
    agreed = {at for cue in sentence.of("cue", "ANNOUNCE") for at in range(cue.start, cue.end)}  # "açmak için anlaştı"
    return next((sign for sign in sentence.of("sign", "occasions") if sign.start == end and end not in agreed), None)


def _opens(sign: Span, sentence: Sentence) -> bool:
    """Whether a word opens a sentence, or what stands behind a colon or "that"."""
    said = any(each.end == sign.start for each in sentence.of("sign", "complements"))
    return sign.start == 0 or said or ":" in sentence.words[sign.start].gap
