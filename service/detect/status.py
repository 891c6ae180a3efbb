"""Whether a step is told as done, announced, reported, discussed, denied or as background: cues and their scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

REACH = 9
"""Words before a step in which a cue governs it, where no clause ends between."""
BEHIND = 8
"""Words behind it, for languages whose verb comes last."""
NEAR = 4
"""Words behind a step in which a negation still belongs to it."""
MONTH = 30
"""Days after which a step is old."""
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, the cue that set it (None: the plain assertion), and why."""

    status: Status
    cue: Span | None
    why: str


class Context:
    """What surrounds the sentences of an entry: its language, date, and whether it is told as opinion or hearsay as a whole."""

    def __init__(self, language: Language, day: date, sentences: Sequence[Sentence]) -> None:
        self.language = language
        self.day = day
        heads = [sentence for sentence in sentences if sentence.headline]
        self.opinion = any(_opens(span) for head in heads for span in head.of("cue", "OPINION"))
        self.hearsay = next((span for head in heads for span in head.of("cue", "HEARSAY")), None)
        self.denial = next((span for head in heads for span in head.of("cue", "DENY")), None)


def _opens(span: Span) -> bool:
    return span.start == 0


def judge(sentence: Sentence, step: Sequence[Span], default: Status, context: Context, *, speech: bool) -> Verdict:
    """Judge a step.

    Args:
        sentence: where it is told.
        step: the spans that make it.
        default: its status as a plain assertion.
        context: of the entry.
        speech: whether the indicator is speech itself, which occurred when it was made.
    """
    if speech:
        return Verdict(Status.OCCURRED, None, "speech itself, and it was made")
    start, end = min(span.start for span in step), max(span.end for span in step)
    clause = _clause(sentence, start, end)
    cues = {**_endings(sentence, clause, step, context), **_governing(sentence, clause, start, end)}
    whole = _as_a_whole(sentence, clause, cues, context)
    if whole is not None:
        return whole
    denied, talked = cues.get("DENY") or cues.get("NEG"), cues.get("MODAL") or cues.get("CALLFOR")
    if default is Status.REVERSED:
        spoken = denied or talked
        return Verdict(Status.DISCUSSED, spoken, "not done, only spoken of") if spoken else Verdict(default, None, "told as done")
    if denied:
        return Verdict(Status.DENIED, denied, "denied, refused or not done")
    planned = cues.get("ANNOUNCE")
    if talked and not (planned and _closer(planned, talked, start, end)):
        return Verdict(Status.DISCUSSED, talked, "possible, offered or called for")
    return _told(cues, sentence, context, default)


def _as_a_whole(sentence: Sentence, clause: tuple[int, int], cues: dict[str, Span], context: Context) -> Verdict | None:
    """What clause, headline or entry say of all that stands in them."""
    old = _old(sentence, clause, context)
    if old:
        return Verdict(Status.BACKGROUND, None, old)
    if sentence.question and sentence.headline:
        return Verdict(Status.DISCUSSED, None, "a headline that asks")
    if context.opinion:
        return Verdict(Status.DISCUSSED, None, "an analysis or opinion")
    if cues.get("CONDITION"):
        return Verdict(Status.DISCUSSED, cues["CONDITION"], "on a condition")
    return None


def _told(cues: dict[str, Span], sentence: Sentence, context: Context, default: Status) -> Verdict:
    """A step that is neither denied nor mere talk: by whom it is told, and whether it is done yet."""
    told = cues.get("HEARSAY") or _hearsay_of(sentence, context)
    if told:
        return Verdict(Status.REPORTED, told, "told by unnamed sources or by media")
    if cues.get("UNDONE"):
        return Verdict(Status.REVERSED, cues["UNDONE"], "broken off")
    if cues.get("ANNOUNCE"):
        return Verdict(Status.ANNOUNCED, cues["ANNOUNCE"], "decided or dated, not yet done")
    return Verdict(default, None, "a plain assertion")


