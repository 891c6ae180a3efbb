from __future__ import annotations

import json
import logging
import sys
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
import structlog

from service import log
from service.cli.output import say
from service.store.database import AsyncSqlStore, SqlStore

if TYPE_CHECKING:
    from collections.abc import Iterator


LIBRARY = logging.getLogger("tests.library")


class Stream(StringIO):
    """Where lines go."""

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def stream(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stream]:
    made = Stream()
    monkeypatch.setattr(sys, "stderr", made)
    # On the root it would shut out what listens to this test.
    monkeypatch.setattr(logging, "basicConfig", lambda **settings: monkeypatch.setattr(LIBRARY, "handlers", settings["handlers"]))
    monkeypatch.setattr(log, "_hidden", set())
    log.configure(level="info", json=True)
    yield made
    structlog.reset_defaults()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("the password is hush-hush!", "the password is ***!"),
        (["hush-hush", {"deep": ("hush-hush",)}], ["***", {"deep": ["***"]}]),
        (ValueError("hush-hush"), "***"),
        (b"hush-hush", "b'***'"),
        (17, 17),
        (None, None),
        ("hush", "hush"),
    ],
)
def test_p14_a_secret_shows_in_no_value(stream: Stream, value: object, shown: object) -> None:
    log.hide(["hush-hush"])
    log.logger("test").info("said", value=value)
    (line,) = stream.lines()
    assert line["value"] == shown


def test_p14_nor_in_a_traceback_nor_in_the_event(stream: Stream) -> None:
    log.hide(["hush", "hush-hush"])
    try:
        int("hush-hush")
    except ValueError:
        log.logger("test").exception("it was hush-hush")
    (line,) = stream.lines()
    assert "hush" not in json.dumps(line)
    assert "ValueError: invalid literal" in line["exception"]


def test_p14_nor_in_what_a_library_logs_by_itself(stream: Stream) -> None:
    log.hide(["hush-hush"])
    LIBRARY.warning("no answer from %s", "https://x.example/?token=hush-hush")
    try:
        int("hush-hush")
    except ValueError:
        LIBRARY.exception("broken")
    said, broken = stream.lines()
    assert (said["event"], said["level"]) == ("no answer from https://x.example/?token=***", "warning")
    assert "ValueError: invalid literal" in broken["exception"]
    assert "hush" not in stream.getvalue()


def test_p14_nor_in_what_commands_say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_hidden", set())
    log.hide(["hush", "hush-hush"])
    say("it was hush-hush, hush")
    assert capsys.readouterr().err == "it was ***, ***\n"


@pytest.mark.parametrize("text", ["%s%n%d", "{0.__class__}", "{event}", "\x1b[31mred", "line\nbreak"])
def test_f11_what_feeds_write_is_text_and_breaks_no_line(stream: Stream, text: str) -> None:
    log.logger("test").info("entry quarantined", error=text)
    (line,) = stream.lines()
    assert line["error"] == text


async def test_what_is_bound_stands_in_lines_from_the_writer_thread_too(stream: Stream) -> None:
    store = SqlStore("sqlite://")
    rows = AsyncSqlStore(store)
    with log.bound(feed="Enab"):
        await rows.write(lambda _tx: log.logger("test").info("inside"))
    log.logger("test").info("outside")
    await rows.aclose()
    store.close()
    inside, outside = stream.lines()
    assert (inside["feed"], "feed" in outside) == ("Enab", False)
