"""RSS, Atom, RDF and CDF by feedparser: slow, and reads nearly everything."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

import feedparser

from service.parse.dates import moment_of
from service.parse.draft import Document, Draft

LONGEST_TTL = 7 * 24 * 60
LONGEST_SKIP_HOURS = 2000
_HOUR = re.compile(r"<hour>\s*([0-9]{1,2})\s*</hour>")


def read_carefully(text: str, url: str) -> Document:
    """Read the text of an XML document; it has no entry where it is no feed."""
    parsed = feedparser.parse(
        # Bytes only: feedparser opens a text that is a path or an address.
        BytesIO(text.encode("utf-8", "replace")),
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )
    channel = parsed.get("feed", {})
    document = Document(
        format=_format(parsed.get("version", "")),
        title=channel.get("title", ""),
        link=channel.get("link", ""),
        lang=channel.get("language") or None,
        ttl=_ttl(channel.get("ttl", "")),
        skip_hours=tuple(int(hour) % 24 for hour in _HOUR.findall(_skip_hours(text))),
    )
    if parsed.get("bozo"):
        document.warnings.append(f"not well-formed: {_told(parsed.get('bozo_exception'))}")
    document.drafts = [_draft(entry, url) for entry in parsed.get("entries", ())]
    return document


def _skip_hours(text: str) -> str:
    """What stands in ``skipHours``, which feedparser leaves out."""
    begin = text.find("<skipHours>")
    return text[begin : begin + LONGEST_SKIP_HOURS].partition("</skipHours>")[0] if begin >= 0 else ""


def _draft(entry: Any, url: str) -> Draft:
    content = max((each.get("value", "") for each in entry.get("content", ())), key=len, default="")
    summary = entry.get("summary", "")
    return Draft(
        guid=entry.get("id", ""),
        title=entry.get("title", ""),
        summary="" if summary == content else summary,
        content=content,
        link=_joined(url, entry.get("link", "")),
        published=moment_of(_own(entry, "published_parsed")) or moment_of(_own(entry, "updated_parsed")),
        updated=moment_of(_own(entry, "updated_parsed")),
        published_raw=_own(entry, "published") or _own(entry, "updated") or "",
        lang=entry.get("language") or None,
    )


def _joined(url: str, link: str) -> str:
    try:
        return urljoin(url, link) if link else ""
    except ValueError:
        return ""


def _own(entry: Any, name: str) -> Any:
    """A value that the entry has itself: feedparser's own look-up passes one date off as the other."""
    return dict.get(entry, name)


def _format(version: str) -> str:
    if version.startswith("atom"):
        return "atom"
    return "rdf" if version in {"rss090", "rss10"} else "rss"


def _ttl(text: str) -> timedelta | None:
    return timedelta(minutes=min(int(text), LONGEST_TTL)) if text.isdecimal() and len(text) <= 9 else None  # noqa: PLR2004 - more is no ttl


def _told(error: object) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
