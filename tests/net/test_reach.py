"""Hosts as they would be reached: looked up, judged by the guard, connected to, and nothing asked."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from service.errors import FetchError
from service.model.address import parse_allowed
from service.net.reach import Reach
from tests.alert.mailserver import AUTHORITY, client_tls, server_tls

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator

LOOPBACK = (parse_allowed("127.0.0.1"), parse_allowed("::1"))


class Door:
    """Notes what each visitor said until they left."""

    def __init__(self) -> None:
        self.url = ""
        self.said: asyncio.Queue[bytes] = asyncio.Queue()

    async def open(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            said = await reader.read()
        except ConnectionError:
            said = b""
        writer.transport.abort()
        self.said.put_nowait(said)


@asynccontextmanager
async def door(tls: ssl.SSLContext | None = None) -> AsyncIterator[Door]:
    one = Door()
    server = await asyncio.start_server(one.open, "127.0.0.1", 0, ssl=tls)
    one.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    try:
        yield one
    finally:
        server.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


async def test_a_listed_address_is_connected_to_and_asked_nothing() -> None:
    async with door() as one, Reach(allow_private=LOOPBACK) as reach:
        assert list(await reach.addresses(one.url)) == ["127.0.0.1"]
        assert await reach.connect(one.url) == "127.0.0.1"
        assert await one.said.get() == b""


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "0x7f000001", "2130706433"])
async def test_what_is_not_public_is_blocked_before_it_is_connected_to(host: str) -> None:
    async with door() as one, Reach() as reach:
        for look in (reach.addresses, reach.connect):
            with pytest.raises(FetchError, match=r"^blocked: ") as caught:
                await look(one.url.replace("127.0.0.1", host))
            assert not caught.value.retry
        assert one.said.empty()


async def test_what_is_sent_goes_in_clear_only_where_it_is_listed() -> None:
    async with Reach() as reach:
        assert list(await reach.addresses("http://93.184.216.34/")) == ["93.184.216.34"]
        with pytest.raises(FetchError, match="http sends in clear"):
            await reach.connect("http://93.184.216.34/")
        assert list(await reach.addresses("http://93.184.216.34/", in_clear=True)) == ["93.184.216.34"]
        assert list(await reach.addresses("https://93.184.216.34/", in_clear=False)) == ["93.184.216.34"]


async def test_a_name_without_an_address_is_told() -> None:
    async with Reach(allow_private=LOOPBACK) as reach:
        for look in (reach.addresses, reach.connect):
            with pytest.raises(FetchError, match="host not found") as caught:
                await look("https://user:hunter2@nothing.invalid/hook")
            assert caught.value.retry
            assert "hunter2" not in caught.value.resource


async def test_nobody_at_the_door_is_told() -> None:
    async with Reach(allow_private=LOOPBACK) as reach:
        with pytest.raises(FetchError, match="connection refused"):
            await reach.connect(f"http://127.0.0.1:{free_port()}/")


async def test_a_server_that_says_nothing_takes_no_longer_than_allowed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        async with Reach(allow_private=LOOPBACK, timeout=0.05) as reach:
            with pytest.raises(FetchError, match="no answer in time"):
                await reach.connect(f"https://127.0.0.1:{silent.getsockname()[1]}/")


@pytest.mark.parametrize(("trusted", "names"), [(False, ("127.0.0.1",)), (True, ("other.example",))])
async def test_a_wrong_certificate_is_told(trusted: bool, names: tuple[str, ...]) -> None:
    async with (
        door(server_tls(*names)) as one,
        Reach(allow_private=LOOPBACK, tls=client_tls(trusting=trusted)) as reach,
    ):
        with pytest.raises(FetchError, match="certificate verify failed"):
            await reach.connect(one.url)


async def test_a_right_certificate_is_taken() -> None:
    context = client_tls()
    AUTHORITY.configure_trust(context)
    async with door(server_tls("127.0.0.1")) as one, Reach(allow_private=LOOPBACK, tls=context) as reach:
        assert await reach.connect(one.url) == "127.0.0.1"
        assert await one.said.get() == b""
