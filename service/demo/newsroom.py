"""The outlets' feeds as a web server gives them: what is published so far, with an ETag."""

from __future__ import annotations

import json
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response
from starlette.routing import Route

from service.demo.archive import Issue

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from starlette.requests import Request

    from service.demo.archive import Item, Outlet

TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
TEMPLATES = Path(__file__).parent / "templates"


class Newsroom:
    """Publishes items and answers those who ask for feeds.

    Args:
        outlets: who publishes.
        began: the moment that the ages of items count back from; aware, UTC.
    """

    def __init__(self, outlets: Sequence[Outlet], began: datetime) -> None:
        self.outlets = tuple(outlets)
        self.asked = 0
        self.unchanged = 0
        self._issues = {
            outlet.slug: [Issue(item=item, published=began - item.age) for item in outlet.items if not item.scene]
            for outlet in outlets
        }
        self._pages = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._pages.filters["rfc2822"] = format_datetime

    def publish(self, outlet: Outlet, item: Item, now: datetime) -> None:
        """Put an item on top of its outlet's feed."""
        self._issues[outlet.slug].insert(0, Issue(item=item, published=now))

    def feed(self, outlet: Outlet) -> bytes:
        """The feed of an outlet as it is now."""
        issues = self._issues[outlet.slug]
        if outlet.format == "json":
            return _json_feed(outlet, issues)
        return self._pages.get_template(f"{outlet.format}.xml.j2").render(outlet=outlet, issues=issues).encode()

    def routes(self) -> list[Route]:
        """One address for each outlet's feed."""
        return [Route(feed_path(outlet), self._serving(outlet)) for outlet in self.outlets]

    def _serving(self, outlet: Outlet) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            body = self.feed(outlet)
            etag = f'"{sha256(body).hexdigest()[:16]}"'
            self.asked += 1
            if request.headers.get("if-none-match") == etag:
                self.unchanged += 1
                return Response(status_code=304, headers={"etag": etag})
            return Response(body, media_type=TYPES[outlet.format], headers={"etag": etag})

        return answer


def feed_path(outlet: Outlet) -> str:
    """Where an outlet's feed is found on the server."""
    return f"/feeds/{outlet.slug}"


def _json_feed(outlet: Outlet, issues: Sequence[Issue]) -> bytes:
    """A JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    items = [
        {
            "id": issue.item.slug,
            "url": issue.item.link,
            "title": issue.item.title,
            "summary": issue.item.summary,
            "date_published": issue.published.isoformat(),
        }
        for issue in issues
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": outlet.home,
        "language": outlet.lang,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False).encode()
