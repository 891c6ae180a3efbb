"""A story told by hundreds of outlets: judged as a short one is, at a cost that does not grow with what was told before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha512
from typing import TYPE_CHECKING

import pytest

from service.alert.plan import REPLAY_CHANNELS, REPLAY_ROUTES, REPLAY_SETTINGS
from service.correlate.assign import EARLIER
from service.correlate.progress import ENOUGH
from service.model.entry import Entry, Feed, KnownFeed
from service.model.mention import Detection, Mention, Severity, Status
from service.model.signal import Change, Signal, SignalChange
from service.pipeline.intake import Intake
from service.pipeline.planning import Routing
from service.store.database import SqlStore

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2023, 5, 1, tzinfo=UTC)
ROUTING = Routing(routes=REPLAY_ROUTES, channels=REPLAY_CHANNELS, settings=REPLAY_SETTINGS)
MENTION = Mention(
    watch="assi",
    indicator="diplomatic_relations",
    status=Status.OCCURRED,
    actors=("TUR",),
    target="SYR",
    severity=Severity.CRITICAL,
)
MANY = ENOUGH + 10
STATUSES = {status.value: status for status in Status}


class Coder:
    """Codes an entry by the first word of its title, its status; the second, if any, is the actor."""

    def detect(self, entry: Entry, now: datetime) -> Detection:
        del now
        status, actor = entry.title.split()[:2]
        mention = replace(MENTION, status=STATUSES[status], actors=(actor,))
        return Detection(mentions=(mention,), severity=mention.severity, page=True, lang="en")


class Desk:
    """A database that feeds of any reliability write into, one entry after the other."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self._intake = Intake(Coder(), ROUTING)
        self._feeds: dict[str, KnownFeed] = {}
        self.told = 0

    def feed(self, reliability: str) -> KnownFeed:
        if reliability not in self._feeds:
            feed = Feed(
                name=f"feed {reliability}", url=f"https://{reliability}.example/", reliability=reliability, origin="command"
            )
            self._feeds[reliability] = self._store.write(lambda tx: tx.feeds.add(feed, NOW))
        return self._feeds[reliability]

    def tell(
        self, status: str = "occurred", actor: str = "TUR", *, reliability: str = "C", days: float = 0, same: int = 0
    ) -> None:
        """One entry more; `same`: with the words of the entry of that number, under another id."""
        self.told += 1
        said = same or self.told
        entry = Entry(
            id=f"e{self.told}",
            key=f"e{self.told}",
            title=f"{status} {actor} as outlet {said} has it, in words of its own",
            summary=sha512(str(said).encode()).hexdigest(),
            source=f"outlet {said}",
            published=NOW + timedelta(days=days),
        )
        known, now = self.feed(reliability), NOW + timedelta(days=days)
        self._store.write(lambda tx: self._intake.take(tx, known, [entry], now, first_poll=False))

    def signals(self) -> list[Signal]:
        return sorted(self._store.read(lambda tx: tx.signals.listed()), key=lambda signal: signal.opened_at)

    def history(self) -> list[SignalChange]:
        (first, *_) = self.signals()
        return list(self._store.read(lambda tx: tx.signals.history(first.id)))

    def alerts(self) -> list[str]:
        return [alert.reason for alert, _ in reversed(self._store.read(lambda tx: tx.alerts.listed()))]

    def cost(self, days: int = 1) -> int:
        """Hundreds of steps that SQLite's machine takes for one entry more: the same on every computer."""
        steps = [0]

        def count() -> int:
            steps[0] += 1
            return 0

        raw = self._store.engine.raw_connection().driver_connection
        assert raw is not None
        raw.set_progress_handler(count, 100)
        self.tell(days=days)
        raw.set_progress_handler(None, 0)
        return steps[0]


@pytest.fixture
def desk() -> Iterator[Desk]:
    store = SqlStore("sqlite://")
    store.upgrade()
    yield Desk(store)
    store.close()


@pytest.fixture
def storm(desk: Desk) -> Desk:
    """One step, told by more outlets than are weighed."""
    for _ in range(MANY):
        desk.tell()
    return desk


def test_a_story_told_by_everybody_is_one_signal_and_one_alert(storm: Desk) -> None:
    (signal,) = storm.signals()
    assert (len(signal.sources), signal.changes, signal.credibility) == (MANY, MANY, "C1")
    assert storm.alerts() == ["new"]


def test_the_best_source_counts_however_late_it_comes(storm: Desk) -> None:
    storm.tell(reliability="A")
    storm.tell(reliability="E")
    (signal,) = storm.signals()
    assert signal.credibility == "A1"
    assert signal.credibility_reasons[0] == "best source A"
    assert f"{ENOUGH} independent sources" in signal.credibility_reasons[1]


def test_a_late_denial_is_weighed_against_all_that_was_told(storm: Desk) -> None:
    storm.tell("denied", days=1)
    (signal,) = storm.signals()
    assert (signal.status, signal.credibility) == (Status.DENIED, "C4")
    assert storm.alerts() == ["new", "corrected"]


def test_a_denial_older_than_what_was_told_since_takes_nothing_back(storm: Desk) -> None:
    storm.tell(days=2)
    for _ in range(ENOUGH):
        storm.tell(days=1)
    storm.tell("denied", days=1)
    assert storm.signals()[0].status is Status.OCCURRED
    assert storm.history()[-1].reasons == ("denied, and told as fact since",)


def test_a_denial_in_the_middle_of_a_storm_is_not_forgotten(desk: Desk) -> None:
    desk.tell("reported")
    desk.tell("denied")
    for _ in range(MANY):
        desk.tell("reported")
    (signal,) = desk.signals()
    assert (signal.status, signal.credibility) == (Status.DENIED, "C5")


@pytest.mark.parametrize("days", [1, 100])
def test_words_of_the_first_hour_are_known_under_another_id(storm: Desk, days: int) -> None:
    storm.tell(days=days, same=1)
    assert len(storm.signals()) == 1
    last = storm.history()[-1]
    assert (last.change, last.reasons) == (Change.JOINED, ("outlet 1 told it in the same words before",))


def test_a_later_step_is_linked_to_the_last_one_before_it(storm: Desk) -> None:
    storm.tell(days=100)
    storm.tell(days=200)
    first, second, third = storm.signals()
    assert (first.follows, second.follows, third.follows) == (None, first.id, second.id)


def test_one_entry_more_costs_the_same_however_much_was_told(storm: Desk) -> None:
    before = storm.cost()
    for _ in range(3 * ENOUGH):
        storm.tell()
    assert storm.cost() <= 1.2 * before


def test_one_entry_more_costs_the_same_however_many_signals_were_closed(desk: Desk) -> None:
    for number in range(EARLIER):
        desk.tell(days=61 * number)
    before = desk.cost(days=61 * EARLIER)
    for number in range(EARLIER + 1, 6 * EARLIER):
        desk.tell(days=61 * number)
    assert desk.cost(days=6 * 61 * EARLIER) <= 1.2 * before
    assert len(desk.signals()) == 6 * EARLIER + 1
