"""A mailbox for one: as much of SMTP (RFC 5321) as a client needs to hand over a message on loopback.

A mail server from a library would be two more packages in every installation for the sake of this demo; the client that it
talks to is our own, and the tests let that client hand over to it.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LONGEST_LINE = 64 * 1024
"""Bytes; what is longer ends the talk."""
LARGEST_MESSAGE = 2**20
_ANSWERS = {
    b"EHLO": b"250 mail.example",
    b"HELO": b"250 mail.example",
    b"MAIL": b"250 ok",
    b"NOOP": b"250 ok",
    b"RSET": b"250 ok",
    b"QUIT": b"221 bye",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message and the recipient that the envelope named."""

    to: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The message, read."""
        return message_from_bytes(self.raw, _class=EmailMessage, policy=default)

    @property
    def text(self) -> str:
        """Its part of plain text."""
        body = self.message.get_body(("plain",))
        return str(body.get_content()) if body else ""


class Mailbox:
    """Takes every letter; `letters` holds them in the order in which they came."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One talk with a client, to its end."""
        try:
            await self._talk(reader, writer)
        except (ConnectionError, ValueError):
            pass  # the client hung up or sent a line without an end; there is nobody to tell
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        recipients: list[str] = []
        _say(writer, b"220 mail.example ready")
        while line := await reader.readline():
            verb = line[:4].upper()
            if verb in {b"MAIL", b"RSET", b"EHLO", b"HELO"}:
                recipients.clear()
            if verb == b"RCPT":
                recipients.append(_address(line))
                _say(writer, b"250 ok")
            elif verb == b"DATA" and recipients:
                _say(writer, b"354 go on, end with a dot")
                await writer.drain()
                raw = await _message(reader)
                if raw is None:
                    return
                self.letters += [Letter(to=recipient, raw=raw) for recipient in recipients]
                _say(writer, b"250 taken")
            else:
                _say(writer, b"503 RCPT first" if verb == b"DATA" else _ANSWERS.get(verb, b"502 not here"))
            await writer.drain()
            if verb == b"QUIT":
                return


@asynccontextmanager
async def receiving(mailbox: Mailbox, host: str) -> AsyncIterator[int]:
    """A mailbox on a free port of `host`, which is given."""
    server = await asyncio.start_server(mailbox.talk, host, 0, limit=LONGEST_LINE)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()


def _say(writer: asyncio.StreamWriter, line: bytes) -> None:
    writer.write(line + b"\r\n")


def _address(line: bytes) -> str:
    """The address in ``RCPT TO:<address>``."""
    return line.decode("utf-8", "replace").partition("<")[2].partition(">")[0]


async def _message(reader: asyncio.StreamReader) -> bytes | None:
    """All lines up to the lone dot, doubled dots undone (RFC 5321, 4.5.2); None where the client stopped, or went on too long."""
    lines: list[bytes] = []
    size = 0
    while (line := await reader.readline()).rstrip(b"\r\n") != b".":
        size += len(line)
        if not line or size > LARGEST_MESSAGE:
            return None
        lines.append(line.removeprefix(b"."))
    return b"".join(lines)
