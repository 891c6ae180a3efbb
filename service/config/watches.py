"""Names of the watches that ship, and paths of watches of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import service
from service.config.words import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection

PACKS = Path(service.__file__).parent / "packs"
ENDINGS = (".yaml", ".yml")


def known_watches() -> frozenset[str]:
    """The names of the watches that ship with Thaw."""
    return frozenset(path.stem for path in (PACKS / "watches").glob("*.yaml"))


def known_indicators() -> frozenset[str]:
    """The codes of the indicators that ship."""
    return frozenset(path.stem for path in (PACKS / "indicators").glob("*.yaml"))


def watch_of(name: str, base: Path, known: Collection[str]) -> str | Path:
    """A watch as the file names it: a known name, or the absolute path of a file, relative to `base`.

    Raises:
        ValueError: it is neither.
    """
    if "/" in name or name.endswith(ENDINGS):
        path = base / name
        try:
            there = path.is_file()
        except (OSError, ValueError):
            there = False
        if not there:
            raise ValueError(f"{name!r}: no such file")
        return path
    if name not in known:
        raise ValueError(f"{name!r} is no watch; {did_you_mean(name, known) or 'name a file'}")
    return name
