"""Lists of feeds as OPML 2.0, in and out; our own settings stand in a namespace of their own and are kept."""

from __future__ import annotations

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
LETTERS = frozenset("ABCDEF")
OWN_TEXTS = ("country", "kind", "target", "cache_bust", "user_agent")


def write_opml(feeds: Iterable[Feed]) -> str:
    """The feeds as an OPML document."""
    root = etree.Element("opml", {"version": "2.0"}, {"thaw": OWN})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Feeds of Thaw"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        attributes = {"type": "rss", "text": feed.name, "title": feed.name, "xmlUrl": feed.url}
        if feed.lang:
            attributes["language"] = feed.lang
        attributes[f"{{{OWN}}}reliability"] = feed.reliability
        attributes |= {f"{{{OWN}}}{name}": value for name in OWN_TEXTS if (value := getattr(feed, name))}
        if not feed.enabled:
            attributes[f"{{{OWN}}}enabled"] = "false"
        etree.SubElement(body, "outline", attributes)
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return document.decode("utf-8")


def read_opml(content: bytes, name: str) -> list[Feed]:
    """The feeds of an OPML document, each address once; entities and external files are never followed.

    Raises:
        AskedWronglyError: it is too large, no XML, or no OPML.
    """
    if len(content) > LARGEST:
        raise AskedWronglyError(f"{name}: larger than {LARGEST // 2**20} MiB, which no list of feeds is", resource=name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise AskedWronglyError(f"{name}: no OPML: {error.msg}", resource=name) from error
    if root.tag != "opml":
        raise AskedWronglyError(f"{name}: no OPML (its root is {str(root.tag)[:40]})", resource=name)
    outlines = root.findall(".//outline[@xmlUrl]")
    if len(outlines) > MOST_OUTLINES:
        raise AskedWronglyError(f"{name}: more than {MOST_OUTLINES} feeds", resource=name)
    found = {feed.url: feed for outline in outlines if (feed := _feed(outline)) is not None}
    return list(found.values())


def _feed(outline: etree._Element) -> Feed | None:
    try:
        url = clean_url(outline.get("xmlUrl", ""))
    except ValueError:
        return None
    name = " ".join((outline.get("title") or outline.get("text") or url).split())[:200]
    letter = outline.get(f"{{{OWN}}}reliability", "F")
    texts = {key: outline.get(f"{{{OWN}}}{key}") or None for key in OWN_TEXTS}
    return Feed(
        name=name,
        url=url,
        lang=(outline.get("language") or "")[:2].lower() or None,
        country=texts["country"],
        kind=texts["kind"] or "",
        target=texts["target"],
        cache_bust=texts["cache_bust"],
        user_agent=texts["user_agent"],
        reliability=letter if letter in LETTERS else "F",
        enabled=outline.get(f"{{{OWN}}}enabled") != "false",
        origin="command",
    )
