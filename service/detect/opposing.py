"""Opposition and target at one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.at_issue import goes_to_target, is_at_issue, is_ones_own, is_only_told_of, sees_mediator
from service.detect.away import is_opposition_away, is_target_away
from service.detect.clauses import in_clause, in_one_clause, in_passing
from service.detect.elsewhere import are_domestic
from service.detect.roles import Party
from service.detect.steps import apart, free_concepts
from service.detect.strangers import (
    are_of_another,
    hosts_in,
    is_anothers,
    is_foreign,
    is_held_by_another,
    is_occasion_of_one,
    is_of_another_state,
    is_of_others,
    is_spoken_by_other,
    is_with_others,
    meets_another,
    speaks_of,
    stands_before_colon,
    tells_whose,
)
from service.detect.townsfolk import townsfolk_at
from service.detect.unseated import is_of_mediator, is_only_named, lent_opposition, sit_by_themselves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.knowledge import Rule
    from service.detect.lexicon import Span
    from service.detect.roles import Cast
    from service.detect.scene import Scene
    from service.detect.sentences import Sentence

BODIES = frozenset({"TALKS"})
"""Concepts of bodies and talks in which both sides sit."""
ROUNDS = frozenset({"LASTROUND", "NEXT", "ROUND"})
"""Concepts of a round of talks that are told of elsewhere."""
BETWEEN = frozenset({"TRUCE", "PARLEY", "FORUM", "NORMALIZE"})
"""Concepts of what one side does not do alone, so that it is enough to name the other one elsewhere in the entry."""


def opposition_at(rule: Rule, step: Sequence[Span], scene: Scene) -> list[Party]:
    """The opposition, where the target sits at the table too: by its name, or as "the government", "the regime's officers".

    A body in which both sit, or words for the two sides together, name them without their names; and where one of them is named
    the headline or the sentence before may lend the other, unless somebody else sits there.
    """
    cast, sentence = scene.cast, scene.cast.sentence
    away = is_target_away(step, cast) or is_opposition_away(step, cast) or is_of_mediator(step, cast)
    if cast.opposition is None or away or is_only_told_of(step, cast) or are_domestic(step, cast):
        return []
    sides = _sides(step, cast) or townsfolk_at(step, cast)
    together = [span for span in step if span.tag.name in BODIES and not is_of_another_state(span, cast)]
    together += [
        span for span in in_clause(sentence.of("concept", "BOTHSIDES"), step[0], sentence) if not is_anothers(span, cast)
    ]
    if (step[0].tag.name in ROUNDS and _are_told(scene)) or _are_local(step, scene) or scene.two_of_talks(step[0]):
        together.append(step[0])
    if sides and scene.about_target and any(span.tag.name == "STAYAWAY" for span in step):
        return sides[:1]
    if _is_fruitless(step, scene):
        together.append(step[0])
    if together and not sides and (_sit_alone(cast) or _are_occasion(step, cast)):
        return []
    if together and scene.about_target:
        return sides[:1] or [Party(together[0], cast.opposition, "opposition", place=False)]
    invited = rule.all[0] == "ACCEPTED" and _are_told_below(scene)
    if sides and (invited or (rule.all[0].endswith("GATHER") and _are_told(scene))):
        return sides[:1]
    return _beside_target(rule, step, sides, scene)


def _are_told_below(scene: Scene) -> bool:
    """Whether the text behind a headline names both sides, or talks of both, to which the headline's invitation is."""
    below = scene.after if scene.cast.sentence.headline else ()
    named = any(cast.of("opposition") and (cast.has_target or cast.sentence.of("concept", "GOVERNMENT")) for cast in below)
    return named or any(cast.sentence.of("concept", *BODIES) for cast in below)


def _beside_target(rule: Rule, step: Sequence[Span], sides: list[Party], scene: Scene) -> list[Party]:
    """The opposition where the clause must name the target or its officers too, with nobody else at the table."""
    cast, target_there = scene.cast, _has_target(step, scene)
    if (
        _is_of_one_side(step, cast)
        or is_occasion_of_one(step, cast)
        or _sits_in_passing(step, cast)
        or (is_of_others(step, cast) and not (_are_brought(step, sides, cast) or sit_by_themselves(step, cast)))
        or meets_another(step, cast)
        or is_held_by_another(step, cast)
        or (rule.all[0] == "VISIT" and not goes_to_target(step, cast))
        or sees_mediator(step, scene)
        or is_ones_own(step, cast)
    ):
        return []
    if sides and target_there:
        return sides[:1]
    if rule.all[0] == "VISIT" or is_with_others(step, cast):
        return []
    return _partly_lent(step, sides, scene, target_there=target_there)


