"""What the demo shows, as lines for readers, each with the time since it began."""

from __future__ import annotations

import sys
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from service.cli.output import print_hanging
from service.demo.play import Ending, Opening, Publication, Sight
from service.model.signal import Change
from service.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.demo.mailbox import Letter
    from service.demo.play import Shown
    from service.demo.receiver import Call

INDENT = 6
FACTS_END = "SOURCES"
"""The heading in a letter behind which the demo cuts it off."""
NEXT = (
    ("thaw init", "write a config.yaml of your own: it asks for language, watch, feeds and mailbox"),
    ("thaw doctor", "look whether all around it is well"),
    ("thaw run", "start the daemon"),
    ('thaw explain "Turkey may reopen its embassy in Damascus"', "see why a text pages or not"),
    ("thaw --help", "all commands, each with an example"),
)


class Showing:
    """Prints what the demo shows.

    Args:
        console: where to; its width is kept to.
    """

    def __init__(self, console: Console) -> None:
        self._console = console

    def show(self, seen: Shown, since: timedelta) -> None:
        """Print what was seen, `since` the beginning."""
        match seen:
            case Opening():
                self._opening(seen, since)
            case Publication():
                self._publication(seen, since)
            case Sight():
                self._sight(seen, since)
            case Ending():
                self._ending(seen)

    def _opening(self, seen: Opening, since: timedelta) -> None:
        langs = ", ".join(sorted({outlet.lang for outlet in seen.outlets}))
        self._line(
            f"The daemon has read {counted(len(seen.outlets), 'feed')} ({langs}) for the first time: "
            f"{counted(seen.entries, 'entry')}, {counted(seen.letters, 'message') if seen.letters else 'no message'}.",
            since=since,
        )
        for signal in seen.signals:
            self._line(f"“{signal.title}” is days old: it is kept as a signal, and nobody is told.", style="dim")

    def _publication(self, seen: Publication, since: timedelta) -> None:
        self._console.print()
        self._line(f"{seen.number}. {seen.scene.title}", since=since, style="bold")
        self._line(f"{seen.outlet.name} ({seen.outlet.lang}) publishes:")
        self._line(seen.item.title, style="cyan", deeper=2)
        if seen.item.english:
            self._line(f"in English: {seen.item.english}", style="dim", deeper=2)

    def _sight(self, seen: Sight, since: timedelta) -> None:
        if seen.alert is None:
            self._line("No e-mail, no call of the webhook:", since=since, style="green")
            for why in _whys(seen):
                self._line(why, deeper=2)
        for letter in seen.letters:
            self._letter(letter, since)
        for call in seen.calls:
            self._line(_called(call), since=since, style="yellow")
        self._line(seen.scene.lesson, style="italic")

    def _letter(self, letter: Letter, since: timedelta) -> None:
        self._line(f"E-mail to {letter.to}", since=since, style="yellow")
        subject = str(letter.message["subject"])
        self._line(subject, style="bold", deeper=2)
        for line in _excerpt(letter.text, subject):
            self._line(line.strip(), deeper=2 + len(line) - len(line.lstrip()))

    def _ending(self, seen: Ending) -> None:
        self._console.print()
        self._line(
            f"{counted(seen.entries, 'entry')}, {counted(seen.signals, 'signal')}, {counted(seen.letters, 'e-mail')}, "
            f"{counted(seen.calls, 'call')}. The feeds were asked {counted(seen.asked, 'time')} and said "
            f"{counted(seen.unchanged, 'time')} that nothing had changed.",
            deeper=-INDENT,
        )
        self._console.print()
        self._line("What to type next", style="bold", deeper=-INDENT)
        for command, does in NEXT:
            self._line(command, style="cyan", deeper=2 - INDENT)
            self._line(does, deeper=0)

    def _line(self, text: str, *, since: timedelta | None = None, style: str = "", deeper: int = 0) -> None:
        """One paragraph, wrapped, behind the time where there is one."""
        left = INDENT + deeper
        clock = "" if since is None else f"{since.seconds // 60}:{since.seconds % 60:02}"
        print_hanging(self._console, Text(clock.ljust(left), style="dim"), Text(text, style=style), left)


def demo_console() -> Console:
    """A console on standard output whose lines are never longer than it is wide; plain where it is no terminal."""
    return _Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """The reader went away: an error as any other, so that all is stopped in order; Rich would end the process here."""
        raise BrokenPipeError


def _whys(seen: Sight) -> Iterator[str]:
    if seen.change.change is Change.JOINED:
        yield f"it joined the signal “{seen.signal.title}”"
        yield from seen.change.reasons
        yield f"told by {' and '.join(seen.signal.sources)} now: {seen.signal.credibility}"
        return
    yield f"{seen.signal.indicator}: {seen.signal.status}, severity {seen.signal.severity}"
    yield from seen.verdicts


def _called(call: Call) -> str:
    told = call.body["data"]
    return f"Call of the webhook, rightly signed: {call.body['type']}, {told['severity']}, {told['status']}"


def _excerpt(text: str, subject: str) -> Iterator[str]:
    """What a letter says, up to its sources; without empty lines, the greeting line and the title, which the subject has."""
    lines = [line for line in text.splitlines() if line.strip()]
    until = lines.index(FACTS_END) if FACTS_END in lines else len(lines)
    for before, line in pairwise(lines[:until]):
        if line not in subject or before.endswith(":"):  # a correction says anew what it is about
            yield line
