"""`thaw poll`: one pass over the feeds, then one attempt at what is to be delivered."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.app.parts import running_parts
from service.cli.options import AsJson, ConfigFile, NoUpgrade, config_of
from service.cli.output import print_json, progress, result_console, say
from service.clock import SystemClock
from service.pipeline.polling import Outcome
from service.text.counting import counted
from service.text.moments import minute

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from service.alert.deliver import DeliverySummary
    from service.config import Config
    from service.model.entry import KnownFeed
    from service.pipeline.polling import PassSummary

All = Annotated[bool, typer.Option("--all", help="All enabled feeds, not only those that are due.")]


def register(tree: typer.Typer) -> None:
    """Hang the command into the tree."""
    tree.command()(poll)


@dataclass(frozen=True, slots=True)
class _Done:
    """What was done; `idle` says why no feed was polled, where none was."""

    summary: PassSummary
    delivered: DeliverySummary
    idle: str


def poll(everything: All = False, no_upgrade: NoUpgrade = False, as_json: AsJson = False, config: ConfigFile = None) -> None:
    """Poll the feeds that are due once, then deliver what is pending.

    Ends with 0 where the pass itself went well, even if feeds, all of them too, could not be read or messages were not taken:
    that is told, counted, and tried again. To fail for a feed is what thaw feeds check is for.

    Example: thaw poll --all --json
    """
    done = asyncio.run(_poll(config_of(config), everything=everything, upgrade=not no_upgrade))
    if as_json:
        print_json(_json(done))
    else:
        result_console().print(_words(done))
    if done.idle:
        say(done.idle)


async def _poll(config: Config, *, everything: bool, upgrade: bool) -> _Done:
    async with running_parts(config, SystemClock(), upgrade=upgrade) as parts:
        if not parts.channels:
            say("no channel is configured: signals are kept and shown, nothing is sent")
        before = await parts.async_store.read(lambda tx: tx.alerts.muted())
        with progress("feeds", sum(feed.enabled for feed in config.feeds)) as advance:
            summary = await parts.poller.run_pass(everything=everything, told=_teller(advance))
        delivered = await parts.deliverer.run_once()
        muted = await parts.async_store.read(lambda tx: tx.alerts.muted()) - before
        feeds = () if summary.feeds else await parts.async_store.read(lambda tx: tx.feeds.all())
        idle = "" if summary.feeds else _idle(feeds, parts.clock.now(), config.timezone)
        return _Done(summary, replace(delivered, muted=muted), idle)


def _idle(feeds: Sequence[KnownFeed], now: datetime, timezone: str) -> str:
    """Why no feed was polled, and how one is polled all the same."""
    enabled = [known for known in feeds if known.feed.enabled]
    if not enabled:
        return "No feed is enabled, so nothing is read. Add one: thaw feeds add URL"
    first = min(enabled, key=lambda known: known.state.next_check or now)
    due = minute(first.state.next_check or now, timezone)
    which = f"the only one, {first.feed.name}" if len(enabled) == 1 else f"the first of {len(enabled)}, {first.feed.name}"
    return f"No feed is due yet; {which}, is at {due}. To read now: thaw poll --all"


def _teller(advance: Callable[[int], None]) -> Callable[[KnownFeed, Outcome, str], None]:
    def tell(known: KnownFeed, outcome: Outcome, why: str) -> None:
        if outcome is Outcome.FAILED:
            say(f"{known.feed.name}: {why}")
        advance(1)

    return tell


def _json(done: _Done) -> dict[str, Any]:
    """The summary as the design names it."""
    summary, counts, delivered = done.summary, done.summary.counts, done.delivered
    return {
        "feeds": summary.feeds,
        "fetched": summary.fetched,
        "not_modified": summary.not_modified,
        "failed": summary.failed,
        "entries_new": counts.entries_new,
        "entries_revised": counts.entries_revised,
        "mentions": counts.mentions,
        "signals_new": counts.signals_new,
        "signals_changed": counts.signals_changed,
        "deliveries": {
            "sent": delivered.sent,
            "pending": delivered.pending,
            "dead": delivered.dead,
            "muted": delivered.muted,
        },
    }


def _words(done: _Done) -> str:
    summary, counts, delivered = done.summary, done.summary.counts, done.delivered
    old = f" ({counts.backfill} of them old stock of feeds read for the first time)" if counts.backfill else ""
    feeds, entries = counted(summary.feeds, "feed"), counted(counts.entries_new, "new entry")
    return (
        f"{feeds}: {summary.fetched} fetched, {summary.not_modified} not modified, {summary.failed} failed\n"
        f"{entries}{old}, {counts.entries_revised} revised, {counted(counts.mentions, 'mention')}, "
        f"{counted(counts.signals_new, 'new signal')}, {counts.signals_changed} changed\n"
        f"deliveries: {delivered.sent} sent, {delivered.pending} pending, {delivered.dead} dead, {delivered.muted} muted"
    )
