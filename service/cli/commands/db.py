"""`thaw db`: the database's schema, soundness and copies."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from service.app.parts import opened_store
from service.cli.options import AsJson, ConfigFile, config_of, group
from service.cli.output import print_json, result_console, say
from service.clock import SystemClock
from service.config import database_url, with_password
from service.errors import AskedWronglyError
from service.store.backup import backup as back_up
from service.store.backup import restore as bring_back
from service.store.check import check as look_over
from service.store.copying import copy_database
from service.store.database import SqlStore
from service.text.counting import counted

noun = group("db", "Upgrade, check, copy, back up and restore the database.")

Target = Annotated[Path, typer.Argument(metavar="FILE", help="The copy.")]


def register(tree: typer.Typer) -> None:
    """Hang the commands into the tree."""
    tree.add_typer(noun)


@noun.command()
def upgrade(config: ConfigFile = None, as_json: AsJson = False) -> None:
    """Create the database, or bring it to the newest schema.

    Example: thaw db upgrade
    """
    with opened_store(config_of(config), upgrade=True) as store:
        revision = store.revision()
    if as_json:
        print_json({"revision": revision})
    else:
        result_console().print(f"the database is at revision {revision}", markup=False)


@noun.command()
def check(config: ConfigFile = None, as_json: AsJson = False) -> None:
    """Look whether the database is sound.

    Its pages, its schema, its rows, the sums of its outbox.

    Example: thaw db check --json
    """
    with opened_store(config_of(config)) as store:
        report = look_over(store)
    if as_json:
        print_json({"problems": list(report.problems), "rows": dict(report.rows), "outbox": dict(report.outbox)})
    else:
        for problem in report.problems:
            say(problem)
        verdict = "sound" if not report.problems else "not sound"
        outbox = ", ".join(f"{count} {state}" for state, count in report.outbox.items())
        result_console().print(f"{verdict}: {_rows(report.rows)}; of the deliveries {outbox}", markup=False)
    if report.problems:
        raise typer.Exit(1)


def _rows(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items())


@noun.command()
def copy(target: Annotated[str, typer.Argument(metavar="URL", help="An empty database.")], config: ConfigFile = None) -> None:
    """Copy everything into another, empty database.

    From SQLite to PostgreSQL, or back; the daemon must not run.

    Example: thaw db copy postgresql+psycopg://thaw@localhost/thaw
    """
    try:
        url = with_password(database_url(target, Path.cwd()), os.environ)
    except ValueError as error:
        raise AskedWronglyError(f"the database to copy to: {error}", resource="URL") from error
    with opened_store(config_of(config)) as source, closing(SqlStore(url)) as other:
        rows = copy_database(source, other)
        told = f"{counted(sum(rows.values()), 'row')} copied to {other.name}"
        say(f"{told}; let database in the configuration, or $THAW_DATABASE, name it now")


@noun.command()
def backup(file: Target, config: ConfigFile = None) -> None:
    """Copy the database to FILE while the daemon runs.

    Of SQLite or PostgreSQL; the copy is found sound before it counts.

    Example: thaw db backup monday.db
    """
    with opened_store(config_of(config)) as store:
        back_up(store, file)
    say(f"{file}: written and found sound")


@noun.command()
def restore(file: Target, config: ConfigFile = None) -> None:
    """Put a copy in the database's place.

    The daemon must not run. An old SQLite file is kept beside it; a PostgreSQL database must be empty.

    Example: thaw db restore monday.db
    """
    kept = bring_back(config_of(config).database, file, SystemClock().now())
    say(f"restored from {file}" + (f"; what was there before is kept as {kept}" if kept else ""))
