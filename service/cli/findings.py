"""What `thaw doctor` finds, as lines for readers."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

from service.app.doctor import State
from service.cli.output import print_line, result_console
from service.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.app.doctor import Finding

MARKS = {State.GOOD: "ok", State.WARNING: "look", State.WRONG: "WRONG"}
STYLES = {State.GOOD: "green", State.WARNING: "yellow", State.WRONG: "bold red"}


MOST_ALIKE = 3
"""Findings of one kind that are told one by one; more of them share a line."""
NAMED = 3
"""Of those that share a line, how many are named."""


class Shown:
    """Shows findings as they come; many that say the same of one thing after the other become one line with their number."""

    def __init__(self) -> None:
        self._alike: list[Finding] = []

    def take(self, finding: Finding) -> None:
        """One more; it is shown when another kind comes, or at the end."""
        if self._alike and not _alike(self._alike[0], finding):
            self.end()
        self._alike.append(finding)
        if not finding.subject:
            self.end()

    def end(self) -> None:
        """Show what was held back."""
        alike, self._alike = self._alike, []
        for finding in alike if len(alike) <= MOST_ALIKE else (_folded(alike),):
            show_finding(finding)


def _alike(one: Finding, other: Finding) -> bool:
    return bool(other.subject) and (one.check, one.state, one.told) == (other.check, other.state, other.told)


def _folded(alike: Sequence[Finding]) -> Finding:
    first = alike[0]
    names = ", ".join(each.subject for each in alike[:NAMED])
    told = f"{first.told}: {counted(len(alike), first.check)} ({names} and {len(alike) - NAMED} more)"
    return replace(first, subject="", told=told, advice=first.advice.replace(shlex.quote(first.subject), "NAME"))


def show_finding(finding: Finding) -> None:
    """One finding, and what to do."""
    console = result_console()
    what = f"{finding.check} {finding.subject}".strip()
    print_line(console, f"{MARKS[finding.state]:<5} {what}: {finding.told}", style=STYLES[finding.state])
    if finding.advice:
        print_line(console, f"      do: {finding.advice}")
