"""Signals without a database: the loop that the pipeline runs, over entries whose mentions are given by a coder."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from service.correlate.assign import assign, linked
from service.correlate.progress import progress
from service.correlate.steps import foremost_first
from service.correlate.when import open_since, since
from service.correlate.wording import is_repeat
from service.model.mention import Mention, Severity, Status
from service.model.signal import Change, Signal, SignalChange, Telling

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PAGED = {Status.OCCURRED, Status.ANNOUNCED, Status.REPORTED, Status.REVERSED}
TOLD = {Change.OPENED, Change.RAISED, Change.REVERSED}
FALLEN = {Change.DENIED, Change.RETRACTED, Change.REJECTED}


def severity_of(label: dict[str, Any]) -> Severity:
    """The codebook's table for the watch whose principal is Turkey."""
    indicator, status, done = label["indicator"], label["status"], label["status"] in {"occurred", "announced"}
    if indicator == "diplomatic_relations" and status in PAGED:
        return Severity.CRITICAL if "TUR" in label["actors"] and done else Severity.HIGH
    if indicator == "opposition_regime_meeting" and status in PAGED:
        led = "TUR" in (label["sponsor"] or "").split(",") and label["venue_control"] == "target"
        return Severity.CRITICAL if led and done else Severity.HIGH
    ranked = label["level"] in {"leader", "ministerial", "intelligence"}
    if (indicator == "official_contact" and done and ranked) or (indicator == "western_position" and status == "occurred"):
        return Severity.MEDIUM
    return Severity.LOW


def mention_of(label: dict[str, Any]) -> Mention:
    names = ("level", "scope", "sponsor", "venue", "venue_control")
    return Mention(
        watch="assi",
        indicator=label["indicator"],
        status=Status(label["status"]),
        actors=tuple(sorted(label["actors"])),
        target=label["target"],
        severity=severity_of(label),
        **{name: label[name] for name in names},
    )


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def tellings_of(row: dict[str, Any], number: int) -> list[Telling]:
    """The tellings of one line of a labelled corpus, first seen on the day that it was published."""
    mentions = [mention_of(label) for label in row["labels"]]
    return [
        Telling(
            entry_id=number,
            entry_name=row["id"],
            title=row["title"],
            text=row.get("summary", ""),
            source=row["source"],
            lang=row["lang"],
            reliability="C",
            seen_at=day(row["published"]),
            published=day(row["published"]),
            mention=mention,
            siblings=tuple(other for other in mentions if other is not mention),
        )
        for mention in foremost_first(mentions)
    ]


@dataclass
class World:
    """All signals, their tellings and history, and what would have been sent."""

    signals: dict[str, Signal] = field(default_factory=dict)
    tellings: dict[str, list[Telling]] = field(default_factory=dict)
    history: dict[str, list[SignalChange]] = field(default_factory=dict)
    alerts: list[tuple[str, Change]] = field(default_factory=list)
    wording: bool = True

    def take(self, telling: Telling) -> SignalChange:
        mention, now = telling.mention, telling.seen_at
        subject = [
            signal
            for signal in self.signals.values()
            if (signal.watch, signal.indicator, signal.target) == (mention.watch, mention.indicator, mention.target)
            and signal.last_seen_at >= since(now)
            and not signal.merged_into
        ]
        candidates = [signal for signal in subject if signal.last_seen_at >= open_since(telling)]
        repeated = [each for each in subject if any(is_repeat(telling, other) for other in self.tellings[each.id])]
        found = assign(telling, candidates, tellings_of=self.tellings if self.wording else None, repeated=repeated)
        if found.signal_id is None:
            found = linked(found, telling, subject)
        change = progress(
            self.signals.get(found.signal_id or ""),
            telling,
            found,
            now,
            tellings=self.tellings.get(found.signal_id or "", ()),
            taken=self.signals,
        )
        name = change.signal.id
        self.signals[name] = change.signal
        self.tellings.setdefault(name, []).append(telling)
        self.history.setdefault(name, []).append(change)
        self._alert(change)
        return change

    def _alert(self, change: SignalChange) -> None:
        """As the plan of alerts decides for `thaw replay`: high and critical, and corrections of what was sent."""
        name, told = change.signal.id, {signal for signal, _ in self.alerts}
        if change.change in FALLEN:
            if name in told:
                self.alerts.append((name, change.change))
        elif change.change in TOLD:
            severity = change.severity if change.change is Change.REVERSED else change.signal.severity
            if severity in {Severity.HIGH, Severity.CRITICAL}:
                self.alerts.append((name, change.change))

    def lines(self) -> list[dict[str, Any]]:
        """What `thaw replay --signals` writes."""
        return [
            {
                "signal": name,
                "indicator": signal.indicator,
                "status": signal.status,
                "severity": signal.severity,
                "actors": list(signal.actors),
                "target": signal.target,
                "entries": list(
                    dict.fromkeys(each.entry_name for each in self.tellings[name] if each.mention.status is not Status.BACKGROUND)
                ),
                "history": [],
            }
            for name, signal in self.signals.items()
        ]


def replayed(rows: Iterable[dict[str, Any]]) -> World:
    """All rows in the order of `published`, and of the file within a day."""
    world = World()
    for number, row in enumerate(sorted(rows, key=lambda row: str(row["published"])), 1):
        for telling in tellings_of(row, number):
            world.take(telling)
    return world


def corpus(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def row(name: str, published: str, status: str = "occurred", **changed: Any) -> dict[str, Any]:
    """One line of a labelled corpus: Turkey restores relations with Damascus. `changed` are fields of the line or its label."""
    label = {
        "indicator": "diplomatic_relations", "status": status, "actors": ["TUR"], "target": "SYR", "level": None,
        "scope": "bilateral", "sponsor": None, "venue": None, "venue_control": None,
    }  # fmt: skip
    line = {
        "id": name, "lang": "en", "published": published, "source": f"outlet {name}", "title": f"title {name}", "summary": "",
    }  # fmt: skip
    own = {key: value for key, value in changed.items() if key in line}
    return {**line, **own, "labels": [{**label, **{key: value for key, value in changed.items() if key not in line}}]}
