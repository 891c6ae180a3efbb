"""What single drafts say of themselves when those of an entry are settled with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.detect.coding import Draft


def is_refused(draft: Draft) -> bool:
    """Whether somebody refuses or stays away, and it is not merely told that something did not happen."""
    cue = draft.verdict.cue
    return (cue is not None and cue.tag.name == "DENY") or any(span.tag.name == "STAYAWAY" for span in draft.step)


def is_called_for(draft: Draft) -> bool:
    """Whether somebody only calls for a step."""
    return draft.verdict.cue is not None and draft.verdict.cue.tag.name == "CALLFOR"


def is_plain(draft: Draft) -> bool:
    """Whether no cue sets a status: an envoy sent may have arrived, as another sentence tells."""
    return draft.verdict.cue is None


def share_words(one: Draft, other: Draft) -> bool:
    """Whether two drafts are made of the same words of one sentence: talk of a return to the Arab fold is of the seat."""
    words = {at for span in one.step for at in range(span.start, span.end)}
    return one.sentence is other.sentence and any(at in words for span in other.step for at in range(span.start, span.end))
