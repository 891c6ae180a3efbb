"""Who is who in a sentence: parties of the watch, where they stand, and how high their officials rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.detect.domestic import seats_nobody
from service.detect.meant import meant
from service.detect.ranking import ADJACENT, RANKS, distance, heads_list, rank_told
from service.detect.standing import delegations_of, with_listed_places, with_meeting_places
from service.detect.whence import are_from, is_whose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from service.detect.knowledge import Language, Watch
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

HELD = frozenset({"office", "person"})
"""Sorts of names that many states have: a foreign ministry, a minister called so."""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a sentence; `place` where it is only a place at which something happens."""

    span: Span
    code: str
    part: str
    place: bool


class Cast:
    """The parties of a sentence of an entry that names the target, so that words such as "regime" mean it.

    Args:
        sentence: with its spans.
        watch: who is watched.
        day: of the entry.
        language: how it marks places.
        inside: the places of the target's country.
        told: the concepts of the headline.
        lands: in which state each place lies.
        sure: the actors that the entry names without doubt, in their order; "the kingdom" is the one of them that is one.
        held: the places that the opposition holds.
        domestic: whether the entry tells of parties at home, so that "the opposition" is theirs.
    """

    def __init__(
        self,
        sentence: Sentence,
        watch: Watch,
        day: date,
        language: Language,
        inside: AbstractSet[str],
        sure: Sequence[str] = (),
        told: AbstractSet[str] = frozenset(),
        lands: Mapping[str, str] | None = None,
        held: AbstractSet[str] = frozenset(),
        *,
        domestic: bool = False,
    ) -> None:
        self.sentence = sentence
        self.language = language
        self._unseated = language.verb_last and seats_nobody(sentence, watch.target, language)
        self._domestic = domestic and self._unseated
        self.parties = [
            Party(span, span.tag.name, watch.part(span.tag.name, day), _is_place(sentence, span, language))
            for span in meant(sentence, sure)
            if not _names_talks(span, sentence)
            and not _names_agency(span, sentence)
            and not (span.tag.name != watch.target and _is_of_agency(span, sentence))
            and not self._is_of_another(span, watch, day)
            and not _is_backer(span, sentence, watch.target, language)
        ]
        self.parties = with_listed_places(self.parties, sentence)
        self.parties = [
            party for party in self.parties if not _only_reports(party, self.parties, sentence, verb_first=language.verb_first)
        ]
        if language.verb_first:  # where what a noun belongs to follows it
            self.parties = with_meeting_places(self.parties, sentence)
        # "Foreign Ministry" alone is that of the state whose press it is; beside another state's name it is that state's.
        others = [code for code in sure if watch.part(code, day) in {"actor", "patron"}]
        named = {party.code for party in self.parties if party.part == "actor" and not party.span.tag.ambiguous}
        self.parties = [party for party in self.parties if not _is_anybodys(party, others, named)]
        strange = [span for span in sentence.of("actor") if self._is_of_another(span, watch, day)]
        self.parties = [party for party in self.parties if not _rules_over(party, strange)]
        self.of_another = any(self._is_ruled_by(span, watch, day) for span in sentence.of("actor"))
        self.has_target = any(party.part == "target" for party in self.parties)
        self.inside = inside
        self.lands = lands or {}
        self.told = told
        self.organizations = watch.organizations
        self.target = watch.target
        self._watch, self._day = watch, day
        opposition = watch.opposition
        self.opposition = opposition if opposition and watch.part(opposition, day) == "opposition" else None
        if self.opposition and not self.of("opposition"):
            sent = delegations_of(held, self.opposition, sentence, language)
            self.parties += [Party(span, self.opposition, "opposition", place=False) for span in sent]
        self.in_target = self.has_target or any(span.tag.name in inside for span in sentence.of("place"))
        self.in_target |= any(span.tag.sort == watch.target and not span.tag.ambiguous for span in sentence.of("concept"))
        self.in_target |= any(not party.span.tag.ambiguous for party in self.of("opposition"))

    def part_of(self, code: str) -> str:
        """What a state that the sentence need not name is on the day of the entry."""
        return self._watch.part(code, self._day)

    def _is_of_another(self, span: Span, watch: Watch, day: date) -> bool:
        """Whether an opposition is that of another state: ``Turkey's six opposition leaders``, ``المعارضة التركية``."""
        if watch.part(span.tag.name, day) != "opposition":
            return False
        if self._domestic and span.tag.ambiguous:
            return True
        governed = self._unseated and span.tag.ambiguous and bool(self.sentence.of("concept", "GOVERNMENT"))
        for other in self.sentence.of("actor"):
            land = governed and other.tag.sort == "name"  # "Irak'ta muhalefet hükümetle"
            if other.tag.sort == "person" or (_is_place(self.sentence, other, self.language) and not land):
                continue
            stranger = watch.part(other.tag.name, day) not in {"target", "opposition"}
            between = self.sentence.words[other.end : span.start]
            numbers = {sign.start for sign in self.sentence.of("sign", "numbers")}
            counted = (len(between) == 1 and other.end in numbers) or self._rules_beside(other, span)
            gaps = "".join(word.gap for word in self.sentence.words[other.end : span.start + 1])
            parted = bool(set(gaps) & set("-,:" if self.language.verb_first else "-,"))
            before = other.end <= span.start and (not between or counted) and not parted  # "Irak, muhalefet ile ..."
            joined = other.prefix.startswith(self.language.and_prefixes)  # "بين الفصائل والروس"
            behind = self.language.verb_first and other.start == span.end  # where adjectives follow: "المعارضة التركية"
            if stranger and (before or (behind and other.tag.sort == "demonym" and not joined)):
                return True
        return False

    def _rules_beside(self, owner: Span, span: Span) -> bool:
        """Whether a state's government stands between its name and an opposition: ``Venezuela's government and opposition``."""
        ends = {sign.start for sign in self.sentence.of("sign", "coordinators") if sign.end == span.start} | {span.end}
        ruling = self.sentence.of("concept", "GOVERNMENT", "BOTHSIDES")
        return any(word.start == owner.end and word.end in ends and not word.tag.sort for word in ruling)

    def _is_ruled_by(self, span: Span, watch: Watch, day: date) -> bool:
        """Whether a name is that of another state whose own government or opposition is told of."""
        if watch.part(span.tag.name, day) in {"target", "opposition"} or _is_place(self.sentence, span, self.language):
            return False
        following = self.sentence.words[span.end : span.end + 1]
        if span.tag.sort == "person" or any(word.gap.strip() for word in following):
            return False  # "Pedersen: government and opposition"
        inner = [each for each in self.sentence.of("actor") if watch.part(each.tag.name, day) == "opposition"]
        words = (*self.sentence.of("concept", "GOVERNMENT"), *inner)
        behind = self.language.verb_first
        return any(distance(span, word) == 0 and (behind or span.end <= word.start) for word in words)

    def of(self, *parts: str, places: bool = True) -> list[Party]:
        """Parties of these kinds in their order; `places`: also those that are only where it happens."""
        return [party for party in self.parties if party.part in parts and (places or not party.place)]

    def ranked(self, party: Party, without: Sequence[Span] = ()) -> str | None:
        """The rank that the text gives a party; else that of the person or office that is named.

        The text goes first: who was head of intelligence when he travelled may be a minister on the day of the entry.
        """
        told = rank_told(party, self, without)
        if told == RANKS[0] and party.span.tag.sort == "person":
            return party.span.tag.rank or told  # of a delegation or a "diplomatic forum", which is no title of a minister
        return told or party.span.tag.rank

    def heads_list(self, rank: Span, name: Span) -> bool:
        """Whether between a title and a name there are only other names and words for "and": ``ministers of A, B and C``."""
        return heads_list(rank, name, self)

    def are_joined(self, one: Party, other: Party) -> bool:
        """Whether two parties stand together: as persons, with a word for "and" or "with" between, or such an ending."""
        low, high = sorted((one.span, other.span), key=lambda span: span.start)
        signs = self.sentence.of("sign", "coordinators", "companions")
        words = self.sentence.words[low.end : high.start + 1]
        led = {low.tail, high.tail} & self.language.companion_endings
        between = any(low.end <= sign.start < high.start for sign in signs)
        people = (*self.sentence.of("rank"), *self.sentence.of("concept", "GOVERNMENT", "COUNTERPART"))
        heads = (*words[-1:], *(words[:1] if any(each.start == low.end for each in people) else ()))  # "الروسي وممثلي النظام"
        between = between or any(word.text.startswith(self.language.and_prefixes) for word in heads)
        persons = one.span.tag.sort == other.span.tag.sort == "person" and len(words) == 1
        return persons or (len(words) <= ADJACENT and (bool(led) or between))

    def are_listed(self, one: Party, other: Party) -> bool:
        """Whether two parties are joined, or stand in one list: ``Damascus, Amman and Washington``."""
        low, high = sorted((one.span, other.span), key=lambda span: span.start)
        signs = self.sentence.of("sign", "coordinators")
        spans = [*(party.span for party in self.parties), *signs]
        inside = {at for span in spans for at in range(span.start, span.end)}
        commas = any("," in word.gap for word in self.sentence.words[low.end : high.start + 1])
        return self.are_joined(one, other) or (commas and inside.issuperset(range(low.end, high.start)))

    def is_official(self, party: Party) -> bool:
        """Whether a party is a person in office: by name, or by a title beside it that is higher than an envoy's."""
        return party.span.tag.sort == "person" or self.ranked(party) in RANKS[1:]

    def has_envoy(self, party: Party) -> bool:
        """Whether somebody whom the packs do not know is named as a state's: ``Norway's Eide``."""
        span, words = party.span, self.sentence.words
        if not span.tail or span.tag.sort == "person" or span.end >= len(words) or not self.language.names_follow:
            return False
        known = any(each.start <= span.end < each.end for each in self.sentence.spans if each.tag.kind != "sign")
        return words[span.end].capital and not words[span.end].gap.strip(" '’s") and not known


