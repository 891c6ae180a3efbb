"""Feeds as they come: clean, odd, broken, hostile."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import ParseError
from service.model.wire import parsed_feed_json, parsed_feed_of
from service.parse.entry import LONGEST_FIELD, LONGEST_KEY, parse_feed
from service.parse.quickly import read_quickly
from service.parse.repair import MOST_ENTRIES
from service.text.digest import text_digest

if TYPE_CHECKING:
    from service.model.entry import Entry, ParsedFeed

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
DATE = "Fri, 01 May 2026 10:00:00 GMT"
SHARED = Path(os.environ.get("THAW_SHARED", Path(__file__).parents[3] / "shared"))


def rss(items: str, *, channel: str = "", head: str = '<?xml version="1.0" encoding="utf-8"?>', attributes: str = "") -> str:
    inner = f"<title>Enab</title><link>https://e.example/</link>{channel}{items}"
    return f'{head}<rss version="2.0"{attributes}><channel>{inner}</channel></rss>'


ITEM = f"<item><title>Turkey reopens embassy</title><description>In Damascus.</description><link>https://e.example/1</link><guid>g1</guid><pubDate>{DATE}</pubDate></item>"
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar-SY"><title>Enab</title><entry><id>g1</id>
<title type="html">Turkey &lt;b&gt;reopens&lt;/b&gt; embassy</title>
<link href="https://e.example/1"/><summary>In Damascus.</summary>
<published>{NOW:%Y-%m-%dT10:00:00Z}</published><updated>{NOW:%Y-%m-%dT11:00:00Z}</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Enab</title></channel><item rdf:about="g1"><title>Turkey reopens embassy</title><link>https://e.example/1</link>
<description>In Damascus.</description><dc:date>2026-05-01T10:00:00Z</dc:date></item></rdf:RDF>"""
RSS090 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
<channel><title>Enab</title></channel><item><title>Turkey reopens embassy</title><link>https://e.example/1</link></item></rdf:RDF>"""
JSON = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "title": "Enab", "items": [
        {"id": "g1", "title": "Turkey reopens embassy", "content_html": "<p>In Damascus.</p>", "url": "/1",
         "date_published": "2026-05-01T10:00:00Z"}]}
)  # fmt: skip


def read(document: str | bytes, content_type: str = "") -> ParsedFeed:
    body = document.encode() if isinstance(document, str) else document
    return parse_feed(body, content_type=content_type, url="https://e.example/feed", now=NOW)


def only(document: str | bytes, content_type: str = "") -> Entry:
    (entry,) = read(document, content_type).entries
    return entry


@pytest.mark.parametrize(
    ("document", "kind"), [(rss(ITEM), "rss"), (ATOM, "atom"), (RDF, "rdf"), (RSS090, "rdf"), (JSON, "json")]
)
def test_every_format_is_read(document: str, kind: str) -> None:
    feed = read(document)
    (entry,) = feed.entries
    assert (feed.format, feed.title, entry.source) == (kind, "Enab", "Enab")
    assert (entry.title, entry.link) == ("Turkey reopens embassy", "https://e.example/1")
    if document is not RSS090:
        assert (entry.summary or entry.content) == "In Damascus."
        assert (entry.id, entry.key, entry.published) == ("g1", "g1", NOW.replace(hour=10))


def test_the_feed_says_what_it_wants() -> None:
    feed = read(rss(ITEM, channel="<language>ar-sy</language><ttl>60</ttl><skipHours><hour>3</hour><hour>24</hour></skipHours>"))
    assert (feed.lang, feed.ttl, feed.skip_hours) == ("ar", timedelta(hours=1), (3, 0))
    assert feed.entries[0].lang == "ar"
    assert read(ATOM).entries[0].lang == "ar"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<![CDATA[<p>One <b>two</b></p><p>three</p>]]>", "One two\nthree"),
        ("&lt;p&gt;One&lt;br/&gt;two&lt;/p&gt;", "One\ntwo"),
        ("One &amp;amp; two", "One & two"),
        ("a &lt; b and c &gt; d", "a < b and c > d"),
        ("<![CDATA[<script>alert(1)</script><style>p{}</style>seen]]>", "seen"),
        ("<![CDATA[<a href='javascript:x' onclick=y>link</a>]]>", "link"),
        ("&amp;lt;b&amp;gt;twice&amp;lt;/b&amp;gt;", "twice"),
        ("Ankara&#8217;s   step&#160;now", "Ankara’s step now"),
    ],
)
def test_text_is_what_a_reader_sees(html: str, text: str) -> None:
    assert only(rss(ITEM.replace("In Damascus.", html))).summary == text


