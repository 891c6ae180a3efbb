from __future__ import annotations

import json
from base64 import b64encode
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from service.alert.channels.signing import key_of, signature
from service.alert.channels.webhook import WebhookChannel
from service.alert.notice import trial
from service.clock import SystemClock
from service.errors import AskedWronglyError, DeliveryError
from service.model.address import AllowedAddress, parse_allowed
from service.model.alert import Reason
from service.net.client import Client
from tests.alert.hookserver import HOST, Hook, receiver
from tests.alert.made import NOW, alert, delivery, planned, telling

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_" + b64encode(b"o" * 32).decode()


LOOPBACK = (parse_allowed(HOST),)


def channel(url: str = "https://hooks.example.org/x", client: Client | None = None, **settings: Any) -> WebhookChannel:
    chosen: dict[str, Any] = {"url": url, "secrets": [SECRET], "timeout": 5.0, "user_agent": "thaw/1"}
    return WebhookChannel("hook", poster=client or Client(), **(chosen | settings))


async def send(url: str, *, allow: Sequence[AllowedAddress] = LOOPBACK, now: datetime | None = None, **settings: Any) -> str:
    async with Client(allow_private=allow) as client:
        hook = channel(url, client, **settings)
        return (await hook.send(delivery(), hook.render(alert(), delivery()), now or SystemClock().now())).detail


async def failure(url: str, **settings: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        await send(url, **settings)
    return caught.value


def test_the_published_vector() -> None:
    made = signature([key_of(SECRET, where="x")], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


async def test_what_arrives_is_verified_by_the_reference_library() -> None:
    hook = Hook()
    async with receiver(hook) as url:
        assert await send(url) == "HTTP 204"

    ((headers, body),) = hook.requests
    assert Webhook(SECRET).verify(body, headers)["type"] == "signal.new"
    assert headers["content-type"] == "application/json"
    assert headers["user-agent"] == "thaw/1"
    assert headers["webhook-id"] == delivery().key
    with pytest.raises(WebhookVerificationError):
        Webhook(OTHER).verify(body, headers)


async def test_while_a_secret_is_replaced_both_verify_and_the_first_signs_first() -> None:
    hook = Hook()
    async with receiver(hook) as url:
        await send(url, secrets=[OTHER, SECRET])

    ((headers, body),) = hook.requests
    new, old = headers["webhook-signature"].split(" ")
    for secret in (OTHER, SECRET):
        Webhook(secret).verify(body, headers)
    Webhook(OTHER).verify(body, headers | {"webhook-signature": new})
    Webhook(SECRET).verify(body, headers | {"webhook-signature": old})


async def test_a_retry_has_the_same_id_and_bytes_and_a_fresh_signature() -> None:
    hook = Hook()
    async with receiver(hook) as url, Client(allow_private=LOOPBACK) as client:
        made = channel(url, client)
        body = made.render(alert(), delivery())
        now = SystemClock().now()
        await made.send(delivery(), body, now - timedelta(seconds=100))
        await made.send(delivery(attempts=2), body, now)

    (first, one), (second, two) = hook.requests
    assert one == two == body
    assert first["webhook-id"] == second["webhook-id"]
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 100
    Webhook(SECRET).verify(one, first)
    Webhook(SECRET).verify(two, second)


def test_the_body_is_the_contracts_minified_json() -> None:
    body = channel().render(alert(reason=Reason.NEW), delivery())
    read = json.loads(body)

    assert list(read) == ["type", "timestamp", "data"]
    assert (read["type"], read["timestamp"]) == ("signal.new", "2018-12-27T09:30:00Z")
    assert read["data"]["version"] == 1
    assert read["data"]["signal"] == "k7m2"
    assert "detail" not in read["data"]
    assert body == json.dumps(read, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize("title", ["\ud800", "<script>", "a\u2028b", "x" * 10_000, "\x00", '"}],"evil":[{"'])
def test_whatever_a_feed_writes_the_body_is_json_in_utf8(title: str) -> None:
    made = planned(telling=telling(title=title, source=title, lang=title)).alert
    assert made is not None
    read = json.loads(channel().render(made, delivery()).decode("utf-8"))
    assert list(read["data"]["entries"][0]) == ["title", "link", "source", "published", "lang"]


def test_a_message_about_no_signal_has_the_same_shape() -> None:
    read = json.loads(channel().render(trial("hook", NOW), delivery()))
    assert read["type"] == "signal.test"
    assert read["data"]["signal"] is None
    assert set(read["data"]) == {*alert().content, "text"} - {"detail"}
    assert read["data"]["text"].startswith("This is a test of the channel hook.")


@pytest.mark.parametrize("status", [200, 201, 202, 299])
async def test_any_2xx_is_sent(status: int) -> None:
    hook = Hook()
    hook.says(status)
    async with receiver(hook) as url:
        assert await send(url) == f"HTTP {status}"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_redirect_is_not_followed(status: int) -> None:
    hook, canary = Hook(), Hook()
    async with receiver(hook) as url, receiver(canary) as elsewhere:
        hook.says(status, f"location: {elsewhere}")
        told = await failure(url)

    assert "redirect, which is not followed" in told.message
    assert canary.requests == []


async def test_retry_after_of_a_receiver_is_passed_on() -> None:
    hook = Hook()
    hook.says(503, "Retry-After: 900")
    async with receiver(hook) as url:
        told = await failure(url)
    assert told.retry_after == timedelta(seconds=900)


async def test_no_secret_leaves_by_an_error_or_a_name() -> None:
    hook = Hook()
    hook.says(500)
    async with receiver(hook) as url:
        told = await failure(url)
        assert channel(url).recipients() == ("127.0.0.1",)
    assert "s3cret" not in told.message + told.resource
    assert SECRET[6:] not in told.message


@pytest.mark.parametrize(
    "secret",
    [
        "", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_!!!!", "whsec_" + b64encode(b"x" * 23).decode(),
        "whsec_" + b64encode(b"x" * 65).decode(), "whsec_tooshort", "whsec_é",
    ],
)  # fmt: skip
def test_a_malformed_secret_is_refused_at_the_start_without_being_shown(secret: str) -> None:
    with pytest.raises(AskedWronglyError, match="secret must be whsec_ \\+ base64 of 24-64 bytes") as caught:
        channel(secrets=[SECRET, secret])
    assert len(secret) < 8 or secret not in caught.value.message


@pytest.mark.parametrize("length", [24, 64])
def test_keys_of_24_to_64_bytes_do(length: int) -> None:
    assert len(key_of("whsec_" + b64encode(b"x" * length).decode(), where="x")) == length


def test_a_webhook_needs_a_secret_and_a_host() -> None:
    with pytest.raises(AskedWronglyError, match=r"channels\.hook\.secret: a webhook needs a secret"):
        channel(secrets=[])
    with pytest.raises(AskedWronglyError, match=r"channels\.hook\.url"):
        channel("https:///nowhere")
