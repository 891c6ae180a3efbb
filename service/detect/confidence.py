"""How sure a mention is: what its sentence leaves to be inferred lowers it, each doubt with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.steps import apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party

SUREST = 0.95
LENT = 0.15
UNNAMED = 0.1
DISTANT = 0.1
FAR = 4
"""Words between the parts of a step from which on another reading is likely."""


def confidence_of(step: Sequence[Span], acting: Sequence[Party], cast: Cast) -> tuple[float, tuple[str, ...]]:
    """The confidence in a step, 0 to 1, and what lowers it."""
    doubts = []
    if not any(party in cast.parties for party in acting):
        doubts.append((LENT, "who acts is told elsewhere in the entry"))
    if not cast.has_target:
        doubts.append((UNNAMED, "the target is told elsewhere in the entry"))
    if any(apart(step[0], span) >= FAR for span in step[1:]):
        doubts.append((DISTANT, "the words of the step stand apart"))
    return round(SUREST - sum(doubt for doubt, _ in doubts), 2), tuple(why for _, why in doubts)
