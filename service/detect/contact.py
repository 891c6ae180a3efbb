"""Officials of both sides who meet, visit or call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.attending import attending_in, comes_to_attend, present_at, with_relative, without_oblique
from service.detect.bringing import brings, without_convener
from service.detect.clauses import clause_around, in_passing, within
from service.detect.errands import (
    TRAVELS,
    are_duo,
    are_paired,
    are_talks,
    are_two_others,
    are_two_persons,
    delegates_in,
    hosts_talks,
    is_bound_elsewhere,
    is_goal,
    leads_elsewhere,
    met_with,
    tells_of_mission,
)
from service.detect.officials import (
    antecedent_of,
    are_officials,
    first_official,
    is_discussed_with,
    is_mere_body,
    is_met,
    is_of_anybody,
    is_official,
    stand_together,
)
from service.detect.spoken_of import is_modifier, is_reached, is_topic, tells_of_two
from service.detect.steps import apart, is_occasion, speakers_before_colon
from service.detect.strangers import is_host, is_met_besides, not_hosts, only_tells, receives_another, sits_with_two, titled_host
from service.detect.subjects import is_in_speech, listed_with, reacts, with_listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.knowledge import Rule
    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party
    from service.detect.scene import Scene

NEAR_TRAVELLER = 2
"""Words behind a journey within which who makes it is told where verbs come first: ``خلال زيارة وزير التجارة``."""
INVITES = frozenset({"INVITE", "INVITING"})
"""Concepts of a visit that is offered."""


def contacts_of(rule: Rule, step: Sequence[Span], scene: Scene) -> list[Party]:
    """The normalizing side of a meeting, visit or call; nothing where no official of the target is met or visited."""
    cast, kind = scene.cast, "INVITE" if rule.all[0] == "INVITING" else rule.all[0]
    ours, theirs = _near(without_convener(step, cast), step, scene), _near(cast.of("target"), step, scene)
    ours = [party for party in ours if not (party.span.tag.ambiguous and party.code in cast.organizations)]
    former = {cue.end for cue in cast.sentence.of("cue", "FORMER")}  # "former British ambassador" holds no office
    ours = [party for party in without_oblique(ours, cast) if party.span.start not in former]
    paired = [party for party in ours if any(are_paired(party, other, step, cast) for other in theirs)]
    if kind in TRAVELS and any(is_official(party, cast) for party in ours if party not in paired):
        paired = []  # where an official goes: to Damascus and Ankara
    jointly = kind == "JOINTLY" and not (paired and are_two_persons(paired[0], step, cast))
    if kind == "DISCUSS":  # what stands behind the verb is what they talk about, or has the ending of it: "Esad'ı konuştu"
        topics = cast.language.object_endings | cast.language.genitive_endings
        theirs = [party for party in theirs if party.span.tail not in topics]
        paired = [party for party in paired if party.span.end <= step[0].start and (theirs or not topics)]
    if kind == "SUMMIT":  # the two whom it is named for
        ahead = not cast.language.verb_first
        paired = [each for each in paired if apart(each.span, step[0]) <= 1 and (not ahead or each.span.end <= step[0].start)]
    unpaired = kind == "SUMMIT" or (kind == "DISCUSS" and not is_discussed_with(theirs, step, cast))
    if jointly or (unpaired and not paired):
        return scene.pair("actor")[:1] if are_duo(step, cast) else []
    objects, subjects = met_with(ours, theirs, step, cast)
    if objects:
        ours, theirs, paired = subjects, [guest for guest in theirs if guest not in objects], []
    hosts, guests = _who_meets(kind, step, scene, ours, theirs, paired=bool(paired))
    away = kind in TRAVELS and (tells_of_mission(step, cast) or leads_elsewhere(step, hosts, guests, cast))
    if away or (kind == "RECEIVE" and (hosts_talks(step, cast) or receives_another(step, cast))):
        return []
    if (not guests and not _is_lent(kind, hosts, step, scene)) or (kind == "MEET" and _is_not_theirs(step, cast)):
        return []
    if not hosts:
        return _unnamed(kind, guests, step, scene)
    sure = paired or delegates_in(step, cast) or (kind not in TRAVELS and are_talks(step, cast))
    if not sure and not are_officials(hosts, guests, cast, travels=kind in TRAVELS):
        return []
    hosts = [party for party in hosts if not reacts(party, step, cast)] or hosts
    told = {span.start for span in speakers_before_colon(cast)}  # "Barrack: Netanyahu and Sharaa should meet"
    hosts = [party for party in hosts if party.span.start not in told] or hosts
    beside = [] if kind in TRAVELS or objects else guests  # "to Syria and Turkey" are two ends of one journey
    return _with_all(paired or hosts, beside, step, scene)


def _unnamed(kind: str, guests: Sequence[Party], step: Sequence[Span], scene: Scene) -> list[Party]:
    """The normalizing side where the sentence does not name it: who is told to take part, or whom the headline names."""
    titled = kind == "MEET" and bool(guests) and bool(scene.cast.sentence.of("rank"))
    if titled and all(party.place for party in guests) and _names_nobody(step, scene):
        return scene.joined()
    met = kind == "MEET" and any(is_official(party, scene.cast) for party in guests)
    attending = attending_in(scene) if met or kind == "RECEIVE" else []
    if attending or kind == "INVITE" or _is_gathering(step, scene.cast):
        return attending
    return _lent(kind, guests, step, scene)


def _who_meets(
    kind: str, step: Sequence[Span], scene: Scene, ours: list[Party], theirs: list[Party], *, paired: bool
) -> tuple[list[Party], list[Party]]:
    """Those of both sides who may meet, visit or call: no mere places, nor who only hosts a meeting."""
    cast, travels = scene.cast, kind in TRAVELS
    guests = theirs if paired else [party for party in theirs if is_met(party, cast) or (travels and is_goal(party))]
    if not paired and _is_gathering(step, cast):
        ours, guests = [[party for party in side if is_official(party, cast)] for side in (ours, guests)]
    hosts = [party for party in ours if not party.place] or (ours if travels or kind == "RECEIVE" else [])
    if kind == "@target official":
        led = {sign.end for sign in cast.sentence.of("sign", "companions")}  # "spoke with the regime's minister in Belgrade"
        titles = {rank.end: rank.start for rank in cast.sentence.of("rank")}
        hosts = [] if titles.get(step[0].start, step[0].start) in led or comes_to_attend(scene) else ours
    if kind == "MEET" and not paired and not brings(step, cast):
        hosts = [party for party in hosts if not is_host(party, cast)]
    return hosts, guests


def _is_not_theirs(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is a meeting of two others, or a summit to which the target is only invited."""
    return are_two_others(step, cast) or (bool(cast.sentence.of("concept", "INVITE")) and _is_gathering(step, cast))


