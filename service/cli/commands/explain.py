"""`thaw explain`: why a text pages or does not, word by word."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from service.app.detection import detector_of
from service.cli.mentions import detection_json
from service.cli.options import AsJson, ConfigFile, Watches, config_or_defaults
from service.cli.output import print_json, print_line, result_console
from service.clock import SystemClock
from service.detect.explain import explain as explained
from service.errors import AskedWronglyError
from service.model.entry import Entry
from service.text.moments import moment_of

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console

    from service.detect.explain import Explanation
    from service.model.mention import Mention

TextArgument = Annotated[
    str, typer.Argument(metavar="TEXT|-", help="A headline, and from the second line on its summary; - is standard input.")
]
Published = Annotated[str | None, typer.Option("--published", metavar="YYYY-MM-DD", help="Read it as published on that day.")]
Lang = Annotated[str | None, typer.Option("--lang", help="Its language (default: detected).")]
LONGEST = 2_000_000
"""Bytes that are read of standard input."""
COLOURS = {
    "indicator": "bold yellow", "status": "bold magenta", "actor": "bold cyan", "target": "bold blue", "opposition": "bold cyan",
    "sponsor": "green", "venue": "green", "level": "cyan",
}  # fmt: skip


def register(tree: typer.Typer) -> None:
    """Hang the command into the tree."""
    tree.command()(explain)


def explain(
    text: TextArgument, published: Published = None, lang: Lang = None, watch: Watches = None, as_json: AsJson = False,
    config: ConfigFile = None,
) -> None:  # fmt: skip
    """Show why a text pages or does not.

    What was recognized in it, the rule, and the cue that set the status.

    Example: thaw explain "Turkey may reopen its embassy in Damascus"
    """
    detector, watches = detector_of(watch, lambda: config_or_defaults(config).watches)
    title, _, summary = _read(text).strip().partition("\n")
    now = SystemClock().now()
    entry = Entry(id="text", title=title.strip(), summary=summary.strip(), lang=lang, published=_day(published))
    found = explained(detector, entry, now)
    if as_json:
        print_json(_json(found, several=len(watches) > 1))
    else:
        _print(result_console(), entry, found)


def _read(text: str) -> str:
    return sys.stdin.buffer.read(LONGEST).decode("utf-8", "replace") if text == "-" else text


def _day(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return moment_of(text)
    except ValueError:
        raise AskedWronglyError(f"--published {text}: must be a day, such as 2026-11-24") from None


def _json(found: Explanation, *, several: bool) -> dict[str, Any]:
    shown = detection_json("text", found.detection, several_watches=several)
    for mention, coded, verdict in zip(shown["mentions"], found.detection.mentions, found.verdicts, strict=True):
        mention.update(rule=coded.rule, reasons=list(coded.reasons), verdict=verdict)
    recognized = [{"field": one.field, "start": one.start, "end": one.end, "meaning": one.meaning} for one in found.recognized]
    return {**shown, "lang": found.detection.lang, "recognized": recognized}


def _print(console: Console, entry: Entry, found: Explanation) -> None:
    for field in ("title", "summary"):
        text = getattr(entry, field)
        if text:
            print_line(console, _coloured(text, field, found))
    detection = found.detection
    print_line(console, "")
    print_line(console, f"Read as {detection.lang}; severity {detection.severity}; pages: {'yes' if detection.page else 'no'}")
    if not detection.mentions:
        day = "today" if entry.published is None else f"{entry.published:%Y-%m-%d}"
        print_line(console, "Nothing is coded: no rule found an actor and the target with a step.")
        print_line(console, f"Who governs and holds office is judged for {day}; say --published YYYY-MM-DD for another day.")
    for mention, verdict in zip(detection.mentions, found.verdicts, strict=True):
        _print_mention(console, mention, verdict)


def _print_mention(console: Console, mention: Mention, verdict: str) -> None:
    print_line(console, "")
    parties = f"{', '.join(mention.actors)} -> {mention.target}"
    print_line(console, f"{mention.indicator}: {mention.status}; {parties}", style="bold")
    named = {name: getattr(mention, name) for name in ("level", "scope", "sponsor", "venue", "venue_control")}
    told = "; ".join(f"{name} {value}" for name, value in named.items() if value)
    for line in filter(None, (told, *mention.reasons)):
        print_line(console, f"  {line}")
    for span in mention.evidence:
        shown = Text(f"  {span.role}: ").append(f"“{span.text}”", style=COLOURS[span.role]).append(f" ({span.field})")
        print_line(console, shown)
    print_line(console, f"  {verdict}")


def _coloured(text: str, field: str, found: Explanation) -> Text:
    shown = Text(text)
    for mention in found.detection.mentions:
        for span in mention.evidence:
            if span.field == field:
                shown.stylize(COLOURS[span.role], span.start, span.end)
    return shown
