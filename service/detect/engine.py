"""Entries to mentions: pure, deterministic, without country or language of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from service.detect.coding import TALKED, TELLING, Coder
from service.detect.endings import drop_conceded
from service.detect.evidence import evidence_of
from service.detect.persons import clear_names, drop_courtesies, recall_persons
from service.detect.sentences import annotate, sentences_of, uncover
from service.detect.settle import settle
from service.detect.severity import severity_of
from service.model.mention import PAGING, SEVERITIES, Detection, Mention, Severity
from service.text.fold import fold_quickly, mixes_scripts
from service.text.language import choose_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from service.detect.draft import Draft
    from service.detect.knowledge import Indicator, Language, Place, Watch
    from service.detect.sentences import Sentence
    from service.model.entry import Entry
    from service.model.mention import Evidence

CONFUSABLE = 0.15
"""What letters of another script among the words of a step take from its confidence."""
TELLING_LETTERS = 2000
"""Letters of an entry by which its language is told."""
SHORTEST_NEEDLE = 3
SHORT_NEEDLE = 4
FIRST_ARABIC = "\u0600"


class Detector:
    """Codes entries for some watches. Implements model.ports.Detects.

    Args:
        languages: by ISO 639-1 code.
        indicators: what may be coded.
        places: by English name.
        watches: who is watched.
        names: actors' codes to English names, for people.
        outlets: folded names of national outlets to the codes of their states.
    """

    def __init__(
        self,
        languages: Mapping[str, Language],
        indicators: Sequence[Indicator],
        places: Mapping[str, Place],
        watches: Sequence[Watch],
        names: Mapping[str, str],
        outlets: Mapping[str, str],
    ) -> None:
        self.languages = languages
        self.watches = tuple(watches)
        self.names = names
        self._outlets = outlets
        self._marks = {code: language.marks for code, language in languages.items()}
        self._coder = Coder(indicators, places)
        targets = {watch.target for watch in watches}
        opponents = {watch.opposition for watch in watches if watch.opposition}
        inside = {name for name, place in places.items() if any(place.is_about(target) for target in targets)}
        lexicons = [lexicon for language in languages.values() for lexicon in (language.names, language.words)]
        self._sure = _automaton(lexicon.needles(targets | opponents, inside) for lexicon in lexicons)
        beside = [lexicon.stems(TELLING) for lexicon in lexicons]
        beside += [language.words.stems(TALKED) for language in languages.values() if language.home]
        self._vague = [
            _automaton(lexicon.needles(targets, vague=True) for lexicon in lexicons),
            _automaton([*(lexicon.needles(opponents, vague=True) for lexicon in lexicons), *beside]),
        ]

    def detect(self, entry: Entry, now: datetime) -> Detection:
        """Code one entry; `now` stands in where it has no date."""
        day = (entry.published or now).date()
        folded = fold_quickly(f"{entry.title}\n{entry.summary}\n{entry.content}")
        language = self.languages[self._language_of(entry, folded)]
        if not self._may_hold(folded):
            return Detection(mentions=(), severity=Severity.NONE, page=False, lang=language.code)
        sentences = self.read(entry, language, day)
        mentions = tuple(
            _mention(draft, watch, entry)
            for watch in self.watches
            for draft in settle(self._coder.code(sentences, watch, language, day, press=self.press_of(entry)))
        )
        severity = max((mention.severity for mention in mentions), key=SEVERITIES.index, default=Severity.NONE)
        return Detection(mentions=mentions, severity=severity, page=severity in PAGING, lang=language.code)

    def read(self, entry: Entry, language: Language, day: date) -> list[Sentence]:
        """The sentences of an entry with all that is recognized in them."""
        sentences = list(sentences_of(entry, language.shortened))
        for sentence in sentences:
            annotate(sentence, (language.names, language.words, language.signs), day)
            uncover(sentence, language.softeners, day)
        recall_persons(sentences, language.names.morphology)
        clear_names(sentences)
        drop_courtesies(sentences)
        drop_conceded(sentences, language)
        return sentences

    def press_of(self, entry: Entry) -> str | None:
        """The state whose outlet an entry comes from."""
        return self._outlets.get(fold_quickly(entry.source).strip())

    def _language_of(self, entry: Entry, folded: str) -> str:
        """The language of an entry's text, of which all is given folded: what the feed says where the text says nothing else."""
        text = f"{entry.title} {entry.summary or entry.content}"
        if len(text) > TELLING_LETTERS or (entry.summary and entry.content):
            text = text[:TELLING_LETTERS]
            folded = fold_quickly(text)
        return choose_language(frozenset(folded.split()), text, entry.lang, self._marks)

    def _may_hold(self, folded: str) -> bool:
        """A quick look whether a target is named at all: surely, or by a vague name beside the opposition or normalization."""
        return _holds(self._sure, folded) or all(_holds(side, folded) for side in self._vague)


def _automaton(needles: Iterable[set[str]]) -> AhoCorasick:
    return AhoCorasick(sorted({needle for some in needles for needle in some if len(needle) >= SHORTEST_NEEDLE}))


def _holds(needles: AhoCorasick, text: str) -> bool:
    return any(_is_word(text, start, end) for _, start, end in needles.find_matches_as_indexes(text, overlapping=True))


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a match begins a word, and a short one is a word; Arabic writes particles and words together."""
    if text[start] >= FIRST_ARABIC:
        return True
    if start and text[start - 1].isalnum():
        return False
    return end - start > SHORT_NEEDLE or end == len(text) or not text[end].isalnum()


def _mention(draft: Draft, watch: Watch, entry: Entry) -> Mention:
    severity = severity_of(draft, watch)
    evidence = evidence_of(draft, entry)
    doubts = ("confusable: letters of another script stand among its words",) if _is_confusable(evidence) else ()
    return Mention(
        watch=watch.name,
        indicator=draft.indicator,
        status=draft.verdict.status,
        actors=tuple(sorted(draft.actors)),
        target=watch.target,
        level=draft.level,
        scope=draft.scope,
        sponsor=draft.sponsor,
        venue=draft.venue,
        venue_control=draft.venue_control,
        severity=severity,
        confidence=round(draft.confidence - CONFUSABLE * len(doubts), 2),
        evidence=evidence,
        rule=draft.rule.name,
        reasons=(draft.verdict.why, *draft.reasons, *doubts),
    )


def _is_confusable(evidence: Sequence[Evidence]) -> bool:
    return any(not span.text.isascii() and mixes_scripts(span.text) for span in evidence)
