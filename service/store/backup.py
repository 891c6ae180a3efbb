"""Copies of an SQLite database while it is in use, and back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from service.errors import AskedWronglyError, StoreError
from service.store.engine import sqlite_file
from service.store.lock import hold

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from service.store.database import SqlStore


def backup(store: SqlStore, target: Path) -> None:
    """Write a consistent copy to `target`, which must not be there yet; it is checked before it gets its name.

    Raises:
        AskedWronglyError: the target is there, or the database is no SQLite file.
        StoreError: it cannot be written, or the copy is not sound.
    """
    source = sqlite_file(str(store.engine.url.render_as_string(hide_password=False)))
    if source is None:
        raise AskedWronglyError(f"{store.name}: is no SQLite file; copy a PostgreSQL database by pg_dump", resource=store.name)
    if target.exists():
        raise AskedWronglyError(f"{target}: is there already; name another file", resource=str(target))
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    _copy(source, unfinished)
    _require_sound(unfinished)
    unfinished.rename(target)


def restore(url: str, copy: Path, now: datetime) -> Path | None:
    """Put a copy in the place of an SQLite database; what was there is kept beside it, and its path returned.

    Raises:
        InstanceHeldError: a daemon runs on it.
        AskedWronglyError: the copy is missing, or the database is no SQLite file.
        StoreError: the copy is not sound, or cannot be written.
    """
    target = sqlite_file(url)
    if target is None:
        raise AskedWronglyError(
            "the database is no SQLite file; restore a PostgreSQL database by pg_restore", resource="database"
        )
    if not copy.is_file():
        raise AskedWronglyError(f"{copy}: no such file", resource=str(copy))
    _require_sound(copy)
    with hold(url):
        fresh = target.with_name(target.name + ".restoring")
        fresh.unlink(missing_ok=True)
        _copy(copy, fresh)
        kept = _put_aside(target, now)
        fresh.rename(target)
    return kept


def _put_aside(target: Path, now: datetime) -> Path | None:
    if not target.exists():
        return None
    kept = target.with_name(f"{target.name}.before-{now:%Y%m%dT%H%M%S}")
    for ending in ("-wal", "-shm", ""):
        part = target.with_name(target.name + ending)
        if part.exists():
            part.rename(kept.with_name(kept.name + ending))
    return kept


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{target}: cannot be written as a copy of {source}: {error}", resource=str(target)) from error


def _require_sound(path: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            said = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
            tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}", resource=str(path)) from error
    if said != "ok":
        raise StoreError(f"{path}: integrity check failed: {said}", resource=str(path))
    if "alembic_version" not in tables:
        raise StoreError(f"{path}: is no database of Thaw", resource=str(path))
