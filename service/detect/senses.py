"""Cues that have another sense where they stand, and so say nothing of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.endings import ENDING, is_manner
from service.detect.negating import is_said_besides
from service.detect.steps import OCCASIONS
from service.detect.stuck import is_attribute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.context import Context
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

NEAR_AGENCY = 1
"""Words between "according to" and whom it names."""
NEAR_HAD = 4
"""Words between "had" and its verb."""
FAR_HAD = 12
"""Words between them where only their subject stands between: ``وكان وفد برئاسة ... قد التقى``."""


def _told_in_passing(cue: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether a meeting or visit only says when something else was said: ``أعلن ... خلال زيارته`` tells of the visit as done."""
    first, during = min(span.start for span in step), sentence.of("sign", "during")
    behind = cue.start > step[-1].end and any(sign.end == first for sign in during)  # "during the meeting efforts were discussed"
    behind = behind or (step[0].tag.name in SAID_AT and cue.start >= step[-1].end and _is_said_in(cue, first, sentence))
    if step[0].tag.name in {"PARLEY", "TALKS", "FORUM"}:  # "refuse on the second day of talks to discuss"
        return cue.tag.name in {"NEG", "DENY"} and any(cue.end <= sign.start and sign.end == first for sign in during)
    return step[0].tag.name in OCCASIONS and (behind or any(cue.end <= sign.start < first for sign in during))


def _is_said_in(cue: Span, first: int, sentence: Sentence) -> bool:
    """Whether something is said in a call, of which an adjective would only tell what kind it is: ``يؤكد في اتصال استعداده``."""
    that = {sign.start for sign in sentence.of("sign", "complements")}
    leads = [sign for sign in sentence.of("sign", "locatives") if sign.end in {first, first - 1} - that]
    said = [word for word in sentence.of("concept", "SAY") for sign in leads if word.end <= sign.start]
    kind = any(sign.start == cue.start for sign in sentence.of("sign", "qualities"))
    return bool(said) and not kind and cue.tag.name in {"MODAL", "CALLFOR", "TOPIC"}


SAID_AT = frozenset({"PHONE", "MEET"})
"""Concepts of contacts in which something is said."""


def is_official(cue: Span, sentence: Sentence) -> bool:
    """Whether words for hearsay belong to a state's own agency, which speaks for a party: ``according to state media``."""
    agencies = sentence.of("sign", "agencies") if cue.tag.name in {"HEARSAY", "OUTLET"} else ()
    return any(max(cue.start - sign.end, sign.start - cue.end) <= NEAR_AGENCY for sign in agencies)


def says_besides(cue: Span, sentence: Sentence) -> bool:
    """Whether what a source says is said besides: ``the ministers agreed, and security sources said that ...``."""
    joints = [sign.end for sign in sentence.of("sign", "coordinators") if "," in sentence.words[sign.start].gap]
    said = [word for word in sentence.of("concept", "SAY") if word.prefix and word.start]  # "..., وقال مصدر إن"
    joints += [word.end for word in said if "," in sentence.words[word.start].gap]
    joints += [sign.end for sign in sentence.of("sign", "meanwhile") if sign.start]  # "..., فيما تحدث مصدر"
    beside = any(0 <= cue.start - end <= NEAR_SOURCE for end in joints)
    return beside and len(sentence.words) - cue.end > NEAR_SOURCE


NEAR_SOURCE = 2
"""Words between "and" and the source that says something else."""


def says_nothing(cue: Span, step: Sequence[Span], sentence: Sentence, context: Context) -> bool:
    """Whether a cue has another sense where it stands."""
    start = min(span.start for span in step)
    told = _only_says(cue, start, sentence) or is_official(cue, sentence) or _is_perfect(cue, sentence)
    told = told or any(
        name.start <= cue.start and cue.end <= name.end for name in sentence.of("actor")
    )  # طالبان asks for nothing
    told = told or _names_month(cue, sentence, context) or _contrasts(cue, sentence, context) or _is_signed(cue, sentence)
    told = (
        told or _is_told_on_phone(cue, step, sentence) or _is_held(cue, step, sentence) or _told_in_passing(cue, step, sentence)
    )
    told = told or _has_own_subject(cue, step, sentence, context) or _is_attribute_of_another(cue, step, context)
    told = told or _is_over(cue, step, sentence) or is_attribute(cue, sentence)
    told = told or is_said_besides(cue, step, sentence, context.language)
    told = told or _acknowledges(cue, sentence, context) or _is_of_main_verb(cue, step, sentence, context)
    return told or _is_of_another_noun(cue, sentence, context)


