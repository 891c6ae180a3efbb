"""Which statement of a sentence a time belongs to: where verbs come last another one may follow, and a date may head all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.across import OPENING
from service.detect.clauses import in_passing
from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from service.detect.context import Context
    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence


def statement_around(position: int, sentence: Sentence, language: Language) -> tuple[int, int]:
    """The words between two finite verbs with a comma behind them: ``Rubio ile görüştü, Trump'la görüşecek`` are two."""
    low, high = 0, len(sentence.words)
    for at in _ends_of_statements(sentence, language):
        low, high = (max(low, at), high) if at <= position else (low, min(high, at))
    return low, high


def _ends_of_statements(sentence: Sentence, language: Language) -> list[int]:
    """The first word behind each finite verb that a comma follows."""
    done, joined = language.endings.get("DONE"), language.endings.get("HEARSAY")
    if not language.verb_last or done is None:
        return []
    words = sentence.words
    ends = [at for at in range(1, len(words)) if "," in words[at].gap and done.fullmatch(words[at - 1].text)]
    return [at for at in ends if joined is None or not joined.fullmatch(words[at - 1].text)]  # "açmış, Tunus da atamıştı"


def dates_another(position: int, step: Sequence[Span], sentence: Sentence, language: Language) -> bool:
    """Whether a time stands in what is told before the verb of a step: in another statement, or with a participle.

    ``geçmişte görüştük, yine görüşürüz``; ``2018'de elçiliğini açan ülkenin bakanını kabul etti``.
    """
    verb = step[-1]
    if not language.verb_last or position >= verb.start:
        return False
    if position < statement_around(verb.start, sentence, language)[0]:
        return True
    relative, own = language.endings.get("RELATIVE"), {part.start for part in step}
    named = (party.start for party in sentence.of("actor") if "," not in sentence.words[party.start].gap)
    whose = (set(named) - own) | (own - {verb.start})  # "2012'de durdurduğu seferleri başlatıyor"
    told = [word for word in sentence.of("concept") if position < word.start and word.end in whose and word.start not in own]
    told = [word for word in told if word.end <= verb.start]
    return relative is not None and any(relative.fullmatch(sentence.words[word.end - 1].text) for word in told)


def is_subject_comma(noun: Span, sentence: Sentence, language: Language) -> bool:
    """Whether a comma only sets off the noun of a step as the subject, whose verb comes last: ``son temas, 2023'te yapıldı``."""
    done = language.endings.get("DONE")
    return language.verb_last and done is not None and not done.fullmatch(sentence.words[noun.end - 1].text)


def is_headed_by_past(sentence: Sentence, day: date) -> bool:
    """Whether a sentence stands under the date of a past year: ``January 2014: government and opposition meet at Montreux``."""
    heads = [at for at in range(1, min(HEADED, len(sentence.words))) if ":" in sentence.words[at].gap]
    years = [sentence.words[at - 1].text for at in heads[:1]]
    return any(len(year) == YEAR_DIGITS and year.isdecimal() and int(year) < day.year for year in years)


def is_past(year: int, month: int | None, day: date) -> bool:
    """Whether a year, or a month of one, is over for longer than a step is news."""
    if month is None:
        return year < day.year
    return (day.year - year) * 12 + day.month - month >= MONTHS_OLD


MONTHS_OLD = 2
"""Months after which a step is older than thirty days in any case."""
HEADED, YEAR_DIGITS = 5, 4
"""Words at a sentence's head in which its date may end, and digits of a year."""


def is_verbless(sentence: Sentence, month: int, noun: Span, language: Language) -> bool:
    """Whether a month ends a headline's statement right behind a noun that names a step: ``iki liderin görüşmesi haziranda``."""
    done, words = language.endings.get("DONE"), sentence.words
    trips = {sign.end for sign in sentence.of("sign", "journeys")}  # "ziyareti" ends as a verb does
    told = (at for at in range(noun.end - 1, month) if at + 1 not in trips)
    if not sentence.headline or done is None or any(done.fullmatch(words[at].text) for at in told):
        return False
    ends = (at for at in range(month + 1, len(words) + 1) if at == len(words) or words[at].gap.strip())
    return 0 <= month - noun.end <= MONTH_WORDS and next(ends) - month <= MONTH_WORDS


MONTH_WORDS = 2
"""Words between a noun and its month, and from a month to the end of its statement: ``dokuzuncu turu mayıs sonunda``."""


def heads_sentence(past: Span, sentence: Sentence) -> bool:
    """Whether a time long past stands before the colon that opens a sentence: ``Beş yıl önce: ...``."""
    following = sentence.words[past.end : past.end + 1]
    return past.start < OPENING and bool(following) and ":" in following[0].gap


