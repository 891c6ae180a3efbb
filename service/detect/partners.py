"""With whom relations are told to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import clause_around, within
from service.detect.steps import POSTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party

LONGEST_NAME = 3
"""Words of a name between "between" and "and"."""


def told_partners(noun: Span, step: Sequence[Span], cast: Cast) -> list[Party] | None:
    """The states that a text names as those with which relations are; None where it names none besides the target."""
    if noun.tag.name == "ROADMAP" and cast.of("opposition"):
        return []  # it leads the opposition to no relations
    if _target_only_reacts(noun, cast) or _target_reacts_behind(noun, cast) or _is_mutual(step, cast):
        return []
    if noun.tag.name == "TIES" and _are_of_two_others(noun, cast):
        return []
    both = _between(noun, cast)
    if both is not None:
        return both
    partners = _partners(noun, cast) if noun.tag.name == "TIES" else _mapped(step, cast)
    if not partners or any(party.part == "target" for party in partners):
        return [] if not partners and _are_with_group(noun, cast) else None
    theirs = not cast.has_target or (noun.tag.name == "TIES" and _is_their_own(step, partners, cast))
    return [] if theirs else [party for party in partners if party.part == "actor"]


def _are_of_two_others(ties: Span, cast: Cast) -> bool:
    """Whether two other states stand together right before their relations: ``Mısır ile Türkiye ilişkileri``."""
    last = next((party for party in cast.parties if party.span.end == ties.start), None)
    if last is None or not cast.language.verb_last or last.part == "target":
        return False
    joints = {sign.start: sign.end for sign in cast.sentence.of("sign", "coordinators")}
    first = [party for party in cast.parties if joints.get(party.span.end) == last.span.start]
    return bool(first) and first[0].part != "target"


def _target_only_reacts(noun: Span, cast: Cast) -> bool:
    """Whether the target only has its opinion on what two others do: ``قطر والبحرين تعيدان العلاقات وسوريا ترحب``."""
    joined, theirs = cast.language.and_prefixes, cast.of("target")
    doing = {party.code for party in cast.of("actor", places=False) if party.span.end <= noun.start}
    words = {word.start for word in cast.sentence.of("concept", "FAVOUR", "OPPOSE", "SAY", "STANCE")}
    reacting = [party for party in theirs if party.span.end in words and noun.end <= party.span.start and party.span.prefix]
    return len(doing) > 1 and bool(reacting) and theirs == [each for each in reacting if each.span.prefix.startswith(joined)]


def _target_reacts_behind(noun: Span, cast: Cast) -> bool:
    """The same where verbs come last: ``Bağdat büyükelçisini geri çekti, Şam kınadı``."""
    theirs, words = cast.of("target"), cast.sentence.words
    verbs = {word.start for word in (*cast.sentence.of("sign", "reactions"), *cast.sentence.of("concept", "FAVOUR", "OPPOSE"))}
    behind = [party for party in theirs if noun.end <= party.span.start and party.span.end in verbs and not party.span.tail]
    behind = [party for party in behind if "," in words[party.span.start].gap]
    return cast.language.verb_last and bool(theirs) and theirs == behind


def _is_mutual(step: Sequence[Span], cast: Cast) -> bool:
    """Whether two other states did it to each other: ``أنقرة والقاهرة تبادلتا طرد السفراء``."""
    exchanged = [sign for sign in cast.sentence.of("sign", "mutual") if 0 <= step[-1].start - sign.end <= 1]
    ours = {party.code for party in cast.of("actor", places=False)}
    return bool(exchanged) and len(ours) > 1 and not cast.has_target


def _are_with_group(ties: Span, cast: Cast) -> bool:
    """Whether relations are with states that have no names here, and so with none (rule 22): ``العلاقات مع دول الخليج``."""
    starts = {sign.end for sign in cast.sentence.of("sign", "companions") if 0 <= sign.start - ties.end <= 1}
    return ties.tag.name == "TIES" and any(sign.start in starts for sign in cast.sentence.of("sign", "groups"))


def _partners(ties: Span, cast: Cast) -> list[Party]:
    """With whom relations are told to be: ``relations with Russia``."""
    signs = {sign.end for sign in cast.sentence.of("sign", "companions") if 0 <= sign.start - ties.end <= 1}
    return [party for party in cast.parties if party.span.start in signs]


def _is_their_own(step: Sequence[Span], partners: Sequence[Party], cast: Cast) -> bool:
    """Whether relations with a third state are those of another one: ``Colombia restores ties with Nicaragua; Damascus ...``."""
    clause = clause_around(cast.sentence, min(span.start for span in step), max(span.end for span in step))
    before = [each for each in cast.parties if within(each.span, clause) and each.span.end <= step[-1].start and not each.place]
    others = [each for each in before if each not in partners]
    return bool(others) and all(each.part != "target" for each in others)


def _between(ties: Span, cast: Cast) -> list[Party] | None:
    """Whose relations they are that are told to be between the target and others; nobody's where these have no names."""
    signs = [sign for sign in cast.sentence.of("sign", "between") if 0 <= sign.start - ties.end <= 1]
    if not signs:
        return None
    joints = [sign for sign in cast.sentence.of("sign", "coordinators") if 0 < sign.start - signs[0].end <= LONGEST_NAME]
    starts = {signs[0].end, *(sign.end for sign in joints[:1])}
    ends = [party for party in cast.parties if party.span.start in starts]
    unnamed = any(sign.start in starts for sign in cast.sentence.of("sign", "groups"))
    if not any(party.part == "target" for party in ends) or not (unnamed or len(ends) == len(starts) > 1):
        return None
    return [party for party in ends if party.part == "actor"]


