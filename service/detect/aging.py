"""Old news: steps that a text dates to long ago, or tells as a lasting state."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from service.detect.across import OPENING
from service.detect.persons import words_of_persons
from service.detect.steps import OCCASIONS
from service.detect.turns import (
    MONTHS_OLD,
    begins_when,
    dates_another,
    dates_attribute,
    dates_decision,
    ends_as_date,
    heads_sentence,
    is_before_when,
    is_headed_by_past,
    is_past,
    is_subject_comma,
    is_verbless,
    past_told,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.context import Context
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

FIRST_YEAR, LAST_YEAR = 1900, 2100
LAST_MONTH = 8
"""Months back that a month without a year may lie; past that the one to come is as likely."""
MONTHS_AHEAD = 4
"""Months for which a day without a year is more likely to come than to have been."""
LAST_DAY = 31
LATEST_EARLY = 17
"""The latest day of a month's beginning or middle."""
OLD = 30
"""Days from which a step is old (CODEBOOK)."""
AHEAD = frozenset({"ANNOUNCE", "MODAL", "CALLFOR", "TOPIC", "CONDITION"})
"""Cues that turn a month into one that is still to come."""
NEAR_CLOSING = 3
"""Words behind a year up to the participle of what was closed then."""


def is_state(sentence: Sentence, clause: tuple[int, int], step: Sequence[Span], context: Context) -> bool:
    """Whether a closing is told as a state that lasts since a year or a month, or since something happened."""
    first = min(span.start for span in step)
    beside = [*sentence.words[max(0, first - 1) : first], *sentence.words[step[-1].end : step[-1].end + 1]]
    beside += sentence.words[clause[0] : clause[0] + 1]  # "since Tunis cut relations"
    return any(word.text in context.language.since for word in beside) or any(
        (_is_year(sentence, position, context) or _named_month(sentence, position, context))
        and _says_since(sentence, position, context)
        for position in range(*clause)
    )


def _has_year_word(sentence: Sentence, position: int, context: Context) -> bool:
    """Whether what stands before a number makes a year of it, in languages that count things with the bare number too."""
    before = sentence.words[position - 1].text if position else ""
    return not before or before in context.language.year_words or before in context.language.months


def _is_year(sentence: Sentence, position: int, context: Context) -> bool:
    word = sentence.words[position].text
    if position > 1 and _is_named(sentence, position, context):
        return False
    if _is_attributive(sentence, position, context):
        return False
    if context.language.year_words and not _has_year_word(sentence, position, context):
        return False
    return len(word) == 4 and word.isdecimal() and FIRST_YEAR < int(word) < LAST_YEAR  # noqa: PLR2004 - digits of a year


def _is_of_noun(sentence: Sentence, position: int, step: Sequence[Span], context: Context) -> bool:
    """Whether a year between an article and a noun dates that noun alone: ``reviving the 1974 accord``."""
    if context.language.verb_last or context.language.verb_first or not 0 < position < len(sentence.words) - 1:
        return False
    articles = {sign.end for sign in sentence.of("sign", "articles", "indefinites", "pronouns")}
    following = sentence.words[position + 1]
    own = any(part.start == position + 1 for part in step)
    ends = {sign.start for sign in sentence.of("sign", "separators", "relatives", "coordinators")}
    return position in articles and not own and not following.gap.strip() and position + 1 not in ends


def _is_attributive(sentence: Sentence, position: int, context: Context) -> bool:
    """Whether a bare year tells what kind the next word is of, in languages that date with endings: ``1974 ateşkesi``."""
    following = sentence.words[position + 1 : position + 2]
    if not context.language.since_endings or sentence.words[position].suffix or not following or following[0].gap.strip():
        return False
    return not any(sign.start == position + 1 for sign in sentence.of("sign", "year_nouns"))


def _is_named(sentence: Sentence, position: int, context: Context) -> bool:
    """Whether a number belongs to the name before it: ``Expo 2020``."""
    before = sentence.words[position - 1]
    named = context.language.capital_months and before.capital and before.text not in context.language.months
    return named and not sentence.words[position].gap.strip()


def _named_month(sentence: Sentence, position: int, context: Context) -> tuple[int, int] | None:
    """The number of a month that begins at a word, and how many words name it: ``تشرين الأول`` has two."""
    language = context.language
    if language.capital_months and not sentence.words[position].capital:
        return None
    for length in (2, 1):
        name = " ".join(word.text for word in sentence.words[position : position + length])
        if name in language.months and position not in words_of_persons(sentence):
            return language.months[name], length
    return None


