"""Who takes a step: the normalizing side, or for a meeting at home the opposition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.detect.clauses import clause_around, within
from service.detect.knowledge import Acting
from service.detect.roles import Cast, Party
from service.detect.steps import apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.knowledge import Language, Rule, Watch
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

BESIDE = 2
"""Words between a mission and the state that it belongs to."""
AT_HOME = frozenset({Acting.OWNER, Acting.CONTACT})
"""What a text may tell of its own state without naming it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence of an entry, with the headline's others, the sentence before and those after, which may lend it a party."""

    cast: Cast
    titles: tuple[Cast, ...]
    before: Cast | None
    after: tuple[Cast, ...]
    language: Language

    def lent(self, *parts: str, places: bool = True) -> list[Party]:
        """Parties of these kinds in the first sentence of the headline that has some."""
        return next(filter(None, (cast.of(*parts, places=places) for cast in self.titles)), [])


def acting_in(rule: Rule, step: Sequence[Span], scene: Scene, watch: Watch) -> list[Party]:
    """The normalizing side of a step; nothing where those whom the rule wants are not there."""
    return _named(rule, step, scene, watch) or _at_home(rule, step, scene)


def _named(rule: Rule, step: Sequence[Span], scene: Scene, watch: Watch) -> list[Party]:
    states = scene.cast.of("actor", places=False)
    found: list[Party] = []
    match rule.acting:
        case Acting.OPPOSITION:
            found = _opposition(step, scene)
        case Acting.CONTACT:
            found = _contact(rule, step, scene)
        case Acting.ORGANIZATION:
            found = _organization(scene, watch)
        case Acting.OWNER:
            found = _owners(step, scene)
        case Acting.SPEAKER:
            found = _speakers(states, step[0], scene)
        case Acting.WESTERN:
            western = [party for party in scene.cast.parties if party.code in watch.western]
            found = [party for party in _subjects(western, step, scene, ()) if party.code in watch.western]
        case Acting.SUBJECT:
            if _is_about_target(scene):
                found = _subjects(states, step, scene, scene.cast.of("actor"))
    return found


def _is_about_target(scene: Scene) -> bool:
    """Whether the target is named in the sentence or the headline, or for a headline in what follows it."""
    following = scene.after if scene.cast.sentence.headline else ()
    return scene.cast.in_target or bool(scene.lent("target")) or any(cast.in_target for cast in following)


def _at_home(rule: Rule, step: Sequence[Span], scene: Scene) -> list[Party]:
    """The state that a text of this language speaks of where it names none: ``Şam Büyükelçiliği`` is Turkey's."""
    home = scene.language.home
    strangers = ("actor", "patron", "opposition")
    named = scene.cast.of(*strangers, "other") or scene.lent(*strangers)
    if home is None or named or rule.acting not in AT_HOME:
        return []
    if rule.acting is Acting.CONTACT and not scene.cast.has_target:
        return []
    return [Party(step[0], home, "actor", place=False)]


def _opposition(step: Sequence[Span], scene: Scene) -> list[Party]:
    """The opposition, where the target sits at the table too: by its name, or as "the government", "the regime's officers".

    A body in which both sit, or words for the two sides together, name them without their names.
    """
    cast, sentence = scene.cast, scene.cast.sentence
    sides = cast.of("opposition") or ([] if sentence.headline else scene.lent("opposition"))
    body = [span for span in step if span.tag.name in BODIES]
    together = body or [span for span in sentence.of("concept", "BOTHSIDES") if _in_one_clause(span, step[0], sentence)]
    if not sides and together and cast.opposition and _is_about_target(scene):
        return [Party(together[0], cast.opposition, "opposition", place=False)]
    there = any(span.tag.name == "VISIT" for span in step)
    near = [party for party in cast.of("target") if _in_one_clause(party.span, step[0], sentence)]
    officials = [span for span in sentence.of("concept", "GOVERNMENT") if _in_one_clause(span, step[0], sentence)]
    other = any(there or not party.place for party in near) or bool(officials)
    return sides[:1] if sides and (together or other) else []


BODIES = frozenset({"CONSTCOMM", "FORUM"})
"""Concepts of bodies and talks in which both sides sit."""


def _in_one_clause(one: Span, other: Span, sentence: Sentence) -> bool:
    """Whether no semicolon, colon or dash stands between two spans."""
    low, high = min(one.end, other.end), max(one.start, other.start)
    return not any(sign in word.gap for word in sentence.words[low : high + 1] for sign in ";:—")


