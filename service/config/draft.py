"""A first config.yaml from a few answers: the file that ships, its explanations kept, with what was answered in its place."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from service.config.shipped import shipped, ships_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


Setting = str | bool | tuple[str, ...]
"""What a setting of a feed or a channel may be here."""

PEOPLE = ("email", "apprise")
"""Types of channels that people read, who want what is less urgent too, but gathered."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./@+-]*(?: [A-Za-z0-9][A-Za-z0-9_./@+-]*)*", re.ASCII)
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What somebody wants to begin with.

    `langs` and `targets` choose among the feeds that ship: their languages, and the governments of the watches for those
    feeds that are of use for one alone; without `langs` none of them is taken. `feeds` are one's own, `channels` settings
    by name, both in the spelling of the file: a text ``${NAME}`` is a reference to a secret, see `literal`.
    """

    watches: tuple[str, ...] = ("assi",)
    targets: frozenset[str] = frozenset({"SYR"})
    langs: tuple[str, ...] = ()
    feeds: tuple[Mapping[str, Setting], ...] = ()
    channels: Mapping[str, Mapping[str, Setting]] = field(default_factory=lambda: MappingProxyType({}))
    allow_private: tuple[str, ...] = ()
    timezone: str = "UTC"


def draft(answers: Answers) -> str:
    """The text of the file. Raises ThawError where the file that ships is missing from this installation."""
    text = _set(shipped().before, "watches", flow(answers.watches))
    text = _set(text, "timezone", flow(answers.timezone))
    text = text.replace("allow_private: []", f"allow_private: {flow(answers.allow_private)}", 1)
    text = _under(text, "channels", [f"  {name}: {flow(settings)}" for name, settings in answers.channels.items()])
    text = _under(text, "routes", [f"  - {route}" for route in _routes(answers.channels)])
    return f"{text}\nfeeds:\n{_feeds(answers)}"


def literal(text: str) -> str:
    """A text as the file must have it, so that nothing in it is taken for a reference."""
    return text.replace("${", "$${")


def flow(value: Setting | Mapping[str, Setting] | Sequence[str]) -> str:
    """A value on one line of YAML; what might be taken for something else stands in quotes."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and value.lower() not in _WORDS
        return value if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict | MappingProxyType):
        return f"{{{', '.join(f'{name}: {flow(each)}' for name, each in value.items())}}}"
    return f"[{', '.join(flow(each) for each in value)}]"


def _set(text: str, name: str, value: str) -> str:
    """The text with another value of a setting that stands on one line; a comment behind it is kept."""
    return re.sub(
        rf"^{name}: (\[[^\]]*\]|\S+)( *)(#.*)?$",
        lambda found: f"{name}: {value}" + (f"{found[2]}{found[3]}" if found[3] else ""),
        text,
        count=1,
        flags=re.MULTILINE,
    )


def _under(text: str, name: str, lines: Sequence[str]) -> str:
    return text.replace(f"\n{name}:\n", "\n".join([f"\n{name}:", *lines, ""]), 1)


def _routes(channels: Mapping[str, Mapping[str, Setting]]) -> Iterator[str]:
    """What is urgent to all at once; the rest gathered, to channels that people read."""
    read = tuple(name for name, settings in channels.items() if settings["type"] in PEOPLE)
    if channels:
        yield f"{{severity: [critical, high], to: {flow(tuple(channels))}}}"
    if read:
        yield f"{{severity: [medium], to: {flow(read)}, group: 1h}}"
        yield f'{{severity: [low], to: {flow(read)}, digest: "07:00"}}'


def _feeds(answers: Answers) -> str:
    lines: list[str] = []
    if answers.feeds:
        lines += ["", "  # --- Our own ---", *(f"  - {flow(each)}" for each in answers.feeds)]
    heading = ""
    for each in ships_in(answers.langs, answers.targets):
        if each.heading != heading:
            lines += ["", each.heading]
            heading = each.heading
        lines += each.lines
    return "\n".join([*lines, ""])
