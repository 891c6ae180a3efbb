"""Cues and how far each of them reaches: which govern a step."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from service.detect.across import SENTENCE_WIDE, UNDOABLE, holds_across
from service.detect.clauses import ends_between, in_passing
from service.detect.endings import relative_end
from service.detect.infinitives import depends, is_purpose, is_wished, own_infinitive, speaks_of_doing, stages, would_be
from service.detect.leaving import quarrelled_over
from service.detect.negating import is_undenied, whichever
from service.detect.obliging import obliged, purposed
from service.detect.plans import is_hosted_on
from service.detect.senses import any_such, goes_on, says_nothing
from service.detect.verbs import closes, joints_of_names, starts_on, verbs_besides

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from service.detect.context import Context
    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

REACH = 12
"""Words before a step in which a cue governs it, where no clause ends between."""
BEHIND = 8
"""Words behind it, for languages whose verb comes last."""
FAR_BEHIND = 16
"""Words behind it for a time to come, which may end a long headline."""
BEHIND_TOO = frozenset({"NEG", "DENY", "DENIAL", "MODAL", "ANNOUNCE", "CALLFOR", "TOPIC"})
"""Cues that may follow a step, as verbs do that come last, and predicates such as "is possible"."""
CLOSE_NEGATIONS = 3
"""Words between two negations that cancel each other."""
NEAR_TOPIC = 2
"""Words between a word such as "on" and the step that is talked about."""
NEAR_TALKS = 5
"""Words between talks and the word that leads to their subject: with whom they are held."""
NEAR_DAY = 6
"""Words between a verb and the day on which it is to be."""
NOMINALS = frozenset({"NOUN", "OWNED", "PURPOSE", "THING"})
"""Endings of nouns, with which no statement ends where verbs come last."""


def _governors(sentence: Sentence, clause: tuple[int, int], step: Sequence[Span], context: Context) -> Iterator[Span]:
    """The cues that govern a step; a word that makes the step says nothing of its status besides."""
    start = min(span.start for span in step)
    for span in sentence.of("cue"):
        own = not span.aside and any(span.start < part.end and part.start < span.end for part in step)
        silent = own or in_passing(span, sentence, start) or says_nothing(span, step, sentence, context)
        if not silent and _governs(span, clause, step, sentence, context):
            yield span


def governing(sentence: Sentence, clause: tuple[int, int], step: Sequence[Span], context: Context) -> dict[str, Span]:
    """The nearest cue of each kind that governs a step."""
    start = min(span.start for span in step)
    governors = list(_governors(sentence, clause, step, context))
    found: dict[str, Span] = {}
    for span in governors:
        nearest = found.setdefault(span.tag.name, span)
        if abs(span.start - start) < abs(nearest.start - start):
            found[span.tag.name] = span
    unless = {at for cue in sentence.of("cue", "CONDITION") for at in range(cue.start, cue.end)}  # "ما لم"
    negations = [span.start for span in governors if span.tag.name == "NEG" and span.end <= start and span.start not in unless]
    lists = {sign.start for sign in sentence.of("sign", "nor")}
    close = [(one, other) for one, other in pairwise(negations) if other - one <= CLOSE_NEGATIONS]
    if any(other not in lists | goes_on(one, other, sentence) for one, other in close):
        found["MODAL"] = found.pop("NEG")  # "no reason for not restoring"
        found.pop("DENY", None)
    if "DENY" in found and is_undenied(found["DENY"], sentence):  # "does not oppose"
        found.setdefault("MODAL", found.pop("DENY"))
        found.pop("NEG", None)
    besides = {
        "CONDITION": any_such(step, sentence),
        "TOPIC": _talked_about(sentence, step, context),
        "CALLFOR": obliged(step, sentence),
        "FOR": purposed(step, sentence, context.language),
        "TO": own_infinitive(step, sentence),
        "MODAL": would_be(step, sentence, context.language) or whichever(step, sentence) or quarrelled_over(step, sentence),
    }
    for name, cue in besides.items():
        if cue is not None:
            found.setdefault(name, cue)
    if "TO" in found and is_purpose(found["TO"], step, sentence):
        found.setdefault("TOPIC", found.pop("TO"))
    if "TO" in found and is_wished(found["TO"], sentence):
        found.setdefault("CALLFOR", found["TO"])
    return _plain_names(found, sentence, context)


def _talked_about(sentence: Sentence, step: Sequence[Span], context: Context) -> Span | None:
    """The word for talks whose subject a step is: ``in talks with Damascus on reopening``, ``başlamasını görüşüyor``."""
    start, end = min(span.start for span in step), max(span.end for span in step)
    talks = sentence.of("concept", "MEET", "PARLEY", "PHONE")
    talks = [word for word in talks if not any(word.start < part.end and part.start < word.end for part in step)]
    for sign in sentence.of("sign", "topics"):
        if 0 <= start - sign.end <= NEAR_TOPIC:
            for word in talks:
                if 0 <= sign.start - word.end <= NEAR_TALKS:
                    return word
    told = context.language.endings.get("OBJECT")
    if told is None:
        return None
    fields = {part.end for part in step if part.tag.name in UNDOABLE}  # "ticaret anlaşması görüşmeleri başladı"
    named = next((word for word in talks if any(0 <= word.start - end <= 1 for end in fields)), None)
    return named or next(
        (word for word in talks if 0 <= word.start - end <= 1 and told.fullmatch(sentence.words[word.start - 1].text)), None
    )


def _governs(span: Span, clause: tuple[int, int], step: Sequence[Span], sentence: Sentence, context: Context) -> bool:
    name = span.tag.name
    start, end = min(each.start for each in step), max(each.end for each in step)
    if name in SENTENCE_WIDE:
        return holds_across(span, clause, step, sentence, context.language.and_prefixes)
    if name in {"PERSIST", "ONDAY", "LONGAFTER", "SETTING", "FOR", "TO"}:
        return _stands_at(span, clause, step, sentence, context)
    if span.start < end:
        if _is_coordinated(span, step, sentence, context) or _is_of_statement_before(span, start, sentence, context):
            return False
        ahead = not context.language.verb_last or span.start >= start or _stands_ahead(span, sentence)
        told = ends_between(span, start, sentence, context.language)
        return ahead and not told and max(clause[0], start - REACH) <= span.start
    far = name == "ANNOUNCE" or closes(span, step, sentence, context.language)
    high = min(clause[1], end + (FAR_BEHIND if far else BEHIND), next_break(sentence, end, context.language))
    looks_back = name in BEHIND_TOO and not _is_apart(span, sentence, context)
    looks_back = looks_back and (_looks_back(span, sentence, context) or _is_its_verb(span, step, sentence))
    return looks_back and span.start < high


def _stands_at(span: Span, clause: tuple[int, int], step: Sequence[Span], sentence: Sentence, context: Context) -> bool:
    """Whether a cue that goes with its step word by word stands where it must."""
    start = min(each.start for each in step)
    match span.tag.name:
        case "LONGAFTER":
            return clause[0] <= span.end and span.start < start <= span.end + REACH
        case "SETTING":
            leads = any(sign.start == span.start for sign in sentence.of("sign", "separators"))  # "reopens embassy despite ..."
            apart = context.language.verb_last and leads
            apart |= context.language.verb_last and step[0].tag.name in {"TALKS", "FORUM"}  # "ateşkes ihlali yüzünden Astana'dan"
            before = -1 <= step[0].start - span.end <= 1 and not apart  # "karara rağmen büyükelçi göndermeyecek"
            return before or (not leads and span.start == step[0].end)
        case "FOR":
            return 0 <= span.start - max(each.end for each in step) <= 1
        case "TO":
            verb = next((part for part in reversed(step) if part.tag.kind != "actor"), step[-1])
            near = 0 <= verb.start - span.end <= 1
            return not depends(span, sentence) and (near or (start < clause[1] and stages(span, step, sentence)))
        case name:
            return _goes_with(name, span, step, sentence, context)


def _stands_ahead(cue: Span, sentence: Sentence) -> bool:
    """Whether a cue may stand before what it governs in a language whose verb comes last: ``belki``, ``gelecek hafta``."""
    return any(sign.start <= cue.start and cue.end <= sign.end for sign in sentence.of("sign", "ahead"))


def _is_coordinated(cue: Span, step: Sequence[Span], sentence: Sentence, context: Context) -> bool:
    """Whether a step's verb stands beside the verb of a cue, and not below it: ``mulls a visit, eases sanctions``."""
    noun, verb, present = step[0], step[-1], context.language.endings.get("PRESENT")
    if present is not None and verb.prefix in context.language.and_prefixes and cue.end <= step[0].start:
        words = (*sentence.of("concept", "SAY"), *sentence.of("sign", "of_nouns"))  # "announces a deal and meets him"
        told = any(word.start == cue.start for word in words)
        return told and bool(present.fullmatch(sentence.words[verb.start].text.removeprefix(verb.prefix)))
    if present is None or not cue.end <= verb.start < noun.start:
        return False
    word = sentence.words[verb.start]
    joined = "," in word.gap or any(sign.end == verb.start for sign in sentence.of("sign", "coordinators"))
    return joined and bool(present.fullmatch(word.text))