def _has_own_subject(cue: Span, step: Sequence[Span], sentence: Sentence, context: Context) -> bool:
    """Whether "and", a name and its verb stand before a cue, which is of that one: ``تواصلنا مستمر والأسد لا يبدو مستعداً``."""
    joined, present = context.language.and_prefixes, context.language.endings.get("PRESENT")
    if not joined or present is None or cue.tag.name not in OF_A_SUBJECT:
        return False
    calls = {each.start for each in sentence.of("cue", "CALLFOR") if present.fullmatch(sentence.words[each.start].text)}
    verbs = calls | {each.start for each in sentence.of("cue", "NEG")}
    names, words = sentence.of("actor"), sentence.words
    verbs |= {name.end for name in names if name.end < len(words) and present.fullmatch(words[name.end].text)}
    goals = {sign.end for sign in sentence.of("sign", "locatives")}  # "في لندن وواشنطن تتوسط" is no list
    for name in names:
        begins = step[-1].end <= name.start and name.prefix and name.prefix.startswith(joined) and name.end in verbs
        before = [each for each in names if each.end == name.start and each.start not in goals]
        listed = bool(before) and name.end not in calls  # "لقاء الأسد وأردوغان لن يُعقد"
        if begins and not listed and name.end <= cue.start:
            return True
    return False


OF_A_SUBJECT = frozenset({"NEG", "MODAL", "CALLFOR", "ANNOUNCE"})
"""Cues that say something of the subject before them, and not of what somebody else did."""


