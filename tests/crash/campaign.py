"""Rounds of publishing, killing and starting again, all of them decided by one seed."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from sqlalchemy import select

from service.failpoint import VARIABLE, Point
from service.store.database import SqlStore
from service.store.tables import deliveries
from tests.crash.newsroom import HOOK, MAIL, SECRET, newsroom
from tests.crash.started import start
from tests.crash.verdict import violations
from tests.nursery import Born

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from tests.crash.newsroom import Newsroom

PATIENCE = 60.0
"""Seconds after which what does not come is held not to come at all."""
LOOK = 0.02
LONGEST_LIFE = 0.25
"""Seconds from the first poll of a life to a kill from outside."""
QUIET = 0.25
"""Share of the rounds after which the daemon is started once more and must bring up everything by itself."""
OFTEN = frozenset({Point.COMMITTING, Point.COMMITTED})
"""Points that each transaction passes."""


@dataclass
class Campaign:
    """One database, and all that was done to its daemon; `settled` holds the keys that were marked as sent after each life."""

    random: Random
    room: Newsroom
    url: str
    config: Path
    mistake: str = ""
    patience: float = PATIENCE
    settled: dict[int, frozenset[str]] = field(default_factory=dict)
    kills: list[str] = field(default_factory=list)

    async def kill(self, point: Point | None = None, count: int = 1) -> None:
        """One life that ends by a kill: at a failpoint, or from outside."""
        async with self._life({VARIABLE: f"{point}:{count}"} if point else {}) as process:
            if point is None:
                await self._until(lambda: process.code is not None or self.room.polls(self.room.life) > 0)
                await asyncio.sleep(self.random.uniform(0.02, LONGEST_LIFE))
                how = self.random.choice((_kill_alone, _kill_all, _kill_child))
                how(process)
            else:
                # A point that this life does not reach must not hold up the round.
                await self._until(lambda: process.code is not None or self._has_come_through())
        self.kills.append(f"{point}:{count}" if point else "outside")

    async def come_through(self) -> int:
        """One life without faults in which everything must come up by itself; its exit code after SIGTERM."""
        self.room.faults = 0
        async with self._life({}) as process:
            await self._until(lambda: process.code is not None or self._has_come_through())
            process.send(signal.SIGTERM)
            code = await process.ended()
        self.room.faults = 1
        return code

    def violations(self) -> Sequence[str]:
        """All that the daemon's promises do not allow."""
        with closing(SqlStore(self.url)) as store:
            return violations(self.room, store, self.settled)

    def _has_come_through(self) -> bool:
        """Whether each feed was asked twice in this life, so that its first answer is taken in, and nothing waits to be sent."""
        if self.room.polls(self.room.life) < 2:
            return False
        return not {"pending", "sending"} & set(self._states().values())

    def _states(self) -> Mapping[str, str]:
        with closing(SqlStore(self.url)) as store, store.engine.connect() as connection:
            return {key: state for key, state in connection.execute(select(deliveries.c.key, deliveries.c.state))}  # noqa: C416

    async def _until(self, holds: Callable[[], bool]) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self.patience):
                while not await asyncio.to_thread(holds):  # noqa: ASYNC110 - another process sets no event here
                    await asyncio.sleep(LOOK)

    @asynccontextmanager
    async def _life(self, environment: Mapping[str, str]) -> AsyncIterator[Born]:
        self.room.life += 1
        log = self.config.parent / f"life-{self.room.life}.log"
        log.touch()
        surroundings = {**os.environ, **environment, "CRASH_MISTAKE": self.mistake, "CRASH_HOOK": self.room.server.url("/hook")}
        arguments = ("run", "--config", str(self.config))
        process = await asyncio.to_thread(Born, *arguments, start=start, environment=surroundings, err=log)
        try:
            yield process
        finally:
            _kill_all(process)
            await process.ended()
            with suppress(Exception):  # before the first migration there is no table
                self.settled[self.room.life] = frozenset(key for key, state in self._states().items() if state == "sent")

    async def round(self) -> None:
        """Publish, kill, and sometimes look that all comes up."""
        self.room.publish()
        if self.random.random() < 0.5:
            await self.kill()
        else:
            point = self.random.choice(list(Point))
            await self.kill(point, self.random.randint(1, 9 if point in OFTEN else 2))
        if self.random.random() < QUIET:
            await self.come_through()


def _kill_alone(process: Born) -> None:
    process.send(signal.SIGKILL)


def _kill_all(process: Born) -> None:
    """The process and all that it started."""
    process.send(signal.SIGKILL)
    with suppress(ProcessLookupError):  # not a group yet, or none of it is left
        os.killpg(process.pid, signal.SIGKILL)


def _kill_child(process: Born) -> None:
    """Only a parser process, if there is one."""
    with suppress(OSError):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()
        for child in children[:1]:
            os.kill(int(child), signal.SIGKILL)


@asynccontextmanager
async def campaign(seed: int, url: str, folder: Path, mistake: str = "") -> AsyncIterator[Campaign]:
    """A world around a database that holds nothing yet."""
    random = Random(seed)  # noqa: S311 - to be repeated by its seed
    async with newsroom(random) as (room, mail):
        config = folder / "config.yaml"
        config.write_text(_config(room, mail, url))
        yield Campaign(random, room, url, config, mistake)


def _config(room: Newsroom, mail: int, url: str) -> str:
    feeds = "\n".join(f'  - {{name: "{number}", url: "{room.server.url(f"/{number}")}", lang: en}}' for number in range(3))
    return f"""
database: "{url}"
poll: {{every: 1s, timeout: 10s, allow_private: ["127.0.0.1"]}}
feeds:
{feeds}
channels:
  {MAIL}: {{type: email, smtp: "smtp://127.0.0.1:{mail}", insecure: true, from: t@example.org, to: [d@example.org]}}
  {HOOK}: {{type: webhook, url: "{room.server.url("/hook")}", secret: {SECRET}}}
routes:
  - {{severity: [critical, high], to: [{MAIL}, {HOOK}]}}
cap: null
web: {{listen: "127.0.0.1:0"}}
"""
