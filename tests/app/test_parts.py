"""What the composition root makes of a configuration: channels, routing, detector, database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from service.alert.channels.email import EmailChannel
from service.alert.channels.file import FileChannel
from service.alert.channels.webhook import WebhookChannel
from service.app.agent import user_agent
from service.app.asking import reachable
from service.app.channels import channels_of, recipients_of, template_mistakes
from service.app.clients import client_of
from service.app.detection import LateDetector, detector_of, detector_when_needed
from service.app.parts import foundation_of, opened_store, parts_on, sync_feeds
from service.app.routing import idle_routing, routing_of
from service.clock import SystemClock
from service.config import Config, Listen, load_config
from service.detect.engine import Detector
from service.errors import AskedWronglyError, InstanceHeldError, StoreError, ThawError
from service.model.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

# One of the services that Apprise looks through imports a module that Python 3.13 dropped.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
CHANNELS = f"""\
channels:
  desk: {{type: email, smtp: "smtps://mail.example.org", from: t@example.org, to: [d@example.org, h@example.org]}}
  hook: {{type: webhook, url: "https://hooks.example.org/x", secret: {KEY}}}
  chat: {{type: apprise, url: "json://localhost/secret-token"}}
  log: {{type: file, path: alerts.jsonl}}
  out: {{type: file, path: "-"}}
