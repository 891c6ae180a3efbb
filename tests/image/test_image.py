"""The image, really built and run: read-only, as nobody known, asked, stopped, upgraded and killed. `make test-docker`."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from alembic import command
from sqlalchemy import text

from service.store.database import SqlStore
from service.store.schema import alembic_config
from tests.app.world import World, feed, world
from tests.image.engine import BASE, HARDENED, Container, container, docker, free_port, inspected, volume
from tests.store.test_migrations import fill

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.net.rawserver import Asked

pytestmark = [pytest.mark.docker, pytest.mark.timeout(900)]

MOST_ADDED = 200 * 10**6
"""Bytes that the image may add to its base."""
REOPENS = ("a1", "Turkey reopens embassy in Damascus", "The flag was raised over the building.")
QUICKLY = ("--health-interval=1s", "--health-start-period=60s")


@asynccontextmanager
async def watched(image: str, folder: Path) -> AsyncIterator[tuple[World, Container]]:
    """A container that has not started yet, and the feeds and receivers on the host that its configuration names."""
    async with world(folder, {"Enab": "/en"}, port=free_port()) as there, volume() as data:
        there.config.chmod(0o644)
        there.feeds.answer("/en", feed(REOPENS))
        async with container(image, data, f"{there.config}:/etc/thaw/config.yaml:ro") as one:
            yield there, one


def opened_to_all(folder: Path) -> None:
    """Let the user of the image write what the tests' user made."""
    folder.chmod(0o777)
    for file in folder.iterdir():
        file.chmod(0o666)


async def arrived(there: World, count: int) -> None:
    """Wait for webhooks; the feeds are asked every second, so that time goes on with them."""
    await there.feeds.until(lambda: len(there.hook.requests) >= count)


async def test_it_adds_little_to_its_base(image: str) -> None:
    whole, base = (await inspected("image", image))["Size"], (await inspected("image", BASE))["Size"]
    assert whole - base < MOST_ADDED


async def test_nothing_of_the_build_is_left(image: str) -> None:
    asked = "import importlib.util as u; print([n for n in ('pip', 'hatchling', 'pytest', 'setuptools') if u.find_spec(n)])"
    assert await docker("run", "--rm", "--entrypoint=/opt/thaw/bin/python", image, "-c", asked) == "[]"
    looked = "import os; print([p for p in ('/wheels', '/src', '/opt/builder', '/root/.cache/pip') if os.path.exists(p)])"
    assert await docker("run", "--rm", "--user=0", "--entrypoint=python", image, "-c", looked) == "[]"


async def test_its_packs_are_kept_as_they_were_read(image: str) -> None:
    asked = (
        "from service.detect.pack import PACKS\n"
        "print([p.name for p in PACKS.glob('*/*.yaml') if p.parent.name not in ('cases', 'watches')\n"
        "    and not [*p.parent.glob('__pycache__/' + p.name + '.*.json')]])"
    )
    assert await docker("run", "--rm", "--entrypoint=/opt/thaw/bin/python", image, "-c", asked) == "[]"


async def test_only_its_data_and_a_tmpfs_may_be_written(image: str) -> None:
    tried = (
        "import os, tempfile\n"
        "for folder in ('/', '/etc', '/etc/thaw', '/home', '/opt/thaw', '/root', '/usr', '/var', '/var/tmp', '/data', '/tmp'):\n"
        "    try:\n        tempfile.TemporaryFile(dir=folder)\n        print(folder)\n    except OSError:\n        pass\n"
        "print(os.getuid(), os.getgid())"
    )
    told = await docker("run", "--rm", *HARDENED, "--entrypoint=/opt/thaw/bin/python", image, "-c", tried)
    assert told.split("\n") == ["/data", "/tmp", "10001 10001"]


async def test_commands_that_need_no_database_need_neither_network_nor_a_folder_to_write(image: str) -> None:
    entry = json.dumps({"id": 1, "title": REOPENS[1]}).encode()
    told = await docker("run", "--rm", "--interactive", "--read-only", "--network=none", image, "detect", "-", given=entry)
    assert json.loads(told)["page"] is True


async def test_it_turns_healthy_tells_the_host_and_ends_when_it_is_asked(image: str, tmp_path: Path) -> None:
    async with watched(image, tmp_path) as (there, one):
        await one.start(*QUICKLY, "--memory=256m")
        await there.feeds.until(lambda: bool(there.hook.requests and there.mailbox.envelopes))
        await one.until("healthy")
        assert b'"signal.new"' in there.hook.requests[0][1]
        assert str(there.mailbox.messages[0]["subject"]).startswith("CRITICAL new")
        assert json.loads(await one.thaw("health", "--json"))["ready"] is True
        assert "sound" in await one.thaw("db", "check")
        assert await one.stop() == 0
        assert "Traceback" not in await one.logs()


async def test_it_ends_where_it_is_asked_at_its_first_word(image: str, tmp_path: Path) -> None:
    async with watched(image, tmp_path) as (_, one):
        await one.start()
        await one.first_word()
        assert await one.stop() == 0


async def test_it_ends_in_time_while_a_feed_and_a_receiver_do_not_answer(image: str, tmp_path: Path) -> None:
    async with watched(image, tmp_path) as (there, one):
        there.hook.silent = True
        await one.start()
        await arrived(there, 1)
        stuck, over = asyncio.Event(), asyncio.Event()

        async def never(_asked: Asked, _writer: asyncio.StreamWriter) -> None:
            stuck.set()
            await over.wait()

        there.feeds.handlers["/en"] = never
        await stuck.wait()
        assert await one.stop() == 0
        over.set()


