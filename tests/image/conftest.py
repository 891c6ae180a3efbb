"""The image, built once a run."""

from __future__ import annotations

import os
import subprocess
import uuid
from typing import TYPE_CHECKING

import pytest

from tests.image.engine import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def image() -> Iterator[str]:
    tag = f"thaw-test:{uuid.uuid4().hex[:12]}"
    environment = {"DOCKER_BUILDKIT": "0", **os.environ}
    subprocess.run(["docker", "build", "--network=host", "--tag", tag, "."], cwd=ROOT, env=environment, check=True)
    yield tag
    subprocess.run(["docker", "image", "rm", "--force", tag], check=False, capture_output=True)
