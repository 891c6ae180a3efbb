"""Who speaks of what he does himself: ``Fidan: Washington'da Şeybani ve Rubio'yla görüştük``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.officials import is_mere_body, is_official
from service.detect.steps import speakers_before_colon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party

VERB_BEHIND = 2
"""Words behind a noun for a meeting within which its verb stands: ``üçlü toplantı yaptık``."""


def speaking_of_themselves(step: Sequence[Span], cast: Cast) -> list[Party]:
    """The officials before a headline's colon, where the verb of a step stands in the first person."""
    own, words, end = cast.language.endings.get("SELF"), cast.sentence.words, step[-1].end
    if own is None or not any(own.fullmatch(word.text) for word in words[end - 1 : end + VERB_BEHIND]):
        return []
    told = {span.start for span in speakers_before_colon(cast)}
    speaking = [party for party in cast.of("actor", places=False) if party.span.start in told and party.span.end <= step[0].start]
    return [party for party in speaking if is_official(party, cast) and not is_mere_body(party, cast)]
