"""No news is told from no data: what went dark and what came back is told once each, and stands in digests meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from service.alert.outbox import DIGEST_LINES
from service.errors import FetchError
from tests.pipeline.test_coverage import NOW, Rig, rig

DOWN = FetchError("connection refused")


def languages(it: Rig, **spoken: str) -> None:
    """Give the feeds their languages."""
    feeds = [replace(one.feed, lang=spoken.get(one.feed.name)) for one in it.store.read(lambda tx: tx.feeds.all())]
    it.store.write(lambda tx: tx.feeds.sync(feeds, NOW))


async def test_a_language_whose_last_feed_fails_is_told_once_and_told_again_when_it_is_back() -> None:
    async with rig("a", "b", "c") as it:
        languages(it, a="ar", b="ar", c="tr")
        it.outlets.answers |= {"a": DOWN}
        await it.polls(5)
        assert it.told() == []
        it.outlets.answers |= {"b": DOWN}
        await it.polls(3)
        ((alert, deliveries),) = it.told()
        assert alert.title == "Blind: language ar: none of 2 feeds brings anything since 2026-05-01 18:00 UTC"
        assert {delivery.channel for delivery in deliveries} == {"ops"}
        assert it.store.read(lambda tx: tx.facts.get(DIGEST_LINES)) == [alert.title.removeprefix("Blind: ")]
        await it.polls(4)
        assert len(it.told()) == 1
        it.outlets.answers |= {"a": 1}
        await it.polls(1)
        assert next(alert.title for alert, _ in it.told()) == "language ar: is seen again"
        assert it.store.read(lambda tx: tx.facts.get(DIGEST_LINES)) == []


async def test_all_that_goes_dark_at_once_is_one_message() -> None:
    async with rig("a", "b") as it:
        languages(it, a="ar", b="tr")
        it.outlets.answers |= {"a": DOWN, "b": DOWN}
        await it.polls(4)
        ((alert, _),) = it.told()
        assert alert.title.endswith(", and 1 more")
        assert "language tr: its one feed brings nothing" in str(alert.content)


async def test_a_pass_in_which_nothing_was_due_looks_at_nothing() -> None:
    async with rig("a") as it:
        languages(it, a="ar")
        it.outlets.answers |= {"a": DOWN}
        await it.polls(2)
        it.clock.set(it.clock.now() + timedelta(seconds=1))
        await it.poller.run_pass()
        assert it.told() == []
