"""The errors that Thaw raises for people to read.

ThawError                      what happened, to which thing, what to do
├── AskedWronglyError          usage, config, missing file (exit 2)
│   └── ConfigError            every mistake of a config file or pack, each with file and line
├── FetchError                 a URL gave no usable bytes
├── ParseError                 bytes are no feed, or the parser died on them
├── StoreError                 the database cannot be used
│   ├── InstanceHeldError      another instance holds the database (exit 75)
│   └── NewerSchemaError       the database was written by a newer program
└── DeliveryError              a message was not accepted by its receiver
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta


class ThawError(Exception):
    """What happened, to which thing, and what to do about it.

    Args:
        message: one line for people, naming the thing; no secret, no traceback.
        resource: the feed, file, channel or database that it happened to.
        retry: whether trying the same again later may help.
    """

    exit_code = 1

    def __init__(self, message: str, *, resource: str = "", retry: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.resource = resource
        self.retry = retry


class AskedWronglyError(ThawError):
    """The command, its arguments or a file named by them are wrong."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a file that a person wrote.

    `line` counts from 1 and is 0 where the mistake has no line (an environment variable);
    `where` is the dotted path of the setting; `hint` says what would be right.
    """

    file: str
    line: int
    where: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        setting = f" {self.where}:" if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}:{setting} {self.what}{hint}"


class ConfigError(AskedWronglyError):
    """All mistakes of a configuration or a pack, reported at once."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class FetchError(ThawError):
    """A URL gave no usable bytes.

    Args:
        message: the reason in words, e.g. ``blocked: 127.0.0.2 is not a public address``.
        resource: the URL, without user name or password.
        retry: false where only a person can help (a blocked address, a wrong URL).
        status: the HTTP status, where there was one.
        retry_after: how long the server asked to be left alone.
    """

    def __init__(
        self,
        message: str,
        *,
        resource: str = "",
        retry: bool = True,
        status: int | None = None,
        retry_after: timedelta | None = None,
    ) -> None:
        super().__init__(message, resource=resource, retry=retry)
        self.status = status
        self.retry_after = retry_after


class ParseError(ThawError):
    """Bytes are no feed, or the parser died on them."""


class StoreError(ThawError):
    """The database cannot be used."""


class InstanceHeldError(StoreError):
    """Another instance holds the database."""

    exit_code = 75


class NewerSchemaError(StoreError):
    """The database was written by a newer program than this one."""


class DeliveryError(ThawError):
    """A message was not accepted by its receiver.

    Args:
        message: the reason in words, without any secret.
        resource: the channel.
        retry: false where the receiver refused for good (SMTP 5xx for this recipient).
        code: the HTTP status or SMTP reply code, where there was one.
        retry_after: how long the receiver asked to be left alone.
        pause_channel: true where the receiver is gone (HTTP 410).
    """

    def __init__(
        self,
        message: str,
        *,
        resource: str = "",
        retry: bool = True,
        code: int | None = None,
        retry_after: timedelta | None = None,
        pause_channel: bool = False,
    ) -> None:
        super().__init__(message, resource=resource, retry=retry)
        self.code = code
        self.retry_after = retry_after
        self.pause_channel = pause_channel
