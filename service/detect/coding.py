"""Rules laid over sentences: which of them fire, with which parties, status and attributes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.detect.attributes import sponsor_of, venue_of
from service.detect.roles import Cast, Party, higher
from service.detect.status import Context, Verdict, judge, words_of
from service.model.mention import Role, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from service.detect.knowledge import Indicator, Language, Place, Rule, Watch
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

BESIDE = 2
"""Words between a mission and the state that it belongs to."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """A mention before it is settled with the others of its entry."""

    indicator: str
    rule: str
    verdict: Verdict
    actors: tuple[str, ...]
    sentence: Sentence
    closing: bool = False
    headline: bool = False
    level: str | None = None
    scope: str | None = None
    sponsor: str | None = None
    venue: str | None = None
    venue_control: str | None = None
    confidence: float = 0.9
    reasons: tuple[str, ...] = ()
    evidence: list[tuple[Sentence, Span, Role]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Scene:
    """One sentence of an entry, with what a headline or the sentence before lends it."""

    cast: Cast
    title: Cast | None
    before: Cast | None
    after: tuple[Cast, ...] = ()


FOLLOWING = 2
"""Sentences behind a step in which its host and place may still be told."""


class Coder:
    """Lays the rules of all indicators over sentences.

    Args:
        indicators: the rules.
        places: for venues and who holds them.
    """

    def __init__(self, indicators: Sequence[Indicator], places: Mapping[str, Place]) -> None:
        self._indicators = tuple(indicators)
        self._places = places

    def code(self, sentences: Sequence[Sentence], watch: Watch, language: Language, day: date) -> list[Draft]:
        """All drafts of an entry for one watch."""
        sure = any(self._names_target(span, watch, day) for sentence in sentences for span in sentence.spans)
        if not sure:
            return []
        context = Context(language, day, sentences)
        casts = [Cast(sentence, watch, day, sure=True) for sentence in sentences]
        title = next((cast for cast in casts if cast.sentence.headline), None)
        drafts: list[Draft] = []
        for number, cast in enumerate(casts):
            before = casts[number - 1] if number else None
            scene = _Scene(cast, title if title is not cast else None, before, tuple(casts[number + 1 : number + 1 + FOLLOWING]))
            for indicator in self._indicators:
                drafts += self._of(indicator, scene, watch, context)
        return drafts

    def _names_target(self, span: Span, watch: Watch, day: date) -> bool:
        """Whether a span names the target or a place in its country without doubt."""
        if span.tag.kind == "place":
            place = self._places.get(span.tag.name)
            return place is not None and place.state == watch.target
        known = span.tag.kind == "actor" and not span.tag.ambiguous
        return known and watch.part(span.tag.name, day) in {"target", "opposition"}

    def _of(self, indicator: Indicator, scene: _Scene, watch: Watch, context: Context) -> Iterator[Draft]:
        for rule in indicator.rules:
            step = _step(rule, scene.cast.sentence)
            if step is None:
                continue
            draft = self._draft(indicator, rule, step, scene, watch, context)
            if draft is not None:
                yield draft
                if indicator.code != "diplomatic_relations":
                    return

    def _draft(
        self, indicator: Indicator, rule: Rule, step: Sequence[Span], scene: _Scene, watch: Watch, context: Context
    ) -> Draft | None:
        acting = _acting(indicator, rule, step, scene, watch) or _at_home(indicator, rule, step, scene, context)
        if not acting:
            return None
        sentence = scene.cast.sentence
        verdict = judge(sentence, step, Status(rule.status), context, speech=indicator.speech, ignore=rule.ignore)
        if verdict is None:
            return None
        draft = Draft(
            indicator=indicator.code,
            rule=rule.name,
            verdict=verdict,
            actors=tuple(dict.fromkeys(party.code for party in acting)),
            sentence=sentence,
            closing=rule.status == "reversed",
            headline=sentence.headline,
            scope=rule.scope or ("bilateral" if indicator.code == "diplomatic_relations" else None),
            reasons=(f"rule {rule.name!r}: {words_of(step)}",),
        )
        draft.evidence = [*((sentence, span, Role.INDICATOR) for span in step)]
        if verdict.cue is not None and verdict.cue in sentence.spans:
            draft.evidence.append((sentence, verdict.cue, Role.STATUS))
        self._fill(draft, indicator, acting, scene, watch, context)
        return draft

    def _fill(
        self, draft: Draft, indicator: Indicator, acting: Sequence[Party], scene: _Scene, watch: Watch, context: Context
    ) -> None:
        cast, sentence = scene.cast, scene.cast.sentence
        meeting = indicator.code == "opposition_regime_meeting"
        role = Role.OPPOSITION if meeting else Role.ACTOR
        draft.evidence += [(sentence, party.span, role) for party in acting if party in cast.parties]
        draft.evidence += [(sentence, party.span, Role.TARGET) for party in cast.of("target")[:1]]
        if indicator.code == "official_contact":
            draft.level = cast.rank_of([party for party in cast.of("actor") if party.code in draft.actors])
            if draft.level is None and scene.title is not None:
                draft.level = higher(
                    None, scene.title.rank_of([each for each in scene.title.of("actor") if each.code in draft.actors])
                )
            for span in sentence.of("rank", draft.level or ""):
                draft.evidence.append((sentence, span, Role.LEVEL))
                break
        if meeting:
            casts = [cast, *([scene.title] if scene.title else []), *scene.after, *([scene.before] if scene.before else [])]
            draft.sponsor, sponsor_spans = sponsor_of(casts)
            draft.venue, draft.venue_control, venue_spans = venue_of(casts, self._places, watch, context.day)
            draft.evidence += [(where, span, Role.SPONSOR) for where, span in sponsor_spans]
            draft.evidence += [(where, span, Role.VENUE) for where, span in venue_spans]


def _step(rule: Rule, sentence: Sentence) -> list[Span] | None:
    """The spans that make the rule fire: for each concept the one nearest to the first concept's."""
    concepts = _free_concepts(sentence)
    firsts = [span for span in concepts if span.tag.name == rule.all[0]]
    if not firsts or (rule.needs and not sentence.of("concept", *rule.needs)):
        return None
    best: tuple[int, list[Span]] | None = None
    for first in firsts:
        spans, width = [first], 0
        for name in rule.all[1:]:
            near = [span for span in concepts if span.tag.name == name and not _overlap(span, first)]
            chosen = min(near, key=lambda span: _apart(span, first), default=None)
            if chosen is None:
                break
            spans.append(chosen)
            width = max(width, _apart(chosen, first))
        if len(spans) == len(rule.all) and (not rule.within or width <= rule.within) and (best is None or width < best[0]):
            best = (width, spans)
    return best[1] if best else None


