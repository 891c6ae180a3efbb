"""Where rules fire: the words of a sentence that together tell a step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.detect.between import does_else, follows, in_asides, is_aside, passed_over, said_of_noun
from service.detect.bounds import (
    beyond_noun,
    farness,
    is_held_in,
    is_of_closing,
    is_of_noun_before,
    lies_on_table,
    says_both,
    turns_of,
)
from service.detect.called import addressed_in, unknown_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from service.detect.knowledge import Language, Rule, Watch
    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party
    from service.detect.sentences import Sentence
    from service.text.words import Word

PARTY = "@"
"""With what an item of a rule begins that is a party and no concept."""
PARTIES = frozenset(
    {
        "@target",
        "@organization",
        "@opposition",
        "@official",
        "@target official",
        "@at target",
        "@away",
        "@delegation",
        "@in capital",
        "@toward",
        "@addressed",
        "@addressed target",
    }
)
"""The parties that a rule may ask for: the target, an organization, the opposition, an official of a state or of the target, and
as mere places the target, its capital and other states, where somebody goes, or whom a headline addresses."""
EITHER = "|"
"""What parts the concepts of an item of which any will do."""
JUDGING = frozenset({"SAY", "OPPOSE", "FAVOUR"})
"""Concepts of what is said of something that stands elsewhere in the sentence."""
POSTED = frozenset({"MISSION", "ENVOY"})
"""Concepts of what states have in each other's capitals, each of which may be there without the other."""
SPEECH = "SAY"
"""The concept of saying, which a headline tells by a colon behind the speaker."""
SPEAKING = frozenset({"ENVOY", "EMISSARY"})
"""Concepts of persons who do nothing where they only speak: ``diplomats said``."""
IN_NAMES = frozenset({"CROSSING", "FLIGHT"})
"""Concepts that count within names too: ``Jaber crossing``, ``Qatar Airways``."""
IN_PLACES = frozenset({"TRADE"})
"""Concepts that count within names of places: ``the port of Tartus``."""
ONLY_OF = frozenset({"demonym"})
"""Sorts of names that say whose something is, and are no party that something is done to."""
GOALS = frozenset({"name", "metonym"})
"""Sorts of names to which one can go."""


class Items(dict[str, "list[Span]"]):
    """What the items of rules stand for in a sentence, each looked for when it is first asked for: hundreds of rules ask."""

    def __init__(self, cast: Cast, watch: Watch) -> None:
        super().__init__()
        self.cast = cast
        self._watch = watch
        self._free = free_concepts(cast.sentence)
        self._names = {span.tag.name for span in self._free}

    def __missing__(self, name: str) -> list[Span]:
        if name.startswith(PARTY):
            self[name] = _party(name, self.cast, self._watch)
        else:
            self[name] = self._concept(name.split(EITHER))
        return self[name]

    def _concept(self, names: Sequence[str]) -> list[Span]:
        spoken = speakers_before_colon(self.cast) if SPEECH in names else []
        if self._names.isdisjoint(names):
            return spoken
        sorts = {"", self._watch.target}
        return [span for span in self._free if span.tag.name in names and span.tag.sort in sorts] + spoken


def steps_of(rule: Rule, items: Items) -> list[list[Span]]:
    """The steps that a rule finds in a sentence: the narrowest for each word that it may begin with.

    No word tells two of them, so that one verb with two nouns is one step.
    """
    spans = []
    for name in rule.all:
        found_here = items[name]
        if not found_here:
            return []
        spans.append(found_here)
    sentence, told = items.cast.sentence, items.cast.told
    if rule.needs and rule.needs.isdisjoint(told) and not sentence.tells(rule.needs):
        return []
    if sentence.tells(rule.unless):
        return []
    spoken = any(not JUDGING.isdisjoint(name.split(EITHER)) for name in rule.all)  # who says it may stand far from it
    turns = set() if items.cast.language.verb_last or spoken else turns_of(sentence, items.cast.language)
    tried = (_step(first, spans[1:], rule, items.cast, turns) for first in spans[0])
    found = sorted(filter(None, tried), key=lambda step: step[0])
    taken: set[int] = set()
    chosen = []
    for _, step in found:
        words = {position for span in step for position in range(span.start, span.end)}
        if taken.isdisjoint(words):
            taken |= words
            chosen.append(step)
    return sorted(chosen, key=lambda step: step[0].start)


