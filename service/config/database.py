"""The URL of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from service.config.environment import variable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SQLITE = "sqlite:///"
POSTGRESQL = ("postgresql+psycopg", "postgresql", "postgres")
PASSWORD_NAME = "THAW_DATABASE_PASSWORD"  # noqa: S105 - the name of a variable
"""The variable that holds the password of a URL without one; ``THAW_DATABASE_PASSWORD_FILE`` names its file."""
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


def with_password(url: str, environ: Mapping[str, str]) -> str:
    """A URL of `database_url` with the password of the environment, where it is PostgreSQL's and has a user without one.

    Raises:
        ValueError: the password's file cannot be used; in words, without the value.
    """
    parts = urlsplit(url)
    wanted = parts.scheme == POSTGRESQL[0] and parts.username and parts.password is None
    if not wanted or not (environ.get(PASSWORD_NAME) or environ.get(f"{PASSWORD_NAME}_FILE")):
        return url
    user, _, host = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{user.rstrip(':')}:{quote(variable(PASSWORD_NAME, environ), safe='')}@{host}").geturl()


def _sqlite(url: str, base: Path) -> str:
    path, mark, options = url[len(SQLITE) :].partition("?")
    if url[: len(SQLITE)].lower() != SQLITE or not path or path.endswith("/"):
        raise ValueError(f"{WANTED}: the path of the file is missing")
    if path == ":memory:":
        raise ValueError(f"{WANTED}: a database in memory forgets everything at the end")
    return f"{SQLITE}{base / path}{mark}{options}"
