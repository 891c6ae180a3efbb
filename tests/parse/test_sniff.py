"""What bytes are taken for before anything parses them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import ParseError
from service.parse.sniff import HTML_PAGE, LOOKED_AT, encoding_by_shape, require_feed

SHAPES = [
    ("mark of UTF-8", b"\xef\xbb\xbf<rss/>", "utf-8"),
    ("mark of UTF-16, little end first", b"\xff\xfe<\0", "utf-16-le"),
    ("mark of UTF-16, big end first", b"\xfe\xff\0<", "utf-16-be"),
    ("mark of UTF-32 begins like that of UTF-16", b"\xff\xfe\0\0<\0\0\0", "utf-32-le"),
    ("mark of UTF-32, big end first", b"\0\0\xfe\xff\0\0\0<", "utf-32-be"),
    ("no mark, UTF-16", "<rss/>".encode("utf-16-le"), "utf-16-le"),
    ("no mark, UTF-16, big end first", "<rss/>".encode("utf-16-be"), "utf-16-be"),
    ("no mark, UTF-32", "<rss/>".encode("utf-32-le"), "utf-32-le"),
    ("no mark, UTF-32, big end first", "<rss/>".encode("utf-32-be"), "utf-32-be"),
    ("no mark, one byte a character", b"<rss/>", None),
    ("half a mark", b"\xef\xbb<rss/>", None),
    ("nothing", b"", None),
]


@pytest.mark.parametrize(("body", "encoding"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_an_encoding_shows_by_the_first_bytes(body: bytes, encoding: str | None) -> None:
    assert encoding_by_shape(body) == encoding


XML, JSON = False, True
FEEDS = [
    ("rss", b"<rss/>", XML),
    ("blank and nulls before", b" \r\n\t\0<rss/>", XML),
    ("json", b'{"items": []}', JSON),
    ("json behind a mark", b'\xef\xbb\xbf{"items": []}', JSON),
    ("json that is a list", b"[1]", JSON),
    ("json behind blank", b"\n [", JSON),
    ("wide", "<rss/>".encode("utf-16"), XML),
    ("wide, whatever it holds", "<html/>".encode("utf-16"), XML),
    ("markup that nobody knows is for others to refuse", b"<x/>", XML),
    ("html in a feed", b"<rss><channel><item><html><body>a</body></html></item></channel></rss>", XML),
    ("a feed that begins as a page", b"<html><rss><channel/></rss></html>", XML),
    ("a feed with a prefix that begins as a page", b"<!doctype html><atom:feed/>", XML),
    ("a word that begins as html", b"<htmlish/>", XML),
]


@pytest.mark.parametrize(("body", "is_json"), [row[1:] for row in FEEDS], ids=[row[0] for row in FEEDS])
def test_what_may_be_a_feed_passes(body: bytes, is_json: bool) -> None:
    assert require_feed(body) is is_json


REFUSED = [
    ("nothing", b"", "not a feed (empty)"),
    ("blank", b" \r\n\t", "not a feed (empty)"),
    ("nulls", b"\0" * 9, "not a feed (empty)"),
    ("a mark alone", b"\xef\xbb\xbf", "not a feed (empty)"),
    ("a page", b"<!DOCTYPE html><title>a</title>", HTML_PAGE),
    ("a page, blank in its type", b"<!doctype\n html>", HTML_PAGE),
    ("a page in capitals", b"<HTML><BODY>a</BODY></HTML>", HTML_PAGE),
    ("a page behind comments", b"<!-- a --> <!-- <b> --> <html>", HTML_PAGE),
    ("a body alone", b"<body class='x'>a</body>", HTML_PAGE),
    ("a page that tells of feeds in words", b"<html>rss feed channel</html>", HTML_PAGE),
    ("words", b"Too many requests", "not a feed (no markup)"),
    ("markup farther down than is looked at", b"a" * LOOKED_AT + b"<rss/>", "not a feed (no markup)"),
]


@pytest.mark.parametrize(("body", "why"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_no_feed_is_refused_with_the_reason(body: bytes, why: str) -> None:
    with pytest.raises(ParseError) as refused:
        require_feed(body)
    assert refused.value.message == why


@given(st.binary(max_size=80))
def test_any_bytes_pass_or_are_refused(body: bytes) -> None:
    try:
        verdict: object = require_feed(body)
    except ParseError as error:
        verdict = error.message
    begins = body.lstrip(b"\xef\xbb\xbf \t\r\n\0")[:1]
    assert verdict in {XML, JSON} or str(verdict).startswith("not a feed (")
    assert verdict != JSON or begins in {b"{", b"["}
    assert verdict != "not a feed (no markup)" or b"<" not in body


@given(st.text(min_size=1), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_what_is_written_with_a_mark_is_read_by_its_shape(text: str, encoding: str) -> None:
    body = f"<{text}".encode(encoding, "replace")
    shape = encoding_by_shape(body)
    assert shape is not None
    assert shape.startswith(encoding.removesuffix("-sig"))
