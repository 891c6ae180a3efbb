from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.alert.outbox import Outbox, outbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def store() -> AsyncIterator[Outbox]:
    async with outbox() as opened:
        yield opened