"""
ROUTES = "routes:\n  - {to: desk, severity: [critical]}\n  - {to: [log, hook], group: 1h}\n"
FEEDS = 'feeds: [{name: Enab, url: "https://enab.example/rss", lang: ar}]\n'
NOW = datetime(2026, 5, 1, tzinfo=UTC)
REOPENS = Entry(id="1", title="Turkey reopens embassy in Damascus", lang="en")


@pytest.fixture
def configured(tmp_path: Path) -> Callable[[str], Config]:
    """Reads a configuration of this text."""

    def read(text: str = "") -> Config:
        path = tmp_path / "config.yaml"
        path.write_text("database: sqlite:///thaw.db\n" + text, encoding="utf-8")
        return load_config(path, {})

    return read


def test_each_channel_is_of_its_type_and_knows_who_gets_what(configured: Callable[[str], Config], tmp_path: Path) -> None:
    config = configured(CHANNELS)
    channels = channels_of(config, client_of(config))
    assert list(channels) == ["desk", "hook", "chat", "log", "out"]
    assert [type(channels[name]) for name in ("desk", "hook", "log", "out")] == [
        EmailChannel, WebhookChannel, FileChannel, FileChannel,
    ]  # fmt: skip
    assert recipients_of(channels) == {
        "desk": ("d@example.org", "h@example.org"),
        "hook": ("hooks.example.org",),
        "chat": ("json",),
        "log": (f"{tmp_path}/alerts.jsonl",),
        "out": ("-",),
    }


def test_without_channels_nobody_is_told(configured: Callable[[str], Config]) -> None:
    config = configured("")
    assert channels_of(config, client_of(config)) == {}
    assert idle_routing(config).routes == ()


def test_an_address_that_no_service_takes_is_told_without_its_secret(configured: Callable[[str], Config]) -> None:
    config = configured('channels: {chat: {type: apprise, url: "nosuchservice://secret-token"}}\n')
    with pytest.raises(AskedWronglyError) as caught:
        channels_of(config, client_of(config))
    assert "chat" in caught.value.message
    assert "secret-token" not in caught.value.message


def test_the_plan_has_the_settings_of_the_file(configured: Callable[[str], Config]) -> None:
    told = "timezone: Asia/Damascus\nquiet: {from: 22:00, to: 07:00}\ncap: 5/1m\n"
    routing = idle_routing(configured(CHANNELS + ROUTES + told))
    assert [(rule.to, rule.severity, rule.group) for rule in routing.routes] == [
        (("desk",), ("critical",), None),
        (("log", "hook"), None, timedelta(hours=1)),
    ]
    settings = routing.settings
    assert (settings.cap, settings.cap_window) == (5, timedelta(minutes=1))
    assert (settings.timezone, settings.quiet) == ("Asia/Damascus", ("22:00", "07:00"))
    assert settings.names["TUR"]
    assert list(routing.channels) == ["desk", "hook", "chat", "log", "out"]


@pytest.mark.parametrize(("told", "cap"), [("", 20), ("cap: null\n", None), ("cap: 1/1h\n", 1)])
def test_a_cap_can_be_left_at_its_default_or_switched_off(
    configured: Callable[[str], Config], told: str, cap: int | None
) -> None:
    settings = routing_of(configured(told), {}, {}).settings
    assert (settings.cap, settings.quiet) == (cap, None)


def test_what_is_wrong_in_templates_of_ones_own_is_named(configured: Callable[[str], Config], tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    config = configured("templates: own\n")
    assert list(template_mistakes(config)) == []
    (tmp_path / "own" / "alert.txt.j2").write_text("{{ title }}\n{% if %}", encoding="utf-8")
    (mistake,) = template_mistakes(config)
    assert "alert.txt.j2:2" in mistake


def test_servers_are_told_who_asks_and_whom_to_write_to(configured: Callable[[str], Config]) -> None:
    assert user_agent(configured("")) == f"thaw/{version('thaw')}"
    assert user_agent(configured("contact: https://desk.example\n")) == f"thaw/{version('thaw')} (+https://desk.example)"


@pytest.mark.parametrize(
    ("listen", "asked"),
    [
        (Listen("127.0.0.1", 8000), Listen("127.0.0.1", 8000)),
        (Listen("0.0.0.0", 8000), Listen("127.0.0.1", 8000)),
        (Listen("::", 81), Listen("::1", 81)),
        (Listen("::1", 81), Listen("::1", 81)),
        (Listen("10.1.2.3", 81), Listen("10.1.2.3", 81)),
        (Listen("localhost", 81), Listen("127.0.0.1", 81)),
    ],
)
def test_a_daemon_that_listens_everywhere_is_asked_on_the_loopback(listen: Listen, asked: Listen) -> None:
    assert reachable(listen) == asked


def test_watches_that_are_named_go_before_those_of_the_file() -> None:
    def never() -> tuple[str, ...]:
        raise AssertionError("the configuration was read")

    detector, watches = detector_of(["kabul"], never)
    assert watches == ("kabul",)
    assert detector.detect(REOPENS, NOW).mentions == ()
    detector, watches = detector_of([], lambda: ("assi",))
    assert watches == ("assi",)
    assert [mention.actors for mention in detector.detect(REOPENS, NOW).mentions] == [("TUR",)]


def test_a_shipped_watch_is_loaded_when_it_is_first_needed() -> None:
    late = detector_when_needed(("assi",))
    assert isinstance(late, LateDetector)
    assert "loaded" not in vars(late)
    assert late.names["TUR"] == late.loaded.names["TUR"]
    assert "loaded" in vars(late)
    assert (len(late.names), set(late.names)) == (len(late.loaded.names), set(late.loaded.names))
    assert late.detect(REOPENS, NOW) == late.loaded.detect(REOPENS, NOW)


def test_a_watch_of_ones_own_is_loaded_at_once_for_its_mistakes(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("name: x\n", encoding="utf-8")
    with pytest.raises(ThawError, match=r"own\.yaml:1: "):
        detector_when_needed(("assi", own))
    shipped = Path(__file__).parents[2] / "service" / "packs" / "watches" / "assi.yaml"
    own.write_text(shipped.read_text("utf-8"), encoding="utf-8")
    assert isinstance(detector_when_needed((own,)), Detector)


def test_a_database_is_made_only_where_it_may_be_brought_up_to_date(configured: Callable[[str], Config]) -> None:
    config = configured("")
    with pytest.raises(StoreError), opened_store(config):
        pytest.fail("a database without tables was opened")
    with opened_store(config, upgrade=True) as store:
        assert store.read(lambda tx: tx.feeds.all()) == []
    with opened_store(config) as store:
        assert store.read(lambda tx: tx.signals.listed()) == []


def test_one_instance_alone_holds_the_database_and_lets_it_go(configured: Callable[[str], Config]) -> None:
    config = configured("")
    with opened_store(config, upgrade=True, exclusive=True):
        with pytest.raises(InstanceHeldError) as caught, opened_store(config, exclusive=True):
            pytest.fail("two instances hold one database")
        assert caught.value.exit_code == 75
        with opened_store(config) as beside:
            assert beside.read(lambda tx: tx.feeds.all()) == []
    with opened_store(config, exclusive=True) as again:
        assert again.read(lambda tx: tx.feeds.all()) == []


async def test_a_running_service_is_built_of_one_database_and_the_files_feeds(configured: Callable[[str], Config]) -> None:
    config = configured(CHANNELS + ROUTES + FEEDS)
    detector = detector_when_needed(config.watches)
    async with foundation_of(config, SystemClock()) as base, parts_on(base, config, detector) as parts:
        assert parts.store is base.store
        assert parts.async_store is base.async_store
        assert base.store.read(lambda tx: tx.feeds.all()) == []
        await sync_feeds(parts)
        (known,) = base.store.read(lambda tx: tx.feeds.all())
        assert (known.feed.name, known.feed.lang, known.feed.origin) == ("Enab", "ar", "config")
        assert list(parts.channels) == list(parts.routing.channels) == list(config.channels)
        assert parts.routing.routes == config.routes
    with opened_store(config, exclusive=True) as free:
        assert [each.feed.name for each in free.read(lambda tx: tx.feeds.all())] == ["Enab"]


async def test_nothing_is_held_after_a_part_could_not_be_built(configured: Callable[[str], Config]) -> None:
    config = configured('channels: {chat: {type: apprise, url: "nosuchservice://secret-token"}}\n')
    detector = detector_when_needed(config.watches)
    with pytest.raises(AskedWronglyError):
        async with foundation_of(config, SystemClock()) as base, parts_on(base, config, detector):
            pytest.fail("a channel was built that no service takes")
    with opened_store(config, exclusive=True) as free:
        assert free.read(lambda tx: tx.signals.listed()) == []
