"""P1, P2, P3, I01: killed at any point, the daemon loses nothing, doubles nothing that it could know of, and needs no help.

Each run has a seed of its own, which is printed; ``CRASH_SEED`` repeats one, ``CRASH_KILLS`` sets how many kills a run has.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text

from tests.crash.campaign import campaign

if TYPE_CHECKING:
    from pathlib import Path

    from tests.crash.campaign import Campaign

KILLS = int(os.environ.get("CRASH_KILLS", "10"))
"""In each run; there are four on SQLite and two on PostgreSQL."""
CHECK_EVERY = 10


def new_seed() -> int:
    return int(os.environ.get("CRASH_SEED") or secrets.randbelow(10**9))


async def survive(seed: int, url: str, folder: Path) -> None:
    sys.stdout.write(f"CRASH_SEED={seed}\n")
    async with campaign(seed, url, folder) as tried:
        try:
            for number in range(1, KILLS + 1):
                await tried.round()
                if number % CHECK_EVERY == 0 or number == KILLS:
                    assert await tried.come_through() == 0, f"seed {seed}: no clean end"
                    assert tried.violations() == [], f"seed {seed}, after {tried.kills}"
        finally:
            keep(tried, folder)
    assert len(tried.kills) == KILLS


def keep(tried: Campaign, folder: Path) -> None:
    """What arrived, beside the database and the logs, for whoever looks into a failure."""
    with (folder / "hits.jsonl").open("w", encoding="utf-8") as out:
        for hit in tried.room.hits:
            out.write(json.dumps(asdict(hit), default=repr) + "\n")


@pytest.mark.timeout(60 * KILLS)
@pytest.mark.parametrize("run", range(4))
async def test_sqlite(run: int, tmp_path: Path) -> None:
    await survive(new_seed() + run, f"sqlite:///{tmp_path}/thaw.db", tmp_path)


@pytest.mark.timeout(60 * KILLS)
@pytest.mark.parametrize("run", range(2))
async def test_postgresql(run: int, tmp_path: Path, postgres: str) -> None:
    engine = create_engine(postgres, isolation_level="AUTOCOMMIT")
    name = f"crash{secrets.token_hex(4)}"
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    await survive(new_seed() + run, engine.url.set(database=name).render_as_string(hide_password=False), tmp_path)
