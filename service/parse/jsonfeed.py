"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

from service.errors import ParseError
from service.parse.dates import iso_moment
from service.parse.draft import Document, Draft
from service.parse.repair import MOST_ENTRIES


def read_json(body: bytes, url: str) -> Document:
    """Read a JSON Feed.

    Raises:
        ParseError: not JSON, nested too deep, or no JSON Feed.
    """
    try:
        root = json.loads(body.decode("utf-8-sig", "replace"))
    except RecursionError as error:
        raise ParseError("not a feed (JSON nested too deep)") from error
    except ValueError as error:
        raise ParseError("not a feed (JSON that cannot be read)") from error
    items = root.get("items") if isinstance(root, dict) else None
    if not isinstance(root, dict) or not isinstance(items, list):
        raise ParseError("not a feed (JSON, but no JSON Feed)")
    document = Document(
        format="json", title=_text(root, "title"), link=_text(root, "home_page_url"), lang=_text(root, "language") or None
    )
    if len(items) > MOST_ENTRIES:
        document.warnings.append(f"entries truncated: only the first {MOST_ENTRIES} were read")
    base = url or _text(root, "feed_url") or document.link
    document.drafts = [_draft(item, base) for item in items[:MOST_ENTRIES] if isinstance(item, dict)]
    return document


def _draft(item: dict[str, Any], base: str) -> Draft:
    link = _text(item, "url") or _text(item, "external_url")
    published = _text(item, "date_published")
    return Draft(
        guid=_text(item, "id"),
        title=_text(item, "title"),
        summary=_text(item, "summary"),
        content=_text(item, "content_html") or _text(item, "content_text"),
        link=_joined(base, link),
        published=iso_moment(published),
        updated=iso_moment(_text(item, "date_modified")),
        published_raw=published,
        lang=_text(item, "language") or None,
    )


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return ""


def _text(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    if isinstance(value, bool):
        return ""
    return value if isinstance(value, str) else str(value) if isinstance(value, (int, float)) else ""
