"""JSON Lines in a file or on standard output, for pipes and for tests."""

from __future__ import annotations

import asyncio
import os
import stat
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from service.alert.channels.body import signal_body
from service.errors import DeliveryError
from service.model.alert import Sent
from service.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.model.alert import Alert, Delivery

STANDARD_OUTPUT = "-"
_appending: dict[str, threading.Lock] = {}
"""By path; held from the look at a file's end until the line is there, for who looks meanwhile sees half of another's line."""


class FileChannel:
    """Appends one line a message: the webhook's body with the idempotency key in front. Implements model.ports.Channel.

    Args:
        name: the channel's name.
        path: the file, made where it is missing; ``-`` is standard output.
    """

    in_flight = 8

    def __init__(self, name: str, *, path: str) -> None:
        self.name = name
        self._path = path

    def recipients(self) -> Sequence[str]:
        """The path."""
        return (self._path,)

    def render(self, alert: Alert, delivery: Delivery) -> bytes:
        """One line of JSON, its end included."""
        return b'{"id":"' + delivery.key.encode("ascii") + b'",' + signal_body(alert)[1:] + b"\n"

    async def send(self, delivery: Delivery, body: bytes, now: datetime) -> Sent:  # noqa: ARG002 - the line says it all
        """Append the line whole. Raises DeliveryError."""
        try:
            await asyncio.to_thread(self._append, body)
        except OSError as error:
            raise DeliveryError(
                f"{self.name}: {self._path} cannot be written: {error.strerror or error}", resource=self.name
            ) from error
        return Sent(detail=counted(len(body), "byte"))

    async def probe(self) -> str:
        """Look whether lines may be appended; none is, and the file is not made. Raises DeliveryError."""
        if self._path == STANDARD_OUTPUT:
            return "standard output"
        if not await asyncio.to_thread(self._may_append):
            raise DeliveryError(f"{self.name}: {self._path} cannot be written", resource=self.name)
        return f"{self._path} may be written"

    def _may_append(self) -> bool:
        file = Path(self._path)
        if file.exists():
            return os.access(file, os.W_OK)
        made = next(folder for folder in file.absolute().parents if folder.exists())  # what is missing below is made
        return made.is_dir() and os.access(made, os.W_OK)

    def _append(self, line: bytes) -> None:
        if self._path == STANDARD_OUTPUT:
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
            return
        Path(self._path).parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(Path(self._path), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        try:
            # One write to a file opened for appending is never mixed with another's; synced, for it then counts as sent.
            with _appending.setdefault(self._path, threading.Lock()):
                whole = line if _ends_with_a_line(Path(self._path)) else b"\n" + line
                if os.write(handle, whole) != len(whole):
                    raise OSError(None, "the line was written in part")
            if stat.S_ISREG(os.fstat(handle).st_mode):  # neither a pipe nor a terminal can be synced
                os.fsync(handle)
        finally:
            os.close(handle)


def _ends_with_a_line(file: Path) -> bool:
    """Whether the last line is whole; what comes behind one that was written in part would be as unreadable.

    True where that cannot be seen: of what is no plain file, or may not be read.
    """
    if not file.is_file() or not file.stat().st_size or not os.access(file, os.R_OK):
        return True
    with file.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"
