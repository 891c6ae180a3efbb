"""`thaw init` at a terminal and by options: a configuration that is right, tried on the spot, and nothing overwritten."""

from __future__ import annotations

import asyncio
import os
import stat
from typing import TYPE_CHECKING

import pytest

from service.config import AppriseSettings, EmailSettings, WebhookSettings, load_config
from tests.alert.hookserver import Hook, receiver
from tests.alert.mailserver import AUTHORITY, Mailbox, mail_server, server_tls
from tests.cli.terminal import terminal
from tests.docs.walk import feeds
from tests.nursery import typed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from service.config import Config


@pytest.fixture
def port() -> Iterator[int]:
    """That of a server of feeds, all titled Enab."""
    with feeds() as there:
        yield there


async def init(*arguments: str, folder: Path, expect: int = 0, **environment: str) -> str:
    """`thaw init` where nobody is there to ask; what it said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THAW_")}
    surroundings = {**kept, "TZ": "Europe/Istanbul", **environment}
    done = await asyncio.to_thread(typed, "init", *arguments, folder=folder, environment=surroundings)
    told = done.stdout + done.stderr
    assert done.returncode == expect, told.decode()
    assert b"Traceback" not in told
    return told.decode()


def written(folder: Path, **environment: str) -> Config:
    return load_config(folder / "config.yaml", environment)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_without_any_option_it_takes_the_feeds_that_ship(tmp_path: Path) -> None:
    told = await init("--no-check", folder=tmp_path)
    config = written(tmp_path)
    assert (config.watches, config.timezone, dict(config.channels)) == (("assi",), "Europe/Istanbul", {})
    assert {feed.lang for feed in config.feeds} == {"en", "ar", "tr"}
    assert {feed.target for feed in config.feeds} == {None}
    assert "No channel" in told
    assert "# Durations: 30s" in (tmp_path / "config.yaml").read_text("utf-8")


async def test_the_languages_choose_among_the_feeds_that_ship(tmp_path: Path) -> None:
    await init("--no-check", "--lang", "tr", "--watch", "kabul", folder=tmp_path)
    config = written(tmp_path)
    assert {feed.lang for feed in config.feeds} == {"tr"}
    assert config.watches == ("kabul",)


async def test_a_feed_of_ones_own_is_looked_at_and_named_by_its_title(tmp_path: Path, port: int) -> None:
    told = await init("--feed", f"http://127.0.0.1:{port}/a", "--allow-private", "127.0.0.1", folder=tmp_path)
    (feed,) = written(tmp_path).feeds
    assert (feed.name, feed.url) == ("Enab", f"http://127.0.0.1:{port}/a")
    assert "Enab: 3 entries" in told
    assert "1 of 1 feed could be read." in told


async def test_two_feeds_of_one_title_are_told_apart(tmp_path: Path, port: int) -> None:
    urls = [f"http://127.0.0.1:{port}/{name}" for name in "aab"]
    await init(*(each for url in urls for each in ("--feed", url)), "--allow-private", "127.0.0.1", folder=tmp_path)
    assert [feed.name for feed in written(tmp_path).feeds] == ["Enab", "Enab (127.0.0.1)"]


async def test_mail_is_sent_with_the_password_of_the_environment(tmp_path: Path) -> None:
    box = Mailbox(password="open-sesame")
    AUTHORITY.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    async with mail_server(box, starttls=server_tls("localhost")) as smtp:
        told = await init(
            "--no-shipped", "--smtp", f"smtp+starttls://amal@localhost:{smtp}", "--to", "desk@example.org", "--test",
            folder=tmp_path, SMTP_PASSWORD="open-sesame", SSL_CERT_FILE=str(tmp_path / "ca.pem"),
        )  # fmt: skip
    assert "desk to desk@example.org: accepted" in told
    assert box.logins[-1] == "amal"
    assert len(box.messages) == 1
    assert not (tmp_path / "secrets").exists()
    text = (tmp_path / "config.yaml").read_text("utf-8")
    assert 'password: "${SMTP_PASSWORD}"' in text
    assert "open-sesame" not in text
    desk = written(tmp_path, SMTP_PASSWORD="open-sesame").channels["desk"]
    assert isinstance(desk, EmailSettings)
    assert (desk.sender, desk.to) == ("desk@example.org", ("desk@example.org",))


async def test_a_password_that_is_missing_is_named_and_nothing_written(tmp_path: Path) -> None:
    told = await init("--smtp", "smtp+starttls://u@m.example.org", "--to", "d@example.org", folder=tmp_path, expect=2)
    assert "SMTP_PASSWORD is not set" in told
    assert "Nothing was written." in told
    assert names(tmp_path) == []


async def test_a_webhook_gets_a_fresh_secret_in_a_file_of_its_own(tmp_path: Path) -> None:
    hook = Hook()
    async with receiver(hook) as url:
        told = await init("--no-shipped", "--webhook", url, "--allow-private", "127.0.0.1", "--test", folder=tmp_path)
    assert "hook to" in told
    assert len(hook.requests) == 1
    secret = tmp_path / "secrets" / "webhook_secret"
    assert (mode(secret), mode(secret.parent)) == (0o600, 0o700)
    assert secret.read_text().startswith("whsec_")
    assert secret.read_text().strip() not in (tmp_path / "config.yaml").read_text() + told
    channel = written(tmp_path).channels["hook"]
    assert isinstance(channel, WebhookSettings)
    assert channel.secret[0].get_secret_value() == secret.read_text().strip()


async def test_secrets_stand_in_clear_only_where_that_is_asked_for(tmp_path: Path) -> None:
    await init("--no-shipped", "--no-check", "--chat", "--secrets", "yaml", folder=tmp_path, CHAT_URL="json://h/${x}")
    assert 'url: "json://h/$${x}"' in (tmp_path / "config.yaml").read_text()
    chat = written(tmp_path).channels["chat"]
    assert isinstance(chat, AppriseSettings)
    assert chat.url.get_secret_value() == "json://h/${x}"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--lang", "xx"], "--lang: 'xx' is none of ar, en, tr"),
        (["--watch", "asi"], "--watch: 'asi' is no watch; did you mean assi?"),
        (["--watch", "./none.yaml"], "--watch: './none.yaml': no such file"),
        (["--timezone", "Istanbul"], "--timezone: 'Istanbul' is no time zone"),
        (["--smtp", "mail.example.org", "--to", "d@example.org"], "--smtp: must start with smtp+starttls://"),
        (["--smtp", "smtp+starttls://m.example.org"], "--smtp: name who gets the mails with --to ADDRESS"),
        (["--to", "d@example.org"], "--smtp is missing"),
        (["--smtp", "smtp://m.example.org", "--to", "d@example.org"], "smtp:// sends in clear"),
        (["--smtp", "smtps://m.example.org", "--to", "Desk <d@example.org>"], "--to: 'Desk <d@example.org>' is not one plain"),
        (["--webhook", "example.org/x"], "--webhook: must be a URL that starts with https://"),
        (["--webhook", "https://example.org/", "--secrets", "env"], "THAW_WEBHOOK_SECRET is not set"),
        (["--chat"], "CHAT_URL is not set"),
        (["--allow-private", "localhost"], "--allow-private: 'localhost' is no address"),
        (["--feed", "file:///etc/passwd"], "--feed: must be a URL that starts with https://"),
        (["--feed", "http://127.0.0.2:9/"], "blocked: 127.0.0.2 is not a public address"),
    ],
)
async def test_what_is_asked_wrongly_is_told_and_nothing_is_written(tmp_path: Path, arguments: list[str], told: str) -> None:
    said = await init(*arguments, folder=tmp_path, expect=2)
    assert told in said.splitlines()[-1]
    assert "Nothing was written." in said.splitlines()
    assert names(tmp_path) == []


async def test_a_feed_that_may_not_be_reached_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    async with terminal("init", "--feed", "http://127.0.0.2:9/", folder=tmp_path) as there:
        assert await there.end() == 2
    nothing, told = there.text.splitlines()
    assert nothing == "Nothing was written."
    assert told.endswith("if it is one of your own network: thaw init --allow-private 127.0.0.2")
    assert names(tmp_path) == []


async def test_secrets_that_were_written_for_nothing_are_taken_away(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").mkdir()
    told = await init("--no-check", "--replace", "--webhook", "http://example.org/x", folder=tmp_path, expect=2)
    assert "Nothing was written." in told
    assert names(tmp_path) == ["config.yaml"]


async def test_a_file_that_is_there_is_left(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("timezone: UTC\n")
    told = await init("--no-check", folder=tmp_path, expect=2)
    assert "config.yaml: left as it is" in told
    assert (tmp_path / "config.yaml").read_text() == "timezone: UTC\n"


async def test_a_file_that_is_replaced_is_kept_under_another_name(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("timezone: UTC\n")
    await init("--no-check", "--replace", folder=tmp_path)
    kept = next(name for name in names(tmp_path) if name.startswith("config.yaml.2"))
    assert (tmp_path / kept).read_text() == "timezone: UTC\n"
    assert written(tmp_path).feeds


async def test_a_channel_that_cannot_be_reached_is_told_and_the_file_stays(tmp_path: Path) -> None:
    async with mail_server(Mailbox(password="open-sesame")) as smtp:
        pass
    arguments = ("--smtp", f"smtp://127.0.0.1:{smtp}", "--insecure", "--to", "d@example.org", "--no-shipped", "--test")
    told = await init(*arguments, folder=tmp_path, expect=1)
    assert "WRONG channel desk" in told
    assert "desk to" not in told
    assert written(tmp_path).channels


async def test_questions_lead_to_a_mail(tmp_path: Path, port: int) -> None:
    box = Mailbox(password="open-sesame")
    AUTHORITY.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    folder = tmp_path / "empty"
    folder.mkdir()
    async with (
        mail_server(box, starttls=server_tls("localhost")) as smtp,
        terminal("init", "--allow-private", "127.0.0.1", folder=folder, SSL_CERT_FILE=str(tmp_path / "ca.pem")) as there,
    ):
        await there.answer("Which watch", "nobody")
        await there.answer("'nobody' is no watch", "assi")
        await there.answer("Which languages do you read", "tr, en")
        await there.answer("Take them", "n")
        await there.answer("A feed of your own", "127.0.0.1/feed")
        await there.answer("must be a URL", "http://127.0.0.2/")
        await there.answer("network: thaw init --allow-private 127.0.0.2", f"http://127.0.0.1:{port}/feed")
        await there.answer("How far is Enab to be trusted", "b")
        await there.answer("'b' is none of", "B")
        await there.answer("Another feed of your own", "")
        await there.answer("Where shall they go", "post")
        await there.answer("'post' is none of", "mail")
        await there.answer("Where else", "")
        await there.answer("Mail server", f"localhost:{smtp}")
        await there.answer("User name there", "amal@example.org")
        await there.answer("Who gets the mails", "desk@example.org")
        await there.answer("Who else gets the mails", "")
        await there.answer("Sender of the mails", "")
        await there.answer("Password of amal@example.org", "")
        await there.answer("nothing was typed; a server that wants a user name wants a password too", "open-sesame")
        await there.answer("Time zone", "")
        await there.answer("Send a test through desk", "y")
        assert await there.end() == 0
    assert "desk to desk@example.org: accepted" in there.text
    assert "open-sesame" not in there.text
    assert (folder / "secrets" / "smtp_password").read_text() == "open-sesame\n"
    config = written(folder)
    desk = config.channels["desk"]
    assert isinstance(desk, EmailSettings)
    assert desk.login is not None
    assert [(feed.name, feed.reliability) for feed in config.feeds] == [("Enab", "B")]
    assert (desk.sender, desk.login[0], config.timezone) == ("amal@example.org", "amal@example.org", "Europe/Istanbul")
    assert [(route.to, route.group is not None, route.digest) for route in config.routes] == [
        (("desk",), False, None), (("desk",), True, None), (("desk",), False, "07:00"),
    ]  # fmt: skip


async def test_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    async with terminal("init", folder=tmp_path) as there:
        await there.answer("Which watch", "\x04")
        assert await there.end() == 1
    assert there.text.endswith("\nNothing was written.\n")
    assert "Traceback" not in there.text
    assert names(tmp_path) == []
