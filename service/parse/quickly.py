"""RSS, Atom and RDF by lxml: fast, for documents without any oddity; everything else is left to feedparser."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree

from service.parse.dates import iso_moment, mail_moment
from service.parse.draft import Document, Draft

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lxml.etree import _Element

ATOM = "{http://www.w3.org/2005/Atom}"
RSS1 = "{http://purl.org/rss/1.0/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HTML_UNSAID = re.compile(r"</\w+>|&#?\w+;")
_NO_YEAR = re.compile(r"(?<![+-])\b0\d{3}\b")
LONGEST_TTL = 7 * 24 * 60


class _OddError(Exception):
    """The document holds something that this reader does not judge."""


def read_quickly(text: str, url: str) -> Document | None:
    """Read the text of an XML document; None where it is not clean or not of a usual kind."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
        # Without a DTD, what refers to an entity is an error already.
        if root.getroottree().docinfo.internalDTD is not None and next(root.iter(etree.Entity), None) is not None:
            return None
        if "xml:base" in text:
            _resolve_by_base(root)
        document = _document(root, url)
    except (etree.XMLSyntaxError, _OddError, ValueError):
        return None
    # An entry in an odd place, or of another kind, must not be lost.
    found = len(list(root.iter("{*}item", "{*}entry")))
    return document if document is not None and len(document.drafts) == found else None


def _resolve_by_base(root: _Element) -> None:
    """Make links whole that start at an ``xml:base`` (XML Base, 4)."""
    for link in root.iter("{*}link"):
        base = link.base or ""
        if base and link.get("href"):
            link.set("href", urljoin(base, link.get("href", "").strip()))
        elif base and link.text:
            link.text = urljoin(base, link.text.strip())


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
        lang=_text(channel.find(f"{space}language")) or _text(channel.find(f"{DC}language")) or _lang(channel),
        ttl=timedelta(minutes=min(int(ttl), LONGEST_TTL)) if ttl.isdecimal() and len(ttl) < 9 else None,  # noqa: PLR2004 - more is no ttl
        skip_hours=tuple(int(hour) % 24 for hour in skip if hour.isdecimal() and len(hour) < 3),  # noqa: PLR2004 - hours have two digits
        drafts=[_item(item, space, url) for item in items],
    )


def _item(item: _Element, space: str, url: str) -> Draft:
    inside = _first_of_each(item)
    guid = inside.get(f"{space}guid")
    identity = _text(guid)
    link = _text(inside.get(f"{space}link")) or _atom_link(item)
    if not link and guid is not None and guid.get("isPermaLink", "true").lower() == "true":
        link = identity
    updated = _text(inside.get(f"{DC}date")) or _text(inside.get(f"{ATOM}updated"))
    raw = _text(inside.get(f"{space}pubDate")) or updated
    moment = _moment(updated)
    return Draft(
        guid=identity or item.get(f"{RDF}about", "").strip(),
        title=_text(inside.get(f"{space}title")) or _text(inside.get(f"{DC}title")),
        summary=_text(inside.get(f"{space}description")) or _text(inside.get(f"{DC}description")),
        content=_text(inside.get(CONTENT)),
        link=_joined(url, link),
        published=moment if raw == updated else _moment(raw),
        updated=moment,
        published_raw=raw,
        lang=_text(inside.get(f"{DC}language")) or None,
    )


def _first_of_each(parent: _Element) -> dict[str, _Element]:
    """The children by tag; of several with the same, the first."""
    return {child.tag: child for child in reversed(parent)}


def _atom(feed: _Element, url: str) -> Document:
    return Document(
        format="atom",
        title=_construct(feed.find(f"{ATOM}title")),
        link=_joined(url, _atom_link(feed)),
        lang=feed.get(LANG) or None,
        drafts=[_atom_entry(entry, url) for entry in feed.findall(f"{ATOM}entry")],
    )


def _atom_entry(entry: _Element, url: str) -> Draft:
    inside = _first_of_each(entry)
    updated, published = _text(inside.get(f"{ATOM}updated")), _text(inside.get(f"{ATOM}published"))
    content = inside.get(f"{ATOM}content")
    moment = _moment(updated)
    return Draft(
        guid=_text(inside.get(f"{ATOM}id")),
        title=_construct(inside.get(f"{ATOM}title")),
        summary=_construct(inside.get(f"{ATOM}summary")) or _caption(inside),
        content="" if content is None or content.get("src") else _construct(content),
        link=_joined(url, _atom_link(entry)),
        published=_moment(published) if published and published != updated else moment,
        updated=moment,
        published_raw=published or updated,
        lang=entry.get(LANG),
    )


def _caption(inside: dict[str, _Element]) -> str:
    """What Media RSS says of a picture or film, which video sites write in place of a summary."""
    group = inside.get(f"{MEDIA}group")
    described = inside.get(f"{MEDIA}description") if group is None else group.find(f"{MEDIA}description")
    return escape(_text(described), quote=False)


def _lang(channel: _Element) -> str | None:
    parent = channel.getparent()
    return channel.get(LANG) or (None if parent is None else parent.get(LANG)) or None


def _atom_link(parent: _Element) -> str:
    links = parent.iterchildren(f"{ATOM}link")
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
    text = _decoded_once((element.text or "").strip())
    # Many write HTML and do not say so.
    plain = kind in {"text", "text/plain"} and not _HTML_UNSAID.search(text)
    return escape(text, quote=False) if plain else text


def _serialized(element: _Element) -> Iterable[str]:
    yield escape(element.text or "", quote=False)
    for child in element:
        yield etree.tostring(child, encoding="unicode", method="html")


def _text(element: _Element | None) -> str:
    if element is None:
        return ""
    if len(element):
        raise _OddError
    text = (element.text or "").strip()
    return text if text.isascii() else _decoded_once(text)


def _decoded_once(text: str) -> str:
    """The text, where somebody took UTF-8 for Latin-1 and packed it in UTF-8 again (``TÃ¼rkiye``)."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _joined(url: str, link: str) -> str:
    if link.startswith(("https://", "http://")):
        return link
    with suppress(ValueError):
        return urljoin(url, link) if link else ""
    return ""


def _moment(raw: str) -> datetime | None:
    if not raw:
        return None
    moment = iso_moment(raw) if raw[:4].isdecimal() else mail_moment(raw)
    if moment is not None:
        return moment
    if _NO_YEAR.search(raw):  # year 1 stands for no date, and the library would make 2001 of it
        return None
    try:
        read = parsedate_to_datetime(raw)
    except (ValueError, TypeError, OverflowError) as error:
        raise _OddError from error
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
