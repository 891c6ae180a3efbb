"""Names of states that are only what is talked about, by the endings of the words behind them, where verbs come last."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party

LANDS = frozenset({"name", "metonym"})
"""Sorts of names of a land or its capital."""
PEOPLE = frozenset({"GOVERNMENT", "COUNTERPART", "DELEGATE", "DELEGATION", "ENVOY", "EMISSARY", "MEET", "VISIT", "PHONE"})
"""Concepts of who may be met, and of meetings, which no land in front of them is the subject of."""
BETWEEN_STATES = frozenset({"NORMALIZE", "NOTNORMAL", "TIES", "TRUCE"})
"""Concepts of what a state may have with another one that is not met: ``İsrail'le normalleşme``."""


def is_talked_about(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a land is what is talked about: ``Suriye yaptırımlarını``, ``Suriye ve Irak'taki durum``, ``İsrail'le anlaşma``."""
    brought = any(word.start < step[-1].end and step[0].start < word.end for word in cast.sentence.of("concept", "BRING"))
    if brought or not cast.language.verb_last:
        return False
    if step[0].tag.name == "MEET" and party.span.tag.sort == "person":
        return party.span.tail in cast.language.object_endings and party.span.end <= step[0].start
    if party.span.tag.sort not in LANDS:
        return False
    behind = step[0].tag.name == "MEET" and step[-1].end <= party.span.start  # "görüşüp Ankara'ya geçti"
    if behind and party.span.tail in cast.language.goal_endings and party.code not in cast.organizations:
        return True
    return _owns_topic(party, cast) or _is_listed_topic(party, cast) or _is_partner_at_issue(party, step, cast)


def _owns_topic(party: Party, cast: Cast) -> bool:
    """Whether a bare name stands right before a noun that something is done to: ``Suriye seçimlerini``."""
    sentence, at, thing = cast.sentence, party.span.end, cast.language.endings.get("THING")
    if party.span.tail or thing is None or at >= len(sentence.words) or sentence.words[at].gap.strip():
        return False
    met = [*(word for word in sentence.of("concept") if word.tag.name in PEOPLE), *sentence.of("rank"), *sentence.of("actor")]
    held = any(span.start <= at < span.end for span in met)
    return not held and not sentence.words[at].capital and thing.fullmatch(sentence.words[at].text) is not None


def _is_listed_topic(party: Party, cast: Cast) -> bool:
    """Whether a name is one of a list whose last has the ending of an object or a place: ``Suriye ve Gazze'yi``."""
    words, at, language = cast.sentence.words, party.span.end, cast.language
    joints = {sign.start for sign in cast.sentence.of("sign", "coordinators")}
    names = {span.start: span for span in (*cast.sentence.of("place"), *cast.sentence.of("actor")) if span.tag.sort != "person"}
    if party.span.tail:
        return False
    while at < len(words) and (at in joints or "," in words[at].gap):
        at += at in joints
        if at not in names:
            return False
        last, at = names[at], names[at].end
        ending = last.tail or words[last.end - 1].suffix
        if ending:
            return ending in language.object_endings | language.adjective_endings | language.place_endings
    return False


def _is_partner_at_issue(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a state is with whom somebody is to come to terms, as was said at a meeting: ``İsrail'le anlaşma``."""
    issues = [word for word in cast.sentence.of("concept", *BETWEEN_STATES) if word not in step and word.start == party.span.end]
    return bool(issues) and party.span.tail in cast.language.companion_endings and step[-1].end <= party.span.start
