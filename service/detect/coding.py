"""Rules laid over sentences: which of them fire, with which parties, status and attributes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.detect.acting import Scene, acting_in
from service.detect.attributes import sponsor_of, venue_of
from service.detect.confidence import confidence_of
from service.detect.knowledge import Acting
from service.detect.roles import Cast, Party
from service.detect.status import Context, Verdict, judge
from service.detect.steps import steps_of
from service.model.mention import Role, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from service.detect.knowledge import Indicator, Language, Place, Rule, Watch
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

FOLLOWING = 2
"""Sentences behind a step in which its host and place may still be told."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """A mention before it is settled with the others of its entry."""

    indicator: str
    rule: Rule
    verdict: Verdict
    actors: tuple[str, ...]
    sentence: Sentence
    step: tuple[Span, ...]
    level: str | None = None
    sponsor: str | None = None
    venue: str | None = None
    venue_control: str | None = None
    confidence: float
    reasons: tuple[str, ...]
    evidence: list[tuple[Sentence, Span, Role]] = field(default_factory=list)

    @property
    def scope(self) -> str:
        """``multilateral`` for an organization's own seat, else ``bilateral``."""
        return self.rule.scope or "bilateral"

    @property
    def closing(self) -> bool:
        """Whether the step undoes relations."""
        return self.rule.status == Status.REVERSED

    @property
    def headline(self) -> bool:
        """Whether it stands in the title."""
        return self.sentence.headline


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
        if not any(self._names_target(span, watch, day) for sentence in sentences for span in sentence.spans):
            return []
        context = Context(language, day, sentences)
        inside = {name for name, place in self._places.items() if place.state == watch.target}
        casts = [Cast(sentence, watch, day, language, inside) for sentence in sentences]
        titles = [cast for cast in casts if cast.sentence.headline]
        drafts: list[Draft] = []
        for number, cast in enumerate(casts):
            before = casts[number - 1] if number else None
            after = tuple(casts[number + 1 : number + 1 + FOLLOWING])
            scene = Scene(cast, tuple(each for each in titles if each is not cast), before, after, language)
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

    def _of(self, indicator: Indicator, scene: Scene, watch: Watch, context: Context) -> Iterator[Draft]:
        told: set[int] = set()
        for rule in indicator.rules:
            for step in steps_of(rule, scene.cast, watch):
                if told.isdisjoint(span.start for span in step):
                    draft = self._draft(indicator, rule, step, scene, watch, context)
                    if draft is not None:
                        told.update(span.start for span in step)
                        yield draft

    def _draft(
        self, indicator: Indicator, rule: Rule, step: Sequence[Span], scene: Scene, watch: Watch, context: Context
    ) -> Draft | None:
        acting = acting_in(rule, step, scene, watch)
        if not acting:
            return None
        sentence = scene.cast.sentence
        verdict = judge(sentence, step, Status(rule.status), context, speech=indicator.speech, ignore=rule.ignore)
        if verdict is None:
            return None
        confidence, doubts = confidence_of(step, acting, scene.cast)
        draft = Draft(
            indicator=indicator.code,
            rule=rule,
            verdict=verdict,
            actors=tuple(dict.fromkeys(party.code for party in acting)),
            sentence=sentence,
            step=tuple(step),
            confidence=confidence,
            reasons=(f"rule {rule.name!r}: {' + '.join(span.tag.name for span in step)}", *doubts),
        )
        draft.evidence = [(sentence, span, Role.INDICATOR) for span in step]
        if verdict.cue is not None and verdict.cue in sentence.spans:
            draft.evidence.append((sentence, verdict.cue, Role.STATUS))
        self._fill(draft, acting, scene, watch, context)
        return draft

    def _fill(self, draft: Draft, acting: Sequence[Party], scene: Scene, watch: Watch, context: Context) -> None:
        cast, sentence = scene.cast, scene.cast.sentence
        meeting = draft.rule.acting is Acting.OPPOSITION
        role = Role.OPPOSITION if meeting else Role.ACTOR
        draft.evidence += [(sentence, party.span, role) for party in acting if party in cast.parties]
        draft.evidence += [(sentence, party.span, Role.TARGET) for party in cast.of("target")[:1]]
        if draft.rule.acting is Acting.CONTACT:
            draft.level = _level(draft, scene)
            draft.evidence += [(sentence, span, Role.LEVEL) for span in sentence.of("rank", draft.level or "")[:1]]
        if meeting:
            casts = [each for each in (cast, *scene.titles, *scene.after, scene.before) if each is not None]
            draft.sponsor, sponsor_spans = sponsor_of(casts)
            draft.venue, draft.venue_control, venue_spans = venue_of(casts, self._places, watch, context.day)
            draft.evidence += [(where, span, Role.SPONSOR) for where, span in sponsor_spans]
            draft.evidence += [(where, span, Role.VENUE) for where, span in venue_spans]


def _level(draft: Draft, scene: Scene) -> str | None:
    """The rank of the normalizing side, from the sentence, else from the headline."""
    for cast in (scene.cast, *scene.titles):
        level = cast.rank_of([party for party in cast.of("actor") if party.code in draft.actors])
        if level is not None:
            return level
    return None