def between_two(ties: Span, cast: Cast) -> list[Party]:
    """The same where the two stand before the word for "between": ``ABD, İsrail ile Suriye arasında ilişki istiyor``."""
    signs = [sign for sign in cast.sentence.of("sign", "between") if 0 <= ties.start - sign.end <= 1]
    ends = [party for sign in signs for party in cast.parties if party.span.end == sign.start]
    pairs = [(one, other) for other in ends for one in cast.parties if one.code != other.code and cast.are_joined(one, other)]
    pair = next((pair for pair in pairs if any(party.part == "target" for party in pair)), ())
    return [party for party in pair if party.part == "actor"] or _in_two_capitals(ties, cast)


def _in_two_capitals(posts: Span, cast: Cast) -> list[Party]:
    """Whose missions they are that are told to be in the capitals of both: ``diplomats to work in Riyadh and Damascus``."""
    there = [party for party in cast.parties if posts.end <= party.span.start and party.span.tag.sort == "metonym"]
    ours = [party for party in there if party.part == "actor"]
    ours = [each for each in ours if any(cast.are_joined(each, other) for other in there if other.part == "target")]
    ours = ours if any(party.place for party in there) else []
    others = {party.code for party in cast.of("actor", "patron", places=False)}
    return ours if posts.tag.name in POSTED and len(ours) == 1 and others <= {ours[0].code} else []


def _mapped(step: Sequence[Span], cast: Cast) -> list[Party]:
    """Between whom a roadmap leads to normal relations, where the target is one of the two."""
    nouns = [span for span in step if span.tag.name == "NORMALIZE"] if step[0].tag.name == "ROADMAP" else []
    ours = [party for noun in nouns for party in _partners(noun, cast) if party.part == "actor"]
    return [each for each in ours if any(cast.are_joined(each, other) for other in cast.of("target"))]


def is_with_another(step: Sequence[Span], cast: Cast) -> bool:
    """Whether a state speaks of the target's terms with a third one: ``Trump urges Sharaa to normalise with Israel``."""
    ends = {sign.end for sign in cast.sentence.of("sign", "companions") if any(span.end == sign.start for span in step)}
    partner = next((party for party in cast.parties if party.span.start in ends and party.part in {"actor", "other"}), None)
    before = [party for party in cast.parties if party.span.end <= step[-1].start and not party.place]
    if partner is None or not before:
        return False
    return before[0].part == "actor" and before[0].code != partner.code and before[-1].part == "target"
