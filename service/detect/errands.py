"""Who travels on an errand, and which two officials act together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.detect.bounds import is_beyond
from service.detect.clauses import clause_around, within
from service.detect.steps import OCCASIONS, apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party

TRAVELS = frozenset({"VISIT", "DELEGATE", "@official", "@target official", "@delegation"})
"""Contacts for which it is enough that a party is the place."""
BESIDE = 2
"""Words between an errand, or what two do, and who does it."""


def are_duo(step: Sequence[Span], cast: Cast) -> bool:
    """Whether two officials who were named before do it together: ``the two ministers agreed``."""
    signs = cast.sentence.of("sign", "duos")
    behind = any(part.start < sign.start and sign.end <= part.end for sign in signs for part in step)  # "بحث الوزيران"
    return behind or any(0 <= step[0].start - sign.end <= BESIDE for sign in signs)


def are_two_persons(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether two persons do it: ``Xi and Assad announce``; that they will meet says not that they met."""
    titled = cast.language.verb_first and cast.is_official(party)  # "وزيرا الخارجية البحريني والسوري يؤكدان"
    before = (party.span.tag.sort == "person" or cast.has_envoy(party) or titled) and party.span.end <= step[0].start
    return before and not any(word not in step for word in cast.sentence.of("concept", "MEET", "VISIT"))


def are_two_others(step: Sequence[Span], cast: Cast) -> bool:
    """Whether a hyphen names the two who meet, and neither is of the target: ``Erdoğan-Putin görüşmesinde Suriye konuşuldu``."""
    last = next((party for party in cast.parties if party.span.end == step[0].start), None)
    first = next((party for party in cast.parties if last is not None and party.span.end == last.span.start), None)
    if first is None or last is None or "-" not in cast.sentence.words[last.span.start].gap:
        return False
    before = any(party.span.end == first.span.start and party.part == "target" for party in cast.parties)
    return not before and all(party.part in {"actor", "patron"} for party in (first, last))


