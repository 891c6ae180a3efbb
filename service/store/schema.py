"""The schema as Alembic sees it: loaded only where a database is to be changed or compared, for it costs twelve megabytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.util.exc import CommandError

from service.errors import StoreError
from service.store import tables
from service.store.migrate import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, with the connection to work on."""
    config = Config()
    config.set_main_option("script_location", str(folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def bring_up(connection: Connection, name: str) -> None:
    """Run the migrations that are missing on a connection; its transaction is the caller's. Raises StoreError."""
    try:
        command.upgrade(alembic_config(connection), "head")
    except CommandError as error:
        raise StoreError(f"{name}: cannot be upgraded: {error}", resource=name) from error


def differences(connection: Connection) -> Iterator[str]:
    """Where the tables are not as the program expects them, in words; nothing where they are."""
    found = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), tables.metadata)
    for each in found:
        # What was changed of one column comes as a list of its own.
        kind, *what = each[0] if isinstance(each, list) else each
        names = dict.fromkeys(getattr(part, "name", part) for part in what if isinstance(part, str) or hasattr(part, "name"))
        yield f"the schema is not that of this version: {kind.replace('_', ' ')} {' '.join(map(str, names))}"
