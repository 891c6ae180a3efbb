"""What stands before the root of a document in UTF-8 is left out, however it is written, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.parse.charset import decoded
from service.parse.entry import parse_feed

NOW = datetime(2026, 5, 1, tzinfo=UTC)
ROOT = "<rss><channel><item><title>سفارة ✓</title></item></channel></rss>"
DECLARATIONS = st.sampled_from(
    ["", "<?xml version='1.0'?>", '<?xml version="1.0" encoding="UTF-8" ?>', "<?xml\nversion='1.0'\tencoding='utf8'\n?>"]
)
BLANKS = st.text(" \n\r\t", max_size=3)


@given(st.sampled_from(["", "\ufeff", "\ufeff\ufeff"]), BLANKS, DECLARATIONS, BLANKS)
def test_the_root_is_what_is_left(mark: str, before: str, declaration: str, behind: str) -> None:
    text, encoding, warnings = decoded(f"{mark}{before}{declaration}{behind}{ROOT}".encode(), "")
    assert (text.strip(), encoding, warnings) == (ROOT, "utf-8", [])


@pytest.mark.parametrize(
    ("head", "left"),
    [
        ("<?xml version='1.0'?><?xml version='1.0'?>", "<?xml version='1.0'?>"),
        ("<?xml version='é'?>", ""),
        (f"<?xml {'é' * 200}?>", ""),
        (f"<?xml {'x' * 400}?>", f"<?xml {'x' * 400}?>"),
        ("<?xml version='1.0'>", "<?xml version='1.0'>"),
        ("<!-- <?xml version='1.0'?> -->", "<!-- <?xml version='1.0'?> -->"),
        ("\xa0<?xml version='1.0'?>", ""),
        ("<?xml version='1.0'?>\ufeff", "\ufeff"),
    ],
)
def test_one_declaration_at_the_beginning_is_left_out(head: str, left: str) -> None:
    assert decoded(f"{head}{ROOT}".encode(), "") == (f"{left}{ROOT}", "utf-8", [])


@pytest.mark.parametrize("declared", ["utf-8", "us-ascii", "koi8-r"])
def test_all_that_is_read_as_utf8_loses_its_declaration(declared: str) -> None:
    assert decoded(f'<?xml version="1.0" encoding="{declared}"?>\n{ROOT}'.encode(), "")[0].strip() == ROOT


def test_bytes_that_are_no_utf8_are_found_within_the_declaration_and_behind_it() -> None:
    for body in (b"<?xml version='\xff'?>" + ROOT.encode(), b"<?xml version='1.0'?>" + ROOT.encode() + b"\xff"):
        assert decoded(body, "")[2] == ["some bytes are not utf-8; they were left out"]


def test_an_entry_is_the_same_whatever_stands_before_it() -> None:
    heads = ("", "\ufeff", "\n<?xml version='1.0'?>\n", "\ufeff<?xml version='1.0' encoding='utf-8'?>\n\n")
    read = [parse_feed(f"{head}{ROOT}".encode(), now=NOW) for head in heads]
    assert [feed.entries[0].title for feed in read] == ["سفارة ✓"] * len(heads)
    assert all(feed == read[0] for feed in read)
