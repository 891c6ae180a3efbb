"""docs/commands.md, made from the command tree: run `make docs` after a change of a command, an option or a help text."""

from __future__ import annotations

from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import typer

from service.cli.commands import register
from service.cli.tree import tree
from tests.docs.pages import DOCS

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = DOCS / "commands.md"
HEAD = """# Commands

Every command as its `--help` tells it, made from the program by `make docs`. The options of `thaw` itself stand before
the command: `thaw --log-level info poll`. Exit codes are the same for all: 0 done, 1 failed wholly or in part, 2 asked
wrongly, 75 another instance holds the database.
"""
WIDTH = 80


@lru_cache(maxsize=1)
def whole() -> Any:
    """The tree with all its commands, whichever of them were typed before in this process."""
    fresh = copy(tree)
    fresh.registered_commands, fresh.registered_groups = [], []
    register(fresh, [])
    return typer.main.get_command(fresh)


def commands(command: Any = None, path: tuple[str, ...] = ("thaw",)) -> Iterator[tuple[str, Any]]:
    """Every command and group with its name as it is typed, groups before what is in them."""
    command = command or whole()
    yield " ".join(path), command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*path, name))


def help_of(name: str, command: Any) -> str:
    """What `--help` prints on a terminal of 80 columns."""
    *before, last = name.split(" ")
    outer = None
    for step in before:
        # The tree itself takes no arguments, so that only those of the command stand in its usage.
        outer = typer.Context(whole(), parent=outer, info_name=step, max_content_width=WIDTH, terminal_width=WIDTH)
    settings = tree.info.context_settings or {}
    context = typer.Context(command, parent=outer, info_name=last, max_content_width=WIDTH, terminal_width=WIDTH, **settings)
    text: str = command.get_help(context)
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def reference() -> str:
    """The whole page."""
    parts = (f"## `{name}`\n\n```text\n{help_of(name, command)}\n```\n" for name, command in commands())
    return "\n".join([HEAD, *parts])


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