def _is_anybodys(party: Party, others: Sequence[str], named: AbstractSet[str]) -> bool:
    """Whether an office or minister's name that many states have is not meant of whose it would be.

    Beside another state's name in the sentence it is that state's, and a ministry in an entry on others is theirs.
    """
    tag = party.span.tag
    if party.part != "actor" or not tag.ambiguous or tag.sort not in HELD:
        return False
    if tag.sort == "person":
        return bool(named) and party.code not in {*named, *others}
    return bool(named) or (bool(others) and party.code != others[0])


def _rules_over(party: Party, strange: Sequence[Span]) -> bool:
    """Whether a state's adjective only tells whose opposition or factions are meant, which are no officials of it."""
    return party.span.tag.sort == "demonym" and any(distance(party.span, span) == 0 for span in strange)


def _names_talks(span: Span, sentence: Sentence) -> bool:
    """Whether a capital only names talks: ``Astana talks``."""
    talks = [talk for talk in sentence.of("concept") if talk.tag.sort and talk.start <= span.start and span.end <= talk.end]
    return bool(talks) and span.tag.sort == "metonym"


def _names_agency(span: Span, sentence: Sentence) -> bool:
    """Whether capital letters make an agency of what is a capital's name else: ``SANA``."""
    following = sentence.words[span.end : span.end + 1]
    if span.tag.sort == "demonym" and sentence.headline and following and ":" in following[0].gap:
        return any(cue.start == 0 < span.start <= cue.end + 1 for cue in sentence.of("cue", "OUTLET"))  # "قناة تركية: ..."
    agencies = {sign.start for sign in sentence.of("sign", "agencies")}
    return span.start in agencies and span.tag.sort == "metonym" and sentence.words[span.start].upper


