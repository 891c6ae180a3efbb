"""`thaw doctor`: what is wrong is found, said with what to do, and nothing is sent or changed."""

from __future__ import annotations

import json
import socket
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from service.app.doctor import State, examine
from service.app.doctor.channels import examine_channels
from service.app.doctor.clock import examine_clock
from service.app.doctor.database import examine_database
from service.app.doctor.feeds import examine_feeds
from service.clock import SetClock, SystemClock
from service.config import load_config
from service.net.reach import Reach
from service.store import vitals
from service.store.database import SqlStore
from tests.alert.mailserver import Mailbox, mail_server, server_tls
from tests.app.world import SECRET, world
from tests.net.rawserver import RawServer, serving

if TYPE_CHECKING:
    from service.app.doctor import Finding
    from service.config import Config

PAGE = 4096
"""Bytes of a page of SQLite."""
ROOMY = 'poll: {allow_private: ["127.0.0.1"], timeout: 2s}\n'


def config(folder: Path, text: str, **environ: str) -> Config:
    (folder / "config.yaml").write_text(text)
    return load_config(folder / "config.yaml", environ)


def database(folder: Path) -> list[Finding]:
    return list(examine_database(config(folder, "database: sqlite:///thaw.db\n")))


def by(findings: list[Finding], check: str, subject: str = "") -> Finding:
    (found,) = [finding for finding in findings if finding.check == check and finding.subject == subject]
    return found


def refused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


async def channel(folder: Path, settings: str) -> Finding:
    one = config(folder, f"{ROOMY}channels: {{desk: {settings}}}\n")
    async with Reach(allow_private=one.poll.allow_private, timeout=2) as reach:
        (finding,) = [each async for each in examine_channels(one, reach)]
    return finding


async def test_a_whole_service_that_is_well(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/en"}) as there:
        telling_the_time(there.feeds, timedelta(0), "/en")
        await there.thaw("db", "upgrade")
        found = await there.thaw("doctor", "--json")
        told = await there.thaw("doctor")
        assert found["ok"] is True
        states = {(each["check"], each["subject"]): each["state"] for each in found["findings"]}
        for name in ("config", "packs", "disk", "database", "dns", "feed", "clock"):
            assert states[name, ""] == "good", name
        assert states["channel", "desk"] == states["channel", "hook"] == "good"
        assert all(set(each) == {"check", "subject", "state", "told", "advice"} for each in found["findings"])
        assert all(each["advice"] for each in found["findings"] if each["state"] != "good")
        assert "ok    channel desk: 127.0.0.1:" in told
        assert not there.mailbox.envelopes
        assert not there.hook.requests
        assert {asked.method for asked in there.feeds.asked} == {"HEAD"}
        assert "s3cret" not in told
        assert "s3cret" not in json.dumps(found)


async def test_one_thing_that_is_wrong_hides_no_other(tmp_path: Path) -> None:
    text = f"""
database: sqlite:///thaw.db
feeds:
  - {{name: Home, url: "http://127.0.0.1:{refused_port()}/"}}
  - {{name: Gone, url: "https://nothing.invalid/"}}
  - {{name: Off, url: "https://other.invalid/", enabled: false}}
channels:
  desk: {{type: email, smtp: "smtp://127.0.0.1:{refused_port()}", insecure: true, from: a@example.org, to: [b@example.org]}}
"""
    (tmp_path / "thaw.db").write_bytes(b"no database" * 1000)
    findings = [each async for each in examine(config(tmp_path, text), SystemClock())]
    wrong = {(each.check, each.subject) for each in findings if each.state is State.WRONG}
    assert wrong == {("database", ""), ("feed", "Home"), ("dns", ""), ("channel", "desk")}
    assert "allow_private" in by(findings, "feed", "Home").advice
    assert "the names of 1 feed can be resolved" in by(findings, "dns").told
    assert (tmp_path / "thaw.db").read_bytes() == b"no database" * 1000


async def test_a_wrong_configuration_is_a_finding_each_and_asked_wrongly(tmp_path: Path) -> None:
    async with world(tmp_path, {}) as there:
        there.config.write_text("databse: x\npoll: {every: soon}\n")
        found = await there.thaw("doctor", "--json", expect=2)
        assert [finding["told"].split(":")[1] for finding in found["findings"]] == ["1", "2"]
        there.config.unlink()
        assert "WRONG config" in await there.thaw("doctor", expect=2)


async def test_something_wrong_is_exit_1_and_says_what_to_do(tmp_path: Path) -> None:
    async with world(tmp_path, {"Gone": "https://nothing.invalid/"}) as there:
        told = await there.thaw("doctor", expect=1)
        assert "WRONG dns: not one of the names of 1 feed can be resolved" in told
        assert "do: look whether this machine (or container) has a network" in told
        assert not (tmp_path / "thaw.db").exists()


def test_what_is_not_there_yet_is_no_fault_and_is_not_made(tmp_path: Path) -> None:
    found = by(database(tmp_path), "database")
    assert (found.state, "thaw run" in found.advice) == (State.WARNING, True)
    assert not list(tmp_path.glob("thaw.db*"))


@pytest.mark.parametrize(
    ("revision", "state", "advice"),
    [
        ("0001", State.WARNING, "thaw db upgrade"),
        ("9999", State.WRONG, "restore a backup"),
        (None, State.WARNING, "thaw run makes"),
    ],
)
def test_a_schema_of_another_version(tmp_path: Path, revision: str | None, state: State, advice: str) -> None:
    with closing(SqlStore(f"sqlite:///{tmp_path}/thaw.db")) as store:
        store.upgrade()
    with closing(sqlite3.connect(tmp_path / "thaw.db")) as raw:
        if revision is None:
            raw.execute("DROP TABLE alembic_version")
        else:
            raw.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        raw.commit()
    found = by(database(tmp_path), "database")
    assert found.state is state
    assert advice in found.advice


def test_a_damaged_database_is_told_to_be_restored(tmp_path: Path) -> None:
    with closing(SqlStore(f"sqlite:///{tmp_path}/thaw.db")) as store:
        store.upgrade()
    with (tmp_path / "thaw.db").open("r+b") as file:
        file.seek(PAGE)
        file.write(b"\xff" * PAGE * 3)
    found = [each for each in database(tmp_path) if each.state is State.WRONG]
    assert found
    assert all("thaw db restore FILE" in each.advice for each in found)


@pytest.mark.parametrize(
    ("version", "state"),
    [((3, 40, 1), State.WARNING), ((3, 51, 2), State.WARNING), ((3, 51, 3), State.GOOD), ((4, 0, 0), State.GOOD)],
)
def test_an_old_library_is_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], state: State
) -> None:
    monkeypatch.setattr(vitals, "sqlite_version", lambda: version)
    assert by(database(tmp_path), "sqlite").state is state