def _step(
    first: Span, others: Sequence[Sequence[Span]], rule: Rule, cast: Cast, turns: AbstractSet[int]
) -> tuple[int, list[Span]] | None:
    """The words nearest to the first that no word of `turns` parts from it, and how far they reach."""
    step, width, sentence = [first], 0, cast.sentence
    for spans in others:
        near = [
            span
            for span in spans
            if (not overlap(span, first) or says_both(span, first) or is_held_in(span, first))
            and (not rule.ordered or follows(span, step[-1], sentence))
            and turns.isdisjoint(range(min(span.end, first.end), max(span.start, first.start)))
        ]
        far = [farness(span, first, cast) for span in near]
        chosen = min(zip(far, near, strict=True), key=lambda each: each[0], default=(None, None))[1]
        if chosen is None or (chosen.tag.kind == "concept" and is_aside(first, chosen, sentence)):
            return None
        of_another = is_of_closing(first, chosen, sentence) or does_else(first, chosen, cast)
        if of_another or is_of_noun_before(chosen, first, cast):
            return None
        step.append(chosen)
        passed = passed_over(step[-2], chosen, sentence) if rule.ordered else said_of_noun(first, chosen, cast)
        passed += in_asides(first, chosen, sentence) if apart(chosen, first) > rule.within else 0
        behind = beyond_noun(chosen, first, cast)
        width = max(width, apart(chosen, first) - passed + behind)
    return (width, step) if not rule.within or width <= rule.within else None


def _party(name: str, cast: Cast, watch: Watch) -> list[Span]:
    """The spans of a party that a rule asks for."""
    if name == "@official":
        wanted = [party for party in cast.of("actor", places=False) if cast.is_official(party)]
        whose = cast.language.genitive_endings
        return [_with_title(party.span, cast) for party in wanted if party.span.tail not in whose]
    if name == "@delegation":
        return _delegations(cast)
    if name == "@target official":
        wanted = [party for party in cast.of("target", places=False) if cast.is_official(party) or _is_counterpart(party, cast)]
    elif name in {"@at target", "@away", "@in capital"}:
        sides = cast.of("actor" if name == "@away" else "target")
        sides = [party for party in sides if party.span.tag.sort == "metonym" or name != "@in capital"]
        wanted = [party for party in sides if party.place and party.code not in watch.organizations]
        wanted = [party for party in wanted if party.span.tail not in cast.language.adjective_endings]
    elif name == "@toward":
        goals = cast.language.goal_endings
        wanted = [party for party in cast.of("actor", "target") if party.span.tail in goals and party.span.tag.sort in GOALS]
    elif name in {"@addressed", "@addressed target"}:
        wanted = addressed_in(cast, "target" if name.endswith("target") else "actor")
    elif name == "@organization":
        wanted = [party for party in cast.of("actor") if party.code in (watch.seats or watch.organizations)]
    else:
        wanted = [party for party in cast.of(name[1:]) if party.span.tag.sort not in ONLY_OF or _is_counterpart(party, cast)]
    if name == "@target official" and not cast.sentence.of("concept", "VISIT"):  # "Esad'ın tatlıcısı Berlin'de"
        wanted = [party for party in wanted if party.span.tail not in cast.language.genitive_endings]
    titled = name == "@target official" and cast.language.verb_last  # "Suriye Savunma Bakanı yıllar sonra Amman'da"
    return [_with_title(party.span, cast) if titled else party.span for party in wanted]


def _delegations(cast: Cast) -> list[Span]:
    """The delegations of states: ``Qatari delegation``, ``US diplomats``."""
    signs = {sign.start: sign.end for sign in cast.sentence.of("sign", "delegates")}
    if cast.sentence.of("concept", "MISSION"):  # diplomats who come to restart an embassy have a post
        signs = {
            at: end for at, end in signs.items() if not any(word.start == at for word in cast.sentence.of("concept", "ENVOY"))
        }
    states = [party.span for party in cast.of("actor", places=False) if party.code not in cast.organizations]
    return [replace(span, end=signs[span.end]) for span in states if span.end in signs]


def _is_counterpart(party: Party, cast: Cast) -> bool:
    """Whether a state's adjective stands beside a word for a counterpart: ``نظيرهم السوري``."""
    words = cast.sentence.of("concept", "COUNTERPART")
    return party.span.tag.sort in ONLY_OF and any(word.start - 1 <= party.span.start <= word.end for word in words)


