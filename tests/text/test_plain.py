from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.text.plain import BLOCKS, FAMILIAR, _stripped_carefully, _stripped_quickly, plain_line, plain_text, tidy


def test_blocks_are_lines_and_titles_one_line() -> None:
    assert plain_text("<h1>A</h1><p>b  c</p>d<br>e") == "A\nb c\nd\ne"
    assert plain_line("<p>a</p>\n<p>b</p>") == "a b"


def test_plain_text_passes_as_it_is() -> None:
    assert plain_text("3 < 4 & 5 > 2") == "3 < 4 & 5 > 2"
    assert tidy("a\x00b\r\nc \n\n d") == "ab\nc\nd"


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    read = plain_text(text)
    assert read == tidy(read)
    assert "\n" not in plain_line(text)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one<p>two</p>three<br>four", "one\ntwo\nthree\nfour"),
        ("<table><tr><td>a<td>b</table>c", "a\nb\nc"),
        ("one<script>if (a<b) c</script>two<iframe>x</iframe><svg><text>no</text></svg>", "onetwo"),
        ("<!-- no --><?php no ?><!DOCTYPE no>yes", "yes"),
        ("a<!-- never closed", "a"),
        ("<b>a &amp; b &lt; c</b>", "a & b < c"),
        ("&lt;p&gt;twice&lt;/p&gt;", "twice"),
        ("<i>don\x92t</i> \x93so\x94", "don’t “so”"),
        ("don\x92t", "don’t"),
        ("a\x00b<p>c\x01", "ab\nc"),
        ("  <p> </p>&nbsp; ", ""),
        ("<a href='never closed", ""),
        ("", ""),
    ],
)
def test_text_is_what_a_browser_shows(html: str, text: str) -> None:
    assert plain_text(html) == text
    assert plain_text(f"<i>first</i><hr>{html}") == f"first\n{text}".strip()  # what one text held harms not the next


def test_the_head_of_a_page_is_not_seen() -> None:
    assert plain_text("<html><head><title>t</title><style>p{}</style></head><body>seen") == "seen"


@pytest.mark.parametrize("nasty", ["<div>", "<b>", "<a ", "<!--", "<![CDATA[", "<script>", "<", "&", "<p x=", "<a href='"])
def test_no_nesting_is_too_deep(nasty: str) -> None:
    assert plain_text("seen" + nasty * 100_000).startswith("seen")


def test_threads_do_not_mix_their_texts() -> None:
    with ThreadPoolExecutor(4) as threads:
        texts = [f"<p>{number}<b>{number}</b>" for number in range(2000)]
        assert list(threads.map(plain_text, texts)) == [f"{number}{number}" for number in range(2000)]


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="<&", categories=("L", "N", "P", "S", "Zs")), max_size=12)
ATTRIBUTES = st.sampled_from(["", ' class="a > b"', " title='say \"so\"'", " href=/x", ' alt=""', " hidden"])
NAMES = st.sampled_from(["p", "div", "b", "a", "I", "Li", "h2", "span", "P", "em"])
WHOLE = st.one_of(
    TEXTS, st.sampled_from(["&amp;", "&lt;b&gt;", "&#1587;", "&nbsp;", "<br>", "<hr/>", '<img src="x"/>', "\n", "  "])
)
MARKED = st.recursive(
    WHOLE,
    lambda inside: st.builds(
        lambda name, attributes, within: f"<{name}{attributes}>{''.join(within)}</{name}>",
        NAMES, ATTRIBUTES, st.lists(inside, max_size=4),
    ),
    max_leaves=12,
)  # fmt: skip


@given(MARKED.map(lambda html: f"<span>a</span>{html}"))
@example("<span>a</span><p><p><hr/>0</p>0</p>")
@example("<span>a</span><b><p>x</b>0</p>0")
def test_what_is_read_quickly_is_what_the_parser_reads(html: str) -> None:
    quick = _stripped_quickly(html)
    assert quick is None or tidy(quick).split() == tidy(_stripped_carefully(html)).split()


TAGS = st.sampled_from(sorted(BLOCKS | FAMILIAR | {"center", "tbody", "caption"}))
SOUP = st.lists(st.one_of(st.just("0"), st.tuples(st.sampled_from(["<", "</"]), TAGS).map(lambda tag: "".join(tag) + ">")))


