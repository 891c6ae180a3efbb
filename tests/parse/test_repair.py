"""XML made readable before any parser sees it: what each mend does, what it leaves alone, and what it tells."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree

from service.parse.repair import (
    LEGAL,
    MOST_ENTRIES,
    PROLOG,
    cut_to_size,
    repaired,
    without_dtd,
    without_half_entry,
    without_prefix,
)

REFUSED = ["DTD with entities refused: they were left out"]
DOCTYPES = [
    ("none", "<rss/>", "<rss/>", []),
    ("blank before the root", "\n\t <rss/>", "<rss/>", []),
    ("public", '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://n.example/rss.dtd">\n<rss/>', "<rss/>", []),
    ("lower case", "<!doctype rss><rss/>", "<rss/>", []),
    ("subset without an entity", "<!DOCTYPE rss [ <!ELEMENT a ANY> ]><rss/>", "<rss/>", []),
    ("subset with an entity", '<!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>', "<rss>&a;</rss>", REFUSED),
    ("entity in lower case", '<!DOCTYPE rss [<!entity a "b">]><rss/>', "<rss/>", REFUSED),
    ("subset that never ends, root behind it", '<!DOCTYPE rss [<!ENTITY a "b"> <rss><a/></rss>', "<rss><a/></rss>", REFUSED),
    ("never ends, no root", "<!DOCTYPE rss [", "", []),
    ("what stands before is kept", "<!-- c --><!DOCTYPE rss><rss/>", "<!-- c --><rss/>", []),
    ("the word alone is no document type", "<rss>DOCTYPE</rss>", "<rss>DOCTYPE</rss>", []),
    ("another declaration", "<rss><!DATA></rss>", "<rss><!DATA></rss>", []),
]


@pytest.mark.parametrize(("text", "wanted", "told"), [row[1:] for row in DOCTYPES], ids=[row[0] for row in DOCTYPES])
def test_a_document_type_is_taken_out_and_nothing_else(text: str, wanted: str, told: list[str]) -> None:
    warnings: list[str] = []
    assert without_dtd(text, warnings) == wanted
    assert warnings == told


def test_a_document_type_is_looked_for_at_the_beginning_alone() -> None:
    told: list[str] = []
    early, late = "<rss>" + " " * (PROLOG - 30), "<rss>" + " " * PROLOG
    assert without_dtd(f"{early}<!DOCTYPE x>a", told) == f"{early}a"
    assert without_dtd(f"{late}<!DOCTYPE x>a", told) == f"{late}<!DOCTYPE x>a"


AMPERSANDS = [
    ("bare", "a & b", "a &amp; b"),
    ("at the end", "a &", "a &amp;"),
    ("in an address", "?a=1&b=2", "?a=1&amp;b=2"),
    ("named", "a &amp; b &nbsp; c", "a &amp; b &nbsp; c"),
    ("of one letter is no name", "&b;", "&amp;b;"),
    ("that begins with a digit", "&1b;", "&amp;1b;"),
    ("name too long", f"&{'a' * 33};", f"&amp;{'a' * 33};"),
    ("longest name", f"&{'a' * 32};", f"&{'a' * 32};"),
    ("without its semicolon", "AT&amp T", "AT&amp;amp T"),
    ("twice", "&&amp;", "&amp;&amp;"),
    ("reference without a number", "&#; &#x; &#y;", "&amp;#; &amp;#x; &amp;#y;"),
    ("reference with letters in its number", "&#12a; &#x12g;", "&amp;#12a; &amp;#x12g;"),
    ("reference in other digits", "&#٦٥;", "&amp;#٦٥;"),
    ("number too long", f"&#{'1' * 16};", f"&amp;#{'1' * 16};"),
    ("decimal", "&#1587;", "&#1587;"),
    ("hexadecimal", "&#x633;&#X633;", "&#x633;&#X633;"),
    ("blank and line feed", "&#9;&#10;&#13;&#32;", "&#9;&#10;&#13;&#32;"),
    ("control character", "a&#8;&#x1F;b", "ab"),
    ("null", "a&#0;b", "ab"),
    ("no character", "a&#xFFFE;&#65535;b", "ab"),
    ("last of the plane", "&#xFFFD;", "&#xFFFD;"),
    ("highest", "&#x10FFFF;", "&#x10FFFF;"),
    ("one beyond the highest", "a&#x110000;b", "ab"),
    ("half a pair", "a&#xD83D;b", "ab"),
    ("a pair means one character", "&#xD83D;&#xDE00;", "&#128512;"),
    ("a pair in decimal", "&#55357;&#56832;", "&#128512;"),
    ("a pair in both", "&#xd83d;&#56832;", "&#128512;"),
    ("a pair the wrong way round", "a&#xDE00;&#xD83D;b", "ab"),
    ("in a section that is none of XML", "<![CDATA[a & b &#8;]]> & c", "<![CDATA[a & b &#8;]]> &amp; c"),
    ("two sections", "<![CDATA[&]]>&<![CDATA[&]]>&", "<![CDATA[&]]>&amp;<![CDATA[&]]>&amp;"),
    ("a section that never ends is none", "<![CDATA[a & b", "<![CDATA[a &amp; b"),
    ("an end without a section", "a ]]> & b", "a ]]> &amp; b"),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in AMPERSANDS], ids=[row[0] for row in AMPERSANDS])
def test_ampersands_and_references_become_what_xml_knows(text: str, wanted: str) -> None:
    told: list[str] = []
    assert repaired(text, told) == wanted
    assert told == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\x00b\x0bc", "abc"),
        ("a\x1fb", "ab"),
        ("a\ud800b\udfff", "ab"),
        ("a\ufffeb\uffff", "ab"),
        ("<![CDATA[a\x02&]]>", "<![CDATA[a&]]>"),
        ("a&\x00#8;b", "ab"),  # what is left must not become a reference that was none
    ],
)
def test_characters_that_xml_does_not_know_are_left_out_and_told(text: str, wanted: str) -> None:
    told: list[str] = []
    assert repaired(text, told) == wanted
    assert told == ["characters that XML does not know were left out"]


@pytest.mark.parametrize("text", ["tab\tline\nreturn\r", "delete\x7f next line\x85", "\ufffd \U0001f600", "خبر"])
def test_characters_that_xml_knows_stay(text: str) -> None:
    told: list[str] = []
    assert repaired(text, told) == text
    assert told == []


ROUGH = st.lists(
    st.one_of(
        st.characters(exclude_characters="<>"),
        st.sampled_from(["&", "&#", ";", "&#x", "D83D", "&amp;", "&#0;", "&#55357;", "&#56832;", "\x00", "x", "65"]),
    ),
    max_size=20,
).map("".join)


UNDECLARED = re.compile("&(?!amp;)[A-Za-z]\\w+;")


@given(ROUGH)
def test_what_is_mended_once_stays_as_it_is(text: str) -> None:
    once = repaired(text, [])
    told: list[str] = []
    assert repaired(once, told) == once
    assert told == []


@given(ROUGH)
def test_a_parser_reads_all_text_that_is_mended(text: str) -> None:
    mended = repaired(text, [])
    assume(not UNDECLARED.search(mended))
    read = etree.fromstring(f"<a>{mended}</a>".encode(), etree.XMLParser(recover=False))
    assert all(any(ord(char) in legal for legal in LEGAL) for char in read.text or "")


def entries(count: int, name: str = "item") -> str:
    return "".join(f"<{name}><title>{number}</title></{name}>" for number in range(count))


@pytest.mark.parametrize(
    ("begin", "name", "end"),
    [
        ('<rss version="2.0"><channel>', "item", "</channel></rss>"),
        ('<feed xmlns="http://www.w3.org/2005/Atom">', "entry", "</feed>"),
        ('<rdf:RDF xmlns:rdf="r">', "item", "</rdf:RDF>"),
    ],
)
def test_a_document_with_too_many_entries_is_cut_and_closed(begin: str, name: str, end: str) -> None:
    told: list[str] = []
    assert cut_to_size(begin + entries(MOST_ENTRIES + 3, name) + end, told) == begin + entries(MOST_ENTRIES, name) + end
    assert told == [f"entries truncated: 3 (only the first {MOST_ENTRIES} were read)"]


@pytest.mark.parametrize("count", [0, 1, MOST_ENTRIES])
def test_a_document_of_the_most_entries_is_whole(count: int) -> None:
    told: list[str] = []
    text = f"<rss><channel>{entries(count)}</channel></rss>"
    assert cut_to_size(text, told) == text
    assert told == []


def test_items_are_counted_and_not_words_that_begin_alike() -> None:
    text = f"<rss><channel><items/>{'<itemized/>' * (MOST_ENTRIES + 1)}</channel></rss>"
    assert cut_to_size(text, []) == text


MISSING, HALF = "cut off: its end is missing", "cut off in the middle of an entry, which was left out"
ENDS = [
    ("whole", "<rss><channel><item>a</item></channel></rss>", None, False, []),
    ("whole, blank behind", "<rss><item>a</item></rss>\n \n", None, False, []),
    ("whole, blank in the tag", "<rss><item>a</item></rss >", None, False, []),
    ("whole in capitals", "<RSS><ITEM>a</ITEM></RSS>", None, False, []),
    ("whole by its channel", "<rss><channel><item>a</item></channel>", None, False, []),
    ("whole with a prefix", "<r:RDF><r:item>a</r:item></r:RDF>", None, False, []),
    ("in an entry, rss", "<rss><channel><item>a</item><item>b", "<rss><channel><item>a</item></channel></rss>", True, [HALF]),
    ("in an entry, atom", "<feed><entry>a</entry><entry>b", "<feed><entry>a</entry></feed>", True, [HALF]),
    ("in an entry with attributes", "<feed><entry>a</entry><entry x='1'>b", "<feed><entry>a</entry></feed>", True, [HALF]),
    ("in the first entry", "<rss><channel><item>a", "<rss><channel></channel></rss>", True, [HALF]),
    ("between entries", "<rss><channel><item>a</item>", None, True, [MISSING]),
    ("before any entry", "<rss><channel><title>t</title>", None, True, [MISSING]),
    ("closed, with more behind it than is looked at", f"<rss><item>a</item></rss><!--{' ' * 300}-->", None, False, []),
    ("no feed at all", "<html><body>a", None, False, []),
    ("empty", "", None, False, []),
]


@pytest.mark.parametrize(("text", "wanted", "cut", "told"), [row[1:] for row in ENDS], ids=[row[0] for row in ENDS])
def test_half_an_entry_is_left_out_and_a_missing_end_told(text: str, wanted: str | None, cut: bool, told: list[str]) -> None:
    warnings: list[str] = []
    assert without_half_entry(text, warnings) == (text if wanted is None else wanted, cut)
    assert warnings == told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<rss:item>a</rss:item>", "<item>a</item>"),
        ('<rss xmlns:rss="u"><rss:item/></rss>', '<rss xmlns:rss="u"><rss:item/></rss>'),
        ("<rdf:item>a</rdf:item>", "<rdf:item>a</rdf:item>"),
        ("rss:item", "rss:item"),
        ("< rss:item>", "< rss:item>"),
    ],
)
def test_a_prefix_is_dropped_where_nothing_declares_it(text: str, wanted: str) -> None:
    assert without_prefix(text) == wanted
