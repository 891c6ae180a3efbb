"""Alerts to text and HTML by templates: the user's own where there are some and they work, else the built-in ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader, TemplateError
from markupsafe import escape

from service.alert.sandbox import Sandbox
from service.log import logger
from service.text.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

BUILT_IN = Path(__file__).parent / "templates"
NAMES = ("alert.txt.j2", "alert.html.j2", "digest.txt.j2", "digest.html.j2", "alert.md.j2", "digest.md.j2")
"""The templates that there are, and that a user may override one by one."""

_log = logger("alert")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A rendered template; `note` says why it is not the one that the user wrote, where it is not."""

    text: str
    note: str = ""


class Templates:
    """Renders an alert's content.

    Args:
        folder: where the user's templates lie, named as in `NAMES`; they may extend the built-in ``layout.html.j2``. None: only
            the built-in ones are used.
        timezone: the zone of those who read.
    """

    def __init__(self, folder: Path | None = None, timezone: str = "UTC") -> None:
        self._folder = folder
        self._built_in = Sandbox(FileSystemLoader(BUILT_IN), timezone)
        self._own = Sandbox(FileSystemLoader([folder, BUILT_IN]), timezone) if folder else None
        self._told: set[str] = set()

    def render(self, name: str, content: Mapping[str, object]) -> Rendered:
        """Fill the template `name` with an alert's content.

        Never raises for what a user's template or a feed contains: a template that is broken gives way to the built-in one.
        """
        note = ""
        if self._own is not None and self._is_own(name):
            try:
                return Rendered(text=self._own.get_template(name).render(_values(content, "")))
            except Exception as error:  # noqa: BLE001 - a user's template may fail in any way, and the alert must still go
                note = self._broken(name, error)
        try:
            return Rendered(text=self._built_in.get_template(name).render(_values(content, note)), note=note)
        except (TemplateError, TypeError) as error:
            # The content may be of an older version of the program, from before an upgrade: it must still arrive.
            _log.error("a built-in template does not fit its alert", template=name, alert=content.get("alert"), error=str(error))
            return Rendered(text=_plain(name, content), note=f"{name} does not fit this alert: {error}")

    def mistakes(self) -> tuple[str, ...]:
        """What is wrong with the user's templates as far as reading them shows, each with file and line."""
        if self._own is None or self._folder is None:
            return ()
        if not self._folder.is_dir():
            return (f"{self._folder}: no such folder of templates",)
        return tuple(found for name in filter(self._is_own, NAMES) if (found := self._mistake(self._own, name)))

    def _is_own(self, name: str) -> bool:
        return self._folder is not None and (self._folder / name).is_file()

    def _mistake(self, own: Sandbox, name: str) -> str:
        try:
            own.get_template(name)
        except (TemplateError, UnicodeDecodeError, OSError) as error:
            return self._where(name, error)
        return ""

    def _broken(self, name: str, error: Exception) -> str:
        where = self._where(name, error)
        if where not in self._told:
            self._told.add(where)
            _log.warning("a template is broken, the built-in one was used", template=where)
        return f"Your template {where}. The built-in one was used instead."

    def _where(self, name: str, error: Exception) -> str:
        line = getattr(error, "lineno", None)
        place = f"{self._folder}/{name}" + (f":{line}" if line else "")
        return f"{place} is broken: {str(error).splitlines()[0] if str(error) else type(error).__name__}"


def _plain(name: str, content: Mapping[str, object]) -> str:
    """The bare facts, for when no template works."""
    facts = (f"{key}: {value}" for key, value in content.items() if key != "detail" and value)
    text = one_line(str(content.get("title", ""))) + "\n\n" + "\n".join(map(one_line, facts)) + "\n"
    return f"<!DOCTYPE html><meta charset=utf-8><pre>{escape(text)}</pre>" if ".html" in name else text


def _values(content: Mapping[str, object], note: str) -> dict[str, object]:
    """What a template sees: the contract's fields, ``detail`` for people, and ``note``."""
    return {"truncated": False, "items": [], "detail": {}, **content, "note": note}