def _is_of_statement_before(cue: Span, start: int, sentence: Sentence, context: Context) -> bool:
    """Whether a cue stands in what is said first, and the step in what is said besides: ``إنها لم تتجاوز ... وإن عودة ...``."""
    signs = sentence.of("sign", "complements")
    joined = context.language.and_prefixes
    first = any(sign.end <= cue.start for sign in signs)
    return first and any(cue.end <= sign.start < start and sentence.words[sign.start].text.startswith(joined) for sign in signs)


def _is_its_verb(cue: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether a cue is the auxiliary whose subject the step is: ``the round might be his last``."""
    if not any(sign.start == cue.start for sign in sentence.of("sign", "auxiliaries")):
        return False
    end = max(part.end for part in step)
    if any(word.gap.strip() for word in sentence.words[end : cue.start + 1]):
        return False
    leads = {sign.start for sign in sentence.of("sign", "genitives", "companions")}
    if cue.start > end and end not in leads:
        return False
    own = (  # "a meeting of the two leaders would"
        *sentence.of("sign", "genitives", "companions", "pair", "articles", "coordinators"),
        *sentence.of("rank"),
        *sentence.of("actor"),
        *sentence.of("concept", "COUNTERPART", "GOVERNMENT"),
    )
    inside = {position for span in own for position in range(span.start, span.end)}
    return inside.issuperset(range(end, cue.start))


def _looks_back(cue: Span, sentence: Sentence, context: Context) -> bool:
    """Whether a cue says something of what stands before it."""
    signs = sentence.of("sign", "behind")
    return not context.language.looks_back or any(sign.start <= cue.start and cue.end <= sign.end for sign in signs)


def _plain_names(found: dict[str, Span], sentence: Sentence, context: Context) -> dict[str, Span]:
    """The cues by what they say: a day to come announces, an infinitive announces in a headline and is a wish elsewhere."""
    if "WOULD" in found:
        talked = max((found[name].start for name in ("MODAL", "CALLFOR") if name in found), default=-1)
        spoken = [word for word in sentence.of("concept", "SAY") if word.end <= found["WOULD"].start]
        said = talked < 0 and bool(spoken) and not _says_now(spoken[-1], found["WOULD"], sentence, context)
        said &= not (spoken and speaks_of_doing(spoken[-1], sentence, context.language))
        said |= "ANNOUNCE" in found and talked < found["ANNOUNCE"].start < found["WOULD"].start  # "agreed that it would"
        found.setdefault("ANNOUNCE" if said else "MODAL", found.pop("WOULD"))
    if "ONDAY" in found:
        found.setdefault("ANNOUNCE", found.pop("ONDAY"))
    if "DENIAL" in found:
        found.setdefault("DENY", found.pop("DENIAL"))
    if "FOR" in found:
        found.setdefault("MODAL", found.pop("FOR"))
    if "TO" in found and found.keys() & {"CALLFOR", "MODAL"}:
        found.pop("TO")
    if "TO" in found:
        # A headline's bare infinitive is the future ("Turkey to reopen"); elsewhere it depends on another verb.
        announced = sentence.headline or "ANNOUNCE" in found
        found.setdefault("ANNOUNCE" if announced else "MODAL", found.pop("TO"))
    return found


def _says_now(said: Span, would: Span, sentence: Sentence, context: Context) -> bool:
    """Whether somebody says in the present what he would do, which he will only if asked: ``says he would sit down with``."""
    present = context.language.endings.get("PRESENT")
    persons = any(sign.end == would.start for sign in sentence.of("sign", "persons"))
    return persons and present is not None and bool(present.fullmatch(sentence.words[said.start].text))


def _is_apart(cue: Span, sentence: Sentence, context: Context) -> bool:
    """Whether what stands behind a step only says what it was for (``met to discuss``, ``لبحث``), or begins anew with "and"."""
    language = context.language
    if any(sign.start == cue.start for sign in sentence.of("sign", "nor")):
        return True  # "and not" denies what follows it
    infinitive = any(sign.end == cue.start for sign in sentence.of("cue", "TO"))
    leads = any(span.start == cue.end and span.prefix in language.purpose_prefixes for span in sentence.of("concept"))
    leads |= any(sign.end == cue.start for sign in sentence.of("sign", "purposes"))  # "لمتابعة جهود الإغاثة"
    purpose = cue.prefix in language.purpose_prefixes or (  # "there to urge", in one word with what is urged: "لحث"
        cue.tag.name == "CALLFOR" and sentence.words[cue.start].text.startswith(tuple(language.purpose_prefixes))
    )
    leads |= cue.tag.name == "ANNOUNCE" and cue.prefix in language.place_prefixes  # "ended with an accord on"
    return infinitive or leads or purpose or bool(cue.prefix and cue.prefix.startswith(language.and_prefixes))


def _goes_with(name: str, span: Span, step: Sequence[Span], sentence: Sentence, context: Context) -> bool:
    """``stays open`` is no opening, and ``opens on Tuesday`` is one to come."""
    verb = next((part for part in reversed(step) if part.tag.kind != "actor"), step[-1])
    kept = context.language.verb_last and any(each.tag.name == "TIES" for each in step)
    if name == "PERSIST" and kept and span.start == max(each.end for each in step):
        return True  # "büyükelçi düzeyinde ilişkileri sürdürüyor"
    if name == "PERSIST":
        parted = any(sign.start == span.end for sign in sentence.of("sign", "separators"))  # "sürdürmesine rağmen Suriye"
        return 0 <= verb.start - span.end <= 1 or (0 <= min(each.start for each in step) - span.end <= 1 and not parted)
    near = span.aside or 0 <= span.start - verb.end <= NEAR_DAY
    present = context.language.endings.get("PRESENT")
    ahead = any(sign.end == step[-1].start for sign in sentence.of("sign", "toward"))  # "الصفدي إلى دمشق الأحد"
    going = ahead and all(part.tag.kind == "actor" for part in step)
    told = going or (present is not None and bool(present.fullmatch(sentence.words[verb.start].text)))
    return (near and told) or is_hosted_on(span, step, sentence, present) or starts_on(span, step, sentence, context.language)


def next_break(sentence: Sentence, end: int, language: Language) -> int:
    """Where what stands behind a step no longer belongs to it: at a comma or a word for "and".

    What is done to two objects (``açılmasını ve ticareti görüştü``) is done to the first of them too, and what follows a
    relative clause is told of others. Where verbs come last, nouns share theirs (``enerji ve ulaştırma konuları ele alındı``).
    """
    related = relative_end(sentence, end, language)
    if related is not None:
        return related
    thing = language.endings.get("OBJECT")
    if thing is not None and thing.fullmatch(sentence.words[end - 1].text):
        return len(sentence.words)
    signs = {span.start for span in sentence.of("sign", "coordinators")}
    said, topics = sentence.of("concept", "SAY"), sentence.of("cue", "TOPIC")
    signs |= {word.start for word in said if word.prefix and word.prefix.startswith(language.and_prefixes)}  # "and calls for"
    signs |= {cue.start for cue in topics if cue.prefix in language.purpose_prefixes}  # "to discuss ways of"
    signs |= verbs_besides(sentence, language)
    signs -= joints_of_names(sentence)
    signs |= {sign.start for sign in sentence.of("sign", "nor")}
    for position in range(end, len(sentence.words)):
        if (position in signs or "," in sentence.words[position].gap) and _may_end(sentence.words[position - 1].text, language):
            return position
    return len(sentence.words)


def _may_end(word: str, language: Language) -> bool:
    """Whether a statement may end with a word: where verbs come last, with one that has a verb's ending alone."""
    told = (ending.fullmatch(word) for name, ending in language.endings.items() if name not in NOMINALS)
    return not language.verb_last or any(told)
