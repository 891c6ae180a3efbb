"""The crash test bites: every way of building the daemon wrongly is found, and the right way passes the same rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from service.failpoint import Point
from tests.crash.campaign import campaign
from tests.crash.started import HERE, MISTAKES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.crash.campaign import Campaign

FOUND = {
    "etag first": (HERE, "lost entry"),
    "alert after commit": (HERE, "lost alert"),
    "settle before send": (HERE, "marked as sent and never arrived"),
    "send before commit": (HERE, "accepted twice in one life"),
    "another key each time": (Point.SENT, "several keys for one message"),
    "another body each time": (Point.SENT, "several bodies under one key"),
    "leases for ever": (Point.RENDERED, "is sending"),
    "uncounted attempts": (Point.SENT, "more arrived than was counted"),
}
SOON = 20.0
"""Seconds after which what a mistake holds up is held not to come."""


async def kill_in_the_middle(tried: Campaign, *points: Point) -> list[str]:
    """Kill at each point, each time with something new to tell; what was not kept in the end."""
    await tried.come_through()
    for point in points:
        tried.room.faults = 0
        tried.room.publish()
        await tried.kill(point)
    await tried.come_through()
    return list(tried.violations())


def test_every_mistake_is_tried() -> None:
    assert set(FOUND) == MISTAKES.keys() - {""}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("mistake", FOUND)
async def test_a_mistake_is_found(mistake: str, tmp_path: Path) -> None:
    point, expected = FOUND[mistake]
    async with campaign(1, f"sqlite:///{tmp_path}/thaw.db", tmp_path, mistake) as tried:
        tried.patience = SOON
        found = await kill_in_the_middle(tried, point)
    assert [each for each in found if expected in each], found


@pytest.mark.timeout(600)
async def test_without_a_mistake_the_same_rounds_find_nothing(tmp_path: Path) -> None:
    async with campaign(1, f"sqlite:///{tmp_path}/thaw.db", tmp_path) as tried:
        assert await kill_in_the_middle(tried, Point.BEGUN, Point.RENDERED, Point.SENT) == []
