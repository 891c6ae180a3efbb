"""A right configuration is read wholly; what is left out has its default; nothing of the environment leaks."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from service.config import (
    AppriseSettings,
    Cap,
    Config,
    EmailSettings,
    FileSettings,
    Listen,
    Quiet,
    WebhookSettings,
    find_config,
    load_config,
)
from service.config.shapes import FileShape
from service.errors import AskedWronglyError, ConfigError
from service.model.alert import RouteRule
from service.model.entry import Feed

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"

WHOLE = """
database: sqlite:///state/thaw.db
watches: [assi, ./mine.yaml]
poll: {every: 1h30m, concurrency: 8, per_host: 1, timeout: 2.5s, max_bytes: 500KB,
       allow_private: ["127.0.0.1:8900", "10.0.0.0/8"]}
feeds:
  - {name: One, url: "https://example.org/feed", lang: ar, country: SYR, kind: agency, reliability: B}
  - name: Two
    url: "http://example.org/other?a=1"
    target: AFG
    enabled: no
    full_text: yes
    timeout: 45s
    cache_bust: _cb
    user_agent: Mozilla/5.0 (compatible)
    skip_titles: [Travel advice]
    verify_tls: false
channels:
  desk:
    type: email
    smtp: "smtp+starttls://user@mail.example.org"
    password: "${SMTP_PASSWORD}"
    from: thaw@example.org
    to: [desk@example.org, "büro@münchen.example"]
  hook: {type: webhook, url: "https://example.org/hook", secret: ["${NEW}", "${OLD}"]}
  chat: {type: apprise, url: "${CHAT}"}
  log: {type: file, path: alerts.jsonl}
  out: {type: file, path: "-"}
routes:
  - {severity: [critical, high], to: [desk, hook]}
  - {severity: medium, actor: TUR, to: desk, group: 1h}
  - {status: [denied], indicator: [official_contact], lang: [ar], watch: [], confidence: 0.5, to: [log], digest: 17:00}
