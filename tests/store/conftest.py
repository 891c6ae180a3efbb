"""The databases that the contract is shown on: SQLite in memory and in a file, and a PostgreSQL server of tests/conftest.py."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from service.store.database import SqlStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=["memory", "file", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        asked: str = request.getfixturevalue("empty_postgres")
        return asked
    return "sqlite://" if request.param == "memory" else f"sqlite:///{tmp_path}/data/thaw.db"


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    with closing(SqlStore(url)) as opened:
        opened.upgrade()
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "thaw.db"


@pytest.fixture
def filed(file: Path) -> Iterator[SqlStore]:
    with closing(SqlStore(f"sqlite:///{file}")) as opened:
        opened.upgrade()
        yield opened
