from __future__ import annotations

import gc
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import service
from service.cli.commands import COMMANDS
from service.cli.loading import loading

ROOT = Path(service.__file__).parents[1]
HEAVY = ("aiohttp", "alembic", "apscheduler", "apprise", "sqlalchemy", "uvicorn")
ASK = "import sys; sys.argv = ['thaw', *sys.argv[1:]]; from service.cli import main\ntry: main()\nfinally: print(*sys.modules)"


def loaded(*arguments: str) -> set[str]:
    """The modules that a command had loaded at its end."""
    done = subprocess.run([sys.executable, "-c", ASK, *arguments], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("command", ["explain", "detect", "packs", "config"])
def test_what_needs_no_network_and_no_database_loads_neither(command: str) -> None:
    assert not loaded(command, "--help") & set(HEAVY)


@pytest.mark.parametrize("was_on", [True, False])
def test_no_garbage_is_looked_for_while_something_is_loaded(was_on: bool) -> None:
    before = gc.isenabled()
    (gc.enable if was_on else gc.disable)()
    try:
        with suppress(ImportError), loading():
            assert not gc.isenabled()
            raise ImportError
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.parametrize("before", [(), ("--log-level", "error"), ("--log-json",)])
def test_one_command_is_loaded_wherever_it_stands(before: tuple[str, ...]) -> None:
    modules = {f"service.cli.commands.{module}" for module in COMMANDS.values()}
    assert loaded(*before, "eval", "--help") & modules == {"service.cli.commands.evaluate"}


def test_the_help_and_a_slip_know_every_command() -> None:
    shown = subprocess.run([sys.executable, "-m", "service", "--help"], capture_output=True, text=True, cwd=ROOT, check=True)
    assert [name for name in COMMANDS if f"\n  {name} " not in shown.stdout] == []
    slip = subprocess.run([sys.executable, "-m", "service", "pol"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (slip.returncode, "poll" in slip.stderr) == (2, True)
