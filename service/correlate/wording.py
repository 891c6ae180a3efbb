"""How alike two texts of one language are: the only place that compares wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, utils

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.model.signal import Telling

COPY = 92.0
"""Of 100: texts as alike as this are copies of one another."""

SHORTEST = 40
"""Characters below which two texts are alike too easily."""

READ = 600
"""Characters of a text that are compared."""


def text_of(telling: Telling) -> str:
    """Title and the beginning of the text, in the form that is compared."""
    return utils.default_process(f"{telling.title} {telling.text}"[:READ])


def likeness(telling: Telling, others: Sequence[Telling]) -> float:
    """0 to 1: how alike the title is to the most alike title in the same language; 0 where there is none."""
    title = utils.default_process(telling.title)
    titles = (utils.default_process(other.title) for other in others if other.lang == telling.lang)
    return max((fuzz.token_set_ratio(title, other) / 100 for other in titles), default=0.0)


def is_copy(one: Telling, other: Telling) -> bool:
    """Whether two tellings bring one text, whoever signs it."""
    return one.lang == other.lang and copies(text_of(one), text_of(other))


def copies(one: str, other: str) -> bool:
    """Whether one text, as `text_of` gives it, is a copy of the other, or the other with more or less at its end."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SHORTEST:
        return False
    whole = fuzz.token_sort_ratio(one, other, score_cutoff=COPY) >= COPY
    return whole or fuzz.ratio(shorter, longer[: len(shorter)], score_cutoff=COPY) >= COPY
