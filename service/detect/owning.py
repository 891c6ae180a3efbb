"""Whose mission, envoy, relations or seat it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import clause_around, within
from service.detect.hosting import BESIDE, host_of, post_besides
from service.detect.partners import between_two, told_partners
from service.detect.roles import Party
from service.detect.steps import POSTED, apart
from service.detect.subjects import states_in, subjects_of, with_listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast
    from service.detect.scene import Scene

ARRIVES = frozenset({"TAKEUP", "READMIT", "RETURN"})
"""Concepts of an envoy's way to the post, or home."""


def sanctioner_of(sanctions: Span, waiver: Span, scene: Scene) -> list[Party]:
    """Whose sanctions or waiver, where the name stands right beside the word: ``EU sanctions``, ``الإعفاء الأميركي``."""
    cast, ends = scene.cast, {sanctions.end, waiver.end}
    laws = [law for law in cast.sentence.of("concept", "SANCTION") if law.tag.by and law.start == sanctions.start]
    if laws and laws[0].tag.sort == cast.target:
        return [Party(laws[0], laws[0].tag.by, "actor", place=False)]
    beside = [
        each
        for each in cast.of("actor", "neutral", places=False)
        if each.span.end == sanctions.start or (each.span.tag.sort == "demonym" and each.span.start in ends)
    ]
    return with_listed(beside[0], scene) if beside else []


def owners_of(step: Sequence[Span], scene: Scene) -> list[Party]:
    """Whose mission, envoy or relations: the state beside the noun, else the subject.

    Where the mission is the target's own, it is the state that hosts it; where it stands in a third state, nobody's.
    """
    cast = scene.cast
    noun, owner, host = _owner_and_host(step, cast)
    comes_home = step[-1].tag.name in ARRIVES and _comes_home(step[-1], cast)
    elsewhere = _opens_something(step, cast) or _closes_another(step, cast) or _go_to_gathering(step, scene)
    elsewhere = elsewhere or _are_on_errand(step, cast) or _serves_neutral(step, cast)
    two = between_two(noun, cast)
    if two or elsewhere or (comes_home and (owner is None or owner.part != "target")):
        return two
    if owner is not None and owner.part == "target":
        hosted = host is not None and host.part == "actor"
        there = cast.of("actor") or next(filter(None, (each.of("actor") for each in scene.titles if each.has_target)), [])
        return with_listed(host, scene) if host and hosted else subjects_of(states_in(cast), step, scene, there)
    partners = told_partners(noun, step, cast)
    if partners is not None:
        return partners
    if _is_of_others(step, owner, host, scene):
        return []
    if owner is not None:
        return with_listed(owner, scene) if owner.part == "actor" else []
    states = states_in(cast)
    if noun.tag.name in POSTED:  # "Kuwait: our embassy depends on the League"
        states = [party for party in states if party.code not in cast.organizations] or states
        states = [party for party in states if not _only_decided(party, cast)]
    return subjects_of(states, step, scene, cast.of("actor"))


def _owner_and_host(step: Sequence[Span], cast: Cast) -> tuple[Span, Party | None, Party | None]:
    """What is owned, by whom, and where it stands; whose flag it is tells the mission over which it flies."""
    noun, owner = step[0], _owner(step, cast)
    if noun.tag.name == "FLAG" and owner is None:
        noun = next(iter(cast.sentence.of("concept", "MISSION")), noun)
        owner = _owner([noun, *step[1:]], cast)
    host = host_of(noun, cast)
    if host is not None and host.part != "target":
        host = post_besides(step, cast) or host
    if owner is None and host is not None and host.part == "actor":
        owner = _opener(step, cast)
    return noun, owner, host


