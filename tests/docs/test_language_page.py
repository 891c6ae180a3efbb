"""The page on adding a language is typed in a copy of the checkout, and what it shows is compared."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.docs.pages import DOCS, ROOT, blocks
from tests.docs.walk import Reader

if TYPE_CHECKING:
    from pathlib import Path

PAGE = DOCS / "language.md"


def test_a_reader_types_it_from_top_to_bottom(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "service", tmp_path / "service", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "migrations", tmp_path / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    reader = Reader(tmp_path, checkout=tmp_path)
    assert "fr.yaml" not in reader.type("ls service/packs/languages")
    reader.walk(blocks(PAGE))
    lacking = reader.type("thaw packs lint", expect=1)
    assert "service/packs/languages/fr.yaml:1: the concept VISIT, which other languages have, is missing" in lacking
