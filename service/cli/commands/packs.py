"""`thaw packs`: are the packs well-formed, and do their cases hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.cli.options import AsJson, group
from service.cli.output import print_json, result_console, say
from service.detect.cases import run_cases
from service.detect.lint import lint as lint_packs
from service.text.counting import counted

noun = group("packs", "Check the packs: languages, actors, places, indicators, watches.")

Files = Annotated[list[Path] | None, typer.Argument(metavar="[FILE...]", help="Files of your own; none: those that ship.")]


def register(tree: typer.Typer) -> None:
    """Hang the commands into the tree."""
    tree.add_typer(noun)


@noun.command()
def lint(files: Files = None, as_json: AsJson = False) -> None:
    """Name every mistake in packs with file and line.

    Example: thaw packs lint havana.yaml
    """
    problems = lint_packs(files)
    for problem in problems:
        if as_json:
            print_json({"file": str(problem.file), "line": problem.line, "message": problem.message})
        else:
            say(f"{problem.file}:{problem.line}: {problem.message}")
    if problems:
        raise typer.Exit(1)
    if not as_json:
        result_console().print("no mistake found")


@noun.command("test")
def run_all_cases(as_json: AsJson = False) -> None:
    """Run the cases beside the packs.

    What must hit hits, what must miss misses.

    Example: thaw packs test
    """
    results = run_cases()
    failed = [result for result in results if not result.passed]
    for result in failed:
        if not as_json:
            say(str(result))
    figures = {"cases": len(results), "failed": len(failed)}
    if as_json:
        print_json({**figures, "failures": [str(result) for result in failed]})
    else:
        result_console().print(f"{counted(figures['cases'], 'case')}, {figures['failed']} failed")
    if failed:
        raise typer.Exit(1)
