"""The words that the phrases of a language are made of, and which of them a word of a text may stand for.

All lexicons of a language share one vocabulary: a word is taken apart once, and each of them looks up only what can be a word
of its phrases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from service.text.words import Word

SHORTEST_STEM = 2
SHORTEST_VERB = 3
"""Letters of a stem behind the prefix of a person; a shorter one is too often another word."""
OPEN, CASE, FORM = "*", "~", "+"
"""Signs behind a word of a phrase: any ending, a case suffix, all forms of a verb or noun."""
MOST_REMEMBERED = 2048
"""Words of a language whose forms are kept, which are nearly all of what is read again and again."""


@dataclass(slots=True)
class Morphology:
    """How words of a language begin and end.

    `proclitics` may be split off, `cases` are the suffixes of names, `persons` the prefixes of verbs; `inflections` is what may
    follow the stem of a verb or noun, and `verbs` the same where it is no short list.
    """

    proclitics: tuple[str, ...] = ()
    article: str = ""
    cases: re.Pattern[str] = field(default_factory=lambda: re.compile(r"(?!)"))
    possessives: frozenset[str] = frozenset()
    persons: tuple[str, ...] = ("",)
    inflections: frozenset[str] = frozenset({""})
    verbs: re.Pattern[str] = field(default_factory=lambda: re.compile(r"(?!)"))

    def readings(self, text: str, suffix: str) -> Iterator[tuple[str, str]]:
        """The forms that a word may be looked up as, each with the proclitic that was split off."""
        yield text, ""
        if suffix:
            yield text + suffix, ""
        for proclitic in self.proclitics:
            rest = text[len(proclitic) :]
            if len(rest) > SHORTEST_STEM and text.startswith(proclitic):
                yield rest, proclitic
                if self.article and proclitic.endswith(self.article[-1] * 2):
                    yield self.article + rest, proclitic


class Form(NamedTuple):
    """A word of phrases that a word of a text may stand for, what follows its stem there, and the proclitic before it."""

    key: str
    tail: str
    prefix: str


class Forms(NamedTuple):
    """What a word may stand for where a phrase begins, and within one; the likeliest first."""

    first: tuple[Form, ...]
    inner: tuple[Form, ...]


class Vocabulary:
    """The words of a language's phrases, each with its sign."""

    def __init__(self, morphology: Morphology) -> None:
        self.morphology = morphology
        self._plain: dict[str, str] = {}
        self._signed: dict[str, dict[str, str]] = {OPEN: {}, CASE: {}, FORM: {}}
        self._remembered = lru_cache(MOST_REMEMBERED)(self._forms)
        self._asked = False

    def enter(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Enter words of phrases; the same text for the same word over and over, which saves megabytes."""
        if self._asked:
            self._asked = False
            self._remembered.cache_clear()
        entered = []
        for key in keys:
            signed = self._signed.get(key[-1])
            entered.append(self._plain.setdefault(key, key) if signed is None else signed.setdefault(key[:-1], key))
        return tuple(entered)

    def forms(self, word: Word) -> Forms:
        """What a word of a text may stand for."""
        return self._remembered(word.text, word.suffix)

    def _forms(self, text: str, suffix: str) -> Forms:
        self._asked = True
        first: list[Form] = []
        inner: list[Form] = []
        for read, prefix in self.morphology.readings(text, suffix):
            within = not prefix or prefix == self.morphology.article
            for form, stem in self._read(read, suffix, prefix):
                if stem >= SHORTEST_STEM:
                    first.append(form)
                if within:
                    inner.append(form)
        return Forms(tuple(first), tuple(inner))

    def _read(self, text: str, suffix: str, prefix: str) -> Iterator[tuple[Form, int]]:
        """What a reading of a word may stand for, and how many letters of a stem that takes."""
        if text in self._plain:
            yield Form(self._plain[text], suffix, prefix), SHORTEST_STEM
        opened, named = self._signed[OPEN], self._signed[CASE]
        for cut in range(len(text), 0, -1):
            stem = text[:cut]
            if stem in opened:
                yield Form(opened[stem], text[cut:] + suffix, prefix), cut
            if stem in named and (cut == len(text) or self.morphology.cases.fullmatch(text[cut:])):
                yield Form(named[stem], text[cut:] or suffix, prefix), cut
                if suffix and cut == len(text):
                    named = {}  # "Sudani'yi" has its ending behind the apostrophe, and is no "Sudan" in a case
        for form in self._inflected(text, prefix):
            yield form, SHORTEST_STEM

    def _inflected(self, text: str, prefix: str) -> Iterator[Form]:
        """What a word is a form of: its stem behind the prefix of a person, before an inflection."""
        inflections, verbs, stems = self.morphology.inflections, self.morphology.verbs, self._signed[FORM]
        for person in self.morphology.persons:
            if text.startswith(person):
                rest = text[len(person) :]
                for cut in range(len(rest), (SHORTEST_VERB if person else SHORTEST_STEM) - 1, -1):
                    if rest[:cut] in stems and (rest[cut:] in inflections or verbs.fullmatch(rest[cut:])):
                        yield Form(stems[rest[:cut]], rest[cut:], prefix)
