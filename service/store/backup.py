"""Copies of a database while it is in use, each a file of SQLite, and back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from service.errors import AskedWronglyError, StoreError
from service.store.copying import copy_rows
from service.store.database import SqlStore
from service.store.engine import sqlite_file
from service.store.lock import hold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


OWNERS_ALONE = 0o600
"""Mode of a copy: it holds who is told what, and lies where backups lie."""


def backup(store: SqlStore, target: Path) -> None:
    """Write a consistent copy to an SQLite file, which must not be there yet; it is checked before it gets its name.

    Only its owner may read it.

    Raises:
        AskedWronglyError: the target is there, its folder is not, or the database is in memory.
        StoreError: it cannot be written, or the copy is not sound.
    """
    source = sqlite_file(store.url)
    if source is None and store.engine.dialect.name == "sqlite":
        raise AskedWronglyError(f"{store.name}: is in memory alone, and has no copy", resource=store.name)
    if target.exists():
        raise AskedWronglyError(f"{target}: is there already; name another file", resource=str(target))
    if not target.parent.is_dir():
        raise AskedWronglyError(f"{target.parent}: no such folder", resource=str(target))
    unfinished = target.with_name(target.name + ".unfinished")
    with _told(target):
        _remove(unfinished)
        if source is not None:
            _copy(source, unfinished)
        else:
            _pour_out(store, unfinished)
        _require_sound(unfinished)
        unfinished.rename(target)


def restore(url: str, copy: Path, now: datetime) -> Path | None:
    """Put a copy in the place of a database.

    What an SQLite file held is kept beside it, and its path returned; a PostgreSQL database must be empty.

    Raises:
        InstanceHeldError: a daemon runs on it.
        AskedWronglyError: the copy is missing, or the PostgreSQL database is not empty.
        StoreError: the copy is not sound, or cannot be written.
    """
    if not copy.is_file():
        raise AskedWronglyError(f"{copy}: no such file", resource=str(copy))
    _require_sound(copy)
    target = sqlite_file(url)
    with hold(url), _told(target or copy):
        if target is None:
            _pour_in(copy, url)
            return None
        fresh = target.with_name(target.name + ".restoring")
        _remove(fresh)
        _copy(copy, fresh)
        if target.exists():
            shutil.copymode(target, fresh)
        kept = _keep(target, now)
        fresh.replace(target)
    return kept


def _pour_out(store: SqlStore, unfinished: Path) -> None:
    """The rows of a database of another kind into a file."""
    # Beside its place, for what holds temporary files may be small; and under a name that means nothing in a URL.
    with TemporaryDirectory(dir=unfinished.parent, prefix=".backup-") as folder:
        made = Path(folder) / "copy.db"
        with closing(_store(made)) as copy:
            copy_rows(store, copy)
        made.chmod(OWNERS_ALONE)
        made.rename(unfinished)


def _pour_in(copy: Path, url: str) -> None:
    """The rows of a copy into an empty database of another kind; an older copy is upgraded elsewhere first."""
    with TemporaryDirectory(dir=copy.absolute().parent, prefix=".restore-") as folder:
        current = Path(folder) / "copy.db"
        _copy(copy, current)
        with closing(_store(current)) as source, closing(SqlStore(url)) as target:
            source.upgrade()
            copy_rows(source, target)


def _keep(target: Path, now: datetime) -> Path | None:
    """Give what is there a second name; there is a database under the first one at every moment."""
    if not target.exists():
        return None
    kept = _free(target.with_name(f"{target.name}.before-{now:%Y%m%dT%H%M%S}"))
    try:
        os.link(target, kept)
    except OSError:
        # Some file systems know no second names.
        target.rename(kept)
    # The log of the old file would be taken for that of the new one.
    for ending in ("-wal", "-shm"):
        part = target.with_name(target.name + ending)
        if part.exists():
            part.rename(kept.with_name(kept.name + ending))
    return kept


def _free(path: Path) -> Path:
    """The path, or one like it that no file bears: what an earlier restore has kept is not replaced."""
    others = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(each for each in chain((path,), others) if not each.exists())


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What a file system refuses, in words for people."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error} ({error.filename or path})", resource=str(path)) from error


def _remove(unfinished: Path) -> None:
    """What an attempt that broke off has left."""
    for ending in ("", "-wal", "-shm"):
        unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


def _store(file: Path) -> SqlStore:
    return SqlStore(f"sqlite:///{file.absolute()}")


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(_reading(source, live=True)) as old, closing(sqlite3.connect(target)) as new:
            target.chmod(OWNERS_ALONE)  # while it is empty yet
            old.backup(new)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{target}: cannot be written as a copy of {source}: {error}", resource=str(target)) from error


def _require_sound(path: Path) -> None:
    try:
        with closing(_reading(path)) as copy:
            said = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
            made = set(copy.execute("SELECT type, name FROM sqlite_master"))
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}", resource=str(path)) from error
    if said != "ok":
        raise StoreError(f"{path}: integrity check failed: {said}", resource=str(path))
    acting = sorted(name for kind, name in made if kind in {"trigger", "view"})
    if ("table", "alembic_version") not in made or acting:
        doubt = f" (it acts by itself: {acting[0]})" if acting else ""
        raise StoreError(f"{path}: is no database of Thaw{doubt}", resource=str(path))


def _reading(path: Path, *, live: bool = False) -> sqlite3.Connection:
    """A connection that changes nothing, and leaves no files of its own beside a copy that nobody works on."""
    alone = not live and not path.with_name(path.name + "-wal").exists()
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}", uri=True)
