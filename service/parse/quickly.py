"""RSS, Atom and RDF by lxml: fast, for documents without any oddity; everything else is left to feedparser."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree

from service.parse.dates import iso_moment
from service.parse.draft import Document, Draft

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lxml.etree import _Element

ATOM = "{http://www.w3.org/2005/Atom}"
RSS1 = "{http://purl.org/rss/1.0/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BASE = "{http://www.w3.org/XML/1998/namespace}base"
LONGEST_TTL = 7 * 24 * 60


class _OddError(Exception):
    """The document holds something that this reader does not judge."""


def read_quickly(text: str, url: str) -> Document | None:
    """Read the text of an XML document; None where it is not clean or not of a usual kind."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
        if next(root.iter(etree.Entity), None) is not None or _has_base(root):
            return None
        return _document(root, url)
    except (etree.XMLSyntaxError, _OddError, ValueError):
        return None


def _has_base(root: _Element) -> bool:
    return bool(root.xpath("//*[@xml:base]"))


def _document(root: _Element, url: str) -> Document | None:
    if root.tag == "rss":
        channel = root.find("channel")
        if channel is None:
            return None
        return _rss(channel, channel.findall("item") or root.findall("item"), "", "rss", url)
    if root.tag == f"{RDF}RDF":
        channel = root.find(f"{RSS1}channel")
        return None if channel is None else _rss(channel, root.findall(f"{RSS1}item"), RSS1, "rdf", url)
    if root.tag == f"{ATOM}feed":
        return _atom(root, url)
    return None


def _rss(channel: _Element, items: list[_Element], space: str, kind: str, url: str) -> Document:
    skip = (_text(hour) for hour in channel.findall(f"{space}skipHours/{space}hour"))
    ttl = _text(channel.find(f"{space}ttl"))
    return Document(
        format=kind,
        title=_text(channel.find(f"{space}title")),
        link=_text(channel.find(f"{space}link")),
        lang=_text(channel.find(f"{space}language")) or _text(channel.find(f"{DC}language")) or None,
        ttl=timedelta(minutes=min(int(ttl), LONGEST_TTL)) if ttl.isdecimal() and len(ttl) < 9 else None,  # noqa: PLR2004 - more is no ttl
        skip_hours=tuple(int(hour) % 24 for hour in skip if hour.isdecimal() and len(hour) < 3),  # noqa: PLR2004 - hours have two digits
        drafts=[_item(item, space, url) for item in items],
    )


def _item(item: _Element, space: str, url: str) -> Draft:
    guid = item.find(f"{space}guid")
    identity = _text(guid)
    link = _text(item.find(f"{space}link")) or _atom_link(item)
    if not link and guid is not None and guid.get("isPermaLink", "true").lower() == "true":
        link = identity
    raw = _text(item.find(f"{space}pubDate")) or _text(item.find(f"{DC}date")) or _text(item.find(f"{ATOM}updated"))
    description = item.find(f"{space}description")
    return Draft(
        guid=identity or item.get(f"{RDF}about", "").strip(),
        title=_text(item.find(f"{space}title")) or _text(item.find(f"{DC}title")),
        summary=_text(description),
        content=_text(item.find(CONTENT)),
        link=_joined(url, link),
        published=_moment(raw),
        published_raw=raw,
        lang=_text(item.find(f"{DC}language")) or None,
    )


def _atom(feed: _Element, url: str) -> Document:
    return Document(
        format="atom",
        title=_construct(feed.find(f"{ATOM}title")),
        link=_joined(url, _atom_link(feed)),
        lang=feed.get(LANG),
        drafts=[_atom_entry(entry, url) for entry in feed.findall(f"{ATOM}entry")],
    )


def _atom_entry(entry: _Element, url: str) -> Draft:
    updated, published = _text(entry.find(f"{ATOM}updated")), _text(entry.find(f"{ATOM}published"))
    content = entry.find(f"{ATOM}content")
    return Draft(
        guid=_text(entry.find(f"{ATOM}id")),
        title=_construct(entry.find(f"{ATOM}title")),
        summary=_construct(entry.find(f"{ATOM}summary")),
        content="" if content is None or content.get("src") else _construct(content),
        link=_joined(url, _atom_link(entry)),
        published=_moment(published or updated),
        updated=_moment(updated),
        published_raw=published or updated,
        lang=entry.get(LANG),
    )


def _atom_link(parent: _Element) -> str:
    links = parent.findall(f"{ATOM}link")
    chosen = next((link for link in links if link.get("rel", "alternate") == "alternate"), None)
    return "" if chosen is None else chosen.get("href", "").strip()


def _construct(element: _Element | None) -> str:
    """An Atom text construct as HTML (RFC 4287, 3.1)."""
    if element is None:
        return ""
    kind = element.get("type", "text")
    if kind in {"xhtml", "application/xhtml+xml"}:
        return "".join(_serialized(element))
    if len(element):
        raise _OddError
    return escape(element.text or "", quote=False) if kind in {"text", "text/plain"} else element.text or ""


def _serialized(element: _Element) -> Iterable[str]:
    yield escape(element.text or "", quote=False)
    for child in element:
        yield etree.tostring(child, encoding="unicode", method="html")


def _text(element: _Element | None) -> str:
    if element is None:
        return ""
    if len(element):
        raise _OddError
    return (element.text or "").strip()


def _joined(url: str, link: str) -> str:
    with suppress(ValueError):
        return urljoin(url, link) if link else ""
    return ""


def _moment(raw: str) -> datetime | None:
    if not raw:
        return None
    moment = iso_moment(raw)
    if moment is not None:
        return moment
    try:
        read = parsedate_to_datetime(raw)
    except (ValueError, TypeError, OverflowError) as error:
        raise _OddError from error
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
