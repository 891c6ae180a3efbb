"""What the packs know, compiled: languages, indicators, places, watches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping
    from datetime import date

    from service.detect.lexicon import Lexicon
    from service.text.language import Marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language: its lexicons, months, and what the beginnings and ends of its words say.

    Lexicons are of names, of words, of signs of grammar, and of cues that no concept may hide (`softeners`).
    `home` is the state that a text in it speaks of where it names none (None: no one state). `endings` are patterns of verbs'
    ends by the cue that they carry. A name with one of `place_prefixes` or `place_endings` says where something happens, with
    one of `adjective_endings` what else is there (``Bağdat'taki``), with one of `companion_endings` with whom, with one of
    `genitive_endings` whose, with one of `object_endings` to whom something is done; with one of `lacking_endings` without
    whom; a year with one of `since_endings` says only since when; one of `and_prefixes` is the word for "and", written with the
    next word; a verb with one of `purpose_prefixes` says what another one is done for, one with one of `future_prefixes` what is
    to come.
    With `looks_back` a cue behind a step governs it only where it is one of the pack's `behind` (``is possible``). With
    `capital_months` a month is written with a capital, with `names_follow` a person stands behind the state (``Norway's Eide``).
    `since` are the words that make of a year a mere beginning, `last` those that put a month into the past, `until` those
    with which a date ends something. `shortened` are words behind which a full stop ends no sentence.
    """

    code: str
    names: Lexicon
    words: Lexicon
    signs: Lexicon
    softeners: Lexicon
    months: Mapping[str, int]
    endings: Mapping[str, re.Pattern[str]]
    marks: Marks
    home: str | None = None
    place_prefixes: frozenset[str] = frozenset()
    place_endings: frozenset[str] = frozenset()
    since_endings: frozenset[str] = frozenset()
    and_prefixes: tuple[str, ...] = ()
    purpose_prefixes: frozenset[str] = frozenset()
    future_prefixes: frozenset[str] = frozenset()
    topic_endings: frozenset[str] = frozenset()
    companion_endings: frozenset[str] = frozenset()
    goal_endings: frozenset[str] = frozenset()
    lacking_endings: frozenset[str] = frozenset()
    object_endings: frozenset[str] = frozenset()
    genitive_endings: frozenset[str] = frozenset()
    adjective_endings: frozenset[str] = frozenset()
    since: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    until: frozenset[str] = frozenset()
    year_words: frozenset[str] = frozenset()
    shortened: frozenset[str] = frozenset()
    verb_first: bool = False
    verb_last: bool = False
    looks_back: bool = False
    has_pronouns: bool = False
    capital_months: bool = False
    names_follow: bool = False


class Acting(StrEnum):
    """Who takes a step, or speaks: how the normalizing side is found."""

    OWNER = "owner"  # whose mission, envoy or relations
    ORGANIZATION = "organization"  # which organization gives or takes the seat
    OPPOSITION = "opposition"  # the opposition, where the target is at the table too
    CONTACT = "contact"  # whose official meets, visits or calls
    SPEAKER = "speaker"  # who says it
    WESTERN = "western"  # which Western state judges
    SUBJECT = "subject"  # who does it
    RECOGNIZER = "recognizer"  # who does it, where it is not the target
    ALIKE = "alike"  # who does what others did before


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A combination of concepts that makes a mention, once for all languages.

    Each of `all` is a concept, or a party of the sentence: ``@target``, ``@organization``. They stand within `within` words of
    the first (0: in one sentence), beside one of `needs` in the sentence; `ordered`: one behind the other with no sign between.
    `ignore` are cues that are part of the step itself (to agree on a truce is the truce). `loose` is talk that a contact of the
    same parties carries already. `cued`: the words alone tell no step; one of these cues must say what became of it. Beside a
    concept of `unless` it is something else (a crowd takes down a flag). A step told with the concept `talk` that is only spoken
    of or refused is talk of the indicator that the pack names. `besides`: it stands beside other steps of the same parties.
    `close`: the cue stands within so many words of the first word.
    """

    name: str
    all: tuple[str, ...]
    status: str
    acting: Acting
    needs: frozenset[str] = frozenset()
    within: int = 0
    scope: str | None = None
    ignore: frozenset[str] = frozenset()
    loose: bool = False
    ordered: bool = False
    cued: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    talk: str | None = None
    besides: bool = False
    close: int = 0


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator.

    `speech`: it is speech itself; `western`: as what it is coded where Western states alone act; `talk`: as what a rule's `talk`
    is coded.
    """

    code: str
    speech: bool
    rules: tuple[Rule, ...]
    western: str | None = None
    talk: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place: the state that it lies in, of which it is the capital, and who held it from when to before when.

    `beyond` is the state to which a crossing leads.
    """

    name: str
    state: str
    capital_of: str | None
    held: tuple[tuple[str, date | None, date | None], ...]
    beyond: str | None = None

    def is_about(self, state: str) -> bool:
        """Whether who names it speaks of that state: it lies there or leads there."""
        return state in {self.state, self.beyond}

    def reached(self, target: str) -> str:
        """The state to which a crossing on the target's side leads, else the state that a place lies in."""
        return self.beyond or self.state if self.state == target else self.state

    def holder(self, day: date) -> str | None:
        """Who held it alone on that day."""
        for by, since, until in self.held:
            if (since is None or since <= day) and (until is None or day < until):
                return by
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Who is watched; `seats` are the organizations in which the target has or had a seat, the one that is meant first."""

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
    seats: tuple[str, ...] = ()

    def part(self, code: str, day: date) -> str:
        """What an actor is in this watch on that day: target, opposition, patron, neutral, other or actor."""
        if code == self.target:
            return "target"
        if code == self.opposition:
            return "opposition" if self.opposition_until is None or day < self.opposition_until else "other"
        if any(code == patron and (until is None or day < until) for patron, until in self.patrons):
            return "patron"
        return "other" if code in self.others else "neutral" if code in self.neutral else "actor"
