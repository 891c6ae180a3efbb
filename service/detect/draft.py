"""A mention while it is being coded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.model.mention import Role, Status

if TYPE_CHECKING:
    from service.detect.knowledge import Rule
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence
    from service.detect.status import Verdict


@dataclass(slots=True, kw_only=True)
class Draft:
    """A mention before it is settled with the others of its entry.

    `loose`: speech that gives way to what is more specific; `setting`: the step's noun only says where something happens.
    """

    indicator: str
    rule: Rule
    verdict: Verdict
    actors: tuple[str, ...]
    sentence: Sentence
    step: tuple[Span, ...]
    level: str | None = None
    sponsor: str | None = None
    venue: str | None = None
    venue_control: str | None = None
    confidence: float
    reasons: tuple[str, ...]
    loose: bool = False
    setting: bool = False
    evidence: list[tuple[Sentence, Span, Role]] = field(default_factory=list)

    @property
    def scope(self) -> str:
        """``multilateral`` for an organization's own seat, else ``bilateral``."""
        return self.rule.scope or "bilateral"

    @property
    def closing(self) -> bool:
        """Whether the step undoes relations."""
        return self.rule.status == Status.REVERSED

    @property
    def nominal(self) -> bool:
        """Whether a noun alone names the step (``Syria's return to the League``), which tells not that it was taken."""
        return any(sign.start == span.start for span in self.step for sign in self.sentence.of("sign", "nominals"))

    @property
    def headline(self) -> bool:
        """Whether it stands in the title."""
        return self.sentence.headline
