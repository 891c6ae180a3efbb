"""Whether a step is told as done, announced, reported, discussed, denied or as background: cues and their scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.detect.clauses import clause_around
from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

REACH = 9
"""Words before a step in which a cue governs it, where no clause ends between."""
BEHIND = 8
"""Words behind it, for languages whose verb comes last."""
SENTENCE_WIDE = {"HEARSAY": 200, "UNDONE": 12, "CONDITION": 10}
"""Cues that hold across clauses, and within how many words."""
BEHIND_TOO = frozenset({"NEG", "DENY", "MODAL", "ANNOUNCE", "CALLFOR", "TOPIC"})
"""Cues that may follow a step, as verbs do that come last, and predicates such as "is possible"."""
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
        first = next((sentence for sentence in sentences if not sentence.headline), None)
        told = [*heads, *([first] if first else [])]
        self.hearsay = next((span for sentence in told for span in sentence.of("cue", "HEARSAY")), None)


def _opens(span: Span) -> bool:
    return span.start == 0


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
        return Verdict(Status.OCCURRED, None, "speech itself, and it was made")
    start, end = min(span.start for span in step), max(span.end for span in step)
    clause = clause_around(sentence, start, end)
    cues = {**_endings(sentence, clause, step, context), **_governing(sentence, clause, step, context)}
    if "PERSIST" in cues and default is not Status.REVERSED:
        return None
    if default is Status.REVERSED and (_is_attribute(sentence, step) or _is_state(sentence, clause, context)):
        return None
    cues = {name: span for name, span in cues.items() if name not in ignore}
    whole = _as_a_whole(sentence, clause, step, cues, context, default)
    if whole is not None:
        return whole
    return _settled(cues, context, default, (start, end))


def _settled(cues: dict[str, Span], context: Context, default: Status, place: tuple[int, int]) -> Verdict | None:
    """What the cues that govern a step make of it."""
    denied, talked = cues.get("DENY") or cues.get("NEG"), cues.get("MODAL") or cues.get("CALLFOR") or cues.get("TOPIC")
    if default is Status.REVERSED:
        spoken = (
            Verdict(Status.DISCUSSED, talked, "not done, only spoken of") if talked else Verdict(default, None, "told as done")
        )
        return None if denied else spoken
    if denied or default is Status.DENIED:
        return Verdict(Status.DENIED, denied, "denied, refused or not done")
    if default is Status.DISCUSSED:
        return Verdict(default, talked, "a call, no step")
    planned = cues.get("ANNOUNCE")
    if talked and not (planned and _closer(planned, talked, *place)):
        return Verdict(Status.DISCUSSED, talked, "possible, offered or called for")
    return _told(cues, context, default)


def _as_a_whole(
    sentence: Sentence,
    clause: tuple[int, int],
    step: Sequence[Span],
    cues: dict[str, Span],
    context: Context,
    default: Status,
) -> Verdict | None:
    """What clause, headline or entry say of all that stands in them."""
    old = _old(sentence, clause, step, cues, context)
    if old:
        return Verdict(Status.BACKGROUND, None, old)
    if sentence.question and sentence.headline:
        return Verdict(Status.DISCUSSED, None, "a headline that asks")
    if context.opinion:
        return Verdict(Status.DISCUSSED, None, "an analysis or opinion")
    if cues.get("CONDITION") and default is not Status.REVERSED:
        return Verdict(Status.DISCUSSED, cues["CONDITION"], "on a condition")
    return None


def _told(cues: dict[str, Span], context: Context, default: Status) -> Verdict:
    """A step that is neither denied nor mere talk: by whom it is told, and whether it is done yet."""
    told = cues.get("HEARSAY") or context.hearsay
    if told:
        return Verdict(Status.REPORTED, told, "told by unnamed sources or by media")
    if cues.get("UNDONE"):
        return Verdict(Status.REVERSED, cues["UNDONE"], "broken off")
    if cues.get("ANNOUNCE"):
        return Verdict(Status.ANNOUNCED, cues["ANNOUNCE"], "decided or dated, not yet done")
    return Verdict(default, None, "a plain assertion")


def _governing(sentence: Sentence, clause: tuple[int, int], step: Sequence[Span], context: Context) -> dict[str, Span]:
    """The nearest cue of each kind that governs a step."""
    start, end = min(span.start for span in step), max(span.end for span in step)
    low, high = max(clause[0], start - REACH), min(clause[1], end + BEHIND, _next_break(sentence, end))
    found: dict[str, Span] = {}
    for span in sentence.of("cue"):
        name = span.tag.name
        if any(span.start < own.end and own.start < span.end for own in step):
            continue  # a word that makes the step says nothing of its status besides
        if name in SENTENCE_WIDE:
            governs = max(span.start - end, start - span.end) <= SENTENCE_WIDE[name]
        elif name in {"PERSIST", "ONDAY"}:
            governs = _goes_with(name, span, step, sentence, context)
        elif name == "TO":
            governs = 0 <= step[-1].start - span.end <= 1
        else:
            behind = end <= span.start < high and name in BEHIND_TOO and not _is_apart(span, sentence, context)
            governs = low <= span.start < end or behind
        if governs and (name not in found or abs(span.start - start) < abs(found[name].start - start)):
            found[name] = span
    if "ONDAY" in found:
        found.setdefault("ANNOUNCE", found.pop("ONDAY"))
    if "TO" in found:
        # A headline's bare infinitive is the future ("Turkey to reopen"); elsewhere it depends on another verb.
        plain = found.pop("TO")
        if sentence.headline or "ANNOUNCE" in found:
            found.setdefault("ANNOUNCE", plain)
        else:
            found.setdefault("MODAL", plain)
    return found


def _is_apart(cue: Span, sentence: Sentence, context: Context) -> bool:
    """Whether what stands behind a step only says what it was for (``met to discuss``, ``لبحث``), or begins anew with "and"."""
    language = context.language
    infinitive = any(sign.end == cue.start for sign in sentence.of("cue", "TO"))
    return (
        infinitive or cue.prefix in language.purpose_prefixes or bool(cue.prefix and cue.prefix.startswith(language.and_prefixes))
    )


def _goes_with(name: str, span: Span, step: Sequence[Span], sentence: Sentence, context: Context) -> bool:
    """``stays open`` is no opening, and ``opens on Tuesday`` is one to come."""
    verb = step[-1]
    if name == "PERSIST":
        return 0 <= verb.start - span.end <= 1
    present = context.language.endings.get("PRESENT")
    return (
        0 <= span.start - verb.end <= NEAR_DAY
        and present is not None
        and bool(present.fullmatch(sentence.words[verb.start].text))
    )


NEAR_DAY = 6
"""Words between a verb and the day on which it is to be."""


def _next_break(sentence: Sentence, end: int) -> int:
    """Where what stands behind a step no longer belongs to it: at a comma or a word for "and"."""
    signs = {span.start for span in sentence.of("sign", "coordinators")}
    for position in range(end, len(sentence.words)):
        if position in signs or "," in sentence.words[position].gap:
            return position
    return len(sentence.words)


def _endings(sentence: Sentence, clause: tuple[int, int], step: Sequence[Span], context: Context) -> dict[str, Span]:
    """What the ends of the step's own words say, in languages whose verbs carry negation and ability."""
    found: dict[str, Span] = {}
    if not context.language.endings:
        return found
    last = max(step, key=lambda span: span.end)
    own = [position for span in step for position in range(span.start, span.end)]
    for position in (*own, *range(last.end, min(clause[1], last.end + 1))):
        word = sentence.words[position]
        for name, pattern in context.language.endings.items():
            if name not in found and name != "PRESENT" and pattern.fullmatch(word.text):
                found[name] = type(last)(position, position + 1, last.tag)
    return found


