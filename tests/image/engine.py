"""The Docker engine of this machine, as far as tests need it."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOT = Path(__file__).parents[2]
BASE = "python:3.13-slim"
HARDENED = ("--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--tmpfs=/tmp", "--network=host")
"""How it is to be run; the host's network lets it reach the servers of a test."""


async def docker(*arguments: str, expect: int | None = 0, given: bytes | None = None) -> str:
    """Run the engine's command; what it wrote. The classic builder is on every machine that has no other."""
    process = await asyncio.create_subprocess_exec(
        "docker", *arguments, cwd=ROOT, env={"DOCKER_BUILDKIT": "0", **os.environ},
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    out, _ = await process.communicate(given)
    assert expect is None or process.returncode == expect, out.decode()
    return out.decode().strip()


def free_port() -> int:
    """A port of loopback that nobody listens on, for a daemon on the host's network."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


async def _first_line(*arguments: str) -> bytes:
    process = await asyncio.create_subprocess_exec(*arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT)
    assert process.stdout is not None
    line = await process.stdout.readline()
    process.terminate()
    await process.communicate()
    return line


async def inspected(kind: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(await docker("inspect", f"--type={kind}", name))[0]
    return found


@dataclass
class Container:
    """One container, and what it is given."""

    image: str
    volume: str
    mounts: tuple[str, ...] = ()
    name: str = field(default_factory=lambda: f"thaw-test-{uuid.uuid4().hex[:12]}")

    async def start(self, *options: str) -> None:
        """Run the daemon in the background."""
        given = [f"--volume={each}" for each in (f"{self.volume}:/data", *self.mounts)]
        await docker("run", "--detach", f"--name={self.name}", *HARDENED, *given, *options, self.image)

    async def thaw(self, *arguments: str, expect: int = 0) -> str:
        """A command beside the daemon, in the same container."""
        return await docker("exec", self.name, "thaw", *arguments, expect=expect)

    async def until(self, health: str) -> None:
        """Wait for the engine's own word: healthy or unhealthy."""
        wanted = ("--filter", f"container={self.name}", "--filter", f"event=health_status: {health}")
        assert await _first_line("docker", "events", "--since=1h", *wanted)

    async def first_word(self) -> None:
        """Wait until it logs anything."""
        assert await _first_line("docker", "logs", "--follow", self.name)

    async def stop(self) -> int:
        """Ask it to end; its exit code, which is 137 where it takes eight seconds and more."""
        await docker("stop", "--time=8", self.name)
        return await self.code()

    async def code(self) -> int:
        return int((await inspected("container", self.name))["State"]["ExitCode"])

    async def logs(self) -> str:
        return await docker("logs", self.name, expect=None)

    async def remove(self) -> None:
        await docker("rm", "--force", self.name, expect=None)


@asynccontextmanager
async def volume() -> AsyncIterator[str]:
    """A fresh volume."""
    name = f"thaw-test-{uuid.uuid4().hex[:12]}"
    await docker("volume", "create", name)
    try:
        yield name
    finally:
        await docker("volume", "rm", "--force", name, expect=None)


@asynccontextmanager
async def container(image: str, data: str, *mounts: str) -> AsyncIterator[Container]:
    """A container that is gone afterwards, however it ended."""
    one = Container(image, data, mounts)
    try:
        yield one
    finally:
        await one.remove()
