"""Documents that break off: what came whole is kept, half an entry is not."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import ParseError
from service.parse.entry import parse_feed

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def item(number: int) -> str:
    return f"<item><title>Turkey reopens embassy {number}</title><guid>g{number}</guid><description>Not yet.</description></item>"


def entry(number: int) -> str:
    return f"<entry><id>g{number}</id><title>Turkey reopens embassy {number}</title><summary>Not yet.</summary></entry>"


ITEMS, ENTRIES = "".join(map(item, range(40))), "".join(map(entry, range(40)))
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
WHOLE = {
    "rss": f'<?xml version="1.0"?><rss version="2.0"><channel><title>Enab</title>{ITEMS}</channel></rss>',
    "atom": f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Enab</title>{ENTRIES}</feed>',
    "rdf": f"<rdf:RDF {RDF}><channel><title>Enab</title></channel>{ITEMS}</rdf:RDF>",
    "json": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Enab",
            "items": [
                {"id": f"g{number}", "title": f"Turkey reopens embassy {number}", "content_text": "Not yet."}
                for number in range(40)
            ],
        }
    ),
}


@pytest.mark.parametrize("document", WHOLE.values(), ids=WHOLE)
@pytest.mark.parametrize("where", ["embassy 36", "Not yet."])
def test_c10_of_a_document_cut_off_in_entry_37_the_36_before_are_kept(document: str, where: str) -> None:
    begin = document.index("embassy 36")
    feed = parse_feed(document[: document.index(where, begin) + 4].encode(), now=NOW)
    assert [each.key for each in feed.entries] == [f"g{number}" for number in range(36)]
    assert feed.cut_off
    assert any(warning.startswith("cut off") for warning in feed.warnings)
    assert feed.title == "Enab"


@pytest.mark.parametrize("document", WHOLE.values(), ids=WHOLE)
def test_a_whole_document_is_not_called_cut_off(document: str) -> None:
    for whole in (document, document + "\n", document + "<!-- made by hand -->"):
        if whole.startswith("{") and "<!--" in whole:
            continue
        feed = parse_feed(whole.encode(), now=NOW)
        assert (len(feed.entries), feed.cut_off) == (40, False)


def test_what_is_not_closed_in_the_middle_is_no_end() -> None:
    broken = WHOLE["rss"].replace("</title><guid>g5<", "<guid>g5<")
    feed = parse_feed(broken.encode(), now=NOW)
    assert not feed.cut_off
    assert len(feed.entries) == 40


def test_an_end_that_is_missing_between_two_entries_loses_none() -> None:
    feed = parse_feed(WHOLE["rss"].partition(item(20))[0].encode(), now=NOW)
    assert (len(feed.entries), feed.cut_off) == (20, True)
    assert "cut off: its end is missing" in feed.warnings


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_wherever_it_breaks_off_no_entry_is_half(kind: str, data: st.DataObject) -> None:
    document = WHOLE[kind]
    place = data.draw(st.integers(document.index("Enab"), len(document) - 1))
    try:
        entries = parse_feed(document[:place].encode(), now=NOW).entries
    except ParseError:
        assert place <= document.index("g0") + 100
        return
    assert [(each.title, each.summary or each.content) for each in entries] == [
        (f"Turkey reopens embassy {number}", "Not yet.") for number in range(len(entries))
    ]
    assert len(entries) >= document[:place].count("Not yet.") - 1
