"""config.yaml and environment to one frozen Config, every mistake reported at once."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from service.config.agree import Parts, disagreements
from service.config.channels import TYPES, ChannelSettings, FileSettings
from service.config.database import database_url, with_password
from service.config.environment import SHORTEST_SECRET, Filling
from service.config.sections import PollSettings, Section, WebSettings
from service.config.settings import Config
from service.config.shapes import FeedShape, FileShape, RouteShape
from service.config.tree import Place, Tree, read_tree
from service.config.watches import known_watches, watch_of
from service.config.words import did_you_mean, hint, nested, what
from service.errors import AskedWronglyError, ConfigError, Mistake

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

S = TypeVar("S", bound=Section)

LARGEST_FILE = 4 * 2**20
"""Bytes of a config file."""

_CHANNEL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,60}", re.ASCII)


def find_config(named: Path | None, environ: Mapping[str, str], folder: Path) -> Path | None:
    """The config file to read: the one named, else that of ``$THAW_CONFIG``, else ``config.yaml`` in `folder` if it is there."""
    if named is not None:
        return named
    if environ.get("THAW_CONFIG"):
        return Path(environ["THAW_CONFIG"])
    usual = folder / "config.yaml"
    return usual if usual.exists() else None


def load_config(path: Path | None, environ: Mapping[str, str], *, watch_names: Collection[str] | None = None) -> Config:
    """Read a config file.

    Args:
        path: the file; None: there is none, and the defaults hold.
        environ: the environment: ``${NAME}``, ``NAME_FILE``, ``$THAW_DATABASE``.
        watch_names: names of watches that may be named; None: those that ship.

    Raises:
        AskedWronglyError: there is no such file, or it cannot be read.
        ConfigError: all mistakes in it, each with its line.
    """
    known = known_watches() if watch_names is None else watch_names
    if path is None:
        return _Load(Tree("the defaults", root={}), environ, known, None).config()
    tree = read_tree(_text(path), str(path))
    return _Load(tree, environ, known, path).config()


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise AskedWronglyError(f"{path}: no such file; name another with --config or $THAW_CONFIG", resource=str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AskedWronglyError(f"{path}: cannot be read: {reason}", resource=str(path)) from error
    if len(content) > LARGEST_FILE:
        raise ConfigError([Mistake(str(path), 0, "", f"is larger than {LARGEST_FILE >> 20} MiB", "this is hardly a config file")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError([Mistake(str(path), line, "", "is not UTF-8 text", "save it as UTF-8")]) from None


class _Load:
    """One reading of one file."""

    def __init__(self, tree: Tree, environ: Mapping[str, str], known: Collection[str], path: Path | None) -> None:
        self._tree = tree
        self._environ = environ
        self._known = known
        self._path = path
        self._base = path.absolute().parent if path else Path.cwd()
        self._filling = Filling(tree, environ, self._base)

    def config(self) -> Config:
        """The settings; raises ConfigError where there is a mistake."""
        root = self._root()
        self._filling.fill()
        values = self._tree.root if root else {}
        config = self._built(self._file(values))
        if self._tree.mistakes:
            raise ConfigError(self._hidden(self._tree.mistakes))
        return config

    def _root(self) -> dict[str, Any]:
        root = self._tree.root
        if root is None:
            self._tree.wrong((), "holds no settings", "an empty file is hardly meant; see config.yaml of the project")
        elif not isinstance(root, dict):
            self._tree.wrong((), "must hold settings, each as name: value")
        return root if isinstance(root, dict) else {}

    def _file(self, values: dict[str, Any]) -> FileShape:
        """The top level; what is wrong there is noted and left out, so that all else is still looked at."""
        try:
            return FileShape.model_validate(values)
        except ValidationError as error:
            found = error.errors(include_url=False)
        for each in found:
            self._note(FileShape, each, each["loc"])
        wrong = {each["loc"][0] for each in found}
        return FileShape.model_validate({name: value for name, value in values.items() if name not in wrong})

    def _built(self, file: FileShape) -> Config:
        poll = self._section(PollSettings, file.poll, "poll")
        web = self._section(WebSettings, file.web, "web")
        feeds = {("feeds", n): self._take(FeedShape, each, ("feeds", n)) for n, each in enumerate(file.feeds)}
        routes = {("routes", n): self._take(RouteShape, each, ("routes", n)) for n, each in enumerate(file.routes)}
        channels = {name: self._channel(name, each) for name, each in file.channels.items()}
        watches = self._watches(file.watches)
        parts = Parts(
            poll=poll,
            web=web,
            feeds={place: each for place, each in feeds.items() if each},
            routes={place: each for place, each in routes.items() if each},
            channels=channels,
            watches=watches,
        )
        for disagreement in disagreements(parts):
            if disagreement.place not in self._filling.failed:
                self._tree.wrong(disagreement.place, disagreement.what, disagreement.hint)
        return Config(
            database=self._database(file.database),
            watches=watches,
            poll=poll or PollSettings(),
            feeds=tuple(each.feed() for each in feeds.values() if each),
            channels=MappingProxyType({name: each for name, each in channels.items() if each}),
            routes=tuple(each.rule() for each in routes.values() if each),
            web=web or WebSettings(),
            timezone=file.timezone,
            quiet=file.quiet.quiet() if file.quiet else None,
            cap=file.cap,
            remind=file.remind,
            retention=file.retention,
            heartbeat=file.heartbeat,
            contact=file.contact,
            templates=self._templates(file.templates),
            path=self._path.absolute() if self._path else None,
            secrets=frozenset(self._filling.secrets),
        )

    def _section(self, shape: type[S], values: Any, name: str) -> S | None:
        return self._take(shape, {} if values is None else values, (name,))

    def _channel(self, name: str, values: Any) -> ChannelSettings | None:
        place: Place = ("channels", name)
        if not _CHANNEL_NAME.fullmatch(name):
            self._tree.wrong(place, "a channel's name must be of letters, digits, -, _ and .")
        if not isinstance(values, dict):
            dotted = nested(f"channels.{name}") if "." in name else ""
            self._tree.wrong(place, "must hold settings, each as name: value", dotted or f"type: {' | '.join(TYPES)}")
            return None
        kind = values.get("type")
        if kind not in TYPES:
            said = "is missing" if kind is None else f"{kind!r} is no type of channel"
            self._tree.wrong((*place, "type"), said, did_you_mean(kind or "", TYPES))
            return None
        settings = self._take(TYPES[kind], values, place)
        if isinstance(settings, FileSettings) and settings.path != "-":
            return FileSettings(path=str(self._base / settings.path))
        return settings

    def _watches(self, names: Iterable[str]) -> tuple[str | Path, ...]:
        found: list[str | Path] = []
        for index, name in enumerate(names):
            try:
                watch = watch_of(name, self._base, self._known)
            except ValueError as error:
                place: Place = ("watches", index)
                if place not in self._filling.failed:
                    self._tree.wrong(place, str(error))
                continue
            if watch in found:
                self._tree.wrong(("watches", index), f"{name!r} stands twice")
            found.append(watch)
        return tuple(found)

    def _templates(self, folder: str | None) -> Path | None:
        if folder is None:
            return None
        path = self._base / folder
        try:
            there = path.is_dir()
        except (OSError, ValueError):
            there = False
        if not there and ("templates",) not in self._filling.failed:
            self._tree.wrong(("templates",), f"{folder!r}: no such folder")
        return path

    def _database(self, url: str) -> str:
        override = self._environ.get("THAW_DATABASE")
        place: Place = ("database",)
        try:
            found = database_url(override, Path.cwd()) if override else database_url(url, self._base)
            return with_password(found, self._environ)
        except ValueError as error:
            if override:
                self._tree.mistakes.append(Mistake("$THAW_DATABASE", 0, "", str(error)))
            elif place not in self._filling.failed:
                self._tree.wrong(place, str(error))
            return ""

    def _take(self, shape: type[S], values: Any, place: Place) -> S | None:
        """Settings in their shape; None where there is a mistake, which is noted."""
        try:
            return shape.model_validate(values)
        except ValidationError as error:
            for each in error.errors(include_url=False):
                self._note(shape, each, (*place, *each["loc"]))
            return None

    def _note(self, shape: type[Section], error: Any, place: Place) -> None:
        if any(place[: len(failed)] == failed for failed in self._filling.failed):
            return
        if error["type"] == "extra_forbidden":
            names = [field.alias or name for name, field in shape.model_fields.items()]
            known = names if len(error["loc"]) == 1 else []
            dotted = nested(str(place[-1])) if len(place) == 1 else ""
            self._tree.wrong(place, "is no setting", dotted or did_you_mean(place[-1], known))
        else:
            self._tree.wrong(place, what(error), hint(error))

    def _hidden(self, mistakes: Iterable[Mistake]) -> list[Mistake]:
        """Mistakes in the order of the file, without any value that came from the environment."""
        secrets = sorted((each for each in self._filling.secrets if len(each) >= SHORTEST_SECRET), key=len, reverse=True)

        def clean(text: str) -> str:
            for secret in secrets:
                text = text.replace(secret, "***")
            return text

        told = [Mistake(each.file, each.line, each.where, clean(each.what), clean(each.hint)) for each in mistakes]
        return sorted(dict.fromkeys(told), key=lambda each: each.line)