def age_of(sentence: Sentence, clause: tuple[int, int], step: Sequence[Span], cues: dict[str, Span], context: Context) -> str:
    """Why a step is old news, or nothing."""
    clause = (begins_when(clause, sentence), clause[1])
    for position in range(*clause):
        word = sentence.words[position].text
        if _is_of_noun(sentence, position, step, context):
            continue
        if _is_year(sentence, position, context):
            began = is_before_when(position, step[-1], sentence)  # "since 2018, when the rebels met officers"
            dates = _dates(sentence, position, step, context) and (began or not _says_since(sentence, position, context))
            dates = dates and not _dates_closing(sentence, position, step, context)
            if dates and is_past(int(word), _month(sentence, position, context), context.day):
                return f"dated {word}"
        elif (
            not sentence.headline
            and (month := _named_month(sentence, position, context))
            and _dates(sentence, position, step, context)
        ):
            said = dates_decision(position, step, sentence)
            if cues.keys() & AHEAD and not (said or _is_pluperfect(sentence, clause, context)):
                continue
            apart = (context.day.month - month[0]) % 12
            had = context.language.verb_last and _is_pluperfect(sentence, clause, context)
            latest = 12 if had or _says_last(sentence, position, context) else LAST_MONTH
            old = MONTHS_OLD <= apart <= latest or (apart == 1 and _is_over_a_month(sentence, position, context))
            old = old or (had and apart == 0 and (_day_beside(sentence, position) or 0) > context.day.day)  # of last year
            if old and not _says_since(sentence, position, context):
                return f"dated {word}"
    for span in past_told(step, sentence, context.language):
        within = clause[0] <= span.start < clause[1] and not dates_another(span.start, step, sentence, context.language)
        within &= not _dates_since(span, step, sentence, context)
        if within or heads_sentence(span, sentence):
            return "told as long past"
    return "under an old date" if is_headed_by_past(sentence, context.day) else ""


def _dates_since(past: Span, step: Sequence[Span], sentence: Sentence, context: Context) -> bool:
    """Whether a time long past only tells since when something is so: ``أول قمة يحضرها منذ تجميد عضويته قبل 12 عاماً``."""
    behind = range(step[-1].end, past.start)
    return any(sentence.words[at].text in context.language.since for at in behind)


def _dates_closing(sentence: Sentence, position: int, step: Sequence[Span], context: Context) -> bool:
    """Whether a year dates what was closed before: ``restore ties broken off in 2022``, ``2012'de kapatılan elçiliğini açtı``."""
    own = {part.start for part in step}
    closings = [
        word
        for word in sentence.of("concept", "CLOSE")
        if word.start not in own and not any(part.tag.name == "CLOSE" for part in step)
    ]
    relative = context.language.endings.get("RELATIVE")
    if relative is not None and any(
        0 < word.start - position < NEAR_CLOSING and relative.fullmatch(sentence.words[word.end - 1].text) for word in closings
    ):
        return True
    return any(step[-1].end <= word.start and 0 <= position - word.end <= 1 for word in closings)


def _says_last(sentence: Sentence, position: int, context: Context) -> bool:
    """Whether a word beside a month says that it is the last one so called: ``last February``, ``فبراير الماضي``."""
    named = _named_month(sentence, position, context)
    behind = position + (named[1] if named else 1)
    beside = [sentence.words[at].text for at in (position - 1, behind) if 0 <= at < len(sentence.words)]
    return not context.language.last.isdisjoint(beside)


def _is_over_a_month(sentence: Sentence, position: int, context: Context) -> bool:
    """Whether a day of the month before lies more than thirty days back."""
    early = any(position in {sign.start, sign.end} for sign in sentence.of("sign", "early"))  # "منتصف يونيو"
    day = _day_beside(sentence, position) or (LATEST_EARLY if early else None)
    month = (_named_month(sentence, position, context) or (context.day.month, 1))[0]
    year = context.day.year - (month > context.day.month)
    length = monthrange(year, month)[1]
    return (
        day is not None
        and day <= length
        and (context.day - context.day.replace(year=year, month=month, day=1)).days - day + 1 > OLD
    )


def _is_pluperfect(sentence: Sentence, clause: tuple[int, int], context: Context) -> bool:
    """Whether the clause tells what had been: its verb says so, or a word such as "had"."""
    pattern = context.language.endings.get("PLUPERFECT")
    words = sentence.words[clause[0] : clause[1]]
    signs = [sign for sign in sentence.of("sign", "pluperfect") if clause[0] <= sign.start < clause[1]]
    return bool(signs) or (pattern is not None and any(pattern.fullmatch(word.text) for word in words))


