"""The spans of an entry that a mention rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.model.mention import Evidence, Role

if TYPE_CHECKING:
    from service.detect.draft import Draft
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence
    from service.model.entry import Entry


def evidence_of(draft: Draft, entry: Entry) -> tuple[Evidence, ...]:
    """Each span once, in the order of roles; ``entry.field[start:end] == text``."""
    found = {_evidence(entry, sentence, span, role): None for sentence, span, role in draft.evidence}
    return tuple(found)


def _evidence(entry: Entry, sentence: Sentence, span: Span, role: Role) -> Evidence:
    start, end = sentence.words[span.start].start, sentence.words[span.end - 1].end
    text: str = getattr(entry, sentence.part)
    return Evidence(field=sentence.part, start=start, end=end, text=text[start:end], role=role)
