"""Whom a name that several bear stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence


def meant(sentence: Sentence, sure: Sequence[str]) -> list[Span]:
    """One span for each name: of those whom it may stand for, whom the entry names elsewhere, else who is called so by name."""
    kept: dict[tuple[int, int], list[Span]] = {}
    for span in sentence.of("actor"):
        kept.setdefault((span.start, span.end), []).append(span)
    chosen: list[Span] = []
    for shared in kept.values():
        if len(shared) == 1:
            chosen += shared
            continue
        named = [span for span in shared if span.tag.name in sure]
        if named:
            chosen.append(min(named, key=lambda span: sure.index(span.tag.name)))
        else:
            chosen += [span for span in shared if not span.tag.ambiguous] or _by_title(shared, sentence) or _by_name(shared)
    return chosen


def _by_title(shared: Sequence[Span], sentence: Sentence) -> list[Span]:
    """The adjective behind a title that is not the person's own: ``وزير الخارجية السوداني`` is Sudan's minister."""
    titles = (*sentence.of("rank"), *sentence.of("concept", "ENVOY", "MISSION", "DELEGATION"))
    before = [title for title in titles if title.end == shared[0].start]
    own = any(title.tag.name == span.tag.rank for title in before for span in shared)
    return [span for span in shared if before and not own and span.tag.sort == "demonym"][:1]


def _by_name(shared: Sequence[Span]) -> list[Span]:
    return [span for span in shared if span.tag.sort == "name"][:1] or list(shared[:1])