def _clause(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The words around a step up to where another clause begins."""
    low, high = 0, len(sentence.words)
    for span in sentence.of("sign", "separators"):
        if span.end <= start:
            low = max(low, span.start)
        elif span.start >= end:
            high = min(high, span.start)
    for position in range(len(sentence.words)):
        if _breaks(sentence.words[position].gap):
            if position <= start:
                low = max(low, position)
            elif position >= end:
                high = min(high, position)
    return low, high


def _breaks(gap: str) -> bool:
    return any(sign in gap for sign in ";:—()") or " - " in gap


def _governing(sentence: Sentence, clause: tuple[int, int], start: int, end: int) -> dict[str, Span]:
    """The nearest cue of each kind that governs a step."""
    low, high = max(clause[0], start - REACH), min(clause[1], end + BEHIND)
    found: dict[str, Span] = {}
    for span in sentence.of("cue"):
        name = span.tag.name
        if (
            name in {"HEARSAY", "UNDONE"}
            or low <= span.start < end
            or (end <= span.start < high and _reaches_back(name, span, end))
        ):
            known = found.get(name)
            if known is None or abs(span.start - start) < abs(known.start - start):
                found[name] = span
    return found


def _reaches_back(name: str, span: Span, end: int) -> bool:
    return name in {"NEG", "DENY", "MODAL", "ANNOUNCE", "CALLFOR"} and span.start - end <= NEAR


def _endings(sentence: Sentence, clause: tuple[int, int], step: Sequence[Span], context: Context) -> dict[str, Span]:
    """What the ends of the step's own words say, in languages whose verbs carry negation and ability."""
    found: dict[str, Span] = {}
    if not context.language.endings:
        return found
    last = max(step, key=lambda span: span.end)
    for position in range(min(span.start for span in step), min(clause[1], last.end + 3)):
        word = sentence.words[position]
        for name, pattern in context.language.endings.items():
            if name not in found and pattern.fullmatch(word.text):
                found[name] = type(last)(position, position + 1, last.tag)
    return found


def _closer(one: Span, other: Span, start: int, end: int) -> bool:
    def far(span: Span) -> int:
        return min(abs(span.start - start), abs(span.start - end))

    return far(one) < far(other)


def _hearsay_of(sentence: Sentence, context: Context) -> Span | None:
    """A headline's hearsay covers the summary that tells the same at length."""
    return context.hearsay if not sentence.headline else None


def _old(sentence: Sentence, clause: tuple[int, int], context: Context) -> str:
    """Why a step is old news, or nothing."""
    for position in range(*clause):
        word = sentence.words[position].text
        if len(word) == 4 and word.isdecimal() and FIRST_YEAR < int(word) < LAST_YEAR:  # noqa: PLR2004 - digits of a year
            year, month = int(word), _month(sentence, position, context)
            before = (
                (context.day.year - year) * 12
                + context.day.month
                - (month or (12 if year < context.day.year else context.day.month))
            )
            if before > 1 or (month is None and year < context.day.year):
                return f"dated {word}"
    for span in sentence.of("cue", "PAST"):
        if clause[0] <= span.start < clause[1] and _says_long_ago(sentence, span):
            return "told as long past"
    return ""


def _says_long_ago(sentence: Sentence, span: Span) -> bool:
    text = " ".join(word.text for word in sentence.words[span.start : span.end])
    return span.end - span.start > 1 or text.startswith(("anniversar", "yıldönüm", "yildönüm", "ذكر"))


def _month(sentence: Sentence, position: int, context: Context) -> int | None:
    for before in (1, 2):
        words = " ".join(word.text for word in sentence.words[max(0, position - before) : position])
        number = context.language.months.get(words)
        if number:
            return number
    return None


def words_of(spans: Iterable[Span]) -> str:
    """For reasons: the names of what was found."""
    return " + ".join(span.tag.name for span in spans)
