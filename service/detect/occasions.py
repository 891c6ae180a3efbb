"""Meetings that only tell where something was said or done, by an ending: ``görüşmede yol haritası istendi``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.steps import OCCASIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence


def is_past_occasion(cues: Mapping[str, Span], step: Sequence[Span], sentence: Sentence, language: Language) -> bool:
    """Whether a meeting is where something else was done, so that it took place itself; not where that is still to come."""
    noun = sentence.words[step[-1].end - 1].text
    located = any(noun.endswith(ending) for ending in language.place_endings) and len(step) == 1
    told = language.verb_last and located and step[0].tag.name in OCCASIONS and step[-1].end < len(sentence.words)
    return told and not _is_ahead(cues.get("ANNOUNCE"), sentence, language) and "CONDITION" not in cues


def _is_ahead(cue: Span | None, sentence: Sentence, language: Language) -> bool:
    """Whether a promise is one of what is to come, and not of what was agreed on there: ``görüşmelerde uzlaşıldı``."""
    done, hoped = language.endings.get("DONE"), {each.start for each in sentence.of("cue", "MODAL")}
    if cue is None or done is None:
        return cue is not None
    ahead, last = language.endings.get("ANNOUNCE"), sentence.words[cue.end - 1].text
    fact = language.endings.get("FACT")  # "kararlaştırıldığını anlattı"
    told = done.fullmatch(last) or (fact is not None and fact.fullmatch(last))
    return cue.start in hoped or not told or (ahead is not None and ahead.fullmatch(last) is not None)
