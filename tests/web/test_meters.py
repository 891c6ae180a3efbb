from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import isnan
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from service.app.health import ServiceHealth
from service.feeds.blindness import Blind
from service.model.alert import DeliveryState
from service.model.mention import Severity
from service.pipeline.counts import Counts
from service.web.meters import Meters

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HEALTH: dict[str, Any] = {
    "problems": (),
    "last_pass": NOW - MINUTE,
    "newest_entry": NOW - 2 * MINUTE,
    "feeds": 9,
    "due": 3,
    "late": 2,
    "failing": 1,
    "quarantined": 4,
    "broken": {"a": ("gone",), "b": ("silent", "failing")},
    "dark": [Blind("language", "ar", NOW, 2)],
    "signals": {Severity.CRITICAL: 5},
    "deliveries": {("desk", DeliveryState.SENT): 7, ("hook", DeliveryState.PENDING): 1},
    "overdue": {"hook": NOW - MINUTE},
    "paused": ["hook"],
}


def measured(meters: Meters, health: ServiceHealth | None) -> dict[str, float]:
    """Every sample by its name and labels, read by the parser of Prometheus's own client."""
    families = text_string_to_metric_families(meters.text(health, NOW).decode())
    return {
        sample.name + "".join(f" {name}={value}" for name, value in sorted(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
    }


def test_how_the_service_stands() -> None:
    found = measured(Meters(), ServiceHealth(**HEALTH))
    expected = {
        "thaw_ready": 1,
        "thaw_feeds state=enabled": 9,
        "thaw_feeds state=due": 3,
        "thaw_feeds state=late": 2,
        "thaw_feeds state=failing": 1,
        "thaw_feeds_broken trouble=gone": 1,
        "thaw_feeds_broken trouble=silent": 1,
        "thaw_feeds_broken trouble=failing": 1,
        "thaw_blind_since_timestamp_seconds kind=language name=ar": NOW.timestamp(),
        "thaw_signals severity=critical": 5,
        "thaw_deliveries channel=desk state=sent": 7,
        "thaw_deliveries channel=hook state=pending": 1,
        "thaw_delivery_overdue_seconds channel=hook": 60,
        "thaw_channel_paused channel=hook": 1,
        "thaw_quarantined_entries": 4,
        "thaw_last_pass_age_seconds": 60,
        "thaw_newest_entry_age_seconds": 120,
    }
    assert {name: found.get(name) for name in expected} == expected
    assert found["thaw_process_resident_memory_bytes"] > 0


def test_what_was_counted() -> None:
    meters = Meters()
    for outcome in ("fetched", "fetched", "failed"):
        meters.polled(outcome)
    meters.took_in(Counts(entries_new=3, entries_revised=1, mentions=2, signals_new=1, signals_changed=4))
    meters.took_in(Counts(entries_new=2))
    meters.read_again(right=True)
    meters.read_again(right=False)
    found = measured(meters, None)
    expected = {
        "thaw_fetches_total outcome=fetched": 2,
        "thaw_fetches_total outcome=failed": 1,
        "thaw_entries_total kind=new": 5,
        "thaw_entries_total kind=revised": 1,
        "thaw_mentions_total": 2,
        "thaw_signal_changes_total kind=new": 1,
        "thaw_signal_changes_total kind=changed": 4,
        "thaw_settings_readings_total outcome=right": 1,
        "thaw_settings_readings_total outcome=wrong": 1,
    }
    assert {name: found.get(name) for name in expected} == expected


def test_every_metric_stands_in_the_documentation() -> None:
    told = (Path(__file__).parents[2] / "docs" / "operation.md").read_text("utf-8")
    families = text_string_to_metric_families(Meters().text(ServiceHealth(**HEALTH), NOW).decode())
    own = [family.name for family in families if not family.name.startswith("thaw_process_")]
    assert [name for name in own if f"`{name}" not in told] == []


def test_a_job_is_measured_however_it_ends() -> None:
    meters = Meters()
    with meters.timed("poll"):
        pass
    with pytest.raises(OSError, match="broken"), meters.timed("poll"):
        raise OSError("broken")
    assert measured(meters, None)["thaw_job_seconds_count job=poll"] == 2


@pytest.mark.parametrize("health", [None, ServiceHealth(**{**HEALTH, "problems": ("late",)})], ids=["no database", "a problem"])
def test_what_is_not_well_is_not_ready(health: ServiceHealth | None) -> None:
    assert measured(Meters(), health)["thaw_ready"] == 0


def test_what_never_happened_has_no_age() -> None:
    found = measured(Meters(), ServiceHealth(**{**HEALTH, "last_pass": None}))
    assert isnan(found["thaw_last_pass_age_seconds"])


def test_names_of_channels_break_no_line() -> None:
    odd = 'a"b\\c\nd'
    found = measured(Meters(), ServiceHealth(**{**HEALTH, "deliveries": {(odd, DeliveryState.DEAD): 1}}))
    assert found[f"thaw_deliveries channel={odd} state=dead"] == 1