def _closer(one: Span, other: Span, start: int, end: int) -> bool:
    def far(span: Span) -> int:
        return min(abs(span.start - start), abs(span.start - end))

    return far(one) < far(other)


def _is_attribute(sentence: Sentence, step: Sequence[Span]) -> bool:
    """Whether a closing is told in passing: ``the embassy, shut in 2012,`` (CODEBOOK, rule 17)."""
    noun, verb = step[0], step[-1]
    return verb.start == noun.end and "," in sentence.words[verb.start].gap


def _is_state(sentence: Sentence, clause: tuple[int, int], context: Context) -> bool:
    """Whether a closing is told as a state that lasts since a year."""
    return any(_is_year(sentence, position) and _says_since(sentence, position, context) for position in range(*clause))


def _is_year(sentence: Sentence, position: int) -> bool:
    word = sentence.words[position].text
    return len(word) == 4 and word.isdecimal() and FIRST_YEAR < int(word) < LAST_YEAR  # noqa: PLR2004 - digits of a year


def _old(sentence: Sentence, clause: tuple[int, int], step: Sequence[Span], cues: dict[str, Span], context: Context) -> str:
    """Why a step is old news, or nothing."""
    for position in range(*clause):
        word = sentence.words[position].text
        if _is_year(sentence, position):
            dates = _dates(sentence, position, step[-1]) and not _says_since(sentence, position, context)
            if dates and _is_past(int(word), _month(sentence, position, context), context.day):
                return f"dated {word}"
        elif word in context.language.months and not cues.keys() & AHEAD:
            apart = (context.day.month - context.language.months[word]) % 12
            if MONTHS_OLD <= apart <= 12 - MONTHS_OLD and not _says_since(sentence, position, context):
                return f"dated {word}"
    for span in sentence.of("cue", "PAST"):
        if clause[0] <= span.start < clause[1]:
            return "told as long past"
    return ""


def _dates(sentence: Sentence, position: int, verb: Span) -> bool:
    """Whether a year dates a verb: no aside between commas holds the one and not the other."""
    low, high = sorted((position, verb.start))
    commas = sum("," in word.gap for word in sentence.words[low + 1 : high + 1])
    return commas == 0 or (position < verb.start and position <= OPENING) or commas > 1


OPENING = 3
"""Words of a sentence's opening, whose date holds for all that follows: ``In December 2018, ...``."""


def _is_past(year: int, month: int | None, day: date) -> bool:
    if month is None:
        return year < day.year
    return (day.year - year) * 12 + day.month - month >= MONTHS_OLD


AHEAD = frozenset({"ANNOUNCE", "MODAL", "CALLFOR", "TOPIC", "CONDITION"})
"""Cues that turn a month into one that is still to come."""
MONTHS_OLD = 2
"""Months after which a step is older than thirty days in any case."""


def _says_since(sentence: Sentence, position: int, context: Context) -> bool:
    """Whether a year only says since when: ``the first visit since 2011``."""
    word = sentence.words[position]
    since = any(sign.tag.name == "since" and 0 <= position - sign.end <= 1 for sign in sentence.of("sign"))
    return since or word.suffix in context.language.since_endings


def _month(sentence: Sentence, position: int, context: Context) -> int | None:
    for before in (1, 2):
        words = " ".join(word.text for word in sentence.words[max(0, position - before) : position])
        number = context.language.months.get(words)
        if number:
            return number
    return None
