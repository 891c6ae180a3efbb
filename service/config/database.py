"""The URL of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathlib import Path

SQLITE = "sqlite:///"
POSTGRESQL = ("postgresql+psycopg", "postgresql", "postgres")
WANTED = "must be sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/NAME"


def database_url(url: str, base: Path) -> str:
    """A URL as SQLAlchemy takes it: the path of SQLite made absolute from `base`, PostgreSQL through psycopg.

    Raises:
        ValueError: it is neither, or names no file or database; without repeating it, since it may hold a password.
    """
    if any(not char.isprintable() for char in url):
        raise ValueError(WANTED)
    scheme, _, rest = url.partition("://")
    if scheme.lower() == "sqlite":
        return _sqlite(url, base)
    if scheme.lower() not in POSTGRESQL:
        raise ValueError(WANTED)
    try:
        parts = urlsplit(f"postgresql://{rest}")
        _ = parts.port
    except ValueError:
        raise ValueError(f"{WANTED}: its host or port cannot be read") from None
    if not parts.path.strip("/"):
        raise ValueError(f"{WANTED}: the name of the database is missing")
    return f"postgresql+psycopg://{rest}"


def _sqlite(url: str, base: Path) -> str:
    path, mark, options = url[len(SQLITE) :].partition("?")
    if url[: len(SQLITE)].lower() != SQLITE or not path or path.endswith("/"):
        raise ValueError(f"{WANTED}: the path of the file is missing")
    if path == ":memory:":
        raise ValueError(f"{WANTED}: a database in memory forgets everything at the end")
    return f"{SQLITE}{base / path}{mark}{options}"