@pytest.mark.parametrize(("free", "state"), [(10**6, State.WRONG), (5 * 10**8, State.WARNING), (10**11, State.GOOD)])
def test_a_disk_that_fills_up_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, state: State) -> None:
    monkeypatch.setattr(vitals, "room", lambda _file: free)
    assert by(database(tmp_path), "disk").state is state


def test_a_disk_of_another_machine_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vitals, "networked", lambda _file: "nfs4")
    (found,) = [each for each in database(tmp_path) if "another machine (nfs4)" in each.told]
    assert found.state is State.WRONG


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, _mode: Path(path) != tmp_path)
    (found,) = [each for each in database(tmp_path) if "may not be written" in each.told]
    assert str(tmp_path) in found.told
    assert "chown" in found.advice


def test_a_postgres_server_is_asked_for_what_it_promises(empty_postgres: str, tmp_path: Path) -> None:
    one = config(tmp_path, "timezone: UTC\n", THAW_DATABASE=empty_postgres)
    assert by(list(examine_database(one)), "postgresql").told.startswith("PostgreSQL ")
    assert by(list(examine_database(one)), "database").state is State.WARNING
    with closing(SqlStore(empty_postgres)) as store:
        store.upgrade()
    assert by(list(examine_database(one)), "database").state is State.GOOD


async def test_a_server_that_is_away_is_told_and_all_else_looked_at(tmp_path: Path) -> None:
    one = config(tmp_path, "timezone: UTC\n", THAW_DATABASE=f"postgresql+psycopg://thaw:hunter2@127.0.0.1:{refused_port()}/thaw")
    findings = [each async for each in examine(one, SystemClock())]
    found = by(findings, "database")
    assert (found.state, "look whether the server runs" in found.advice) == (State.WRONG, True)
    assert "hunter2" not in found.told
    assert {"config", "packs", "clock"} <= {each.check for each in findings}