def _is_lent(kind: str, hosts: Sequence[Party], step: Sequence[Span], scene: Scene) -> bool:
    """Whether the target is lent by the headline, to somebody who can travel there: the bill that "goes to Trump" cannot."""
    cast, travellers = scene.cast, (*(party.span for party in hosts), *scene.cast.sentence.of("rank"))
    last = step[-1].end + (NEAR_TRAVELLER if scene.language.verb_first else 0)
    nobody = kind in TRAVELS and (is_bound_elsewhere(cast) or not any(span.start < last for span in travellers))
    return not nobody and _lends_target(kind, step, scene)


def _with_all(hosts: Sequence[Party], guests: Sequence[Party], step: Sequence[Span], scene: Scene) -> list[Party]:
    """Of the normalizing side an official, else who stands nearest, with all who are listed with it or with the target."""
    cast, verb = scene.cast, step[-1]
    partners = cast.language.companion_endings  # who is met besides

    def order(party: Party) -> tuple[bool, bool, int]:
        return not is_official(party, cast), party.span.tail in partners, apart(party.span, verb)

    met = without_convener(step, cast)
    chosen = [party for party in with_listed(min(hosts, key=order), scene) if party in met]
    listed = (party for other in guests for party in listed_with(other, cast, scene.language.and_prefixes))
    chosen += [party for party in listed if party in met and not party.place and party.code not in cast.organizations]
    return [*chosen, *(party for party in present_at(step, cast) if party not in chosen)]


