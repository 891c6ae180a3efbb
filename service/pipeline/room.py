"""Room: the bytes of all bodies that are under way are bounded together, however many feeds are slow."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from service.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

SIZE = 64 * 2**20
"""Bytes: a dozen of the largest bodies on their way at once."""
SMALL = 128 * 2**10
"""Bytes that each body may have all the same: most feeds never wait."""
DROPPED = "too slow for so large a document while others need the memory"


class Room:
    """Hands out room for bytes.

    Args:
        size: bytes in all, besides the first `small` ones of each body.
        small: bytes for which nobody waits.

    `used` counts the bytes that are held.
    """

    def __init__(self, size: int = SIZE, small: int = SMALL) -> None:
        self.size, self.small = size, small
        self.used = 0
        self._held: set[Held] = set()
        self._changed = asyncio.Event()

    @contextmanager
    def held(self) -> Iterator[Held]:
        """The room of one body, given back at the end."""
        held = Held(self)
        self._held.add(held)
        try:
            yield held
        finally:
            self._held.discard(held)
            held.give_back()

    def look(self) -> None:
        """Something changed: who waits looks again."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until_free(self, number: int) -> None:
        """Wait for so many bytes; who is slow and holds most gives way to whoever waits."""
        while self.used + number > self.size:
            self._drop_one()
            await self._changed.wait()

    def _drop_one(self) -> None:
        slow = [each for each in self._held if each.slow and each.bytes]
        if slow and not any(each.dropped for each in slow):
            max(slow, key=lambda each: each.bytes).drop()


class Held:
    """The room of one body; made by `Room`.

    `bytes` are held, `slow` tells that it may be taken from it, `dropped` that it was.
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._limit: asyncio.Timeout | None = None
        self.bytes = 0
        self.slow = self.dropped = False

    async def take(self, number: int) -> None:
        """Take room for so many bytes more, or give back as many as are less than none; waits until there is room."""
        if number > 0 and self.bytes + number > self._room.small:
            await self._room.until_free(number)
        self._change(number)

    def give_back(self) -> None:
        """Give back everything."""
        self._change(-self.bytes)

    @asynccontextmanager
    async def while_under_way(self) -> AsyncIterator[None]:
        """As long as this lasts, room may be taken from who is slow. Raises FetchError where that was done."""
        try:
            async with asyncio.timeout(None) as self._limit:
                yield
        except TimeoutError as error:
            raise FetchError(DROPPED) from error
        finally:
            self._limit, self.slow = None, False

    def is_slow(self) -> None:
        """From now on it may be taken from it."""
        if self._limit is not None:
            self.slow = True
            self._room.look()

    def drop(self) -> None:
        """End what is under way, so that the room is given back."""
        if self._limit is not None:
            self.dropped = True
            self._limit.reschedule(asyncio.get_running_loop().time())

    def _change(self, number: int) -> None:
        self.bytes += number
        self._room.used += number
        if number < 0:
            self._room.look()
