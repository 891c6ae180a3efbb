"""Meetings of the opposition with somebody else, of which the target is only the subject or the stop before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.steps import apart
from service.detect.strangers import NEAR_GOAL, tells_whose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast
    from service.detect.scene import Scene

NEAR_ISSUE = 2
"""Words between normalization and with whom it is: ``ties with the government of Assad``."""
SEEN_AT = frozenset({"FORUM", "MEET", "VISIT"})
"""Concepts of a town of talks, a meeting and a journey, which also tell where and when a mediator sees one side."""


def is_at_issue(name: Span, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a name only tells with whom others normalize, as one side meets: ``meets over Turkish ties with Assad``."""
    if step[0].tag.name not in {"MEET", "PARLEY", "GATHER"}:
        return False
    if any(word.end == name.start for word in cast.sentence.of("concept", "SEAT")):
        return True  # "الخطيب يجلس على مقعد سوريا"
    ahead = [word for word in cast.sentence.of("concept", "MEET", "PARLEY") if word.prefix in cast.language.purpose_prefixes]
    if any(step[-1].end <= word.start < name.start for word in ahead):
        return True  # "لقاء مع المبعوث تمهيداً لمحادثات مع النظام"
    issues = [word for word in cast.sentence.of("concept", "NORMALIZE", "NOTNORMAL", "TIES") if word not in step]
    if _is_of_talks_told(name, step, cast):
        return True
    if cast.language.verb_last:
        joined = name.tail in cast.language.companion_endings
        return joined and any(0 <= word.start - name.end <= 1 and _is_object(word, step, cast) for word in issues)
    behind = [word for word in issues if step[-1].end <= word.start and 0 <= name.start - word.end <= NEAR_ISSUE]
    links = {sign.start for sign in cast.sentence.of("sign", "companions")}
    behind = [word for word in behind if any(word.end <= at < name.start for at in links) or cast.language.verb_first]
    alone = step[0].tag.name != "PARLEY"  # "talks on reconciliation with the regime" are held with it
    return any(alone or _is_of_others(word, step, cast) for word in behind)


def _is_of_talks_told(name: Span, step: Sequence[Span], cast: Cast) -> bool:
    """Whether somebody else is met, or told, about talks with who is named: ``meets UN envoy, discusses talks with regime``."""
    talks = cast.sentence.of("sign", "talking")
    if cast.language.verb_last:
        objects = [word for word in talks if cast.sentence.words[word.end - 1].text.endswith(tuple(cast.language.object_endings))]
        verbs = {word.start for word in cast.sentence.of("concept", "MEET")}
        near = any(word.start == name.end and word.end in verbs for word in objects)
        return near and name.tail in cast.language.companion_endings
    if any(sign.end == step[0].start <= name.start for sign in cast.sentence.of("sign", "topics")):
        return any(word.end < step[0].start for word in cast.sentence.of("concept", "TELL"))  # "briefs opposition on talks with"
    talks = [sign for sign in talks if sign.start not in {span.start for span in step}]
    links = {sign.start for sign in cast.sentence.of("sign", "companions")}
    met = {party.span.start for party in cast.of("neutral", "actor", "other", places=False)}
    met |= {word.start for word in cast.sentence.of("concept", "EMISSARY")}
    return any(
        0 <= name.start - word.end <= NEAR_ISSUE
        and links & {*range(word.start, name.start)}
        and met & {*range(step[-1].end, word.start)}
        for word in talks
    )


def _is_object(word: Span, step: Sequence[Span], cast: Cast) -> bool:
    """Whether endings tell of others' normalization (``normalleşmesini``), or of one that is not met about with it itself."""
    text, told_of = cast.sentence.words[word.end - 1].text, tuple(cast.language.topic_endings)
    owned = word.tag.name == "NOTNORMAL" or text.endswith(tuple(ending for ending in told_of if ending.startswith("n")))
    return owned or (text.endswith((*told_of, *cast.language.goal_endings)) and word.end < step[0].start)


def _is_of_others(word: Span, step: Sequence[Span], cast: Cast) -> bool:
    return any(step[-1].end <= party.span.start <= word.start for party in cast.of("actor"))


def is_only_told_of(step: Sequence[Span], cast: Cast) -> bool:
    """Whether talks or a truce are only what somebody quarrels or speaks about, or meets another state over."""
    return _is_quarrelled_over(step, cast) or _is_met_over(step, cast) or _is_agenda(step, cast)


def _is_quarrelled_over(step: Sequence[Span], cast: Cast) -> bool:
    """Whether a truce is only what is spoken of: ``trade charges over truce``, but not ``agree on a truce``."""
    between = any(step[-1].start <= sign.start <= step[-1].end for sign in cast.sentence.of("sign", "companions"))
    if step[0].tag.name != "TRUCE" or between:
        return False
    topics = [sign for sign in cast.sentence.of("sign", "topics") if 0 <= step[0].start - sign.end <= 1]
    agreed = {at for word in cast.sentence.of("concept", "AGREE") for at in range(word.start, word.end)}
    agreed |= {cue.end for cue in cast.sentence.of("cue", "ANNOUNCE")}
    return any(sign.start not in agreed for sign in topics)


