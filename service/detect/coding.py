"""Rules laid over sentences: which of them fire, with which parties, status and attributes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from service.detect.acting import acting_in
from service.detect.attending import add_attending
from service.detect.attributes import level_of, sponsor_of, venue_of
from service.detect.confidence import confidence_of
from service.detect.context import Context, denial_in, denied_in_answer
from service.detect.cued import is_cued
from service.detect.domestic import tells_of_home
from service.detect.draft import Draft
from service.detect.knowledge import Acting
from service.detect.plans import put_ahead
from service.detect.roles import Cast, Party
from service.detect.scene import Scene
from service.detect.status import Verdict, judge
from service.detect.steps import POSTED, Items, is_setting, steps_of
from service.detect.stuck import is_only_stuck
from service.detect.weighing import TALK, tells_more
from service.model.mention import Role, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from service.detect.knowledge import Indicator, Language, Place, Rule, Watch
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

TELLING = frozenset({"NORMALIZE", "NOTNORMAL"})  # beside them a name that others have too ("the regime") means the target
TALKED = frozenset({"DIALOGUE", "MEET"})  # and beside these where an official at home speaks: "Rejimle temas yok"
EARLIER = 12  # sentences before a step that may still tell who "the two" are
FOLLOWING = 2  # sentences behind a step in which its host and place may still be told


class Coder:
    """Lays the rules of all indicators over sentences.

    Args:
        indicators: the rules.
        places: for venues and who holds them.
    """

    def __init__(self, indicators: Sequence[Indicator], places: Mapping[str, Place]) -> None:
        self._indicators = tuple(indicators)
        self._places = places
        targets = {place.state for place in places.values() if place.beyond}
        self._lands = {target: {name: place.reached(target) for name, place in places.items()} for target in targets}
        self._states = {name: place.state for name, place in places.items()}
        self._inside: dict[str, set[str]] = {}
        for name, place in places.items():
            for state in filter(None, (place.state, place.beyond)):
                self._inside.setdefault(state, set()).add(name)

    def code(
        self, sentences: Sequence[Sentence], watch: Watch, language: Language, day: date, *, press: str | None = None
    ) -> list[Draft]:
        """All drafts of an entry for one watch; `press` is the state whose outlet it comes from."""
        context = Context(language, day, sentences)
        inside = self._inside.get(watch.target, set())
        sure = [*_named_surely(sentences), *([press] if press else [])]
        told = {span.tag.name for sentence in sentences if sentence.headline for span in sentence.of("concept")}
        lands = self._lands.get(watch.target, self._states)
        held = {name for name in inside if self._places[name].holder(day) == watch.opposition}
        own = tells_of_home(sentences, language)
        casts = [Cast(each, watch, day, language, inside, sure, told, lands, held, domestic=own) for each in sentences]
        body = [sentence for sentence in sentences if not sentence.headline][:FOLLOWING]
        for cast in casts:
            if cast.sentence.headline:  # a headline's flag flies over the text's embassy
                cast.told = told | {span.tag.name for sentence in body for span in sentence.of("concept")}
        if not self._is_about(casts, watch, day):
            return []
        titles = [cast for cast in casts if cast.sentence.headline]
        drafts: list[Draft] = []
        for number, cast in enumerate(casts):
            others = tuple(each for each in titles if each is not cast)
            after = tuple(casts[number + 1 : number + 1 + FOLLOWING])
            before = tuple(casts[max(0, number - EARLIER) : number])
            scene = Scene(cast, others, before, after, language, press)
            items = Items(cast, watch)
            for indicator in self._indicators:
                drafts += self._of(indicator, items, scene, watch, context)
            drafts += self._repeated(drafts, scene, watch, context)
            drafts = add_attending(drafts, scene)
            denial = denial_in(cast.sentence, language)
            if denial is not None:
                _deny_reports(drafts, denial)
            answer = denied_in_answer(cast.sentence)
            if answer is not None:
                _deny_reports(drafts, answer, Status.REPORTED, Status.DISCUSSED)
            context.dated_back = bool(drafts) and drafts[-1].verdict.status is Status.BACKGROUND
        put_ahead(drafts, language)
        return drafts

    def _repeated(self, drafts: Sequence[Draft], scene: Scene, watch: Watch, context: Context) -> list[Draft]:
        """What another state did likewise: the last step told before, with whom this sentence names."""
        for span in scene.cast.sentence.of("concept", "SAME"):
            last = next((draft for draft in reversed(drafts) if _goes_before(draft, span, scene)), None)
            if last is not None:
                rule = replace(last.rule, acting=Acting.ALIKE)
                repeated = self._draft(last.indicator, rule, [span], scene, watch, context)
                called = repeated is not None and repeated.verdict.cue is not None and repeated.verdict.cue.tag.name == "CALLFOR"
                if repeated is not None and not called and set(repeated.actors).isdisjoint(last.actors):
                    if repeated.verdict.status not in {Status.DENIED, Status.ANNOUNCED, Status.REPORTED}:
                        repeated.verdict = last.verdict
                    return [repeated]
        return []

    def _is_about(self, casts: Sequence[Cast], watch: Watch, day: date) -> bool:
        """Whether an entry surely names the target, its country or its talks, or both sides by names that others have too.

        In the latter case no other state's government or opposition may be told of.
        """
        if any(self._names_target(span, watch, day) for cast in casts for span in cast.sentence.spans):
            return True
        if any(cast.of_another for cast in casts):
            return False
        sides = {party.part for cast in casts for party in cast.parties}
        if any(span.tag.sort == watch.target for cast in casts for span in cast.sentence.of("concept")):
            sides.add("target")
        telling = any(cast.has_target and cast.sentence.of("concept", *TELLING) for cast in casts)
        telling |= any(cast.has_target and _is_of_home(cast) and cast.sentence.of("concept", *TALKED) for cast in casts)
        return {"target", "opposition"} <= sides or telling

    def _names_target(self, span: Span, watch: Watch, day: date) -> bool:
        """Whether a span names the target or a place in its country without doubt."""
        if span.tag.kind == "place":
            place = self._places.get(span.tag.name)
            return place is not None and place.is_about(watch.target)
        if span.tag.kind == "concept":
            return span.tag.sort == watch.target and not span.tag.ambiguous
        known = span.tag.kind == "actor" and not span.tag.ambiguous
        return known and watch.part(span.tag.name, day) in {"target", "opposition"}

    def _of(self, indicator: Indicator, items: Items, scene: Scene, watch: Watch, context: Context) -> Iterator[Draft]:
        told: set[int] = set()
        talked: dict[int, Status] = {}  # nouns of what is refused or only talked of, of which another verb may tell a step
        for rule in indicator.rules:
            for step in steps_of(rule, items):
                if told.isdisjoint(span.start for span in step):
                    draft = self._draft(indicator.code, rule, step, scene, watch, context, speech=indicator.speech)
                    if draft is not None and tells_more(draft, talked):
                        status = draft.verdict.status
                        again = status in TALK and step[0].tag.name in POSTED and not draft.closing
                        nouns = {step[0].start: status} if again else {}
                        talked |= nouns
                        told.update({span.start for span in step} - nouns.keys())
                        self._call(draft, indicator, watch)
                        yield draft
                        yield from _perhaps_later(draft)

    def _call(self, draft: Draft, indicator: Indicator, watch: Watch) -> None:
        """Name the indicator of a draft that is only talk of a step, or a Western state's stand."""
        named = {span.start for span in draft.sentence.of("concept", draft.rule.talk or "")}
        spoken = draft.verdict.status in {Status.DISCUSSED, Status.DENIED}
        cue = draft.verdict.cue
        spoken |= draft.verdict.status is Status.ANNOUNCED and cue is not None and cue.tag.kind != "cue"  # "we shall normalize"
        if indicator.talk and draft.rule.talk and spoken and any(span.start in named for span in draft.step):
            draft.indicator, draft.loose = indicator.talk, True
            draft.verdict = Verdict(Status.OCCURRED, draft.verdict.cue, "talk of normalization, and it was made")
        western = next((each.western for each in self._indicators if each.code == draft.indicator), None)
        if western and watch.western.issuperset(draft.actors):
            draft.indicator, draft.loose = western, True

    def _draft(
        self,
        indicator: str,
        rule: Rule,
        step: Sequence[Span],
        scene: Scene,
        watch: Watch,
        context: Context,
        *,
        speech: bool = False,
    ) -> Draft | None:
        acting = acting_in(rule, step, scene, watch)
        if not acting:
            return None
        sentence = scene.cast.sentence
        codes = {party.code for party in acting}
        told = context.plainly if _is_told_besides(codes, scene, context) else context
        verdict = judge(sentence, step, Status(rule.status), told, speech=speech, ignore=rule.ignore)
        if (
            verdict is None
            or (rule.cued and not is_cued(verdict, rule, step, scene.cast))
            or is_only_stuck(step, verdict, sentence)
        ):
            return None
        if acting[0].part == "other" and verdict.status is Status.ANNOUNCED:
            verdict = Verdict(Status.DISCUSSED, verdict.cue, "promised by who does not decide it")
        if verdict.status is Status.DENIED and step[0].tag.name == "NEXT":
            return None  # no date for a further round is no refusal of it
        confidence, doubts = confidence_of(step, acting, scene.cast, verdict, speech=speech)
        draft = Draft(
            indicator=indicator,
            rule=rule,
            verdict=verdict,
            actors=tuple(dict.fromkeys(party.code for party in acting)),
            sentence=sentence,
            step=tuple(step),
            confidence=confidence,
            setting=is_setting(step[-1], sentence, context.language),
            reasons=(f"rule {rule.name!r}: {' + '.join(span.tag.name for span in step)}", *doubts),
        )
        draft.evidence = [(sentence, span, Role.INDICATOR) for span in step]
        if verdict.cue is not None and verdict.cue in sentence.spans:
            draft.evidence.append((sentence, verdict.cue, Role.STATUS))
        self._fill(draft, acting, scene, watch, context)
        return draft

    def _fill(self, draft: Draft, acting: Sequence[Party], scene: Scene, watch: Watch, context: Context) -> None:
        cast, sentence, meeting = scene.cast, scene.cast.sentence, draft.rule.acting is Acting.OPPOSITION
        role = Role.OPPOSITION if meeting else Role.ACTOR
        draft.evidence += [(sentence, party.span, role) for party in acting if party in cast.parties]
        draft.evidence += [(sentence, party.span, Role.TARGET) for party in cast.of("target")[:1]]
        if draft.rule.acting is Acting.CONTACT:
            draft.level = level_of(draft, scene)
            draft.evidence += [(sentence, span, Role.LEVEL) for span in sentence.of("rank", draft.level or "")[:1]]
        if meeting:
            casts = [each for each in (cast, *scene.titles, *scene.after, scene.before) if each is not None]
            draft.sponsor, sponsor_spans = sponsor_of(draft, casts)
            draft.venue, draft.venue_control, venue_spans = venue_of(draft, casts, self._places, watch, context.day)
            draft.evidence += [(where, span, Role.SPONSOR) for where, span in sponsor_spans]
            draft.evidence += [(where, span, Role.VENUE) for where, span in venue_spans]


