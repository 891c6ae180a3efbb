"""How high officials rank: which titles of a sentence belong to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party

RANKS = ("technical", "intelligence", "ministerial", "leader")
"""Ranks on a side, lowest first (CODEBOOK, rule 19)."""
ADJACENT = 3
"""Words between an official's title and the state."""
APPOSED = 6
"""Words between a name and the last word of the title that follows it behind a comma."""


def higher(one: str | None, other: str | None) -> str | None:
    """The higher of two ranks; None is unknown."""
    known = [rank for rank in (one, other) if rank is not None]
    return max(known, key=RANKS.index, default=None)


def rank_told(party: Party, cast: Cast, without: Sequence[Span] = ()) -> str | None:
    """The highest of the titles that belong to a party; whose official is told of ranks as that official alone."""
    titles = [title for title in cast.sentence.of("rank") if title not in without]
    held = [title for title in titles if title.start == party.span.end and party.span.tail and party.span.tag.sort == "person"]
    if held:
        return held[0].tag.name  # "King Hamad's foreign minister"
    told: str | None = None
    for title in titles:
        if _is_on_wrong_side(title, party.span, cast):
            continue
        if heads_list(title, party.span, cast) or (_belongs(title, party, cast) and not _is_anothers(title, party, cast)):
            told = higher(told, title.tag.name)
    return told


def rank_of(parties: Sequence[Party], cast: Cast, without: Sequence[Span] = ()) -> str | None:
    """The highest rank on a side; where none stands beside it, that of titles that belong to no other party.

    Args:
        parties: the side.
        cast: of the sentence.
        without: titles that only say who speaks.
    """
    best: str | None = None
    for party in parties:
        best = higher(best, cast.ranked(party, without))
    if best is not None:
        return best
    others = [party for party in cast.parties if party not in parties and not party.place]
    for title in cast.sentence.of("rank"):
        if title not in without and not any(_may_belong(title, other, cast) for other in others):
            best = higher(best, title.tag.name)
    return best


def _may_belong(title: Span, party: Party, cast: Cast) -> bool:
    """Whether a title stands near a party, and no title of its own stands nearer: ``Syrian President receives Minister``."""
    if distance(title, party.span) > ADJACENT or acts_on(title, party.span, cast) or _are_parted(title, party.span, cast):
        return False
    if cast.language.verb_first and acts_on(party.span, title, cast):
        return False  # "الشرع يستقبل وزير الخارجية"
    own = [each for each in cast.sentence.of("rank") if each is not title and distance(each, party.span) == 0]
    return distance(title, party.span) == 0 or not any(party.span.end <= each.start < title.start for each in own)


def _are_parted(title: Span, name: Span, cast: Cast) -> bool:
    """Whether a comma sets a title off as the subject, where verbs come last: ``Bakan, Suriyeli mevkidaşıyla``."""
    between = cast.sentence.words[title.end : name.start + 1]
    return cast.language.verb_last and title.end <= name.start and any("," in word.gap for word in between)


def acts_on(one: Span, other: Span, cast: Cast) -> bool:
    """Whether a verb between a title and a name tells what the one does to the other: ``crown prince tells Sharaa``."""
    return any(one.end <= word.start and word.end <= other.start for word in cast.sentence.of("concept", *ACTS))


ACTS = ("SAY", "MEET", "RECEIVE", "PHONE", "INVITE", "VISIT", "DISCUSS")
"""Concepts of what officials do to each other."""


def _belongs(title: Span, party: Party, cast: Cast) -> bool:
    """Whether a title stands beside a party, or behind a comma after it."""
    words = cast.sentence.words
    low, high = min(title.end, party.span.end), max(title.start, party.span.start)
    ahead = title.end <= party.span.start  # a title before a colon is that of who speaks, not of whom he names
    if any(sign in word.gap for word in words[low : high + 1] for sign in (";:" if ahead else ";")):
        return False
    parted = any("," in word.gap for word in words[title.end : party.span.start + 1])
    if distance(title, party.span) <= ADJACENT and not (parted and cast.language.verb_last):
        return True
    following = words[party.span.end : party.span.end + 1]
    apposed = bool(following) and "," in following[0].gap
    return apposed and 0 <= title.start - party.span.end <= APPOSED


def _is_on_wrong_side(title: Span, name: Span, cast: Cast) -> bool:
    """Whether a title cannot be that of the state behind it, or of the person before it, where heads come last."""
    if title.end <= name.start:
        return cast.language.verb_last and name.tag.sort in {"name", "metonym"}  # "Bakan Şam'a gitti"
    return cast.language.verb_last and name.tag.sort == "person"  # "Fidan, Suriyeli yetkililerle"


def _is_anothers(title: Span, own: Party, cast: Cast) -> bool:
    """Whether a title is part of somebody else's name, or stands right beside it: ``يلتقي شكري الرئيس الأسد``."""
    low, high = min(title.end, own.span.end), max(title.start, own.span.start)
    others = [party for party in cast.parties if party.code != own.code]
    if _is_met_ones(title, own.span, others, cast):
        return True
    if any(low <= other.span.start < high or other.span.start <= title.start < other.span.end for other in others):
        return True
    if (
        distance(title, own.span) > 0
        and not cast.language.verb_first
        and any(other.span.end == title.start and _is_whose(other) for other in others)
    ):
        return True  # "the Syrian president landed in China"
    behind = [other for other in others if other.span.start == title.end and not other.place and not title.tail]
    return not cast.language.verb_last and any(other.span.tag.sort != "metonym" for other in behind)


def _is_met_ones(title: Span, own: Span, others: Sequence[Party], cast: Cast) -> bool:
    """Whether a title with its ministry is that of whom somebody meets: ``السفير العماني يلتقي وزير الإعلام السوري``."""
    if not cast.language.verb_first or own.end > title.start:
        return False
    theirs = [each.span for each in others if not each.place and each.span.tag.sort == "demonym"]
    if not any(0 <= each.start - title.end <= OF_MINISTRY for each in theirs):
        return False
    held = any(0 <= own.start - rank.end <= OF_MINISTRY for rank in cast.sentence.of("rank"))
    return held or acts_on(own, title, cast)


OF_MINISTRY = 2
"""Words between a minister's title and his state: ``وزير الإعلام السوري``."""


def _is_whose(party: Party) -> bool:
    return party.span.tag.sort == "demonym" or bool(party.span.tail)


def heads_list(title: Span, name: Span, cast: Cast) -> bool:
    """Whether between a title and a name there are only other names and words for "and": ``ministers of A, B and C``."""
    sentence = cast.sentence
    if cast.language.verb_first and name.end <= title.start:
        return False  # "التقى ميلز وستوتزمان الرئيس" names whom they met
    low, high = (title.end, name.start) if title.end <= name.start else (name.end, title.start)
    names = {at for party in cast.parties for at in range(party.span.start, party.span.end)}
    joints = {sign.start for sign in sentence.of("sign", "coordinators")}
    signs = joints | {sign.start for sign in sentence.of("sign", "articles", "genitives")}
    between = set(range(low, high))
    following = [sentence.words[at] for at in range(low, min(high + 1, len(sentence.words)))]
    joined = any("," in word.gap or word.text.startswith(cast.language.and_prefixes) for word in following)
    return bool(names & between) and between <= names | signs and (joined or bool(joints & between))


def distance(one: Span, other: Span) -> int:
    """Words between two spans."""
    return max(one.start - other.end, other.start - one.end, 0)
