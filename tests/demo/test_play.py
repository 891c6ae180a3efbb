"""What the play does where things go wrong: it never waits for ever, and never shows what is not so."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from service.alert.channels.signing import new_secret
from service.config import load_config
from service.demo import play as playing
from service.demo.archive import load_outlets
from service.demo.mailbox import Mailbox
from service.demo.newsroom import Newsroom
from service.demo.receiver import Receiver
from service.demo.scenes import SCENES
from service.demo.stage import Stage, config_text, lay_down
from service.detect.watches import load_detector
from service.errors import StoreError, ThawError
from service.model.alert import Reason
from service.store.database import SqlStore
from tests.alert.made import alert, change, signal

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
ITEM = load_outlets()[0].items[0]
STEP = next(scene for scene in SCENES if scene.sends is Reason.NEW)
TALK = next(scene for scene in SCENES if scene.sends is None)


class Hurrying:
    """A clock on which half a minute goes by whenever somebody looks."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self._seconds)

    def monotonic(self) -> float:
        self._seconds += 30
        return self._seconds


async def opening(folder: Path, daemon: Coroutine[Any, Any, None]) -> None:
    """Wait for the first pass of a daemon that is none."""
    secret = new_secret()
    (folder / "config.yaml").write_text("database: sqlite:///thaw.db\n")
    config = load_config(folder / "config.yaml", {})
    running = asyncio.ensure_future(daemon)
    with closing(SqlStore(config.database)) as store:
        store.upgrade()
        stage = Stage(
            config=config,
            store=store,
            newsroom=Newsroom(load_outlets(), NOW),
            mailbox=Mailbox(),
            receiver=Receiver(secret),
            daemon=running,
        )
        try:
            await playing._Player(stage, load_detector(), Hurrying(), print, folder).open()
        finally:
            running.cancel()


async def test_a_daemon_that_does_nothing_is_waited_for_with_patience_but_not_for_ever(tmp_path: Path) -> None:
    with pytest.raises(ThawError, match="waited 60 s until the daemon reads its feeds for the first time; see what it does"):
        await opening(tmp_path, asyncio.Event().wait())  # type: ignore[arg-type]


async def test_a_daemon_that_cannot_go_on_says_why(tmp_path: Path) -> None:
    async def failing() -> None:
        raise StoreError("thaw.db: has no room left")

    with pytest.raises(StoreError, match="has no room left"):
        await opening(tmp_path, failing())


async def test_a_daemon_that_ends_before_its_time_is_told(tmp_path: Path) -> None:
    with pytest.raises(ThawError, match="ended before its time"):
        await opening(tmp_path, asyncio.sleep(0))


def outcome(*, planned: int, reason: Reason = Reason.NEW) -> playing._Outcome:
    return playing._Outcome(signal=signal(), change=change(), alert=replace(alert(), reason=reason), planned=planned)


def test_a_scene_that_sends_what_it_promises_goes_on() -> None:
    playing._check(STEP, outcome(planned=2), ITEM)
    playing._check(TALK, outcome(planned=0), ITEM)


@pytest.mark.parametrize(
    ("scene", "found", "words"),
    [
        (STEP, outcome(planned=0), "was to send new, and sent nothing"),
        (STEP, outcome(planned=2, reason=Reason.RAISED), "was to send new, and sent raised"),
        (TALK, outcome(planned=1), "was to send nothing, and sent new"),
    ],
)
def test_a_scene_that_does_not_is_a_mistake_that_is_told(scene: Any, found: playing._Outcome, words: str) -> None:
    with pytest.raises(ThawError, match=words):
        playing._check(scene, found, ITEM)


def test_the_configuration_is_one_that_a_person_could_have_written(tmp_path: Path) -> None:
    odd = replace(load_outlets()[0], name='"Il Messaggero": #1, [sic] {x}')
    newsroom = Newsroom([odd, *load_outlets()[1:]], NOW)
    (tmp_path / "config.yaml").write_text(config_text(newsroom, web=8001, smtp=8002, secret=new_secret()), encoding="utf-8")
    config = load_config(tmp_path / "config.yaml", {"THAW_DATABASE": ""})
    assert [feed.name for feed in config.feeds] == [outlet.name for outlet in newsroom.outlets]
    assert {(feed.lang, feed.reliability) for feed in config.feeds} == {("en", "B"), ("en", "C"), ("ar", "B"), ("tr", "C")}
    assert list(config.channels) == ["desk", "hook"]
    assert config.web.listen.port == 0


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ThawError, match=r"gone/config.yaml: cannot be written: No such file"):
        lay_down(tmp_path / "gone/config.yaml", b"")