def _is_told_besides(codes: AbstractSet[str], scene: Scene, context: Context) -> bool:
    """Whether a step of others than those of whom a headline's source tells is told as plain fact behind it."""
    titled = {party.code for cast in scene.titles for party in cast.of("actor", "patron", "opposition", places=False)}
    behind = context.hearsay is not None and context.hearsay not in scene.cast.sentence.spans
    return behind and bool(titled) and titled.isdisjoint(codes)


def _is_of_home(cast: Cast) -> bool:
    """Whether an official of the state in whose language it is told speaks of "with the regime", and of no other state."""
    others = {party.code for party in cast.of("actor", "other")} - {cast.language.home}
    beside = any(party.span.tail in cast.language.companion_endings for party in cast.of("target"))
    return beside and not others and any(party.span.tag.sort == "person" for party in cast.of("actor"))


def _perhaps_later(draft: Draft) -> Iterator[Draft]:
    """Rule 28: "no plan now, perhaps later" is refused and discussed."""
    later = [cue for cue in draft.sentence.of("cue", "LATER") if cue.start >= draft.step[-1].end]
    if later and draft.verdict.status is Status.DENIED:
        verdict = Verdict(Status.DISCUSSED, later[0], "not now, perhaps later")
        yield replace(draft, verdict=verdict, rule=replace(draft.rule, besides=True), evidence=list(draft.evidence))


