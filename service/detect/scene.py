"""One sentence of an entry with what the others may lend it: parties, and who stood together before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.detect.clauses import in_clause
from service.detect.ranking import RANKS
from service.detect.spoken_of import is_subject
from service.detect.strangers import is_host

if TYPE_CHECKING:
    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party


TABLE = frozenset({"MEET", "PARLEY"})
"""Concepts of what the two sides of talks do together."""
SPOKEN_OF = frozenset({"DIALOGUE", "NORMALIZE"})
"""Concepts of what a headline only speaks of, so that the meetings of its text need not have been."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence; the headline's other sentences, the last ones before it, those after; whose outlet it is (`press`)."""

    cast: Cast
    titles: tuple[Cast, ...]
    earlier: tuple[Cast, ...]
    after: tuple[Cast, ...]
    language: Language
    press: str | None = None

    @property
    def home(self) -> str | None:
        """The state that an entry speaks of where it names none: that of its outlet, else that of its language."""
        return self.press or self.language.home

    @property
    def before(self) -> Cast | None:
        """The sentence before."""
        return self.earlier[-1] if self.earlier else None

    @property
    def at_home(self) -> bool:
        """Whether the entry so far names no state or opposition besides the target: its officials are those of the press."""
        casts = (self.cast, *self.titles, *self.earlier)
        return not any(cast.of("actor", "patron", "opposition", "other") for cast in casts)

    @property
    def about_target(self) -> bool:
        """Whether the target is named in the sentence or the headline, or for a headline in what follows it."""
        following = self.after if self.cast.sentence.headline else ()
        return any(cast.in_target for cast in (self.cast, *self.titles, *following))

    def of_target_alone(self, position: int) -> bool:
        """Whether "he" or "she", of whom a word tells, is the target's official, with whom the headline begins."""
        parties = [party for cast in self.titles for party in cast.parties if not party.place]
        if not parties or parties[0].part != "target":
            return False
        if self._drops_subject() or self._is_titled_again(position):
            return True
        words = self.cast.sentence.words
        signs = [sign for sign in self.cast.sentence.of("sign", "persons") if sign.end <= position]
        return bool(signs) and not any("," in word.gap for word in words[signs[-1].end : position + 1])

    def _is_titled_again(self, position: int) -> bool:
        """Whether a bare title with an article is that of the headline's official: ``بحث الوزير مع نظيره السعودي``."""
        article, cast = self.language.names.morphology.article, self.cast
        if not article or any(not party.place and party.span.end <= position for party in cast.parties):
            return False
        named = any(each.of("target")[:1] and each.is_official(each.of("target")[0]) for each in self.titles)
        titles = [rank for rank in cast.sentence.of("rank") if rank.prefix.endswith(article) and rank.start <= position + 1]
        return named and any(rank.tag.name in RANKS[2:] for rank in titles)

    def _drops_subject(self) -> bool:
        """Whether a verb-final sentence names only with whom somebody meets, and so goes on of the headline's official.

        ``Erdoğan'la görüşmedi`` behind a headline on Assad; in the genitive may stand whose official is met.
        """
        named = [party for party in self.cast.parties if not party.place]
        titles = [party for cast in self.titles for party in cast.parties if not party.place]
        met = [party for party in named if _is_companion(party, self.cast)]
        whose = {party.code for party in met}
        own = titles[0] if titles else None
        first = own is not None and any(cast.is_official(own) for cast in self.titles if own in cast.parties)
        return self.language.verb_last and bool(met) and first and all(each in met or each.code in whose for each in named)

    def lent(self, *parts: str, places: bool = True) -> list[Party]:
        """Parties of these kinds in the first sentence of the headline that has some."""
        return next(filter(None, (cast.of(*parts, places=places) for cast in self.titles)), [])

    def told_below(self) -> list[Party]:
        """The one state that the first sentence behind a headline names that names some."""
        named = next(filter(None, (cast.of("actor", places=False) for cast in self.after)), [])
        return named[:1] if len({party.code for party in named}) == 1 else []

    def goes_on(self, position: int) -> bool:
        """Whether talks at `position` are those of the headline, whose state alone the sentence names: ``temasların sürdüğü``."""
        codes = {party.code for cast in self.titles for party in cast.of("actor", places=False)}
        met = any(cast.has_target and cast.sentence.of("concept", "MEET") for cast in self.titles)
        named = {party.code for party in self.cast.parties if not party.place}
        talks = any(sign.start == position for sign in self.cast.sentence.of("sign", "talking"))
        return talks and met and len(codes) == 1 and named == codes and not self.cast.sentence.headline

    def joined(self) -> list[Party]:
        """The states that a headline joins to the target: ``Kyiv and Damascus ...``, ``Macron to Sharaa: ...``."""
        for cast in self.titles:
            ours, theirs = cast.of("actor", places=False), cast.of("target", places=False)
            ours = [party for party in ours if party.code not in cast.organizations or party.span.tag.sort != "demonym"]
            strange = [party for party in cast.of("patron", "opposition", "other") if not _says_it(party, cast)]
            strange += [party for party in ours if party.code in cast.organizations]
            spoken = cast.sentence.of("concept", *SPOKEN_OF)
            if not strange and not spoken and any(cast.are_listed(one, other) for one in ours for other in theirs):
                return [party for party in ours if not is_host(party, cast)]
        return []

    def two_of_talks(self, step: Span) -> bool:
        """Whether "the two" who meet are the sides of talks that were told before, with no state beside them."""
        casts = (self.cast, *self.titles, *self.earlier)
        told = any(cast.sentence.of("concept", "TALKS") for cast in casts)
        strange = any(cast.of("actor", "patron", places=False) for cast in casts)
        paired = in_clause(self.cast.sentence.of("sign", "pair"), step, self.cast.sentence)
        return bool(paired) and told and not strange and step.tag.name in TABLE

    def is_held_as_told(self, step: Span) -> bool:
        """Whether a meeting with an article, of which is told that it was held, is that of the two sides in the headline."""
        article = self.language.names.morphology.article
        held = any(sign.start == step.end for sign in self.cast.sentence.of("sign", "held"))
        if not article or step.tag.name != "MEET" or not step.prefix.endswith(article) or not held:
            return False
        return any(cast.of("opposition") and cast.has_target and cast.sentence.of("concept", "MEET") for cast in self.titles)

    def pair(self, part: str) -> list[Party]:
        """Whom "the two" are: the parties of this kind in the last sentence before that names them and the target."""
        for cast in (*reversed(self.earlier), *self.titles):
            ours = cast.of(part, places=False)
            if ours and cast.has_target and not all(is_subject(party, cast) for party in cast.of("target")):
                hyphened = [party for party in ours if any(_are_hyphened(party, other, cast) for other in cast.of("target"))]
                return hyphened or ([] if _are_pair(ours, cast) else ours)
        return []