def _go_to_gathering(step: Sequence[Span], scene: Scene) -> bool:
    """Whether ambassadors are only sent to a conference or ceremony: ``Oman sent its ambassador to the conference``."""
    noun, sentence = step[0], scene.cast.sentence
    if noun.tag.name != "ENVOY" or not any(word.start == part.start for word in sentence.of("concept", "SEND") for part in step):
        return False
    clause = clause_around(sentence, min(part.start for part in step), max(part.end for part in step))
    last = scene.language.verb_last  # where it stands behind the verb it says when: "göndereceğini toplantının sonunda duyurdu"
    if any(within(word, clause) and not (last and word.start >= step[-1].end) for word in sentence.of("concept", "GATHER")):
        return True
    theirs = any(sign.end == noun.start for sign in sentence.of("sign", "pronouns", "articles"))
    told = any(cast.sentence.of("concept", "GATHER") for cast in scene.titles)
    return theirs and told and not scene.cast.has_target


def _are_on_errand(step: Sequence[Span], cast: Cast) -> bool:
    """Whether plain diplomats are sent, and not sent back to a post: ``sends diplomats to meet the new leaders``."""
    sentence = cast.sentence
    plain = any(sign.start == step[0].start for sign in sentence.of("sign", "errands"))
    sent = any(word.start == part.start for word in sentence.of("concept", "SEND") for part in step)
    return plain and sent and not any(apart(sign, part) <= BESIDE for sign in sentence.of("sign", "returning") for part in step)


def _serves_neutral(step: Sequence[Span], cast: Cast) -> bool:
    """Whether a diplomat becomes the envoy of who is nobody's side: ``Norwegian diplomat picked as UN's Syria envoy``."""
    end = max(part.end for part in step)
    whose = any(end <= party.span.start <= end + 1 for party in cast.of("neutral"))
    return whose and any(end < word.start <= end + BESIDE_POST for word in cast.sentence.of("concept", "EMISSARY"))


BESIDE_POST = 5
"""Words between "named as" and the post of somebody else."""


def _opens_something(step: Sequence[Span], cast: Cast) -> bool:
    """Whether a mission opens, and is not opened: ``embassies open polling stations``."""
    noun, verb, sentence = step[0], step[-1], cast.sentence
    if _opens_there(noun, verb, cast):
        return True
    following = sentence.words[verb.end : verb.end + 1]
    named = (*sentence.of("sign", "locatives", "genitives"), *sentence.of("place"), *sentence.of("actor"))
    inside = {at for span in named for at in range(span.start, span.end)}
    if not inside.issuperset(range(noun.end, verb.start)) or not following or following[0].gap.strip():
        return False
    if following[0].capital and not cast.language.verb_first:  # a script without capitals tells no names by them
        return False
    alone = verb.end if cast.language.verb_first else None  # "تفتح أبوابها" says what is opened
    if not any(sign.start == verb.start and alone in {None, sign.end} for sign in sentence.of("sign", "openings")):
        return False
    known = [span for span in sentence.spans if span.tag.name != "people"]  # "evacuates nationals"
    return not following[0].text.isdecimal() and not any(span.start <= verb.end < span.end for span in known)


def _opens_there(noun: Span, verb: Span, cast: Cast) -> bool:
    """Whether something else opens at a mission: ``polling stations opened at Syrian embassies``."""
    sentence = cast.sentence
    leads = [sign for sign in sentence.of("sign", "locatives") if sign.start == verb.end and sign.end <= noun.start]
    opens = [sign for sign in sentence.of("sign", "happening") if sign.start == verb.start > 0]
    named = {at for span in (*sentence.of("actor"), *sentence.of("concept", "CONSULAR")) for at in range(span.start, span.end)}
    return bool(leads and opens) and verb.start - 1 not in named


def _closes_another(step: Sequence[Span], cast: Cast) -> bool:
    """Whether something else is closed, and what stands behind its comma is told apart: ``closes council, ambassador to ...``."""
    noun, verb = step[0], step[-1]
    between = range(verb.end + 1, noun.start + 1)
    works = [sign.end for sign in cast.sentence.of("sign", "workings") if sign.start == verb.end]
    if works and verb.tag.name == "CLOSE" and noun.start - works[0] > 1:
        return True  # "يعلّقان عمل المجلس الأعلى وتُحصر المراسلات بالسفارتين"
    return verb.tag.name == "CLOSE" and any("," in cast.sentence.words[at].gap for at in between)


