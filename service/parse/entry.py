"""Bytes to entries: the one door of this room."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from service.errors import ParseError
from service.model.entry import Entry, ParsedFeed
from service.parse.carefully import read_carefully
from service.parse.charset import decoded
from service.parse.dates import believable
from service.parse.jsonfeed import read_json
from service.parse.quickly import read_quickly
from service.parse.repair import cut_to_size, repaired, without_dtd, without_half_entry, without_prefix
from service.parse.sniff import HTML_PAGE, require_feed
from service.text.digest import digest_of
from service.text.plain import plain_line, plain_text, tidy
from service.text.url import clean_url

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.parse.draft import Document, Draft

LONGEST_FIELD = 64 * 1024
"""Characters that are kept of one field."""
LONGEST_TITLE = 2000
LONGEST_KEY = 1000
"""Bytes of a guid or link that is a key as it stands: an index of PostgreSQL takes no more than 2,704."""
MOST_HTML = 512 * 1024
"""Characters of HTML of which one field's text is taken."""
CUT = "…"

_LANG = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_FEED_MARKUP = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)


def parse_feed(body: bytes, *, content_type: str = "", url: str = "", source: str = "", now: datetime) -> ParsedFeed:
    """Read a feed.

    Args:
        body: its bytes, decompressed.
        content_type: the header, for its charset.
        url: where it was fetched, for relative links.
        source: name of the outlet; empty: the feed's own title.
        now: our clock, for dates that cannot be.

    Raises:
        ParseError: it is no feed; in words.
    """
    document, encoding = _document(body, content_type, url)
    outlet = source or plain_line(document.title)
    entries = _told_apart([_entry(draft, outlet, document, now) for draft in document.drafts])
    return ParsedFeed(
        format=document.format,
        entries=tuple(entries),
        title=plain_line(document.title)[:LONGEST_TITLE],
        lang=language(document.lang),
        link=document.link,
        encoding=encoding,
        ttl=document.ttl,
        skip_hours=document.skip_hours,
        cut_off=document.cut_off,
        warnings=tuple(dict.fromkeys(document.warnings)),
    )


def _document(body: bytes, content_type: str, url: str) -> tuple[Document, str]:
    if require_feed(body):
        return read_json(body, url), "utf-8"
    text, encoding, warnings = decoded(body, content_type)
    text = cut_to_size(without_dtd(text, warnings), warnings)
    document = read_quickly(text, url)
    if document is None or not document.drafts:
        mended, cut_off = without_half_entry(repaired(text, warnings), warnings)
        document = read_quickly(mended, url) if mended != text else None
        if document is None or not document.drafts:
            document = _read_carefully(mended, url)
        document.cut_off = cut_off
    document.warnings[:0] = warnings
    return document, encoding


def _read_carefully(text: str, url: str) -> Document:
    document = read_carefully(without_prefix(text), url)
    if not document.drafts and not _FEED_MARKUP.search(text):
        raise ParseError(HTML_PAGE if "<html" in text[:4096].lower() else "not a feed (XML of another kind)")
    return document


def _entry(draft: Draft, outlet: str, document: Document, now: datetime) -> Entry:
    warnings: list[str] = []
    texts = plain_line(draft.title[:MOST_HTML]), plain_text(draft.summary[:MOST_HTML]), plain_text(draft.content[:MOST_HTML])
    title = _clipped(texts[0], LONGEST_TITLE, "title", warnings)
    summary = _clipped(texts[1], LONGEST_FIELD, "summary", warnings)
    content = _clipped(texts[2], LONGEST_FIELD, "content", warnings)
    # A change behind the cut is a change.
    whole = digest_of(*texts) if warnings else ""
    published = believable(draft.published, now, warnings.append)
    link = _link(draft.link)
    key = _key(draft, link, title, summary or content)
    return Entry(
        id=tidy(draft.guid)[:LONGEST_KEY] or key,
        title=title,
        summary="" if summary == content else summary,
        content=content,
        lang=language(draft.lang) or language(document.lang),
        published=published,
        updated=believable(draft.updated, now, warnings.append),
        published_raw=tidy(draft.published_raw)[:200],
        source=outlet,
        link=link,
        key=key,
        warnings=tuple(dict.fromkeys(warnings)) if warnings else (),
        whole=whole,
    )


def _key(draft: Draft, link: str, title: str, text: str) -> str:
    """The identity of an entry within its feed: its guid, else its link, else a hash of what it says."""
    own = draft.guid.strip() or link
    if not own:
        return _hash(f"{title}\0{draft.published_raw}\0{text}")
    # No character takes more than four bytes.
    fits = 4 * len(own) <= LONGEST_KEY or len(own.encode("utf-8", "surrogatepass")) <= LONGEST_KEY
    return own if fits else _hash(own)


def _told_apart(entries: Sequence[Entry]) -> list[Entry]:
    """Where nearly all entries of a feed share one key, it is no key: then link and title tell them apart."""
    if len({entry.key for entry in entries}) == len(entries):
        return list(entries)
    shared, times = Counter(entry.key for entry in entries).most_common(1)[0]
    if times < 3 or times * 2 <= len(entries) or len({(entry.link, entry.title) for entry in entries}) == 1:  # noqa: PLR2004 - two may be a revision
        return list(entries)
    return [replace(each, key=_hash(f"{each.link}\0{each.title}")) if each.key == shared else each for each in entries]


def _hash(text: str) -> str:
    return "sha256:" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _link(link: str) -> str:
    try:
        return clean_url(link) if link else ""
    except ValueError:
        return ""


def _clipped(text: str, longest: int, name: str, warnings: list[str]) -> str:
    if len(text) <= longest:
        return text
    warnings.append(f"its {name} was cut to {longest} characters")
    return text[: longest - 1] + CUT


@lru_cache(maxsize=256)
def language(text: str | None) -> str | None:
    """The language of a tag such as ``en-US`` (RFC 5646), in lower case; None where it is none."""
    found = _LANG.match(text.strip()) if text else None
    return found[0].lower() if found else None
