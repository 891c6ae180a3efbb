"""How much a mention matters (CODEBOOK, Severity and paging)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.model.mention import Severity, Status

if TYPE_CHECKING:
    from service.detect.draft import Draft
    from service.detect.knowledge import Watch

DONE = frozenset({Status.OCCURRED, Status.ANNOUNCED})
PAGED = DONE | {Status.REPORTED, Status.REVERSED}
HIGH_LEVELS = frozenset({"leader", "ministerial", "intelligence"})


def severity_of(draft: Draft, watch: Watch) -> Severity:
    """The severity of a draft by the watch's principal and by what pages."""
    status = draft.verdict.status
    if draft.indicator in watch.pages and status in PAGED:
        return Severity.CRITICAL if status in DONE and _is_principal(draft, watch) else Severity.HIGH
    if draft.indicator == "official_contact" and status in DONE and draft.level in HIGH_LEVELS:
        return Severity.MEDIUM
    if draft.indicator == "western_position" and status is Status.OCCURRED:
        return Severity.MEDIUM
    return Severity.LOW


def _is_principal(draft: Draft, watch: Watch) -> bool:
    if draft.indicator == "opposition_regime_meeting":
        return watch.principal in (draft.sponsor or "").split(",") and draft.venue_control == "target"
    return watch.principal in draft.actors and draft.scope != "multilateral"
