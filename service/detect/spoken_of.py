"""Names that only say what is talked about, or of what kind something is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.errands import TRAVELS
from service.detect.steps import speakers_before_colon
from service.detect.talked_about import is_talked_about

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party

BESIDE = 2
"""Words between a meeting and the word that leads to its subject."""


def is_modifier(party: Party, cast: Cast) -> bool:
    """Whether a name only tells of what kind a mission, a gas or a flight is: ``Şam Büyükelçisi``."""
    before = [other.span for other in cast.parties if _stands_before(other, party, cast)]
    flights = cast.sentence.of("concept", "FLIGHT")
    if any(span.start <= party.span.start and party.span.end <= span.end for span in flights):
        return True  # "Royal Jordanian flights to Damascus"
    if party.span.tag.sort == "office" and any(party.span.start <= span.start < party.span.end for span in flights):
        return True  # "Turkish Airlines landed in Damascus"
    if party.code in cast.organizations and any(sign.end == party.span.start for sign in cast.sentence.of("sign", "during")):
        return True  # "met on the sidelines of the Arab summit"
    if any(
        sign.end == party.span.start and sign.start == other.end
        for sign in cast.sentence.of("sign", "coordinators")
        for other in before
    ):
        return False  # one of a pair
    if cast.language.verb_first and any(word.end == party.span.start for word in cast.sentence.of("concept", "ATTACK")):
        return party.span.tag.sort == "demonym"  # "الغارة الإسرائيلية"
    nouns = ["MISSION", "ENERGY", "FLIGHT", "CROSSING"]
    if party.span.tag.sort != "demonym":
        nouns.append("ENVOY")
    if cast.language.verb_last and party.span.tag.sort in {"name", "metonym"} and not before:
        nouns.append("MEET")  # ``Lübnan temasları`` are talks in Lebanon
    errands = {sign.start for sign in cast.sentence.of("sign", "delegates")}  # "US diplomats" travel themselves
    following = [span for span in cast.sentence.of("concept", *nouns) if span.start not in errands]
    return not party.span.tail and any(party.span.end == span.start for span in following)


def is_topic(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a state is only what is talked about: ``to discuss Syria``, ``consultations on the return of Damascus``."""
    sentence, start = cast.sentence, party.span.start
    if party.span.tag.sort == "name" and start in {cue.end for cue in sentence.of("cue", "TOPIC")}:
        return True
    if (_is_partner(party, cast) and step[0].start < start) or is_talked_about(party, step, cast):
        return True
    told_of = party.span.tail in cast.language.topic_endings and step[0].tag.name not in TRAVELS  # "BAE'yi ziyaret etti"
    told_of = told_of and not _are_brought_together(party, cast)
    titles = {rank.start for rank in sentence.of("rank")} if party.span.tail else set()  # "ABD'nin özel temsilcisi" is its own
    if told_of or any(party.span.end == sign.start and sign.start not in titles for sign in sentence.of("sign", "issues")):
        return party.span.tag.sort != "person"
    topics = [sign for sign in sentence.of("sign", "topics") if step[-1].start < sign.start and sign.end <= start]
    joined = [sign for sign in sentence.of("sign", "companions") if topics and topics[0].end <= sign.start < start]
    return bool(topics) and topics[0].start - step[-1].end <= BESIDE and not joined


def _are_brought_together(party: Party, cast: Cast) -> bool:
    """Whether a word for "and" stands right between a name and another one: ``Türkiye ile Suriye'yi aynı masaya getirecek``."""
    told = {span.start for span in speakers_before_colon(cast)}
    named = [other for other in cast.parties if other.span.start not in told]
    alike = {other.span.end for other in named[:1] if other.span.tag.sort == party.span.tag.sort}  # else who talks about it
    return any(sign.end == party.span.start and sign.start in alike for sign in cast.sentence.of("sign", "coordinators"))


def _is_partner(party: Party, cast: Cast) -> bool:
    """Whether it is relations that are told to be between it and another state: ``ناقشا العلاقات بين سوريا وإسرائيل``."""
    ends = {word.end for word in cast.sentence.of("concept", "TIES")}
    signs = [sign for sign in cast.sentence.of("sign", "companions") if sign.start in ends]
    return any(0 <= party.span.start - sign.end <= 1 for sign in signs)


def is_reached(party: Party, cast: Cast) -> bool:
    """Whether a state's name only tells where somebody goes, by its ending: ``Özbekistan'a gelseydi``."""
    state = party.span.tag.sort == "name" and party.code not in cast.organizations
    return state and party.span.tail in cast.language.goal_endings


def is_subject(party: Party, cast: Cast) -> bool:
    """Whether a name only tells what a meeting is about: ``Katar ile Rusya'dan Suriye toplantısı``."""
    return is_modifier(party, cast) and any(party.span.end == word.start for word in cast.sentence.of("concept", "MEET"))


def _stands_before(one: Party, other: Party, cast: Cast) -> bool:
    """Whether a party that is no mere place stands right before another one, or with a word for "and" between."""
    joints = {sign.start for sign in cast.sentence.of("sign", "coordinators")}
    between = range(one.span.end, other.span.start)
    return one.span.end <= other.span.start and not one.place and joints.issuperset(between)


def tells_of_two(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a party only tells what two others did, behind its comma: ``Barrack, iki ülkenin görüştüğünü söyledi``."""
    words, start = cast.sentence.words, step[0].start
    comma = next((at for at in range(party.span.end, start) if "," in words[at].gap), None)
    nominal = cast.language.endings.get("NOMINAL")
    if not cast.language.verb_last or comma is None or nominal is None or not nominal.fullmatch(words[step[-1].end - 1].text):
        return False
    said = any(step[-1].end <= word.start for word in cast.sentence.of("concept", "SAY"))
    return said and any(comma <= sign.start < start for sign in cast.sentence.of("sign", "pair"))
