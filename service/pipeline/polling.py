"""One pass over the feeds that are due: fetch and parse beside each other, one commit a feed."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from service import failpoint
from service.errors import FetchError, ParseError
from service.failpoint import Point
from service.feeds.schedule import HEAVY, after_failure, after_not_modified, after_success, begins_late
from service.log import bound, logger
from service.pipeline.blindness import tell_blind
from service.pipeline.counts import Counts
from service.pipeline.coverage import may_be_broken, remember_gap, tell_broken
from service.pipeline.poison import DOCUMENT, document_json
from service.pipeline.room import Room
from service.pipeline.states import StateKeeper
from service.pipeline.turns import PATIENCE, Turns
from service.text.url import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from service.feeds.schedule import ScheduleSettings
    from service.model.entry import FeedState, Fetched, KnownFeed, ParsedFeed
    from service.model.ports import AsyncStore, Clock, Fetcher, Parser
    from service.model.rows import Transaction
    from service.pipeline.fulltext import FullText
    from service.pipeline.intake import Intake
    from service.pipeline.room import Held
    from service.pipeline.turns import Turn

LATEST = 30.0
"""Seconds after which feeds that failed last time, or take long to parse, no longer wait for the others."""
LAST_POLL = "poll.last"
"""Name of the fact that holds when the last pass ended and what it did."""

TOO_FAR = timedelta(hours=25)
"""A next check further ahead than any schedule sets means that the clock was set back."""

_log = logger("pipeline")


class _StoppingError(Exception):
    """The service stops; what is not committed is done again."""


class Outcome(StrEnum):
    """How the poll of one feed ended."""

    FETCHED = "fetched"
    NOT_MODIFIED = "not_modified"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassSummary:
    """What a pass did; `feeds` is the sum of the three outcomes."""

    feeds: int = 0
    fetched: int = 0
    not_modified: int = 0
    failed: int = 0
    counts: Counts = field(default_factory=Counts)


class Poller:
    """Polls feeds.

    Args:
        store: the database.
        fetcher: URL to bytes.
        parser: bytes to entries.
        intake: entries to signals and alerts.
        clock: tells when.
        schedule: the settings by which the next check is set.
        concurrency: how many feeds are under way at once.
        per_host: how many fetches are under way at once at one host.
        patience: seconds after which a feed that is under way no longer counts among them.
        full_text: reads the pages of entries, for feeds that ask for that.
    """

    def __init__(
        self,
        *,
        store: AsyncStore,
        fetcher: Fetcher,
        parser: Parser,
        intake: Intake,
        clock: Clock,
        schedule: ScheduleSettings,
        concurrency: int = 64,
        per_host: int = 2,
        patience: float = PATIENCE,
        full_text: FullText | None = None,
    ) -> None:
        self._store = store
        self._states = StateKeeper(store)
        self._fetcher = fetcher
        self._parser = parser
        self._full_text = full_text
        self._intake = intake
        self._clock = clock
        self._schedule = schedule
        self._turns = Turns(concurrency, patience=patience)
        self._room = Room()
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))
        self._under_way: set[int] = set()
        self._doubted: list[tuple[KnownFeed, FeedState]] = []
        self._stopping = False

    def stop(self) -> None:
        """Begin no further feed; those under way are finished."""
        self._stopping = True
        self._turns.close()

    async def run_pass(
        self, *, everything: bool = False, told: Callable[[KnownFeed, Outcome, str], None] | None = None
    ) -> PassSummary:
        """Poll the feeds that are due, or all enabled ones.

        Args:
            everything: ignore schedule and back-off (not ETags).
            told: called after each feed with how it ended and the reason where it failed.

        Raises:
            StoreError: where the database cannot be used.
        """
        feeds = await self._store.read(lambda tx: self._due(tx, everything=everything))

        async def one(known: KnownFeed) -> tuple[Outcome, Counts] | None:
            try:
                with bound(feed=known.feed.name):
                    ended = await self._poll(known)
            finally:
                self._under_way.discard(known.id)
            if ended is None:
                return None
            outcome, counts, why = ended
            if told is not None:
                told(known, outcome, why)
            return outcome, counts

        taken = self._taken_on(feeds)
        late = [known for known in taken if begins_late(known.state)]
        others = [known for known in taken if not begins_late(known.state)]
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(one(known)) for known in others]
                if tasks and late:
                    await asyncio.wait(tasks, timeout=LATEST)
                tasks += [group.create_task(one(known)) for known in late]
        except ExceptionGroup as failures:  # the first one says it; the others failed for it
            raise failures.exceptions[0] from None
        finally:
            self._under_way.difference_update(known.id for known in taken)
        summary = _summed([done for done in (task.result() for task in tasks) if done is not None])
        at = self._clock.now()
        await self._store.write(lambda tx: self._close(tx, summary, at))
        return summary

    def _close(self, tx: Transaction, summary: PassSummary, at: datetime) -> None:
        doubted, self._doubted = self._doubted, []
        tell_broken(tx, doubted, self._intake.routing, at)
        if summary.feeds:
            tell_blind(tx, self._intake.routing, at)
        tx.facts.put(LAST_POLL, _fact(summary, at))

    async def _save(self, known: KnownFeed, state: FeedState) -> None:
        await self._states.save(known.id, state)
        if may_be_broken(state, self._clock.now()):
            self._doubted.append((known, state))

    def _taken_on(self, feeds: Sequence[KnownFeed]) -> Sequence[KnownFeed]:
        """Those that no other pass is busy with, which from now on this one is."""
        free = [known for known in feeds if known.id not in self._under_way]
        self._under_way.update(known.id for known in free)
        return free

    def _due(self, tx: Transaction, *, everything: bool) -> Sequence[KnownFeed]:
        if everything:
            return [known for known in tx.feeds.all() if known.feed.enabled]
        now = self._clock.now()
        return tx.feeds.due(now, now + TOO_FAR)

    async def _poll(self, known: KnownFeed) -> tuple[Outcome, Counts, str] | None:
        """Poll one feed when its turn comes; None where the service stops before."""
        async with AsyncExitStack() as stack:
            held = stack.enter_context(self._room.held())
            try:
                async with held.while_under_way():
                    # Who waits for a busy host takes no turn, so that one slow host with many feeds holds up no other.
                    async with self._hosts[host_of(known.state.moved_to or known.feed.url)]:
                        turn = await stack.enter_async_context(self._turns.turn(held.is_slow))
                        if self._stopping:
                            return None
                        failpoint.reached(Point.DUE)
                        fetched = await self._fetcher.fetch(known.feed, known.state, take=held.take)
                    failpoint.reached(Point.FETCHED)
                    if fetched.not_modified:
                        return await self._unchanged(known, fetched)
                    await turn.take()
                parsed = await self._parse(known, fetched, turn, held)
                await turn.take()
            except (FetchError, ParseError) as error:
                return await self._failed(known, error)
            except _StoppingError:
                return None
            return await self._read(known, fetched, parsed)

    async def _parse(self, known: KnownFeed, fetched: Fetched, turn: Turn, held: Held) -> ParsedFeed:
        """Read a document; what a parser did not survive is kept for a person to look at."""
        now, heavy = self._clock.now(), set[str]()

        async def let_others_go_first() -> None:
            heavy.add(HEAVY)
            turn.put_back()
            held.give_back()  # the slow lane bounds what waits for it
            await self._turns.calm(LATEST)
            if self._stopping:
                raise _StoppingError

        try:
            parsed = await self._parser.parse(fetched, known.feed, now, when_heavy=let_others_go_first)
        except ParseError as error:
            if error.retry:
                why = error.message
                raw = document_json(fetched)
                await self._store.write(lambda tx: tx.quarantine.add(known.id, DOCUMENT, raw, why, now))
            raise
        parsed = replace(parsed, warnings=(*heavy, *parsed.warnings)) if heavy else parsed
        return parsed if self._full_text is None else await self._full_text.completed(known, parsed, now)

    async def _unchanged(self, known: KnownFeed, fetched: Fetched) -> tuple[Outcome, Counts, str]:
        await self._save(known, after_not_modified(known, fetched, now=self._clock.now(), settings=self._schedule))
        return Outcome.NOT_MODIFIED, Counts(), ""

    async def _failed(self, known: KnownFeed, error: FetchError | ParseError) -> tuple[Outcome, Counts, str]:
        _log.warning("feed failed", reason=error.message)
        await self._save(known, after_failure(known, error, now=self._clock.now(), settings=self._schedule))
        return Outcome.FAILED, Counts(), error.message

    async def _read(self, known: KnownFeed, fetched: Fetched, parsed: ParsedFeed) -> tuple[Outcome, Counts, str]:
        now = self._clock.now()

        def commit(tx: Transaction) -> Counts:
            failpoint.reached(Point.BEGUN)
            counts = self._intake.take(tx, known, parsed.entries, now, first_poll=known.state.last_success is None)
            state = after_success(known, fetched, parsed, new_entries=counts.entries_new, now=now, settings=self._schedule)
            if counts.entries_new:
                remember_gap(tx, known, now)
            if may_be_broken(state, now):
                self._doubted.append((known, state))
            tx.feeds.save(known.id, state)
            failpoint.reached(Point.STATE_SAVED)
            return counts

        return Outcome.FETCHED, await self._store.write(commit), ""


def _summed(ended: Sequence[tuple[Outcome, Counts]]) -> PassSummary:
    outcomes = [outcome for outcome, _ in ended]
    return PassSummary(
        feeds=len(outcomes),
        fetched=outcomes.count(Outcome.FETCHED),
        not_modified=outcomes.count(Outcome.NOT_MODIFIED),
        failed=outcomes.count(Outcome.FAILED),
        counts=sum((counts for _, counts in ended), Counts()),
    )


def _fact(summary: PassSummary, at: datetime) -> dict[str, object]:
    return {"at": at.isoformat(), "feeds": summary.feeds, "failed": summary.failed}
