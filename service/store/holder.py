"""Who holds a database, in words, and how that one is ended."""

from __future__ import annotations

import re

_NOTE = re.compile(r"pid (?P<pid>\d+) on (?P<host>[A-Za-z0-9._-]+)", re.ASCII)
FIRST = "1"
"""The process number of what a container runs."""
BESIDE = "It polls and delivers by itself, and thaw feeds, signals and alerts work beside it."
MANAGED = "systemctl stop thaw or docker compose stop thaw, where one of them started it"


def held_by(what: str, note: str, here: str) -> str:
    """What is told to whoever wants a database that another instance holds, on one line.

    Args:
        what: is held: ``the lock data/thaw.db.lock``.
        note: what the holder left: ``pid 12 on box``; anything else is told as it is.
        here: the name of this machine.
    """
    return f"another instance holds {what} ({note or 'unknown'}). {BESIDE} To stop it: {_stopping(note, here)}"


def _stopping(note: str, here: str) -> str:
    found = _NOTE.search(note)
    if found is None:
        return f"{MANAGED}; else kill, with the process number that ps shows"
    pid, host = found["pid"], found["host"]
    if pid == FIRST:
        return f"docker compose stop thaw, or docker stop {host}"
    if host != here:
        return f"on {host}: kill {pid}, or {MANAGED}; if that is a container: docker stop {host}"
    return f"kill {pid}, or {MANAGED}"
