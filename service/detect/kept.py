"""Packs as they were read before, kept beside them as Python keeps what it compiles: YAML takes a third of the time of loading.

What is kept bears the hash of the very text that it was made of (PEP 552), so that what is old is never taken for what is new,
and lies in the folder of the packs, so that who could change it could change them. It is JSON, which runs nothing.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import date
from importlib.util import source_hash
from typing import TYPE_CHECKING, Any

from service.detect.reading import pack_of, told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = "__pycache__"
_MADE_BY = b"1"
"""To be raised when `pack_of` makes something else of the same text."""
_DAY = "day:"
"""The one key of what stands for a date."""
_BROKEN = (OSError, ValueError, TypeError)
"""What is raised where there is nothing to read or no place to write, and by what is no JSON or no day."""


def read_kept(path: Path) -> Any:
    """The content of a pack as `pack_of` makes it, from what was kept of the same text, or read and kept for the next time.

    Where the folder cannot be written to nothing is kept; what is kept and broken counts for nothing.

    Raises:
        AskedWronglyError: the pack cannot be opened.
        ConfigError: it is no YAML, with the line.
    """
    with told(path):
        text = path.read_text(encoding="utf-8")
        kept = path.parent / FOLDER / f"{path.name}.{source_hash(_MADE_BY + text.encode()).hex()}.json"
        with suppress(*_BROKEN):
            return _loaded(kept.read_text(encoding="utf-8"))
        value = pack_of(text)
    _keep(value, kept, path.name)
    return value


def _keep(value: Any, kept: Path, name: str) -> None:
    """Write it whole or not at all, and remove what was kept of an earlier text."""
    with suppress(*_BROKEN):
        written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_dated)
        if _loaded(written) != value:  # keys that are no text, or the like
            return
        kept.parent.mkdir(exist_ok=True)
        begun = kept.with_suffix(f".{os.getpid()}")
        begun.write_text(written, encoding="utf-8")
        begun.replace(kept)
        for other in kept.parent.glob(f"{name}.*"):
            if other != kept:
                other.unlink(missing_ok=True)


def _dated(value: Any) -> dict[str, str]:
    if type(value) is not date:
        raise TypeError(f"{type(value).__name__} is not kept")
    return {_DAY: value.isoformat()}


def _loaded(text: str) -> Any:
    return json.loads(text, object_hook=_undated)


def _undated(found: Mapping[str, Any]) -> Any:
    return date.fromisoformat(found[_DAY]) if len(found) == 1 and _DAY in found else found
