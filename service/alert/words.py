"""Codes of the codebook in plain words, for people who read an alert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.model.alert import Reason
from service.model.mention import Status
from service.model.signal import Change

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STATUS = {
    Status.OCCURRED: "reported as done or under way",
    Status.ANNOUNCED: "committed to by someone entitled to decide, or a date is set",
    Status.REPORTED: "told by unnamed sources or by media, not confirmed by a party",
    Status.DISCUSSED: "talk only: called for, offered, considered or possible",
    Status.DENIED: "a party says that it did not happen or will not happen",
    Status.REVERSED: "undone, broken off or suspended",
    Status.BACKGROUND: "an old step, told as context",
}

OUTLOOK = {
    Status.OCCURRED: "A denial by a party would correct it; closing, recalling or suspending would reverse it.",
    Status.ANNOUNCED: "A report that it was done makes it occurred; a party's refusal denied; calling it off reversed.",
    Status.REPORTED: "A named official who confirms it makes it announced or occurred; a party's denial makes it denied.",
    Status.DISCUSSED: "A decision or a date makes it announced; a step that is taken makes it occurred.",
    Status.DENIED: "Only a party that says or does otherwise would bring it back.",
    Status.REVERSED: "A new step of the same kind would be a new signal.",
    Status.BACKGROUND: "Only a new report of a present step would count.",
}

RETRACTED_OUTLOOK = "A new report of the step would bring it back."

REASON = {
    Reason.NEW: "New signal",
    Reason.RAISED: "Signal raised",
    Reason.CORRECTED: "Correction",
    Reason.REVERSED: "Step reversed",
    Reason.DIGEST: "Digest",
    Reason.REMINDER: "Reminder",
    Reason.OPERATIONAL: "About the service itself",
    Reason.TEST: "Test message",
}

CORRECTION = {
    Change.DENIED: "A party now denies it.",
    Change.RETRACTED: "The outlet changed its text and no longer says so.",
    Change.REJECTED: "A reviewer rejected it: the earlier alert was wrong.",
}

RELIABILITY = {
    "A": "completely reliable source",
    "B": "usually reliable source",
    "C": "fairly reliable source",
    "D": "not usually reliable source",
    "E": "unreliable source",
    "F": "source's reliability cannot be judged",
}

CREDIBILITY = {
    "1": "confirmed by other independent sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}


def indicator(code: str) -> str:
    """An indicator's code as words: ``diplomatic_relations`` becomes ``diplomatic relations``."""
    return code.replace("_", " ")


def admiralty(code: str) -> str:
    """A code like ``B2`` in words (NATO's Admiralty system); empty where there is none."""
    words = [RELIABILITY.get(code[:1], ""), CREDIBILITY.get(code[1:2], "")]
    return ", ".join(word for word in words if word)


def named(code: str, names: Mapping[str, str]) -> str:
    """A code with its name, where it has one: ``Turkey (TUR)``."""
    return f"{names[code]} ({code})" if code in names else code


def listed(codes: Sequence[str], names: Mapping[str, str]) -> str:
    """Several codes with their names."""
    return ", ".join(named(code, names) for code in codes)
