"""The quick reader alone: what it reads of an item, and what it leaves to the careful one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.parse.quickly import LONGEST_TTL, read_quickly

URL = "https://paper.example/feed"
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
)
DAY = datetime(2026, 5, 1, 10, tzinfo=UTC)
MAIL, RFC3339 = "Fri, 01 May 2026 10:00:00 GMT", "2026-05-01T10:00:00Z"


def rss(item: str, channel: str = "") -> str:
    return f'<rss version="2.0" {SPACES}><channel>{channel}<item>{item}</item></channel></rss>'


def atom(entry: str, feed: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {SPACES}>{feed}<entry>{entry}</entry></feed>'


ITEMS: list[tuple[str, str, str, Any]] = [
    ("guid", "<guid>a</guid>", "guid", "a"),
    ("guid that is an address is a link too", "<guid>https://a.example/</guid>", "link", "https://a.example/"),
    ("guid that is none", '<guid isPermaLink="false">a</guid>', "link", ""),
    ("link before guid", "<guid>a</guid><link>https://b.example/</link>", "link", "https://b.example/"),
    ("link within the site", "<link>/x</link>", "link", "https://paper.example/x"),
    ("link of Atom", '<atom:link href="/x"/>', "link", "https://paper.example/x"),
    ("link of Atom to another thing", '<atom:link rel="self" href="/x"/>', "link", ""),
    ("link that is none", "<link>https://[x</link>", "link", "https://[x"),
    ("first of two titles", "<title>a</title><title>b</title>", "title", "a"),
    ("title of Dublin Core", "<dc:title>a</dc:title>", "title", "a"),
    ("blank around", "<title>\n a \n</title>", "title", "a"),
    ("section", "<title><![CDATA[a & <b>b</b>]]></title>", "title", "a & <b>b</b>"),
    ("packed twice", "<title>TÃ¼rkiye</title>", "title", "Türkiye"),
    ("packed once", "<title>Türkiye</title>", "title", "Türkiye"),
    ("description", "<description>a</description>", "summary", "a"),
    ("content", "<content:encoded>a</content:encoded>", "content", "a"),
    ("mail's date", f"<pubDate>{MAIL}</pubDate>", "published", DAY),
    ("date of RFC 3339", f"<pubDate>{RFC3339}</pubDate>", "published", DAY),
    ("date of Dublin Core", f"<dc:date>{RFC3339}</dc:date>", "published", DAY),
    ("year one is none", "<pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate>", "published", None),
    ("no date", "", "published", None),
    ("language", "<dc:language>ar</dc:language>", "lang", "ar"),
    ("no language", "", "lang", None),
]


@pytest.mark.parametrize(("item", "name", "wanted"), [row[1:] for row in ITEMS], ids=[row[0] for row in ITEMS])
def test_what_is_read_of_an_item(item: str, name: str, wanted: Any) -> None:
    document = read_quickly(rss(item), URL)
    assert document is not None
    assert [getattr(draft, name) for draft in document.drafts] == [wanted]


ENTRIES: list[tuple[str, str, str, Any]] = [
    ("plain title with a sign", "<title>a &lt; b</title>", "title", "a &lt; b"),
    ("plain title that is HTML unsaid", "<title>&lt;b&gt;a&lt;/b&gt;</title>", "title", "<b>a</b>"),
    ("HTML title", '<title type="html">a &amp;amp; b</title>', "title", "a &amp; b"),
    ("alternate link among others", '<link rel="edit" href="/e"/><link href="/x"/>', "link", "https://paper.example/x"),
    ("content elsewhere", '<content src="https://a.example/"/>', "content", ""),
    ("content here", '<content type="html">a</content>', "content", "a"),
    ("caption for a summary", "<media:group><media:description>&lt; a</media:description></media:group>", "summary", "&lt; a"),
    ("summary before caption", "<summary>s</summary><media:description>a</media:description>", "summary", "s"),
    ("published", f"<published>{RFC3339}</published><updated>2026-05-02T10:00:00Z</updated>", "published", DAY),
    ("changed alone", f"<updated>{RFC3339}</updated>", "published", DAY),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "name", "wanted"), [row[1:] for row in ENTRIES], ids=[row[0] for row in ENTRIES])
def test_what_is_read_of_an_entry(entry: str, name: str, wanted: Any) -> None:
    document = read_quickly(atom(entry), URL)
    assert document is not None
    assert [getattr(draft, name) for draft in document.drafts] == [wanted]


def test_xhtml_is_read_as_its_markup() -> None:
    document = read_quickly(atom('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <b>b</b></div></title>'), URL)
    assert document is not None
    assert "a <b>b</b>" in document.drafts[0].title


@pytest.mark.parametrize(
    ("ttl", "wanted"),
    [
        ("60", timedelta(minutes=60)),
        ("0", timedelta(0)),
        (str(LONGEST_TTL + 1), timedelta(minutes=LONGEST_TTL)),
        ("999999999", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
    ],
)
def test_a_feed_asks_to_be_left_alone_for_so_long(ttl: str, wanted: timedelta | None) -> None:
    document = read_quickly(rss("", f"<ttl>{ttl}</ttl>"), URL)
    assert document is not None
    assert document.ttl == wanted


def test_hours_that_are_none_are_passed_over() -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in ("0", " 7 ", "24", "100", "x", "-1"))
    document = read_quickly(rss("", f"<skipHours>{hours}</skipHours>"), URL)
    assert document is not None
    assert document.skip_hours == (0, 7, 0)


LEFT = [
    ("not well-formed", "<rss><channel><item></channel></rss>"),
    ("unknown root", "<x/>"),
    ("no channel", "<rss/>"),
    ("markup within a title", rss("<title>a <b>b</b></title>")),
    ("markup within a plain title of Atom", atom("<title>a <b>b</b></title>")),
    ("an item within an item", rss("<item/>")),
    ("an item of another space", rss("", "<x:item xmlns:x='y'/>")),
    ("an entry among items", rss("", "<entry/>")),
    ("a date that only people read", rss("<pubDate>first of May</pubDate>")),
    ("an entity that is not declared", rss("<title>&nbsp;</title>")),
    ("an entity that a DTD elsewhere may declare", '<!DOCTYPE rss SYSTEM "x.dtd">' + rss("<title>&nbsp;</title>")),
    ("an entity that a DTD declares", '<!DOCTYPE rss [<!ENTITY e "x">]>' + rss("<title>&e;</title>")),
    ("nothing", ""),
]


@pytest.mark.parametrize("text", [row[1] for row in LEFT], ids=[row[0] for row in LEFT])
def test_what_is_odd_is_left_to_the_careful_reader(text: str) -> None:
    assert read_quickly(text, URL) is None


@given(st.text(), st.sampled_from(["title", "description", "guid", "link", "pubDate", "content:encoded", "ttl"]))
def test_any_text_in_any_element_is_read_or_left(text: str, name: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    document = read_quickly(rss(f"<{name}>{escaped}</{name}>"), URL)
    assert document is None or len(document.drafts) == 1
