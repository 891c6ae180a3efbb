"""`thaw eval`: how well detection agrees with a labelled corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.app.detection import detector_of
from service.cli.lines import Lines, opened
from service.cli.options import AsJson, ConfigFile, Watches, config_or_defaults
from service.cli.output import print_json, print_rows, progress
from service.clock import SystemClock
from service.detect.evaluate import check_labels, evaluate

if TYPE_CHECKING:
    from service.detect.evaluate import Agreement, Figures

Corpus = Annotated[Path, typer.Argument(metavar="CORPUS", help="JSON Lines of entries with labels.")]
COLUMNS = ("lang", "entries", "page P/R/F1", "indicator", "mention", "status", "actors", "severity", "false pages", "")


def register(tree: typer.Typer) -> None:
    """Hang the command into the tree."""
    tree.command("eval")(evaluate_corpus)


def evaluate_corpus(corpus: Corpus, watch: Watches = None, as_json: AsJson = False, config: ConfigFile = None) -> None:
    """Measure detection on a labelled corpus, by language.

    Paging, indicators and mentions as precision, recall and F1; status, actors and severity as the share that agrees.

    Example: thaw eval corpus.jsonl
    """
    detector, _ = detector_of(watch, lambda: config_or_defaults(config).watches)
    now = SystemClock().now()
    with opened(corpus) as stream, progress("entries", None) as advance:
        lines = Lines(str(corpus), stream, check_labels)
        judged = []
        for line in lines:
            judged.append((line.record, detector.detect(line.entry, now)))
            advance(1)
    figures = evaluate(judged)
    if as_json:
        print_json({name: each.as_json() for name, each in figures.items()})
    else:
        print_rows(COLUMNS, [_row(name, each) for name, each in sorted(figures.items())])
    if lines.malformed:
        raise typer.Exit(1)


def _row(name: str, figures: Figures) -> tuple[str, ...]:
    shown = figures.as_json()
    agreements = (_three(figures.page), _three(figures.indicator), _three(figures.mention))
    shares = (_shown(shown["status"]), _shown(shown["actors"]), _shown(shown["severity"]))
    return (name, str(figures.entries), *agreements, *shares, str(figures.false_pages), "")


def _three(agreement: Agreement) -> str:
    return "/".join(_shown(value) for value in (agreement.precision, agreement.recall, agreement.f1))


def _shown(value: Any) -> str:
    return "-" if value is None else f"{value:.2f}"
