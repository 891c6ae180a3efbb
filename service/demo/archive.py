"""The archive of the demo: outlets that do not exist, and what they publish and when."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

OUTLETS = Path(__file__).parent / "outlets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that an outlet publishes: in the scene of that name, or before the demo began (`scene` is empty).

    `age` is how long before the start it was published, `english` what its title says where it is in another language.
    """

    slug: str
    title: str
    summary: str
    link: str
    scene: str = ""
    age: timedelta = timedelta()
    english: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet and all its items; `format` is that of its feed: ``rss``, ``atom`` or ``json``."""

    name: str
    slug: str
    format: str
    lang: str
    country: str
    reliability: str
    items: tuple[Item, ...]

    @property
    def home(self) -> str:
        """Its front page, under a name that exists nowhere (RFC 2606)."""
        return f"https://{self.slug}.example/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An item as it stands in the feed, with the moment of its publication."""

    item: Item
    published: datetime


def load_outlets(folder: Path = OUTLETS) -> tuple[Outlet, ...]:
    """Every outlet of the archive, in the order of their files."""
    return tuple(_outlet(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json")))


def _outlet(told: dict[str, Any]) -> Outlet:
    items = tuple(_item(each, told["slug"]) for each in told.pop("items"))
    return Outlet(**told, items=items)


def _item(told: dict[str, Any], outlet: str) -> Item:
    age = timedelta(hours=told.pop("hours", 0))
    return Item(**told, age=age, link=f"https://{outlet}.example/{told['slug']}")