def _organization(scene: Scene, watch: Watch) -> list[Party]:
    """The organization that a seat is in: one that stands for several states."""
    for cast in (scene.cast, *scene.titles):
        found = [party for party in cast.of("actor") if party.code in watch.organizations]
        if found:
            return found[:1]
    return []


def _owners(step: Sequence[Span], scene: Scene) -> list[Party]:
    """Whose mission, envoy or relations: the state beside the noun, else the subject.

    Where the mission is the target's own, it is the state that hosts it; where it stands in a third state, nobody's.
    """
    cast, noun = scene.cast, step[0]
    owner, host = _owner(noun, cast), _host(noun, cast)
    if owner is not None and owner.part == "target":
        return (
            _with(host, scene)
            if host is not None and host.part == "actor"
            else _subjects(_states(cast), step, scene, cast.of("actor"))
        )
    if host is not None and host.part not in {"target", "opposition"} and host is not owner:
        return []
    if not cast.has_target and _is_pair(cast, scene):
        return []
    if owner is not None:
        return _with(owner, scene) if owner.part == "actor" else []
    return _subjects(_states(cast), step, scene, cast.of("actor"))


def _states(cast: Cast) -> list[Party]:
    return cast.of("actor", places=False)


def _with(party: Party, scene: Scene) -> list[Party]:
    return [party, *_coordinated(party, scene.cast, scene.language.and_prefixes)]


def _owner(noun: Span, cast: Cast) -> Party | None:
    """Whose a mission is: ``the Turkish embassy``, ``Turkey's embassy``, ``السفارة التركية``."""
    before = [each for each in cast.parties if not each.place and 0 <= noun.start - each.span.end <= BESIDE]
    behind = [each for each in cast.parties if each.span.tag.sort == "demonym" and 0 <= each.span.start - noun.end < BESIDE]
    return min((*behind, *before), key=lambda each: apart(each.span, noun), default=None)


def _host(noun: Span, cast: Cast) -> Party | None:
    """Where it stands, or whom it is sent to: ``embassy in Tripoli``, ``ambassador to Israel``."""
    behind = [
        each
        for each in cast.parties
        if each.span.tag.sort in {"name", "metonym"} and 0 <= each.span.start - noun.end <= BESIDE and _is_bound(each, cast)
    ]
    return min(behind, key=lambda each: each.span.start, default=None)


def _is_bound(party: Party, cast: Cast) -> bool:
    """Whether a word for "in" or "to" stands before a party, or such a prefix."""
    return party.place or any(sign.end == party.span.start for sign in cast.sentence.of("sign", "locatives"))


def _is_pair(cast: Cast, scene: Scene) -> bool:
    """Whether two states have to do with each other in a sentence that names no target, in an entry whose headline names none."""
    codes = {party.code for party in cast.of("actor")}
    return len(codes) > 1 and not scene.lent("target")


def _coordinated(party: Party, cast: Cast, and_prefixes: tuple[str, ...]) -> list[Party]:
    """Actors that are listed with another one: ``Greek, Hungarian and Serbian``."""
    listed: list[Party] = []
    words = cast.sentence.words
    for other in cast.of("actor"):
        low, high = sorted((party.span, other.span), key=lambda span: span.start)
        between = words[low.end : high.start]
        if (
            other.code != party.code
            and len(between) <= 1 + 3 * len(listed)
            and _is_list(cast, low.end, high.start, listed, and_prefixes)
        ):
            listed.append(other)
    return listed


def _is_list(cast: Cast, start: int, end: int, listed: Sequence[Party], and_prefixes: tuple[str, ...]) -> bool:
    """Whether between two actors there are only commas, words for "and", and other listed actors."""
    inside = {position for each in (*listed, *cast.of("actor")) for position in range(each.span.start, each.span.end)}
    signs = {span.start for span in cast.sentence.of("sign", "coordinators")}
    articles = {span.start for span in cast.sentence.of("sign", "articles")}
    free = [position for position in range(start, end) if position not in inside | signs | articles]
    following = cast.sentence.words[end : end + 1]
    joined = any("," in word.gap or word.text.startswith(and_prefixes) for word in (*cast.sentence.words[start:end], *following))
    return not free and (joined or bool(signs & set(range(start, end))))


