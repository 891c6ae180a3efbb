"""Phrases of one language as a trie over folded words, and how a text's words are looked up in it.

A word of a phrase that ends in ``*`` stands for every word that begins so, ``*`` alone for any one word; one that ends in ``~``
(names) for the word with a case suffix of its language; one that ends in ``+`` for the verb or noun in all persons and with
pronouns, as its language inflects them. Time is bounded by the number of words: no pattern runs over the text itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from service.detect.vocabulary import CASE, FORM, OPEN
from service.text.fold import fold_quickly
from service.text.words import ends_sentence, split_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from service.detect.vocabulary import Forms, Morphology, Vocabulary
    from service.text.words import Word

LONGEST_PHRASE = 9
SIGNS = OPEN + CASE + FORM
ANY = "*"
"""Alone in a phrase, behind its first word: any one word."""
NAMED = frozenset({"actor", "place"})
"""Kinds of tags of proper names."""
LONGEST_ASIDE = 3
SHORTENED = 2
"""Letters of a shortened word or a number within a name."""
_TAGS = ""
Asides = tuple[tuple[int, int], ...]
"""First word and word behind the last of each aside within a phrase."""
_State = tuple[dict[str, Any], str, str, Asides]
"""How far a phrase was followed: node, what follows the stem of the last word, proclitic before the first, asides within it."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What a phrase stands for.

    `kind` is ``actor``, ``place``, ``concept``, ``cue`` or ``rank``; `name` the code, English name, concept or rank. `sort` says
    how an actor is named (``name``, ``demonym``, ``metonym``, ``office``, ``person``) and `rank` how high. It holds from
    `since` until before `until`. `written` is ``upper`` for acronyms and ``capital`` for names, as they want to be written.
    `by` is whose law a law against the target is.
    `vowelled` names are written with vowel signs and no doubled letter, so that a word that writes one is another: ``عُمان`` is
    Oman, and ``عمّان`` is Amman.
    """

    kind: str
    name: str
    sort: str = ""
    rank: str | None = None
    since: date | None = None
    until: date | None = None
    written: str = ""
    ambiguous: bool = False
    vowelled: bool = False
    by: str = ""

    def holds(self, day: date) -> bool:
        """Whether it was true on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Span:
    """Words `start` to before `end` of a sentence, what they stand for, and what follows the stem of the last of them.

    An `aside` stands within another span without being part of what it says.
    """

    start: int
    end: int
    tag: Tag
    tail: str = ""
    prefix: str = ""
    aside: bool = False


class Lexicon:
    """All phrases of one kind in one language; of two that begin at one word the longer one hides the shorter one.

    `asides` are folded words that may stand within a phrase without being part of it: "agreed *on Monday* to reopen".
    """

    def __init__(self, vocabulary: Vocabulary, asides: Iterable[tuple[str, ...]] = ()) -> None:
        self._vocabulary = vocabulary
        self._asides: dict[str, set[tuple[str, ...]]] = {}
        for aside in asides:
            self._asides.setdefault(aside[0], set()).add(aside)
        self._root: dict[str, Any] = {}
        self._names: list[tuple[tuple[str, ...], Tag]] = []
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        self._ends: dict[int, dict[str, Any]] = {}

    @property
    def morphology(self) -> Morphology:
        """How words of its language begin and end."""
        return self._vocabulary.morphology

    def add(self, phrase: str, tag: Tag) -> None:
        """Enter a phrase."""
        words = self.keys(phrase)
        if not words or len(words) > LONGEST_PHRASE:
            return
        keys = self._vocabulary.enter(words)
        node = self._root
        for key in keys[:-1]:
            node = _own(node, key)
        if keys[-1] not in node:
            node[keys[-1]] = self._end(tag)
        else:
            tags = _own(node, keys[-1]).setdefault(_TAGS, [])
            if tag in tags:
                return
            tags.append(tag)
        if tag.kind in NAMED or tag.sort:
            self._names.append((keys, tag))
        if tag.kind == "concept":
            self._phrases.setdefault(tag.name, []).append(keys)

    def _end(self, tag: Tag) -> dict[str, Any]:
        """The node at which a phrase ends that no other goes on from: one for all phrases of a tag, which saves megabytes.

        Its tags are a tuple, by which `_own` knows it.
        """
        if id(tag) not in self._ends:  # the node keeps the tag, so that no other gets its id
            self._ends[id(tag)] = {_TAGS: (tag,)}
        return self._ends[id(tag)]

    def needles(self, codes: Collection[str], places: Collection[str] = (), *, vague: bool = False) -> set[str]:
        """What to look for in a text that may name these actors and places, or tell of talks between them.

        Their sure names, without those that hold another; or with `vague` those that may be others' too.
        """
        phrases: set[tuple[str, ...]] = set()
        for keys, tag in self._names:
            known = tag.sort in codes if tag.kind == "concept" else tag.name in (codes if tag.kind == "actor" else places)
            if known and tag.ambiguous is vague:
                phrases.add(tuple(key.rstrip(SIGNS) for key in keys))
        phrases |= {(self._drawn_together(words[0]), *words[1:]) for words in phrases}
        single = {words[0] for words in phrases if len(words) == 1}
        longer = {words for words in phrases if len(words) > 1 and single.isdisjoint(words)}
        return (
            single
            | {sign.join(words) for words in longer for sign in (" ", "-")}
            | {f"{words[0]}-{' '.join(words[1:])}" for words in longer}
        )

    def _drawn_together(self, word: str) -> str:
        """A word whose article a preposition before it changes: ``للأسد`` for ``الأسد``."""
        article = self.morphology.article
        return article[-1] * 2 + word[len(article) :] if article and word.startswith(article) else word

    def stems(self, concepts: Collection[str]) -> set[str]:
        """The phrases of these concepts, as they begin."""
        found = (keys for name in concepts for keys in self._phrases.get(name, ()))
        return {" ".join(key.rstrip(SIGNS) for key in takewhile(ANY.__ne__, keys)) for keys in found}

    @staticmethod
    def keys(phrase: str) -> tuple[str, ...]:
        """The folded words of a phrase, each with its sign."""
        bare = phrase.rstrip(SIGNS)
        if bare.replace(" ", "").isalpha() and bare[-1] != " ":  # as nearly all are: words without marks, a sign at the end
            words = fold_quickly(bare).split()
            words[-1] += phrase[len(bare) :][:1]
            return tuple(words)
        keys: list[str] = []
        for part in phrase.split():
            keys += _keys_of_word(part)
        return tuple(keys)

    def look_up(self, words: Sequence[Word], day: date) -> list[Span]:
        """The spans of `words`: at each word the longest phrases that hold on `day`, none within another but asides."""
        spans: list[Span] = []
        forms = [self._vocabulary.forms(word) for word in words]
        reach = 0
        for start, (first, _) in enumerate(forms):
            if first and start >= reach:
                found, asides = self._longest(words, forms, start, day)
                spans += found
                for begun, end in asides:
                    spans += (replace(span, aside=True) for span in self._longest(words[:end], forms, begun, day)[0])
                for span in found:
                    reach = max(reach, span.end)
        return spans

    def _longest(self, words: Sequence[Word], forms: Sequence[Forms], start: int, day: date) -> tuple[list[Span], Asides]:
        """The spans of the longest phrases at a word, and where asides stand within them."""
        best: list[Span] = []
        within: Asides = ()
        root = self._root
        reached: list[_State] = [(root[key], tail, prefix, ()) for key, tail, prefix in forms[start].first if key in root]
        layers: dict[int, list[_State]] = {}
        position = start
        while reached or layers:
            found = [
                (Span(start, position + 1, tag, tail, prefix), asides)
                for node, tail, prefix, asides in reached
                for tag in node.get(_TAGS, ())
                if tag.holds(day) and _is_written(tag, words[start])
            ]
            if found:
                best, within = _distinct(span for span, _ in found), found[0][1]
            going_on = [state for state in reached if len(state[0]) > (_TAGS in state[0])]
            position += 1
            if going_on:
                layers.setdefault(position, []).extend(going_on)
            if not layers or position == len(words) or position == start + LONGEST_PHRASE or not _joins(words, position):
                break
            layer = layers.pop(position, [])
            reached = [state for before in layer for state in _steps(before, forms[position])]
            for end in self._ends_of_asides(words, position) if layer else ():
                further = ((node, tail, prefix, (*past, (position, end))) for node, tail, prefix, past in layer)
                layers.setdefault(end, []).extend(further)
        return best, within

    def _ends_of_asides(self, words: Sequence[Word], start: int) -> Iterator[int]:
        """Where an aside that begins at a word ends."""
        asides = self._asides.get(words[start].text, ())
        for length in range(1, LONGEST_ASIDE + 1) if asides else ():
            if tuple(word.text for word in words[start : start + length]) in asides:
                yield start + length


