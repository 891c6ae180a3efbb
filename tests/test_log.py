from __future__ import annotations

import json
import logging
import sys
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
import structlog

from service import log
from service.store.database import AsyncSqlStore, SqlStore

if TYPE_CHECKING:
    from collections.abc import Iterator


class Stream(StringIO):
    """Where lines go."""

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def stream(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stream]:
    made = Stream()
    monkeypatch.setattr(sys, "stderr", made)
    monkeypatch.setattr(logging, "basicConfig", lambda **_settings: None)  # it would shut out what listens to this test
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
