"""The demo's receiver takes what the service signs, and nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook
from starlette.applications import Starlette

from service.alert.channels.signing import key_of, new_secret, signature
from service.alert.channels.webhook import WebhookChannel
from service.demo.receiver import PATH, Receiver
from service.net.client import Answer
from tests.alert.made import NOW, alert, delivery

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

SECRET = new_secret()
BODY = json.dumps({"type": "signal.new", "data": {"severity": "high"}}).encode()


def client_of(receiver: Receiver) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=Starlette(routes=receiver.routes()))
    return httpx.AsyncClient(transport=transport, base_url="http://demo.example")


@pytest.fixture
def receiver() -> Receiver:
    return Receiver(SECRET)


@pytest.fixture
async def client(receiver: Receiver) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(receiver) as asking:
        yield asking


def signed(secret: str = SECRET, body: bytes = BODY) -> dict[str, str]:
    given = signature([key_of(secret, where="test")], "msg_1", 1_700_000_000, body)
    return {"webhook-id": "msg_1", "webhook-timestamp": "1700000000", "webhook-signature": given}


async def test_what_the_channel_sends_is_taken(receiver: Receiver, client: httpx.AsyncClient) -> None:
    class Posting:
        async def post(self, url: str, *, body: bytes, headers: Mapping[str, str], timeout: float) -> Answer:  # noqa: ASYNC109
            answer = await client.post(url, content=body, headers=headers, timeout=timeout)
            return Answer(url=url, status=answer.status_code, headers=answer.headers)

    channel = WebhookChannel("hook", url=f"http://demo.example{PATH}", secrets=[SECRET], poster=Posting())
    row = delivery(channel="hook", recipient="demo.example")
    assert (await channel.send(row, channel.render(alert(), row), NOW)).detail == "HTTP 204"
    (call,) = receiver.calls
    assert (call.id, call.body["type"], call.body["data"]["severity"]) == (row.key, "signal.new", "critical")


async def test_a_body_that_was_changed_is_refused(receiver: Receiver, client: httpx.AsyncClient) -> None:
    answer = await client.post(PATH, content=BODY + b" ", headers=signed())
    assert (answer.status_code, receiver.calls) == (401, [])


async def test_another_secret_is_refused(receiver: Receiver, client: httpx.AsyncClient) -> None:
    answer = await client.post(PATH, content=BODY, headers=signed(new_secret()))
    assert (answer.status_code, receiver.calls) == (401, [])


async def test_a_second_signature_counts_while_a_secret_is_replaced(receiver: Receiver, client: httpx.AsyncClient) -> None:
    headers = signed()
    headers["webhook-signature"] = f"v1,AAAA {headers['webhook-signature']}"
    assert (await client.post(PATH, content=BODY, headers=headers)).status_code == 204
    assert len(receiver.calls) == 1


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
async def test_each_header_is_needed(receiver: Receiver, client: httpx.AsyncClient, name: str) -> None:
    headers = {key: value for key, value in signed().items() if key != name}
    assert (await client.post(PATH, content=BODY, headers=headers)).status_code == 401
    assert receiver.calls == []


@given(
    st.fixed_dictionaries({name: st.binary(max_size=20) for name in ("webhook-id", "webhook-timestamp", "webhook-signature")}),
    st.binary(max_size=50),
)
def test_no_rubbish_is_taken_or_breaks_it(headers: dict[str, bytes], body: bytes) -> None:
    found = {name: value.decode("latin-1") for name, value in headers.items()}
    assert Receiver(SECRET)._is_signed(found, body) is False


@pytest.mark.parametrize("stamp", ["9" * 5000, "-1", "١٢٣", "1.5", "", "1e9"])
def test_a_moment_that_is_none_is_refused(stamp: str) -> None:
    assert Receiver(SECRET)._is_signed({**signed(), "webhook-timestamp": stamp}, BODY) is False


def test_secrets_are_new_each_time_and_fit_for_the_standard() -> None:
    assert new_secret() != SECRET
    assert (
        Webhook(SECRET).sign("msg_1", datetime.fromtimestamp(1_700_000_000, UTC), BODY.decode()) == signed()["webhook-signature"]
    )
    assert len(key_of(SECRET, where="test")) == 32
