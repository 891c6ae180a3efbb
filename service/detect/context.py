"""What surrounds the sentences of an entry: its language, its day, and whether it is told as opinion or hearsay as a whole."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from service.detect.negating import is_withheld
from service.detect.senses import is_official, says_besides
from service.detect.steps import apart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence


class Context:
    """What surrounds the sentences of an entry: its language, date, and whether it is told as opinion or hearsay as a whole.

    `retold` is whether the headline names an explainer or timeline, `dated_back` whether the last step told so far was of
    long ago; `put_off` the headline's word for a gathering that is put off or broken off; `confirmed` whether a party
    confirms what is only reported.
    """

    def __init__(self, language: Language, day: date, sentences: Sequence[Sentence]) -> None:
        self.language = language
        self.day = day
        self.dated_back = False
        heads = [sentence for sentence in sentences if sentence.headline]
        self.put_off = next((span for head in heads for span in head.of("cue", "UNDONE") if _puts_off(span, head)), None)
        self.opinion, self.retold = (
            any(_opens(span) or _ends(span, head, language) for head in heads for span in head.of("cue", kind))
            for kind in ("OPINION", "RETOLD")
        )
        first = next((sentence for sentence in sentences if not sentence.headline), None)
        told = [*heads, *([first] if first else [])]
        told = [sentence for sentence in told if not (sentence.headline and sentence.of("cue", "DENY", "DENIAL"))]
        if any(_speaks(head) for head in heads):  # "Foreign Ministry: ..." speaks for itself
            told = heads
        hearsay = (
            (span, sentence)
            for sentence in told
            for span in sentence.of("cue", "HEARSAY")
            if _tells_all(span, sentence, language)
        )
        self.hearsay = next((span for span, sentence in hearsay if not is_official(span, sentence)), None)
        if self.hearsay is None:
            outlets = ((span, head) for head in heads for span in head.of("cue", "OUTLET") if _introduces(span, head))
            outlets = ((span, head) for span, head in outlets if not _is_in_name(span, head))
            self.hearsay = next((span for span, head in outlets if not is_official(span, head)), None)
        if self.hearsay is None:
            self.hearsay = next(filter(None, (outlet_telling(head, language) for head in heads)), None)
        self.confirmed = any(_confirms(sentence) for sentence in sentences)

    @property
    def plainly(self) -> Context:
        """The same without the source of the headline."""
        other = copy(self)
        other.hearsay = None
        return other


def _is_in_name(span: Span, head: Sentence) -> bool:
    """Whether what may be an outlet is only part of a name: ``الجامعة العربية``."""
    return any(name.start < span.start and span.end <= name.end for name in head.of("actor"))


def _speaks(head: Sentence) -> bool:
    """Whether a headline lets a state's office, official or agency speak: ``الخارجية السعودية: ...``."""
    speakers = [span for span in head.of("actor") if span.tag.sort in {"office", "person"}]
    speakers += [span for span in head.of("actor") if any(rank.end == span.start == 1 for rank in head.of("rank"))]
    speakers += [sign for sign in head.of("sign", "agencies") if sign.start == 0]  # "مصدر بالخارجية: ..."
    return any(span.end < len(head.words) and ":" in head.words[span.end].gap for span in speakers)


def _tells_all(span: Span, sentence: Sentence, language: Language) -> bool:
    """Whether a source tells of the whole headline, and not only of what it adds: ``... ومصدر يتحدث عن ...``."""
    if says_besides(span, sentence):
        return False
    return not (sentence.headline and span.start > 0 and span.prefix.startswith(language.and_prefixes))


def _puts_off(span: Span, head: Sentence) -> bool:
    """Whether it is a meeting that a headline tells as put off, whoever was to meet: ``تأجيل الاجتماع الرباعي``."""
    meetings = head.of("concept", "MEET", "VISIT", "GATHER", "PARLEY")
    return any(apart(span, word) <= NEAR_PUT_OFF for word in meetings)


NEAR_PUT_OFF = 2
"""Words between a meeting and the word that puts it off."""


def _opens(span: Span) -> bool:
    return span.start == 0


def _ends(span: Span, head: Sentence, language: Language) -> bool:
    """Whether a headline ends with what kind of text it is, behind a colon or dash: ``...: a timeline``.

    Where heads come last, what is told again there stands behind its own attributes: ``müzakerelerin kısa tarihi``.
    """
    if language.verb_last and span.tag.name == "RETOLD" and span.end == len(head.words):
        return True
    gaps = [word.gap.strip() for word in head.words[max(span.start - 1, 1) : span.start + 1]]
    return span.end == len(head.words) and any(gap in DASHES | {":"} for gap in gaps)


