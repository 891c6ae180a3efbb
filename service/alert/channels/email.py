"""E-mail: one message a recipient, over TLS unless switched off in words."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Literal

import aiosmtplib

from service.alert.channels.addresses import Address, address
from service.alert.channels.message import compose
from service.alert.channels.verdicts import BREATHER, smtp_failure
from service.errors import AskedWronglyError, DeliveryError
from service.model.alert import Reason, Sent

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from datetime import datetime, timedelta

    from service.alert.render import Templates
    from service.model.alert import Alert, Delivery

Security = Literal["starttls", "tls", "none"]

WORDS = {"starttls": "STARTTLS", "tls": "TLS", "none": "in clear"}
PROBE_WAIT = 15.0
"""Seconds that somebody who asks whether all is well waits for one server."""
QUIT_WAIT = 5.0
"""Seconds to wait for a server's good-bye; the message is accepted by then."""


WITHOUT_TLS = "a relay without TLS needs smtp:// and insecure: true"


class EmailChannel:
    """Sends e-mail through one SMTP server. Implements model.ports.Channel.

    Args:
        name: the channel's name.
        host: the mail server.
        port: its port; None: 587 for `starttls`, 465 for `tls`, 25 for `none`.
        security: `starttls` and `tls` check the certificate and refuse to go on in clear; `none` needs `insecure`.
        insecure: the operator's word that sending in clear is meant.
        user: for AUTH; None: no login.
        password: for AUTH.
        sender: the address in From and in the envelope.
        recipients: who gets a message each.
        templates: what renders the two parts.
        timeout: seconds for one attempt in total.
        tls: a context of one's own (a private authority); None: the system's authorities.

    Raises:
        AskedWronglyError: an address is wrong, or `none` without `insecure`.
    """

    in_flight = 4

    def __init__(
        self,
        name: str,
        *,
        host: str,
        sender: str,
        recipients: Sequence[str],
        templates: Templates,
        port: int | None = None,
        security: Security = "starttls",
        insecure: bool = False,
        user: str | None = None,
        password: str | None = None,
        timeout: float = 60.0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        if security == "none" and not insecure:
            raise AskedWronglyError(
                f"channels.{name}: smtp:// sends in clear; use smtp+starttls:// or smtps://, or set insecure: true", resource=name
            )
        self.name = name
        self._host = host
        self._port = port or {"starttls": 587, "tls": 465, "none": 25}[security]
        self._security = security
        self._login = (user, password or "") if user else None
        self._sender = address(sender, where=f"channels.{name}.from")
        self._recipients = {each: address(each, where=f"channels.{name}.to") for each in recipients}
        self._templates = templates
        self._timeout = timeout
        self._tls = tls or (None if security == "none" else ssl.create_default_context())

    def recipients(self) -> Sequence[str]:
        """The addresses as the operator wrote them."""
        return tuple(self._recipients)

    def render(self, alert: Alert, delivery: Delivery) -> bytes:
        """The whole message, headers included."""
        kind = "digest" if alert.reason is Reason.DIGEST else "alert"
        return compose(
            alert,
            delivery,
            sender=self._sender,
            recipient=self._address(delivery.recipient),
            text=self._templates.render(f"{kind}.txt.j2", alert.content).text,
            html=self._templates.render(f"{kind}.html.j2", alert.content).text,
        )

    async def send(self, delivery: Delivery, body: bytes, now: datetime) -> Sent:  # noqa: ARG002 - a mail carries its own date
        """One attempt, within the total time allowed. Raises DeliveryError."""
        try:
            async with asyncio.timeout(self._timeout):
                return await self._attempt(self._address(delivery.recipient), body)
        except TimeoutError as error:
            raise self._failed(f"no answer within {self._timeout:g} s", retry_after=BREATHER) from error

    async def probe(self) -> str:
        """Connect, make it private, log in and say good-bye; nothing is sent. What was reached. Raises DeliveryError."""
        try:
            async with asyncio.timeout(min(self._timeout, PROBE_WAIT)), self._greeted():
                login = "login accepted" if self._login else "no login configured"
                return f"{self._host}:{self._port}, {WORDS[self._security]}, {login}"
        except TimeoutError as error:
            raise self._failed("no answer in time") from error

    async def _attempt(self, recipient: Address, body: bytes) -> Sent:
        async with self._greeted() as client:
            return Sent(detail=await self._hand_over(client, recipient, body))

    @asynccontextmanager
    async def _greeted(self) -> AsyncIterator[aiosmtplib.SMTP]:
        """A connection that is ready for a message. Raises DeliveryError."""
        client = aiosmtplib.SMTP(
            hostname=self._host,
            port=self._port,
            timeout=self._timeout,
            use_tls=self._security == "tls",
            start_tls=False,
            tls_context=self._tls,
            local_hostname="[127.0.0.1]",  # the machine's name is nobody's business
        )
        try:
            await self._greet(client)
            yield client
            with suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
                await client.quit(timeout=QUIT_WAIT)
        finally:
            client.close()

    async def _greet(self, client: aiosmtplib.SMTP) -> None:
        """Connect, make it private, log in. What fails here fails for every recipient."""
        try:
            await client.connect()
            await client.ehlo()
            if self._security == "starttls":
                if not client.supports_extension("starttls"):
                    raise self._failed(f"server does not offer STARTTLS; nothing was sent; {WITHOUT_TLS}")
                await client.starttls()
                await client.ehlo()
            if self._login:
                await client.login(*self._login)
        except aiosmtplib.SMTPResponseException as error:
            raise smtp_failure(error.code, error.message, resource=self.name, about_recipient=False) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise self._unreachable(error) from error

    async def _hand_over(self, client: aiosmtplib.SMTP, recipient: Address, body: bytes) -> str:
        """MAIL, RCPT and DATA; what the server said when it took the message."""
        utf8 = recipient.utf8 or self._sender.utf8
        if utf8 and not client.supports_extension("smtputf8"):
            raise DeliveryError(
                f"{self.name}: {recipient}: address needs SMTPUTF8, which the mail server does not offer",
                resource=self.name,
                retry=False,
            )
        options, encoding = (["SMTPUTF8"], "utf-8") if utf8 else ([], "ascii")
        try:
            await client.mail(str(self._sender), options=options, encoding=encoding)
            await client.rcpt(str(recipient), encoding=encoding)
            answer = await client.data(body)
        except aiosmtplib.SMTPResponseException as error:
            raise smtp_failure(error.code, error.message, resource=self.name, about_recipient=True) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise self._unreachable(error) from error
        return f"{answer.code} {answer.message}"[:200]

    def _address(self, recipient: str) -> Address:
        """The address of a recipient; one that was taken out of the settings since is still told what it was owed."""
        return self._recipients.get(recipient) or address(recipient, where=f"channels.{self.name}.to")

    def _unreachable(self, error: Exception) -> DeliveryError:
        cause = error.__cause__ if isinstance(error, aiosmtplib.SMTPConnectError) and error.__cause__ else error
        if isinstance(cause, ssl.SSLCertVerificationError):
            return self._failed(f"certificate verify failed: {cause.verify_message}")
        slow = BREATHER if isinstance(error, TimeoutError) else None
        return self._failed(str(error) or type(error).__name__, retry_after=slow)

    def _failed(self, what: str, *, retry_after: timedelta | None = None) -> DeliveryError:
        return DeliveryError(f"{self.name}: {self._host}:{self._port}: {what}", resource=self.name, retry_after=retry_after)
