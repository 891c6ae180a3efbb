"""An entry as one discourse: its fields cut into sentences, each with what was recognized in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.text.words import Word, ends_sentence, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from service.detect.lexicon import Lexicon, Span
    from service.model.entry import Entry

FIELDS = ("title", "summary", "content")
MOST_WORDS = 8000
"""Words of an entry that are read: news tells its step long before, and no text can hold up the others."""
LONGEST_READ = 20
"""Characters for each of these words, with what stands between them."""
LONGEST_SENTENCE = 80
"""Words; what goes on for longer is cut, so that time stays linear."""


@dataclass(slots=True)
class Sentence:
    """Words of one field (`part`) with their spans, in order; `question` tells whether it ends so."""

    part: str
    words: Sequence[Word]
    question: bool
    spans: tuple[Span, ...] = field(default=(), init=False)
    _kinds: dict[str, list[Span]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _named: dict[str, dict[str, list[Span]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def headline(self) -> bool:
        """Whether it stands in the title."""
        return self.part == "title"

    def add(self, spans: Iterable[Span]) -> None:
        """Enter further spans; of those with the same words the ones that were there before stand first."""
        self.spans = tuple(sorted((*self.spans, *spans), key=_place))
        self._kinds, self._named = {}, {}
        for span in self.spans:
            self._kinds.setdefault(span.tag.kind, []).append(span)
            self._named.setdefault(span.tag.kind, {}).setdefault(span.tag.name, []).append(span)

    def drop(self, spans: Iterable[Span]) -> None:
        """Take spans away."""
        gone = {id(span) for span in spans}
        kept = [span for span in self.spans if id(span) not in gone]
        self.spans = ()
        self.add(kept)

    def of(self, kind: str, *names: str) -> list[Span]:
        """The spans of one kind, of these names where any are given, as a new list."""
        if not names:
            return self._kinds.get(kind, [])[:]
        named = self._named.get(kind, {})
        if len(names) == 1:
            return named.get(names[0], [])[:]
        return [] if named.keys().isdisjoint(names) else [span for span in self._kinds[kind] if span.tag.name in names]

    def tells(self, names: AbstractSet[str]) -> bool:
        """Whether one of these concepts stands in it."""
        return not names.isdisjoint(self._named.get("concept", ()))


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def sentences_of(entry: Entry, shortened: AbstractSet[str] = frozenset()) -> Iterator[Sentence]:
    """The sentences of an entry, title first; a full stop behind one of the `shortened` words ends none: ``Dec. 14``."""
    left = MOST_WORDS
    for name in FIELDS:
        for sentence in _sentences(name, getattr(entry, name)[: left * LONGEST_READ], shortened):
            left -= len(sentence.words)
            yield sentence
            if left <= 0:
                return


def _sentences(name: str, text: str, shortened: AbstractSet[str]) -> Iterator[Sentence]:
    words, rest = split_words(text)
    begun: list[Word] = []
    for word in words:
        if begun and ((ends_sentence(word.gap) and not _goes_on(begun[-1], word, shortened)) or len(begun) >= LONGEST_SENTENCE):
            yield Sentence(name, begun, "?" in word.gap)
            begun = []
        begun.append(word)
    if begun:
        yield Sentence(name, begun, "?" in rest)


def _goes_on(word: Word, following: Word, shortened: AbstractSet[str]) -> bool:
    """Whether a full stop makes a number an ordinal (``11. tur``), or only shortens a word (``Dec. 14``)."""
    if following.gap != ". ":
        return False
    return word.text in shortened or (word.text.isdecimal() and not following.capital)


def annotate(sentence: Sentence, lexicons: Iterable[Lexicon], day: date) -> None:
    """Fill in the spans."""
    sentence.add(span for lexicon in lexicons for span in lexicon.look_up(sentence.words, day))


def uncover(sentence: Sentence, softeners: Lexicon, day: date) -> None:
    """Add the cues that a longer concept hides: ``willing to`` hides ``willing``. What other cues hide stays hidden."""
    known = sentence.of("cue")
    hidden = [span for span in softeners.look_up(sentence.words, day) if span.tag.kind == "cue"]
    hidden = [span for span in hidden if not any(cue.start < span.end and span.start < cue.end for cue in known)]
    if hidden:
        sentence.add(hidden)
