"""Opposition and target at one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import clause_around, in_passing, within
from service.detect.roles import Party
from service.detect.steps import apart, free_concepts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from service.detect.knowledge import Rule
    from service.detect.lexicon import Span
    from service.detect.roles import Cast
    from service.detect.scene import Scene
    from service.detect.sentences import Sentence

BODIES = frozenset({"TALKS"})
"""Concepts of bodies and talks in which both sides sit."""
BETWEEN = frozenset({"TRUCE", "PARLEY", "FORUM", "NORMALIZE"})
"""Concepts of what one side does not do alone, so that it is enough to name the other one elsewhere in the entry."""
NEAR_HOST = 6
"""Words between a host and the word that says so."""


def opposition_at(rule: Rule, step: Sequence[Span], scene: Scene) -> list[Party]:
    """The opposition, where the target sits at the table too: by its name, or as "the government", "the regime's officers".

    A body in which both sit, or words for the two sides together, name them without their names; and where one of them is named
    the headline or the sentence before may lend the other, unless somebody else sits there.
    """
    cast, sentence = scene.cast, scene.cast.sentence
    if cast.opposition is None or _is_target_away(step, cast):
        return []
    sides = _sides(step, cast)
    together = [span for span in step if span.tag.name in BODIES and not _is_of_another_state(span, cast)]
    together += [
        span for span in _in_clause(sentence.of("concept", "BOTHSIDES"), step[0], sentence) if not _is_anothers(span, cast)
    ]
    if (step[0].tag.name == "NEXT" and _are_told(scene)) or _are_local(step, scene):
        together.append(step[0])
    if sides and scene.about_target and any(span.tag.name == "STAYAWAY" for span in step):
        return sides[:1]
    if _is_fruitless(step, scene):
        together.append(step[0])
    if together and not sides and _sit_alone(cast):
        return []
    if together and scene.about_target:
        return sides[:1] or [Party(together[0], cast.opposition, "opposition", place=False)]
    if sides and rule.all[0].endswith("GATHER") and _are_told(scene):
        return sides[:1]
    return _beside_target(rule, step, sides, scene)


def _beside_target(rule: Rule, step: Sequence[Span], sides: list[Party], scene: Scene) -> list[Party]:
    """The opposition where the clause must name the target or its officers too, with nobody else at the table."""
    cast, target_there = scene.cast, _has_target(step, scene)
    if _is_of_others(step, cast) or (rule.all[0] == "VISIT" and not _goes_to_target(step, cast)):
        return []
    if sides and target_there:
        return sides[:1]
    if rule.all[0] == "VISIT" or _is_with_others(step, cast):
        return []
    return _partly_lent(rule, step, sides, scene, target_there=target_there)


def _is_fruitless(step: Sequence[Span], scene: Scene) -> bool:
    """Whether talks are told to have brought nothing, in an entry that names the opposition."""
    casts = (scene.cast, *scene.earlier, *scene.after)
    return any(span.tag.name == "FRUITLESS" for span in step) and any(cast.of("opposition") for cast in casts)


def _sit_alone(cast: Cast) -> bool:
    """Whether it is the leaders of two other states who sit: ``Putin, Raisi and Erdogan met in the Astana format``."""
    persons = {party.code for party in cast.of("actor", "patron") if party.span.tag.sort == "person"}
    return len(persons) > 1 and not cast.has_target and not cast.sentence.of("concept", "GOVERNMENT", "BOTHSIDES")


def _sides(step: Sequence[Span], cast: Cast) -> list[Party]:
    """The opposition in the clause, or in the sentence where no word for "that" or the like parts it from the step."""
    sentence = cast.sentence
    direct = [party for party in cast.of("opposition") if not in_passing(party.span, sentence, step[0].start)]
    return [party for party in direct if not _is_parted(party.span, step, sentence) and not _only_says(party, step, cast)]


def _only_says(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether the opposition only says what others do: no pronoun leads back to it."""
    said = [word for word in cast.sentence.of("concept", "SAY") if word.start == party.span.end and word.end <= step[0].start]
    back = any(said and said[0].end <= sign.start < step[0].start for sign in cast.sentence.of("sign", "pronouns"))
    between = [other for other in cast.of("target") if said and said[0].end <= other.span.start < step[0].start]
    return bool(said) and cast.language.has_pronouns and not back and bool(between)


