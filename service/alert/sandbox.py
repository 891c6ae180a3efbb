"""Jinja2 for templates that a user may write: names and items only, no attributes of objects, nothing to call.

What a feed says is always a value, never a template, so braces in a title stay braces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import StrictUndefined
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from service.text.counting import counted
from service.text.moments import minute

if TYPE_CHECKING:
    from jinja2 import BaseLoader

_MARKS = re.compile(r"[\\`*_\[\]#!|~]")
_UNFIT = re.compile(r"[<>()\[\]\\\"' ]")


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which ``a.b`` is the item ``b`` of the mapping ``a``, or a fact of a loop, and nothing else.

    A name that is not there is an error and not an empty place, so that a slip of the pen in a template is seen.

    Args:
        loader: finds templates.
        timezone: that of readers, in which the filter ``local`` tells moments.
    """

    def __init__(self, loader: BaseLoader, timezone: str) -> None:
        super().__init__(
            loader=loader,
            autoescape=_is_html,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.filters["md"] = markdown_text
        self.filters["md_link"] = markdown_link
        self.filters["local"] = lambda moment: local_minute(moment, timezone)
        self.filters["counted"] = counted

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``obj.attribute`` in a template."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only the facts of a loop (``loop.index``) are attributes that may be read."""
        return isinstance(obj, LoopContext) and super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Only macros of the template itself may be called."""
        return type(obj).__name__ == "Macro" and super().is_safe_callable(obj)


def markdown_text(value: object) -> str:
    """Text of which Markdown, and the chat services that read it, make nothing: no emphasis, no link, no mention of a person."""
    plain = str(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "@\N{WORD JOINER}")
    return _MARKS.sub(r"\\\g<0>", plain)


def markdown_link(value: object) -> str:
    """A web address as a Markdown link that shows where it leads."""
    address = _UNFIT.sub(lambda found: f"%{ord(found[0]):02X}", str(value))
    return f"[{markdown_text(urlsplit(address).hostname or 'link')}]({address})"


def local_minute(moment: object, timezone: str) -> str:
    """A moment in RFC 3339 by the clocks of a zone; what is none stays as it is."""
    try:
        return minute(datetime.fromisoformat(str(moment)), timezone)
    except ValueError:
        return str(moment)


def _is_html(name: str | None) -> bool:
    return name is None or ".html" in name