def _only_reports(party: Party, parties: Sequence[Party], sentence: Sentence, *, verb_first: bool) -> bool:
    """Whether a state's adjective only tells whose press, or which private person, speaks of others: ``Lebanese daily says``."""
    start, end = party.span.start, party.span.end
    told = any(sign.end == start if verb_first else sign.start == end for sign in sentence.of("sign", "press"))  # "صحيفة جزائرية"
    others = any(each.part == "actor" and each.code != party.code for each in parties)
    return told and others and party.part == "actor" and party.span.tag.sort in {"demonym", "name"} and not party.span.tail


def _is_of_agency(span: Span, sentence: Sentence) -> bool:
    """Whether a name only tells whose news agency speaks: ``وكالة الأنباء القطرية``."""
    named = span.tag.sort in {"demonym", "name"}
    return named and any(sign.start < span.start and span.end <= sign.end for sign in sentence.of("sign", "agencies"))


def _is_backer(span: Span, sentence: Sentence, target: str, language: Language) -> bool:
    """Whether a state is only whose friends are meant: ``US-backed``, ``المدعومة من``; ``Assad-led government`` is the target."""
    signs = sentence.of("sign", "backed")
    if span.tag.name == target:
        governments = {word.start for word in sentence.of("concept", "GOVERNMENT")}
        signs = [sign for sign in signs if sign.end not in governments]
    behind = not language.verb_last  # where heads come last, it follows the name
    return any(sign.start == span.end or (behind and span.start - sign.end == 1) for sign in signs)


def _is_place(sentence: Sentence, span: Span, language: Language) -> bool:
    """Whether an actor's name only says where: behind a word for "in", or with such a prefix or ending."""
    both = language.verb_first and any(
        sign.end == span.start for sign in sentence.of("sign", "capitals")
    )  # "السعودية" is a name too
    if span.tag.sort == "demonym" or both:
        beside = (sign.end if language.verb_first else sign.start for sign in sentence.of("sign", "capitals"))
        return (span.start if language.verb_first else span.end) in beside  # "in the Russian capital", "في العاصمة الروسية"
    if span.tag.sort == "person":
        return False
    starts = {span.start, *(sign.start for sign in sentence.of("sign", "articles") if sign.end == span.start)}
    if any(sign.end in starts for sign in sentence.of("sign", "locatives")):  # "in the Syrian capital"
        return not are_from(sentence, span) and not (language.names_follow and is_whose(sentence, span))
    trips = (sign for sign in sentence.of("sign", "journeys") if sign.start == span.end)
    judged = {word.start for word in sentence.of("concept", "OPPOSE")}  # "ABD ziyareti kınadı"
    trips = (sign for sign in trips if sign.end not in judged and not sentence.words[sign.start].gap.strip(" '’"))
    if not span.tail and any(trips):
        return True  # "Berlin dönüşü"
    owns = span.tail in language.genitive_endings  # "Kazakistan'ın başkentinde"
    if owns and any(sign.start == span.end for sign in sentence.of("sign", "capitals")):
        return True
    return span.prefix in language.place_prefixes or span.tail in language.place_endings
