"""Chat, SMS, push and all else that Apprise knows, as Markdown."""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import apprise

from service.alert.channels.message import subject
from service.alert.channels.verdicts import BREATHER, SAID_LIMIT
from service.errors import AskedWronglyError, DeliveryError
from service.model.alert import Reason, Sent
from service.text.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.alert.render import Templates
    from service.model.alert import Alert, Delivery

SECRET_LENGTH = 4
"""Parts of the URL at least as long are left out of errors."""


class AppriseChannel:
    """Sends through one Apprise URL. Implements model.ports.Channel.

    Args:
        name: the channel's name.
        url: an Apprise URL, which holds its own credentials.
        templates: what renders the text.
        timeout: seconds for one attempt in total.

    Raises:
        AskedWronglyError: Apprise does not understand the URL, which is not repeated.
    """

    in_flight = 4

    def __init__(self, name: str, *, url: str, templates: Templates, timeout: float = 30.0) -> None:
        self.name = name
        self._url = url
        self._templates = templates
        self._timeout = timeout
        self._asset = apprise.AppriseAsset(app_id="Thaw", app_desc="Thaw", service_timeout=timeout, storage_mode="memory")
        self._service = apprise.Apprise(asset=self._asset)
        if not self._service.add(url):
            raise AskedWronglyError(f"channels.{name}.url: Apprise does not understand this address", resource=name)
        self._secrets = _parts(url)

    def recipients(self) -> Sequence[str]:
        """The kind of service alone: the rest of an Apprise URL is mostly secrets."""
        return (self._url.partition("://")[0].lower(),)

    def render(self, alert: Alert, delivery: Delivery) -> bytes:  # noqa: ARG002 - every recipient gets the same text
        """Title and Markdown body as JSON."""
        kind = "digest" if alert.reason is Reason.DIGEST else "alert"
        body = self._templates.render(f"{kind}.md.j2", alert.content).text
        return json.dumps({"title": subject(alert), "body": body}).encode("utf-8")

    async def send(self, delivery: Delivery, body: bytes, now: datetime) -> Sent:  # noqa: ARG002 - Apprise has no use for either
        """One attempt. Raises DeliveryError."""
        message = json.loads(body)
        try:
            async with asyncio.timeout(self._timeout):
                result = await self._service.async_notify(
                    title=message["title"], body=message["body"], body_format=apprise.NotifyFormat.MARKDOWN
                )
        except TimeoutError as error:
            raise DeliveryError(
                f"{self.name}: no answer within {self._timeout:g} s", resource=self.name, retry_after=BREATHER
            ) from error
        if not result:
            notes = [str(entry.message) for service in result for entry in service.logs()]
            raise DeliveryError(f"{self.name}: {self.why(notes)}", resource=self.name)
        return Sent(detail="accepted")

    def why(self, notes: Sequence[str]) -> str:
        """What Apprise noted last, without any part of the URL."""
        text = notes[-1] if notes else "the service did not accept the message"
        for part in self._secrets:
            text = text.replace(part, "***")
        return one_line(text, SAID_LIMIT)


def _parts(url: str) -> Sequence[str]:
    """What a URL holds behind its scheme, as it stands there and as it is meant; the longest first."""
    behind = url.partition("://")[2]
    parts = {part for text in (behind, unquote(behind)) for part in re.split(r"[^\w.-]+", text)}
    # A password may hold what else parts a URL.
    parts |= {unquote(part) for part in re.split(r"[/:@?&=]+", behind)}
    return sorted((part for part in parts if len(part) >= SECRET_LENGTH), key=len, reverse=True)
