"""Lists of feeds as OPML 2.0, in and out; our own settings stand in a namespace of their own and are kept."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from lxml import etree

from service.errors import AskedWronglyError
from service.model.entry import Feed
from service.text.url import clean_url

if TYPE_CHECKING:
    from collections.abc import Iterable

OWN = "urn:thaw:feed"
LARGEST = 16 * 2**20
MOST_OUTLINES = 20_000
LONGEST_NAME = 200
LONGEST_TIMEOUT = 3600.0
"""Seconds."""

_FORMS = {
    "country": re.compile(r"[A-Z]{2,4}", re.ASCII),
    "kind": re.compile(r"[a-z][a-z_]{0,40}", re.ASCII),
    "target": re.compile(r"[A-Z][A-Z0-9]{1,11}", re.ASCII),
    "cache_bust": re.compile(r"[A-Za-z0-9_.-]{1,40}", re.ASCII),
    "user_agent": re.compile(r"[ -~]{1,500}", re.ASCII),
    "reliability": re.compile(r"[A-F]", re.ASCII),
}
"""Settings that are texts, and how each may look: a list may come from anybody."""
_SWITCHES = {"enabled": True, "full_text": False, "verify_tls": True}
"""Settings that are on or off, and what holds where nothing is said."""
_LANG = re.compile(r"[a-z]{2,3}", re.ASCII)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_opml(feeds: Iterable[Feed]) -> str:
    """The feeds as an OPML document."""
    root = etree.Element("opml", {"version": "2.0"}, {"thaw": OWN})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Feeds of Thaw"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        etree.SubElement(body, "outline", _attributes(feed))
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return document.decode("utf-8")


def _attributes(feed: Feed) -> dict[str, str]:
    own = {name: getattr(feed, name) or "" for name in _FORMS}
    own |= {name: str(getattr(feed, name)).lower() for name, usual in _SWITCHES.items() if getattr(feed, name) is not usual}
    own["timeout"] = f"{feed.timeout.total_seconds():g}" if feed.timeout else ""
    own["skip_titles"] = "\n".join(feed.skip_titles)
    plain = {"type": "rss", "text": feed.name, "title": feed.name, "xmlUrl": feed.url, "language": feed.lang or ""}
    named = plain | {f"{{{OWN}}}{name}": value for name, value in own.items()}
    return {name: _NO_XML.sub("\ufffd", value) for name, value in named.items() if value}


def read_opml(content: bytes, name: str) -> list[Feed]:
    """The feeds of an OPML document, each address once; what our own settings cannot be is left out.

    Entities and external files are never followed.

    Raises:
        AskedWronglyError: it is too large, no XML, or no OPML.
    """
    root = _root(content, name)
    outlines = root.findall(".//outline[@xmlUrl]")
    if len(outlines) > MOST_OUTLINES:
        raise AskedWronglyError(f"{name}: more than {MOST_OUTLINES} feeds", resource=name)
    found: dict[str, Feed] = {}
    for outline in outlines:
        feed = _feed(outline)
        if feed is not None:
            found.setdefault(feed.url, feed)
    return list(found.values())


def _root(content: bytes, name: str) -> etree._Element:
    if len(content) > LARGEST:
        raise AskedWronglyError(f"{name}: larger than {LARGEST // 2**20} MiB, which no list of feeds is", resource=name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise AskedWronglyError(f"{name}: no OPML: {error.msg}", resource=name) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise AskedWronglyError(f"{name}: DTD with entities refused, which no list of feeds needs", resource=name)
    if root.tag != "opml":
        raise AskedWronglyError(f"{name}: no OPML (its root is {str(root.tag)[:40]})", resource=name)
    return root


def _feed(outline: etree._Element) -> Feed | None:
    try:
        url = clean_url(outline.get("xmlUrl", ""))
    except ValueError:
        return None
    texts = {name: _text(outline, name) for name in _FORMS}
    return Feed(
        name=_name(outline, url),
        url=url,
        lang=_lang(outline.get("language") or ""),
        country=texts["country"],
        kind=texts["kind"] or "",
        target=texts["target"],
        cache_bust=texts["cache_bust"],
        user_agent=texts["user_agent"],
        reliability=texts["reliability"] or "F",
        enabled=_switch(outline, "enabled"),
        full_text=_switch(outline, "full_text"),
        verify_tls=_switch(outline, "verify_tls"),
        timeout=_seconds(outline.get(f"{{{OWN}}}timeout", "")),
        skip_titles=tuple(_line(title) for title in outline.get(f"{{{OWN}}}skip_titles", "").splitlines() if _line(title)),
        origin="command",
    )


def _name(outline: etree._Element, url: str) -> str:
    return _line(outline.get("title") or "") or _line(outline.get("text") or "") or _line(url)


def _line(text: str) -> str:
    """One line that can be read."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())[:LONGEST_NAME].strip()


def _text(outline: etree._Element, name: str) -> str | None:
    value = outline.get(f"{{{OWN}}}{name}", "")
    return value if _FORMS[name].fullmatch(value) and value.strip() else None


def _switch(outline: etree._Element, name: str) -> bool:
    return {"true": True, "false": False}.get(outline.get(f"{{{OWN}}}{name}", ""), _SWITCHES[name])


def _lang(text: str) -> str | None:
    """``ar`` of ``ar-SA`` (RFC 5646)."""
    code = text.partition("-")[0].partition("_")[0].lower()
    return code if _LANG.fullmatch(code) else None


def _seconds(text: str) -> timedelta | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    return timedelta(seconds=seconds) if 0 < seconds <= LONGEST_TIMEOUT else None
