"""Ticks: APScheduler says when, the database what is due, and a watchdog mends the ticks when the clock is set."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from service.errors import StoreError
from service.log import logger

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractContextManager

    from service.model.ports import Clock

    Job = Callable[[], Awaitable[None]]

WATCH_GAP = 5.0
"""Seconds between two looks at both clocks."""
TOLERANCE = 2.0
"""Seconds by which they may part between two looks; a clock that is only slewed parts by far less."""

_log = logger("daemon")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A job and how often it is to be looked whether it has something to do.

    `instances` is how many of it may be under way at once; `first` how long the first one waits.
    """

    job: Job
    gap: timedelta
    first: timedelta = timedelta(0)
    instances: int = 1


class Ticker:
    """Starts jobs. Nothing is lost by a tick that does not come: the next one finds what is due.

    Args:
        clock: the machine's.
        timed: measures a job by its name.
        watch_gap: seconds between two looks at the clock.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        timed: Callable[[str], AbstractContextManager[None]] = lambda _job: nullcontext(),
        watch_gap: float = WATCH_GAP,
    ) -> None:
        self._clock = clock
        self._timed = timed
        self._watch_gap = watch_gap
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )
        self._under_way: set[asyncio.Future[None]] = set()
        self._watch: asyncio.Task[None] | None = None
        self._halted = False

    def start(self, *ticks: Tick) -> None:
        """Tick from now on; what ticked before is replaced."""
        self._halted = False
        self._scheduler.remove_all_jobs()
        for tick in ticks:
            self._scheduler.add_job(
                self._guarded,
                "interval",
                args=(tick.job,),
                name=tick.job.__name__,
                seconds=tick.gap.total_seconds(),
                next_run_time=self._clock.now() + tick.first,
                max_instances=tick.instances,
            )
        if self._watch is None:
            self._scheduler.start()
            self._watch = asyncio.create_task(self._watch_clock())

    def halt(self) -> None:
        """Start nothing more, until `start`."""
        self._halted = True

    def end(self) -> frozenset[asyncio.Future[None]]:
        """Tick no more; what is still under way."""
        self.halt()
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
            self._scheduler.shutdown(wait=False)
        return self.under_way

    @property
    def under_way(self) -> frozenset[asyncio.Future[None]]:
        """Jobs that have begun and not ended."""
        return frozenset(self._under_way)

    async def _guarded(self, job: Job) -> None:
        """One tick; the next one comes whatever happens in this one."""
        if self._halted:
            return
        task = asyncio.ensure_future(self._told(job))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        # The scheduler cancels its jobs when it is shut down; what is under way is ours to end.
        with suppress(asyncio.CancelledError):
            await asyncio.shield(task)

    async def _told(self, job: Job) -> None:
        try:
            with self._timed(job.__name__):
                await job()
        except StoreError as error:
            _log.error("the database cannot be used; it is tried again", reason=error.message)

    async def _watch_clock(self) -> None:
        """Begin all ticks anew when the clock was set, for the scheduler would wait until it has caught up."""
        parted = self._parted()
        while True:
            await asyncio.sleep(self._watch_gap)
            before, parted = parted, self._parted()
            if abs(parted - before) > TOLERANCE:
                _log.warning("the clock was set; all ticks begin anew", by=f"{parted - before:+.0f} s")
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=self._clock.now())

    def _parted(self) -> float:
        return self._clock.now().timestamp() - self._clock.monotonic()
