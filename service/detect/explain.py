"""A detection for a reader: what was recognized, the rule, the cue behind the status, and what would have made it page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.model.mention import Role, Severity, Status

if TYPE_CHECKING:
    from datetime import datetime

    from service.detect.engine import Detector
    from service.detect.knowledge import Watch
    from service.model.entry import Entry
    from service.model.mention import Detection, Mention

STEPS = "occurred, announced, reported or reversed"


@dataclass(frozen=True, slots=True)
class Recognized:
    """A span of a field (code points, end excluded) and what it was taken for."""

    field: str
    start: int
    end: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A detection, all that was recognized, and for each mention why it pages or does not."""

    detection: Detection
    recognized: tuple[Recognized, ...]
    verdicts: tuple[str, ...]


def explain(detector: Detector, entry: Entry, now: datetime) -> Explanation:
    """Explain how an entry is coded."""
    detection = detector.detect(entry, now)
    language = detector.languages[detection.lang]
    recognized = [
        Recognized(
            sentence.part,
            sentence.words[span.start].start,
            sentence.words[span.end - 1].end,
            f"{span.tag.kind} {span.tag.name}" + (f" ({span.tag.rank})" if span.tag.rank else ""),
        )
        for sentence in detector.read(entry, language, (entry.published or now).date())
        for span in sentence.spans
        if span.tag.kind != "sign"
    ]
    watches = {watch.name: watch for watch in detector.watches}
    return Explanation(detection, tuple(recognized), tuple(_verdict(each, watches[each.watch]) for each in detection.mentions))


def _verdict(mention: Mention, watch: Watch) -> str:
    """Whether a mention pages, and what would have made it page."""
    if mention.severity in {Severity.HIGH, Severity.CRITICAL}:
        return f"pages ({mention.severity}): {mention.indicator} with status {mention.status}"
    if mention.indicator not in watch.pages:
        return f"does not page ({mention.severity}): the watch {watch.name} pages for {' and '.join(sorted(watch.pages))} alone"
    return f"does not page: status {mention.status}{_cue(mention)}; it would page as {STEPS}"


def _cue(mention: Mention) -> str:
    cues = [span.text for span in mention.evidence if span.role is Role.STATUS]
    because = f" because of “{cues[0]}”" if cues else f" ({mention.reasons[0]})" if mention.reasons else ""
    return because if mention.status is not Status.OCCURRED else ""
