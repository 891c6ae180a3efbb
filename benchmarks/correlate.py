"""Assignment of 100,000 mentions against 20,000 open signals.

At most 60 s of one core, the last thousand no slower than twice the first thousand.

    python benchmarks/correlate.py [mentions] [signals]

Candidates come by watch, indicator, target and actor, as the store's index gives them. Each mention is assigned, and its signal
opened or moved on, weighed by all that was told of it.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from service.correlate.assign import assign, linked
from service.correlate.progress import progress
from service.correlate.when import open_since, since
from service.model.mention import Mention, Status
from service.model.signal import Assignment, Signal, Telling

START = datetime(2026, 1, 1, tzinfo=UTC)
INDICATORS = (
    "diplomatic_relations",
    "opposition_regime_meeting",
    "official_contact",
    "western_position",
    "economic_reengagement",
)
TARGETS = tuple(f"T{number:02}" for number in range(20))
ACTORS = tuple(f"A{number:02}" for number in range(60))
STATUSES = (Status.OCCURRED, Status.ANNOUNCED, Status.REPORTED, Status.DISCUSSED, Status.DENIED, Status.REVERSED)
WORDS = tuple(f"word{number}" for number in range(2000))
DAYS = 60
"""Over so many days the mentions come in, so that signals are closed and opened all the while."""

THOUSAND = 1000


class Index:
    """Signals and their tellings in memory, found as the store finds them."""

    def __init__(self) -> None:
        self.signals: dict[str, Signal] = {}
        self.tellings: dict[str, list[Telling]] = defaultdict(list)
        self._by_actor: dict[tuple[str, str, str, str], dict[str, None]] = defaultdict(dict)

    def of_actors(self, mention: Mention, since: datetime) -> list[Signal]:
        """Signals by one of the mention's actors, seen since then."""
        keys = [(mention.watch, mention.indicator, mention.target, actor) for actor in mention.actors]
        names = dict.fromkeys(name for key in keys for name in self._by_actor.get(key, ()))
        return [signal for name in names if (signal := self.signals[name]).last_seen_at >= since]

    def take(self, telling: Telling) -> Assignment:
        """Assign a mention, and do what it does to its signal."""
        found = assign(telling, self.of_actors(telling.mention, open_since(telling)), tellings_of=self.tellings)
        if found.signal_id is None:
            found = linked(found, telling, self.of_actors(telling.mention, since(telling.seen_at)))
        signal = self.signals.get(found.signal_id or "")
        earlier = self.tellings[signal.id] if signal else ()
        change = progress(signal, telling, found, telling.seen_at, tellings=earlier, taken=self.signals)
        self.put(change.signal, telling)
        return found

    def put(self, signal: Signal, telling: Telling) -> None:
        """Keep a signal and what was told of it."""
        self.signals[signal.id] = signal
        self.tellings[signal.id].append(telling)
        for actor in signal.actors:
            self._by_actor[signal.watch, signal.indicator, signal.target, actor][signal.id] = None


def telling(chance: random.Random, number: int, moment: datetime) -> Telling:
    mention = Mention(
        watch="assi",
        indicator=chance.choice(INDICATORS),
        status=chance.choice(STATUSES),
        actors=tuple(sorted(chance.sample(ACTORS, chance.choice((1, 1, 1, 2))))),
        target=chance.choice(TARGETS),
        venue=chance.choice((None, None, "Damascus", "Aleppo")),
    )
    text = " ".join(chance.choices(WORDS, k=40))
    return Telling(
        entry_id=number, entry_name=str(number), title=text[:80], text=text, source=f"outlet {number % 50}",
        lang=chance.choice(("en", "ar", "tr")), reliability="C", seen_at=moment, published=moment, mention=mention,
    )  # fmt: skip


def opened(signals: int, chance: random.Random) -> Index:
    """An index with that many signals open."""
    index = Index()
    for number in range(signals):
        one = telling(chance, -1 - number, START)
        change = progress(None, one, Assignment(signal_id=None, score=0.0, reasons=()), START, taken=index.signals)
        index.put(change.signal, one)
    return index


def main(mentions: int = 100_000, signals: int = 20_000) -> int:
    chance = random.Random(2026)
    index = opened(signals, chance)
    tellings = [telling(chance, number, START + timedelta(days=DAYS * number / mentions)) for number in range(mentions)]
    marks, joined = [time.process_time()], 0
    for number, one in enumerate(tellings, 1):
        joined += index.take(replace(one)).signal_id is not None
        if number % THOUSAND == 0:
            marks.append(time.process_time())
    spent = [late - early for early, late in pairwise(marks)]
    total, first, last = marks[-1] - marks[0], spent[0], spent[-1]
    longest = max(map(len, index.tellings.values()))
    print(f"{mentions} mentions, {signals} signals open before, {len(index.signals)} after; {joined} joined; longest {longest}")
    print(f"{total:.1f} s in all; first thousand {first:.3f} s, last {last:.3f} s ({last / first:.2f} times)")
    return 0 if total <= 60 and last <= 2 * first else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