def _comes_home(verb: Span, cast: Cast) -> bool:
    """Whether an envoy's way leads to the capital of a state that is not the target: ``returned to Ankara``."""
    signs = {sign.end for sign in (*cast.sentence.of("cue", "TO"), *cast.sentence.of("sign", "locatives"))}
    behind = [each for each in cast.parties if each.span.start in signs and 0 <= each.span.start - verb.end <= BESIDE]
    return any(each.part == "actor" and each.span.tag.sort == "metonym" for each in behind)


def _is_of_others(step: Sequence[Span], owner: Party | None, host: Party | None, scene: Scene) -> bool:
    """Whether it is a mission in a third state, or the relations of two others."""
    cast = scene.cast
    if host is not None and host.part not in {"target", "opposition"} and not _is_at_home(host, owner, cast):
        return True
    if (step[0].tag.name == "CREDENTIALS" and _are_anothers(cast)) or _is_sent_elsewhere(step[0], cast):
        return True
    if any(_is_posted_elsewhere(post, cast) for post in _posts(step[0], cast)):
        return True
    return _are_two_others(step, cast) or (not cast.has_target and _is_pair(cast, scene))


def _is_sent_elsewhere(noun: Span, cast: Cast) -> bool:
    """Whether an ambassador is sent to a third state, by none of the target: ``Katar Türkiye'ye büyükelçi atadı``."""
    before = [party for party in cast.parties if party.span.end <= noun.start]
    goals = [party for party in before if party.span.tail in cast.language.goal_endings and noun.start - party.span.end <= BESIDE]
    if noun.tag.name == "ENVOY" and not cast.has_target and _are_counted(noun, cast):
        return True
    third = noun.tag.name == "ENVOY" and bool(goals) and all(party.part == "actor" for party in goals)
    return third and not any(party.part == "target" for party in before)


def _are_counted(noun: Span, cast: Cast) -> bool:
    """Whether it is a number of ambassadors, wherever they are: ``12 büyükelçi değişti``."""
    signs = any(sign.end == noun.start for sign in cast.sentence.of("sign", "numbers"))
    before = cast.sentence.words[noun.start - 1 : noun.start] if noun.start else []
    return signs or any(word.text.isdecimal() and not word.suffix for word in before)


def _posts(noun: Span, cast: Cast) -> list[Span]:
    """The missions that a step tells of; of credentials, the envoys who stand before them."""
    envoys = [word for word in cast.sentence.of("concept", "ENVOY") if word.end <= noun.start]
    return [noun] if noun.tag.name in POSTED else envoys if noun.tag.name == "CREDENTIALS" else []


def _is_posted_elsewhere(noun: Span, cast: Cast) -> bool:
    """Whether a mission is one state's in another, where verbs come last: ``ABD'nin Ankara Büyükelçisi``."""
    before = [party for party in cast.parties if party.span.end <= noun.start]
    if not cast.language.verb_last or len(before) < 2:  # noqa: PLR2004 - whose it is, and where
        return False
    owner, host = before[-2:]
    bare = host.span.end == noun.start and not host.span.tail and host.span.tag.sort in {"name", "metonym"}
    words = cast.sentence.words[owner.span.end : host.span.start + 1]
    whose = owner.span.tail in cast.language.genitive_endings if len(words) > 1 else not words[0].gap.strip(" '’")
    whose &= len(words) <= BESIDE and not any("," in word.gap for word in words)
    return bare and whose and host.part != "target" and owner.part != "target" and owner.code != host.code


def _owner(step: Sequence[Span], cast: Cast) -> Party | None:
    """Whose a mission is: ``the Turkish embassy``, ``Turkey's embassy``, ``السفارة التركية``; not who opens it."""
    noun = step[0]
    before = [
        each
        for each in cast.parties
        if not each.place
        and 0 <= noun.start - each.span.end <= BESIDE
        and not _only_decided(each, cast)
        and not _only_places(each, noun, cast)
        and (
            each.span.tag.sort == "demonym"
            or each.span.tail
            or not any(each.span.end <= verb.start < noun.start for verb in step[1:])
        )
    ]
    before = [each for each in before if not _is_parted(each.span, noun, cast)]
    behind = [each for each in cast.parties if each.span.tag.sort == "demonym" and 0 <= each.span.start - noun.end < BESIDE]
    return min((*behind, *before), key=lambda each: apart(each.span, noun), default=None)


