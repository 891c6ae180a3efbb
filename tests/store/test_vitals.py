"""What a database stands on."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from service.store import vitals

if TYPE_CHECKING:
    from service.store.database import SqlStore

MOUNTS = r"""rootfs / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
server:/x /srv/my\040disk nfs4 rw 0 0
/dev/sdb /srv/my\040disk/local ext4 rw 0 0
sshfs#host: /home/me/far fuse.sshfs rw 0 0
overlay / overlay rw 0 0
"""


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("/var/thaw.db", "overlay"),
        ("/tmp/thaw.db", "tmpfs"),
        ("/tmpfile/thaw.db", "overlay"),
        ("/srv/my disk/thaw.db", "nfs4"),
        ("/srv/my disk/local/thaw.db", "ext4"),
        ("/home/me/far/deep/thaw.db", "fuse.sshfs"),
    ],
)
def test_the_file_system_is_that_of_the_nearest_mount(file: str, kind: str) -> None:
    assert vitals.file_system(Path(file), MOUNTS) == kind


def test_this_machines_own_disk_is_not_of_another_one(tmp_path: Path) -> None:
    assert vitals.networked(tmp_path / "thaw.db") == ""
    assert {"nfs4", "cifs", "9p", "fuse.sshfs"} <= vitals.NETWORKED


def test_room_is_told_of_a_folder_that_is_still_to_be_made(tmp_path: Path) -> None:
    assert (
        0
        < vitals.room(tmp_path / "a/b/thaw.db")
        == pytest.approx(os.statvfs(tmp_path).f_bavail * os.statvfs(tmp_path).f_frsize, rel=0.2)
    )


def test_what_may_be_written_lacks_nothing(tmp_path: Path) -> None:
    assert vitals.lacking(tmp_path / "thaw.db") is None
    assert vitals.lacking(tmp_path / "new/folder/thaw.db") is None


@pytest.mark.parametrize("file", ["/proc/thaw.db", "/proc/none/thaw.db"])
def test_a_folder_that_takes_no_file_is_named(file: str) -> None:
    lacking = vitals.lacking(Path(file))
    assert lacking is None if os.access("/proc", os.W_OK) else lacking == Path("/proc")


def test_the_version_is_that_of_the_library() -> None:
    assert ".".join(map(str, vitals.sqlite_version())) == sqlite3.sqlite_version


def test_a_server_says_whether_it_keeps_what_it_commits(store: SqlStore, url: str) -> None:
    settings = vitals.server_settings(store)
    if not url.startswith("postgresql"):
        assert settings == {}
    else:
        assert (settings["fsync"], settings["full_page_writes"], settings["synchronous_commit"]) == ("on", "on", "on")
