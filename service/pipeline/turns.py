"""Turns: so many feeds are under way at once, and who takes long gives his turn to others and goes on beside them."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

PATIENCE = 2.0
"""Seconds after which a turn is given away: most feeds have answered by then."""
BESIDE = 4
"""So many times as many as have a turn may go on beside them."""


class Turns:
    """Hands out turns.

    Args:
        at_once: how many there are.
        patience: seconds that one may be held while what it is for is waited for.

    `free` and `beside` count what is left.
    """

    def __init__(self, at_once: int, *, patience: float = PATIENCE) -> None:
        self.free = asyncio.Semaphore(at_once)
        self.beside = at_once * BESIDE
        self._patience = patience
        self._wanted = 0
        self._calm = asyncio.Event()
        self._calm.set()
        self._closed = False

    @asynccontextmanager
    async def turn(self, when_slow: Callable[[], None] = lambda: None) -> AsyncIterator[Turn]:
        """One turn, waited for in the order in which it is asked for, and given away after a while, which `when_slow` is told."""
        held = Turn(self, when_slow)
        await held.take()
        held.give_away_after(self._patience)
        try:
            yield held
        finally:
            held.end()

    async def calm(self, longest: float) -> None:
        """Wait until nobody has a turn or waits for one, or so many seconds have passed."""
        await asyncio.sleep(0)  # who is just beginning asks for a turn first
        with suppress(TimeoutError):
            async with asyncio.timeout(longest):
                await self._calm.wait()

    def close(self) -> None:
        """Who waits for calm goes on now."""
        self._closed = True
        self._calm.set()

    def want(self, more: int) -> None:
        """So many more have a turn or wait for one."""
        self._wanted += more
        if not self._wanted or self._closed:
            self._calm.set()
        else:
            self._calm.clear()


class Turn:
    """One turn; made by `Turns`."""

    def __init__(self, turns: Turns, when_slow: Callable[[], None]) -> None:
        self._turns = turns
        self._when_slow = when_slow
        self._holds = False
        self._is_beside = False
        self._timer: asyncio.TimerHandle | None = None

    async def take(self) -> None:
        """Take it for good, again where it was given away meanwhile: for work that is no waiting."""
        self._stop_timer()
        if not self._holds:
            self._turns.want(1)
            try:
                await self._turns.free.acquire()
            except BaseException:
                self._turns.want(-1)
                raise
            self._holds = True
            self._leave_beside()

    def give_away_after(self, seconds: float) -> None:
        """Let others have it then, if there is room beside."""
        self._timer = asyncio.get_running_loop().call_later(seconds, self.go_beside)

    def go_beside(self) -> bool:
        """Give it away now; false where there is no room beside."""
        if not self._turns.beside:
            return False
        self._turns.beside -= 1
        self._is_beside = True
        self._release()
        self._when_slow()
        return True

    def put_back(self) -> None:
        """Give it away until it is taken again, for work that is to wait until the others are done."""
        self._stop_timer()
        self._release()

    def end(self) -> None:
        """Leave."""
        self._stop_timer()
        self._release()
        self._leave_beside()

    def _release(self) -> None:
        if self._holds:
            self._holds = False
            self._turns.free.release()
            self._turns.want(-1)

    def _leave_beside(self) -> None:
        if self._is_beside:
            self._is_beside = False
            self._turns.beside += 1

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
