"""What a database stands on: its library or server, its file system, the room that is left."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.store.database import SqlStore

SOUND_SQLITE = (3, 51, 3)
"""The first version without the fault that can damage a WAL with several connections (sqlite.org/wal.html#walresetbug)."""
NETWORKED = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "9p",
        "afs",
        "ceph",
        "glusterfs",
        "fuse.sshfs",
        "fuse.glusterfs",
        "fuse.s3fs",
    }
)
"""File systems of other machines: a WAL needs memory that all its users share."""
SERVER_SETTINGS = ("server_version", "fsync", "full_page_writes", "synchronous_commit")


def sqlite_version() -> tuple[int, int, int]:
    """The version of the SQLite that this Python brings."""
    return sqlite3.sqlite_version_info


def server_settings(store: SqlStore) -> Mapping[str, str]:
    """A PostgreSQL server's version, and whether what it commits outlives a loss of power; empty for SQLite.

    Raises:
        StoreError: it cannot be asked.
    """
    if store.engine.dialect.name != "postgresql":
        return {}
    with store.reading() as connection:
        return {name: str(connection.exec_driver_sql(f"SHOW {name}").scalar()) for name in SERVER_SETTINGS}


def lacking(file: Path) -> Path | None:
    """What this user may not write of that which SQLite writes: the file, or the folder of its WAL; None: all is well."""
    folder = next(each for each in file.absolute().parents if each.exists())
    return next((each for each in (folder, file) if each.exists() and not os.access(each, os.W_OK)), None)


def room(file: Path) -> int:
    """Bytes that are free where a file lies or will lie."""
    return shutil.disk_usage(next(each for each in file.absolute().parents if each.exists())).free


def file_system(file: Path, mounts: str) -> str:
    """The type of the file system that a file lies on.

    Args:
        file: an absolute path.
        mounts: the text of ``/proc/self/mounts``.
    """
    found = ""
    longest = -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        where = Path(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), fields[1]))
        if file.is_relative_to(where) and len(where.parts) >= longest:
            longest, found = len(where.parts), fields[2]
    return found


def networked(file: Path) -> str:
    """The type of the file system, where it is one of another machine; empty otherwise, and where that cannot be told."""
    try:
        mounts = Path("/proc/self/mounts").read_text("utf-8", "replace")
    except OSError:
        return ""
    kind = file_system(file.absolute(), mounts)
    return kind if kind in NETWORKED else ""
