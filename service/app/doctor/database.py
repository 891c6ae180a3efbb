"""The database, and what it stands on."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from service.app.doctor.finding import good, warning, wrong
from service.errors import NewerSchemaError, StoreError
from service.store import vitals
from service.store.check import check
from service.store.database import SqlStore
from service.store.engine import sqlite_file
from service.store.migrate import head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from service.app.doctor.finding import Finding
    from service.config import Config
    from service.model.entry import Feed

LITTLE_ROOM = 2**30
"""Bytes on the disk below which somebody should look."""
NO_ROOM = 100 * 2**20
"""Bytes below which the next write may fail."""
AT_FILE = "thaw db restore FILE brings a backup back"
AT_SERVER = "look whether the server runs, and at host, port, name, user and password in database"
DURABLE = {"fsync": "on", "full_page_writes": "on"}


def examine_database(config: Config) -> Iterator[Finding]:
    """Its place, its schema, its soundness."""
    file = sqlite_file(config.database)
    if file is not None:
        yield _library()
        yield from _place(file)
        if not file.exists():
            yield warning("database", f"{file} is not there yet", "thaw run makes it, or: thaw db upgrade")
            return
    try:
        with closing(SqlStore(config.database)) as store:
            yield from _server(store)
            yield from _schema(store)
    except NewerSchemaError as error:
        yield wrong("database", error.message, "run the version that wrote it, or restore a backup: thaw db restore FILE")
    except StoreError as error:
        yield wrong("database", error.message, f"{AT_FILE if file else AT_SERVER}; until it can be used nothing is watched")


def watched_feeds(config: Config) -> Sequence[Feed]:
    """The feeds that are enabled: those of the configuration, and those that were added by command."""
    enabled = [feed for feed in config.feeds if feed.enabled]
    file = sqlite_file(config.database)
    if file is not None and not file.exists():
        return enabled
    try:
        with closing(SqlStore(config.database)) as store:
            store.require_current()
            known = store.read(lambda tx: tx.feeds.all())
    except StoreError:
        return enabled
    return [*enabled, *(one.feed for one in known if one.feed.origin == "command" and one.feed.enabled)]


def _library() -> Finding:
    version = vitals.sqlite_version()
    shown = ".".join(map(str, version))
    if version >= vitals.SOUND_SQLITE:
        return good("sqlite", f"SQLite {shown}")
    sound = ".".join(map(str, vitals.SOUND_SQLITE))
    return warning(
        "sqlite",
        f"SQLite {shown} can, very rarely, damage a database that several programs write (mended in {sound})",
        f"use a Python with SQLite {sound} or newer, take backups (thaw db backup FILE), or use PostgreSQL",
    )


def _place(file: Path) -> Iterator[Finding]:
    lacking, free, network = vitals.lacking(file), vitals.room(file), vitals.networked(file)
    if lacking:
        yield wrong(
            "database", f"{lacking} may not be written by this user", f"give it to this user: chown -R $(id -u) {lacking}"
        )
    if network:
        yield wrong(
            "database",
            f"{file} lies on a file system of another machine ({network}), where SQLite loses data",
            "move it to a disk of this machine, or use PostgreSQL",
        )
    megabytes = f"{free / 10**6:,.0f} MB are free beside {file}"
    advice = "make room, or shorten retention"
    if free < NO_ROOM:
        yield wrong("disk", megabytes, advice)
    elif free < LITTLE_ROOM:
        yield warning("disk", megabytes, advice)
    else:
        yield good("disk", megabytes)


def _server(store: SqlStore) -> Iterator[Finding]:
    settings = vitals.server_settings(store)
    if not settings:
        return
    for name, value in DURABLE.items():
        if settings[name] != value:
            yield wrong(
                "postgresql",
                f"{name} is {settings[name]}: what was committed is lost when the power goes",
                f"set {name} = {value} in postgresql.conf",
            )
    if settings["synchronous_commit"] == "off":
        yield wrong("postgresql", "synchronous_commit is off", "set it to on for the user or the database of Thaw")
    yield good("postgresql", f"PostgreSQL {settings['server_version']}")


def _schema(store: SqlStore) -> Iterator[Finding]:
    present = store.revision()
    if present is None:
        yield warning("database", f"{store.name}: holds no tables of Thaw yet", "thaw run makes them, or: thaw db upgrade")
        return
    if present != head():
        store.refuse_newer()
        yield warning(
            "database", f"{store.name}: is of an older version", "take a backup, then: thaw db upgrade (thaw run does it too)"
        )
        return
    problems = check(store).problems
    for problem in problems:
        yield wrong("database", f"{store.name}: {problem}", "restore a backup: thaw db restore FILE")
    if not problems:
        yield good("database", f"{store.name}: sound, revision {present}")
