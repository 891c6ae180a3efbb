"""What beginnings and ends of a step's own words say, in languages whose verbs carry time, negation and ability."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import parts
from service.detect.lexicon import Span, Tag
from service.detect.persons import words_of_persons

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from service.detect.context import Context
    from service.detect.knowledge import Language
    from service.detect.sentences import Sentence

ENDING = "ending"
"""Kind of the tags of cues that beginnings and ends of words carry."""

MEANT = frozenset({"MEET", "REOPEN", "RESTORE", "APPOINT", "READMIT", "RETURN", "OPEN", "LIFT", "PARLEY", "VISIT", "TAKEUP"})
"""Concepts of what is done: behind "in order to" a purpose, and as the object of another verb not told as a fact."""

GRAMMAR = frozenset(
    {
        "PRESENT",
        "PLURAL",
        "CONDITION",
        "DONE",
        "PLUPERFECT",
        "OBJECT",
        "PARTICIPLE",
        "NOMINAL",
        "OWNED",
        "PURPOSE",
        "THING",
        "ACTIVE",
        "NOUN",
        "CONVERB",
        "RELATIVE",
        "OWN",
        "FACT",
        "OURS",
        "SELF",
        "WITHOUT",
        "MANNER",
        "MINE",
        "UNREAL",
        "CONCEDED",
        "HABIT",
        "BESIDES",
    }
)
"""Endings that say what kind of word it is, and set no status by themselves."""

REACTING = 4
"""Words behind a step that is an object, in which stands what somebody thinks of it."""

NEAR_VERB = 4
"""Words behind a noun from which a verb may still date it, but negates another word."""

SAME_STEM = 3
"""Letters that a verb and its double begin with."""

RELATED = frozenset({"MISSION", "TRUCE", "ENVOY", "EMISSARY", "GATHER"})
"""Concepts of nouns that a relative clause may say something of."""

VERB_BEHIND = 7
"""Words behind a noun in which a verb-final language may put its verb."""


def endings_of(sentence: Sentence, clause: tuple[int, int], step: Sequence[Span], context: Context) -> dict[str, Span]:
    """What beginnings and ends of the step's own words say, in languages whose verbs carry time, negation and ability.

    What is done for a purpose (``للجلوس``) is not done yet. Of other words only a condition (``tutarsa``) says something.
    """
    language = context.language
    found: dict[str, Span] = {}
    for span in step:
        if span.prefix in language.future_prefixes:
            found.setdefault("ANNOUNCE", span)
        if span.prefix in language.purpose_prefixes and span.tag.name in MEANT and not _is_readied(span, sentence):
            found.setdefault("MODAL", span)
    last = max(step, key=lambda span: span.end)
    named = words_of_persons(sentence)
    own = [position for span in step for position in range(span.start, span.end) if position not in named]
    calls = [cue for cue in sentence.of("cue", "CALLFOR") if cue.end - cue.start > 1]  # "engel görmüyor" negates no step
    hidden = {at for span in (*sentence.of("concept", "NONE"), *calls) for at in range(span.start, span.end)} | named
    linked = _matches(sentence, last.end - 1, "CONVERB", language)  # "bir araya gelip ... oturabiliriz" has one mood
    for position in (*own, *(at for at in _verb_behind(sentence, step, clause[1], language) if at not in hidden)):
        far = position - last.end >= NEAR_VERB and not linked
        mine = _is_noun_of_mine(sentence, position, language)
        for name, pattern in language.endings.items():
            if (
                name not in found
                and (not far or name == "ANNOUNCE")
                and not (mine and name == "NEG")
                and name not in GRAMMAR
                and pattern.fullmatch(sentence.words[position].text)
            ):
                told = "MODAL" if name == "NEG" and _asks_whether(sentence, position, language) else name
                found.setdefault(told, Span(position, position + 1, Tag(ENDING, told)))
    found = {**_to_come(sentence, step, language), **found}
    condition = language.endings.get("CONDITION")
    named = {at for span in sentence.of("actor") for at in range(span.start, span.end)}  # "Pedersen" ends as a condition does
    for position in range(clause[0], last.end):
        if position in named:
            continue
        if condition is not None and condition.fullmatch(sentence.words[position].text):
            found["CONDITION"] = Span(position, position + 1, Tag(ENDING, "CONDITION"))
    return found


def _to_come(sentence: Sentence, step: Sequence[Span], language: Language) -> dict[str, Span]:
    """The participle right before a meeting named by a noun, by which it is to come: ``yapılacak toplantıya``."""
    start, noun = min(span.start for span in step), step[0]
    beside = language.verb_last and noun.start == start > 0 and not parts(sentence.words[start].gap)
    named = noun.tag.name in {"MEET", "PARLEY", "GATHER"} and not _matches(sentence, noun.end - 1, "DONE", language)
    if not (beside and named and _matches(sentence, start - 1, "ANNOUNCE", language)):
        return {}
    hosts = {word.start for word in sentence.of("concept", "SPONSOR")}  # "yapılacak toplantıyı düzenliyor"
    begins = [word for word in sentence.of("concept", "SIT") if word.start not in hosts]  # "sürecek görüşmeler başladı"
    begun = any(0 <= word.start - noun.end <= 1 for word in begins)
    return {} if begun else {"ANNOUNCE": Span(start - 1, start, Tag(ENDING, "ANNOUNCE"))}


def is_manner(step: Sequence[Span], sentence: Sentence, language: Language) -> bool:
    """Whether the verb of a step only tells how or on what occasion something else is done: ``kente gelerek``."""
    return _matches(sentence, max(part.end for part in step) - 1, "MANNER", language)


def had_not(cues: Mapping[str, Span], sentence: Sentence, language: Language) -> bool:
    """Whether a verb only tells what had not been until then, which is a mere state: ``2009'dan beri Suriye'ye gitmemişti``."""
    own = cues.get("NEG")
    if own is None or own.tag.kind != ENDING or sentence.headline:
        return False
    return _matches(sentence, own.start, "PLUPERFECT", language)


def undone_first(sentence: Sentence, step: Sequence[Span], language: Language) -> Span | None:
    """A step without which something is told: ``uzlaşmadan çözüm olmaz`` calls for it, ``görüşmeden döndü`` denies it.

    Behind ``önce`` it only says when.
    """
    last = max(step, key=lambda span: span.end)
    dated = any(sign.start == last.end for sign in sentence.of("sign", "before"))
    return last if _matches(sentence, last.end - 1, "WITHOUT", language) and not dated else None


def drop_conceded(sentences: Iterable[Sentence], language: Language) -> None:
    """Take away what is only said to be so in spite of what is told: ``ABD karşı çıksa da``."""
    for sentence in sentences:
        starts = {sign.start for sign in sentence.of("sign", "conceding")}
        conceded = {at for at in starts if _matches(sentence, at - 1, "CONCEDED", language)}
        if conceded:
            sentence.drop(span for span in (*sentence.of("concept"), *sentence.of("cue")) if span.end in conceded)


def _matches(sentence: Sentence, position: int, name: str, language: Language) -> bool:
    """Whether a word ends as a pattern of the language says."""
    pattern = language.endings.get(name)
    within = 0 <= position < len(sentence.words)
    return pattern is not None and within and bool(pattern.fullmatch(sentence.words[position].text))


def _is_noun_of_mine(sentence: Sentence, position: int, language: Language) -> bool:
    """Whether what may be a negated verb is a noun of the speaker's, of which something is said: ``görüşmem olabilir``."""
    behind = sentence.words[position + 1 : position + 2]
    said = any(word.start == position + 1 for word in sentence.of("concept", "SAY"))
    return _matches(sentence, position, "OWN", language) and bool(behind) and not behind[0].gap.strip() and not said


