"""The client against servers that cannot be trusted, over real sockets."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import struct
import zlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import trustme

from service.errors import FetchError
from service.model.address import parse_allowed
from service.net.client import Answer, Client
from tests.net.rawserver import Asked, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.net.rawserver import RawServer

LOOPBACK = (parse_allowed("127.0.0.0/8"),)
MIB = 2**20


@pytest.fixture
async def server() -> AsyncIterator[RawServer]:
    async with serving() as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    async with Client(allow_private=LOOPBACK) as running:
        yield running


async def get(client: Client, url: str, *, timeout: float = 5, max_bytes: int = MIB, **headers: str) -> Answer:  # noqa: ASYNC109
    return await client.get(url, headers=headers, timeout=timeout, max_bytes=max_bytes)


async def refused(client: Client, url: str, **limits: float) -> str:
    with pytest.raises(FetchError) as error:
        await get(client, url, **limits)  # type: ignore[arg-type]
    return error.value.message


async def test_an_answer_comes_as_it_is(server: RawServer, client: Client) -> None:
    url = server.answer("/feed", b"<rss/>", headers='ETag: "x"\r\nX-Odd: 1\r\n')
    answer = await get(client, url, accept="text/xml")
    assert (answer.status, answer.body, answer.headers["etag"], answer.url) == (200, b"<rss/>", '"x"', url)
    assert server.asked[0].headers == {"host": f"127.0.0.1:{server.port}", "accept": "text/xml"}


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified", "404 Not Found", "500 Oh", "599 Odd"])
async def test_every_status_is_an_answer(server: RawServer, client: Client, status: str) -> None:
    assert (await get(client, server.answer("/", status=status))).status == int(status[:3])


async def test_bytes_are_kept_when_there_is_room_for_them(server: RawServer, client: Client) -> None:
    room, taken = asyncio.Event(), asyncio.Queue[int]()

    async def take(number: int) -> None:
        taken.put_nowait(number)
        await room.wait()

    packed = gzip.compress(b"x" * 50_000, mtime=0)
    server.raw("/old", b"HTTP/1.1 302 Found\r\nLocation: /new\r\nContent-Length: 3\r\n\r\nold")
    server.answer("/new", packed, headers="Content-Encoding: gzip\r\n")
    asked = asyncio.create_task(client.get(server.url("/old"), headers={}, timeout=30, max_bytes=MIB, take=take))
    first = await taken.get()
    assert (first, taken.empty(), len(server.asked), asked.done()) == (3, True, 1, False)
    room.set()
    assert len((await asked).body) == 50_000
    rest = [taken.get_nowait() for _ in range(taken.qsize())]
    # What the redirect said is given back, and what is held in the end is the decoded body.
    assert rest[:2] == [0, -3]
    assert sum(rest[2:]) == 50_000


BODY = b"<rss>" + b"x" * 5000 + b"</rss>"


@pytest.mark.parametrize(
    ("label", "sent", "body", "warning"),
    [
        ("gzip", gzip.compress(BODY, mtime=0), BODY, ""),
        ("deflate", zlib.compress(BODY), BODY, ""),
        ("", gzip.compress(BODY, mtime=0), BODY, "without saying so"),
        ("gzip", BODY, BODY, "is not"),
        ("gzip", gzip.compress(BODY, mtime=0)[:-8], BODY, "cut off"),
        ("", BODY, BODY, ""),
    ],
)
async def test_bodies_are_decoded(server: RawServer, client: Client, label: str, sent: bytes, body: bytes, warning: str) -> None:
    url = server.answer("/", sent, headers=f"Content-Encoding: {label}\r\n" if label else "")
    answer = await get(client, url)
    assert answer.body == body
    assert warning in "; ".join(answer.warnings)
    assert bool(answer.warnings) is bool(warning)


@pytest.mark.parametrize("label", ["Content-Encoding: gzip\r\n", ""])
async def test_a_bomb_does_not_go_off(server: RawServer, client: Client, label: str) -> None:
    bomb = gzip.compress(b"\0" * (64 * MIB))
    assert await refused(client, server.answer("/", bomb, headers=label)) == "decoded body larger than 1 MiB"


async def test_a_body_that_says_it_is_too_large_is_not_read(server: RawServer, client: Client) -> None:
    url = server.raw("/", b"HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n")
    assert await refused(client, url) == "response larger than 1 MiB"


async def test_a_body_without_end_is_cut_at_the_cap(server: RawServer, client: Client) -> None:
    async def endless(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x" * 65536)
            await writer.drain()

    server.handlers["/"] = endless
    assert await refused(client, server.url()) == "response larger than 1 MiB"


@pytest.mark.parametrize("begin", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"])
async def test_what_drips_is_cut_at_the_deadline(server: RawServer, client: Client, begin: bytes) -> None:
    over = asyncio.Event()

    async def drip(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(begin)
        await over.wait()

    server.handlers["/"] = drip
    assert await refused(client, server.url(), timeout=0.2) == "deadline exceeded: no whole answer within 0.2 s"
    over.set()


async def test_a_connection_that_breaks_is_told(server: RawServer, client: Client) -> None:
    cut = server.raw("/cut", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    assert await refused(client, cut) == "connection closed by the server in the middle of its answer"
    assert await refused(client, server.url("/nothing")) == "connection closed by the server before it answered"
    assert await refused(client, server.raw("/smtp", b"220 mail ESMTP\r\n\r\n")) == "not an answer by HTTP"


async def test_nobody_there_is_told(client: Client) -> None:
    async with serving() as gone:
        url = gone.url()
    assert await refused(client, url) == "connection refused"
    assert await refused(client, "http://thaw-test.invalid/") == "host not found"


async def test_redirects_are_followed_and_named(server: RawServer, client: Client) -> None:
    end = server.answer("/end", b"end")
    server.answer("/2", status="301 Moved", headers="Location: end\r\n")
    first = server.answer("/1", status="302 Found", headers=f"Location: {server.url('/2')}\r\n")
    answer = await get(client, first)
    assert (answer.url, answer.body) == (end, b"end")
    assert answer.redirects == ((302, server.url("/2")), (301, end))


async def test_redirects_without_end_are_cut(server: RawServer, client: Client) -> None:
    assert await refused(client, server.answer("/", status="302 F", headers="Location: /\r\n")) == "too many redirects (max 5)"
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("file:///etc/passwd", "unsupported scheme 'file'"),
        ("ftp://example.org/", "unsupported scheme 'ftp'"),
        ("gopher://x", "unsupported scheme 'gopher'"),
        ("data:text/plain,x", "unsupported scheme 'data'"),
        ("http://ex ample/", "its target "),
        ("http://[::1/", "its target "),
        ("http://a\\@127.0.0.1/", "its target "),
    ],
)
async def test_a_redirect_to_what_is_no_web_address_is_refused(server: RawServer, client: Client, target: str, why: str) -> None:
    url = server.answer("/", status="302 F", headers=f"Location: {target}\r\n")
    assert (await refused(client, url)).startswith(f"redirect blocked: {why}")


async def test_a_space_in_the_target_of_a_redirect_is_mended(server: RawServer, client: Client) -> None:
    server.answer("/a%20b", b"x")
    assert (await get(client, server.answer("/", status="302 F", headers="Location: /a b\r\n"))).body == b"x"


async def test_a_target_in_arabic_letters_is_quoted(server: RawServer, client: Client) -> None:
    server.answer("/%D8%AE", b"x")
    url = server.raw("/", "HTTP/1.1 302 F\r\nLocation: /خ\r\nContent-Length: 0\r\n\r\n".encode())
    assert (await get(client, url)).body == b"x"


async def test_a_failure_after_a_redirect_tells_the_way_there(server: RawServer, client: Client) -> None:
    async with serving() as gone:
        target = gone.url("/gone")
    url = server.answer("/", status="302 F", headers=f"Location: {target}\r\n")
    assert await refused(client, url) == f"connection refused (redirected to {target})"


async def test_a_redirect_into_a_private_network_is_refused(server: RawServer) -> None:
    async with Client(allow_private=(parse_allowed(f"127.0.0.1:{server.port}"),)) as client:
        for target in ("http://127.0.0.2/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://localhost/"):
            url = server.answer("/", status="302 F", headers=f"Location: {target}\r\n")
            told = await refused(client, url)
            assert told.startswith("redirect blocked: ")
            assert target in told


PRIVATE = [
    "127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "192.0.0.192",
    "224.0.0.1", "255.255.255.255", "198.18.0.1", "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[fec0::1]", "[::ffff:127.0.0.1]",
    "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::127.0.0.1]", "[3fff::1]", "localhost",
]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
async def test_no_private_address_is_ever_connected_to(server: RawServer, host: str) -> None:
    async with Client() as client:
        assert (await refused(client, f"http://{host}:{server.port}/")).startswith("blocked: ")
        with pytest.raises(FetchError, match="blocked"):
            await client.post(f"http://{host}:{server.port}/", body=b"", headers={}, timeout=5)
    assert not server.asked


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1"])
async def test_odd_spellings_of_loopback_lead_nowhere(server: RawServer, host: str) -> None:
    async with Client() as client:
        await refused(client, f"http://{host}:{server.port}/")
    assert not server.asked


async def test_another_port_of_a_listed_address_is_refused(server: RawServer) -> None:
    async with Client(allow_private=(parse_allowed("127.0.0.1:1"),)) as client:
        assert (await refused(client, server.url())).startswith("blocked: ")


async def test_a_post_goes_as_it_is_and_follows_nothing(server: RawServer, client: Client) -> None:
    url = server.answer("/hook", status="307 T", headers="Location: /other\r\n")
    answer = await client.post(url, body=b'{"a": 1}', headers={"content-type": "application/json"}, timeout=5)
    assert answer.status == 307
    (asked,) = server.asked
    assert (asked.method, asked.body, asked.headers["content-type"]) == ("POST", b'{"a": 1}', "application/json")


async def test_credentials_stay_with_their_host(server: RawServer, client: Client) -> None:
    async with serving() as other:
        other.answer("/", b"x")
        server.answer("/", status="302 F", headers=f"Location: {other.url()}\r\n")
        answer = await get(client, server.url().replace("//", "//user:secret@"))
        assert server.asked[0].headers["authorization"] == "Basic dXNlcjpzZWNyZXQ="
        assert "authorization" not in other.asked[0].headers
        assert "secret" not in str(answer)


async def test_credentials_stay_when_their_host_redirects_to_itself(server: RawServer, client: Client) -> None:
    server.answer("/feed", status="301 M", headers="Location: /feed/\r\n")
    server.answer("/feed/", b"x")
    await get(client, server.url("/feed").replace("//", "//user:secret@"))
    assert [asked.headers.get("authorization") for asked in server.asked] == ["Basic dXNlcjpzZWNyZXQ="] * 2


async def test_headers_that_log_in_stay_with_their_host(server: RawServer, client: Client) -> None:
    async with serving() as other:
        other.answer("/", b"x")
        server.answer("/", status="302 F", headers=f"Location: {other.url()}\r\n")
        await get(client, server.url(), Authorization="Bearer x", Cookie="a=b", Accept="text/xml")
        assert server.asked[0].headers["authorization"] == "Bearer x"
        assert set(other.asked[0].headers) == {"host", "accept"}


async def test_what_a_redirect_says_of_logins_is_not_believed(server: RawServer, client: Client) -> None:
    server.answer("/end", b"x")
    there = server.url("/end").replace("//", "//evil:word@")
    answer = await get(client, server.answer("/", status="302 F", headers=f"Location: {there}\r\n"))
    assert "authorization" not in server.asked[1].headers
    assert "evil" not in str(answer)


async def test_what_was_accepted_stays_accepted_however_the_reply_goes_on(server: RawServer, client: Client) -> None:
    async def endless(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x" * 65536)
            await writer.drain()

    server.handlers["/hook"] = endless
    answer = await client.post(server.url("/hook"), body=b"{}", headers={}, timeout=5)
    assert (answer.status, answer.body) == (200, b"")
    cut = server.raw("/cut", b"HTTP/1.1 202 OK\r\nContent-Length: 9\r\n\r\nx")
    assert (await client.post(cut, body=b"{}", headers={}, timeout=5)).status == 202


@pytest.mark.parametrize("name", ["X", "Set-Cookie"])
async def test_headers_without_end_are_cut(server: RawServer, client: Client, name: str) -> None:
    flood = b"".join(b"%s-%d: %s\r\n" % (name.encode(), number, b"x" * 1000) for number in range(5000))
    assert await refused(client, server.raw("/", b"HTTP/1.1 200 OK\r\n" + flood)) == "not an answer by HTTP"
    long = b"HTTP/1.1 200 OK\r\n" + name.encode() + b": " + b"x" * 10**6
    assert await refused(client, server.raw("/", long)) == "not an answer by HTTP"


async def test_an_encoding_that_was_not_offered_is_named(server: RawServer, client: Client) -> None:
    url = server.answer("/", b"x", headers="Content-Encoding: br\r\n")
    assert await refused(client, url) == "bad content encoding: br"


async def test_no_cookie_is_kept(server: RawServer, client: Client) -> None:
    url = server.answer("/", headers="Set-Cookie: a=b\r\n")
    await get(client, url)
    await get(client, url)
    assert "cookie" not in server.asked[1].headers


async def test_no_proxy_of_the_environment_is_used(server: RawServer, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    assert (await get(client, server.answer("/", b"x"))).body == b"x"


async def test_certificates_are_verified_unless_told_otherwise(client: Client) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("other.example").configure_cert(context)
    async with serving(tls=context) as server:
        url = server.answer("/", b"x")
        assert (await refused(client, url)).startswith("certificate verify failed: ")
        answer = await client.get(url, headers={}, timeout=5, max_bytes=MIB, verify=False)
        assert answer.body == b"x"


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """One whose certificates are trusted."""
    made = trustme.CA()
    made.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return made


@pytest.mark.parametrize(
    ("name", "age", "why"),
    [
        ("localhost", timedelta(days=-1), ""),
        ("other.example", timedelta(days=-1), "certificate verify failed: Hostname mismatch"),
        ("localhost", timedelta(days=1), "certificate verify failed: certificate has expired"),
    ],
)
async def test_a_certificate_must_be_of_this_host_and_of_today(
    authority: trustme.CA, client: Client, name: str, age: timedelta, why: str
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    expiry = datetime.now(UTC) - age
    authority.issue_cert(name, not_before=expiry - timedelta(days=9), not_after=expiry).configure_cert(context)
    async with serving(tls=context) as secure:
        secure.answer("/", b"x")
        url = secure.url(host="localhost")
        if why:
            assert (await refused(client, url)).startswith(why)
        else:
            assert (await get(client, url)).body == b"x"


async def test_what_is_no_tls_is_told(client: Client) -> None:
    async def plain(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        assert (await refused(client, f"https://127.0.0.1:{port}/")).startswith("TLS failed: ")


@pytest.mark.parametrize("begin", [b"", b"HTTP/1.1 200 OK\r\nX: y", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"])
async def test_a_connection_that_is_reset_is_told(server: RawServer, client: Client, begin: bytes) -> None:
    async def reset(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(begin)
        await writer.drain()
        linger = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.transport.abort()

    server.handlers["/"] = reset
    assert "connection closed by the server" in await refused(client, server.url())


async def test_a_redirect_that_leaves_tls_is_told(server: RawServer, client: Client) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    async with serving(tls=context) as secure:
        url = secure.answer("/", status="302 F", headers=f"Location: {server.answer('/', b'x')}\r\n")
        answer = await client.get(url, headers={}, timeout=5, max_bytes=MIB, verify=False)
    assert answer.warnings == ("redirected from https to http, which anybody on the way can change",)
