from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.feeds.discovery import LARGEST_READ, MOST_CANDIDATES, discover

URL = "https://example.org/news/index.html"


def found(html: str, url: str = URL) -> list[str]:
    return [candidate.url for candidate in discover(html.encode(), url)]


def link(href: str, kind: str = "application/rss+xml", rel: str = "alternate", title: str = "") -> str:
    return f'<link rel="{rel}" type="{kind}" title="{title}" href="{href}">'


def test_what_a_page_announces_is_found_with_its_title() -> None:
    page = f"<!DOCTYPE html><html><head>{link('/feed/', title='  أخبار &amp; x ')}</head><body>".encode()
    (candidate,) = discover(page, URL, "text/html; charset=utf-8")
    assert (candidate.url, candidate.title, candidate.type) == ("https://example.org/feed/", "أخبار & x", "application/rss+xml")
    assert not candidate.guessed


@pytest.mark.parametrize(
    ("href", "wanted"),
    [
        ("/feed", "https://example.org/feed"),
        ("feed", "https://example.org/news/feed"),
        ("//other.example/feed", "https://other.example/feed"),
        ("http://other.example/feed#x", "http://other.example/feed"),
        (" /a feed ", "https://example.org/a%20feed"),
        ("?feed=rss2", "https://example.org/news/index.html?feed=rss2"),
    ],
)
def test_relative_links_start_at_the_page(href: str, wanted: str) -> None:
    assert found(link(href)) == [wanted]


def test_or_at_what_the_page_calls_its_base() -> None:
    assert found(f'<base href="https://cdn.example/x/">{link("feed")}') == ["https://cdn.example/x/feed"]
    assert found(f'<base href="javascript:x">{link("feed")}') == ["https://example.org/news/feed"]


@pytest.mark.parametrize(
    "kind",
    ["application/atom+xml", "application/feed+json", "application/rdf+xml", "TEXT/XML; charset=utf-8", "application/json"],
)
def test_every_kind_of_feed_is_known(kind: str) -> None:
    assert found(link("/f", kind)) == ["https://example.org/f"]


@pytest.mark.parametrize(
    "markup",
    [
        link("/f", "text/css"),
        link("/f", "application/rss+xml", rel="stylesheet alternate"),
        link("/f", rel="canonical"),
        link(""),
        link("javascript:alert(1)"),
        link("file:///etc/passwd"),
        link("data:text/xml,x"),
        link("http://a\\@b/"),
        "<!-- " + link("/f") + " -->",
        '<a href="/feedback">x</a>',
        '<a href="/about">rss</a>',
        "",
        " \n",
        "\0",
    ],
)
def test_what_is_no_feed_is_not_found(markup: str) -> None:
    assert found(markup) == []


def test_the_likeliest_comes_first_and_each_once() -> None:
    page = (
        '<a href="/rss.xml">RSS</a><a href="/news">x</a><a href="https://feeds.example/all">x</a>'
        + link("/comments/feed", title="Comments")
        + link("/api", "application/json")
        + link("/atom", "application/atom+xml")
        + link("/rss")
        + link("/rss")
        + '<a href="/rss">again</a>'
    )
    assert found(page) == [
        "https://example.org/atom",
        "https://example.org/rss",
        "https://example.org/api",
        "https://example.org/comments/feed",
        "https://example.org/rss.xml",
        "https://feeds.example/all",
    ]
    assert [each.guessed for each in discover(page.encode(), URL)] == [False] * 4 + [True] * 2


def test_titles_are_read_in_the_charset_of_the_page() -> None:
    page = f"<html><head>{link('/f', title='سوريا')}".encode("cp1256")
    assert discover(page, URL, "text/html; charset=windows-1256")[0].title == "سوريا"
    assert len(discover(page, URL, "text/html; charset=no-such-thing")) == 1


def test_broken_markup_is_read_as_far_as_it_goes() -> None:
    assert found(f"<p><<div <table {'<b>' * 200}{link('/f')}</html></p") == ["https://example.org/f"]


def test_no_page_is_too_large() -> None:
    page = link("/f") + "<p>x" * (LARGEST_READ // 2) + link("/late")
    assert found(page) == ["https://example.org/f"]
    assert len(found("".join(link(f"/{number}") for number in range(1000)))) == MOST_CANDIDATES


@given(st.binary(max_size=300), st.text(max_size=40))
def test_no_bytes_are_too_odd(body: bytes, content_type: str) -> None:
    for page in (body, b"<html><link rel=alternate type=text/xml href='" + body, b'<a href="/rss">' + body):
        assert all(each.url.startswith(("http://", "https://")) for each in discover(page, URL, content_type))
