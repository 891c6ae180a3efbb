"""When a delivery that failed is tried again. Pure."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.errors import DeliveryError

SCHEDULE: tuple[timedelta, ...] = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""The waits between ten attempts, the first of which comes at once: 75 h 35 min 5 s in all."""

JITTER = 0.2
LONGEST_ASKED = timedelta(hours=24)


def wait_after(attempts: int, key: str, failure: DeliveryError, schedule: Sequence[timedelta] = SCHEDULE) -> timedelta | None:
    """How long to wait after attempt number `attempts` failed with `failure`; None: never again.

    The jitter of up to a fifth follows from the key and the attempt: what failed together does not come back together, and
    yet every run waits the same. ``Retry-After`` lengthens a wait, to a day at most, and never shortens it.
    """
    if not failure.retry or attempts > len(schedule):
        return None
    wait = schedule[max(attempts, 1) - 1] * (1 + JITTER * _share(key, attempts))
    asked = failure.retry_after or timedelta(0)
    return max(wait, min(asked, LONGEST_ASKED))


def _share(key: str, attempts: int) -> float:
    """A number from -1 to 1 that the key and the attempt decide."""
    number = int.from_bytes(sha256(f"{key}|{attempts}".encode()).digest()[:4], "big")
    return number / (2**32 - 1) * 2 - 1