web: {listen: "0.0.0.0:9000", token: "${TOKEN}"}
timezone: Europe/Berlin
quiet: {from: 22:00, to: 07:00}
cap: 5/1m
remind: 6h
retention: 30d
heartbeat: "https://example.org/ping/${PING}"
contact: thaw@example.org
templates: own
"""

ENVIRON = {
    "SMTP_PASSWORD": "mail-password",
    "NEW": SECRET,
    "OLD": OTHER,
    "CHAT": "slack://chat-token",
    "TOKEN": "0123456789abcdef",
    "PING": "ping-uuid",
}


def written(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def load(folder: Path, text: str, environ: dict[str, str] | None = None) -> Config:
    return load_config(written(folder, text), environ or {}, watch_names=("assi",))


def mistakes(folder: Path, text: str, environ: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(folder, text, environ)
    return [f"{each.where}: {each.what}" for each in caught.value.mistakes]


@pytest.fixture
def whole(tmp_path: Path) -> Config:
    (tmp_path / "mine.yaml").write_text("", encoding="utf-8")
    (tmp_path / "own").mkdir()
    return load(tmp_path, WHOLE, ENVIRON)


def test_reads_every_plain_setting(whole: Config, tmp_path: Path) -> None:
    assert whole.database == f"sqlite:///{tmp_path}/state/thaw.db"
    assert whole.watches == ("assi", tmp_path / "mine.yaml")
    assert (whole.timezone, whole.contact, whole.path) == ("Europe/Berlin", "thaw@example.org", tmp_path / "config.yaml")
    assert whole.templates == tmp_path / "own"
    assert whole.quiet == Quiet("22:00", "07:00")
    assert whole.cap == Cap(5, timedelta(minutes=1))
    assert (whole.remind, whole.retention) == (timedelta(hours=6), timedelta(days=30))
    assert whole.heartbeat is not None
    assert whole.heartbeat.get_secret_value() == "https://example.org/ping/ping-uuid"


def test_reads_how_to_poll_and_to_listen(whole: Config) -> None:
    assert (whole.poll.every, whole.poll.timeout) == (timedelta(minutes=90), timedelta(seconds=2.5))
    assert (whole.poll.concurrency, whole.poll.per_host, whole.poll.max_bytes) == (8, 1, 500_000)
    assert len(whole.poll.allow_private) == 2
    assert whole.web.listen == Listen("0.0.0.0", 9000)
    assert whole.web.token is not None
    assert whole.web.token.get_secret_value() == "0123456789abcdef"


def test_reads_feeds(whole: Config) -> None:
    one, two = whole.feeds
    assert one == Feed(
        name="One", url="https://example.org/feed", lang="ar", country="SYR", kind="agency", reliability="B", origin="config"
    )
    assert two == Feed(
        name="Two",
        url="http://example.org/other?a=1",
        target="AFG",
        enabled=False,
        full_text=True,
        timeout=timedelta(seconds=45),
        cache_bust="_cb",
        user_agent="Mozilla/5.0 (compatible)",
        skip_titles=("Travel advice",),
        verify_tls=False,
    )


def test_reads_channels(whole: Config, tmp_path: Path) -> None:
    desk, hook, chat, log = (whole.channels[name] for name in ("desk", "hook", "chat", "log"))
    assert isinstance(desk, EmailSettings)
    assert (desk.smtp.host, desk.smtp.port, desk.smtp.security, desk.insecure) == ("mail.example.org", 587, "starttls", False)
    assert desk.login is not None
    assert (desk.login[0], desk.login[1].get_secret_value()) == ("user", "mail-password")
    assert (desk.sender, desk.to) == ("thaw@example.org", ("desk@example.org", "büro@münchen.example"))
    assert isinstance(hook, WebhookSettings)
    assert [each.get_secret_value() for each in hook.secret] == [SECRET, OTHER]
    assert isinstance(chat, AppriseSettings)
    assert chat.url.get_secret_value() == "slack://chat-token"
    assert log == FileSettings(path=str(tmp_path / "alerts.jsonl"))
    assert whole.channels["out"] == FileSettings(path="-")


def test_reads_routes_in_order(whole: Config) -> None:
    assert whole.routes == (
        RouteRule(to=("desk", "hook"), severity=("critical", "high")),
        RouteRule(to=("desk",), severity=("medium",), actor=("TUR",), group=timedelta(hours=1)),
        RouteRule(
            to=("log",),
            status=("denied",),
            indicator=("official_contact",),
            lang=("ar",),
            watch=(),
            confidence=0.5,
            digest="17:00",
        ),
    )


def test_nothing_is_shown_by_accident(whole: Config) -> None:
    printed = f"{whole!r} {whole} {whole.channels!r} {whole.web!r}"
    assert not [value for value in ENVIRON.values() if value in printed]


@pytest.mark.parametrize("name", ["timezone", "database", "watches", "channels"])
def test_is_frozen(whole: Config, name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(whole, name, None)
    with pytest.raises(TypeError):
        whole.channels["more"] = FileSettings(path="-")  # type: ignore[index]


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    config = load_config(None, {}, watch_names=("assi",))
    assert config == Config(database=f"sqlite:///{tmp_path}/data/thaw.db")
    assert (config.watches, config.feeds, config.routes, dict(config.channels)) == (("assi",), (), (), {})
    assert (config.poll.every, config.poll.concurrency, config.poll.per_host) == (timedelta(minutes=10), 64, 2)
    assert (config.poll.timeout, config.poll.max_bytes) == (timedelta(seconds=30), 8 * 1024 * 1024)
    assert (config.cap, config.retention) == (Cap(20, timedelta(minutes=10)), timedelta(days=400))
    assert str(config.web.listen) == "127.0.0.1:8000"


SECTIONS = sorted(FileShape.model_fields.keys() - FileShape.null_is_off)


def test_a_setting_without_a_value_has_its_default(tmp_path: Path) -> None:
    config = load(tmp_path, "".join(f"{name}:\n" for name in SECTIONS))
    assert config == Config(database=f"sqlite:///{tmp_path}/data/thaw.db", path=tmp_path / "config.yaml")


@pytest.mark.parametrize("folder", ["none", "config.yaml", "a\\0b"])
def test_templates_are_a_folder(tmp_path: Path, folder: str) -> None:
    (told,) = mistakes(tmp_path, f'templates: "{folder}"\n')
    assert told.startswith("templates: ")
    assert told.endswith("no such folder")


def test_null_switches_the_cap_off(tmp_path: Path) -> None:
    assert load(tmp_path, "cap: null\n").cap is None
    assert load(tmp_path, "timezone: UTC\n").cap is not None


def test_a_missing_file_is_asked_wrongly(tmp_path: Path) -> None:
    with pytest.raises(AskedWronglyError, match=r"none\.yaml: no such file") as caught:
        load_config(tmp_path / "none.yaml", {})
    assert caught.value.exit_code == 2
    assert not isinstance(caught.value, ConfigError)


def test_a_folder_is_asked_wrongly(tmp_path: Path) -> None:
    with pytest.raises(AskedWronglyError, match="cannot be read: Is a directory"):
        load_config(tmp_path, {})


def test_a_file_of_many_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes(b"# " + b"x" * (4 * 2**20))
    with pytest.raises(ConfigError, match="is larger than 4 MiB"):
        load_config(path, {})


def test_byte_order_mark_and_dos_line_ends_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes(b"\xef\xbb\xbftimezone: Asia/Damascus\r\ncap: 1/1s\r\n")
    assert load_config(path, {}, watch_names=("assi",)).timezone == "Asia/Damascus"


@pytest.mark.parametrize(
    ("url", "loaded"),
    [
        ("sqlite:///data/thaw.db", "sqlite:///{base}/data/thaw.db"),
        ("sqlite:////var/thaw.db", "sqlite:////var/thaw.db"),
        ("sqlite:///thaw.db?timeout=3", "sqlite:///{base}/thaw.db?timeout=3"),
        ("postgresql+psycopg://u:p@h/thaw", "postgresql+psycopg://u:p@h/thaw"),
        ("postgresql://h:5433/thaw", "postgresql+psycopg://h:5433/thaw"),
        ("postgres:///thaw?host=/run", "postgresql+psycopg:///thaw?host=/run"),
    ],
)
def test_database(tmp_path: Path, url: str, loaded: str) -> None:
    assert load(tmp_path, f'database: "{url}"\n').database == loaded.format(base=tmp_path)


def test_the_environment_overrides_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    text = "database: sqlite:///a.db\n"
    assert load(tmp_path, text, {"THAW_DATABASE": "sqlite:////data/thaw.db"}).database == "sqlite:////data/thaw.db"
    assert load(tmp_path, text, {"THAW_DATABASE": "sqlite:///b.db"}).database == f"sqlite:///{elsewhere}/b.db"
    assert load(tmp_path, text, {"THAW_DATABASE": ""}).database == f"sqlite:///{tmp_path}/a.db"


def test_a_wrong_override_is_named_by_its_variable(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^\$THAW_DATABASE: must be sqlite:///PATH") as caught:
        load(tmp_path, "timezone: UTC\n", {"THAW_DATABASE": "mysql://user:hunter2@h/thaw"})
    assert "hunter2" not in str(caught.value)


def secret_file(folder: Path, content: bytes, mode: int = 0o600) -> str:
    path = folder / "secret"
    path.write_bytes(content)
    path.chmod(mode)
    return str(path)


CHAT = 'channels:\n  chat: {type: apprise, url: "${CHAT}"}\n'


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    config = load(tmp_path, CHAT, {"CHAT_FILE": secret_file(tmp_path, b"slack://token\n")})
    chat = config.channels["chat"]
    assert isinstance(chat, AppriseSettings)
    assert chat.url.get_secret_value() == "slack://token"


@pytest.mark.parametrize(
    ("content", "mode", "said"),
    [
        (b"slack://token", 0o604, "is readable by others; chmod o-r"),
        (b"", 0o600, "is empty"),
        (b" \n", 0o600, "is empty"),
        (b"\xff\xfe", 0o600, "is not UTF-8 text"),
        (b"x" * 70_000, 0o600, "is larger than 64 KiB"),
    ],
)
def test_a_secret_file_that_cannot_be_used(tmp_path: Path, content: bytes, mode: int, said: str) -> None:
    file = secret_file(tmp_path, content, mode)
    (told,) = mistakes(tmp_path, CHAT, {"CHAT_FILE": file})
    assert told.startswith(f"channels.chat.url: secret file {file} {said}")


def test_a_secret_file_that_is_missing(tmp_path: Path) -> None:
    (told,) = mistakes(tmp_path, CHAT, {"CHAT_FILE": str(tmp_path / "none")})
    assert told == f"channels.chat.url: secret file {tmp_path / 'none'}: No such file or directory"


def test_a_secret_file_that_cannot_be_reached(tmp_path: Path) -> None:
    below = f"{secret_file(tmp_path, b'slack://token')}/token"
    (told,) = mistakes(tmp_path, CHAT, {"CHAT_FILE": below})
    assert told == f"channels.chat.url: secret file {below}: Not a directory"


def test_variable_and_file_together_are_a_mistake(tmp_path: Path) -> None:
    environ = {"CHAT": "slack://a", "CHAT_FILE": secret_file(tmp_path, b"slack://b")}
    assert mistakes(tmp_path, CHAT, environ) == ["channels.chat.url: CHAT and CHAT_FILE are both set; unset one of them"]


def test_an_empty_variable_does_not_hide_its_file(tmp_path: Path) -> None:
    assert load(tmp_path, CHAT, {"CHAT": "", "CHAT_FILE": secret_file(tmp_path, b"slack://b")}).secrets == {"slack://b"}


@pytest.mark.parametrize(
    ("text", "read"), [("a$${b}c", "a${b}c"), ("$5", "$5"), ("a ${X} b ${X}", "a 1 b 1"), ("${X}", "1"), ("$$", "$$")]
)
def test_holes_in_text(tmp_path: Path, text: str, read: str) -> None:
    assert load(tmp_path, f"contact: '{text}'\n", {"X": "1"}).contact == read


def test_a_value_from_the_environment_is_not_read_as_yaml_or_filled_again(tmp_path: Path) -> None:
    assert load(tmp_path, 'contact: "${X}"\n', {"X": "[a]: ${Y} # b"}).contact == "[a]: ${Y} # b"


def test_numbers_may_come_from_the_environment(tmp_path: Path) -> None:
    assert load(tmp_path, 'poll: {concurrency: "${N}"}\n', {"N": "7"}).poll.concurrency == 7


def mail(**changes: object) -> str:
    settings: dict[str, object] = {
        "type": "email",
        "smtp": "smtps://mail.example.org",
        "from": "thaw@example.org",
        "to": "desk@example.org",
    }
    settings.update(changes)
    return "channels:\n  desk:\n" + "".join(f"    {name}: {value}\n" for name, value in settings.items())


@pytest.mark.parametrize(
    ("smtp", "more", "expected"),
    [
        ("smtps://mail.example.org", {}, ("mail.example.org", 465, "tls")),
        ("smtp+starttls://mail.example.org", {}, ("mail.example.org", 587, "starttls")),
        ("smtp://localhost:2525", {"insecure": "true"}, ("localhost", 2525, "none")),
        ("smtp://[::1]", {"insecure": "yes"}, ("::1", 25, "none")),
    ],
)
def test_mail_servers(tmp_path: Path, smtp: str, more: dict[str, object], expected: tuple[str, int, str]) -> None:
    desk = load(tmp_path, mail(smtp=f'"{smtp}"', **more)).channels["desk"]
    assert isinstance(desk, EmailSettings)
    assert (desk.smtp.host, desk.smtp.port, desk.smtp.security) == expected
    assert desk.login is None


def test_a_password_may_stand_in_the_mail_servers_address(tmp_path: Path) -> None:
    desk = load(tmp_path, mail(smtp='"smtps://me%40example.org:p%2Fw@mail.example.org:4650"')).channels["desk"]
    assert isinstance(desk, EmailSettings)
    assert desk.login is not None
    assert (desk.login[0], desk.login[1].get_secret_value()) == ("me@example.org", "p/w")
    assert "p/w" not in f"{desk!r}{desk.smtp}"


def hook(url: str, allowed: str) -> str:
    return f'poll: {{allow_private: {allowed}}}\nchannels:\n  hook: {{type: webhook, url: "{url}", secret: {SECRET}}}\n'


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("http://127.0.0.1:8900/x", '["127.0.0.1:8900"]'),
        ("http://10.1.2.3/x", '["10.0.0.0/8"]'),
        ("http://[::1]:8900/x", '["[::1]:8900"]'),
        ("http://localhost:8900/x", '["127.0.0.1:8900"]'),
        ("http://receiver:8080/x", '["172.16.0.0/12"]'),
        ("https://example.org/x", "[]"),
    ],
)
def test_webhooks_that_may_be_posted_to(tmp_path: Path, url: str, allowed: str) -> None:
    loaded = load(tmp_path, hook(url, allowed)).channels["hook"]
    assert isinstance(loaded, WebhookSettings)
    assert loaded.url == url


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("http://127.0.0.1:8901/x", '["127.0.0.1:8900"]'),
        ("http://11.1.2.3/x", '["10.0.0.0/8"]'),
        ("http://localhost:8901/x", '["127.0.0.1:8900"]'),
        ("http://receiver:8080/x", "[]"),
        ("http://example.org/x", '["10.0.0.0/8"]'),
        ("http://93.184.216.34/x", '["10.0.0.0/8"]'),
    ],
)
def test_webhooks_that_would_go_in_clear(tmp_path: Path, url: str, allowed: str) -> None:
    (told,) = mistakes(tmp_path, hook(url, allowed))
    assert told.startswith("channels.hook.url: must be https; http is only for an address that poll.allow_private covers")


def test_which_file_is_read(tmp_path: Path) -> None:
    named, environ = tmp_path / "a.yaml", {"THAW_CONFIG": "/b.yaml"}
    assert find_config(None, {}, tmp_path) is None
    usual = written(tmp_path, "")
    assert find_config(None, {}, tmp_path) == usual
    assert find_config(None, {"THAW_CONFIG": ""}, tmp_path) == usual
    assert find_config(None, environ, tmp_path) == Path("/b.yaml")
    assert find_config(named, environ, tmp_path) == named


def test_every_mistake_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "cap: x\nfeeds:\n  - {name: One, url: nowhere}\n  - {name: One}\nretention: never\nwatches: [asi]\n"
    told: list[Any] = mistakes(tmp_path, text)
    assert [each.split(":")[0] for each in told] == ["cap", "feeds[0].url", "feeds[1].url", "retention", "watches[0]"]


POSTGRES = "database: postgresql+psycopg://thaw@db:5433/thaw?sslmode=require\n"


@pytest.mark.parametrize("password", ["plain", "a/b@c:d%e f?g#h", "пароль"])
def test_the_password_of_the_database_comes_from_a_file(tmp_path: Path, password: str) -> None:
    environ = {"THAW_DATABASE_PASSWORD_FILE": secret_file(tmp_path, password.encode() + b"\n")}
    found = make_url(load(tmp_path, POSTGRES, environ).database)
    assert (found.username, found.password, found.host, found.port, found.database) == ("thaw", password, "db", 5433, "thaw")
    assert found.query == {"sslmode": "require"}


@pytest.mark.parametrize(
    "url", ["sqlite:////data/thaw.db", "postgresql+psycopg://thaw:own@db/thaw", "postgresql+psycopg:///thaw?host=/run/pg"]
)
def test_a_database_that_needs_no_password_takes_none(tmp_path: Path, url: str) -> None:
    environ = {"THAW_DATABASE": url, "THAW_DATABASE_PASSWORD_FILE": "/none"}
    assert load(tmp_path, "timezone: UTC\n", environ).database == url


def test_the_file_of_the_password_must_be_of_use(tmp_path: Path) -> None:
    environ = {"THAW_DATABASE_PASSWORD_FILE": secret_file(tmp_path, b"hunter2", mode=0o644)}
    (told,) = mistakes(tmp_path, POSTGRES, environ)
    assert "readable by others" in told
    assert "hunter2" not in told
    (told,) = mistakes(tmp_path, "timezone: UTC\n", {**environ, "THAW_DATABASE": POSTGRES.split(" ")[1].strip()})
    assert told.startswith(": secret file")


@pytest.mark.skipif(os.getuid() == 0, reason="root may read every file")  # such a file cannot be made for root
def test_a_secret_that_this_user_may_not_read_says_who_must_be_let_in(tmp_path: Path) -> None:
    environ = {"THAW_DATABASE_PASSWORD_FILE": secret_file(tmp_path, b"hunter2", mode=0)}
    (told,) = mistakes(tmp_path, POSTGRES, environ)
    assert f"may not be read by user {os.getuid()}" in told
