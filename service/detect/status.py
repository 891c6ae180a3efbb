"""Whether a step is told as done, announced, reported, discussed, denied or as background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.detect.aging import age_of, is_ahead, is_state
from service.detect.bounds import is_closer
from service.detect.clauses import QUOTE, clause_around
from service.detect.context import is_readied_by_report, outlet_telling
from service.detect.endings import endings_of, had_not, is_attribute_ending, is_unreal, undone_first
from service.detect.occasions import is_past_occasion
from service.detect.passing import had_been, is_attribute, is_told_in_passing
from service.detect.plans import asks_for, hope_before, is_only_near, is_put_off, put_off_before
from service.detect.scopes import governing, next_break
from service.detect.senses import hear_heading, hear_rumour, spare_decision, spare_undoing
from service.detect.turns import lasts, retold
from service.detect.unsaid import is_unsaid, was_habit
from service.detect.verbs import is_judged, is_only_named
from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.context import Context
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence


NEAR_ANALYST = 2
"""Words between a verb of saying and an analyst who says it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, the cue that set it (None: the plain assertion), and why."""

    status: Status
    cue: Span | None
    why: str


def judge(
    sentence: Sentence,
    step: Sequence[Span],
    default: Status,
    context: Context,
    *,
    speech: bool,
    ignore: frozenset[str] = frozenset(),
) -> Verdict | None:
    """Judge a step.

    Args:
        sentence: where it is told.
        step: the spans that make it.
        default: its status as a plain assertion.
        context: of the entry.
        speech: whether the indicator is speech itself, which occurred when it was made.
        ignore: cues that are part of the step itself.

    Returns:
        None where nothing is coded: what was closed before is not closed now.
    """
    if speech:
        return _spoken(sentence, step, context)
    start, end = min(span.start for span in step), max(span.end for span in step)
    clause = clause_around(sentence, start, end)
    cues = _cues_of(sentence, clause, step, context)
    if _is_no_step(cues, sentence, clause, step, context, default):
        return None
    unreal = default in {Status.OCCURRED, Status.ANNOUNCED} and is_unreal(sentence, step, context.language)
    if unreal:  # "açılmasını hızlandıracak adımlar"
        cues = {name: cue for name, cue in cues.items() if name != "ANNOUNCE" or not is_attribute_ending(cue, sentence)}
        unreal = cues.keys() <= {"INFINITIVE", "PAST"}
    cues = {name: span for name, span in cues.items() if name not in ignore or is_put_off(name, span, step, sentence, context)}
    whole = _as_a_whole(sentence, clause, step, cues, context, default)
    if whole is not None:
        return whole
    if unreal:
        return Verdict(Status.DISCUSSED, None, "named as what somebody acts on, not told as done")
    if context.language.verb_last and _was_planned(cues, start):
        cues.pop("MODAL")
    if is_readied_by_report(cues, sentence, context):
        cues.pop("MODAL")
    settled = _settled(cues, default, (start, end), sentence)
    if settled is not None or default is Status.REVERSED:
        return settled
    return _told(cues, context, default, sentence, clause, step)


def _cues_of(sentence: Sentence, clause: tuple[int, int], step: Sequence[Span], context: Context) -> dict[str, Span]:
    """The cues that govern a step, and what two of them make of each other."""
    endings, governed = endings_of(sentence, clause, step, context), governing(sentence, clause, step, context)
    cues = {**endings, **governed}
    if _are_two_negations(endings, governed, sentence, context):  # "no reason not to" leaves it open
        cues["MODAL"] = cues.pop("NEG")
        cues.pop("DENY", None)
    without = undone_first(sentence, step, context.language)
    if without is not None:
        refused = cues.pop("NEG", None) or cues.pop("DENY", None)
        cues["CALLFOR" if refused else "NEG"] = without
    hoped = hope_before(cues.get("ANNOUNCE"), sentence)
    if hoped is not None:
        cues["MODAL"] = hoped
        cues.pop("ANNOUNCE")
    both = "MODAL" not in endings and cues.keys() >= {"ANNOUNCE", "MODAL"}
    ends = next_break(sentence, max(span.end for span in step), context.language)  # "yakında açılacak, görüşmeler sürüyor"
    if both and is_only_near(cues["MODAL"], sentence, (clause[0], min(clause[1], ends))):
        cues.pop("MODAL")  # "will soon reopen" is promised, "reopening soon" only expected
    hear_heading(cues, step, sentence, context)
    spare_decision(cues, step, sentence, context)
    hear_rumour(cues, sentence, context)
    spare_undoing(cues, sentence, context)
    if is_past_occasion(cues, step, sentence, context.language):  # "görüşmede ... istenmedi"
        cues = {name: cue for name, cue in cues.items() if name not in OF_VERBS or cue.end <= step[0].start}
    return cues


OF_VERBS = frozenset({"CALLFOR", "MODAL", "TOPIC", "NEG", "DENY", "ANNOUNCE"})
"""Cues that behind an occasion say something of the verb alone."""


def _is_no_step(
    cues: dict[str, Span],
    sentence: Sentence,
    clause: tuple[int, int],
    step: Sequence[Span],
    context: Context,
    default: Status,
) -> bool:
    """Whether only a state, a mere setting or a time long past is told."""
    if cues.keys() & {"LONGAFTER", "SETTING"}:
        return True
    if is_unsaid(sentence, step, context.language) or was_habit(sentence, step, context.language):
        return True
    passing = is_told_in_passing(sentence, clause) if default is Status.REVERSED else had_been(sentence, step)
    if passing and default in {Status.REVERSED, Status.DENIED}:
        return True
    if default is Status.REVERSED and (
        is_attribute(sentence, step, context.language) or is_state(sentence, clause, step, context) or lasts(step, sentence)
    ):
        return True
    if default is Status.OCCURRED and (_is_undone_behind(sentence, step, context) or had_not(cues, sentence, context.language)):
        return True
    return "PERSIST" in cues and (default is not Status.REVERSED or "ANNOUNCE" not in cues)


def _is_undone_behind(sentence: Sentence, step: Sequence[Span], context: Context) -> bool:
    """Whether what was opened is only whose closing is told: ``yaz başında açtığı büyükelçiliğin faaliyetleri durduruldu``."""
    noun, verb = step[0], step[-1]
    return (
        verb.end == noun.start
        and is_attribute(sentence, step, context.language)
        and any(0 <= word.start - noun.end <= NEAR_CLOSED for word in sentence.of("concept", "CLOSE"))
    )


NEAR_CLOSED = 3
"""Words between a mission and the verb that closes it."""


def _are_two_negations(endings: dict[str, Span], governed: dict[str, Span], sentence: Sentence, context: Context) -> bool:
    """Whether the verb itself and another word each negate; "my meeting" is no negated verb: ``görüşmem söz konusu değil``."""
    own, noun = endings.get("NEG"), context.language.endings.get("OWN")
    if own is not None and noun is not None and noun.fullmatch(sentence.words[own.start].text):
        return False
    others = [governed[name] for name in ("NEG", "DENY") if name in governed]
    return own is not None and any(not (other.start <= own.start < other.end) for other in others)


def _spoken(sentence: Sentence, step: Sequence[Span], context: Context) -> Verdict | None:
    """Speech itself occurred when it was made (CODEBOOK, rule 6), unless only unnamed sources tell of it."""
    clause = clause_around(sentence, min(span.start for span in step), max(span.end for span in step))
    told = governing(sentence, clause, step, context).get("HEARSAY")
    own = {part.start for part in step if part.tag.kind != "rank"}  # "Uzmanlar: ..."
    analysts = [span for span in sentence.of("cue", "OPINION") if span.start not in own]
    if any(-NEAR_ANALYST <= span.start - step[0].end < NEAR_ANALYST for span in analysts):
        return None  # analysts' opinions are not coded
    papers = {span.start for span in sentence.of("cue", "HEARSAY")} if sentence.of("cue", "OUTLET") else set()
    if any(part.tag.name == "SAY" and part.start in papers for part in step):
        return None  # what a paper writes is said by no official
    if told is not None:
        return Verdict(Status.REPORTED, told, "speech that unnamed sources tell of")
    return Verdict(Status.OCCURRED, None, "speech itself, and it was made")


def _was_planned(cues: dict[str, Span], start: int) -> bool:
    """Whether what is broken off had been planned, where attributes come first: ``beklenen görüşme ertelendi``."""
    planned, undone = cues.get("MODAL"), cues.get("UNDONE")
    return planned is not None and undone is not None and planned.end <= start < undone.start


def _settled(cues: dict[str, Span], default: Status, place: tuple[int, int], sentence: Sentence) -> Verdict | None:
    """What the cues that govern a step make of it."""
    denied, talk = cues.get("DENY") or cues.get("NEG"), [cues[name] for name in ("MODAL", "CALLFOR", "TOPIC") if name in cues]
    talked = min(talk, key=lambda cue: min(abs(cue.start - at) for at in place), default=None)
    if default is Status.REVERSED:
        spoken = (
            Verdict(Status.DISCUSSED, talked, "not done, only spoken of") if talked else Verdict(default, None, "told as done")
        )
        refused = cues.get("PERSIST") or (cues.get("DENY") if "NEG" not in cues or "ANNOUNCE" in cues else None)
        refused = refused or (cues.get("NEG") if "ANNOUNCE" in cues else None)  # "had not closed", but "will not close"
        return Verdict(Status.DENIED, refused, "not undone") if refused else None if denied else spoken
    if denied or default is Status.DENIED:
        return Verdict(Status.DENIED, denied, "denied, refused or not done")
    if default is Status.DISCUSSED:
        return Verdict(default, talked, "a call, no step")
    planned = cues.get("ANNOUNCE")
    dated = planned and talked and talked.start < place[1] <= planned.start  # "may reopen its embassy next month"
    if talked and not (planned and not dated and is_closer(planned, talked, *place) and not asks_for(talked, planned, sentence)):
        return Verdict(Status.DISCUSSED, talked, "possible, offered or called for")
    return None


NEAR_COLON = 3
"""Words before a headline's word for an opinion: ``Jordanian paper's editorial: ...``."""


def _opens_as_opinion(sentence: Sentence) -> bool:
    """Whether a sentence says at its head that it is an analysis: ``تحليل: ...``."""
    heads = [
        span for span in sentence.of("cue", "OPINION") if span.start == 0 or (sentence.headline and span.start <= NEAR_COLON)
    ]
    heads = [span for span in heads if span.start == 0 or QUOTE not in sentence.words[span.start].gap]  # a paper: لـ"الراي"
    return any(span.end < len(sentence.words) and ":" in sentence.words[span.end].gap for span in heads)


def _is_analysts(sentence: Sentence, step: Sequence[Span]) -> bool:
    """Whether it is an analyst who says it: ``قال الباحث إن أنقرة ستعيد ...`` (CODEBOOK, rule 12)."""
    start = min(span.start for span in step)
    leads = [sign for sign in sentence.of("sign", "complements") if sign.end <= start]
    analysts = [span for span in sentence.of("cue", "OPINION") if leads and span.end <= leads[0].start]
    said = {word.end for word in sentence.of("concept", "SAY")}
    return any(span.start in said for span in analysts)


def _as_a_whole(
    sentence: Sentence,
    clause: tuple[int, int],
    step: Sequence[Span],
    cues: dict[str, Span],
    context: Context,
    default: Status,
) -> Verdict | None:
    """What clause, headline or entry say of all that stands in them."""
    old = age_of(sentence, clause, step, cues, context) or retold(sentence, cues, context, default)
    old = old or ("told as long past" if default is Status.OCCURRED and had_been(sentence, step) else "")
    if old and not sentence.of("cue", "DISCLOSE"):  # rule 26: what a party reveals for the first time is news
        return Verdict(Status.BACKGROUND, None, old)
    same = sentence.of("cue", "SAMETIME")
    if same and context.dated_back:
        return Verdict(Status.BACKGROUND, same[0], "of the time told before, long past")
    if sentence.question and sentence.headline:
        return Verdict(Status.DISCUSSED, None, "a headline that asks")
    if context.opinion or _opens_as_opinion(sentence) or _is_analysts(sentence, step):
        return Verdict(Status.DISCUSSED, None, "an analysis or opinion")
    refused = cues.get("DENY") or cues.get("NEG")
    refused = refused or (_keeps_by_not_lifting(sentence, step) if default is Status.DENIED else None)
    if cues.get("CONDITION") and default is not Status.REVERSED and not (refused and "CALLFOR" not in cues):
        return Verdict(Status.DISCUSSED, cues["CONDITION"], "on a condition")
    put_off = put_off_before(sentence, clause, cues, context) if default is Status.OCCURRED else None
    return Verdict(Status.REVERSED, put_off, "planned before, and put off") if put_off else None


def _keeps_by_not_lifting(sentence: Sentence, step: Sequence[Span]) -> Span | None:
    """The "not" by which a verb tells that something is kept, whatever would change that: ``لن تُرفع ما لم``."""
    kept = [part for part in step if part.tag.name == "KEEP"]
    return next((cue for cue in sentence.of("cue", "NEG") for part in kept if part.start <= cue.start < part.end), None)


def _told(
    cues: dict[str, Span],
    context: Context,
    default: Status,
    sentence: Sentence,
    clause: tuple[int, int],
    step: Sequence[Span],
) -> Verdict:
    """A step that is neither denied nor mere talk: by whom it is told, and whether it is done yet."""
    if cues.get("UNDONE"):
        return Verdict(Status.REVERSED, cues["UNDONE"], "broken off, whoever tells it")
    told = cues.get("HEARSAY") or context.hearsay or outlet_telling(sentence, context.language)
    if told and not context.confirmed:
        return Verdict(Status.REPORTED, told, "told by unnamed sources or by media")
    if (default is Status.OCCURRED and is_only_named(sentence, clause, step)) or is_judged(sentence, step):
        return Verdict(Status.DISCUSSED, None, "only named by what is said of it")
    if cues.get("ANNOUNCE"):
        return Verdict(Status.ANNOUNCED, cues["ANNOUNCE"], "decided or dated, not yet done")
    if default is Status.OCCURRED and is_ahead(sentence, clause, step, context):
        return Verdict(Status.ANNOUNCED, None, "dated to a day to come")
    return Verdict(default, None, "a plain assertion")
