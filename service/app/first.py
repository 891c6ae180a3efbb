"""What `thaw init` needs besides the configuration: the watches and languages that there are, and where this machine stands."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from service.config import zone
from service.detect.pack import PACKS, load_base
from service.detect.reading import read_yaml
from service.detect.watches import load_watch, watch_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LOCALTIME = Path("/etc/localtime")
"""A link to the machine's zone (tzfile of systemd, BSD and macOS)."""


ALIASES = frozenset({"Etc/UTC", "Etc/GMT"})
"""Names that people know without what stands before the slash."""


def languages() -> tuple[str, ...]:
    """The codes of the languages that are read."""
    return tuple(sorted(path.stem for path in (PACKS / "languages").glob("*.yaml")))


def watches() -> dict[str, str]:
    """The watches that ship, by name, each with its title."""
    return {name: str(read_yaml(PACKS / "watches" / f"{name}.yaml").get("title", "")) for name in watch_names()}


def targets(named: Sequence[str | Path]) -> frozenset[str]:
    """The governments that watches are about.

    Raises:
        AskedWronglyError: a watch cannot be read.
        ConfigError: its mistakes.
    """
    base = load_base()
    return frozenset(load_watch(each, base).target for each in named)


def local_zone(environ: Mapping[str, str], localtime: Path = LOCALTIME) -> str:
    """The IANA name of the zone that this machine is in; UTC where it does not tell."""
    _, _, name = os.path.realpath(localtime).rpartition("zoneinfo/")
    for each in filter(None, (environ.get("TZ", "").lstrip(":"), name)):
        try:
            return zone(each.removeprefix("Etc/") if each in ALIASES else each)
        except ValueError:
            continue
    return "UTC"
