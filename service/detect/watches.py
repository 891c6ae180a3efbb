"""Watches: read, and held against what the packs know."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.detect.engine import Detector
from service.detect.knowledge import Watch
from service.detect.pack import PACKS, Base, load_base
from service.detect.reading import read_yaml
from service.errors import ConfigError, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def watch_names() -> tuple[str, ...]:
    """The watches that ship."""
    return tuple(sorted(path.stem for path in (PACKS / "watches").glob("*.yaml")))


def load_detector(watches: Sequence[str | Path] = ("assi",)) -> Detector:
    """Everything that is needed to code entries for these watches.

    Args:
        watches: names of watches that ship, or paths of files.

    Raises:
        AskedWronglyError: a watch is unknown, or a file cannot be read.
        ConfigError: the mistakes of a watch.
    """
    with _uncollected():
        base = load_base()
        loaded = tuple(load_watch(each, base) for each in watches)
        return Detector(base.languages, base.indicators, base.places, loaded, base.names, base.outlets)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage: all that is read stays, and looking it over again and again takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_again(watches: Sequence[str | Path]) -> Detector:
    """As `load_detector`, but what was read earlier in this process counts for nothing."""
    load_base.cache_clear()
    return load_detector(watches)


def load_watch(named: str | Path, base: Base) -> Watch:
    """A watch that ships, by name, or one of a file.

    Raises:
        AskedWronglyError: it cannot be read.
        ConfigError: its mistakes.
    """
    path = Path(named)
    if isinstance(named, str) and named in watch_names():
        path = PACKS / "watches" / f"{named}.yaml"
    pack = read_yaml(path)
    mistakes = list(_mistakes(pack, path, base))
    if mistakes:
        raise ConfigError(mistakes)
    opposition = pack.get("opposition") or {}
    return Watch(
        name=pack["name"],
        target=pack["target"],
        principal=pack.get("principal"),
        opposition=opposition.get("code"),
        opposition_until=opposition.get("until"),
        patrons=tuple((each["code"], each.get("until")) for each in pack.get("patrons") or ()),
        neutral=frozenset(pack.get("neutral") or ()),
        western=frozenset(pack.get("western") or ()),
        pages=frozenset(pack["pages"]),
        others=base.others,
        organizations=base.organizations,
        seats=tuple(pack.get("seats") or ()),
    )


KEYS = {
    "name": str, "title": str, "target": str, "principal": str, "seats": list, "opposition": dict, "patrons": list,
    "neutral": list, "western": list, "pages": list,
}  # fmt: skip
REQUIRED = ("name", "target", "pages")
CODES = ("seats", "neutral", "western", "pages")
"""Settings that list codes."""
SIDES = ("opposition", "patrons")
"""Settings of those who are on a side, until some day or for good."""


def _mistakes(pack: Any, path: Path, base: Base) -> Iterator[Mistake]:
    if not isinstance(pack, dict):
        yield Mistake(str(path), 1, "", "is no watch", "a mapping with name, target, pages")
        return
    for key in REQUIRED:
        if pack.get(key) is None:
            yield Mistake(str(path), 1 if key not in pack else _line(path, key), key, "is missing")
    for key, value in pack.items():
        if key not in KEYS:
            yield Mistake(str(path), _line(path, key), str(key), "is no setting of a watch", f"known: {', '.join(KEYS)}")
        elif value is not None and not isinstance(value, KEYS[key]):
            yield Mistake(str(path), _line(path, key), key, "is of the wrong kind")
    yield from _ill_made(pack, path)
    yield from _unknown(pack, path, base)


def _ill_made(pack: dict[str, Any], path: Path) -> Iterator[Mistake]:
    """Mistakes within lists and sides: codes that are no text, sides without a code or with an end that is no day."""
    for key in CODES:
        for code in _listed(pack, key):
            if not isinstance(code, str):
                yield Mistake(str(path), _line(path, key), key, f"holds {code!r}, which is no code", "a code such as TUR")
    for key in SIDES:
        for side in _listed(pack, key):
            if not _is_side(side):
                yield Mistake(str(path), _line(path, key), key, "is of the wrong kind", "{code: RUS, until: 2024-12-08}")


def _listed(pack: dict[str, Any], key: str) -> list[Any]:
    """What a setting lists; a single side counts as a list of one, and a value of the wrong kind, told before, as none."""
    value = pack.get(key)
    return value if isinstance(value, list) else [value] if isinstance(value, dict) and value else []


def _is_side(side: Any) -> bool:
    if not isinstance(side, dict) or not isinstance(side.get("code"), str):
        return False
    until = side.get("until")
    # A moment of a day is a day to Python, but cannot be compared with one.
    return until is None or (isinstance(until, date) and not isinstance(until, datetime))


def _unknown(pack: dict[str, Any], path: Path, base: Base) -> Iterator[Mistake]:
    known = frozenset(base.names)
    named = [("target", pack.get("target")), ("principal", pack.get("principal"))]
    named += [(key, code) for key in ("western", "neutral") for code in _listed(pack, key)]
    for key, code in named:
        if isinstance(code, str) and code not in known:
            yield Mistake(str(path), _line(path, key), key, f"{code!r} is no actor of the packs")
    indicators = {each.code for each in base.indicators}
    for code in _listed(pack, "pages"):
        if isinstance(code, str) and code not in indicators:
            yield Mistake(str(path), _line(path, "pages"), "pages", f"{code!r} is no indicator", ", ".join(sorted(indicators)))


def _line(path: Path, key: object) -> int:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith(f"{key}:"):
            return number
    return 1
