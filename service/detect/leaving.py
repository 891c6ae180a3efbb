"""What somebody leaves, and over what: talks that are only the reason are not what ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence


def leaves_over(cue: Span, step: Sequence[Span], sentence: Sentence) -> bool:
    """Whether talks are only what somebody leaves something else over: ``quits coalition over talks with Assad``."""
    starts = {step[0].start, step[0].start - 1}
    return any(cue.end < sign.start and sign.end in starts for sign in sentence.of("sign", "topics"))


def quarrelled_over(step: Sequence[Span], sentence: Sentence) -> Span | None:
    """The verb by which somebody leaves something over talks, which so are only spoken of: ``quits coalition over talks``."""
    return next((cue for cue in sentence.of("cue", "UNDONE") if leaves_over(cue, step, sentence)), None)