def _is_of_one_side(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is told whose meeting it is, and the opposition is not among them: ``attack on a meeting of officials``."""
    sentence, end = cast.sentence, step[-1].end
    if step[0].tag.name != "MEET" or not any(sign.start == end for sign in sentence.of("sign", "genitives")):
        return False
    own = (*cast.of("opposition"), *cast.of("target"))
    named = [party for party in own if end <= party.span.start <= end + OF_WHOM]
    officials = [word for word in sentence.of("concept", "GOVERNMENT") if end <= word.start <= end + OF_WHOM]
    both = any(end <= word.start <= end + OF_WHOM for word in sentence.of("sign", "pair"))
    return bool(named or officials) and not both and all(party.part == "target" for party in named)


OF_WHOM = 4
"""Words behind a meeting in which it is told whose it is."""


def _sits_in_passing(step: Sequence[Span], cast: Cast) -> bool:
    """Whether it is only said where the opposition itself sits: "the opposition, meeting in Riyadh, agrees to ..."."""
    words = cast.sentence.words
    if "," not in words[step[0].start].gap or not any(party.span.end == step[0].start for party in cast.of("opposition")):
        return False
    closing = next((at for at in range(step[-1].end, len(words)) if "," in words[at].gap), None)
    return closing is not None and not any(step[-1].end <= party.span.start < closing for party in cast.of("target"))


def _are_brought(step: Sequence[Span], sides: Sequence[Party], cast: Cast) -> bool:
    """Whether another state only takes the opposition there: ``officers escort the rebels to a meeting with the regime``."""
    sentence, start = cast.sentence, step[0].start
    start -= any(sign.end == start for sign in sentence.of("sign", "articles", "indefinites"))
    lead = next((cue for cue in sentence.of("cue", "TO") if cue.end == start), None)
    forms = [form for name in ("NOUN", "PRESENT") if (form := cast.language.endings.get(name)) is not None]
    named = any(form.fullmatch(sentence.words[step[0].start].text) for form in forms)  # "to talks", and not "to meet"
    return lead is not None and named and any(0 <= lead.start - party.span.end <= NEAR_BROUGHT for party in sides)


NEAR_BROUGHT = 1
"""Words between who is brought and the "to" of where."""


def _is_fruitless(step: Sequence[Span], scene: Scene) -> bool:
    """Whether talks are told to have brought nothing, in an entry that names the opposition."""
    casts = (scene.cast, *scene.earlier, *scene.after)
    return any(span.tag.name == "FRUITLESS" for span in step) and any(cast.of("opposition") for cast in casts)


def _are_occasion(step: Sequence[Span], cast: Cast) -> bool:
    """Whether talks of both only tell at which occasion an official of another state met: ``على هامش اجتماعات أستانا``."""
    during = {sign.end for sign in cast.sentence.of("sign", "during")}
    return any(span.start in during and span.tag.name in {"TALKS", "FORUM"} for span in step) and bool(
        cast.of("actor", places=False)
    )


def _sit_alone(cast: Cast) -> bool:
    """Whether it is the leaders of two other states who sit: ``Putin, Raisi and Erdogan met in the Astana format``."""
    persons = {party.code for party in cast.of("actor", "patron") if party.span.tag.sort == "person"}
    return len(persons) > 1 and not cast.has_target and not cast.sentence.of("concept", "GOVERNMENT", "BOTHSIDES")


def _sides(step: Sequence[Span], cast: Cast) -> list[Party]:
    """The opposition in the clause, or in the sentence where no word for "that" or the like parts it from the step."""
    sentence = cast.sentence
    grounds = {sign.end for sign in sentence.of("sign", "grounds")}  # "قرب خطوط المعارضة"
    direct = [party for party in cast.of("opposition") if not in_passing(party.span, sentence, step[0].start)]
    direct = [party for party in direct if party.span.start not in grounds]
    thing = cast.language.object_endings  # "görüşmeler muhalefeti satmaz"
    direct = [party for party in direct if party.span.tail not in thing or party.span.start < step[-1].end]
    direct = [each for each in direct if not (stands_before_colon(each, step, cast) or is_only_named(each.span, step, cast))]
    return [party for party in direct if not _is_parted(party.span, step, sentence) and not _only_says(party, step, cast)]


def _only_says(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether the opposition only says what others do: no pronoun leads back to it."""
    refuses = {cue.start for cue in cast.sentence.of("cue", "DENY")}  # "dismisses Assad's offer of talks"
    said = [word for word in cast.sentence.of("concept", "SAY") if word.start == party.span.end and word.end <= step[0].start]
    said = [word for word in said if word.start not in refuses]
    back = any(said and said[0].end <= sign.start < step[0].start for sign in cast.sentence.of("sign", "pronouns"))
    between = [other for other in cast.of("target") if said and said[0].end <= other.span.start < step[0].start]
    return bool(said) and cast.language.has_pronouns and not back and bool(between)


def _is_parted(span: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether what is said begins between a step and what stands behind it."""
    return any(step[-1].end <= sign.start < span.start for sign in sentence.of("sign", "complements"))


def _are_told(scene: Scene) -> bool:
    """Whether talks of both, or both sides, were told before."""
    casts = (*scene.titles, *scene.earlier, scene.cast)
    both = any(cast.of("opposition") and cast.sentence.of("concept", "GOVERNMENT") for cast in casts)
    both |= bool(scene.cast.sentence.of("concept", "FORUM")) and any(cast.of("opposition") for cast in scene.after)
    return both or bool(scene.pair("opposition")) or any(cast.sentence.of("concept", *BODIES) for cast in casts)


def _partly_lent(step: Sequence[Span], sides: Sequence[Party], scene: Scene, *, target_there: bool) -> list[Party]:
    """The opposition where the sentence names one side alone, or neither."""
    if scene.is_held_as_told(step[0]):
        return list(sides[:1]) or scene.lent("opposition")[:1]
    if sides:
        return list(sides[:1]) if step[0].tag.name in BETWEEN and _lends_target(scene) else []
    if target_there:
        if _is_of_speaker(step, scene) or is_spoken_by_other(step, scene.cast):
            return []
        officials = any(party.span.tag.sort == "person" for party in scene.lent("actor", places=False))
        officials |= bool(hosts_in(scene.cast)) and any(party.span.tag.sort == "person" for party in scene.cast.of("target"))
        return [] if officials else lent_opposition(scene)[:1]
    paired = in_clause(scene.cast.sentence.of("sign", "pair"), step[0], scene.cast.sentence)
    return scene.pair("opposition")[:1] if paired and scene.lent("opposition") else []


def _is_of_speaker(step: Sequence[Span], scene: Scene) -> bool:
    """Whether "he" or "she" who meets is somebody else, who stands first in the headline: ``UN envoy sees the opposition``."""
    if not any(sign.end == step[0].start for sign in scene.cast.sentence.of("sign", "persons")):
        return False
    first = next((party for cast in scene.titles for party in cast.parties if not party.place), None)
    return first is not None and first.part not in {"opposition", "target"}


def _has_target(step: Sequence[Span], scene: Scene) -> bool:
    """Whether the target, or its government, officers or officials, is named in the clause."""
    cast, sentence = scene.cast, scene.cast.sentence
    called = {cue.start for cue in sentence.of("cue", "CALLFOR")}  # "Şam'a çağrı: Muhalefetle masaya oturun"
    near = [party for party in cast.of("target") if in_one_clause(party.span, step[0], sentence) or speaks_of(party, step, cast)]
    near += [party for party in cast.of("target") if party.span.tail in cast.language.goal_endings and party.span.end in called]
    fates = {sign.start for sign in sentence.of("sign", "fates")}
    near = [party for party in near if party.span.end not in fates]  # "Assad's fall" is no party
    near = [party for party in near if not _is_parted(party.span, step, sentence) and not tells_whose(party, cast)]
    near = [party for party in near if not _acts_apart(party.span, step, cast) and not is_at_issue(party.span, step, cast)]
    near = [party for party in near if not is_only_named(party.span, step, cast)]
    officials = [span for span in free_concepts(sentence) if span.tag.name == "GOVERNMENT" and not is_foreign(span, cast)]
    officials = [span for span in officials if not _acts_apart(span, step, cast) and not is_at_issue(span, step, cast)]
    there = [party for party in near if not party.place or any(span.tag.name == "VISIT" for span in step)]
    return bool(there) or bool(in_clause(officials, step[0], sentence))


def _acts_apart(span: Span, step: Sequence[Span], cast: Cast) -> bool:
    """Whether the target does something else meanwhile (``as the regime waits``), only tells it, or is what it is against."""
    sentence, end = cast.sentence, step[-1].end
    if step[0].tag.name in {"TALKS", "FORUM"}:
        return False
    fought = [word for word in free_concepts(sentence) if word.tag.name == "OPPOSE"]
    ends = {sign.end for sign in (*sentence.of("sign", "meanwhile"), *fought) if sign.start >= end}
    if ends & {span.start, span.start - 1} or any(word.start == span.end for word in sentence.of("concept", "ATTACK")):
        return True
    trips = [word for word in sentence.of("concept", "VISIT") if end <= word.start and word.prefix]
    if any(word.end == span.start and word.prefix.startswith(cast.language.and_prefixes) for word in trips):
        return True  # "يلتقي وفد المعارضة ويزور دمشق"
    said = any(0 <= word.start - span.end <= 1 and word.end <= step[0].start for word in sentence.of("concept", "SAY"))
    return said and step[0].tag.name == "MEET" and not sentence.of("sign", "companions", "pair", "pronouns")


def _lends_target(scene: Scene) -> bool:
    """Whether a sentence nearby or the headline names the target as one that can sit at a table."""
    casts = [*scene.titles, *([scene.before] if scene.before else []), *scene.after]
    if any(span.tag.sort for cast in (scene.cast, *casts) for span in cast.sentence.of("concept", *BODIES, "FORUM")):
        return True
    return any(
        cast.of("target", places=False)
        or any(
            span.tag.name == "GOVERNMENT" and not span.tail and not are_of_another(span, cast)
            for span in free_concepts(cast.sentence)
        )
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
    titled = {rank.start for rank in cast.sentence.of("rank")}  # "the Sultan, Syrian President hold talks"
    names = [name for name in names if name.end not in titled and name.tail not in cast.language.companion_endings]
    behind = step[-1].end if cast.language.verb_first else -1  # "محادثات سوريا"
    names = [name for name in names if name.end <= step[0].start or (name.start == behind and not name.prefix)]
    return any(apart(span, step[0]) <= 1 for span in (*towns, *names))