REPEATED = frozenset({"diplomatic_relations", "economic_reengagement"})
"""Indicators of steps that others take likewise."""


def _goes_before(draft: Draft, span: Span, scene: Scene) -> bool:
    """Whether a step stands before words such as "did the same"."""
    sentence = scene.cast.sentence
    before = draft.sentence is not sentence or max(part.end for part in draft.step) <= span.start
    return draft.indicator in REPEATED and before


def _deny_reports(drafts: Sequence[Draft], cue: Span, *statuses: Status) -> None:
    """Rule 3: a denial of a report is ``denied``, even where the report is told at length."""
    for draft in drafts:
        if draft.verdict.status in (statuses or (Status.REPORTED,)):
            draft.verdict = Verdict(Status.DENIED, cue, "a report that is denied")


def _named_surely(sentences: Sequence[Sentence]) -> list[str]:
    """The actors that an entry names without doubt, in their order; behind them states whose name somebody else bears too."""
    sure = [span.tag.name for each in sentences for span in _sure(each)]
    shared = [span.tag.name for each in sentences for span in each.of("actor") if span.tag.sort == "name" and span.tag.ambiguous]
    return list(dict.fromkeys([*sure, *shared]))


def _sure(sentence: Sentence) -> list[Span]:
    """Names of actors that stand for nobody else."""
    spans = sentence.of("actor")
    shared = Counter((span.start, span.end) for span in {(each.start, each.end, each.tag.name): each for each in spans}.values())
    return [span for span in spans if not span.tag.ambiguous and shared[span.start, span.end] == 1]
