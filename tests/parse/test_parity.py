"""The quick reader gives what feedparser gives; where it does not, the difference stands here with its reason."""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.parse.carefully import read_carefully
from service.parse.charset import decoded
from service.parse.entry import _entry
from service.parse.quickly import read_quickly
from service.parse.repair import without_dtd

if TYPE_CHECKING:
    from service.model.entry import Entry
    from service.parse.draft import Document

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
URL = "https://e.example/feed"
REAL = Path(os.environ.get("THAW_SHARED", Path(__file__).parents[3] / "shared")) / "feeds-real"
FIELDS = ("id", "key", "link", "title", "published", "updated", "published_raw", "summary", "content", "lang")

CAPTION = "feedparser takes the caption of a picture (media:description) for the summary, or the summary once more for a content"
PODCAST = "feedparser takes itunes:summary, the same text or a cut of it, for the summary, or the description for a content"
NO_LINK = "feedparser takes a base address or an id for the link where the entry names no page"
DIFFERENCES: dict[str, tuple[frozenset[str], str]] = {
    "004": (frozenset({"summary"}), CAPTION),
    "009": (frozenset({"summary"}), CAPTION),
    "046": (frozenset({"content"}), CAPTION),
    "123": (frozenset({"updated"}), "an <updated> in RSS without the namespace of Atom, which feedparser takes for Atom's"),
    "149": (frozenset({"link"}), NO_LINK),
    "157": (frozenset({"content"}), CAPTION),
    "191": (frozenset({"content"}), CAPTION),
    "197": (frozenset({"link", "id", "key"}), "feedparser keeps the xml:base of the item before, where it does not hold"),
    "219": (frozenset({"summary"}), "a description of the whole feed's picture, which feedparser gives to the entry"),
    "226": (frozenset({"link"}), NO_LINK),
    "236": (frozenset({"lang"}), "feedparser overlooks the xml:lang of the document"),
    "242": (frozenset({"content"}), PODCAST),
    "243": (frozenset({"content"}), PODCAST),
    "244": (frozenset({"summary"}), PODCAST),
    "259": (frozenset({"published"}), "feedparser reads no Italian names of months"),
    "271": (frozenset({"summary", "content"}), PODCAST),
    "298": (frozenset({"summary", "content"}), PODCAST),
    "300": (frozenset({"summary", "content"}), PODCAST),
    "330": (frozenset({"content"}), "feedparser takes dc:description for a content; content:encoded is there"),
    "331": (frozenset({"content", "summary"}), "feedparser takes the last of several dc:descriptions; the first is the main one"),
    "337": (frozenset({"link"}), "feedparser takes the last of several alternate links; the first is as good"),
    "340": (frozenset({"lang"}), "a <language> of RSS within Atom, which RFC 4287 does not know"),
    "349": (frozenset({"content"}), CAPTION),
    "350": (frozenset({"content"}), CAPTION),
    "354": (frozenset({"content"}), CAPTION),
}  # fmt: skip
"""By number of the file: in which fields the two differ, and why ours is right, or as good."""


def entries_of(document: Document) -> list[Entry]:
    return [_entry(draft, "", document, NOW) for draft in document.drafts]


def differing(text: str) -> set[str] | None:
    """The fields in which the two readers differ; None where the quick one leaves the document to feedparser."""
    quick = read_quickly(text, URL)
    if quick is None or not quick.drafts:
        return None
    ours, theirs = entries_of(quick), entries_of(read_carefully(text, URL))
    assert len(ours) == len(theirs)
    pairs = list(zip(ours, theirs, strict=True))
    return {name for name in FIELDS if any(getattr(one, name) != getattr(other, name) for one, other in pairs)}


RSS = '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
ITEM = "<title>One</title><link>https://e.example/1</link><guid>g</guid>"
PARAGRAPH = "<content:encoded><![CDATA[<p>Two</p>]]></content:encoded>"
ENTRY = '<id>urn:1</id><link href="/1"/>'
ATOM, MEDIA = "http://www.w3.org/2005/Atom", "http://search.yahoo.com/mrss/"


def rss(item: str, channel: str = "") -> str:
    return f"{RSS}<channel>{channel}<item>{item}</item></channel></rss>"


def atom(entry: str, attributes: str = "") -> str:
    return f'<feed xmlns="{ATOM}" xmlns:media="{MEDIA}"{attributes}><entry>{entry}</entry></feed>'


CASES = {
    "as it should be": rss(f"{ITEM}<description>Two</description>"),
    "text and content": rss(f"{ITEM}<description>One</description>{PARAGRAPH}"),
    "text twice": rss(f"{ITEM}<description>Two</description>{PARAGRAPH}"),
    "content alone": rss(f"{ITEM}{PARAGRAPH}"),
    "a date of Dublin Core": rss(f"{ITEM}<dc:date>2026-05-01T10:00:00.123Z</dc:date>"),
    "both dates": rss(f"{ITEM}<pubDate>Fri, 01 May 2026 10:00:00 GMT</pubDate><dc:date>2026-05-01T11:00:00Z</dc:date>"),
    "no year": rss(f"{ITEM}<pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate>"),
    "a guid that is the link": rss("<title>One</title><guid>https://e.example/2</guid>"),
    "a guid that is no link": rss('<title>One</title><guid isPermaLink="false">7</guid>'),
    "an ampersand in CDATA": rss("<title>One</title><link><![CDATA[https://e.example/?a=1&b=2]]></link>"),
    "a relative link": rss("<title>One</title><link>/1</link>"),
    "characters of Windows": rss("<title>don&#x92;t</title><guid>g</guid>"),
    "packed in UTF-8 twice": rss("<title>TÃ¼rkiye</title><guid>g</guid>"),
    "a language": rss(ITEM, "<language>ar-SY</language>"),
    "HTML that is not said": atom(f"{ENTRY}<title>A &amp;amp; B</title><summary>x&amp;nbsp;y</summary>"),
    "XHTML": atom(f'{ENTRY}<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>B</b></div></title>'),
    "a base": atom('<id>urn:1</id><title>A</title><link href="1"/>', ' xml:base="https://b.example/x/"'),
    "a caption": atom(f"{ENTRY}<title>A</title><media:group><media:description>Seen</media:description></media:group>"),
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_both_readers_agree(text: str) -> None:
    assert differing(text) == set()


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=60).map(lambda text: text.strip())
DATES = st.datetimes(datetime(1991, 1, 1), datetime(2026, 4, 30), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is added


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, DATES), min_size=1, max_size=5))
def test_both_readers_agree_on_any_text(items: list[tuple[str, str, datetime]]) -> None:
    inside = "".join(
        f"<item><title>{escape(title)}</title><description>{escape(text)}</description><guid>{number}</guid>"
        f"<pubDate>{format_datetime(date)}</pubDate></item>"
        for number, (title, text, date) in enumerate(items)
    )
    assert differing(f"{RSS}<channel>{inside}</channel></rss>") == set()


@pytest.mark.skipif(not REAL.is_dir(), reason="needs ../shared/feeds-real")  # never copied into the project
def test_both_readers_agree_on_real_feeds_but_for_what_is_listed() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    compared = 0
    for path in sorted(REAL.glob("*.[arx]*")):
        fields = differing(without_dtd(decoded(path.read_bytes(), "")[0], []))
        compared += fields is not None
        if fields:
            found[path.name[:3]] |= fields
    assert compared >= 350
    assert found == {number: set(fields) for number, (fields, _) in DIFFERENCES.items()}
