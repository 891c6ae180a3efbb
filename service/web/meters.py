"""What is counted while the daemon runs and how it stands, in the text format of Prometheus."""

from __future__ import annotations

from collections import Counter as Tally
from contextlib import contextmanager
from importlib.metadata import version
from time import perf_counter
from typing import TYPE_CHECKING, Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from service.app.health import ServiceHealth
    from service.pipeline.counts import Counts

SECONDS = (0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300)
"""Upper bounds of the histogram of jobs."""


class Meters:
    """Counters of this process: they begin at nothing at each start, as Prometheus expects."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call] # they only say when each counter began
        self._registry = CollectorRegistry()
        ProcessCollector(namespace="thaw", registry=self._registry)
        Gauge("thaw_info", "The program.", ["version"], registry=self._registry).labels(version("thaw")).set(1)
        self._fetches = Counter("thaw_fetches", "Polls of feeds by how they ended.", ["outcome"], registry=self._registry)
        self._entries = Counter("thaw_entries", "Entries taken in: new ones and new texts.", ["kind"], registry=self._registry)
        self._mentions = Counter("thaw_mentions", "Mentions found.", registry=self._registry)
        self._changes = Counter("thaw_signal_changes", "Signals opened and changed.", ["kind"], registry=self._registry)
        self._readings = Counter("thaw_settings_readings", "Settings read again.", ["outcome"], registry=self._registry)
        self._jobs = Histogram("thaw_job_seconds", "Time of jobs.", ["job"], buckets=SECONDS, registry=self._registry)

    def polled(self, outcome: str) -> None:
        """Count the poll of one feed."""
        self._fetches.labels(outcome).inc()

    def took_in(self, counts: Counts) -> None:
        """Count what a pass brought."""
        self._entries.labels("new").inc(counts.entries_new)
        self._entries.labels("revised").inc(counts.entries_revised)
        self._mentions.inc(counts.mentions)
        self._changes.labels("new").inc(counts.signals_new)
        self._changes.labels("changed").inc(counts.signals_changed)

    def read_again(self, *, right: bool) -> None:
        """Count a reading of the settings."""
        self._readings.labels("right" if right else "wrong").inc()

    @contextmanager
    def timed(self, job: str) -> Iterator[None]:
        """Measure a job, however it ends."""
        began = perf_counter()
        try:
            yield
        finally:
            self._jobs.labels(job).observe(perf_counter() - began)

    def text(self, health: ServiceHealth | None, now: datetime) -> bytes:
        """Everything; `health` None: the database cannot be asked, so that only what this process counted is told."""
        return generate_latest(self._registry) + generate_latest(_standing(health, now))


def _standing(health: ServiceHealth | None, now: datetime) -> CollectorRegistry:
    """How the service stands at this moment, from its database."""
    registry = CollectorRegistry()

    def gauge(name: str, about: str, values: Mapping[Any, float], *labels: str) -> None:
        family = Gauge(f"thaw_{name}", about, labels, registry=registry)
        for named, value in values.items():
            (family.labels(*named) if labels else family).set(value)

    def age(moment: datetime | None) -> Mapping[Any, float]:
        return {(): (now - moment).total_seconds() if moment else float("nan")}

    gauge("ready", "1 where all is well, as /readyz says.", {(): float(health is not None and not health.problems)})
    if health is None:
        return registry
    feeds = {"enabled": health.feeds, "due": health.due, "late": health.late, "failing": health.failing}
    broken = Tally(str(trouble) for troubles in health.broken.values() for trouble in troubles)
    gauge("feeds", "Feeds: enabled, to be polled now, an interval late, failing.", _keyed(feeds), "state")
    gauge("feeds_broken", "Feeds that cover nothing any more.", _keyed(broken), "trouble")
    dark = {(each.kind, each.name): each.since.timestamp() for each in health.dark}
    gauge("blind_since_timestamp_seconds", "Languages and countries that cannot be seen.", dark, "kind", "name")
    gauge("signals", "Signals by severity.", _keyed(health.signals), "severity")
    deliveries = {(channel, str(state)): float(count) for (channel, state), count in health.deliveries.items()}
    gauge("deliveries", "Deliveries by channel and state.", deliveries, "channel", "state")
    overdue = {(channel,): (now - since).total_seconds() for channel, since in health.overdue.items()}
    gauge("delivery_overdue_seconds", "How long the oldest delivery that is due waits.", overdue, "channel")
    gauge("channel_paused", "Channels that somebody must mend first.", {(channel,): 1.0 for channel in health.paused}, "channel")
    gauge("quarantined_entries", "Entries that could not be taken in.", {(): health.quarantined})
    gauge("last_pass_age_seconds", "Time since the last pass over the feeds ended.", age(health.last_pass))
    gauge("newest_entry_age_seconds", "Time since any feed brought something new.", age(health.newest_entry))
    return registry


def _keyed(counts: Mapping[Any, int]) -> Mapping[Any, float]:
    return {(str(name),): float(count) for name, count in counts.items()}