def _introduces(span: Span, head: Sentence) -> bool:
    """Whether a headline opens or ends with whose report it is: ``Reuters: ...``, ``...: report``.

    Behind a dash a name in capitals is only that of who publishes it.
    """
    if any(word.start == span.end for word in head.of("concept", "SAY")):
        return True  # "..., WSJ says"
    if span.end == len(head.words):
        gap = head.words[span.start].gap
        return ":" in gap or (gap.strip() in DASHES and not head.words[span.start].capital)
    named = head.words[span.end : span.end + LONGEST_NAME + 1]  # "قناة إسرائيلية: ..."
    colon = next((at for at, word in enumerate(named, span.end) if word.gap.strip(AROUND_NAME)), None)
    known = {at for each in head.of("actor") if each.tag.sort != "demonym" for at in range(each.start, each.end)}
    told = colon is not None and ":" in head.words[colon].gap
    if colon == span.end and 0 < span.start <= LONGEST_NAME:  # "Lübnan merkezli kanal: ..."
        return told and not any(word.gap.strip() for word in head.words[1 : span.end])
    return span.start == 0 and told and known.isdisjoint(range(span.end, colon or 0))


def _confirms(sentence: Sentence) -> bool:
    """Whether a party confirms what others reported: ``Beyaz Saray görüşmeyi doğruladı``."""
    said = {word.start for word in sentence.of("concept", "CONFIRM")}
    told = {word.end for word in sentence.of("concept", *CONFIRMED)}
    sources = [cue for cue in sentence.of("cue", "HEARSAY", "OUTLET", "OPINION") if cue.end not in said]  # but "the report"
    return bool(said & told) and bool(sentence.of("actor")) and not sources


CONFIRMED = ("STORY", "MEET", "VISIT", "PHONE")
"""Concepts of what a party may confirm."""


def outlet_telling(sentence: Sentence, language: Language) -> Span | None:
    """The outlet that a sentence has as its subject, in languages whose verb comes last: ``Axios, ... görüştüğünü duyurdu``.

    Or according to which it is told: ``Reuters'a göre``.
    """
    after = {sign.start for sign in sentence.of("sign", "according")}
    told = (span for span in sentence.of("cue", "OUTLET") if span.end in after and not is_official(span, sentence))
    quoted = next(told, None)
    if quoted is not None:
        return quoted
    unnamed = _told_by_unnamed(sentence)
    if unnamed is not None:
        return unnamed
    ends = any(word.end == len(sentence.words) for word in sentence.of("concept", "SAY"))
    if not language.verb_last or not ends:
        return None
    outlets = [span for span in sentence.of("cue", "OUTLET") if span.start <= BEFORE_OUTLET and not is_official(span, sentence)]
    return next((span for span in outlets if _is_set_off(span, sentence)), None)


def _told_by_unnamed(sentence: Sentence) -> Span | None:
    """The outlet to which officials without names tell it: ``..., officials tell Bloomberg``."""
    ends = {sign.end for sign in sentence.of("sign", "delegates")}
    told = {word.end for word in sentence.of("concept", "TELL") if word.start in ends}
    return next((span for span in sentence.of("cue", "OUTLET") if span.start in told), None)


def _is_set_off(span: Span, sentence: Sentence) -> bool:
    """Whether a comma, or else a state or person, follows the name of an outlet that is in no case."""
    following = sentence.words[span.end : span.end + 1]
    comma = bool(following) and "," in following[0].gap
    return not span.tail and (comma or any(party.start == span.end for party in sentence.of("actor")))


def is_readied_by_report(cues: Mapping[str, Span], sentence: Sentence, context: Context) -> bool:
    """Whether sources or media tell that somebody gets ready for a step, and so that it is decided."""
    ready, told = cues.get("MODAL"), cues.get("HEARSAY") or context.hearsay or outlet_telling(sentence, context.language)
    return bool(told) and ready is not None and any(sign.start == ready.start for sign in sentence.of("sign", "readying"))


BEFORE_OUTLET = 3
"""Words before an outlet's name that tell whose it is: ``İsrail'in önde gelen gazetesi``."""
AROUND_NAME = ' "'
"""Signs that may stand around an outlet's name: ``«الأخبار» اللبنانية: ...``."""
LONGEST_NAME = 2
"""Words of an outlet's name behind the word that tells what it is."""
DASHES = frozenset("-–—")
"""Signs behind which a headline tells where it comes from."""


def denial_in(sentence: Sentence, language: Language) -> Span | None:
    """What denies a report that other sentences tell: words for just that, or a word for a report beside one for "untrue"."""
    denials = sentence.of("cue", "DENIAL")
    reports = sentence.of("concept", "STORY")
    denials += [cue for cue in sentence.of("cue", "DENY") if any(apart(cue, word) <= NEAR_STORY for word in reports)]
    return next((cue for cue in denials if not is_withheld(cue, sentence, language)), None)


def denied_in_answer(sentence: Sentence) -> Span | None:
    """The whole answer that a headline gives to its question: ``... يصل إلى دمشق؟ واشنطن تنفي``."""
    denials = [cue for cue in sentence.of("cue", "DENY") if cue.end == len(sentence.words) <= LONGEST_ANSWER]
    return denials[0] if sentence.headline and denials and sentence.of("actor") else None


LONGEST_ANSWER = 3
"""Words of a party and its denial."""
NEAR_STORY = 3
"""Words between a word for a report and one that says what to think of it."""