def tells_of_mission(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is an ambassador who travels, or a mission that is there; plain diplomats may be on an errand."""
    errands = set() if _come_back(step, cast) else {sign.start for sign in cast.sentence.of("sign", "delegates")}
    words = [word for word in cast.sentence.of("concept", "MISSION", "ENVOY", "NOMISSION") if word.start not in errands]
    words = [word for word in words if word.tag.name == "ENVOY" or not _only_tells_when(step[0], word, cast)]
    if any(_comes_by_name(word, step[0], cast) for word in words):
        return True
    # A comma parts them: "visits Damascus, says embassy may open".
    return any(apart(step[0], word) <= BESIDE and not is_beyond(step[0], word, cast.sentence) for word in words)


def _only_tells_when(visit: Span, mission: Span, cast: Cast) -> bool:
    """Whether a visit only tells when something was done with a mission: ``reopens embassy on second visit``."""
    signs = cast.sentence.of("sign", "topics", "during", "locatives")
    return any(sign.start == mission.end and sign.end <= visit.start for sign in signs)


def _comes_by_name(envoy: Span, verb: Span, cast: Cast) -> bool:
    """Whether only an envoy's name stands before the verb: ``وكان القائم بالأعمال عبد الله الحريص وصل إلى دمشق``."""
    sentence, between = cast.sentence, range(envoy.end, verb.start)
    told = {span.start for span in (*sentence.of("concept"), *sentence.of("cue"), *sentence.of("sign", "separators"))}
    commas = any("," in sentence.words[at].gap for at in (*between, verb.start))
    named = 0 < len(between) <= LONGEST_NAME and told.isdisjoint(between) and not commas
    return envoy.tag.name == "ENVOY" and cast.language.verb_first and named


LONGEST_NAME = 5
"""Words of an envoy's state and name."""


def is_mere_occasion(step: Sequence[Span], cast: Cast) -> bool:
    """Whether a meeting or visit that was told before is only when something else is done: ``على هامش الزيارة``."""
    article, sentence = cast.language.names.morphology.article, cast.sentence
    noun = step[0]
    if not article or len(step) > 1 or noun.tag.name not in OCCASIONS or not noun.prefix.endswith(article):
        return False
    led = any(sign.end == noun.start for sign in sentence.of("sign", "during", "awaiting"))
    told = any(sign.start == noun.end for sign in sentence.of("sign", "companions", "relatives", "between"))
    return led and not told


def brings_goods(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is an aeroplane or a convoy that arrives, and no official's: ``وصلت طائرة الملكية الأردنية إلى دمشق``."""
    vehicles = {sign.end for sign in cast.sentence.of("sign", "vehicles") if sign.start == step[-1].end}
    return step[0].tag.name == "VISIT" and bool(vehicles) and all(rank.start not in vehicles for rank in cast.sentence.of("rank"))


def _come_back(step: Sequence[Span], cast: Cast) -> bool:
    """Whether those who are sent go back to a post: ``sends diplomats back``."""
    return any(apart(sign, part) <= BESIDE for sign in cast.sentence.of("sign", "returning") for part in step)


def delegates_in(step: Sequence[Span], cast: Cast) -> bool:
    """Whether a step itself tells that officials are sent: ``sends a delegation``."""
    signs = cast.sentence.of("sign", "delegates")
    return any(part.start <= sign.start and sign.end <= part.end for sign in signs for part in step)


def are_talks(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is a word for talks, which states hold by their names, and not for a match: ``no contacts with Syria``."""
    signs = cast.sentence.of("sign", "talking")
    return any(part.start <= sign.start and sign.end <= part.end for sign in signs for part in step)


def is_goal(party: Party) -> bool:
    """Whether a name may be where a journey leads; a people is none: ``met Syrians in Berlin``."""
    return party.span.tag.sort != "demonym"


def is_bound_elsewhere(cast: Cast) -> bool:
    """Whether a sentence tells by an ending that somebody goes to another state: ``ABD heyeti Beyrut'a geldi``."""
    ends = cast.language.goal_endings
    return any(is_goal(party) and party.span.tag.sort != "person" and party.span.tail in ends for party in cast.of("actor"))


def leads_elsewhere(step: Sequence[Span], hosts: Sequence[Party], guests: Sequence[Party], cast: Cast) -> bool:
    """Whether a journey leads to other states alone, and nobody of the target makes it: ``قبل أن يتوجه إلى تركيا``."""
    if step[0].tag.name != "VISIT" or not hosts:
        return False
    clause = clause_around(cast.sentence, step[0].start, step[-1].end)
    if _goes_to_third(step, hosts, cast):
        return True
    reached = all(_is_led_to(host, step, cast) for host in hosts)
    return reached and not any(within(guest.span, clause) for guest in guests)


def _goes_to_third(step: Sequence[Span], hosts: Sequence[Party], cast: Cast) -> bool:
    """Whether a state's official, named behind the journey, goes to another one: ``وصول وزير الخارجية التركي إلى واشنطن``."""
    behind = [party for party in cast.parties if 0 <= party.span.start - step[-1].end <= NEAR_GOAL]
    goal = next((party for party in behind if party.place), None)
    going = [party for party in behind if goal is not None and not party.place and party.span.end <= goal.span.start]
    third = goal is not None and goal.part == "actor" and len(going) == 1 and going[0] in hosts and going[0].code != goal.code
    return third and cast.language.verb_first


NEAR_GOAL = 6
"""Words of a title and a name between a journey and where it leads."""


def goes_past(step: Sequence[Span], cast: Cast) -> bool:
    """Whether a name with the ending of a goal right before the verb is not the target's, and none of its officials travels.

    ``Vilnius'a giden Erdoğan``; a name that nobody knows is a place too.
    """
    at, words = step[0].start - 1, cast.sentence.words
    if at < 0 or step[0].tag.name not in {"VISIT", "ATTEND"}:
        return False
    if words[at].suffix.endswith(tuple(cast.language.since_endings)) and not cast.has_target:
        return True  # "açıklama Bakanlık'tan geldi"
    if not words[at].capital or words[at].suffix not in cast.language.goal_endings:
        return False
    there = [party for party in cast.parties if party.span.start <= at < party.span.end]
    inside = any(span.start <= at < span.end and span.tag.name in cast.inside for span in cast.sentence.of("place"))
    led = {sign.start for sign in cast.sentence.of("sign", "coordinators") if any(sign.end == each.span.start for each in there)}
    inside = inside or any(party.span.end in led for party in cast.of("target"))  # "Şam ve Ankara'ya gitti"
    with_whom = cast.language.companion_endings
    travels = any(party.span.tag.sort == "person" and party.span.tail not in with_whom for party in cast.of("target"))
    return not (inside or travels or any(party.part == "target" for party in there))


def _is_led_to(host: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a state is where a journey leads: a place, or a capital right behind the verb of who is not of the target."""
    if host.place:
        return 0 <= host.span.start - step[-1].end <= 1
    first = next((party for party in cast.parties if not party.place), None)
    object_of = cast.language.verb_first and host.span.tag.sort == "metonym" and host.span.start == step[-1].end
    return object_of and first is not None and first.part != "target" and first.code != host.code


def met_with(ours: Sequence[Party], theirs: Sequence[Party], step: Sequence[Span], cast: Cast) -> tuple[list[Party], list[Party]]:
    """Whom somebody meets besides the target, and who that is: ``السوداني على تواصل مع الأسد وأردوغان`` is no meeting of the two.

    Nothing where the target and another one are not what stands behind "with", or nobody stands before the step.
    """
    called = _called_by(ours, theirs, step, cast)
    if called is not None:
        return called
    end = step[-1].end
    signs = [sign for sign in cast.sentence.of("sign", "companions") if 0 <= end - sign.start <= 1]
    peers = [sign for sign in cast.sentence.of("sign", "peers") if 0 <= sign.end - end <= 1]  # "يلتقي نظيريه السوري والفرنسي"
    signs += peers
    met = [party for party in theirs if signs and party.span.start == signs[0].end]
    behind = [party for party in ours if met and 0 <= party.span.start - met[0].span.end <= 1 and cast.are_joined(party, met[0])]
    starts, ends = {party.span.start for party in theirs}, {sign.end for sign in peers}
    behind += [party for party in ours if party.span.start in ends and party.span.end in starts]  # "نظيريه الإيراني والسوري"
    before = [party for party in cast.of("actor", places=False) if party.span.end <= step[0].start]
    before.sort(key=cast.is_official)
    return (behind, before[-1:]) if behind and before else ([], [])


def _called_by(
    ours: Sequence[Party], theirs: Sequence[Party], step: Sequence[Span], cast: Cast
) -> tuple[list[Party], list[Party]] | None:
    """Whom somebody else telephones besides the target, and who that is: ``السوداني يتصل بأردوغان والأسد``."""
    if step[0].tag.name != "PHONE":
        return None
    first = next((party for party in cast.parties if step[0].start < party.span.start <= step[-1].end), None)
    if first is None or first.span.prefix not in cast.language.place_prefixes:
        return None
    behind = [party for party in cast.parties if party.span.start == first.span.end and cast.are_joined(first, party)]
    objects = [party for party in ours if party in (first, *behind)]
    both = bool(objects) and any(party in (first, *behind) for party in theirs)
    before = [party for party in cast.of("actor", places=False) if party.span.end <= step[0].start]
    before = [party for party in before if party.code not in {each.code for each in objects}]
    return (objects, before[-1:]) if both and before else None


def hosts_talks(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is a meeting of others that is hosted: ``the talks were hosted by Qatar``, ``Oman hosts a meeting of``."""
    words = cast.sentence.of("concept", "MEET", "PARLEY", "GATHER", "SUMMIT")
    return any(word.start != step[0].start and apart(word, step[0]) <= 1 for word in words)


def are_paired(party: Party, other: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether two names stand together as one adjective does to another: ``Turkish-Syrian``, ``Ankara and Damascus``."""
    own = _with_peer(party, cast)
    envoy = own is not party.span or cast.has_envoy(party)  # "China's Xi" is a person as Assad is
    own = replace(own, end=own.end + 1) if envoy and own is party.span else own
    alike = (envoy or party.span.tag.sort == "person") if other.span.tag.sort == "person" else _are_alike(own, other.span, cast)
    first, last = sorted((own, other.span), key=lambda span: span.start)
    alike |= first.end == last.start and "-" in cast.sentence.words[last.start].gap  # "Saudi-Syrian"
    parted = any(first.end <= span.start < last.start for span in step)
    parted |= any(sign.start == first.end for sign in cast.sentence.of("sign", "companions"))  # "to Syria with EU aid"
    placed = party.place or other.place
    return alike and apart(first, last) <= 1 and not (parted or placed)


def _with_peer(party: Party, cast: Cast) -> Span:
    """A state's adjective with the word that makes a person of it: ``his Saudi counterpart``."""
    span, words = party.span, cast.sentence.words
    peers = {sign.start: sign.end for sign in cast.sentence.of("sign", "peers")}
    if span.tag.sort == "person" or span.end not in peers or words[span.end].gap.strip():
        return span
    owned = any(sign.end == span.start for sign in cast.sentence.of("sign", "pronouns"))
    return replace(span, start=span.start - owned, end=peers[span.end])


def _are_alike(one: Span, other: Span, cast: Cast) -> bool:
    """Whether two names are of one sort; a state's name may be written as its adjective is: ``قمة سورية سعودية``."""
    adjectives = {sign.start for sign in cast.sentence.of("sign", "adjectives")}
    one_sort, other_sort = ("demonym" if span.start in adjectives else span.tag.sort for span in (one, other))
    return one.tag.sort == other.tag.sort or one_sort == other_sort == "demonym"


def invites_opposition(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is the opposition that is invited: ``الائتلاف ينفي تلقي دعوة تركية للقاء النظام``."""
    return step[0].tag.name == "INVITE" and bool(cast.of("opposition"))


def is_agreed_to(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is no guest who is received but a deed that is agreed to: ``gaz sağlamayı kabul etti``."""
    if step[0].tag.name != "RECEIVE":
        return False
    infinitive, before = cast.language.endings.get("INFINITIVE"), cast.sentence.words[: step[0].start]
    if any(sign.end == step[0].start for sign in cast.sentence.of("sign", "adopted")):
        return True  # "yol haritası kabul edildi"
    return infinitive is not None and bool(before) and infinitive.fullmatch(before[-1].text) is not None


def only_orders(step: Sequence[Span], cast: Cast) -> bool:
    """Whether somebody is only told what to do, which may be through the press: ``tells Assad to go``."""
    told = any(part.tag.name == "TELL" for part in step)
    return told and any(sign.start == step[-1].end for sign in cast.sentence.of("sign", "infinitives"))