def _is_parted(span: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether what is said begins between a step and what stands behind it."""
    return any(step[-1].end <= sign.start < span.start for sign in sentence.of("sign", "complements"))


def _is_of_others(step: Sequence[Span], cast: Cast) -> bool:
    """Whether another state's officials meet one of the two: its name stands as the subject, or right before the noun."""
    sentence = cast.sentence
    clause = clause_around(sentence, step[0].start, step[-1].end)
    known = [party for party in cast.parties if party.span.end <= step[0].start]
    before = [party for party in known if within(party.span, clause)] or known
    subject = next((party for party in before if not party.place and party.part != "neutral"), None)
    owner = next((party for party in before if party.span.end == step[0].start and party.span.tag.sort == "demonym"), None)
    return any(
        party is not None
        and party.part == "actor"
        and party.code not in cast.organizations
        and not _hosts(party, cast)
        and not _speaks(party, step, cast)
        for party in (subject, owner)
    )


def _hosts(party: Party, cast: Cast) -> bool:
    return any(apart(party.span, word) <= NEAR_HOST for word in cast.sentence.of("concept", "SPONSOR"))


def _speaks(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a party only says something of the step, or calls for it."""
    sentence = cast.sentence
    words = [*sentence.of("concept", "SAY"), *sentence.of("cue", "CALLFOR", "MODAL")]
    words = [word for word in words if word.start < step[0].start]
    last = cast.language.verb_last and any(word.start >= step[-1].end for word in sentence.of("concept", "SAY"))
    return last or any(party.span.end <= word.start or 0 <= party.span.start - word.end <= NEAR_GOAL for word in words)


def _goes_to_target(step: Sequence[Span], cast: Cast) -> bool:
    """Whether the target or its place stands near a verb of going."""
    goals = [party for party in cast.of("target") if party.span.tag.sort != "demonym"]
    return any(apart(party.span, step[0]) <= NEAR_GOAL for party in goals)


NEAR_GOAL = 3
"""Words between a verb of going and where it leads."""


def _are_told(scene: Scene) -> bool:
    """Whether talks of both, or both sides, were told before."""
    casts = (*scene.titles, *scene.earlier, scene.cast)
    return bool(scene.pair("opposition")) or any(cast.sentence.of("concept", *BODIES) for cast in casts)


def _partly_lent(rule: Rule, step: Sequence[Span], sides: Sequence[Party], scene: Scene, *, target_there: bool) -> list[Party]:
    """The opposition where the sentence names one side alone, or neither."""
    if sides:
        return list(sides[:1]) if rule.all[0] in BETWEEN and _lends_target(scene) else []
    if target_there:
        officials = any(party.span.tag.sort == "person" for party in scene.lent("actor", places=False))
        officials |= bool(cast_hosts(scene.cast)) and any(party.span.tag.sort == "person" for party in scene.cast.of("target"))
        return [] if officials else _lent_opposition(scene)[:1]
    paired = _in_clause(scene.cast.sentence.of("sign", "pair"), step[0], scene.cast.sentence)
    return scene.pair("opposition")[:1] if paired and scene.lent("opposition") else []


def cast_hosts(cast: Cast) -> list[Party]:
    """States whose capital is where somebody is received: ``a Kremlin meeting with Walid Muallem``."""
    return [party for party in cast.of("actor", "patron") if party.span.tag.sort == "metonym"]


def _has_target(step: Sequence[Span], scene: Scene) -> bool:
    """Whether the target, or its government, officers or officials, is named in the clause."""
    cast, sentence = scene.cast, scene.cast.sentence
    there = any(span.tag.name == "VISIT" for span in step)
    near = [party for party in cast.of("target") if _in_one_clause(party.span, step[0], sentence)]
    near = [party for party in near if not _is_parted(party.span, step, sentence)]
    officials = [span for span in free_concepts(sentence) if span.tag.name == "GOVERNMENT" and not _is_foreign(span, cast)]
    return any(there or not party.place for party in near) or bool(_in_clause(officials, step[0], sentence))


def _is_foreign(span: Span, cast: Cast) -> bool:
    """Whether a government or officer is that of another state: ``Russian officers``, ``the Turkish government``."""
    return any(apart(span, party.span) == 0 for party in cast.of("actor", "patron", "neutral", "other"))


def _is_of_another_state(span: Span, cast: Cast) -> bool:
    """Whether a body is that of another state: ``Lebanon's constitutional committee``."""
    return any(party.span.end == span.start and not party.place for party in cast.of("actor", "other"))


def _is_anothers(span: Span, cast: Cast) -> bool:
    """Whether the adjective of another state stands right before words for both sides: ``Turkish, Syrian delegations``."""
    others = cast.of("actor", "patron", "neutral", "other")
    joints = {sign.end: sign.start for sign in cast.sentence.of("sign", "coordinators")}
    ends = {span.start, joints.get(span.start, span.start)}
    return any(party.span.end in ends and party.span.tag.sort == "demonym" for party in others)


def _is_with_others(step: Sequence[Span], cast: Cast) -> bool:
    """Whether another state or organization sits at the table: one that neither hosts nor only lends its place."""
    hosting = cast.sentence.of("concept", "SPONSOR")
    parts = ["actor", "patron", "other"]
    if not _in_clause(cast.sentence.of("sign", "pair"), step[0], cast.sentence):
        parts.append("neutral")
    others = [party for party in cast.of(*parts, places=False) if party.span.tag.sort != "metonym"]
    return any(
        _in_one_clause(party.span, step[0], cast.sentence) and all(apart(party.span, word) > NEAR_HOST for word in hosting)
        for party in others
    )


def _lends_target(scene: Scene) -> bool:
    """Whether a sentence nearby or the headline names the target as one that can sit at a table."""
    casts = [*scene.titles, *([scene.before] if scene.before else []), *scene.after[:1]]
    if any(span.tag.sort for cast in (scene.cast, *casts) for span in cast.sentence.of("concept", *BODIES, "FORUM")):
        return True
    return any(
        cast.of("target", places=False) or any(span.tag.name == "GOVERNMENT" for span in free_concepts(cast.sentence))
        for cast in casts
    )


def _are_local(step: Sequence[Span], scene: Scene) -> bool:
    """Whether they are the talks of a town in the target's country, or the country's, with nobody else named: ``Daraa talks``."""
    cast = scene.cast
    if (
        step[0].tag.name not in {"PARLEY", "FORUM"}
        or cast.of("actor", "patron", "other", places=False)
        or cast.sentence.of("concept", "COUNTERPART")
    ):
        return False
    capitals = {party.span.start for party in cast.parties}
    towns = [place for place in cast.sentence.of("place") if place.tag.name in cast.inside and place.start not in capitals]
    names = [party.span for party in cast.of("target") if party.span.tag.sort in {"name", "demonym"} and not party.place]
    return any(apart(span, step[0]) <= 1 for span in (*towns, *(name for name in names if name.end <= step[0].start)))


def _is_target_away(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is the target, or anybody else, who stays away."""
    absent = next((span for span in step if span.tag.name == "STAYAWAY"), None)
    if absent is None:
        return False
    before = [party for party in cast.parties if not party.place and party.span.end <= absent.start]
    return bool(before) and before[-1].part != "opposition"


def _lent_opposition(scene: Scene) -> list[Party]:
    if scene.cast.sentence.headline:
        return next(filter(None, (cast.of("opposition") for cast in scene.after)), [])
    before = scene.before.of("opposition") if scene.before else []
    return before or scene.lent("opposition")


def _in_clause(spans: Iterable[Span], step: Span, sentence: Sentence) -> list[Span]:
    return [span for span in spans if _in_one_clause(span, step, sentence)]


def _in_one_clause(one: Span, other: Span, sentence: Sentence) -> bool:
    """Whether no semicolon, colon or dash stands between two spans."""
    low, high = min(one.end, other.end), max(one.start, other.start)
    if any(low <= sign.start < high for sign in sentence.of("sign", "nor")):
        return False  # "met the Russians and did not sit with the regime"
    return not any(sign in word.gap for word in sentence.words[low : high + 1] for sign in ";:—")