ARABIC = "تركيا تعيد فتح سفارتها في دمشق بعد سنوات من القطيعة"
TURKISH = "Türkiye Şam Büyükelçiliğini yeniden açtı, bayrak göndere çekildi"


@pytest.mark.parametrize(
    ("encoding", "declared", "text"),
    [
        ("windows-1256", True, ARABIC), ("windows-1254", True, TURKISH), ("iso-8859-9", True, TURKISH), ("utf-16", True, ARABIC),
        ("utf-16-be", False, ARABIC), ("utf-16-le", False, TURKISH), ("koi8-r", True, "Турция открыла посольство"),
        ("utf-8-sig", False, ARABIC), ("utf-8", False, TURKISH), ("gb2312", True, "土耳其重开大使馆"),
    ],
)  # fmt: skip
def test_encodings_are_read(encoding: str, declared: bool, text: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>' if declared else ""
    entry = only(rss(ITEM.replace("Turkey reopens embassy", text), head=head).encode(encoding))
    assert entry.title == text


def test_the_server_names_the_encoding() -> None:
    body = rss(ITEM.replace("Turkey reopens embassy", ARABIC), head="").encode("windows-1256")
    assert only(body, "text/xml; charset=windows-1256").title == ARABIC


def test_a_wrong_declaration_is_doubted() -> None:
    body = rss(ITEM.replace("Turkey reopens embassy", ARABIC), head='<?xml version="1.0" encoding="iso-8859-1"?>').encode()
    feed = read(body)
    assert feed.entries[0].title == ARABIC
    assert "declared iso8859-1, but is utf-8" in feed.warnings


def test_an_undeclared_encoding_is_guessed() -> None:
    body = rss(ITEM.replace("In Damascus.", f"{ARABIC} {ARABIC}")).encode("windows-1256")
    assert ARABIC in only(body).summary


@pytest.mark.parametrize("name", ["punycode", "idna", "utf-7", "zlib", "rot13", "nonsense"])
def test_what_is_no_encoding_of_text_is_not_used(name: str) -> None:
    feed = read(rss(ITEM, head=f'<?xml version="1.0" encoding="{name}"?>'))
    assert feed.entries[0].title == "Turkey reopens embassy"
    assert any(name in warning for warning in feed.warnings)


BROKEN = {
    "bare ampersand": rss(ITEM.replace("embassy", "embassy & flag")),
    "unclosed tag": rss(ITEM.replace("Damascus.", "<b>Damascus.")),
    "leading blanks": "\n\n  " + rss(ITEM),
    "illegal character": rss(ITEM.replace("embassy", "emb\x0bassy")),
    "illegal reference": rss(ITEM.replace("embassy", "emb&#x0;&#xD800;assy")),
    "named entity": rss(ITEM.replace("embassy", "embassy&nbsp;&ndash;")),
    "undeclared prefix": rss(ITEM.replace("<guid>", "<media:thumb/><guid>")),
    "prefix before all": rss(ITEM).replace("<", "<rss:").replace("<rss:/", "</rss:").replace("<rss:?", "<?"),
    "cut off": rss(ITEM + ITEM.replace("g1", "g2").replace("/1", "/2"))[:-40],
    "a second declaration": '<?xml version="1.0"?>' + rss(ITEM),
}


@pytest.mark.parametrize("document", BROKEN.values(), ids=BROKEN)
def test_what_is_broken_but_readable_is_read(document: str) -> None:
    entry = read(document).entries[0]
    assert (entry.title[:14], entry.key, entry.link) == ("Turkey reopens", "g1", "https://e.example/1")


NOT_FEEDS = {
    "": "empty", " \n\t": "empty", "<!DOCTYPE html><html><body>Please log in</body></html>": "HTML",
    "just text": "no markup",
    "<html><head></head></html>": "HTML", '{"a": 1}': "no JSON Feed", "[1, 2": "cannot be read", "{" * 9: "cannot be read",
    '{"a":' * 200_000: "nested too deep", "<svg xmlns='http://www.w3.org/2000/svg'/>": "XML of another kind", "\x00\x00": "empty",
}  # fmt: skip


@pytest.mark.parametrize(("document", "why"), NOT_FEEDS.items(), ids=list(NOT_FEEDS.values()))
def test_what_is_no_feed_is_told(document: str, why: str) -> None:
    with pytest.raises(ParseError, match=rf"not a feed \(.*{why}"):
        read(document)


def test_entities_of_a_dtd_are_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("sentinel")
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    for dtd in (f'<!ENTITY x SYSTEM "file://{secret}">', f'<!ENTITY l0 "lol">{lol}<!ENTITY x "&l8;">', '<!ENTITY p "C:\\data">'):
        feed = read(f"<!DOCTYPE rss [{dtd}]>" + rss(ITEM.replace("In Damascus.", "&x;"), head=""))
        assert "sentinel" not in str(feed)
        assert len(str(feed)) < 5000
        assert any("DTD with entities refused" in each for each in feed.warnings)


def test_a_path_as_a_body_opens_nothing() -> None:
    with pytest.raises(ParseError):
        read("/etc/passwd")


def test_too_many_entries_are_cut_in_the_order_of_the_document() -> None:
    items = "".join(ITEM.replace("g1", f"g{number}") for number in range(MOST_ENTRIES + 50))
    feed = read(rss(items))
    assert [entry.key for entry in feed.entries] == [f"g{number}" for number in range(MOST_ENTRIES)]
    assert any("truncated" in warning for warning in feed.warnings)


def test_long_fields_are_cut_and_say_so() -> None:
    entry = only(rss(ITEM.replace("In Damascus.", "x" * 300_000)))
    assert len(entry.summary) == LONGEST_FIELD
    assert entry.warnings == (f"its summary was cut to {LONGEST_FIELD} characters",)
    assert text_digest(entry) != text_digest(only(rss(ITEM.replace("In Damascus.", "x" * 300_001))))
    assert text_digest(entry) == text_digest(only(rss(ITEM.replace("In Damascus.", "<![CDATA[<p>" + "x" * 300_000 + "]]>"))))
    assert not only(rss(ITEM)).whole


@pytest.mark.parametrize("nasty", ["<div>" * 100_000, "<!--" * 50_000, "<a " * 50_000, "&" * 100_000, "<![CDATA[" * 5000])
def test_nasty_markup_costs_no_more_than_its_length(nasty: str) -> None:
    escaped = nasty.replace("&", "&amp;").replace("<", "&lt;")
    assert only(rss(ITEM.replace("In Damascus.", escaped))).title == "Turkey reopens embassy"


@pytest.mark.parametrize(
    "date", ["0000-00-00", "99999-01-01", "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 01 May 2099 10:00:00 GMT", "soon"]
)
def test_dates_that_cannot_be_are_kept_raw_alone(date: str) -> None:
    entry = only(rss(ITEM.replace(DATE, date)))
    assert entry.published is None
    assert entry.published_raw == date


@pytest.mark.parametrize(
    ("guid", "key"),
    [
        ("0", "0"), ("", "https://e.example/1"), (" \n ", "https://e.example/1"), (" g1\n", "g1"), ("g 1", "g 1"), ("G1", "G1"),
        ("gü<![CDATA[&]]>", "gü&"),
    ],
)  # fmt: skip
def test_d04_a_key_is_the_guid_as_it_stands(guid: str, key: str) -> None:
    assert only(rss(ITEM.replace("g1", guid))).key == key
    careless = rss(ITEM.replace("g1", guid)).replace("<title>Enab", "<title>En & ab", 1)
    assert only(careless).key == key


def test_d07_a_date_in_other_digits_hides_no_other_entry() -> None:
    odd = ITEM.replace(DATE, "۱۴۰۲/۰۲/۱۱").replace("g1", "g0")
    first, second = read(rss(odd + ITEM)).entries
    assert (first.key, first.published, first.published_raw) == ("g0", None, "۱۴۰۲/۰۲/۱۱")
    assert second.published is not None


def test_hours_are_found_by_both_readers() -> None:
    channel = "<skipHours><hour>3</hour><hour>24</hour></skipHours>"
    assert read(rss(ITEM.replace("</title>", "", 1), channel=channel)).skip_hours == (3, 0)


def test_identity_is_guid_then_link_then_a_hash() -> None:
    assert only(rss(ITEM)).key == "g1"
    assert only(rss(ITEM.replace("<guid>g1</guid>", "<guid>  </guid>"))).key == "https://e.example/1"
    bare = ITEM.replace("<guid>g1</guid>", "").replace("<link>https://e.example/1</link>", "")
    assert only(rss(bare)).key == only(rss(bare)).key != only(rss(bare.replace("embassy", "consulate"))).key
    assert only(rss(ITEM.replace("g1", "G" * 10_000))).key.startswith("sha256:")
    assert only(rss(ITEM.replace("g1", "G1"))).key == "G1"


@pytest.mark.parametrize("guid", ["g" * 1000, "g" * 1001, "ش" * 500, "ش" * 501])
def test_d04_a_guid_or_link_too_long_for_an_index_is_told_apart_by_its_hash(guid: str) -> None:
    whole = len(guid.encode()) <= LONGEST_KEY
    keys = {only(rss(ITEM.replace("g1", each))).key for each in (guid, f"{guid[:-1]}.")}
    assert len(keys) == 2
    assert (guid in keys) is whole
    linked = ITEM.replace("<guid>g1</guid>", "").replace("e.example/1", f"e.example/{'a' * 3000}")
    assert only(rss(linked)).link.endswith("a" * 3000)
    assert only(rss(linked)).key.startswith("sha256:")


def test_a_guid_that_all_entries_share_is_none() -> None:
    items = "".join(ITEM.replace("/1", f"/{number}").replace("embassy", f"embassy {number}") for number in range(4))
    assert len({entry.key for entry in read(rss(items)).entries}) == 4


def test_links_are_made_whole() -> None:
    assert only(rss(ITEM.replace("https://e.example/1", "/news/1?a=ä"))).link == "https://e.example/news/1?a=%C3%A4"
    assert not only(rss(ITEM.replace("https://e.example/1", "javascript:alert(1)"))).link
    based = rss(ITEM.replace("https://e.example/1", "1"), attributes=' xml:base="https://b.example/x/"')
    assert only(based).link == "https://b.example/x/1"


def test_a_clean_feed_is_read_without_feedparser() -> None:
    for document in (rss(ITEM, head=""), ATOM, RDF):
        assert read_quickly(document, "https://e.example/") is not None
    assert read_quickly(rss(ITEM.replace("</title>", "", 1), head=""), "") is None


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(), st.text().map(lambda text: rss(ITEM.replace("In Damascus.", text)).encode("utf-8", "replace"))))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        feed = read(body)
    except ParseError:
        return
    assert parsed_feed_of(json.loads(json.dumps(parsed_feed_json(feed)))) == feed
    for entry in feed.entries:
        assert entry.key
        assert entry.id


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_feed_cut_and_damaged_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    body = bytearray(data.draw(st.sampled_from([rss(ITEM), ATOM, RDF, JSON])).encode())
    for _ in range(data.draw(st.integers(0, 5))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(body[: data.draw(st.integers(0, len(body)))]))
    except ParseError:
        return


@pytest.mark.skipif(not (SHARED / "feeds-real").is_dir(), reason="needs ../shared/feeds-real")  # never copied into the project
def test_real_feeds_are_all_read() -> None:
    found = refused = 0
    for path in sorted((SHARED / "feeds-real").iterdir()):
        if path.suffix == ".tsv":
            continue
        try:
            found += len(read(path.read_bytes()).entries)
        except ParseError:
            refused += 1
    assert found >= 7700
    assert refused <= 1