async def test_it_turns_unhealthy_where_it_stands_still_though_its_port_is_open(image: str, tmp_path: Path) -> None:
    async with watched(image, tmp_path) as (there, one):
        await one.start(*QUICKLY, "--health-retries=1", "--health-timeout=20s")
        await arrived(there, 1)
        await one.until("healthy")
        await docker("kill", "--signal=STOP", one.name)
        assert "no answer from the daemon" in await one.thaw("health", "--timeout", "1", expect=1)
        await one.until("unhealthy")
        await docker("kill", "--signal=CONT", one.name)
        assert await one.stop() == 0


async def test_killed_in_the_middle_it_loses_nothing_and_repeats_under_the_same_key(image: str, tmp_path: Path) -> None:
    async with watched(image, tmp_path) as (there, one):
        there.hook.silent = True
        await one.start()
        await arrived(there, 1)
        await docker("kill", "--signal=KILL", one.name)
        assert await docker("wait", one.name) == str(128 + signal.SIGKILL)
        there.hook.silent = False
        there.feeds.answer("/en", feed(REOPENS, ("a2", "Saudi Arabia reopens embassy in Damascus", "")))
        await docker("start", one.name)
        await there.feeds.until(lambda: len({body for _, body in there.hook.requests}) == 2 and len(there.hook.requests) >= 3)
        keys = [headers["webhook-id"] for headers, body in there.hook.requests if body == there.hook.requests[0][1]]
        assert len(keys) >= 2
        assert len(set(keys)) == 1
        rows = json.loads(await one.thaw("db", "check", "--json"))
        assert rows["problems"] == []
        assert (rows["rows"]["entries"], rows["rows"]["signals"]) == (2, 2)
        assert await one.stop() == 0


async def test_a_secret_that_it_may_not_read_is_told_with_what_to_do(image: str, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("hunter2")
    (tmp_path / "password").chmod(0o600)
    mounted = (
        f"--volume={tmp_path}/password:/run/secrets/password:ro",
        "--env=THAW_DATABASE_PASSWORD_FILE=/run/secrets/password",
    )
    database = "--env=THAW_DATABASE=postgresql+psycopg://thaw@127.0.0.1/thaw"
    told = await docker("run", "--rm", *HARDENED, *mounted, database, image, "config", "check", expect=2)
    assert "may not be read by user 10001 of group 10001; chgrp 10001 /run/secrets/password" in told
    assert "hunter2" not in told


async def test_an_older_database_is_upgraded_with_what_is_in_it_and_a_newer_one_refused(image: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with closing(SqlStore(f"sqlite:///{data}/thaw.db")) as store:
        store.upgrade()
        fill(store)
        with store.engine.begin() as connection:
            command.downgrade(alembic_config(connection), "0001")
    opened_to_all(data)
    mounted = (*HARDENED, f"--volume={data}:/data")
    assert "older version" in await docker("run", "--rm", *mounted, image, "db", "check", expect=1)
    await docker("run", "--rm", *mounted, image, "db", "upgrade")
    checked = json.loads(await docker("run", "--rm", *mounted, image, "db", "check", "--json"))
    assert checked["problems"] == []
    assert checked["rows"]["entries"] == checked["rows"]["signals"] == 1
    with closing(SqlStore(f"sqlite:///{data}/thaw.db")) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "newer than this program" in await docker("run", "--rm", *mounted, image, expect=1)


async def test_a_second_daemon_on_the_same_volume_is_refused(image: str, tmp_path: Path) -> None:
    async with watched(image, tmp_path) as (there, one):
        await one.start()
        await arrived(there, 1)
        other = tmp_path / "other.yaml"
        other.write_text(f'web: {{listen: "127.0.0.1:{free_port()}"}}\n')
        async with container(image, one.volume, f"{other}:/etc/thaw/config.yaml:ro") as second:
            await second.start()
            assert await docker("wait", second.name) == "75"
            assert "another instance holds the lock /data/thaw.db.lock (pid 1 on " in await second.logs()


async def test_a_volume_that_may_not_be_written_is_told_and_the_doctor_says_what_to_do(image: str) -> None:
    async with volume() as data:
        mounted = (*HARDENED, f"--volume={data}:/data:ro")
        told = await docker("run", "--rm", *mounted, image, expect=1)
        assert len(told.splitlines()) == 1
        assert "/data/thaw.db" in told
        assert "WRONG database: /data may not be written" in await docker("run", "--rm", *mounted, image, "doctor", expect=1)


async def test_everything_moves_to_postgres_from_within_the_image(image: str, empty_postgres: str, tmp_path: Path) -> None:
    sockets = parse_qs(urlsplit(empty_postgres).query)["host"][0]
    server = f"postgresql+psycopg://postgres@/postgres?host={sockets}"
    # The server's own folder is its alone; it looks at that when it starts, and not later.
    os.chmod(sockets, 0o755)  # noqa: PTH101, S103 - nothing waits for it; only this test looks in
    (tmp_path / "data").mkdir()
    with closing(SqlStore(f"sqlite:///{tmp_path}/data/thaw.db")) as store:
        store.upgrade()
        fill(store)
    opened_to_all(tmp_path / "data")
    mounted = (*HARDENED, f"--volume={tmp_path}/data:/data", f"--volume={sockets}:{sockets}")
    assert "rows copied" in await docker("run", "--rm", *mounted, image, "db", "copy", server)
    assert "holds rows already" in await docker("run", "--rm", *mounted, image, "db", "copy", server, expect=2)
    checked = json.loads(await docker("run", "--rm", *mounted, f"--env=THAW_DATABASE={server}", image, "db", "check", "--json"))
    assert checked["problems"] == []
    assert checked["rows"]["entries"] == checked["outbox"]["pending"] == 1
