from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import AskedWronglyError
from service.feeds.opml import LARGEST, MOST_OUTLINES, read_opml, write_opml
from service.model.entry import Feed

if TYPE_CHECKING:
    from pathlib import Path

FULL = Feed(
    name='عنب بلدي <&> "x"',
    url="https://example.org/feed?a=1&b=2",
    lang="ar",
    country="SYR",
    kind="opposition_media",
    reliability="B",
    target="SYR",
    enabled=False,
    full_text=True,
    timeout=timedelta(seconds=12.5),
    cache_bust="_cb",
    user_agent="Mozilla/5.0 (X11)",
    skip_titles=("Weather", "طقس"),
    verify_tls=False,
    origin="command",
)
PLAIN = Feed(name="Plain", url="https://example.net/", origin="command")


def opml(*outlines: str, head: str = "") -> bytes:
    return f'{head}<opml xmlns:thaw="urn:thaw:feed" version="2.0"><body>{"".join(outlines)}</body></opml>'.encode()


def read(*outlines: str) -> list[Feed]:
    return read_opml(opml(*outlines), "list.opml")


def refusal(content: bytes) -> str:
    with pytest.raises(AskedWronglyError) as error:
        read_opml(content, "list.opml")
    return error.value.message


def test_every_setting_goes_out_and_comes_back() -> None:
    assert read_opml(write_opml([FULL, PLAIN]).encode(), "x") == [FULL, PLAIN]


def test_lists_of_other_readers_are_read() -> None:
    found = read(
        '<outline text="World"><outline text="Folder">'
        '<outline type="rss" text=" A\n feed " xmlUrl=" https://EXAMPLE.org/a#x " language="ar-SA"/>'
        "</outline></outline>",
        '<outline title="B" text="other" xmlUrl="http://example.org/b" language="english"/>',
        '<outline xmlUrl="http://example.org/c"/>',
    )
    assert [(feed.name, feed.url, feed.lang) for feed in found] == [
        ("A feed", "https://example.org/a", "ar"),
        ("B", "http://example.org/b", None),
        ("http://example.org/c", "http://example.org/c", None),
    ]
    assert all(feed.origin == "command" and feed.reliability == "F" and feed.enabled for feed in found)


def test_an_address_counts_once_and_one_that_is_none_not_at_all() -> None:
    found = read(
        '<outline text="A" xmlUrl="http://example.org/a"/><outline text="B" xmlUrl="http://example.org/a#b"/>',
        '<outline text="C" xmlUrl="file:///etc/passwd"/><outline text="D" xmlUrl=""/><outline text="E" xmlUrl="example.org"/>',
    )
    assert [feed.name for feed in found] == ["A"]


@pytest.mark.parametrize(
    "attribute",
    [
        'user_agent="a&#13;&#10;X: y"', 'user_agent="ä"', 'user_agent=" "', 'cache_bust="a&amp;b"', 'country="syr"', 'kind="A B"',
        'target="&lt;x"', 'reliability="G"', 'enabled="maybe"', 'timeout="-1"', 'timeout="nan"', 'timeout="1e9"', 'timeout="x"',
        'skip_titles=" "',
    ],
)  # fmt: skip
def test_what_a_setting_cannot_be_is_left_out(attribute: str) -> None:
    (feed,) = read(f'<outline text="Plain" xmlUrl="https://example.net/" thaw:{attribute}/>')
    assert feed == PLAIN


def test_names_are_one_line_that_can_be_read() -> None:
    (feed,) = read(f'<outline text="a&#10;b\u202ec{"x" * 500}" xmlUrl="https://example.net/"/>')
    assert feed.name.startswith("a bcx")
    assert len(feed.name) == 200


def test_names_that_xml_cannot_hold_are_mended() -> None:
    (feed,) = read_opml(write_opml([Feed(name="a\x00b\ud800c\ufffe", url=PLAIN.url)]).encode(), "x")
    assert feed.name == "a\ufffdb\ufffdc\ufffd"


def test_no_file_is_read_for_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("sentinel")
    declared = f'<!DOCTYPE opml [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    told = refusal(opml("<outline>&x;</outline>", '<outline text="a" xmlUrl="http://a.example/"/>', head=declared))
    assert told == "list.opml: DTD with entities refused, which no list of feeds needs"


def test_entities_that_swell_are_refused() -> None:
    swelling = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    laughs = opml('<outline text="&e9;" xmlUrl="http://a.example/"/>', head=f'<!DOCTYPE opml [<!ENTITY e0 "ha">{swelling}]>')
    assert refusal(laughs).startswith("list.opml: ")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no OPML"),
        (b"not xml", "no OPML"),
        (b"<rss/>", "no OPML (its root is rss)"),
        (b"<opml><body>", "no OPML"),
        (b"<opml/>" + b" " * LARGEST, "larger than 16 MiB"),
        (opml('<outline xmlUrl="http://a.example/"/>' * (MOST_OUTLINES + 1)), f"more than {MOST_OUTLINES} feeds"),
        (b"<opml>" + b"<outline>" * 5000, "no OPML"),
    ],
)
def test_what_is_no_list_is_refused_in_words(content: bytes, why: str) -> None:
    assert refusal(content).startswith(f"list.opml: {why}")


@given(st.binary(max_size=200), st.text(max_size=50))
def test_no_bytes_are_too_odd(content: bytes, name: str) -> None:
    for candidate in (content, opml(f'<outline xmlUrl="http://a.example/" text="{content.hex()}"/>')):
        try:
            read_opml(candidate, "x")
        except AskedWronglyError:
            continue
    assert len(read_opml(write_opml([Feed(name=name, url=PLAIN.url)]).encode(), "x")) == 1
