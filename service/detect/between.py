"""Words between two parts of a step that do not part them, since they only say how long it has been or on what occasion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import asides

if TYPE_CHECKING:
    from service.detect.lexicon import Span
    from service.detect.roles import Cast
    from service.detect.sentences import Sentence

LONGEST_OCCASION = 5
"""Words of an occasion, its last word among them: ``Körfez İşbirliği Konseyi heyetiyle birlikte``."""


def passed_over(one: Span, other: Span, sentence: Sentence) -> int:
    """How many words between two spans do not part them."""
    between = range(one.end, other.start)
    return len(between) if _tells_occasion(between, other, sentence) else len(_times_in(between, sentence))


def in_asides(one: Span, other: Span, sentence: Sentence) -> int:
    """How many words between two spans stand in a relative clause between commas: ``is sending a man, who ..., to run``."""
    low, high = min(one.end, other.end), max(one.start, other.start)
    return sum(end - start for start, end in asides(sentence) if low <= start and end <= high)


def is_aside(one: Span, other: Span, sentence: Sentence) -> bool:
    """Whether only one of two spans stands in a relative clause between commas: ``names a man, whose wife is an envoy, head``."""
    return any((start <= one.start < end) is not (start <= other.start < end) for start, end in asides(sentence))


def said_of_noun(noun: Span, verb: Span, cast: Cast) -> int:
    """How many words behind a mission only say whose it is, where and since when: ``the embassy of Oman in Damascus has``."""
    between, sentence = range(noun.end, verb.start), cast.sentence
    ahead = cast.language.verb_first or cast.language.verb_last
    if ahead or noun.tag.name not in {"MISSION", "ENVOY"} or not between:
        return 0
    names = [*sentence.of("actor"), *sentence.of("place")]
    starts = {name.start for name in names} | {name.start - 1 for name in names}
    leads = [sign for sign in sentence.of("sign", "genitives", "locatives", "articles") if sign.end in starts]
    days = [cue for cue in sentence.of("cue", "ONDAY", "ANNOUNCE") if cue.end - cue.start > 1]
    told = {at for span in (*names, *leads, *days) for at in range(span.start, span.end)} | _times_in(between, sentence)
    return len(set(between) & told)


def _times_in(between: range, sentence: Sentence) -> set[int]:
    """Words that only say how long it has been: ``12 yıl aradan sonra``."""
    times = {at for span in sentence.of("concept", "FIRSTTIME") for at in range(span.start, span.end)}
    times |= {at for at in between if sentence.words[at].text.isdecimal()}
    times |= {at for sign in sentence.of("sign", "numbers") for at in range(sign.start, sign.end)}
    return set(between) & times


def _tells_occasion(between: range, other: Span, sentence: Sentence) -> bool:
    """Whether words end in one that follows what it is about, at the end of a statement: ``depremin ardından Şam'da``."""
    words = sentence.words
    ends = other.end == len(words) or bool(words[other.end].gap.strip())
    led = any(sign.end == other.start and sign.start in between for sign in sentence.of("sign", "occasions"))
    return led and ends and len(between) <= LONGEST_OCCASION


def follows(span: Span, before: Span, sentence: Sentence) -> bool:
    """Whether a span stands behind another one, with blanks and no relative between them, or a comma before an occasion."""
    gaps = [word.gap for word in sentence.words[before.end : span.start + 1]]
    led = before.end <= span.start and _tells_occasion(range(before.end, span.start), span, sentence)
    told_of = any(before.end <= sign.start < span.start for sign in sentence.of("sign", "relatives"))  # "البعثات التي عادت"
    return before.end <= span.start and not told_of and not any(gap.strip() for gap in gaps[led:])


def does_else(envoy: Span, verb: Span, cast: Cast) -> bool:
    """Whether an ambassador at his post names or sends others: ``Norway's ambassador to Syria named the victims``."""
    if cast.language.verb_last:
        return _has_object(envoy, verb, cast) or _speaks_of_own(envoy, verb, cast)
    if (envoy.tag.name, verb.tag.name) != ("ENVOY", "APPOINT") or cast.language.verb_first:
        return False
    told = any(sign.start == verb.end for sign in cast.sentence.of("sign", "articles", "persons", "pronouns"))
    posts = {name.end for name in (*cast.sentence.of("actor"), *cast.sentence.of("place"))}
    posted = 0 < verb.start - envoy.end <= LONGEST_POST and verb.start in posts
    return (
        told
        and posted
        and not any(verb.end < other.start <= verb.end + NEAR_POST for other in cast.sentence.of("concept", "ENVOY"))
    )


def _speaks_of_own(envoy: Span, verb: Span, cast: Cast) -> bool:
    """Whether an ambassador says behind the colon what we do ourselves: ``Şam büyükelçisi: Yardım gönderiyoruz``."""
    words, own = cast.sentence.words, cast.language.endings.get("SELF")
    said = envoy.tag.name == "ENVOY" and envoy.end < verb.start and ":" in words[envoy.end].gap
    return said and own is not None and own.fullmatch(words[verb.end - 1].text) is not None


def _has_object(mission: Span, verb: Span, cast: Cast) -> bool:
    """Whether a mission does something to what stands right before the verb: ``büyükelçiliği başvuruları durdurdu``."""
    words, sentence, endings = cast.sentence.words, cast.sentence, cast.language.endings
    thing, active = endings.get("THING"), endings.get("ACTIVE")
    at = verb.start - 1
    acts = mission.tag.name == "MISSION" and verb.tag.name in {"CLOSE", "REOPEN"} and mission.end <= at
    if not (acts and thing and active) or thing.fullmatch(words[mission.end - 1].text):
        return False
    if any(span.start <= at < span.end for span in sentence.of("concept", "MISSION", "ENVOY", "FLAG", "TIES")):
        return False
    if any(sign.start <= at < sign.end for sign in sentence.of("sign", "workings")):
        return False
    if thing.fullmatch(words[at].text):
        return True
    known = any(span.start <= at < span.end for span in sentence.spans) or words[at].text.isdecimal()
    known |= verb.end - verb.start > 1 or words[at].text.endswith(
        tuple(cast.language.place_endings | cast.language.companion_endings)
    )
    named = any(name.end == mission.start and not name.tail for name in sentence.of("actor"))  # "Şam büyükelçiliği" is no object
    return named and not known and active.fullmatch(words[verb.end - 1].text) is not None


LONGEST_POST = 3
"""Words that say where an ambassador is posted: ``to Saudi Arabia``."""
NEAR_POST = 4
"""Words behind a verb of naming in which the post is told."""