def _free_concepts(sentence: Sentence) -> list[Span]:
    """Concepts that are no part of a longer name (``the opposition`` opposes nothing), nor of something of the past."""
    names = [*sentence.of("actor"), *sentence.of("place")]
    former = sentence.of("cue", "FORMER")
    return [
        span
        for span in sentence.of("concept")
        if not any(name.start <= span.start and span.end <= name.end for name in names)
        and not any(cue.end == span.start or span.end == cue.start for cue in former)
    ]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _apart(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _acting(indicator: Indicator, rule: Rule, step: Sequence[Span], scene: _Scene, watch: Watch) -> list[Party]:
    """The normalizing side of a step; nothing where the parties that the indicator wants are not there."""
    cast = scene.cast
    if indicator.code == "opposition_regime_meeting":
        return _opposition(step, scene)
    states = cast.of("actor", places=False)
    if indicator.code == "official_contact":
        found = _contact(rule, step, scene)
    elif indicator.code == "diplomatic_relations":
        found = _organization(scene, watch) if rule.scope == "multilateral" else _owners(step, scene)
    elif indicator.code == "rapprochement_rhetoric":
        found = _speakers(states, step[0], scene)
    elif indicator.code == "western_position":
        western = [party for party in cast.parties if party.code in watch.western]
        found = [party for party in _subjects(western, step, scene, ()) if party.code in watch.western]
    else:
        found = _subjects(states, step, scene, cast.of("actor"))
    return found


def _at_home(indicator: Indicator, rule: Rule, step: Sequence[Span], scene: _Scene, context: Context) -> list[Party]:
    """The state that a text of this language speaks of where it names none: ``Şam Büyükelçiliği`` is Turkey's."""
    home = context.language.home
    named = scene.cast.of("actor", "patron", "opposition", "other") or (
        scene.title and scene.title.of("actor", "patron", "opposition")
    )
    if home is None or named or rule.scope or indicator.code not in {"diplomatic_relations", "official_contact"}:
        return []
    if indicator.code == "official_contact" and not scene.cast.has_target:
        return []
    return [Party(step[0], home, "actor", place=False)]


def _opposition(step: Sequence[Span], scene: _Scene) -> list[Party]:
    """The opposition, where the target sits at the table too: by its name, or as "the government", "the regime's officers"."""
    cast = scene.cast
    sides = cast.of("opposition") or (scene.title.of("opposition") if scene.title and not cast.sentence.headline else [])
    both = any(span.tag.name == "CONSTCOMM" for span in step)
    there = any(span.tag.name == "VISIT" for span in step)
    near = [party for party in cast.of("target") if _in_one_clause(party.span, step[0], cast.sentence)]
    officials = [span for span in cast.sentence.of("concept", "GOVERNMENT") if _in_one_clause(span, step[0], cast.sentence)]
    other = any(there or not party.place for party in near) or bool(officials)
    return sides[:1] if sides and (both or other) else []


def _in_one_clause(one: Span, other: Span, sentence: Sentence) -> bool:
    """Whether no semicolon, colon or dash stands between two spans."""
    low, high = min(one.end, other.end), max(one.start, other.start)
    return not any(sign in word.gap for word in sentence.words[low : high + 1] for sign in ";:—")


def _organization(scene: _Scene, watch: Watch) -> list[Party]:
    """The organization that a seat is in: one that stands for several states."""
    casts = (scene.cast, scene.title)
    for cast in casts:
        found = [party for party in cast.of("actor", "neutral") if party.code in watch.organizations] if cast else []
        if found:
            return found[:1]
    return []


def _owners(step: Sequence[Span], scene: _Scene) -> list[Party]:
    """Whose mission, envoy or relations: the state beside the noun, else the subject."""
    cast = scene.cast
    noun = step[0]
    beside = [party for party in cast.parties if party.part != "target" and _is_beside(party, noun)]
    if beside:
        chosen = min(beside, key=lambda party: _apart(party.span, noun))
        return [chosen, *_coordinated(chosen, cast)] if chosen.part == "actor" else []
    return _subjects(cast.of("actor", places=False), step, scene, cast.of("actor"))


def _is_beside(party: Party, noun: Span) -> bool:
    if party.place:
        return False
    return 0 <= noun.start - party.span.end <= BESIDE or 0 <= party.span.start - noun.end <= (BESIDE - 1)


def _coordinated(party: Party, cast: Cast) -> list[Party]:
    """Actors that are listed with another one: ``Greek, Hungarian and Serbian``."""
    listed: list[Party] = []
    words = cast.sentence.words
    for other in cast.of("actor"):
        low, high = sorted((party.span, other.span), key=lambda span: span.start)
        between = words[low.end : high.start]
        if other.code != party.code and len(between) <= 1 + 3 * len(listed) and _is_list(cast, low.end, high.start, listed):
            listed.append(other)
    return listed


def _is_list(cast: Cast, start: int, end: int, listed: Sequence[Party]) -> bool:
    """Whether between two actors there are only commas, words for "and", and other listed actors."""
    inside = {position for each in (*listed, *cast.of("actor")) for position in range(each.span.start, each.span.end)}
    signs = {span.start for span in cast.sentence.of("sign", "coordinators")}
    articles = {span.start for span in cast.sentence.of("sign", "articles")}
    free = [position for position in range(start, end) if position not in inside | signs | articles]
    following = cast.sentence.words[end : end + 1]
    joined = any("," in word.gap or word.text.startswith("و") for word in (*cast.sentence.words[start:end], *following))
    return not free and (joined or bool(signs & set(range(start, end))))


def _subjects(parties: Sequence[Party], step: Sequence[Span], scene: _Scene, fallback: Sequence[Party]) -> list[Party]:
    """Who does it: the nearest before the verb, else the nearest in the sentence, else whom headline or sentence before name."""
    verb = step[-1]
    own = [party for party in parties if not _reacts(party, step, scene.cast)]
    if len(own) < len(parties) and not own:
        return []
    if own:
        before = [party for party in own if party.span.end <= verb.start]
        chosen = before[-1] if before else min(own, key=lambda party: _apart(party.span, verb))
        if before:
            chosen = before[0] if _first_rules(before, scene.cast) else chosen
        return [chosen, *_coordinated(chosen, scene.cast)]
    for cast in (scene.title, scene.before):
        lent = cast.of("actor", places=False) if cast else []
        if lent:
            return [lent[0], *_coordinated(lent[0], cast)] if cast else []
    return list(fallback[:1])


def _speakers(parties: Sequence[Party], verb: Span, scene: _Scene) -> list[Party]:
    """Who says it: the nearest before the verb of saying, else the nearest behind, else whom the headline names first."""
    if not parties:
        lent = scene.title.of("actor", places=False) if scene.title else []
        return lent[:1]
    before = [party for party in parties if party.span.end <= verb.start]
    return before[-1:] or [min(parties, key=lambda party: _apart(party.span, verb))]


def _reacts(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether a party only condemns or welcomes what another one does."""
    start = min(span.start for span in step)
    words = cast.sentence.of("concept", "OPPOSE", "FAVOUR")
    return any(party.span.end <= word.start and word.end <= start and word not in step for word in words)


def _first_rules(before: Sequence[Party], cast: Cast) -> bool:
    """Whether no other clause begins between the first actor and the last, so that the first is the subject."""
    signs = cast.sentence.of("sign", "separators")
    return not any(before[0].span.end <= sign.start < before[-1].span.start for sign in signs)


def _contact(rule: Rule, step: Sequence[Span], scene: _Scene) -> list[Party]:
    """The normalizing side of a meeting, visit or call."""
    cast = scene.cast
    sides = cast.of("actor", places=False) or (cast.of("actor") if rule.all[0] in {"VISIT", "RECEIVE"} else [])
    others = cast.of("target")
    if not others:
        lent = scene.title.of("target") if scene.title else []
        if not lent or rule.all[0] == "MEET":
            return []
    if rule.all[0] in {"MEET", "PHONE"} and not any(not party.place or party.span.tag.sort == "metonym" for party in others):
        return []
    if not sides and scene.title is not None and rule.all[0] in {"MEET", "PHONE", "RECEIVE"}:
        lent = scene.title.of("actor", places=False)
        return lent[:1] if any(cast.ranked(party) for party in others) else []
    if not sides:
        return []
    if not any(cast.ranked(party) or party.span.tag.sort in {"person", "office", "metonym"} for party in (*sides, *others)):
        return []
    verb = step[-1]
    chosen = min(sides, key=lambda party: _apart(party.span, verb))
    return [chosen, *_coordinated(chosen, cast)]
