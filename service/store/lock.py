"""One instance a database: a lock that ends with the process that holds it, however that ends."""

from __future__ import annotations

import fcntl
import os
import socket
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from service.errors import InstanceHeldError, StoreError
from service.store.engine import open_engine, sqlite_file
from service.store.holder import held_by
from service.store.reasons import told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

ADVISORY_KEY = 0x7468_6177
"""The number of PostgreSQL's advisory lock: ``thaw``."""
LONGEST_NOTE = 400


class Lock(Protocol):
    """A database held against other instances."""

    def renew(self) -> None:
        """Look that it is still held, and take it again where it was lost.

        Raises:
            InstanceHeldError: another instance has taken it meanwhile.
            StoreError: it cannot be taken at all.
        """
        ...


@contextmanager
def hold(url: str) -> Iterator[Lock]:
    """Hold a database against other instances.

    SQLite: an exclusive flock on ``FILE.lock`` beside it. PostgreSQL: a session-level advisory lock on a connection of its own.

    Raises:
        InstanceHeldError: another instance holds it; its process and host are named where they are known.
        StoreError: the lock cannot be taken at all.
    """
    engine = open_engine(url)
    file = sqlite_file(url)
    lock: _FileLock | _AdvisoryLock | _NoLock = _NoLock()
    if file is not None:
        lock = _FileLock(file.with_name(file.name + ".lock"))
    elif engine.dialect.name == "postgresql":
        lock = _AdvisoryLock(engine)
    try:
        lock.take()
        yield lock
    finally:
        lock.release()
        engine.dispose()


class _NoLock:
    """Of a database in memory, which nobody else can reach."""

    def take(self) -> None:
        """Nothing is to be done."""

    renew = release = take


class _FileLock:
    """An exclusive flock on a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self) -> None:
        try:
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(f"{self._path}: cannot be written: {error.strerror or error}", resource=str(self._path)) from error
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            note = os.read(self._handle, LONGEST_NOTE).decode("utf-8", "replace").strip()
            self.release()
            message = held_by(f"the lock {self._path}", " ".join(note.split()), socket.gethostname())
            raise InstanceHeldError(message, resource=str(self._path)) from error
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, f"pid {os.getpid()} on {socket.gethostname()}\n".encode(), 0)

    def renew(self) -> None:
        """A lock on a file that somebody has removed keeps nobody out."""
        if self._handle is not None:
            with suppress(OSError):
                if os.path.samestat(self._path.stat(), os.fstat(self._handle)):
                    return
        self.release()
        self.take()

    def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class _AdvisoryLock:
    """A session-level advisory lock; it ends with its connection, also where the server was started anew."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def take(self) -> None:
        with told(self._engine.url.render_as_string(hide_password=True)):
            self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            note = f"thaw pid {os.getpid()} on {socket.gethostname()}"[:63]
            self._connection.execute(text("SELECT set_config('application_name', :note, false)"), {"note": note})
            if self._connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": ADVISORY_KEY}):
                return
            holder = self._connection.scalar(_HOLDER, {"key": ADVISORY_KEY})
        self.release()
        raise InstanceHeldError(held_by("the database", str(holder or ""), socket.gethostname()), resource="database")

    def renew(self) -> None:
        """A connection that has died has taken the lock with it."""
        if self._connection is not None:
            with suppress(DBAPIError):
                self._connection.execute(text("SELECT 1"))
                return
        self.release()
        self.take()

    def release(self) -> None:
        if self._connection is not None:
            # Closed for good: in the pool it would go on holding the lock.
            self._connection.invalidate()
            self._connection.close()
            self._connection = None


_HOLDER = text(
    "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) "
    "WHERE locktype = 'advisory' AND granted AND objid = :key AND classid = 0 LIMIT 1"
)
