"""Mail servers on loopback: aiosmtpd over a real socket, and one that plays a script of faults."""

# ruff: noqa: ARG002, N802 - aiosmtpd decides what hooks are called and what they get

from __future__ import annotations

import asyncio
import ssl
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import TYPE_CHECKING, Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

HOST = "127.0.0.1"


@dataclass
class Mailbox:
    """What a server took, and how it answers; an answer of None is the server's own."""

    rcpt: str | None = None
    data: str | None = None
    mail: str | None = None
    unknown: set[str] = field(default_factory=set)
    password: str = "right"
    logins: list[str] = field(default_factory=list)
    hellos: list[str] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    _arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def until(self, count: int) -> None:
        """Wait until so many messages have arrived."""
        async with asyncio.timeout(60), self._arrived:
            await self._arrived.wait_for(lambda: len(self.envelopes) >= count)

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.hellos.append(hostname)
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.mail or "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        if address in self.unknown:
            return "550 5.1.1 no such person"
        envelope.rcpt_tos.append(address)
        return self.rcpt or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if not self.data:
            async with self._arrived:
                self.envelopes.append(envelope)
                self._arrived.notify_all()
        return self.data or "250 queued as 1"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        self.logins.append(data.login.decode())
        return AuthResult(success=data.password.decode() == self.password, handled=False)

    @property
    def raw(self) -> list[bytes]:
        return [each.original_content or b"" for each in self.envelopes]

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(each, _class=EmailMessage, policy=default) for each in self.raw]


AUTHORITY = trustme.CA()


def server_tls(*names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert(*(names or (HOST,))).configure_cert(context)
    return context


def client_tls(*, trusting: bool = True) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if trusting:
        AUTHORITY.configure_trust(context)
    return context


@asynccontextmanager
async def mail_server(
    box: Mailbox, *, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None, **settings: Any
) -> AsyncIterator[int]:
    """Serve `box`; the port."""

    def protocol() -> SMTP:
        chosen: dict[str, Any] = {"tls_context": starttls, "require_starttls": bool(starttls), "enable_SMTPUTF8": True}
        chosen |= {"authenticator": box.authenticate, "auth_require_tls": starttls is not None}
        return SMTP(box, hostname="mail.example.org", loop=asyncio.get_running_loop(), **(chosen | settings))

    server = await asyncio.get_running_loop().create_server(protocol, HOST, 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()


HANG = object()
CUT = object()
HALF = object()


@asynccontextmanager
async def scripted_server(script: Sequence[object], *, seen: list[bytes]) -> AsyncIterator[int]:
    """Answer each command with the next line of `script`, beginning with the greeting; HANG says nothing, CUT hangs up,
    HALF hangs up in the middle of the message.

    After a line that begins with 354 all is read up to the lone dot before the next answer.
    """
    tasks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            for number, line in enumerate(script):
                if line is HALF:
                    seen.append(await reader.readexactly(1000))
                    break
                if number and isinstance(previous := script[number - 1], bytes):
                    end = b"\r\n.\r\n" if previous.startswith(b"354") else b"\r\n"
                    seen.append(await reader.readuntil(end))
                if line is CUT:
                    break
                if line is HANG:
                    await asyncio.Event().wait()
                assert isinstance(line, bytes)
                writer.write(line + b"\r\n")
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(talk, HOST, 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()
