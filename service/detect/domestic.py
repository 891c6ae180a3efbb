"""The opposition of another state by words that stand for any: Turkey's parties in its parliament, who speak about Syrians."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.detect.knowledge import Language
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence

AT_HOME_ONLY = "OPP"
"""How codes of a state's own opposition end, behind the state's."""


def tells_of_home(sentences: Iterable[Sentence], language: Language) -> bool:
    """Whether an entry names the parliament, the party in power or the opposition of the state in whose language it is."""
    own = f"{language.home}{AT_HOME_ONLY}"
    return language.home is not None and any(
        sentence.of("sign", "domestic") or sentence.of("actor", own) for sentence in sentences
    )


def seats_nobody(sentence: Sentence, target: str, language: Language) -> bool:
    """Whether a sentence names neither talks nor the target as one that may sit at a table.

    Its people or its land alone are what others talk about: ``Suriyeli sığınmacılar``, ``Suriye politikası``.
    """
    talks = any(span.tag.sort for span in sentence.of("concept", "TALKS", "FORUM"))
    return not talks and not any(_may_sit(name, sentence, language) for name in sentence.of("actor", target))


def _may_sit(name: Span, sentence: Sentence, language: Language) -> bool:
    """Whether a name means an official, a government or the capital that acts, and no land or people."""
    if name.tag.ambiguous or name.tag.sort in {"person", "office"} or name.end - name.start > 1:
        return True
    if name.tail in language.companion_endings:
        return True
    titles = (*sentence.of("rank"), *sentence.of("concept", "GOVERNMENT", "COUNTERPART"))
    acts = name.tag.sort == "metonym" and (not name.tail or name.tail in language.genitive_endings)
    return acts or any(title.start == name.end for title in titles)
