"""JSON Feed, whole, odd and broken off."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import ParseError
from service.parse.jsonfeed import read_json
from service.parse.repair import MOST_ENTRIES

URL = "https://paper.example/feed.json"
CUT = "cut off, or damaged: entries from there on were left out"


def read(items: Any, **head: Any) -> Any:
    return read_json(json.dumps({**head, "items": items}).encode(), URL)


def test_a_feed_says_who_it_is() -> None:
    document = read([], title="Paper", home_page_url="https://paper.example/", language="tr", feed_url="https://paper.example/f")
    assert (document.format, document.title, document.link, document.lang) == ("json", "Paper", "https://paper.example/", "tr")
    assert (document.drafts, document.cut_off, document.warnings) == ([], False, [])


ITEMS: list[tuple[str, dict[str, Any], str, Any]] = [
    ("id", {"id": "a"}, "guid", "a"),
    ("id that is a number", {"id": 7}, "guid", "7"),
    ("id that is a truth is none", {"id": True}, "guid", ""),
    ("id that is null", {"id": None}, "guid", ""),
    ("id that is a list", {"id": ["a"]}, "guid", ""),
    ("title", {"title": "Elçilik"}, "title", "Elçilik"),
    ("title that is an object", {"title": {"a": 1}}, "title", ""),
    ("summary", {"summary": "b"}, "summary", "b"),
    ("html before text", {"content_html": "<p>h", "content_text": "t"}, "content", "<p>h"),
    ("text where html is empty", {"content_html": "", "content_text": "t"}, "content", "t"),
    ("no content", {}, "content", ""),
    ("own address before another's", {"url": "https://a.example/", "external_url": "https://b.example/"}, "link", "https://a.example/"),
    ("another's address alone", {"external_url": "https://b.example/"}, "link", "https://b.example/"),
    ("address within the site", {"url": "/x"}, "link", "https://paper.example/x"),
    ("address that is none", {"url": "https://[x"}, "link", ""),
    ("no address", {}, "link", ""),
    ("language", {"language": "ar"}, "lang", "ar"),
    ("no language", {"language": ""}, "lang", None),
    ("moment with a zone", {"date_published": "2026-05-01T10:00:00+03:00"}, "published", datetime(2026, 5, 1, 7, tzinfo=UTC)),
    ("moment that is none", {"date_published": "yesterday"}, "published", None),
    ("moment that is a number", {"date_published": 1777}, "published", None),
    ("its text is kept", {"date_published": "yesterday"}, "published_raw", "yesterday"),
    ("changed", {"date_modified": "2026-05-01T10:00:00Z"}, "updated", datetime(2026, 5, 1, 10, tzinfo=UTC)),
    ("changed is not published", {"date_modified": "2026-05-01T10:00:00Z"}, "published", None),
]  # fmt: skip


@pytest.mark.parametrize(("item", "name", "wanted"), [row[1:] for row in ITEMS], ids=[row[0] for row in ITEMS])
def test_each_value_of_an_item_is_read_by_its_kind(item: dict[str, Any], name: str, wanted: Any) -> None:
    (draft,) = read([item]).drafts
    assert getattr(draft, name) == wanted


@pytest.mark.parametrize(
    ("url", "head", "wanted"),
    [
        (URL, {"feed_url": "https://else.example/f"}, "https://paper.example/x"),
        ("", {"feed_url": "https://else.example/f", "home_page_url": "https://home.example/"}, "https://else.example/x"),
        ("", {"home_page_url": "https://home.example/"}, "https://home.example/x"),
        ("", {}, "/x"),
    ],
)
def test_addresses_start_where_the_feed_came_from_else_where_it_says(url: str, head: dict[str, str], wanted: str) -> None:
    (draft,) = read_json(json.dumps({**head, "items": [{"url": "/x"}]}).encode(), url).drafts
    assert draft.link == wanted


def test_what_is_no_item_is_passed_over() -> None:
    assert [draft.guid for draft in read([1, {"id": "a"}, None, "b", [{"id": "c"}], {"id": "d"}]).drafts] == ["a", "d"]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"{}", "JSON, but no JSON Feed"),
        (b"[]", "JSON, but no JSON Feed"),
        (b'"items"', "JSON, but no JSON Feed"),
        (b'{"items": {}}', "JSON, but no JSON Feed"),
        (b'{"items": null}', "JSON, but no JSON Feed"),
        (b'{"it', "JSON that cannot be read"),
        (b'{"items": [', "JSON that cannot be read"),
        (b'{"items": [{"id": ', "JSON that cannot be read"),
        (b"", "JSON that cannot be read"),
    ],
)
def test_what_is_no_feed_is_told(body: bytes, why: str) -> None:
    with pytest.raises(ParseError) as refused:
        read_json(body, URL)
    assert refused.value.message == f"not a feed ({why})"


@pytest.mark.parametrize("nested", ["[" * 200_000, '{"items": [' + '{"a":' * 200_000, '{"a": ' * 200_000])
def test_no_nesting_breaks_the_reader(nested: str) -> None:
    with pytest.raises(ParseError, match="not a feed"):
        read_json(nested.encode(), URL)


def test_a_mark_before_it_and_bytes_that_are_no_text_are_read_over() -> None:
    body = b'\xef\xbb\xbf{"title": "a\xffb", "items": [{"id": "1"}]}'
    document = read_json(body, URL)
    assert document.title == "a\ufffdb"
    assert len(document.drafts) == 1


def test_too_many_items_are_cut_and_counted() -> None:
    document = read([{"id": str(number)} for number in range(MOST_ENTRIES + 2)])
    assert [draft.guid for draft in document.drafts] == [str(number) for number in range(MOST_ENTRIES)]
    assert document.warnings == [f"entries truncated: 2 (only the first {MOST_ENTRIES} were read)"]


def test_the_most_items_are_no_warning() -> None:
    assert read([{}] * MOST_ENTRIES).warnings == []


@given(st.integers(1, 200))
def test_wherever_it_breaks_off_the_whole_items_before_are_kept(less: int) -> None:
    whole = json.dumps({"title": "Paper", "items": [{"id": str(number), "title": "b [c] {d}"} for number in range(12)]})
    body = whole[: max(1, len(whole) - less)]
    complete = body.count('"}')
    document = read_json(body.encode(), URL)
    assert [draft.guid for draft in document.drafts] == [str(number) for number in range(complete)]
    assert (document.title, document.cut_off, document.warnings) == ("Paper", True, [CUT])


def test_damage_in_the_middle_ends_the_reading_there() -> None:
    document = read_json(b'{"language": "ar", "items": [{"id": "1"}, {"id": "2", oops}, {"id": "3"}]}', URL)
    assert [draft.guid for draft in document.drafts] == ["1"]
    assert (document.lang, document.cut_off) == ("ar", True)


def test_a_head_that_cannot_be_read_costs_no_items() -> None:
    document = read_json(b'{"title": oops, "items": [{"id": "1"}', URL)
    assert [draft.guid for draft in document.drafts] == ["1"]
    assert document.title == ""


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inside: st.one_of(st.lists(inside, max_size=3), st.dictionaries(st.text(max_size=6), inside, max_size=3)),
    max_leaves=6,
)
NAMES = st.sampled_from(
    ["id", "url", "external_url", "title", "summary", "content_html", "content_text", "date_published", "language"]
)


@given(st.lists(st.dictionaries(NAMES, VALUES), max_size=4), st.dictionaries(st.sampled_from(["title", "feed_url"]), VALUES))
def test_values_of_any_kind_become_text_or_nothing(items: list[dict[str, Any]], head: dict[str, Any]) -> None:
    document = read(items, **head)
    assert len(document.drafts) == len(items)
    for draft in document.drafts:
        texts = (draft.guid, draft.title, draft.summary, draft.content, draft.link, draft.published_raw)
        assert all(isinstance(text, str) for text in texts)
