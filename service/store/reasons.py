"""The database's own errors in words for people."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from service.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCKED = "is locked by another program; look who else has it open"
ADVICE = {
    "unable to open database file": "cannot be opened; look whether the folder is there and may be written",
    "attempt to write a readonly database": "may not be written by this user",
    "database is locked": LOCKED,
    "canceling statement due to lock timeout": LOCKED,
    "file is not a database": "is not an SQLite database; name another file, or restore a backup",
    "database disk image is malformed": "is damaged (integrity check failed); restore a backup by: thaw db restore FILE",
    "database or disk is full": "has no room left; free some space on the disk",
    "disk I/O error": "cannot be read or written; look at the disk",
}

NO_CONNECTION = ("connection failed", "connection is bad", "connection timeout")
"""How psycopg begins to tell of a server that it does not reach."""

TOO_LARGE = "54"
"""The class of PostgreSQL's codes for a value beyond its limits (PostgreSQL, appendix A)."""


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what the database raises into a StoreError that names it.

    Args:
        name: the database for people, without a password.

    Raises:
        StoreError: in the place of whatever SQLAlchemy or the driver raised.
    """
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"{name}: {_words(error)}", resource=name, retry=True) from error
    except SQLAlchemyError as error:
        raise StoreError(f"{name}: {error}", resource=name) from error


def fails(error: DBAPIError) -> bool:
    """Whether it is the database that fails, and not what it was given: no room, no connection, a lock that was not to be had."""
    too_large = str(getattr(error.orig, "sqlstate", None) or "").startswith(TOO_LARGE)
    return isinstance(error, (OperationalError, InterfaceError)) and not too_large


def _words(error: DBAPIError) -> str:
    said = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error).__name__
    if said.startswith(NO_CONNECTION):
        return f"{said}; look whether the server runs, and at database in the configuration"
    return ADVICE.get(said, said)