def is_ahead(sentence: Sentence, clause: tuple[int, int], step: Sequence[Span], context: Context) -> bool:
    """Whether a step is dated to a day to come (``21 March`` in an entry of February), or something comes before it."""
    if _is_awaited(sentence, step):
        return True
    if context.language.verb_last and _is_pluperfect(sentence, clause, context):
        return False  # "21 Aralık'ta açmıştı"
    for position in range(*clause):
        month = _named_month(sentence, position, context)
        if month and _dates(sentence, position, step, context):
            day = _day_beside(sentence, position)
            months = (month[0] - context.day.month) % 12
            if _says_until(sentence, position, context):
                continue
            if day is None and _is_told_ahead(sentence, position, step[-1], context):
                return 0 < months <= MONTHS_AHEAD
            if day and (0 < months <= MONTHS_AHEAD or (months == 0 and day > context.day.day)):
                return True
    return False


def _is_awaited(sentence: Sentence, step: Sequence[Span]) -> bool:
    """Whether a headline tells of a meeting or visit as what is still before it: ``... قبل أيام من زيارته البيت الأبيض``."""
    if not sentence.headline or step[0].tag.name not in OCCASIONS:
        return False
    near = [sign for sign in sentence.of("sign", "awaiting") if 0 <= step[0].start - sign.end <= NEAR_AWAITED]
    leads = {sign.start for sign in sentence.of("sign", "complements", "pluperfect")}
    return any(leads.isdisjoint(range(sign.end, step[0].start)) for sign in near)


NEAR_AWAITED = 3
"""Words between "before" and what it is before: ``قبل أيام قليلة من زيارته``."""


def _is_told_ahead(sentence: Sentence, position: int, verb: Span, context: Context) -> bool:
    """Whether a month without a day is that of a verb in the present: ``تستأنف رحلاتها مطلع حزيران``."""
    if context.language.verb_last:
        return is_verbless(sentence, position, verb, context.language)
    present = context.language.endings.get("PRESENT")
    told = present is not None and bool(present.fullmatch(sentence.words[verb.start].text))
    return told and context.language.verb_first and not _says_last(sentence, position, context)


def _says_until(sentence: Sentence, position: int, context: Context) -> bool:
    """Whether a date says how long something holds: ``extended until 1 June``, ``1 Haziran'a kadar``."""
    near = {word.text for word in sentence.words[max(0, position - 2) : position + 3]}
    return not context.language.until.isdisjoint(near)


def _day_beside(sentence: Sentence, position: int) -> int | None:
    """The day of a month before or behind its name."""
    for at in (position - 1, position + 1):
        word = sentence.words[at].text if 0 <= at < len(sentence.words) else ""
        if word.isdecimal() and 0 < int(word) <= LAST_DAY:
            return int(word)
    return None


def _dates(sentence: Sentence, position: int, step: Sequence[Span], context: Context) -> bool:
    """Whether a year dates a verb: no aside between commas holds the one and not the other."""
    verb = step[-1]
    if dates_another(position, step, sentence, context.language) or dates_attribute(position, step, sentence):
        return False
    low, high = sorted((position, verb.start))
    if position > verb.start and is_subject_comma(verb, sentence, context.language):
        low = verb.end
    commas = sum("," in word.gap for word in sentence.words[low + 1 : high + 1])
    apposed = any("," in word.gap for word in sentence.words[verb.end : verb.end + 1]) and 0 <= position - verb.end <= NEAR_DATE
    apposed = apposed and any("," in word.gap for word in sentence.words[position + 1 : position + 2])
    apposed |= verb.end <= position and commas == 1 and ends_as_date(position, sentence)
    apposed |= is_before_when(position, verb, sentence)
    return commas == 0 or (position < verb.start and position <= OPENING) or commas > 1 or apposed


NEAR_DATE = 2
"""Words between a noun and a date that stands behind it between commas: "the last session, in June 2022, ended"."""


def _says_since(sentence: Sentence, position: int, context: Context) -> bool:
    """Whether a year only says since when: ``the first visit since 2011``."""
    word = sentence.words[position]
    before = {each.text for each in sentence.words[max(0, position - 2) : position]}
    return bool(before & context.language.since) or word.suffix in context.language.since_endings


def _month(sentence: Sentence, position: int, context: Context) -> int | None:
    for before in (1, 2):
        words = " ".join(word.text for word in sentence.words[max(0, position - before) : position])
        number = context.language.months.get(words)
        if number:
            return number
    return None
