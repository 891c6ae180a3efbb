"""The page on writing a watch is typed, and what it shows is compared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from service.detect.watches import KEYS
from tests.docs.pages import DOCS, blocks, rows, section
from tests.docs.walk import Reader

if TYPE_CHECKING:
    from pathlib import Path

PAGE = DOCS / "watch.md"


def test_a_reader_types_it_from_top_to_bottom(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.walk(blocks(PAGE))
    sent = [json.loads(line) for line in (tmp_path / "alerts.jsonl").read_text("utf-8").splitlines()]
    assert [(each["at"][:10], each["severity"]) for each in sent] == [("2015-07-20", "critical")]
    assert "right" in reader.type("thaw config check")


def test_the_mistake_that_it_speaks_of_is_told_so(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    watch = next(block for block in blocks(PAGE) if block.sort == "yaml")
    (tmp_path / "havana.yaml").write_text(watch.text.partition("\n")[2].replace("CUB\n", "CUBA\n"))
    told = reader.type("thaw packs lint havana.yaml", expect=1)
    assert told.strip().replace(":3:", ":4:") in PAGE.read_text("utf-8")


def test_it_names_every_part_of_a_watch() -> None:
    assert {name.strip("`") for name, _ in rows(section(PAGE, "A watch"))} == set(KEYS)