def _near(parties: Sequence[Party], step: Sequence[Span], scene: Scene) -> list[Party]:
    """The parties in the clause of a step; where it has none, the officials in the rest of the sentence."""
    sentence, cast = scene.cast.sentence, scene.cast
    start, end = min(span.start for span in step), max(span.end for span in step)
    clause = with_relative(clause_around(sentence, start, end), step, cast)
    direct = [
        party
        for party in parties
        if not in_passing(party.span, sentence, start)
        and not is_modifier(party, cast)
        and not is_in_speech(party, step, cast)
        and not (is_topic(party, step, cast) or tells_of_two(party, step, cast))
        and (step[0].tag.name in INVITES or not _only_speaks(party, step, cast) or _speaks_of_own(step, cast))
    ]
    speakers = {span.start for span in speakers_before_colon(cast)}
    inside = [party for party in parties if party in antecedent_of(step, cast)]
    inside += [party for party in direct if within(party.span, clause) and party not in inside]
    if all(party.place or is_reached(party, cast) for party in inside):
        speaking = [party for party in direct if party.span.start in speakers and not is_mere_body(party, cast)]
        inside += [party for party in speaking if party not in inside]
    if inside or any(within(span, clause) and not is_of_anybody(span, cast) for span in sentence.of("rank")):
        return inside or direct
    return [party for party in direct if is_official(party, cast)]


