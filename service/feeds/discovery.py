"""Finds the feeds that a web page names (autodiscovery: ``<link rel="alternate" type="application/rss+xml" href=...>``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from lxml import etree

from service.text.url import clean_url

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_READ = 2**20
"""Bytes of a page that are looked at: what names feeds stands at its head."""
MOST_CANDIDATES = 50
LONGEST_TITLE = 200
LONGEST_CHARSET = 40

TYPES = {
    "application/rss+xml": 0,
    "application/atom+xml": 0,
    "application/feed+json": 1,
    "application/rdf+xml": 2,
    "application/xml": 3,
    "text/xml": 3,
    "application/json": 4,
}
"""Media types that feeds are announced by, and how sure each is (lower: surer)."""
GUESSED = 9
_LOOKS_LIKE_ONE = re.compile(r"(?:^|[/._-])(?:rss|atom|feeds?|rdf)(?:$|[/._-]|\d)", re.IGNORECASE)
_NOT_THE_NEWS = re.compile(r"comments?|yorum|تعليق", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]+)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An address that may be a feed; `guessed` where the page did not say so and only the address looks like one."""

    url: str
    title: str = ""
    type: str = ""
    guessed: bool = False


def discover(body: bytes, url: str, content_type: str = "") -> list[Candidate]:
    """The feeds that a web page names, likeliest first; links that merely look like feeds come last.

    Args:
        body: the page, HTML of any quality.
        url: its address, which relative links start from.
        content_type: the header Content-Type, for its charset.
    """
    page = _page(body[:LARGEST_READ], content_type)
    if page is None:
        return []
    base = _base(page, url)
    ranked = sorted([*_announced(page, base), *_guessed(page, base, url)], key=lambda each: each[0])
    found: dict[str, Candidate] = {}
    for _, candidate in ranked:
        found.setdefault(candidate.url, candidate)
    return list(found.values())[:MOST_CANDIDATES]


def _page(body: bytes, content_type: str) -> etree._Element | None:
    if not body.strip(b" \t\r\n\0"):
        return None
    said = _CHARSET.search(content_type)
    for charset in (said[1][:LONGEST_CHARSET] if said else None, None):
        try:
            parser = etree.HTMLParser(no_network=True, recover=True, huge_tree=False, encoding=charset)
            page: etree._Element | None = etree.fromstring(body, parser)
        except (LookupError, etree.XMLSyntaxError):  # an unknown charset, or nothing that a tree can be made of
            continue
        return page
    return None


def _base(page: etree._Element, url: str) -> str:
    """Where relative links start (HTML, 4.2.3)."""
    for element in page.iter("base"):
        if element.get("href"):
            return _joined(url, element.get("href", "")) or url
    return url


def _announced(page: etree._Element, base: str) -> Iterator[tuple[int, Candidate]]:
    for link in page.iter("link"):
        kind = link.get("type", "").partition(";")[0].strip().lower()
        relations = link.get("rel", "").lower().split()
        if kind not in TYPES or not {"alternate", "feed"} & set(relations) or "stylesheet" in relations:
            continue
        target = _joined(base, link.get("href", ""))
        if target:
            title = _line(link.get("title", ""))
            aside = bool(_NOT_THE_NEWS.search(f"{title} {urlsplit(target).path}"))
            yield TYPES[kind] + 5 * aside, Candidate(url=target, title=title, type=kind)


def _guessed(page: etree._Element, base: str, url: str) -> Iterator[tuple[int, Candidate]]:
    for anchor in page.iter("a"):
        target = _joined(base, anchor.get("href", ""))
        if target and target != url and _LOOKS_LIKE_ONE.search(_place(target)):
            yield GUESSED, Candidate(url=target, title=_line("".join(anchor.itertext())), guessed=True)


def _place(url: str) -> str:
    parts = urlsplit(url)
    host = parts.hostname or ""
    return f"{host.partition('.')[0]}{parts.path}"


def _joined(base: str, href: str) -> str:
    if not href.strip():
        return ""
    try:
        return clean_url(urljoin(base, href.strip().replace(" ", "%20")))
    except ValueError:
        return ""


def _line(text: str) -> str:
    return "".join(char for char in " ".join(text.split()) if char.isprintable())[:LONGEST_TITLE]
