"""Who else was there: officials whom a later sentence adds to a meeting told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import clause_around, within
from service.model.mention import Role, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.draft import Draft
    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party
    from service.detect.scene import Scene
    from service.detect.sentences import Sentence

CONTACT = "official_contact"


def add_attending(drafts: Sequence[Draft], scene: Scene) -> list[Draft]:
    """The drafts, where who "also took part in the meeting" is one more at the meeting told last, and meets nobody anew."""
    met = [draft for draft in drafts if _is_met(draft, scene)]
    attending = _attending(scene) if met else []
    if not attending:
        return list(drafts)
    sentence, actors = scene.cast.sentence, set(met[-1].actors)
    for meeting in (each for each in met if set(each.actors) == actors):
        meeting.actors = tuple(dict.fromkeys((*meeting.actors, *(party.code for party in attending))))
        meeting.evidence += [(sentence, party.span, Role.ACTOR) for party in attending]
    return [draft for draft in drafts if draft.indicator != CONTACT or draft.sentence is not sentence]


def _is_met(draft: Draft, scene: Scene) -> bool:
    """Whether a draft is a contact that took place, told in another sentence."""
    told = draft.indicator == CONTACT and draft.verdict.status is Status.OCCURRED
    return told and draft.sentence is not scene.cast.sentence


def _attending(scene: Scene) -> list[Party]:
    """The officials who are told to take part in a meeting."""
    told = scene.cast.sentence.of("concept", "MEET") or _lists(scene.cast.sentence)
    return _taking_part(scene.cast) if told else []


def attending_in(scene: Scene) -> list[Party]:
    """Who is told to take part, right behind a headline that names only whom of the target they met."""
    cast = scene.cast
    named = [party for party in cast.of("actor", places=False) if party.code not in cast.organizations]
    return _taking_part(scene.after[0]) if cast.sentence.headline and scene.after and not named else []


def without_oblique(parties: Sequence[Party], cast: Cast) -> list[Party]:
    """The parties without those from whom somebody comes, or in whose name he acts: ``آتياً من بيروت``, ``باسم الاتحاد``."""
    oblique = {sign.end for sign in cast.sentence.of("sign", "oblique")}
    return [party for party in parties if party.span.start not in oblique]


def present_at(step: Sequence[Span], cast: Cast) -> list[Party]:
    """The officials who are told to be present at a meeting: ``بحضور ولي العهد السعودي``."""
    signs = [sign for sign in cast.sentence.of("sign", "presence") if step[0].start <= sign.start]
    there = [party for party in cast.of("actor", places=False) if party.code not in cast.organizations]
    there = [party for party in there if cast.is_official(party) or cast.ranked(party) is not None] if signs else []
    return [party for party in there if any(0 <= party.span.start - sign.end <= NEAR_PRESENCE for sign in signs)]


NEAR_PRESENCE = 4
"""Words of a title between words for "in the presence of" and a name or adjective."""


def with_relative(clause: tuple[int, int], step: Sequence[Span], cast: Cast) -> tuple[int, int]:
    """A clause with the relative one that tells who met: ``اجتماع عمّان الذي ضم وزراء السعودية ومصر ونظيرهم السوري``."""
    sentence, joining = cast.sentence, {sign.start for sign in cast.sentence.of("sign", "joining")}
    behind = (sign for sign in sentence.of("sign", "relatives") if sign.start == clause[1] and sign.end in joining)
    relative = next((sign for sign in behind if sign.start - step[-1].end <= NEAR_RELATIVE), None)
    return clause if relative is None else (clause[0], clause_around(sentence, relative.end, relative.end + 1)[1])


NEAR_RELATIVE = 2
"""Words between a meeting and the relative clause that tells who met: where it was."""


def comes_to_attend(scene: Scene) -> bool:
    """Whether the sentence behind a headline tells that somebody came to take part in what many attend, and no more."""
    if not (scene.language.verb_last and scene.cast.sentence.headline and scene.after):
        return False
    sentence = scene.after[0].sentence
    purposes = {sign.start for sign in sentence.of("sign", "occasions")}
    attends = any(word.end in purposes for word in sentence.of("concept", "ATTEND"))
    return attends and bool(sentence.of("concept", "GATHER")) and not sentence.of("concept", "RECEIVE", "COUNTERPART")


def _taking_part(cast: Cast) -> list[Party]:
    """The officials who take part in something, in a sentence that names nobody of the target."""
    sentence = cast.sentence
    if sentence.headline or cast.of("target", "opposition", "patron", "other", places=False):
        return []
    if not (sentence.of("concept", "ATTEND") or _lists(sentence)) or sentence.of("cue", "NEG", "DENY"):
        return []
    if _lists(sentence):
        clause = clause_around(sentence, 0, 1)
        return [party for party in cast.of("actor") if within(party.span, clause) and party.code not in cast.organizations]
    return [party for party in cast.of("actor", places=False) if cast.is_official(party)]


def _lists(sentence: Sentence) -> bool:
    """Whether a sentence begins with who sat in what met: ``ضمت اللجنة وزراء خارجية ...``."""
    return any(sign.start == 0 for sign in sentence.of("sign", "joining"))