def _only_speaks(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a party before a verb of saying only speaks of the meeting of others: no pronoun leads back to it."""
    sentence, start = cast.sentence, min(span.start for span in step)
    cues = {(cue.start, cue.end) for cue in sentence.of("cue")}  # "refuses to meet" is no mere saying
    said = [word for word in sentence.of("concept", "SAY") if party.span.end <= word.start and word.end <= start]
    said = [word for word in said if (word.start, word.end) not in cues]
    pronouns = sentence.of("sign", "pronouns")
    if not said or not cast.language.has_pronouns:
        return False
    own = (*sentence.of("cue"), *sentence.of("sign", "auxiliaries", "infinitives"))
    if any(word.start == said[0].end and not word.aside for word in own):
        return False  # "says ready to meet Assad": the speaker himself, left out in a headline
    return not any(said[0].end <= sign.start < start for sign in pronouns)


def _speaks_of_own(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is with the target that somebody says to meet, nobody else being named: ``says meeting with Assad possible``."""
    sentence, end = cast.sentence, step[-1].end
    signs = [sign for sign in sentence.of("sign", "companions") if 0 <= end - sign.start <= 1]
    following = next((party for party in cast.parties if party.span.start >= end), None)
    others = {party.code for party in cast.of("actor", "patron", "neutral", "other", places=False)}
    return bool(signs) and len(others) == 1 and following is not None and following.part == "target"


def _is_gathering(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is a summit or session, which is a contact only of those who are told to have met there."""
    if any(sign.end == step[0].start for sign in cast.sentence.of("sign", "levels")):
        return False  # "istihbarat düzeyinde toplantılar" are contacts
    held = any(party.span.end == step[0].start and party.code in cast.organizations for party in cast.of("actor"))
    return held or any(apart(span, step[0]) == 0 and span.start < step[0].end for span in cast.sentence.of("concept", "GATHER"))


def _lends_target(kind: str, step: Sequence[Span], scene: Scene) -> bool:
    """Whether the target, which the sentence does not name, is who is met: in the headline, or as a counterpart or one of two."""
    if kind == "INVITE":
        return False
    if kind in TRAVELS:
        return bool(scene.lent("target")) and not scene.cast.of("patron", "other", places=False)
    if kind == "MEET" and ((_names_nobody(step, scene) and scene.joined()) or scene.goes_on(step[0].start)):
        return True
    if kind == "MEET" and scene.of_target_alone(step[0].start):
        return not _is_gathering(step, scene.cast)
    rivals = scene.language.verb_last and scene.cast.of("opposition")  # "Bakan, SMDK yöneticilerini ağırladı"
    if kind != "MEET" and not rivals and len({party.code for party in scene.cast.of("actor")}) == 1:
        strange = [party for party in scene.cast.of("patron", "neutral", "other", places=False) if not is_host(party, scene.cast)]
        return bool(scene.lent("target", places=False)) and not (kind == "PHONE" and strange)
    return not _is_gathering(step, scene.cast) and _is_of_two(step, scene) and bool(scene.pair("actor"))


def _lent(kind: str, guests: Sequence[Party], step: Sequence[Span], scene: Scene) -> list[Party]:
    """The normalizing side where the sentence does not name it, nor somebody else who sits there."""
    there = scene.cast.of("patron", "neutral", "other", places=False)
    there = [party for party in there if not is_host(party, scene.cast) and not only_tells(party, scene.cast)]
    if any(not (is_met_besides(party, guests, scene.cast) or sits_with_two(party, scene.cast)) for party in there):
        return []
    if scene.cast.sentence.headline and not there and guests:
        told = scene.told_below() if kind == "PHONE" or _names_own_title(guests, scene.cast) else []
        return titled_host(guests, scene.cast) or told
    if kind not in TRAVELS and any(scene.cast.ranked(party) for party in guests):
        lent = [party for party in scene.lent("actor", places=False) if party.code not in scene.cast.organizations]
        lent = not_hosts(lent, scene.titles)[:1]
        return [] if is_occasion(step[-1], scene.cast.sentence) and _is_elsewhere(lent, step, scene.cast) else lent
    if guests and _has_own_title(step, scene):
        lent = [party for party in scene.lent("actor", places=False) if party.code not in scene.cast.organizations]
        return lent[:1] if len({party.code for party in lent}) == 1 else []
    if not (kind == "VISIT" and scene.language.verb_last) and _is_of_two(step, scene):
        return first_official(scene.pair("actor"), scene.cast)
    return scene.joined() if kind == "MEET" and _names_nobody(step, scene) else []


def _is_elsewhere(parties: Sequence[Party], step: Sequence[Span], cast: Cast) -> bool:
    """Whether a meeting is held in a third state: "spoke after talks in Astana"."""
    own = {cast.target, *(party.code for party in parties)}
    lands = {cast.lands.get(span.tag.name) for span in cast.sentence.of("place") if 0 <= span.start - step[-1].end <= 1}
    return bool(lands) and own.isdisjoint(lands)


def _names_nobody(step: Sequence[Span], scene: Scene) -> bool:
    """Whether no party stands in the clause of a meeting besides who hosts it, and it is no summit."""
    cast = scene.cast
    clause = clause_around(cast.sentence, step[0].start, step[-1].end)
    own = {party.code for party in scene.joined()}
    there = [party for party in cast.parties if within(party.span, clause) and party.code not in own]
    there = [party for party in there if not (party.place or is_host(party, cast) or is_modifier(party, cast))]
    return not there and bool(scene.titles or not cast.sentence.headline) and not _is_gathering(step, cast)


def _has_own_title(step: Sequence[Span], scene: Scene) -> bool:
    """Whether a title stands in the clause that belongs to nobody who is named: ``the minister met Assad``."""
    sentence = scene.cast.sentence
    clause = clause_around(sentence, min(span.start for span in step), max(span.end for span in step))
    named = [party.span for party in scene.cast.parties if not party.place]
    return not sentence.headline and any(
        within(rank, clause) and not any(stand_together(rank, name, sentence) for name in named) for rank in sentence.of("rank")
    )


def _names_own_title(guests: Sequence[Party], cast: Cast) -> bool:
    """Whether a headline names somebody by a title alone: ``King, Syrian president discuss rail link``."""
    return any(all(not stand_together(rank, guest.span, cast.sentence) for guest in guests) for rank in cast.sentence.of("rank"))


def _is_of_two(step: Sequence[Span], scene: Scene) -> bool:
    """Whether words for two that were named before stand in the clause: "the two", "both", "his counterpart"."""
    sentence = scene.cast.sentence
    clause = clause_around(sentence, min(span.start for span in step), max(span.end for span in step))
    there = scene.cast.of("patron", "neutral", "other", places=False)
    there = [party for party in there if not is_host(party, scene.cast) and not only_tells(party, scene.cast)]
    if any(within(party.span, clause) and not sits_with_two(party, scene.cast) for party in there):
        return False
    strangers = [party.span for party in scene.cast.of("actor", "patron", "neutral", "other")]
    counterparts = sentence.of("concept", "COUNTERPART")
    words = (
        *sentence.of("sign", "pair"),
        *(word for word in counterparts if not any(apart(word, other) == 0 for other in strangers)),
    )
    return any(within(span, clause) for span in words)
