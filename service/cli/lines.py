"""JSON Lines of entries in: the corpus format, one entry a line, malformed lines named by their number."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from service.cli.output import STANDARD, say
from service.errors import AskedWronglyError
from service.model.entry import Entry
from service.text.moments import moment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as read, its `id` exactly as it stood (any JSON value), and the whole object for who knows more keys."""

    id: object
    entry: Entry
    record: dict[str, Any]


class Lines:
    """The lines of one file; `malformed` counts those that were left out.

    Args:
        name: of the file, for messages.
        stream: what it holds.
        check: raises ValueError, in words, where a line lacks what the command needs besides the entry.
    """

    def __init__(self, name: str, stream: IO[bytes], check: Callable[[dict[str, Any]], None] | None = None) -> None:
        self._name = name
        self._stream = stream
        self._check = check
        self.malformed = 0

    def __iter__(self) -> Iterator[Line]:
        for number, raw in enumerate(self._stream, 1):
            if raw.strip():
                try:
                    line = line_of(raw)
                    if self._check:
                        self._check(line.record)
                except ValueError as error:
                    self.malformed += 1
                    say(f"{self._name}:{number}: {error}")
                else:
                    yield line


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A file for reading bytes; ``-`` is standard input.

    Raises:
        AskedWronglyError: there is no such file, or it cannot be read.
    """
    if str(path) == STANDARD:
        yield sys.stdin.buffer
        return
    try:
        stream = path.open("rb")
        stream.peek(1)
    except OSError as error:
        raise AskedWronglyError(f"{path}: {error.strerror or error}", resource=str(path)) from error
    with stream:
        yield stream


def line_of(raw: bytes) -> Line:
    """Read one line. Raises ValueError with what is wrong in it."""
    try:
        record = json.loads(raw.decode("utf-8-sig").rstrip(), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 (byte {error.start})") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at column {error.colno}") from error
    except ValueError as error:
        raise ValueError("not JSON: a number is none, or has too many digits") from error
    except RecursionError as error:
        raise ValueError("not an entry: nested too deep") from error
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 - every malformed line is a ValueError
    return Line(record.get("id"), entry_of(record), record)


def _no_number(name: str) -> None:
    """Refuse NaN and Infinity, which Python's reader takes for numbers and JSON does not know (RFC 8259, section 6)."""
    raise ValueError(name)


def entry_of(record: dict[str, Any]) -> Entry:
    """An entry from the corpus format. Raises ValueError with the key that is wrong."""
    if record.get("id") is None:
        raise ValueError("lacks id")
    return Entry(
        id=str(record["id"]),
        title=_text(record, "title", required=True),
        lang=_text(record, "lang") or None,
        published=_moment(record.get("published")),
        source=_text(record, "source"),
        link=_text(record, "link"),
        summary=_text(record, "summary"),
        content=_text(record, "content"),
    )


def _text(record: dict[str, Any], key: str, *, required: bool = False) -> str:
    value = record.get(key)
    if value is None and not required:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"lacks {key}" if value is None else f"{key} is not a text")  # noqa: TRY004 - as above
    return value


def _moment(value: object) -> datetime | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError("published is not a text")  # noqa: TRY004 - every malformed line is a ValueError
    try:
        return moment_of(value)
    except ValueError as error:
        raise ValueError(f"published {value!r} is neither YYYY-MM-DD nor RFC 3339") from error