def _with_title(span: Span, cast: Cast) -> Span:
    """An official's name with the title, and the name, that follow it: ``Cezayir Dışişleri Bakanı``."""
    end = span.end
    following = [*cast.sentence.of("rank"), *(party.span for party in cast.parties if party.code == span.tag.name)]
    others = {party.span.start for party in cast.parties if party.code != span.tag.name}
    for other in sorted(following, key=lambda each: each.start):
        acts = any(end <= word.start < other.start for word in cast.sentence.of("concept"))  # "Bahceli urges Erdogan"
        if end <= other.start <= end + 1 and end not in others and not acts:
            end = other.end
    if any(rank.end == end for rank in cast.sentence.of("rank")):
        end += unknown_name(cast, end)
    return replace(span, end=end)


def speakers_before_colon(cast: Cast) -> list[Span]:
    """Whom a headline lets speak: ``Lavrov: ...``."""
    words = cast.sentence.words
    named = [party.span for party in cast.of("actor", "target", "opposition", "patron", "other", places=False)]
    titles = [rank for rank in cast.sentence.of("rank") if rank.start == 0]
    ranks = {at for rank in cast.sentence.of("rank") for at in range(rank.start, rank.end)}
    return [span for span in (*named, *titles) if cast.sentence.headline and _is_before_colon(span, words, ranks)]


def _is_before_colon(span: Span, words: Sequence[Word], ranks: AbstractSet[int]) -> bool:
    """Whether a colon follows a name at once, or behind a title, which may be no more than ``bakan``, and a name in capitals."""
    for at in range(span.end, min(len(words), span.end + LONGEST_TITLE + 1)):
        if words[at].gap.lstrip().startswith(":"):
            return True
        if (not words[at].capital and at not in ranks) or words[at].gap.strip():
            return False
    return False


OCCASIONS = frozenset({"MEET", "VISIT", "RECEIVE", "PHONE"})
"""Concepts of contacts at which, or behind which, other things are done."""
LONGEST_TITLE = 4
"""Words of a title and a name behind the state."""


def free_concepts(sentence: Sentence) -> list[Span]:
    """Concepts that are no part of a name (``the opposition`` opposes nothing), nor of something of the past.

    A place that stands for talks (``Astana``) is both.
    """
    names = sentence.of("actor")
    names += [place for place in sentence.of("place") if place.end - place.start > 1]
    former = sentence.of("cue", "FORMER")
    ends = {name.end for name in names}
    speech = sentence.of("concept", SPEECH)
    said = {("start", word.start) for word in speech if not word.prefix}  # but not "تستدعي سفيرتها وتدعو"
    headed = {word.end for word in speech if any(":" in behind.gap for behind in sentence.words[word.end : word.end + 1])}
    ends |= headed  # "Hükümete çağrı: Büyükelçi gönderin"
    said |= {
        ("end", word.end) for word in speech if ends.isdisjoint((word.start, word.end))
    }  # a state declares an envoy unwanted
    return [
        span
        for span in sentence.of("concept")
        if not _is_hidden(span, names)
        and not any(cue.end == span.start or span.end == cue.start for cue in former)
        and not lies_on_table(span, sentence)
        and not (span.tag.name in SPEAKING and (("start", span.end) in said or ("end", span.start) in said))
    ]


def _is_hidden(span: Span, names: Sequence[Span]) -> bool:
    """Whether a concept is only a part of a name."""
    if span.tag.name in IN_NAMES or span.tag.sort:
        return False
    over = [name for name in names if name.tag.kind != "place"] if span.tag.name in IN_PLACES else names
    return any(begins_in(span, name) for name in over)


def is_setting(word: Span, sentence: Sentence, language: Language) -> bool:
    """Whether the words of a step only say where something is: by an ending, a prefix, or a word for "in" at their head."""
    located = any(sign.start == word.start for sign in sentence.of("sign", "locatives"))
    return located or word.tail in language.place_endings or word.prefix in language.place_prefixes


def is_occasion(word: Span, sentence: Sentence) -> bool:
    """Whether a meeting or visit only tells when something else is done: ``لقاء محتمل بعد اجتماع الوزراء``."""
    starts = {word.start, *(rank.start for rank in sentence.of("rank") if rank.end == word.start)}  # "after ministers confer"
    return word.tag.name in OCCASIONS and any(sign.end in starts for sign in sentence.of("sign", "separators"))


def begins_in(span: Span, name: Span) -> bool:
    """Whether a span lies within a name, or opposes only as the end of one: ``the Syrian opposition to``."""
    opposes = span.tag.name == "OPPOSE" and name.start < span.start < name.end
    return name.start <= span.start and (span.end <= name.end or opposes)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a word."""
    return one.start < other.end and other.start < one.end


def apart(one: Span, other: Span) -> int:
    """Words between two spans."""
    return max(one.start - other.end, other.start - one.end, 0)