def _asks_whether(sentence: Sentence, position: int, language: Language) -> bool:
    """Whether a negated verb only doubles the one before it, which asks whether: ``görüşüp görüşmeyeceği``."""
    if not _matches(sentence, position - 1, "CONVERB", language):
        return False
    return sentence.words[position - 1].text[:SAME_STEM] == sentence.words[position].text[:SAME_STEM]


def is_unreal(sentence: Sentence, step: Sequence[Span], language: Language) -> bool:
    """Whether a step is only what somebody acts on, in a form that does not tell it as a fact: ``açılmasına ilgi duyuyor``.

    In Turkish -mA does not, as -DIK does (Göksel and Kerslake, *Turkish*, 24.4); who is glad of it takes it for one.
    """
    verb = max(step, key=lambda span: span.end)
    light = [sign.start for sign in sentence.of("sign", "light_verbs") if sign.start == verb.end]  # "tesis edilmesine"
    named = any(_matches(sentence, at, "UNREAL", language) for at in (verb.end - 1, *light))
    if verb.tag.name not in MEANT or not named:
        return False
    return not any(0 <= sign.start - verb.end <= REACTING for sign in sentence.of("sign", "reactions"))


def is_attribute_ending(cue: Span, sentence: Sentence) -> bool:
    """Whether the verb that a cue is the ending of says something of the noun behind it: ``hızlandıracak adımlar``."""
    behind = sentence.words[cue.end : cue.end + 1]
    return cue.tag.kind == ENDING and any(not parts(word.gap) for word in behind)


def relative_end(sentence: Sentence, end: int, language: Language) -> int | None:
    """Where a relative clause ends whose verb is a step, or stands right behind it: ``açılışını yaptığı temsilcilikte``.

    Behind the verb must stand what the clause says something of: somebody, a place or a mission.
    """
    for verb in (end - 1, end):
        if _matches(sentence, verb, "RELATIVE", language):
            nouns = (*sentence.of("actor"), *sentence.of("place"), *sentence.of("rank"), *sentence.of("concept", *RELATED))
            if any(noun.start == verb + 1 for noun in nouns):
                return verb + 1
    return None


def _is_readied(step: Span, sentence: Sentence) -> bool:
    """Whether a word for what is decided or readied stands right before a purpose: ``تستعد لإيفاد``."""
    readied = (*sentence.of("cue", "ANNOUNCE"), *sentence.of("concept", "SIGN", "TRUCE", "AGREE"))
    return any(0 <= step.start - cue.end <= 1 + (cue.tag.kind == "concept") for cue in readied)


def _verb_behind(sentence: Sentence, step: Sequence[Span], clause_end: int, language: Language) -> range:
    """The words behind a noun up to the verb that says what becomes of it, in languages whose verb comes last."""
    end = max(span.end for span in step)
    if not language.verb_last:
        return range(end, end)
    stop = min(clause_end, end + VERB_BEHIND, relative_end(sentence, end, language) or clause_end)
    stop = next((at for at in range(end, stop) if "," in sentence.words[at].gap), stop)
    done = language.endings.get("DONE")
    verb = next((at for at in range(end - 1, stop) if done is not None and done.fullmatch(sentence.words[at].text)), None)
    return range(end, stop if verb is None else max(verb + 1, end))