def _is_companion(party: Party, cast: Cast) -> bool:
    """Whether somebody is whom one does it with: by an ending, or by a word behind the name."""
    joined = any(sign.start == party.span.end for sign in cast.sentence.of("sign", "companions", "coordinators"))
    held = (*cast.sentence.of("rank"), *cast.sentence.of("concept", "COUNTERPART", "GOVERNMENT"))
    whom = [party.span, *(each for each in held if each.start == party.span.end)]  # "İsrailli yetkililerle"
    return joined or any(each.tail in cast.language.companion_endings for each in whom)


def _are_hyphened(one: Party, other: Party, cast: Cast) -> bool:
    """Whether a hyphen joins two parties: ``Suriye-İsrail teması``."""
    low, high = sorted((one.span, other.span), key=lambda span: span.start)
    return low.end == high.start and "-" in cast.sentence.words[high.start].gap


def _are_pair(ours: list[Party], cast: Cast) -> bool:
    """Whether two states are "the two" themselves, and the target is only spoken of: ``Riyadh, Cairo review Syria file``."""
    first = ours[0]
    paired = any(cast.are_listed(first, party) for party in ours if party.code != first.code)
    theirs = cast.of("target", places=False)
    return paired and not any(cast.are_listed(one, other) for one in ours for other in theirs)


def _says_it(party: Party, cast: Cast) -> bool:
    """Whether a party is only who says what a headline tells, at its end: ``..., Lavrov says``."""
    said = cast.sentence.of("concept", "SAY")
    return any(word.start == party.span.end and word.end == len(cast.sentence.words) for word in said)
