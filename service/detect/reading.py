"""YAML read: what people write, with all that YAML allows, and the packs that ship, of which only speed is asked."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import yaml

from service.errors import AskedWronglyError, ConfigError, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader; in C where PyYAML was built so."""
_TEXT = "tag:yaml.org,2002:str"
_MAYBE_NO_TEXT = frozenset(key for key in yaml.SafeLoader.yaml_implicit_resolvers if key)
"""With what a scalar without quotes begins that may be a number, a date or the like."""


def read_yaml(path: Path) -> Any:
    """The content of a YAML file.

    Raises:
        AskedWronglyError: the file cannot be opened.
        ConfigError: it is no YAML, with the line.
    """
    with told(path), path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=_LOADER)  # noqa: S506 - the safe loader


def pack_of(text: str) -> Any:
    """The content of a pack: lists, mappings and scalars without tags or merged keys, and the same thing where it is named again.

    The same as `read_yaml`, in half the time and a fraction of the memory: values are made as they are read, and no tree of
    nodes before them.

    Args:
        text: of the file.

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    loader = _LOADER(text)
    try:
        return _document(loader)
    finally:
        loader.dispose()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Tell what is wrong with a file of YAML, as ConfigError, and that it cannot be read, as AskedWronglyError."""
    try:
        yield
    except OSError as error:
        raise AskedWronglyError(f"{path}: cannot be read: {error.strerror}", resource=str(path)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "is no YAML"
        raise ConfigError([Mistake(str(path), mark.line + 1 if mark else 0, "", what)]) from error


def _document(loader: Any) -> Any:
    loader.get_event()  # the stream begins
    if loader.check_event(yaml.StreamEndEvent):
        return None
    loader.get_event()  # the document begins
    value = _value(loader, loader.get_event(), {})
    while not loader.check_event(yaml.StreamEndEvent):  # what is wrong behind it is told too
        loader.get_event()
    return value


def _value(loader: Any, event: Any, named: dict[str, Any]) -> Any:
    """What begins with an event; `named` are the values that were given names so far."""
    kind, value = type(event), None
    if kind is yaml.ScalarEvent:
        value = _scalar(loader, event)
    elif kind is yaml.SequenceStartEvent:
        value = list(_values(loader, yaml.SequenceEndEvent, named))
    elif kind is yaml.MappingStartEvent:
        inner = _values(loader, yaml.MappingEndEvent, named)
        value = dict(zip(inner, inner, strict=True))
    else:
        return named[event.anchor]
    if event.anchor is not None:
        named[event.anchor] = value
    return value


def _values(loader: Any, end: type, named: dict[str, Any]) -> Iterator[Any]:
    while type(event := loader.get_event()) is not end:
        yield _value(loader, event, named)


def _scalar(loader: Any, event: Any) -> Any:
    text: str = event.value
    if not event.implicit[0] or (text and text[0] not in _MAYBE_NO_TEXT):
        return text
    tag = loader.resolve(yaml.ScalarNode, text, event.implicit)
    return text if tag == _TEXT else loader.construct_object(yaml.ScalarNode(tag, text))
