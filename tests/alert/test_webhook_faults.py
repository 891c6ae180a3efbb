"""Receivers of webhooks that fail in every way that there is, through the client that the service has."""

from __future__ import annotations

import asyncio
import socket
from contextlib import ExitStack, asynccontextmanager, closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from service.model.address import parse_allowed
from tests.alert.hookserver import HOST, Hook, receiver
from tests.alert.mailserver import server_tls
from tests.alert.test_webhook import SECRET, channel, failure, send

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Awaitable, Callable

    Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def talking(talk: Talk, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A server of raw bytes; its port."""
    tasks: set[asyncio.Task[None]] = set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await talk(reader, writer)
        except (asyncio.CancelledError, asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(accept, HOST, 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


async def asleep(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


def saying(*pieces: bytes, then: Talk = asleep) -> Talk:
    """Reads the request, says each piece, and then does as told."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"}")
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        await then(reader, writer)

    return talk


@pytest.mark.parametrize("said", [(), (b"HTTP/1.1 20",), (b"HTTP/1.1 200 OK\r\n",), (b"HTTP/1.1 200 OK\r\nDate: now\r\nX: ",)])
async def test_a_receiver_that_falls_silent_in_its_answer_costs_no_more_than_the_deadline(said: tuple[bytes, ...]) -> None:
    async with talking(saying(*said)) as port:
        told = await failure(f"http://{HOST}:{port}/", timeout=0.3)
    assert "deadline exceeded" in told.message
    assert (told.retry, told.code, told.retry_after) == (True, None, timedelta(seconds=60))


async def test_a_receiver_that_drips_its_answer_costs_no_more_than_the_deadline() -> None:
    async def drip(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            writer.write(b"X-Header: x\r\n")
            await writer.drain()
            await asyncio.sleep(0.05)

    async with talking(saying(b"HTTP/1.1 200 OK\r\n", then=drip)) as port:
        told = await failure(f"http://{HOST}:{port}/", timeout=0.4)
    assert told.retry


async def test_a_receiver_that_never_speaks_tls_costs_no_more_than_the_deadline() -> None:
    async with talking(asleep) as port:
        told = await failure(f"https://{HOST}:{port}/", timeout=0.3)
    assert told.retry
    assert told.retry_after == timedelta(seconds=60)


async def test_a_receiver_whose_queue_is_full_costs_no_more_than_the_deadline() -> None:
    with ExitStack() as open_sockets:
        full = open_sockets.enter_context(closing(socket.socket()))
        full.bind((HOST, 0))
        full.listen(0)
        for _ in range(4):
            waiting = open_sockets.enter_context(closing(socket.socket()))
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        told = await failure(f"http://{HOST}:{full.getsockname()[1]}/", timeout=0.3)
    assert told.retry
    assert told.code is None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ((), "closed by the server before it answered"),
        ((b"HTTP/1.1 200",), ""),
        ((b"SSH-2.0-OpenSSH\r\n\r\n",), "not an answer by HTTP"),
        ((b"\x00" * 100,), ""),
        ((b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",), ""),
        ((b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 10_000 + b"\r\n",), ""),
    ],
)
async def test_a_receiver_that_hangs_up_or_speaks_garbage_is_tried_again(said: tuple[bytes, ...], words: str) -> None:
    async def end(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        return

    async with talking(saying(*said, then=end)) as port:
        told = await failure(f"http://{HOST}:{port}/")
    assert words in told.message
    assert (told.retry, told.code) == (True, None)


async def test_nobody_listens() -> None:
    with closing(socket.socket()) as taken:
        taken.bind((HOST, 0))
        told = await failure(f"http://{HOST}:{taken.getsockname()[1]}/")
    assert (told.message, told.retry) == ("hook: connection refused", True)


@pytest.mark.parametrize("head", [b"", b"content-encoding: gzip\r\n", b"content-length: 1073741824\r\n"])
async def test_an_endless_answer_is_not_read(head: bytes) -> None:
    written = 0

    async def pour(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal written
        while not writer.is_closing():
            writer.write(b"\x1f\x8b" + b"x" * 65536)
            await writer.drain()
            written += 65536

    async with talking(saying(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n", then=pour)) as port:
        assert await send(f"http://{HOST}:{port}/") == "HTTP 200"
    assert written < 64 * 2**20


@pytest.mark.parametrize("names", [("wrong.example.org",), (HOST,)])
async def test_a_certificate_that_cannot_be_verified_is_refused_before_anything_is_sent(names: tuple[str, ...]) -> None:
    got = b""

    async def read(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        nonlocal got
        got = await reader.read()

    async with talking(read, tls=server_tls(*names)) as port:
        told = await failure(f"https://{HOST}:{port}/", allow=[parse_allowed(HOST)])
    assert "certificate verify failed" in told.message
    assert told.retry
    assert got == b""


@pytest.mark.parametrize(
    "host", [HOST, "127.0.0.2", "localhost", "[::1]", "0", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "169.254.169.254"]
)
async def test_an_address_that_is_not_public_is_never_reached_and_is_tried_again_for_it_may_be_allowed(host: str) -> None:
    canary = Hook()
    async with receiver(canary) as url:
        port = url.split(":")[2].split("/")[0]
        told = await failure(f"https://{host}:{port}/", allow=())
    assert told.message.startswith("hook: ")
    assert "not a public address" in told.message or "invalid address" in told.message
    assert told.retry
    assert canary.requests == []


async def test_http_goes_only_where_it_is_allowed() -> None:
    told = await failure("http://93.184.215.14/", allow=[parse_allowed(HOST)], timeout=1.0)
    assert told.retry
    assert "blocked" in told.message


async def test_a_user_and_password_in_the_address_log_in_and_are_never_shown() -> None:
    hook = Hook()
    async with receiver(hook) as url:
        assert await send(url.replace("http://", "http://thaw:hunter2@")) == "HTTP 204"
        hook.says(500)
        told = await failure(url.replace("http://", "http://thaw:hunter2@"))
    assert hook.requests[0][0]["authorization"] == "Basic dGhhdzpodW50ZXIy"
    assert "hunter2" not in told.message + told.resource
    assert SECRET not in told.message
    assert channel("https://thaw:hunter2@h.example.org/").recipients() == ("h.example.org",)
