"""The config.yaml that ships is right, and holds what it promises."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

from service.config import Config, load_config

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("THAW_SHARED", ROOT.parent / "shared"))
PATH = ROOT / "config.yaml"
CHOSEN = SHARED / "feeds.yaml"


@pytest.fixture(scope="module")
def config() -> Config:
    return load_config(PATH, {}, watch_names=("assi",))


def test_watches_assi_over_many_feeds(config: Config) -> None:
    assert config.watches == ("assi",)
    assert config.database == f"sqlite:///{ROOT}/data/thaw.db"
    assert len(config.feeds) == 108
    assert sum(feed.enabled for feed in config.feeds) == 97
    assert {"en", "ar", "tr"} <= {feed.lang for feed in config.feeds if feed.enabled}


def test_switches_no_channel_on(config: Config) -> None:
    assert dict(config.channels) == {}
    assert config.routes == ()


EXAMPLE = re.compile(r"^(\s*)# ((?:database|desk|hook|chat|log|web|quiet|remind|heartbeat|contact): |- \{)", re.MULTILINE)
LIVE = re.compile(r"^(?:database|web):.*$", re.MULTILINE)


def test_the_examples_in_its_comments_are_right(tmp_path: Path) -> None:
    text = PATH.read_text("utf-8").split("\nfeeds:")[0]
    examples = EXAMPLE.sub(r"\1\2", LIVE.sub("", text))
    path = tmp_path / "config.yaml"
    path.write_text(examples, encoding="utf-8")
    names = dict.fromkeys(re.findall(r"\$\{([A-Z_]+)\}", examples), "0123456789abcdef")
    environ = {**names, "CHAT_URL": "slack://x"}
    environ |= dict.fromkeys(("THAW_WEBHOOK_SECRET", "NEW_SECRET", "OLD_SECRET"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    loaded = load_config(path, environ, watch_names=("assi",))
    assert set(loaded.channels) == {"desk", "hook", "chat", "log"}
    assert len(loaded.routes) == 3
    assert loaded.quiet is not None
    assert loaded.remind is not None
    assert loaded.heartbeat is not None
    assert loaded.web.token is not None
    assert loaded.database.startswith("postgresql+psycopg://")


@pytest.mark.skipif(not CHOSEN.is_file(), reason="needs ../shared/feeds.yaml")  # the choice itself is no part of the project
def test_its_feeds_are_those_that_were_chosen(config: Config) -> None:
    chosen = {each["name"]: each for each in yaml.safe_load(CHOSEN.read_text("utf-8"))}
    feeds = {feed.name: feed for feed in config.feeds}
    assert feeds.keys() == chosen.keys()
    for name, each in chosen.items():
        feed = feeds[name]
        assert (feed.url, feed.lang, feed.kind) == (each["url"], each["lang"], each["kind"])
        assert (feed.reliability, feed.target) == (each["reliability"], each.get("target"))
        assert feed.country == {"UNO": "UN", "EUE": "EU"}.get(each["country"], each["country"])
        notes = each.get("notes", "")
        barred = re.search(r"terms (bar|forbid)|check before enabling", notes, re.IGNORECASE)
        assert feed.enabled is not (each["status"] == "doubtful" or bool(barred)), name
        assert (feed.cache_bust is not None) == ("_cb" in notes or "cache-busting" in notes), name


def test_the_settings_that_some_feeds_need(config: Config) -> None:
    feeds = {feed.name: feed for feed in config.feeds}
    slow = {name: feed.timeout.total_seconds() for name, feed in feeds.items() if feed.timeout}
    assert slow == {"Kremlin, president's news (English)": 45, "US Treasury, press releases": 60, "Washington Post, World": 30}
    assert feeds["UK Foreign Office (FCDO)"].skip_titles == ("Travel advice",)
    assert sum(feed.user_agent is not None for feed in feeds.values()) == 4
