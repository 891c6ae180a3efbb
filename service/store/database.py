"""The database: transactions over all rows, upgrades, and the same from the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy.exc import DBAPIError

from service import failpoint
from service.clock import SystemClock
from service.errors import StoreError
from service.failpoint import Point
from service.store import migrate
from service.store.alerts import SqlAlerts
from service.store.engine import READ_ONLY, open_engine, sqlite_file
from service.store.entries import SqlEntries
from service.store.feeds import SqlFeeds
from service.store.figures import SqlFigures
from service.store.lock import hold
from service.store.reasons import fails, told
from service.store.records import SqlFacts, SqlQuarantine, SqlReviews, SqlSilences
from service.store.signals import SqlSignals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from service.model.rows import Transaction
    from service.store.lock import Lock

T = TypeVar("T")
LOOK_EVERY = 5.0
"""Seconds between two looks at the lock: a server that was started anew has forgotten it."""


class SqlTransaction:
    """Implements model.rows.Transaction.

    Args:
        connection: on which the transaction has begun.
        name: the database for people, without a password.
    """

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        self.feeds = SqlFeeds(connection)
        self.entries = SqlEntries(connection)
        self.signals = SqlSignals(connection)
        self.alerts = SqlAlerts(connection)
        self.silences = SqlSilences(connection)
        self.reviews = SqlReviews(connection)
        self.facts = SqlFacts(connection)
        self.quarantine = SqlQuarantine(connection)
        self.figures = SqlFigures(connection)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What is done inside is undone alone where it raises. Raises StoreError where it is the database that fails."""
        # Where there is no room left, SQLite undoes the whole transaction, and what it says next hides why.
        first: DBAPIError | None = None
        try:
            with self._connection.begin_nested():
                try:
                    yield
                except DBAPIError as error:
                    first = error
                    raise
        except DBAPIError as error:
            if not fails(first or error):
                raise
            with told(self._name):
                raise first or error from error


class SqlStore:
    """Implements model.ports.Store on SQLite or PostgreSQL.

    Args:
        url: an SQLAlchemy URL, also found under `url`, its password with it; ``sqlite://`` is a database in memory.

    Raises:
        StoreError: the URL cannot be read, or the folder of the file cannot be made.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._clock = SystemClock()
        self._lock: Lock | None = None
        self._look_again = 0.0
        self._engine = open_engine(url)
        self._file = sqlite_file(url)
        self._name = str(self._file or self._engine.url.render_as_string(hide_password=True))

    @property
    def engine(self) -> Engine:
        """For what works on the database as a whole: migrations, checks, copies."""
        return self._engine

    @property
    def name(self) -> str:
        """The database for people, without a password."""
        return self._name

    @property
    def file(self) -> Path | None:
        """Where an SQLite database lies; None: it is in memory, or a server."""
        return self._file

    def upgrade(self) -> None:
        """Create the schema, or bring it to the newest one.

        Raises:
            NewerSchemaError: a newer program wrote it.
            StoreError: it cannot be used.
        """
        with self._told():
            migrate.upgrade(self._engine, self._name)

    def require_current(self) -> None:
        """Look that the schema is the newest one.

        Raises:
            NewerSchemaError: a newer program wrote it.
            StoreError: it is older, there is none, or the database cannot be used.
        """
        with self._told():
            migrate.require_current(self._engine, self._name)

    def require_sound(self) -> None:
        """Look whether the pages of an SQLite file are whole (a second for a gigabyte and a half).

        Raises:
            StoreError: they are not, or the database cannot be used.
        """
        if self._engine.dialect.name != "sqlite":
            return
        with self.reading() as connection:
            said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if said != "ok":
            advice = "restore a backup by: thaw db restore FILE"
            found = " ".join(said.split())
            raise StoreError(f"{self._name}: is damaged (integrity check failed: {found}); {advice}", resource=self._name)

    def refuse_newer(self) -> None:
        """Raises NewerSchemaError where a newer program wrote the schema, StoreError where that cannot be seen."""
        with self._told():
            migrate.refuse_newer(migrate.revision(self._engine), self._name)

    def revision(self) -> str | None:
        """The schema's revision; None: there is no schema yet. Raises StoreError."""
        with self._told():
            return migrate.revision(self._engine)

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one write transaction: all of it or nothing."""
        self._keep_held()
        with self._told():
            with self._engine.begin() as connection:
                done = work(SqlTransaction(connection, self._name))
                failpoint.reached(Point.COMMITTING)
            failpoint.reached(Point.COMMITTED)
            return done

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one read transaction."""
        with self.reading() as connection:
            return work(SqlTransaction(connection, self._name))

    @contextmanager
    def reading(self, *, still: bool = False) -> Iterator[Connection]:
        """One read transaction, for what works on the database as a whole. Raises StoreError.

        Args:
            still: see nothing of what others write meanwhile, as SQLite never does.
        """
        with self._told(), self._engine.connect() as connection:
            deferred = connection.execution_options(**{READ_ONLY: True})
            if still and self._engine.dialect.name == "postgresql":
                deferred = deferred.execution_options(isolation_level="REPEATABLE READ")
            with deferred.begin():
                yield deferred

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One write transaction, for what works on the database as a whole. Raises StoreError."""
        with self._told(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the database against other instances; every few seconds a write looks whether that is still so.

        Raises:
            InstanceHeldError: another instance holds it.
            StoreError: it cannot be used.
        """
        with hold(self.url) as lock:
            self._lock, self._look_again = lock, self._clock.monotonic() + LOOK_EVERY
            try:
                yield
            finally:
                self._lock = None

    def _keep_held(self) -> None:
        now = self._clock.monotonic()
        if self._lock is not None and now >= self._look_again:
            self._lock.renew()
            self._look_again = now + LOOK_EVERY

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _told(self) -> AbstractContextManager[None]:
        return told(self._name)


class AsyncSqlStore:
    """Implements model.ports.AsyncStore: all work goes through one thread, in the order in which it came.

    Args:
        store: the database.
    """

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """As SqlStore.write, in the writer thread; a write that has begun is ended even where nobody waits for it any more."""
        return await self._in_thread(self._store.write, work)

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """As SqlStore.read, in the writer thread."""
        return await self._in_thread(self._store.read, work)

    async def _in_thread(self, run: Callable[[Callable[[Transaction], T]], T], work: Callable[[Transaction], T]) -> T:
        """What is bound to lines of the log goes along."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, copy_context().run, run, work)

    async def aclose(self) -> None:
        """Wait for what is under way; afterwards nothing more is taken."""
        await asyncio.to_thread(self._thread.shutdown, wait=True)
