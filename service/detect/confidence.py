"""How sure a mention is: what its sentence leaves to be inferred lowers it, each doubt with its reason.

The weights follow how often mentions with such a doubt were right in the labelled corpus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.detect.steps import apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from service.detect.lexicon import Span
    from service.detect.roles import Cast, Party
    from service.detect.status import Verdict

SUREST = 0.95
LENT = 0.15
UNNAMED = 0.1
DISTANT = 0.1
BELOW = 0.05
CROWDED = 0.1
LONG = 0.05
LOOSE = 0.05
SPOKEN = 0.1
AGAIN = 0.04
"""What a second sentence that tells the same adds."""
FAR = 4
"""Words between the parts of a step from which on another reading is likely."""
FAR_CUE = 3
"""Words between a step and the word that sets its status."""
CROWD = 4
"""Names in a sentence from which on it is easily somebody else who acts."""
LONG_SENTENCE = 20
"""Words of a sentence from which on more than one thing is told."""
LEAST = 0.3


def confidence_of(
    step: Sequence[Span], acting: Sequence[Party], cast: Cast, verdict: Verdict, *, speech: bool = False
) -> tuple[float, tuple[str, ...]]:
    """The confidence in a step, 0 to 1, and what lowers it."""
    doubts = [*_doubts_of_parties(acting, cast), *_doubts_of_words(step, cast, verdict)]
    if speech:
        doubts.append((SPOKEN, "what somebody says may be meant otherwise"))
    return round(max(LEAST, SUREST - sum(doubt for doubt, _ in doubts)), 2), tuple(why for _, why in doubts)


def confirmed(one: float, other: float) -> float:
    """The confidence in what two sentences of an entry tell."""
    return round(min(0.99, max(one, other) + AGAIN), 2)


def _doubts_of_parties(acting: Sequence[Party], cast: Cast) -> Iterator[tuple[float, str]]:
    if not any(party in cast.parties for party in acting):
        yield LENT, "who acts is told elsewhere in the entry"
    if not cast.has_target:
        yield UNNAMED, "the target is told elsewhere in the entry"
    if len({party.span.start for party in cast.parties}) > CROWD:
        yield CROWDED, "many are named in the sentence"


def _doubts_of_words(step: Sequence[Span], cast: Cast, verdict: Verdict) -> Iterator[tuple[float, str]]:
    sentence, cue = cast.sentence, verdict.cue
    if any(apart(step[0], span) >= FAR for span in step[1:]):
        yield DISTANT, "the words of the step stand apart"
    if cue is not None and cue in sentence.spans and all(apart(cue, span) >= FAR_CUE for span in step):
        yield LOOSE, "the word that sets the status stands apart"
    if not sentence.headline:
        yield BELOW, "it is told below the headline"
    if len(sentence.words) > LONG_SENTENCE:
        yield LONG, "the sentence is long"
