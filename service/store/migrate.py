"""The schema's history, run by Alembic from the folder `migrations`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import column, inspect, select, table

from service import failpoint
from service.errors import NewerSchemaError, StoreError
from service.failpoint import Point
from service.store.engine import READ_ONLY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Engine

_HERE = Path(__file__).resolve()
_PLACES = (_HERE.parent / "migrations", _HERE.parents[2] / "migrations")
"""Where the migrations lie: in a wheel, and in a checkout."""
_MARK = table("alembic_version", column("version_num"))
"""Where Alembic notes the revision of a database."""


def folder() -> Path:
    """The folder of the migrations. Raises StoreError where the installation lacks it."""
    for place in _PLACES:
        if (place / "env.py").is_file():
            return place
    raise StoreError("the migrations are missing from this installation; install thaw again")


def revisions() -> Sequence[str]:
    """All that this program knows, the oldest first: the files' names begin with them. Raises StoreError where there are none."""
    known = sorted(path.name.partition("_")[0] for path in (folder() / "versions").glob("[0-9]*_*.py"))
    if not known:
        raise StoreError("the migrations are missing from this installation; install thaw again")
    return known


def head() -> str:
    """The newest revision that this program knows."""
    return revisions()[-1]


def revision(engine: Engine) -> str | None:
    """The revision that a database is at; None: it has no schema."""
    with engine.connect() as connection:
        # Whoever looks waits for nobody who writes, and needs no right to write.
        return _revision(connection.execution_options(**{READ_ONLY: True}))


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_MARK.name):
        return None
    found: str | None = connection.scalar(select(_MARK.c.version_num))
    return found


def upgrade(engine: Engine, name: str) -> None:
    """Bring a database to the newest revision, in one transaction. Raises NewerSchemaError."""
    with engine.begin() as connection:
        present = _revision(connection)
        if present == head():
            return
        refuse_newer(present, name)
        # Most starts find nothing to do, and then there is no need of Alembic.
        import_module("service.store.schema").bring_up(connection, name)
        failpoint.reached(Point.MIGRATED)


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
    if present is not None and present not in revisions():
        raise NewerSchemaError(
            f"{name}: the database is newer than this program (revision {present}); run a newer Thaw, or restore a backup",
            resource=name,
        )
