"""YAML to plain values that remember their lines.

Read from the events of the parser, so that every mapping key, duplicate ones too, is met with its line, and nothing in
the file can make the reader recurse or grow. Scalars follow the core schema of YAML 1.2: ``22:00``, ``no`` and
``2026-10-01`` are text; ``null``, ``true``, ``false`` and numbers are what they look like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from service.errors import ConfigError, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

Place = tuple[str | int, ...]
"""The way to a value: keys of mappings and positions in lists."""

DEEPEST = 12
"""Levels of nesting; settings need five."""

_INT = re.compile(r"[-+]?[0-9]{1,18}", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]{1,3})?", re.ASCII)
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_TEXT_TAG = "tag:yaml.org,2002:str"


@dataclass(slots=True)
class Tree:
    """The values of a file, the line of each (of its key, where it has one), and the mistakes met so far."""

    file: str
    root: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line of a value, or of the nearest that holds it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def wrong(self, place: Place, what: str, hint: str = "", *, line: int | None = None) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(self.file, line or self.line(place), dotted(place), what, hint))


def dotted(place: Place) -> str:
    """A place for people: ``feeds[3].url``."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def read_tree(text: str, file: str) -> Tree:
    """Read a file's text.

    Raises:
        ConfigError: it is no YAML. Other mistakes are left in the tree.
    """
    try:
        return _Reader(text, file).read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise ConfigError([_no_yaml(text, file, line, error.problem or error.context or "")]) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1 if isinstance(error.position, int) else 1
        raise ConfigError([Mistake(file, line, "", "is not YAML: a character that may not stand in a text file")]) from None


def _no_yaml(text: str, file: str, line: int, problem: str) -> Mistake:
    lines = text.splitlines()
    # The parser often notices only on the next line what a tab broke.
    near = lines[max(0, line - 2) : line]
    tabbed = any("\t" in each[: len(each) - len(each.lstrip())] for each in near)
    hint = "indent with spaces, not with tabs" if tabbed else "values with : # { [ & * ! | > ' \" % @ ` need quotes"
    return Mistake(file, line, "", f"is not YAML: {problem}".rstrip(": "), hint)


@dataclass(slots=True)
class _Open:
    """A mapping or list under construction; `key` is set between a key and its value."""

    place: Place
    value: dict[str, Any] | list[Any]
    key: str | None = None
    key_line: int = 0


class _Reader:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._tree = Tree(file)
        self._open: list[_Open] = []
        self._documents = 0

    def read(self) -> Tree:
        for event in self._events():
            self._take(event)
        return self._tree

    def _events(self) -> Iterator[Any]:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        yield from yaml.parse(self._text, Loader=loader)

    def _take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(line, "holds a second document", "keep one, without --- between settings")
        elif isinstance(event, yaml.AliasEvent):
            self._stop(line, f"*{event.anchor} refers to another value, which is not read here", "write the value again")
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, yaml.MappingStartEvent):
            self._start({}, line)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._start([], line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()

    def _stop(self, line: int, what: str, hint: str) -> None:
        raise ConfigError([*self._tree.mistakes, Mistake(self._tree.file, line, "", what, hint)])

    def _scalar(self, event: Any, line: int) -> None:
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._key(top, event.value, line)
            return
        if event.tag not in {None, "!", _TEXT_TAG}:
            self._stop(line, f"the tag {event.tag} is not read here", "write the plain value")
        unquoted, _ = event.implicit
        self._put(plain(event.value) if unquoted else event.value, line)

    def _key(self, top: _Open, key: str, line: int) -> None:
        top.key, top.key_line = key, line
        place = (*top.place, key)
        if isinstance(top.value, dict) and key in top.value:
            first = self._tree.line(place)
            self._tree.wrong(place, "stands twice", f"first on line {first}; keep one of the two", line=line)

    def _start(self, value: dict[str, Any] | list[Any], line: int) -> None:
        if len(self._open) >= DEEPEST:
            self._stop(line, "is nested too deep", f"no setting needs more than {DEEPEST} levels")
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._stop(line, "a list or mapping stands where the name of a setting should", "write name: value")
        place = self._put(value, line)
        self._open.append(_Open(place, value))

    def _put(self, value: Any, line: int) -> Place:
        """Store a value where it belongs; the place that it got."""
        if not self._open:
            self._tree.root, self._tree.lines[()] = value, line
            return ()
        top = self._open[-1]
        if isinstance(top.value, list):
            place: Place = (*top.place, len(top.value))
            top.value.append(value)
        else:
            key = top.key or ""
            place, line = (*top.place, key), top.key_line
            top.value[key] = value
            top.key = None
        self._tree.lines[place] = line
        return place


def plain(text: str) -> Any:
    """The value of an unquoted scalar by the core schema."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
