"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin

from service.errors import ParseError
from service.parse.dates import iso_moment
from service.parse.draft import Document, Draft
from service.parse.repair import MOST_ENTRIES

_ITEMS = re.compile(r'"items"\s*:\s*\[')
_BEGIN = re.compile(r"[^\s,]")


def read_json(body: bytes, url: str) -> Document:
    """Read a JSON Feed.

    Raises:
        ParseError: not JSON, nested too deep, or no JSON Feed.
    """
    text = body.decode("utf-8-sig", "replace")
    cut_off = False
    try:
        root = json.loads(text)
    except RecursionError as error:
        raise ParseError("not a feed (JSON nested too deep)") from error
    except ValueError as error:
        root = _begun(text)
        cut_off = True
        if root is None:
            raise ParseError("not a feed (JSON that cannot be read)") from error
    items = root.get("items") if isinstance(root, dict) else None
    if not isinstance(root, dict) or not isinstance(items, list):
        raise ParseError("not a feed (JSON, but no JSON Feed)")
    document = Document(
        format="json", title=_text(root, "title"), link=_text(root, "home_page_url"), lang=_text(root, "language") or None
    )
    if cut_off:
        document.cut_off = True
        document.warnings.append("cut off, or damaged: entries from there on were left out")
    if len(items) > MOST_ENTRIES:
        document.warnings.append(f"entries truncated: {len(items) - MOST_ENTRIES} (only the first {MOST_ENTRIES} were read)")
    base = url or _text(root, "feed_url") or document.link
    document.drafts = [_draft(item, base) for item in items[:MOST_ENTRIES] if isinstance(item, dict)]
    return document


def _begun(text: str) -> dict[str, Any] | None:
    """The items before the place at which a document breaks off, and what it says of itself before them; None without any."""
    found = _ITEMS.search(text)
    if found is None:
        return None
    items: list[Any] = []
    begin, decoder = _BEGIN.search(text, found.end()), json.JSONDecoder()
    with suppress(ValueError, RecursionError):
        while begin and len(items) <= MOST_ENTRIES:
            item, end = decoder.raw_decode(text, begin.start())
            items.append(item)
            begin = _BEGIN.search(text, end)
    head: dict[str, Any] = {}
    with suppress(ValueError, RecursionError):
        head = json.loads(text[: found.start()].rstrip().removesuffix(",") + "}")
    return {**head, "items": items} if items else None


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
