"""The schema's history, run by Alembic from the folder `migrations`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError

from service import failpoint
from service.errors import NewerSchemaError, StoreError
from service.failpoint import Point
from service.store import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

_HERE = Path(__file__).resolve()
_PLACES = (_HERE.parent / "migrations", _HERE.parents[2] / "migrations")
"""Where the migrations lie: in a wheel, and in a checkout."""


def folder() -> Path:
    """The folder of the migrations. Raises StoreError where the installation lacks it."""
    for place in _PLACES:
        if (place / "env.py").is_file():
            return place
    raise StoreError("the migrations are missing from this installation; install thaw again")


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, with the connection to work on."""
    config = Config()
    config.set_main_option("script_location", str(folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def head() -> str:
    """The newest revision that this program knows."""
    newest = ScriptDirectory.from_config(alembic_config()).get_current_head()
    if newest is None:
        raise StoreError("the migrations are missing from this installation; install thaw again")
    return newest


def revision(engine: Engine) -> str | None:
    """The revision that a database is at; None: it has no schema."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def differences(connection: Connection) -> Iterator[str]:
    """Where the tables are not as the program expects them, in words; nothing where they are."""
    found = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), tables.metadata)
    for each in found:
        # What was changed of one column comes as a list of its own.
        kind, *what = each[0] if isinstance(each, list) else each
        names = dict.fromkeys(getattr(part, "name", part) for part in what if isinstance(part, str) or hasattr(part, "name"))
        yield f"the schema is not that of this version: {kind.replace('_', ' ')} {' '.join(map(str, names))}"


def upgrade(engine: Engine, name: str) -> None:
    """Bring a database to the newest revision, in one transaction. Raises NewerSchemaError."""
    with engine.begin() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
        if present == head():
            return
        refuse_newer(present, name)
        try:
            command.upgrade(alembic_config(connection), "head")
            failpoint.reached(Point.MIGRATED)
        except CommandError as error:
            raise StoreError(f"{name}: cannot be upgraded: {error}", resource=name) from error


def require_current(engine: Engine, name: str) -> None:
    """Raises StoreError where a database is not at the newest revision."""
    present = revision(engine)
    if present is None:
        raise StoreError(f"{name}: holds no tables of Thaw yet; create them by: thaw db upgrade", resource=name)
    refuse_newer(present, name)
    if present != head():
        raise StoreError(f"{name}: is of an older version; upgrade it by: thaw db upgrade", resource=name)


def refuse_newer(present: str | None, name: str) -> None:
    """Raises NewerSchemaError where this program does not know the revision."""
    known = {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}
    if present is not None and present not in known:
        raise NewerSchemaError(
            f"{name}: the database is newer than this program (revision {present}); run a newer Thaw, or restore a backup",
            resource=name,
        )