def test_a_server_that_forgets_is_told(empty_postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"server_version": "17", "fsync": "off", "full_page_writes": "on", "synchronous_commit": "off"}
    monkeypatch.setattr(vitals, "server_settings", lambda _store: said)
    one = config(tmp_path, "timezone: UTC\n", THAW_DATABASE=empty_postgres)
    told = [each.told for each in examine_database(one) if each.state is State.WRONG]
    assert [text.split(" ")[0] for text in told] == ["fsync", "synchronous_commit"]


async def test_many_feeds_are_one_line_unless_something_is_wrong(tmp_path: Path) -> None:
    feeds = "".join(f'  - {{name: "F{n}", url: "http://127.0.0.{n}/"}}\n' for n in range(1, 41))
    one = config(tmp_path, f'poll: {{allow_private: ["127.0.0.0/27"]}}\nfeeds:\n{feeds}')
    async with Reach(allow_private=one.poll.allow_private) as reach:
        findings = [each async for each in examine_feeds(one.feeds, reach)]
    assert [each.subject for each in findings if each.state is State.WRONG] == [f"F{n}" for n in range(32, 41)]
    assert "31 of 40 feeds" in by(findings, "feed").told
    assert by(findings, "dns").told == "nothing to resolve: no feed is named by a host's name"


async def test_an_address_is_no_name_that_was_resolved(tmp_path: Path) -> None:
    urls = {"Here": "http://localhost/", "Four": "http://127.0.0.1/", "Six": "http://[::1]/", "Gone": "http://nothing.invalid/"}
    feeds = "".join(f'  - {{name: {name}, url: "{url}"}}\n' for name, url in urls.items())
    one = config(tmp_path, f'poll: {{allow_private: ["127.0.0.0/8", "::1/128"]}}\nfeeds:\n{feeds}')
    async with Reach(allow_private=one.poll.allow_private) as reach:
        findings = [each async for each in examine_feeds(one.feeds, reach)]
    assert by(findings, "dns").told == "names are resolved (1 of 2 feeds)"
    assert "thaw feeds remove Gone" in by(findings, "feed", "Gone").advice


def telling_the_time(server: RawServer, ahead: timedelta, path: str = "/") -> None:
    said = format_datetime(datetime.now(UTC) - ahead, usegmt=True)
    server.raw(path, f"HTTP/1.1 405 No\r\nDate: {said}\r\nContent-Length: 0\r\n\r\n".encode())


@pytest.mark.parametrize(
    ("ahead", "state"),
    [(0, State.GOOD), (90, State.WARNING), (-90, State.WARNING), (3600, State.WRONG), (-3600, State.WRONG)],
)
async def test_the_clock_is_held_against_those_of_servers(tmp_path: Path, ahead: int, state: State) -> None:
    async with serving() as server:
        telling_the_time(server, timedelta(seconds=ahead))
        one = config(tmp_path, f'{ROOMY}feeds: [{{name: A, url: "{server.url()}"}}]\n')
        found = await examine_clock(one, one.feeds, SystemClock())
    assert found.state is state
    assert ("timedatectl" in found.advice) is (state is not State.GOOD)


@pytest.mark.parametrize("header", ["", "Date: soon\r\n", "Date: Mon, 99 Foo 2026 99:99:99 GMT\r\n"])
async def test_a_server_without_the_time_leaves_the_clock_in_doubt(tmp_path: Path, header: str) -> None:
    async with serving() as server:
        server.raw("/", f"HTTP/1.1 200 OK\r\n{header}Content-Length: 0\r\n\r\n".encode())
        one = config(tmp_path, f'{ROOMY}feeds: [{{name: A, url: "{server.url()}"}}]\n')
        found = await examine_clock(one, one.feeds, SetClock(datetime(2026, 5, 1, 7, 30, tzinfo=UTC)))
    assert (found.state, "2026-05-01 07:30 UTC" in found.told) == (State.WARNING, True)


MAIL = 'type: email, smtp: "{url}", from: t@example.org, to: [d@example.org], password: hunter2'


