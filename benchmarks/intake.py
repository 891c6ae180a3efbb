"""Intake of coded entries into SQLite: the cost of one entry as history grows.

    python benchmarks/intake.py [entries]

Two histories: one step that hundreds of outlets tell without end, and some actors who take many steps over years. Each tenth of
the entries is timed; once signals have as many tellings as are weighed and the span in which steps stay open is full, the last
tenth should cost as much as those before it.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from service.alert.plan import REPLAY_CHANNELS, REPLAY_ROUTES, REPLAY_SETTINGS
from service.model.entry import Entry, Feed
from service.model.mention import Detection, Mention, Severity, Status
from service.pipeline.intake import Intake
from service.pipeline.planning import Routing
from service.store.database import SqlStore

START = datetime(2020, 1, 1, tzinfo=UTC)
FEED = Feed(name="feed", url="https://feed.invalid/", reliability="C", origin="command")
STEP = Mention(
    watch="assi", indicator="diplomatic_relations", status=Status.OCCURRED, actors=("TUR",), target="SYR", severity=Severity.HIGH
)  # fmt: skip
INDICATORS = ("diplomatic_relations", "opposition_regime_meeting", "official_contact")
STATUSES = (Status.OCCURRED, Status.ANNOUNCED, Status.REPORTED, Status.DENIED, Status.DISCUSSED)
VENUES = (None, "Homs", "Hama", "Daraa", "Kasab", "Aleppo")
WORDS = tuple(f"word{number}" for number in range(2000))
TENTHS = 10


class Coder:
    """Codes an entry as it was told to."""

    def __init__(self) -> None:
        self.mention = STEP

    def detect(self, entry: Entry, now: datetime) -> Detection:
        """The mention that was set, whatever the entry says."""
        del entry, now
        return Detection(mentions=(self.mention,), severity=self.mention.severity, page=True, lang="en")


def any_step(chance: random.Random) -> Mention:
    return replace(
        STEP,
        indicator=chance.choice(INDICATORS),
        status=chance.choice(STATUSES),
        actors=(chance.choice(("TUR", "SAU", "ARE")),),
        venue=chance.choice(VENUES),
    )


def run(entries: int, *, one_step: bool) -> list[float]:
    """Milliseconds an entry, by tenths of all entries."""
    chance, coder, store = random.Random(2026), Coder(), SqlStore("sqlite://")
    store.upgrade()
    intake = Intake(coder, Routing(routes=REPLAY_ROUTES, channels=REPLAY_CHANNELS, settings=REPLAY_SETTINGS))
    known = store.write(lambda tx: tx.feeds.add(FEED, START))
    marks = [time.process_time()]
    for number in range(entries):
        coder.mention = STEP if one_step else any_step(chance)
        now = START + (timedelta(seconds=number) if one_step else timedelta(hours=number))
        text = " ".join(chance.choices(WORDS, k=60))
        entry = Entry(
            id=str(number), key=str(number), title=text[:60], summary=text, source=f"outlet {number % 300}", published=now
        )  # fmt: skip
        store.write(lambda tx, entry=entry, now=now: intake.take(tx, known, [entry], now, first_poll=False))
        if (number + 1) % (entries // TENTHS) == 0:
            marks.append(time.process_time())
    store.close()
    return [1000 * (late - early) * TENTHS / entries for early, late in pairwise(marks)]


def main(entries: int = 5000) -> None:
    for name, one_step in (("one step", True), ("many steps", False)):
        print(name, " ".join(f"{each:.1f}" for each in run(entries, one_step=one_step)), "ms an entry, by tenths")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
