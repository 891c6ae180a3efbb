"""What `thaw doctor` finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a thing is: `warning` works today, `wrong` does not."""

    GOOD = "good"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    `check` names what was asked (config, packs, database, disk, sqlite, postgresql, clock, dns, feed, channel, heartbeat),
    `subject` the feed or channel, `told` says in words how it is, without any secret, `advice` what to do; empty where all
    is well.
    """

    check: str
    state: State
    told: str
    advice: str = ""
    subject: str = ""

    def as_json(self) -> dict[str, str]:
        """For programs."""
        return {
            "check": self.check, "subject": self.subject, "state": str(self.state), "told": self.told, "advice": self.advice,
        }  # fmt: skip


def good(check: str, told: str, subject: str = "") -> Finding:
    """All is well."""
    return Finding(check, State.GOOD, told, subject=subject)


def warning(check: str, told: str, advice: str, subject: str = "") -> Finding:
    """It works, and is not as it should be."""
    return Finding(check, State.WARNING, told, advice, subject)


def wrong(check: str, told: str, advice: str, subject: str = "") -> Finding:
    """It does not work."""
    return Finding(check, State.WRONG, told, advice, subject)
