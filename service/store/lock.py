"""One instance a database: a lock that ends with the process that holds it, however that ends."""

from __future__ import annotations

import fcntl
import os
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import text

from service.errors import InstanceHeldError, StoreError
from service.store.engine import open_engine, sqlite_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

ADVISORY_KEY = 0x7468_6177
"""The number of PostgreSQL's advisory lock: ``thaw``."""
LONGEST_NOTE = 400


@contextmanager
def hold(url: str) -> Iterator[None]:
    """Hold a database against other instances.

    SQLite: an exclusive flock on ``FILE.lock`` beside it. PostgreSQL: a session-level advisory lock on a connection of its own.

    Raises:
        InstanceHeldError: another instance holds it; its process and host are named where they are known.
        StoreError: the lock cannot be taken at all.
    """
    engine = open_engine(url)
    try:
        file = sqlite_file(url)
        if file is not None:
            with _file_lock(file.with_name(file.name + ".lock")):
                yield
        elif engine.dialect.name == "postgresql":
            with _advisory_lock(engine):
                yield
        else:
            yield
    finally:
        engine.dispose()


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}", resource=str(path)) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(handle, LONGEST_NOTE).decode("utf-8", "replace").strip() or "unknown"
            raise InstanceHeldError(f"another instance holds the lock {path} ({holder})", resource=str(path)) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"pid {os.getpid()} on {socket.gethostname()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


@contextmanager
def _advisory_lock(engine: Engine) -> Iterator[None]:
    note = f"thaw pid {os.getpid()} on {socket.gethostname()}"[:63]
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SELECT set_config('application_name', :note, false)"), {"note": note})
        if not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": ADVISORY_KEY}):
            holder = connection.scalar(
                text(
                    "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) "
                    "WHERE locktype = 'advisory' AND granted AND objid = :key AND classid = 0 LIMIT 1"
                ),
                {"key": ADVISORY_KEY},
            )
            raise InstanceHeldError(f"another instance holds the database ({holder or 'unknown'})", resource="database")
        yield
