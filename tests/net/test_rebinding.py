"""Names that change their mind: what was looked up is what is dialled, and each time it is judged anew (rows A05, A11, A16)."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Any

import pytest

from service.errors import FetchError
from service.model.address import parse_allowed
from service.net.client import Client
from tests.net.rawserver import RawServer, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NAME = "news.thaw-test.invalid"


class Names:
    """A name server that answers as it is told, one answer after the other, the last one for ever."""

    def __init__(self, real: Any) -> None:
        self.answers: list[list[str]] = []
        self.asked = 0
        self._real = real

    def __call__(self, host: str, port: int, *rest: Any, **named: Any) -> Any:
        if host != NAME:
            return self._real(host, port, *rest, **named)
        self.asked += 1
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [entry for address in found for entry in self._real(address, port, 0, socket.SOCK_STREAM)]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    told = Names(socket.getaddrinfo)
    monkeypatch.setattr(socket, "getaddrinfo", told)
    return told


@pytest.fixture
async def server() -> AsyncIterator[RawServer]:
    async with serving() as running:
        running.answer("/", b"x", headers="Connection: close\r\n")
        yield running


@pytest.fixture
async def canary(server: RawServer) -> AsyncIterator[list[object]]:
    """Who came to the same port of an address that nobody may connect to."""
    came: list[object] = []

    async def note(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(writer)
        writer.close()

    async with await asyncio.start_server(note, "127.0.0.2", server.port):
        yield came


async def outcome(client: Client, server: RawServer, method: str) -> str:
    url = server.url(host=NAME)
    try:
        if method == "GET":
            await client.get(url, headers={}, timeout=5, max_bytes=100)
        else:
            await client.post(url, body=b"{}", headers={}, timeout=5)
    except FetchError as error:
        return error.message
    return "answered"


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a16_a_name_that_changes_after_a_good_answer_is_judged_again(
    server: RawServer, canary: list[object], names: Names, method: str
) -> None:
    names.answers = [["127.0.0.1"], ["127.0.0.2"]]
    async with Client(allow_private=(parse_allowed(f"127.0.0.1:{server.port}"),)) as client:
        assert await outcome(client, server, method) == "answered"
        assert (await outcome(client, server, method)).startswith("blocked: 127.0.0.2 is not ")
    assert names.asked == 2
    assert canary == []


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("found", [["127.0.0.1", "127.0.0.2"], ["127.0.0.2", "127.0.0.1"], ["127.0.0.1", "::1"]])
async def test_a16_one_bad_address_among_good_ones_refuses_the_name(
    server: RawServer, canary: list[object], names: Names, method: str, found: list[str]
) -> None:
    names.answers = [found]
    async with Client(allow_private=(parse_allowed(f"127.0.0.1:{server.port}"),)) as client:
        assert (await outcome(client, server, method)).startswith("blocked: ")
    assert canary == []
    assert server.asked == []


async def test_a05_a_redirect_to_a_name_that_leads_inside_is_refused(
    server: RawServer, canary: list[object], names: Names
) -> None:
    names.answers = [["127.0.0.2"]]
    url = server.answer("/go", status="302 F", headers=f"Location: {server.url(host=NAME)}\r\n")
    async with Client(allow_private=(parse_allowed(f"127.0.0.1:{server.port}"),)) as client:
        with pytest.raises(FetchError, match=rf"redirect blocked: 127\.0\.0\.2 .*redirected to http://{NAME}"):
            await client.get(url, headers={}, timeout=5, max_bytes=100)
    assert canary == []


async def test_a16_in_clear_a_webhook_goes_to_listed_addresses_alone(server: RawServer) -> None:
    async with Client() as client:
        with pytest.raises(FetchError, match=r"blocked: .* http sends in clear"):
            await client.post("http://93.184.216.34:9/", body=b"", headers={}, timeout=5)
        with pytest.raises(FetchError, match=r"blocked: 127\.0\.0\.1 is not a public address"):
            await client.post(f"https://127.0.0.1:{server.port}/", body=b"", headers={}, timeout=5)
    assert server.asked == []
