"""Who takes a step: the normalizing side, or for a meeting at home the opposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.arriving import arrivals_of, visited_by_target
from service.detect.at_issue import meets_opposition_over
from service.detect.clauses import clause_around, within
from service.detect.contact import contacts_of
from service.detect.domestic import AT_HOME_ONLY
from service.detect.errands import brings_goods, goes_past, invites_opposition, is_agreed_to, is_mere_occasion, only_orders
from service.detect.first_person import speaking_of_themselves
from service.detect.knowledge import Acting
from service.detect.opposing import opposition_at
from service.detect.owning import owners_of, sanctioner_of
from service.detect.partners import is_with_another
from service.detect.roles import Party
from service.detect.seats import organization_of
from service.detect.steps import POSTED, speakers_before_colon
from service.detect.subjects import (
    is_done_by_target,
    others_alike,
    speakers_of,
    states_in,
    subjects_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.knowledge import Rule, Watch
    from service.detect.lexicon import Span
    from service.detect.roles import Cast
    from service.detect.scene import Scene

NEAR_OPPOSITION = 2
"""Words between the target's name and the opposition that it tells whose it is."""
LINES = frozenset({"FLIGHT", "RAIL", "TRADE", "ENERGY"})
"""Concepts of what runs between two places, which tell of which states they are: "trucks between Gaziantep and Aleppo"."""
AT_HOME = frozenset({Acting.OWNER, Acting.CONTACT})
"""What a text may tell of its own state without naming it."""


NO_CONTACTS = (is_agreed_to, invites_opposition, brings_goods, goes_past, only_orders, is_mere_occasion, meets_opposition_over)
"""Ways in which words of meeting and going tell of no contact."""


def acting_in(rule: Rule, step: Sequence[Span], scene: Scene, watch: Watch) -> list[Party]:
    """The normalizing side of a step; nothing where those whom the rule wants are not there."""
    return _promised(rule, step, scene) or _named(rule, step, scene, watch) or _at_home(rule, step, scene)


def _promised(rule: Rule, step: Sequence[Span], scene: Scene) -> list[Party]:
    """The state at home, where its own opposition alone speaks of its mission; it may call for a step, and takes none."""
    cast = scene.cast
    own = [party for party in cast.of("other", places=False) if party.code.endswith(AT_HOME_ONLY)]
    home = own[0].code.removesuffix(AT_HOME_ONLY) if own else ""
    own = own if home == scene.home or step[0].tag.name in POSTED else []
    others = cast.of("actor", "patron", "opposition", places=False)
    if rule.acting is not Acting.OWNER or not own or not cast.has_target or others:
        return []
    return [Party(own[0].span, home, "other", place=False)]


def _named(rule: Rule, step: Sequence[Span], scene: Scene, watch: Watch) -> list[Party]:
    found: list[Party] = []
    match rule.acting:
        case Acting.OPPOSITION:
            found = opposition_at(rule, step, scene)
        case Acting.CONTACT:
            found = _contacting(rule, step, scene)
        case Acting.ORGANIZATION:
            found = organization_of(step, scene, watch)
        case Acting.OWNER:
            found = owners_of(step, scene)
        case Acting.ALIKE:
            found = others_alike(step[0], scene)
        case _ if scene.about_target:
            found = _doing(rule, step, scene, watch)
    if step[0].tag.name == "CROSSING":  # it is other gates that an organization opens
        found = [party for party in found if party.code not in watch.organizations]
    return found


def _contacting(rule: Rule, step: Sequence[Span], scene: Scene) -> list[Party]:
    """Who meets, visits or calls; no guest is a deed that is agreed to, and no visit a journey past the target."""
    if any(other(step, scene.cast) for other in NO_CONTACTS):
        return []
    if step[0].tag.name == "ARRIVE":
        return arrivals_of(step, scene)
    telling = contacts_of(rule, step, scene) or visited_by_target(step, scene.cast)
    return [*telling, *(speaking_of_themselves(step, scene.cast) if telling else [])]


