"""Whom a name that several bear stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span


def meant(spans: Sequence[Span], sure: Sequence[str]) -> list[Span]:
    """One span for each name: of those whom it may stand for, whom the entry names elsewhere, else who is called so by name."""
    kept: dict[tuple[int, int], list[Span]] = {}
    for span in spans:
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
            chosen += [span for span in shared if not span.tag.ambiguous] or _by_name(shared)
    return chosen


def _by_name(shared: Sequence[Span]) -> list[Span]:
    return [span for span in shared if span.tag.sort == "name"][:1] or list(shared[:1])