def _subjects(parties: Sequence[Party], step: Sequence[Span], scene: Scene, fallback: Sequence[Party]) -> list[Party]:
    """Who does it: before the verb in its clause, else behind it there, else in the sentence, else whom others name."""
    verb = step[-1]
    own = [party for party in parties if not _reacts(party, step, scene.cast)]
    if len(own) < len(parties) and not own:
        return []
    if own:
        clause = clause_around(scene.cast.sentence, verb.start, verb.end)
        near = [party for party in own if within(party.span, clause)] or own
        before = [party for party in near if party.span.end <= verb.start]
        chosen = before[-1] if before else min(near, key=lambda party: apart(party.span, verb))
        if before and _first_rules(before, scene.cast):
            chosen = before[0]
        return _with(chosen, scene)
    for cast in (*scene.titles, scene.before):
        lent = _states(cast) if cast else []
        if cast and lent:
            return [lent[0], *_coordinated(lent[0], cast, scene.language.and_prefixes)]
    return list(fallback[:1])


def _speakers(parties: Sequence[Party], verb: Span, scene: Scene) -> list[Party]:
    """Who says it: the nearest before the verb of saying, else the nearest behind, else whom the headline names first."""
    if not parties:
        lent = scene.lent("actor", places=False)
        return lent[:1]
    before = [party for party in parties if party.span.end <= verb.start]
    return before[-1:] or [min(parties, key=lambda party: apart(party.span, verb))]


def _reacts(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a party only condemns or welcomes what another one does."""
    start = min(span.start for span in step)
    words = cast.sentence.of("concept", "OPPOSE", "FAVOUR")
    return any(party.span.end <= word.start and word.end <= start and word not in step for word in words)


def _first_rules(before: Sequence[Party], cast: Cast) -> bool:
    """Whether no other clause begins between the first actor and the last, so that the first is the subject."""
    signs = cast.sentence.of("sign", "separators")
    return not any(before[0].span.end <= sign.start < before[-1].span.start for sign in signs)


def _contact(rule: Rule, step: Sequence[Span], scene: Scene) -> list[Party]:
    """The normalizing side of a meeting, visit or call; nothing where no official of the target is met or visited."""
    cast, verb = scene.cast, step[-1]
    travels = rule.all[0] in TRAVELS or rule.all[0].startswith("@")
    paired = [party for party in cast.of("actor") if any(_are_paired(party, other) for other in cast.of("target"))]
    others = [party for party in cast.of("target") if paired or _is_met(party, cast) or (travels and rule.all[0] != "RECEIVE")]
    sides = _states(cast) or (cast.of("actor") if travels else [])
    if rule.all[0] == "@target official":
        sides = cast.of("actor")
    clause = clause_around(cast.sentence, verb.start, verb.end)
    sides = [party for party in sides if within(party.span, clause)] or sides
    if not others and (rule.all[0] == "MEET" or not scene.lent("target")):
        return []
    if not sides:
        lent = scene.lent("actor", places=False) if rule.all[0] != "VISIT" else []
        return lent[:1] if any(cast.ranked(party) for party in others) else []
    if not paired and not any(cast.ranked(party) or party.span.tag.sort in OFFICIALS for party in (*sides, *others)):
        return []
    chosen = _with(min(paired or sides, key=lambda party: apart(party.span, verb)), scene)
    listed = [party for other in others for party in _coordinated(other, cast, scene.language.and_prefixes) if not party.place]
    return [*chosen, *listed]


def _are_paired(party: Party, other: Party) -> bool:
    """Whether two names stand together as one adjective does to another: ``Turkish-Syrian``, ``Ankara and Damascus``."""
    return party.span.tag.sort == other.span.tag.sort and apart(party.span, other.span) <= 1


TRAVELS = frozenset({"VISIT", "RECEIVE"})
"""Contacts for which it is enough that a party is the place."""
OFFICIALS = frozenset({"person", "office", "metonym"})
"""Sorts of names that stand for officials."""


def _is_met(party: Party, cast: Cast) -> bool:
    """Whether a party can sit at a table: by a name that is no mere place, a person, or a demonym with a title beside it."""
    if party.span.tag.sort == "demonym":
        beside = any(apart(party.span, span) <= BESIDE for span in cast.sentence.of("concept", "COUNTERPART", "GOVERNMENT"))
        return beside or cast.ranked(party) is not None
    return not party.place or party.span.tag.sort == "metonym"