def _doing(rule: Rule, step: Sequence[Span], scene: Scene, watch: Watch) -> list[Party]:
    """Who speaks or acts, where the grammar of the sentence tells it; of the target, or it does not count."""
    states = states_in(scene.cast)
    if step[0].tag.name == "SANCTION":
        owner = sanctioner_of(step[0], step[-1], scene)
        if owner:
            return owner
        if _are_on_another(step, scene.cast):
            return []
        states = scene.cast.of("actor", "neutral")  # "AB'de yaptırımların kaldırılması masada": no land to be in
        states = [party for party in states if not party.place or party.code in scene.cast.organizations]
    if rule.acting is Acting.SPEAKER:
        return [] if is_with_another(step, scene.cast) else speakers_of(states, step[0], scene)
    if rule.acting is Acting.WESTERN:
        western = [party for party in scene.cast.parties if party.code in watch.western]
        goals = scene.language.goal_endings  # "AB'ye tepki gösterdi"
        western = [party for party in western if not party.place or _is_felt_in(party, scene.cast)]
        western = [party for party in western if party.span.tail not in goals or party.span.tag.sort == "person"]
        introduced = {span.start for span in speakers_before_colon(scene.cast)}
        spoken = [party for party in western if party.span.start in introduced and party.span.end <= step[0].start]
        beside = [party for party in western if party.span.end == step[0].start]  # "... وبوريل يتحفظ"
        western = spoken or beside or western
        judging = subjects_of(western, step, scene, (), reacting=True) if western or not introduced else []
        return [party for party in judging if party.code in watch.western]  # nobody below judges what a headline's speaker does
    apart = is_done_by_target(step, scene.cast) or _is_of_opposition(step, scene.cast) or _is_of_another_clause(step, scene.cast)
    if rule.acting is Acting.RECOGNIZER and (apart or _confesses(step, scene.cast)):
        return []
    own = rule.acting is Acting.RECOGNIZER  # who refuses recognition does not recognize
    found = subjects_of(states, step, scene, scene.cast.of("actor"), reacting=own)
    told = scene.cast.sentence.of("concept", "SAY")
    return _along(found, step, scene) if step[0].tag.name == "ENERGY" and not rule.cued and not told else found


def _confesses(step: Sequence[Span], cast: Cast) -> bool:
    """Whether what is recognized is only that something is so: ``تركيا تعترف: ...``, ``اعترفت بأنها``."""
    end, words = step[0].end, cast.sentence.words
    that = any(sign.start == end for sign in cast.sentence.of("sign", "complements"))
    return step[0].tag.name == "RECOGN" and (that or any(":" in word.gap for word in words[end : end + 1]))


def _are_on_another(step: Sequence[Span], cast: Cast) -> bool:
    """Whether sanctions are on somebody else than the target: ``العقوبات على الأسد ومعاونيه``, ``القيود سارية على الأسد``."""
    ends = {step[0].end, max(part.end for part in step)}
    signs = [sign for sign in cast.sentence.of("sign", "locatives") if sign.start in ends]
    whom = [party for party in cast.parties if signs and party.span.start == signs[0].end]
    return bool(whom) and whom[0].part not in {"target", "opposition"}


def _is_felt_in(party: Party, cast: Cast) -> bool:
    """Whether a capital is where a step is frowned upon, and so speaks: ``خيبة أمل عميقة في واشنطن``."""
    words = cast.sentence.of("concept", "OPPOSE")
    return party.span.tag.sort == "metonym" and any(1 <= party.span.start - word.end <= BESIDE for word in words)


BESIDE = 2
"""Words between a feeling and the capital in which it is felt, the word for "in" among them."""


def _along(found: list[Party], step: Sequence[Span], scene: Scene) -> list[Party]:
    """All states on the way of what is piped: who sells, who lets it pass and who receives it, where one of them is found."""
    clause = clause_around(scene.cast.sentence, step[0].start, step[-1].end)
    near = [party for party in scene.cast.of("actor") if within(party.span, clause)]
    blessed = {sign.end for sign in scene.cast.sentence.of("sign", "companions")}  # "with US nod"
    near = [party for party in near if party.span.start not in blessed or scene.language.verb_first]
    if not any(party in near for party in found):
        return found
    return [*found, *(party for party in near if party not in found), *_passed(clause, scene.cast)]


