"""Webhooks as Standard Webhooks 1.0.0 describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from service.alert.channels.body import signal_body
from service.alert.channels.signing import key_of, signature
from service.alert.channels.verdicts import BREATHER, clock_hint, http_failure, retry_after
from service.errors import AskedWronglyError, DeliveryError, FetchError
from service.model.alert import Sent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from service.model.alert import Alert, Delivery

TIMEOUT = 20.0
"""Seconds for one attempt in total."""


class Answer(Protocol):
    """What a receiver answered."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The response's headers, looked up without regard to case."""
        ...


class Poster(Protocol):
    """The guarded HTTP client, as far as webhooks need it: no redirects, bodies bounded, private addresses refused."""

    async def post(self, url: str, *, body: bytes, headers: Mapping[str, str], timeout: float) -> Answer:  # noqa: ASYNC109
        """One POST within `timeout` seconds in total. Raises FetchError."""
        ...


class WebhookChannel:
    """Posts signed JSON to one URL. Implements model.ports.Channel.

    Args:
        name: the channel's name.
        url: where to post; who may be reached is the poster's business.
        secrets: ``whsec_...``, the first signs first; several while one is replaced.
        poster: the HTTP client.
        timeout: seconds for one attempt in total.
        user_agent: name and version.

    Raises:
        AskedWronglyError: a secret is malformed, or there is none, or the URL has no host.
    """

    in_flight = 16

    def __init__(
        self,
        name: str,
        *,
        url: str,
        secrets: Sequence[str],
        poster: Poster,
        timeout: float = TIMEOUT,
        user_agent: str = "thaw",
    ) -> None:
        where = f"channels.{name}.secret"
        if not secrets:
            raise AskedWronglyError(f"{where}: a webhook needs a secret: whsec_ + base64 of 24-64 bytes", resource=where)
        host = urlsplit(url).hostname
        if not host:
            raise AskedWronglyError(f"channels.{name}.url: a webhook needs an address with a host", resource=name)
        self.name = name
        self._url = url
        self._host = host
        self._keys = [key_of(secret, where=where) for secret in secrets]
        self._poster = poster
        self._timeout = timeout
        self._user_agent = user_agent

    def recipients(self) -> Sequence[str]:
        """The receiver's host alone: paths and queries of webhooks are often secrets."""
        return (self._host,)

    def render(self, alert: Alert, delivery: Delivery) -> bytes:  # noqa: ARG002 - every recipient gets the same body
        """The contract's JSON, minified, UTF-8."""
        return signal_body(alert)

    async def send(self, delivery: Delivery, body: bytes, now: datetime) -> Sent:
        """One attempt, with a fresh timestamp and signature. Raises DeliveryError."""
        timestamp = int(now.timestamp())
        headers = {
            "content-type": "application/json",
            "user-agent": self._user_agent,
            "webhook-id": delivery.key,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": signature(self._keys, delivery.key, timestamp, body),
        }
        try:
            answer = await self._poster.post(self._url, body=body, headers=headers, timeout=self._timeout)
        except FetchError as error:
            raise self._unanswered(error) from error
        wait = retry_after(answer.headers.get("retry-after"), now)
        hint = clock_hint(answer.headers.get("date"), now)
        failure = http_failure(answer.status, resource=self.name, retry_after=wait, hint=hint)
        if failure is not None:
            raise failure
        return Sent(detail=f"HTTP {answer.status}")

    def _unanswered(self, error: FetchError) -> DeliveryError:
        """Always worth another try: whoever runs the receiver, or Thaw, may put right what the client refuses."""
        slow = BREATHER if "deadline" in error.message or isinstance(error.__cause__, TimeoutError) else None
        return DeliveryError(
            f"{self.name}: {error.message}", resource=self.name, code=error.status, retry_after=error.retry_after or slow
        )
