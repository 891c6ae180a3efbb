"""States of feeds that brought nothing, saved together."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.model.entry import FeedState
    from service.model.ports import AsyncStore


class StateKeeper:
    """Saves states: those that come while a commit is under way go together with the next one.

    A poll without entries has nothing that must be committed with its state, and a commit costs more than the state.

    Args:
        store: the database.
    """

    def __init__(self, store: AsyncStore) -> None:
        self._store = store
        self._waiting: list[tuple[int, FeedState]] = []
        self._next: asyncio.Task[None] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def save(self, feed_id: int, state: FeedState) -> None:
        """Return when the state is committed. Raises StoreError."""
        self._waiting.append((feed_id, state))
        if self._next is None:
            self._next = asyncio.create_task(self._commit())
        await asyncio.shield(self._next)

    async def _commit(self) -> None:
        async with self._one_at_a_time:
            states, self._waiting, self._next = self._waiting, [], None
            await self._store.write(lambda tx: tx.feeds.save_all(states))
