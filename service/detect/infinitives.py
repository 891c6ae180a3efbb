"""Infinitives: what is to come, what only completes another verb, and what is wished of somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.clauses import parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

GOVERNS_TO = frozenset({"MODAL", "CALLFOR", "DENY", "NEG"})
"""Cues of verbs on which an infinitive depends, so that it says nothing itself: ``offers to mediate``."""

TRADED = frozenset({"TRADE", "ENERGY", "RECON"})
"""Concepts of what is agreed on by a contract."""
NEAR_SIGNED = 4
"""Words between "signs" and what the contract is for."""
NEAR_FIRST = 6
"""Words between "first" and what somebody was the first to do."""


def is_wished(to: Span, sentence: Sentence) -> bool:
    """Whether somebody is named for whom it would be a step: ``time for Syria to return``."""
    wished = {sign.end for sign in sentence.of("sign", "wishes")}
    return any(name.end == to.start and {name.start, name.start - 1} & wished for name in sentence.of("actor"))


def own_infinitive(step: Sequence[Span], sentence: Sentence) -> Span | None:
    """A word of the step that begins with "to" itself, or ends so: ``Qatar to build plant``, ``talks to``."""
    begun = {sign.start for sign in sentence.of("sign", "infinitives") if not depends(sign, sentence)}
    signed = any(0 <= part.start - word.end <= NEAR_SIGNED for word in sentence.of("concept", "SIGN") for part in step)
    if signed and step[0].tag.name in TRADED:
        return None  # "signs a deal to build" is the step itself
    ended = {part for part in step if part.end - 1 in begun and part.tag.name in STAGED}
    ended &= {part for part in step if any(sign.start == part.end for sign in sentence.of("sign", "staging"))}
    begins = (part for part in step if part.start in begun and part.end - part.start > 1 and not _is_named_for(part, sentence))
    return next((part for part in step if part in ended), None) or next(begins, None)


def _is_named_for(post: Span, sentence: Sentence) -> bool:
    """Whether it is the post for which somebody is named: ``appointed a diplomat to head its embassy``."""
    named = any(word.end <= post.start for word in sentence.of("concept", "APPOINT"))
    return named and post.tag.name in {"APPOINT", "ENVOY"}


def stages(to: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether an infinitive holds or begins what a step's noun names: ``to host Syria talks``, ``Syria talks to resume``."""
    staged = any(sign.start == to.end for sign in sentence.of("sign", "staging"))
    if not staged or step[0].tag.name not in STAGED:
        return False
    behind = to.start == max(part.end for part in step)
    first = min(part.start for part in step)
    joined = not any(parts(word.gap) for word in sentence.words[to.end : first + 1])
    return behind or (0 < first - to.end <= NEAR_STAGED and joined)


STAGED = frozenset({"FORUM", "MEET", "NEXT", "PARLEY", "SUMMIT", "TALKS"})
"""Concepts of what is held."""

NEAR_STAGED = 6
"""Words between "to" and talks that are to be held."""


def is_purpose(to: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether relations are only what somebody meets, or is somewhere, in order to mend: ``in Damascus to reset ties``."""
    if all(part.tag.name != "TIES" for part in step):
        return False
    met = {word.end for word in sentence.of("concept", *PURPOSEFUL)}
    located = {sign.end for sign in sentence.of("sign", "locatives")}
    return to.start in met or any(name.end == to.start and name.start in located for name in sentence.of("place"))


PURPOSEFUL = frozenset({"MEET", "VISIT", "GATHER"})
"""Concepts of what is done for some purpose."""


def depends(to: Span, sentence: Sentence) -> bool:
    """Whether an infinitive only completes another verb, or tells what somebody was the first to do; or is none."""
    if any(name.start == to.end for name in (*sentence.of("actor"), *sentence.of("place"))):
        return True  # "the envoy to Damascus arrives"
    return any(cue.end == to.start and cue.tag.name in GOVERNS_TO for cue in sentence.of("cue")) or _is_of_first(to, sentence)


def _is_of_first(to: Span, sentence: Sentence) -> bool:
    """Whether an infinitive tells what somebody was the first to do: ``the first Arab head of state to travel there``."""
    return any(0 <= to.start - sign.end <= NEAR_FIRST for sign in sentence.of("sign", "firsts"))


def would_be(step: Sequence[Span], sentence: Sentence, language: Language) -> Span | None:
    """The "would" whose subject a step is, which so is only thought of: ``reopening the embassy would reward Assad``."""
    start, end = min(part.start for part in step), max(part.end for part in step)
    noun = language.endings.get("NOUN")
    leads = {sign.start for sign in sentence.of("sign", "nominals")}
    named = any(part.start in leads for part in step) or (noun is not None and noun.fullmatch(sentence.words[start].text))
    cues = [cue for cue in sentence.of("cue", "WOULD", "MODAL") if cue.start >= end] if named and language.has_pronouns else []
    cue = min(cues, key=lambda each: each.start, default=None)
    if cue is None or not any(sign.start == cue.start for sign in sentence.of("sign", "auxiliaries")):
        return None
    own = (*sentence.of("actor"), *sentence.of("place"), *sentence.of("rank"))
    own += tuple(sentence.of("sign", "genitives", "companions", "articles", "locatives", "pronouns", "infinitives"))
    inside = {at for span in own for at in range(span.start, span.end)}
    told = any(parts(word.gap) for word in sentence.words[end : cue.start + 1])
    return cue if inside.issuperset(range(end, cue.start)) and not told else None


def speaks_of_doing(said: Span, sentence: Sentence, language: Language) -> bool:
    """Whether what somebody says begins with what it would mean to do something: ``says reopening an embassy would imply``."""
    doing = language.endings.get("GERUND")
    starts = {said.end, *(sign.end for sign in sentence.of("sign", "complements") if sign.start == said.end)}
    return doing is not None and any(doing.fullmatch(word.text) for at in starts for word in sentence.words[at : at + 1])
