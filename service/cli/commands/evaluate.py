"""`thaw eval`: how well detection agrees with a labelled corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from service.app.detection import detector_of
from service.cli.lines import Lines, opened
from service.cli.options import AsJson, ConfigFile, Watches, config_or_defaults
from service.cli.output import print_json, progress, result_console
from service.clock import SystemClock
from service.detect.evaluate import evaluate

if TYPE_CHECKING:
    from service.detect.evaluate import Agreement, Figures

Corpus = Annotated[Path, typer.Argument(metavar="CORPUS", help="JSON Lines of entries with labels.")]


def register(tree: typer.Typer) -> None:
    """Hang the command into the tree."""
    tree.command("eval")(evaluate_corpus)


def evaluate_corpus(corpus: Corpus, watch: Watches = None, as_json: AsJson = False, config: ConfigFile = None) -> None:
    """Measure detection on a labelled corpus: paging, indicators, mentions, status, actors, by language.

    Example: thaw eval corpus.jsonl
    """
    detector, _ = detector_of(watch, lambda: config_or_defaults(config).watches)
    now = SystemClock().now()
    with opened(corpus) as stream, progress("entries", None) as advance:
        lines = Lines(str(corpus), stream)
        judged = []
        for line in lines:
            judged.append((line.record, detector.detect(line.entry, now)))
            advance(1)
    figures = evaluate(judged)
    if as_json:
        print_json({name: each.as_json() for name, each in figures.items()})
    else:
        result_console().print(_table(figures))
    if lines.malformed:
        raise typer.Exit(1)


def _table(figures: dict[str, Figures]) -> Table:
    columns = (
        "lang",
        "entries",
        "page P/R/F1",
        "indicator P/R/F1",
        "mention P/R/F1",
        "status",
        "actors",
        "severity",
        "false pages",
    )
    table = Table(*columns, box=None)
    for name, each in sorted(figures.items()):
        shown = each.as_json()
        agreements = (_three(each.page), _three(each.indicator), _three(each.mention))
        shares = (_shown(shown["status"]), _shown(shown["actors"]), _shown(shown["severity"]))
        table.add_row(name, str(each.entries), *agreements, *shares, str(each.false_pages))
    return table


def _three(agreement: Agreement) -> str:
    return "/".join(_shown(value) for value in (agreement.precision, agreement.recall, agreement.f1))


def _shown(value: Any) -> str:
    return "-" if value is None else f"{value:.2f}"