def dates_decision(position: int, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether a month tells when a step was decided or announced: ``announced in May that the mission would open``."""
    first = min(part.start for part in step)
    said = any(0 <= position - word.end <= 1 for word in sentence.of("concept", "SAY"))
    told = said and any(position < sign.start < first for sign in sentence.of("sign", "complements"))
    decided = any(0 <= position - sign.end <= 1 for sign in sentence.of("sign", "decisions"))  # "its decision in July to send"
    return told or (decided and position < first)


def past_told(step: Sequence[Span], sentence: Sentence, language: Language) -> list[Span]:
    """Words for a time long past that may be that of a step."""
    spans = [span for span in sentence.of("cue", "PAST") if not in_passing(span, sentence, step[-1].start)]
    return [span for span in spans if not _counts_up(span, step, sentence, language)]


def _counts_up(past: Span, step: Sequence[Span], sentence: Sentence, language: Language) -> bool:
    """Whether a headline tells what is done now, so long after something else: ``embassy reopens, twelve years on``."""
    counted = any(sign.end == past.end for sign in sentence.of("sign", "counted"))
    verb, noun, present = step[-1], language.endings.get("NOUN"), language.endings.get("PRESENT")
    if not counted or not sentence.headline or noun is None or present is None:
        return False
    word = sentence.words[verb.start].text
    named = bool(noun.fullmatch(word)) or any(sign.start == verb.start for sign in sentence.of("sign", "nominals"))
    behind = verb.end <= past.start and "," in sentence.words[past.start].gap
    return not named and (behind or bool(present.fullmatch(word)))


def ends_as_date(position: int, sentence: Sentence) -> bool:
    """Whether a date alone stands behind a sentence's last comma, and so dates all before it: ``..., in May 2018.``."""
    first = max((at for at in range(position + 1) if "," in sentence.words[at].gap), default=position)
    led = any(sign.start == first for sign in sentence.of("sign", "locatives"))
    return led and position == len(sentence.words) - 1 and position - first <= LONGEST_DATE


LONGEST_DATE = 2
"""Words of a date behind its first one: ``in May 2018``."""


def retold(sentence: Sentence, cues: Mapping[str, Span], context: Context, default: Status) -> str:
    """Why a step in the text of an explainer or timeline is no news, or nothing."""
    told = context.retold and not sentence.headline and default in {Status.OCCURRED, Status.REVERSED}
    return "retold by an explainer or timeline" if told and cues.keys().isdisjoint(TO_COME) else ""


TO_COME = frozenset({"MODAL", "CALLFOR", "TOPIC", "ANNOUNCE", "NEG", "DENY", "CONDITION"})
"""Cues of what has not been done."""


def dates_attribute(position: int, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether a date says when the noun of a step came to be, and not its verb: ``the suspension imposed in 2011 was lifted``."""
    noun, verb = step[0], step[-1]
    leads = {sign.start for sign in sentence.of("sign", "locatives")}
    lead = next((at for at in (position - 1, position - 2) if at in leads), 0)
    named = (*sentence.of("actor"), *sentence.of("place"), *sentence.of("sign", "locatives", "articles"))
    inside = {at for span in named for at in range(span.start, span.end)}
    told = noun.end < lead < verb.start and position < verb.start and lead - 1 not in inside
    told = told and inside.issuperset(range(noun.end, lead - 1))
    return told and not any("," in word.gap for word in sentence.words[noun.end : position + 1])


def lasts(step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether a text, and no headline, tells a closing as a mere state: ``the embassy is closed``."""
    told = any(sign.end == step[-1].start for sign in sentence.of("sign", "lasting"))
    return told and step[0].tag.name == "MISSION" and not sentence.headline


def begins_when(clause: tuple[int, int], sentence: Sentence) -> int:
    """The first word of a clause with the date whose "when" opens it: ``fell in July 2018, when the rebels met officers``."""
    if not any(sign.start == clause[0] for sign in sentence.of("sign", "whens")):
        return clause[0]
    apart = "," in sentence.words[clause[0]].gap  # "years ago, when"; without a comma a year alone is sure to be its date
    return max(0, clause[0] - (DATE_WORDS if apart else 1))


def is_before_when(position: int, verb: Span, sentence: Sentence) -> bool:
    """Whether a date stands right before the "when" or "that" of what a verb tells: ``it was here, in 2014, that they met``."""
    return any(sign.start == position + 1 and sign.end <= verb.start for sign in sentence.of("sign", "whens"))


DATE_WORDS = 2
"""Words of a date before its "when": a month and a year, or "years ago"."""
