"""Every block of code in the README is run, in its order, as a reader would type it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
from typing import TYPE_CHECKING

import pytest

from tests.docs.pages import README, ROOT, Block, blocks
from tests.docs.walk import Reader, feeds, mails

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BLOCKS = blocks(README)
INSTALLING = ("pip install", "make run")
"""Blocks that install, which run in a copy of the checkout."""


def _installs(block: Block) -> bool:
    return any(words in block.text for words in INSTALLING)


SHOWN = [block for block in BLOCKS if block.sort == "text"]
TYPED = [block for block in BLOCKS if block.sort in {"sh", "yaml", "console"} and not _installs(block)]


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """Somebody in an empty folder."""
    with feeds() as port, mails() as (smtp, _box):
        here = f"http://127.0.0.1:{port}"
        own = f'poll: {{allow_private: ["127.0.0.1"]}}\nweb: {{listen: "127.0.0.1:{unused()}"}}\n'
        (tmp_path / "entries.jsonl").write_text('{"id": 1, "title": "Turkey reopens embassy in Damascus"}\n')
        yield Reader(
            tmp_path,
            {
                "user@mail.example.org:587 --to": f"user@localhost:{smtp} --to",
                # The feeds that ship are of the Internet.
                "--lang en --lang tr": "--no-shipped",
                "https://english.enabbaladi.net/feed/": f"{here}/enab",
                "https://syriadirect.org/feed/": f"{here}/direct",
                "# config.yaml\n": f"# config.yaml\n{own}",
            },
        )


def unused() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


def test_every_block_is_of_a_sort_that_is_run() -> None:
    assert {block.sort for block in BLOCKS} <= {"sh", "yaml", "console", "text"}
    assert all(block.text.startswith("# config.yaml\n") for block in BLOCKS if block.sort == "yaml")
    # What an alert looks like is held to the mail that is sent, what the doctor says to what it says; see below.
    assert [block.text.split(":")[0] for block in SHOWN] == ["Subject", "ok    config"]


@pytest.mark.timeout(900)  # three dozen processes, one after the other, on a machine that may be busy
def test_a_reader_types_it_from_top_to_bottom(reader: Reader) -> None:
    reader.walk(TYPED)


MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2} \S+,")


def test_an_alert_looks_as_it_is_shown(tmp_path: Path) -> None:
    """The mail that comes has the lines that the README shows, in their order; only the moment differs."""
    block = SHOWN[0]
    with feeds() as port, mails() as (smtp, box):
        (tmp_path / "config.yaml").write_text(
            'poll: {allow_private: ["127.0.0.1"]}\n'
            f'feeds: [{{name: Enab, url: "http://127.0.0.1:{port}/", lang: en, reliability: B}}]\n'
            f'channels: {{desk: {{type: email, smtp: "smtp+starttls://user@localhost:{smtp}", password: "${{SMTP_PASSWORD}}", '
            "from: t@example.org, to: [d@example.org]}}\n"
            "routes: [{severity: critical, to: desk}]\n"
        )
        Reader(tmp_path).type("thaw poll")
    (mail,) = box.messages
    text = mail.get_body(("plain",))
    assert text is not None
    come = iter(MOMENT.sub("", f"Subject: {mail['subject']}\n{text.get_content()}").splitlines())
    missing = [line for line in MOMENT.sub("", block.text).splitlines() if line and line not in come]
    assert missing == []


def test_the_doctor_says_what_is_shown(tmp_path: Path) -> None:
    """Line by line, of a mail server that has no STARTTLS; paths, ports and counts are those of this folder."""
    with mails(starttls=False) as (smtp, _box):
        (tmp_path / "config.yaml").write_text(
            f'channels: {{desk: {{type: email, smtp: "smtp+starttls://localhost:{smtp}", from: t@e.org, to: [d@e.org]}}}}\n'
        )
        reader = Reader(tmp_path)
        reader.type("thaw db upgrade")
        told = (
            reader.type("thaw doctor", expect=1).replace(f"{tmp_path}/", "").replace(f"localhost:{smtp}", "mail.example.org:587")
        )
    come = [re.sub(r"\d+", "N", line) for line in told.splitlines()]
    assert [line for line in SHOWN[1].text.splitlines() if re.sub(r"\d+", "N", line) not in come] == []


def copy(folder: Path) -> Path:
    """The checkout as it would be cloned, without tests."""
    shutil.copytree(ROOT / "service", folder / "service", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "migrations", folder / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    for name in (
        "pyproject.toml",
        "README.md",
        "CHANGELOG.md",
        "Makefile",
        "requirements.lock",
        "requirements-dev.lock",
        "config.yaml",
    ):
        shutil.copy(ROOT / name, folder / name)
    return folder


def run(script: str, folder: Path, **environment: str) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_pip_installs_it(tmp_path: Path) -> None:
    """The libraries are those of this environment, for a test asks no index; all else is as typed."""
    (block,) = [block for block in BLOCKS if "pip install" in block.text]
    folder = copy(tmp_path)
    offline = {"PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0", "PYTHONPATH": sysconfig.get_path("purelib")}
    script = block.text.replace("python3", sys.executable, 1)
    assert re.search(r"^thaw \d+\.\d+", run(script, folder, **offline), re.MULTILINE)


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("make demo", ".venv/bin/thaw demo"),
        ("make run", ".venv/bin/thaw run --config config.yaml"),
        ("make test", ".venv/bin/pytest -n 3 --dist worksteal"),
    ],
)
def test_make_does_it(tmp_path: Path, line: str, last: str) -> None:
    """On a machine without an environment; what make would do is shown, not done."""
    (block,) = [block for block in BLOCKS if "make run" in block.text]
    assert line in [each.partition("#")[0].strip() for each in block.text.splitlines()]
    # The tests themselves may run under make, which then names each folder that it enters.
    quiet = line.replace("make", "make --dry-run --no-print-directory")
    typed = run(quiet, copy(tmp_path), MAKEFLAGS="", MAKELEVEL="", WORKERS="3")
    assert "--require-hashes -r requirements.lock" in typed
    assert typed.splitlines()[-1] == last