def _is_met_over(step: Sequence[Span], cast: Cast) -> bool:
    """Whether others are met over talks: ``opposition meets Turkish minister over Damascus talks``."""
    leads = [sign for sign in cast.sentence.of("sign", "topics") if 0 <= step[0].start - sign.end <= 1]
    others = [party.span for party in cast.of("actor", "neutral", places=False)]
    return step[0].tag.name in {"PARLEY", "MEET"} and any(
        word.end <= other.start < sign.start for sign in leads for word in cast.sentence.of("concept", "MEET") for other in others
    )


def meets_opposition_over(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is the opposition that is met, over the target or talks with it."""
    first = next((party for party in cast.parties if not party.place), None)
    theirs = cast.of("target")
    leads = [sign.end for sign in cast.sentence.of("sign", "topics") if sign.start >= step[-1].end]
    met = first is not None and first.part == "opposition" and first.span.end <= step[0].start
    told_of = bool(leads) and bool(theirs) and all(party.span.start >= leads[0] for party in theirs)
    return _is_met_over(step, cast) or (met and told_of and step[0].tag.name == "MEET")


def _is_agenda(step: Sequence[Span], cast: Cast) -> bool:
    """Whether talks are only what somebody speaks about: ``مجلس الأمن يبحث مسار المفاوضات السورية``."""
    verb = next((cue for cue in cast.sentence.of("cue", "TOPIC") if 0 <= step[0].start - cue.end <= NEAR_AGENDA), None)
    present = cast.language.endings.get("PRESENT")
    if verb is None or present is None or not cast.language.verb_first or step[0].tag.name not in {"PARLEY", "TALKS", "FORUM"}:
        return False
    parted = any(
        sign.start < step[0].start and verb.end <= sign.end for sign in cast.sentence.of("sign", "locatives", "companions")
    )
    sits = any(not tells_whose(party, cast) and party.span.end <= verb.start for party in cast.of("opposition"))
    return not parted and not sits and bool(present.fullmatch(cast.sentence.words[verb.start].text))


NEAR_AGENDA = 1
"""Words between a verb of discussing and the talks that are discussed: ``يبحث مسار المفاوضات``."""


def is_ones_own(step: Sequence[Span], cast: Cast) -> bool:
    """Whether "his" or "its" talks are those of who stands before them: ``الهيئة تواصل اجتماعاتها``, ``يواصل مشاوراته مع دمشق``.

    True of a mediator, who is none of the two; false of one side where the other is named as with whom the talks are.
    """
    if not any(sign.start == step[0].start for sign in cast.sentence.of("sign", "owned")):
        return False
    before = [party for party in cast.parties if not party.place and party.span.end <= step[0].start]
    if not before or before[-1].part not in {"opposition", "target"}:
        return bool(before)
    other = {"opposition": "target", "target": "opposition"}[before[-1].part]
    leads = [sign for sign in cast.sentence.of("sign", "companions") if 0 <= sign.start - step[-1].end <= NEAR_PARTNER]
    met = [party.span for party in cast.of(other)] + list(cast.sentence.of("concept", "GOVERNMENT"))
    return not any(leads[0].end <= each.start for each in met) if leads else True


NEAR_PARTNER = 4
"""Words between talks and the word for "with"."""


def sees_mediator(step: Sequence[Span], scene: Scene) -> bool:
    """Whether a mediator sees the opposition in a town of talks, or between journeys: ``he is to meet the rebels in Geneva``."""
    cast = scene.cast
    if _sees_apart(step, cast):
        return True
    trips = cast.sentence.of("concept", "VISIT")
    there = [party for party in cast.of("target", places=False) if not tells_whose(party, cast)]
    there = [it for it in there if it.span.tag.sort != "metonym" or all(apart(it.span, trip) > 1 for trip in trips)]
    if step[0].tag.name not in SEEN_AT or there or cast.sentence.of("concept", "GOVERNMENT", "TALKS"):
        return False
    seen = cast.sentence.of("concept", "MEET", "RECEIVE")
    whom = [party for party in cast.of("opposition") if any(apart(party.span, word) <= 1 for word in seen)]
    named = [party for party in cast.parties if not party.place and party not in whom and not tells_whose(party, cast)]
    first = next(iter(named or [party for title in scene.titles for party in title.parties if not party.place]), None)
    return bool(whom) and first is not None and first.part == "neutral"


def goes_to_target(step: Sequence[Span], cast: Cast) -> bool:
    """Whether the target or its place stands near a verb of going."""
    goals = [party for party in cast.of("target") if party.span.tag.sort != "demonym"]
    return any(apart(party.span, step[0]) <= NEAR_GOAL for party in goals)


def _sees_apart(step: Sequence[Span], cast: Cast) -> bool:
    """Whether a mediator sees each side in a place of its own: ``meets ministers in Damascus, opposition in Istanbul``."""
    first = next((party for party in cast.parties if not party.place), None)
    located = {sign.end for sign in cast.sentence.of("sign", "locatives")}
    sides = [*(party.span for party in cast.of("opposition", "target", places=False)), *cast.sentence.of("concept", "GOVERNMENT")]
    towns = {place.tag.name for place in cast.sentence.of("place") if place.start in located and step[-1].end <= place.start}
    mediates = first is not None and first.part == "neutral" and first.span.end <= step[0].start
    return mediates and step[0].tag.name == "MEET" and len(towns) > 1 and all(span.start >= step[-1].end for span in sides)
