"""What the packs know, compiled: languages, indicators, places, watches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping
    from datetime import date

    from service.detect.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Language:
    """A language: lexicons of names and of words, months, what the ends of verbs say, its most common words.

    `home` is the state that a text in it speaks of where it names none (None: no one state).
    """

    code: str
    names: Lexicon
    words: Lexicon
    months: Mapping[str, int]
    endings: Mapping[str, re.Pattern[str]]
    common: frozenset[str]
    home: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A combination of concepts that makes a mention, once for all languages.

    All of `all` stand within `within` words of each other (0: in one sentence), beside one of `needs` in the sentence;
    `persons`: the parties act themselves, so a mere place of theirs is not enough; `ignore`: cues that are part of the step
    itself (to agree on a truce is the truce).
    """

    name: str
    all: tuple[str, ...]
    status: str
    needs: frozenset[str] = frozenset()
    within: int = 0
    scope: str | None = None
    persons: bool = False
    ignore: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator; `parties` are who must be there, `speech` that it is speech itself."""

    code: str
    parties: tuple[str, ...]
    speech: bool
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place: the state that it lies in, of which state it is the capital, and who held it from when to before when."""

    name: str
    state: str
    capital_of: str | None
    held: tuple[tuple[str, date | None, date | None], ...]

    def holder(self, day: date) -> str | None:
        """Who held it alone on that day."""
        for by, since, until in self.held:
            if (since is None or since <= day) and (until is None or day < until):
                return by
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Who is watched."""

    name: str
    target: str
    principal: str | None
    opposition: str | None
    opposition_until: date | None
    patrons: tuple[tuple[str, date | None], ...]
    neutral: frozenset[str]
    western: frozenset[str]
    pages: frozenset[str]
    others: frozenset[str]
    organizations: frozenset[str]

    def part(self, code: str, day: date) -> str:
        """What an actor is in this watch on that day: target, opposition, patron, neutral, other or actor."""
        if code == self.target:
            return "target"
        if code == self.opposition:
            return "opposition" if self.opposition_until is None or day < self.opposition_until else "other"
        if any(code == patron and (until is None or day < until) for patron, until in self.patrons):
            return "patron"
        return "other" if code in self.others else "neutral" if code in self.neutral else "actor"