def _is_over(cue: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether what had stopped is over: ``يعلن زيارته بعد شهور من تعثرها``."""
    if cue.tag.name != "UNDONE" or cue.start <= step[-1].end:
        return False
    return any(0 <= cue.start - sign.end <= NEAR_OVERCOME for sign in sentence.of("sign", "overcome"))


NEAR_OVERCOME = 3
"""Words between "after" and what had stopped."""


def _is_attribute_of_another(cue: Span, step: Sequence[Span], context: Context) -> bool:
    """Whether a participle with the article tells of the noun before it, which is none of a step: ``الخط المتوقف منذ 2003``."""
    article = context.language.names.morphology.article
    if cue.tag.name != "UNDONE" or not article or not cue.prefix.endswith(article):
        return False
    return not any(0 <= cue.start - part.end <= NEAR_ATTRIBUTE for part in step)


NEAR_ATTRIBUTE = 2
"""Words between a noun and its participle: ``زيارة الوزير المؤجلة``."""


def _is_told_on_phone(cue: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether an invitation is what was said in a call, which so took place: ``invites Sharaa to Paris in phone call``."""
    invites = any(word.start == cue.start for word in sentence.of("concept", "INVITE", "INVITING"))
    return invites and step[0].tag.name == "PHONE" and cue.end <= step[0].start


def _names_month(cue: Span, sentence: Sentence, context: Context) -> bool:
    """Whether a cue is the name of a month, by its capital in a headline that writes none else: ``back by end of May``."""
    word, following = sentence.words[cue.start], sentence.words[cue.end : cue.end + 1]
    named = context.language.capital_months and cue.start > 0 and cue.end - cue.start == 1 and word.capital
    if not named or word.text not in context.language.months:
        return False
    return not following or bool(following[0].gap.strip()) or not following[0].capital


def hear_heading(cues: dict[str, Span], step: Sequence[Span], sentence: Sentence, context: Context) -> None:
    """What a word before a colon makes of all behind it: a denial denies it, an order makes "let it be opened" an order."""
    head = _heading_of(sentence, min(span.start for span in step))
    if head is None or not context.language.verb_last:
        return
    if head.tag.name == "UNDONE":  # "Tur iptal: Heyet gitmeyecek"
        for name in ("DENY", "NEG", "ANNOUNCE"):
            cues.pop(name, None)
        cues.setdefault("UNDONE", head)
    elif head.tag.name != "ANNOUNCE":
        cues.setdefault("DENY", head)
    elif "MODAL" in cues and cues["MODAL"].tag.kind == ENDING:
        cues.pop("MODAL")
        cues.setdefault("ANNOUNCE", head)


def spare_decision(cues: dict[str, Span], step: Sequence[Span], sentence: Sentence, context: Context) -> None:
    """Leave out that others are against a decision, which is taken all the same: ``Riyad'ın kararını desteklemiyor``."""
    end, whose = max(span.end for span in step), context.language.genitive_endings
    owned = any(name.tail in whose and name.end <= step[0].start for name in sentence.of("actor"))
    moves = [word for word in sentence.of("concept", "MOVE") if 0 <= word.start - end <= 1]
    if not context.language.verb_last or not owned or not moves:
        return
    judged = {word.start for word in sentence.of("concept", "OPPOSE") if 0 <= word.start - moves[0].end <= 1}
    for name in ("DENY", "NEG"):
        if name in cues and cues[name].start in judged:
            cues.pop(name)


def hear_rumour(cues: dict[str, Span], sentence: Sentence, context: Context) -> None:
    """Take what is "talked about" as a fact or a plan for a rumour, and not for what talks are about: ``açacağı konuşuluyor``."""
    told, fact = cues.get("HEARSAY"), context.language.endings.get("RELATIVE")
    if told is None or fact is None or not told.start or not fact.fullmatch(sentence.words[told.start - 1].text):
        return
    for name in ("MODAL", "TOPIC"):
        if name in cues and cues[name].start == told.start:
            cues.pop(name)


def spare_undoing(cues: dict[str, Span], sentence: Sentence, context: Context) -> None:
    """Leave out a negation in a statement before the one that tells of the breaking off: ``heyet göndermedi, tur iptal``."""
    undone = cues.get("UNDONE")
    if undone is None or not context.language.verb_last:
        return
    for name in ("DENY", "NEG"):
        between = sentence.words[cues[name].end : undone.start + 1] if name in cues else []
        if any("," in word.gap for word in between):
            cues.pop(name)


def _heading_of(sentence: Sentence, start: int) -> Span | None:
    """The cue that heads a statement and stands before its colon: ``Bakanlıktan yalanlama: ...``, ``Said'den talimat: ...``."""
    heads = [cue for cue in sentence.of("cue", "DENY", "DENIAL", "ANNOUNCE", "UNDONE") if cue.end <= start]
    heads = [cue for cue in heads if sentence.words[cue.end].gap.strip() == ":"]
    return max(heads, key=lambda cue: cue.end, default=None)


def _is_signed(cue: Span, sentence: Sentence) -> bool:
    """Whether a bill is law already: ``signs a defence bill that repeals``."""
    if not any(sign.start <= cue.start < sign.end for sign in sentence.of("sign", "drafts")):
        return False
    return any(0 <= cue.start - word.end <= NEAR_SIGNED for word in sentence.of("concept", "SIGN"))


NEAR_SIGNED = 3
"""Words between "signs" and the bill that is signed."""


def _is_held(cue: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether who announces a meeting tells by a verb behind it that it was held: ``الدوحة تعلن لقاء جمع الشرع بالسوداني``."""
    if cue.tag.name != "ANNOUNCE" or not any(word.start == cue.start for word in sentence.of("concept", "SAY")):
        return False
    return any(sign.start == step[-1].end for sign in sentence.of("sign", "held")) or _is_declared(cue, step, sentence)


def _is_declared(cue: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether relations are restored by being declared to be: ``تعلن استئناف العلاقات الدبلوماسية``."""
    diplomatic = any(word.end == step[0].end for word in sentence.of("concept", "DIPLOMATIC"))
    nouns = {sign.start for sign in sentence.of("sign", "verbal_nouns")}
    return diplomatic and step[-1].tag.name == "RESTORE" and step[-1].start == cue.end and cue.end in nouns


def _is_of_main_verb(cue: Span, step: Sequence[Span], sentence: Sentence, context: Context) -> bool:
    """Whether a cue only says something of the verb at whose side a step is done: ``kente gelerek ... istedi``."""
    return cue.tag.name in CALLS and cue.start >= step[-1].end and is_manner(step, sentence, context.language)


CALLS = frozenset({"CALLFOR", "MODAL", "TOPIC"})
"""Cues of what is only wished or talked about."""


def _acknowledges(cue: Span, sentence: Sentence, context: Context) -> bool:
    """Whether a word for agreeing only grants that something is so: ``görüştüğünü kabul etti``."""
    fact = context.language.endings.get("FACT")
    if fact is None or cue.tag.name != "ANNOUNCE" or cue.start == 0:
        return False
    return fact.fullmatch(sentence.words[cue.start - 1].text) is not None


def _contrasts(cue: Span, sentence: Sentence, context: Context) -> bool:
    """Whether "not" only sets one noun off against another: ``kendisi değil içeriği``, ``الأفعال لا الأقوال``."""
    if not any(sign.start == cue.start and sign.end == cue.end for sign in sentence.of("sign", "contrasts")):
        return False
    following = sentence.words[cue.end : cue.end + 1]
    article = context.language.names.morphology.article
    if article and not context.language.verb_last:  # with the article it is a noun
        return bool(following) and following[0].text.startswith(article) and cue.start > 0
    signs = {sign.start for sign in sentence.of("sign", "separators", "coordinators")}
    said = {word.start for word in sentence.of("concept", "SAY")}
    return context.language.verb_last and bool(following) and not following[0].gap.strip() and cue.end not in signs | said


def _is_perfect(cue: Span, sentence: Sentence) -> bool:
    """Whether a word that is "may" before the present stands between "had" and its verb (``وكانت الإمارات قد أعادت``)."""
    if not any(sign.start == cue.start for sign in sentence.of("sign", "perfect")):
        return False
    breaks = {sign.start for sign in sentence.of("sign", "complements", "separators", "relatives")}
    had = [sign for sign in sentence.of("sign", "pluperfect") if sign.end <= cue.start]
    far = [sign for sign in had if cue.start - sign.end <= FAR_HAD and breaks.isdisjoint(range(sign.end, cue.start))]
    return bool(far) or any(cue.start - sign.end <= NEAR_HAD for sign in had)


def _only_says(cue: Span, start: int, sentence: Sentence) -> bool:
    """Whether a word for announcing only says that something is so: ``announced that they had met``."""
    if cue.tag.name != "ANNOUNCE" or not any(word.start == cue.start for word in sentence.of("concept", "SAY")):
        return False
    return any(cue.end <= sign.start < start for sign in sentence.of("sign", "complements"))


def _is_of_another_noun(cue: Span, sentence: Sentence, context: Context) -> bool:
    """Whether a cue is a participle, which says something of its own noun alone: ``kalmak istemeyenler``."""
    participle = context.language.endings.get("PARTICIPLE")
    negates = cue.tag.name in {"NEG", "DENY"}
    return negates and participle is not None and bool(participle.fullmatch(sentence.words[cue.end - 1].text))


def any_such(step: Sequence[Span], sentence: Sentence) -> Span | None:
    """The word that tells of one that there may be, and not of the one that there is: ``recognise a Syrian government that``."""
    recognized = next((part for part in step if part.tag.name == "RECOGN"), None)
    whom = next((part for part in step if part.tag.kind == "actor"), None)
    if recognized is None or whom is None:
        return None
    signs = [sign for sign in sentence.of("sign", "indefinites") if recognized.end <= sign.start]
    return next((sign for sign in signs if 0 <= whom.start - sign.end <= 1), None)


def goes_on(one: int, other: int, sentence: Sentence) -> set[int]:
    """A negation that only goes on with a list: ``no aid, no lifting of sanctions``."""
    return {other} if any("," in word.gap for word in sentence.words[one + 1 : other + 1]) else set()