@given(SOUP.map(lambda pieces: "<span>a</span>" + "".join(pieces)))
def test_tags_in_any_order_are_read_alike(html: str) -> None:
    quick = _stripped_quickly(html)
    assert quick is None or tidy(quick).split() == tidy(_stripped_carefully(html)).split()


FRAMES = ("<iframe></iframe>", "<iframe src='/x' title='a > b'></iframe>", "<IFRAME/></IFRAME>")


@pytest.mark.parametrize("outer", sorted(FAMILIAR))
@pytest.mark.parametrize("frame", FRAMES)
def test_an_empty_frame_is_read_as_the_parser_reads_it(outer: str, frame: str) -> None:
    for html in (f"<{outer}>1{frame}2</{outer}>3", f"{frame}<{outer}>1{frame}{frame}</{outer}><b>2{frame}</b>{frame}"):
        quick = _stripped_quickly(f"<i>0</i>{html}")
        assert quick is None or tidy(quick) == tidy(_stripped_carefully(f"<i>0</i>{html}"))


CELLS = st.lists(st.tuples(st.sampled_from(["td", "th"]), MARKED), max_size=3).map(
    lambda cells: "<tr>" + "".join(f"<{cell}>{within}</{cell}>" for cell, within in cells) + "</tr>"
)
ROWS = st.lists(CELLS, max_size=3).map("".join)
TABLES = st.tuples(ROWS, st.sampled_from(["", "thead", "tbody", "tfoot"]), ROWS).map(
    lambda rows: f"<table>{rows[0]}{f'<{rows[1]}>{rows[2]}</{rows[1]}>' if rows[1] else rows[2]}</table>"
)


@given(TABLES)
def test_tables_are_read_in_lines_as_the_parser_reads_them(html: str) -> None:
    quick = _stripped_quickly(f"<i>0</i>{html}")
    assert quick is None or tidy(quick) == tidy(_stripped_carefully(f"<i>0</i>{html}"))


@pytest.mark.parametrize("html", ["<ul><pre>a</pre>b</ul>", "<tr><td>a</td></tr>", "<table><td>a</td></table>"])
def test_what_ends_another_or_stands_alone_is_left_to_the_parser(html: str) -> None:
    assert _stripped_quickly(f"<i>0</i>{html}") is None


@pytest.mark.parametrize("outer", sorted(FAMILIAR))
def test_no_element_ends_another_unseen(outer: str) -> None:
    for inner in sorted(FAMILIAR | BLOCKS):
        for html in (f"<{outer}>1<{inner}>2</{inner}>3</{outer}>4", f"<{outer}>1<b><{inner}>2<br></b>3</{outer}>4"):
            quick = _stripped_quickly(f"<i>0</i>{html}")
            assert quick is None or tidy(quick).split() == tidy(_stripped_carefully(f"<i>0</i>{html}")).split()


@pytest.mark.parametrize(
    "html",
    [
        '<p>a <a href="/x">b</a><br/>c</p>\n<P>d</P>',
        '<div class="x"><p><img src="y"/>a</p><ul><li>b</li><li>c</li></ul></div>',
        "<blockquote><p>a &amp; <em>b</em></p></blockquote><h2>c</h2><hr>",
        "a<br>b",
        '<p>a</p><iframe src="/x"></iframe><DIV>b</Div>',
        "<div><pre><code>a\n  b</code></pre></div>",
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td><p>b</p></td><td>c</td></tr></tbody></table>",
    ],
)
def test_what_most_feeds_hold_takes_no_parser(html: str) -> None:
    assert _stripped_quickly(html) is not None


@pytest.mark.parametrize(
    "html",
    [
        "<b>a < b</b>",
        "<b>a<!-- c --></b>",
        '<a title="<b>">x</a>',
        "<b>x<style>p{}</style></b>",
        "<b>x</b><SCRIPT>y</SCRIPT>",
        "<p",
        "<p><p><hr/>0</p>0</p>",
        "<div>a</div>b</div>c",
        "<p>never ended",
        "<b><p>x</b>y</p>z",
        "<b>x</b><iframe>y</iframe>",
        "<b>x</b><iframe> </iframe>",
        "<b>x</b><iframe><br></iframe>",
        "<b>x</b><iframe></iframe><iframe>",
    ],
)
def test_what_takes_a_parser_is_left_to_it(html: str) -> None:
    assert _stripped_quickly(html) is None
