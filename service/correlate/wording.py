"""How alike two texts of one language are: the only place that compares wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, utils

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.model.mention import Mention
    from service.model.signal import Telling

COPY = 92.0
"""Of 100: texts as alike as this are copies of one another."""

SHORTEST = 40
"""Characters below which two texts are alike too easily."""

READ = 600
"""Characters of a text that are compared."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Title and the beginning of a text in the form that is compared: as written, and with its words sorted."""

    plain: str
    ordered: str


def wording_of(telling: Telling) -> Wording:
    """What is compared of a telling."""
    plain = utils.default_process(f"{telling.title} {telling.text}"[:READ])
    return Wording(plain, " ".join(sorted(plain.split())))


def likeness(telling: Telling, others: Sequence[Telling]) -> float:
    """0 to 1: how alike the title is to the most alike title in the same language; 0 where there is none."""
    title = utils.default_process(telling.title)
    titles = (utils.default_process(other.title) for other in others if other.lang == telling.lang)
    return max((fuzz.token_set_ratio(title, other) / 100 for other in titles), default=0.0)


def copies(one: Wording, other: Wording) -> bool:
    """Whether one text is a copy of the other, or the other with more or less at its end."""
    shorter, longer = sorted((one.plain, other.plain), key=len)
    if len(shorter) < SHORTEST:
        return False
    whole = fuzz.ratio(one.ordered, other.ordered, score_cutoff=COPY)
    return bool(whole or fuzz.ratio(shorter, longer[: len(shorter)], score_cutoff=COPY))


def is_repeat(one: Telling, other: Telling) -> bool:
    """Whether two entries are one that came twice: the same outlet says the same in the same words, under another id."""
    return (
        one.entry_id != other.entry_id
        and one.source == other.source
        and (one.title, one.text) == (other.title, other.text)
        and len(one.title) + len(one.text) >= SHORTEST
        and _coded(one.mention) == _coded(other.mention)
    )


def _coded(mention: Mention) -> tuple[object, ...]:
    return (mention.status, mention.actors, mention.level, mention.scope, mention.sponsor, mention.venue, mention.venue_control)