def _passed(clause: tuple[int, int], cast: Cast) -> list[Party]:
    """The states through whose places something is piped: ``Kilis üzerinden``."""
    named = {span.start for span in cast.sentence.of("actor")}  # capitals stand for their states anyway
    places = [span for span in cast.sentence.of("place") if within(span, clause) and span.start not in named]
    lands = [(span, cast.lands.get(span.tag.name)) for span in places]
    return [Party(span, land, "actor", place=True) for span, land in lands if land and land != cast.target]


def _is_of_opposition(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is the opposition that is recognized, and the target only says whose it is: ``Syria's new opposition bloc``."""
    end = max(span.end for span in step)
    return any(0 <= party.span.start - end <= NEAR_OPPOSITION for party in cast.of("opposition"))


def _beyond(cast: Cast) -> list[Party]:
    """The state on the other side of a crossing, where it is named by its own side's place: ``Jaber crossing``."""
    lands = [(span, cast.lands.get(span.tag.name)) for span in cast.sentence.of("place")]
    return [Party(span, land, "actor", place=False) for span, land in lands if land and land != cast.target][:1]


def _has_own_official(cast: Cast) -> bool:
    """Whether a title stands in a sentence that is neither the target's nor an organization's: ``BM heyeti``."""
    own = [*(party.span for party in cast.of("target", "neutral")), *cast.sentence.of("sign", "groups")]
    others = {party.span.end for party in cast.of("neutral")}
    words = cast.sentence.words  # "Dışişleri Bakanı Şeybani", but not "Bakan, Suriyeli mevkidaşıyla"
    theirs = {party.span.start for party in cast.of("target") if not words[party.span.start].gap.strip()}
    return any(
        rank.start not in others
        and rank.end not in theirs
        and all(rank.end <= name.start or name.end <= rank.start for name in own)
        for rank in cast.sentence.of("rank")
    )


def _at_home(rule: Rule, step: Sequence[Span], scene: Scene) -> list[Party]:
    """The state that a text of this language speaks of where it names none: ``Şam Büyükelçiliği`` is Turkey's."""
    home = scene.home
    strangers = ("actor", "patron", "opposition")
    named = scene.cast.of(*strangers, "other") or scene.lent(*strangers)
    between = _between_places(step, scene) if rule.acting is Acting.SUBJECT and not named else []
    if between:
        return between
    anybodys = step[0].tag.name == "FLAG" and scene.cast.told.isdisjoint(POSTED)  # a flag over no mission
    anybodys |= rule.acting is Acting.OWNER and bool(scene.cast.sentence.of("sign", "groups"))  # "her ülke kendi kurar"
    if home is None or named or anybodys or rule.acting not in AT_HOME:
        return []
    own = scene.cast.has_target and scene.at_home and _has_own_official(scene.cast)
    if rule.acting is Acting.CONTACT and (not own or scene.cast.of("neutral", places=False)):
        return []
    if any(span.tag.name == scene.cast.target for span in speakers_before_colon(scene.cast)):
        return []
    if step[0].tag.name == "CREDENTIALS" and scene.cast.of("neutral"):
        return []  # an envoy to the United Nations is the target's own
    return [Party(step[0], home, "actor", place=False)]


def _between_places(step: Sequence[Span], scene: Scene) -> list[Party]:
    """The state that a crossing or line leads to, by its places; else that of the press, of which nothing else is told."""
    if not scene.about_target:
        return []
    crossed = step[0].tag.name == "CROSSING" or (step[0].tag.name in LINES and scene.cast.in_target)
    own = [Party(step[0], scene.press, "actor", place=False)] if scene.press else []
    return (_beyond(scene.cast) if crossed else []) or own


def _is_of_another_clause(step: Sequence[Span], cast: Cast) -> bool:
    """Whether another statement begins between the words of a step: ``recognise the coalition but keep ties to Damascus``."""
    low, high = min(span.end for span in step), max(span.start for span in step)
    return any(low <= sign.start < high for sign in cast.sentence.of("sign", "separators"))
