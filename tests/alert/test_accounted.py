"""Whatever receivers answer and reviewers do, every delivery stands somewhere, and what arrives twice carries one id."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from service.alert.notice import members_of
from service.clock import SetClock
from service.errors import DeliveryError
from service.model.alert import DeliveryState, Reason
from tests.alert.made import NOW, alert, signal
from tests.alert.outbox import outbox
from tests.alert.test_deliver import Recorder, deliverer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.alert.outbox import Outbox

ANSWERS: dict[str, DeliveryError | None] = {
    "taken": None,
    "500": DeliveryError("desk: 500", code=500),
    "no answer": DeliveryError("desk: no answer"),
    "550": DeliveryError("desk: 550", code=550, retry=False),
    "busy": DeliveryError("desk: 429", code=429, retry_after=timedelta(hours=3)),
}
ENDED = {DeliveryState.SENT, DeliveryState.DEAD, DeliveryState.MUTED}


@given(
    held=st.lists(st.booleans(), min_size=1, max_size=12),
    answers=st.lists(st.sampled_from(sorted(ANSWERS)), min_size=1, max_size=30),
    rejected=st.sets(st.integers(0, 11), max_size=3),
    rejected_at=st.integers(0, 5),
)
@settings(max_examples=25)
def test_every_delivery_is_accounted_for(held: list[bool], answers: list[str], rejected: set[int], rejected_at: int) -> None:
    async def run() -> None:
        async with outbox() as store:
            await days_pass(store, held, [ANSWERS[each] for each in answers], rejected, rejected_at)

    asyncio.run(run())


async def days_pass(
    store: Outbox, held: list[bool], answers: Sequence[DeliveryError | None], rejected: set[int], rejected_at: int
) -> None:
    desk, clock = Recorder("desk", *answers), SetClock(NOW)
    for number, waits in enumerate(held):
        due = NOW + timedelta(hours=1 if waits else 0)
        store.put(f"msg_{number:02}", of=alert(id=f"s{number}-1", signal_id=f"s{number}"), next_attempt=due)
        store.review(signal(id=f"s{number}"), "")
    sender = deliverer(store, desk, clock=clock)
    for day in range(12):
        if day == rejected_at:
            for number in rejected:
                store.review(signal(id=f"s{number}"), "rejected")
        await sender.run_once()
        assert sum(store.states().values()) == len(store.rows())
        clock.set(clock.now() + timedelta(hours=29))

    arrived = [key for key, _ in desk.taken]
    bodies = dict(desk.taken)
    assert all(bodies[key] == body for key, body in desk.sent if key in bodies)
    told = {key: members_of(store.alert(store.row(key).alert_id)) for key in arrived}
    reached = {*arrived, *(member for members in told.values() for member in members)}
    for row in store.rows():
        assert row.state in ENDED or answers[-1] is not None
        if row.state is DeliveryState.SENT:
            assert row.key in reached
        if row.state in {DeliveryState.DEAD, DeliveryState.MUTED}:
            assert row.error or row.muted
    digests = [each for each in store.alerts() if each.reason is Reason.DIGEST]
    assert all(len(members_of(each)) > 1 for each in digests)
