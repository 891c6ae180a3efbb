"""An entry as a format's reader finds it, before it is judged: all texts as they stand in the document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta


@dataclass(slots=True, kw_only=True)
class Draft:
    """One item; `title`, `summary` and `content` may be HTML, `link` is absolute where it could be made so."""

    guid: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    link: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    published_raw: str = ""
    lang: str | None = None


@dataclass(slots=True, kw_only=True)
class Document:
    """A feed as a format's reader finds it."""

    format: str
    title: str = ""
    link: str = ""
    lang: str | None = None
    ttl: timedelta | None = None
    skip_hours: tuple[int, ...] = ()
    drafts: list[Draft] = field(default_factory=list)
    cut_off: bool = False
    warnings: list[str] = field(default_factory=list)
