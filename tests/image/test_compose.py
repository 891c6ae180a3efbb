"""compose.yaml, read by Compose itself and run: on the host's network, for this machine may have no other."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import uuid
from typing import TYPE_CHECKING

import pytest

from tests.app.world import feed, world
from tests.image.engine import ROOT, docker, free_port, inspected

if TYPE_CHECKING:
    from pathlib import Path

COMPOSE = ["docker-compose"] if shutil.which("docker-compose") else ["docker", "compose"]
pytestmark = [
    pytest.mark.docker,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not shutil.which(COMPOSE[0]), reason="needs Docker Compose"),  # brought by make test-docker's engine alone
]
ON_POSTGRES = "COMPOSE_PROFILES=postgres\nTHAW_DATABASE=postgresql+psycopg://thaw@postgres/thaw\n"


def read(folder: Path, *, profile: str = "") -> dict[str, dict[str, object]]:
    chosen = ["--profile", profile] if profile else []
    told = subprocess.run([*COMPOSE, *chosen, "config", "--services"], cwd=folder, check=True, capture_output=True, text=True)
    whole = subprocess.run([*COMPOSE, *chosen, "config"], cwd=folder, check=True, capture_output=True, text=True)
    return {name: {"text": whole.stdout} for name in told.stdout.split()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "compose.yaml", tmp_path)
    shutil.copy(ROOT / "config.yaml", tmp_path)
    return tmp_path


def test_compose_takes_it(folder: Path) -> None:
    assert "thaw" in read(folder)
    assert set(read(folder, profile="postgres")) == {"thaw", "postgres"}


def test_two_lines_choose_postgres(folder: Path) -> None:
    (folder / ".env").write_text(ON_POSTGRES)
    assert "THAW_DATABASE: postgresql+psycopg://thaw@postgres/thaw" in str(read(folder)["thaw"]["text"])


async def compose(folder: Path, project: str, *arguments: str) -> str:
    process = await asyncio.create_subprocess_exec(
        *COMPOSE, "--project-name", project, *arguments, cwd=folder, env={**os.environ, "COMPOSE_FILE": "compose.yaml:here.yaml"},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return out.decode()


async def test_it_comes_up_backs_up_goes_back_and_ends(image: str, folder: Path) -> None:
    project = f"thaw{uuid.uuid4().hex[:8]}"
    (folder / "here.yaml").write_text(f"services: {{thaw: {{image: '{image}', network_mode: host}}}}\n")
    async with world(folder, {"Enab": "/en"}, port=free_port()) as there:
        there.config.chmod(0o644)
        there.feeds.answer("/en", feed(("a1", "Turkey reopens embassy in Damascus", "")))
        try:
            await compose(folder, project, "up", "--detach", "--no-build")
            await there.feeds.until(lambda: bool(there.hook.requests))
            await compose(folder, project, "exec", "-T", "thaw", "thaw", "db", "backup", "/data/copy.db")
            running = (await compose(folder, project, "ps", "--quiet")).strip()
            facts = await inspected("container", running)
            assert facts["HostConfig"]["ReadonlyRootfs"] is True
            assert facts["HostConfig"]["CapDrop"] == ["ALL"]
            await compose(folder, project, "stop", "--timeout", "8")
            assert (await inspected("container", running))["State"]["ExitCode"] == 0
            await compose(folder, project, "run", "--rm", "-T", "thaw", "db", "restore", "/data/copy.db")
            checked = await compose(folder, project, "run", "--rm", "-T", "thaw", "db", "check", "--json")
            assert json.loads(checked)["rows"]["signals"] == 1
        finally:
            await compose(folder, project, "down", "--volumes")
        assert project not in await docker("volume", "ls", "--quiet")
