"""What was planned or promised: hopes, what is only near, and what is put off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import parts, within
from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from re import Pattern

    from service.detect.context import Context
    from service.detect.draft import Draft
    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

NEAR_PUT_OFF = 3
"""Words between a step named by a noun and the word that puts it off."""


def hope_before(planned: Span | None, sentence: Sentence) -> Span | None:
    """The word by which a promise is only somebody's hope or belief: "Egypt hopes Turkey will reopen its embassy"."""
    if planned is None:
        return None
    near = (sign for sign in sentence.of("sign", "hopes") if 0 <= planned.start - sign.end <= NEAR_HOPE)
    return next(
        (sign for sign in near if not any(parts(word.gap) for word in sentence.words[sign.end : planned.start + 1])), None
    )


NEAR_HOPE = 8
"""Words between a hope and the verb of what is hoped for."""


def is_only_near(cue: Span, sentence: Sentence, clause: tuple[int, int]) -> bool:
    """Whether all that a clause leaves open is how soon."""
    near = {sign.start for sign in sentence.of("sign", "soon")}
    return all(each.start in near for each in (cue, *sentence.of("cue", "MODAL")) if each is cue or within(each, clause))


def is_put_off(name: str, cue: Span, step: Sequence[Span], sentence: Sentence, context: Context) -> bool:
    """Whether a step named by a noun is itself put off or only talked over: ``embassy reopening suspended``, ``بحث استئناف``."""
    if name == "TOPIC":  # "تبحث استئناف اللجنة"
        nouns = {sign.start for sign in sentence.of("sign", "verbal_nouns")}
        return any(part.start in nouns and cue.end <= part.start for part in step) or _is_talked_over(
            cue, step, sentence, context
        )
    if name != "UNDONE":
        return False
    noun = context.language.endings.get("NOUN")
    verb = step[-1]
    if any(0 <= verb.start - sign.end <= 1 for sign in sentence.of("sign", "planned_before")):
        return True  # "was to reopen, but the plan was called off"
    if noun is not None and not noun.fullmatch(sentence.words[verb.start].text):
        return False  # "resumes ties suspended in 2012"
    behind = cue.start - max(span.end for span in step)
    if any("," in word.gap for word in sentence.words[verb.end : cue.start + 1]):
        return False
    return 0 <= verb.start - cue.end <= 1 or (noun is not None and 0 <= behind <= NEAR_PUT_OFF)


def _is_talked_over(cue: Span, step: Sequence[Span], sentence: Sentence, context: Context) -> bool:
    """Whether talks with somebody are themselves what others talk about: ``discuss negotiations with Damascus``."""
    talks, language = step[0], context.language
    named = any(sign.start == talks.start for sign in sentence.of("sign", "talking"))
    if len(step) > 1 or not named:
        return False
    if language.verb_last:
        return cue.start == talks.end and sentence.words[cue.start - 1].text.endswith(tuple(language.object_endings))
    links = {sign.end for sign in sentence.of("sign", "companions")}
    with_whom = bool(links & {*range(talks.end, talks.end + NEAR_TALKED + 2)})
    whom = [sign for sign in sentence.of("sign", "companions") if cue.start < sign.start <= cue.end]  # "تبحث مع بيدرسن المفاوضات"
    return with_whom and 0 <= talks.start - cue.end <= (FAR_TALKED if whom else NEAR_TALKED)


NEAR_TALKED, FAR_TALKED = 1, 5
"""Words between a verb of talking about and what is talked about, alone and with whom it is done between them."""


def put_off_before(sentence: Sentence, clause: tuple[int, int], cues: dict[str, Span], context: Context) -> Span | None:
    """The headline's word that puts off what a clause tells as what was to be: ``وكان من المقرر أن يضم اللقاء``."""
    if sentence.headline or context.put_off is None:
        return None
    names = ("pluperfect", "planned_before") if "ANNOUNCE" in cues else ("planned_before",)
    had = any(clause[0] - NEAR_PLAN <= sign.start < clause[1] for sign in sentence.of("sign", *names))
    return context.put_off if had else None


NEAR_PLAN = 3
"""Words before a clause in which the verb stands by which it had been planned."""


def asks_for(talk: Span, planned: Span, sentence: Sentence) -> bool:
    """Whether it is a promise that somebody is asked for, or wants of another one: ``wants UN to set date for talks``."""
    signs = [sign for sign in sentence.of("sign", "infinitives") if talk.end < sign.start < planned.start]
    return any(planned.start - sign.end <= NEAR_ASKED for sign in signs)


def is_hosted_on(day: Span, step: Sequence[Span], sentence: Sentence, present: Pattern[str] | None) -> bool:
    """Whether a day stands between who hosts and what is hosted then: ``تستضيف موسكو الأربعاء اجتماعاً``."""
    first = min(part.start for part in step)
    hosts = [word for word in sentence.of("concept", "SPONSOR") if word.end <= day.start and first - word.end <= NEAR_HOSTED]
    if present is None or day.end > first:
        return False
    return any(present.fullmatch(sentence.words[word.start].text) for word in hosts)


NEAR_HOSTED = 6
"""Words between who hosts and what is hosted."""


def put_ahead(drafts: Iterable[Draft], language: Language) -> None:
    """Let a text in the present tell what is to come where its headline announces it: ``... يزور دمشق غداً``, ``ويلتقي الأسد``."""
    present = language.endings.get("PRESENT")
    drafts = list(drafts)
    planned = [
        draft for draft in drafts if draft.headline and draft.verdict.status is Status.ANNOUNCED and draft.indicator == MET
    ]
    if present is None or not language.verb_first or not planned:
        return
    for draft in drafts:
        plain = draft.verdict.status is Status.OCCURRED and draft.verdict.cue is None and not draft.headline
        told = plain and draft.indicator == MET and draft.step[0].tag.kind == "concept"
        if told and present.fullmatch(draft.sentence.words[draft.step[0].start].text.removeprefix(draft.step[0].prefix)):
            ahead = next((each for each in planned if set(draft.actors) & set(each.actors)), None)
            draft.verdict = ahead.verdict if ahead else draft.verdict


MET = "official_contact"
"""The indicator of meetings and visits, which a text may tell in the present before they are."""
NEAR_ASKED = 2
"""Words between "to" and the promise that is asked for."""