def _steps(state: _State, forms: Forms) -> Iterator[_State]:
    """How far a phrase is followed with one more word."""
    node, _, before, asides = state
    if ANY in node:
        yield node[ANY], "", before, asides
    for key, tail, prefix in forms.inner:
        if key in node:
            yield node[key], tail, prefix or before, asides


def _own(node: dict[str, Any], key: str) -> dict[str, Any]:
    """The node behind a word, made where there is none, and a node of its own where it was shared."""
    child: dict[str, Any] | None = node.get(key)
    if child is None:
        child = node[key] = {}
    elif type(child.get(_TAGS)) is tuple:
        child = node[key] = {_TAGS: list(child[_TAGS])}
    return child


def _keys_of_word(part: str) -> list[str]:
    """What a word of a phrase with its sign is looked up as: several words where a hyphen or the like cuts it."""
    if part == ANY:
        return [ANY]
    sign = part[-1] if part[-1] in SIGNS and len(part) > 1 else ""
    bare = part.rstrip(SIGNS)
    keys = [fold_quickly(bare)] if bare.isalpha() else [word.text + word.suffix for word in split_words(bare)[0]]
    if sign and keys:
        keys[-1] += sign
    return keys


def _distinct(spans: Iterable[Span]) -> list[Span]:
    """Each meaning once; a name that stands there whole hides those that would be a part of it: ``Nijerya`` is no ``Nijer``."""
    kept: dict[tuple[str, str, str | None], Span] = {}
    for span in spans:
        kept.setdefault((span.tag.kind, span.tag.name, span.tag.rank), span)
    names = [span for span in kept.values() if span.tag.kind in NAMED]
    whole = any(not span.tail and not span.prefix for span in names)
    return [span for span in kept.values() if not (whole and span in names and (span.tail or span.prefix))]


def _joins(words: Sequence[Word], position: int) -> bool:
    """Whether a phrase may go on with a word, over what stands before it; over a full stop only behind "St." and the like."""
    gap = words[position].gap
    if gap == " " or (gap == ". " and len(words[position - 1].text) <= SHORTENED):
        return True
    return len(gap) <= LONGEST_JOINT and not ends_sentence(gap) and not any(sign in gap for sign in ",;:()\n—")


LONGEST_JOINT = 2
"""Characters between two words of a phrase: a blank, a hyphen."""


def _is_written(tag: Tag, first: Word) -> bool:
    if tag.vowelled and first.marks:
        return False
    return first.upper if tag.written == "upper" else tag.written != "capital" or first.capital
