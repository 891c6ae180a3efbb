"""What `thaw doctor` finds, as lines for readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.app.doctor import State
from service.cli.output import print_line, result_console

if TYPE_CHECKING:
    from service.app.doctor import Finding

MARKS = {State.GOOD: "ok", State.WARNING: "look", State.WRONG: "WRONG"}
STYLES = {State.GOOD: "green", State.WARNING: "yellow", State.WRONG: "bold red"}


def show_finding(finding: Finding) -> None:
    """One finding, and what to do."""
    console = result_console()
    what = f"{finding.check} {finding.subject}".strip()
    print_line(console, f"{MARKS[finding.state]:<5} {what}: {finding.told}", style=STYLES[finding.state])
    if finding.advice:
        print_line(console, f"      do: {finding.advice}")