@pytest.mark.parametrize(("password", "state"), [("hunter2", State.GOOD), ("other", State.WRONG)])
async def test_a_mail_server_is_logged_in_to_and_sent_nothing(tmp_path: Path, password: str, state: State) -> None:
    box = Mailbox(password=password)
    async with mail_server(box, auth_require_tls=False, auth_required=False) as port:
        found = await channel(tmp_path, "{" + MAIL.format(url=f"smtp://me@127.0.0.1:{port}") + ", insecure: true}")
    assert found.state is state, found
    assert set(box.logins) == {"me"}
    assert box.envelopes == []
    assert "hunter2" not in found.told + found.advice
    assert state is State.GOOD or "password" in found.advice


async def test_a_mail_server_with_a_certificate_that_nobody_knows_is_told(tmp_path: Path) -> None:
    async with mail_server(Mailbox(), starttls=server_tls()) as port:
        found = await channel(tmp_path, "{" + MAIL.format(url=f"smtp+starttls://me@127.0.0.1:{port}") + "}")
    assert "certificate verify failed" in found.told
    assert "certificate" in found.advice


async def test_a_mail_server_without_starttls_is_told(tmp_path: Path) -> None:
    async with mail_server(Mailbox()) as port:
        found = await channel(tmp_path, "{" + MAIL.format(url=f"smtp+starttls://me@127.0.0.1:{port}") + "}")
    assert "STARTTLS" in found.told
    assert "a relay without TLS needs smtp:// and insecure: true" in found.told
    assert "smtps://" in found.advice


async def test_a_mail_server_that_begins_in_clear_is_told(tmp_path: Path) -> None:
    async with mail_server(Mailbox()) as port:
        found = await channel(tmp_path, "{" + MAIL.format(url=f"smtps://me@127.0.0.1:{port}") + "}")
    assert found.state is State.WRONG
    assert "use smtp+starttls:// if the server begins in clear" in found.advice, found
    assert "smtp:// and insecure: true" in found.advice


async def test_a_webhook_that_nobody_takes_is_told_without_its_path(tmp_path: Path) -> None:
    found = await channel(tmp_path, f'{{type: webhook, url: "http://127.0.0.1:{refused_port()}/s3cret", secret: {SECRET}}}')
    assert (found.state, "connection refused" in found.told) == (State.WRONG, True)
    assert "s3cret" not in found.told + found.advice


async def test_a_webhook_behind_the_guard_is_told(tmp_path: Path) -> None:
    found = await channel(tmp_path, f'{{type: webhook, url: "https://127.0.0.2:1/", secret: {SECRET}}}')
    assert found.told.endswith("blocked: 127.0.0.2 is not a public address (poll.allow_private lists exceptions)")


async def test_a_file_that_may_not_be_written_is_told_and_none_is_made(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    assert (await channel(tmp_path, "{type: file, path: plain/alerts.jsonl}")).state is State.WRONG
    assert (
        await channel(tmp_path, "{type: file, path: none/alerts.jsonl}")
    ).state is State.GOOD  # its folder is made when needed
    assert not (tmp_path / "none").exists()
    assert (await channel(tmp_path, "{type: file, path: alerts.jsonl}")).state is State.GOOD
    assert not (tmp_path / "alerts.jsonl").exists()


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
async def test_what_only_a_message_shows_is_said(tmp_path: Path) -> None:
    found = await channel(tmp_path, '{type: apprise, url: "json://user:hunter2@127.0.0.1/"}')
    assert (found.state, "thaw alerts test desk" in found.told, "hunter2" in found.told) == (State.GOOD, True, False)


async def test_channels_and_routes_that_miss_each_other_are_told(tmp_path: Path) -> None:
    text = "channels: {a: {type: file, path: a}, b: {type: file, path: b}}\nroutes: [{severity: [high], to: [a]}]\n"
    told = [each.told async for each in examine(config(tmp_path, text), SystemClock()) if each.check == "config"]
    assert told[1:] == ["no route leads to the channel b"]
    told = [each.told async for each in examine(config(tmp_path, "timezone: UTC\n"), SystemClock()) if each.check == "config"]
    assert told[1:] == ["no channel is configured: nothing is sent"]


async def test_a_wrong_watch_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("name: mine\n")
    findings: list[Any] = [each async for each in examine(config(tmp_path, "watches: [./mine.yaml]\n"), SystemClock())]
    assert "thaw packs lint FILE" in by(findings, "packs").advice