def _only_places(party: Party, noun: Span, cast: Cast) -> bool:
    """Whether the target's bare name only says where another one's mission stands: ``France to reopen its Syria embassy``."""
    if party.part != "target" or party.span.tag.sort != "name" or party.span.tail or party.span.end != noun.start:
        return False
    whose = {sign.end for sign in cast.sentence.of("sign", "pronouns")}
    whose |= {each.span.end for each in cast.of("actor") if each.span.tail or each.span.tag.sort == "demonym"}
    return not cast.language.verb_last and party.span.start in whose


def _is_parted(name: Span, noun: Span, cast: Cast) -> bool:
    """Whether a colon behind other words parts a name from a noun: ``السفير السوري في بيروت: العلاقات``."""
    words = cast.sentence.words[name.end + 1 : noun.start + 1]
    return cast.language.verb_first and any(":" in word.gap for word in words)


def _opener(step: Sequence[Span], cast: Cast) -> Party | None:
    """The target where it is its own mission that it opens: ``Syria reopens its embassy in Kuwait``."""
    before = [each for each in cast.parties if not each.place and each.span.end <= step[-1].start]
    nearest = max(before, key=lambda each: each.span.end, default=None)
    return nearest if nearest is not None and nearest.part == "target" else None


def _are_anothers(cast: Cast) -> bool:
    """Whether credentials are presented to somebody else: two states are named, and the target is none of them."""
    return not cast.of("target", places=False) and len({party.code for party in cast.of("actor", "patron")}) > 1


def _is_at_home(host: Party, owner: Party | None, cast: Cast) -> bool:
    """Whether it is the owner itself, or its own capital: ``Britain recalled its ambassador to London``."""
    return host is owner or any(party.code == host.code and party.span.end <= host.span.start for party in cast.parties)


def _are_two_others(step: Sequence[Span], cast: Cast) -> bool:
    """Whether the clause tells of the relations of two others: ``Saudi Arabia and Iran restore ties, ...``."""
    clause = clause_around(cast.sentence, min(span.start for span in step), max(span.end for span in step))
    here = [party for party in cast.parties if within(party.span, clause) and not _reacts_beyond(party, step, cast)]
    codes = {party.code for party in here if party.part in {"actor", "patron", "other"} and not party.place}
    return cast.has_target and len(codes) > 1 and all(party.part != "target" for party in here)


def _reacts_beyond(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a party only welcomes or condemns, behind a comma, what others do: ``..., Syria applauds``."""
    judged = cast.sentence.of("concept", "FAVOUR", "OPPOSE")
    end = max(span.end for span in step)
    beyond = end <= party.span.start and any("," in word.gap for word in cast.sentence.words[end : party.span.start + 1])
    return beyond and any(word.start == party.span.end for word in judged)


def _is_pair(cast: Cast, scene: Scene) -> bool:
    """Whether two states have to do with each other in a sentence that names no target, in an entry whose headline names none.

    Where the sentence names nobody, or says "the two", it is those of the headline.
    """
    named = [party for party in cast.parties if not party.place]
    casts = [cast] if named and not cast.sentence.of("sign", "pair") else [cast, *scene.titles]
    codes = {party.code for each in casts for party in each.of("actor", "patron", "other")}
    return len(codes) > 1 and not scene.lent("target", places=not cast.sentence.of("sign", "pair"))


def _only_decided(party: Party, cast: Cast) -> bool:
    """Whether an organization only tells whose decision it was: ``Arap Birliği kararının ardından büyükelçi atadı``."""
    decided = any(word.start == party.span.end for word in cast.sentence.of("concept", "MOVE"))
    return decided and cast.language.verb_last and party.code in cast.organizations
