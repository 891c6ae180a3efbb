"""A reader who types what a page says, block by block, in one folder; feeds on loopback stand for those that it names."""

from __future__ import annotations

import asyncio
import http.server
import os
import subprocess
import sys
import threading
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from service.config import load_config
from tests.alert.mailserver import AUTHORITY, Mailbox, mail_server, server_tls
from tests.docs.pages import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tests.docs.pages import Block

HEADLINES = ("Turkey reopens embassy in Damascus", "Turkey may reopen its consulate in Aleppo", "Rain in Damascus")
ENVIRONMENT = {
    "SMTP_PASSWORD": "right",
    "THAW_WEBHOOK_SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "CHAT_URL": "json://127.0.0.1:9/",
    "USER": "reader",
}
"""What a reader has in the environment."""


def feed(title: str, heads: Sequence[str] = HEADLINES) -> bytes:
    """A feed of today."""
    date = format_datetime(datetime.now(UTC))
    items = "".join(
        f"<item><guid>{n}</guid><title>{head}</title><link>https://e.example/{n}</link><pubDate>{date}</pubDate></item>"
        for n, head in enumerate(heads, 1)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode()


class _Answers(http.server.BaseHTTPRequestHandler):
    """The same feed at every path, save where another headline is told."""

    heads: ClassVar[Mapping[str, str]] = {}

    def do_GET(self) -> None:
        body = feed("Enab", (self.heads[self.path],)) if self.path in self.heads else feed("Enab")
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Nothing."""


@contextmanager
def feeds(heads: Mapping[str, str] | None = None) -> Iterator[int]:
    """A server of feeds on loopback, `heads` the headlines of some paths; its port."""
    answers = type("Answers", (_Answers,), {"heads": heads or {}})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def mails(*, starttls: bool = True) -> Iterator[tuple[int, Mailbox]]:
    """A mail server that wants STARTTLS, where it has it, and the password of `ENVIRONMENT`: its port, and what it took."""
    box = Mailbox(password=ENVIRONMENT["SMTP_PASSWORD"])
    ready: Future[int] = Future()

    async def serve() -> None:
        async with mail_server(box, starttls=server_tls("localhost") if starttls else None) as port:
            ready.set_result(port)
            await asyncio.to_thread(end.wait)

    end = threading.Event()
    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    try:
        yield ready.result(), box
    finally:
        end.set()
        thread.join()


THAW = """#!/bin/sh
# The command as it is installed; the daemon is asked to end as soon as it is well.
if [ "$1" != run ]; then exec {python} -m service "$@"; fi
{python} -m service "$@" & daemon=$!
until {python} -m service health >/dev/null 2>&1 || ! kill -0 $daemon; do :; done
kill -TERM $daemon
wait $daemon
"""

DOCKER = """#!/bin/sh
# The engine, as far as the documents need it: what runs in the container runs here, and its /data is the folder data.
case "$*" in
    "compose up --build --detach" | "compose stop thaw" | "build --tag thaw .") exit 0 ;;
    "run --detach --read-only --tmpfs /tmp -v thaw:/data -v ./config.yaml:/etc/thaw/config.yaml:ro thaw") exit 0 ;;
    "compose exec thaw thaw "*) shift 4 ;;
    "compose run --rm thaw "* | "run --rm -i thaw "*) while [ "$1" != thaw ]; do shift; done; shift ;;
    "compose cp thaw:/data/"*) exec cp "data/${3#thaw:/data/}" "$4" ;;
    *) echo "docker: not known here: $*" >&2; exit 64 ;;
esac
for word in "$@"; do shift; case "$word" in /data/*) word="data/${word#/data/}" ;; esac; set -- "$@" "$word"; done
THAW_CONFIG="${0%/docker}/config.yaml" exec thaw "$@"
"""


@dataclass
class Reader:
    """Where a reader types, and what the addresses of the documents stand for."""

    folder: Path
    instead: dict[str, str] = field(default_factory=dict)
    checkout: Path = ROOT

    def __post_init__(self) -> None:
        """Install the command."""
        tools = self.folder / "bin"
        if tools.exists():
            return
        tools.mkdir()
        AUTHORITY.cert_pem.write_to_path(str(tools / "ca.pem"))
        (tools / "config.yaml").write_text("database: sqlite:///../data/thaw.db\n")
        for name, script in {"thaw": THAW.replace("{python}", sys.executable), "docker": DOCKER}.items():
            (tools / name).write_text(script)
            (tools / name).chmod(0o755)

    def here(self, text: str) -> str:
        """A text with the addresses that are served here."""
        for address, local in self.instead.items():
            text = text.replace(address, local)
        return text

    def walk(self, blocks: Iterable[Block]) -> None:
        """Do what a page says: save its files, type its commands, compare what it shows."""
        for block in blocks:
            if block.sort == "yaml":
                self._save(block)
            elif block.sort == "console":
                command, _, shown = block.text.removeprefix("$ ").partition("\n")
                assert self.type(command) == shown, f"line {block.line}"
            else:
                self.type(block.text)

    def _save(self, block: Block) -> None:
        """A file begins with its name in a comment; a configuration must be right."""
        name = block.text.partition("\n")[0].removeprefix("# ")
        path = self.folder / name
        path.write_text(self.here(block.text), encoding="utf-8")
        if name == "config.yaml":
            load_config(path, ENVIRONMENT)

    @property
    def surroundings(self) -> dict[str, str]:
        """What programs find in the environment here."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("THAW_")}
        tools = self.folder / "bin"
        path = f"{tools}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        own = {"PATH": path, "PYTHONPATH": str(self.checkout), "COLUMNS": "80", "SSL_CERT_FILE": f"{tools}/ca.pem"}
        return kept | ENVIRONMENT | own

    def type(self, script: str, *, expect: int = 0, **more: str) -> str:
        """Type lines into a shell; what they printed on either output."""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", self.here(script)],
            cwd=self.folder, capture_output=True, text=True, check=False,
            env={**self.surroundings, **more},
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == expect, f"{script}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr
