"""Officials who only tell of what states do, and lend a contact no level: ``نتنياهو: المفاوضات مع سوريا تتقدم``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.steps import speakers_before_colon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party
    from service.detect.sentences import Sentence
    from service.text.words import Word

NEAR_SAID = 2
"""Words between an official and the verb with which he speaks."""
TOLD_OF = frozenset({"MEET", "PHONE"})
"""Concepts of contacts that states hold by their names: talks and calls."""


def only_tells_of_states(party: Party, step: Sequence[Span], own: Cast, cast: Cast) -> bool:
    """Whether an official only tells of contacts with a state: nobody of the target is named, and nothing leads back to him.

    The contact is told in the sentence `own`, he stands in that of `cast`.
    """
    language, words = cast.language, own.sentence.words[step[0].start : step[-1].end]
    if _speaks_besides(party, step, own):
        return True
    if language.verb_last or language.has_pronouns or step[0].tag.name not in TOLD_OF or _is_first_person(words, language):
        return False
    if own.sentence.of("concept", "COUNTERPART") or any(_names_official(each) for each in (own, cast)):
        return False
    return _introduces(party, cast) or (_is_quoted(party, step, cast) if cast is own else _speaks(party, cast))


def _speaks_besides(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether "and" leads to an official who only speaks, behind what is told: ``لندن توفد دبلوماسيين ولامي يؤكد ...``."""
    joined = bool(party.span.prefix) and party.span.prefix.startswith(cast.language.and_prefixes)
    said = {word.start for word in cast.sentence.of("concept", "SAY")}
    return joined and step[-1].end <= party.span.start and party.span.end in said


def only_sends(party: Party, sentence: Sentence) -> bool:
    """Whether it is somebody's message that another one carries: ``Sisi's letter``, ``رسالة من رئيس الوزراء السوداني``."""
    words = sentence.of("concept", "MESSAGE") if party.span in sentence.spans else []
    title = sum(rank.end - rank.start for rank in sentence.of("rank") if rank.end == party.span.start)
    behind = any(0 <= party.span.start - title - word.end <= 1 for word in words)
    return behind or any(party.span.end == word.start for word in words)


def _names_official(cast: Cast) -> bool:
    """Whether somebody of the target is named, or its title."""
    return any(party.span.tag.sort == "person" or cast.ranked(party) for party in cast.of("target", places=False))


def _is_first_person(words: Sequence[Word], language: Language) -> bool:
    """Whether the words of a contact say that who speaks holds it: ``مباحثاتنا``, ``لقائي``, ``سألتقي``."""
    own = language.endings.get("MINE")
    return own is not None and any(own.fullmatch(word.text) for word in words)


def _introduces(party: Party, cast: Cast) -> bool:
    """Whether an official stands before a headline's colon."""
    return any(span.start <= party.span.start < span.end for span in speakers_before_colon(cast))


def _speaks(party: Party, cast: Cast) -> bool:
    """Whether a headline lets somebody say what its text tells: ``نتنياهو يتحدث عن ...``."""
    return any(word.start == party.span.end for word in cast.sentence.of("concept", "SAY"))


def _is_quoted(party: Party, step: Sequence[Span], cast: Cast) -> bool:
    """Whether an official stands beside a verb of saying, and "that" before the step has no ending that means him."""
    sentence = cast.sentence
    leads = [sign for sign in sentence.of("sign", "complements") if sign.end <= step[0].start]
    bare = {sign.end for sign in sentence.of("sign", "impersonal")}
    said = [
        word
        for word in sentence.of("concept", "SAY")
        if max(party.span.start - word.end, word.start - party.span.end) <= NEAR_SAID and leads and word.end <= leads[-1].start
    ]
    if any(word.start == party.span.end and 0 <= step[0].start - word.end <= 1 for word in sentence.of("concept", "SAY")):
        return True  # "لامي يؤكد إجراء اتصالات"
    return bool(said) and party.span.end <= leads[-1].start and leads[-1].end in bare
