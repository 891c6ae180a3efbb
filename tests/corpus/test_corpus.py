"""The project's own corpus follows the codebook's mechanical rules."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service.model.mention import PAGING, SEVERITIES, Severity, Status

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.jsonl"))
LABEL_KEYS = {"indicator", "status", "actors", "target", "level", "scope", "sponsor", "venue", "venue_control"}
PAGED_INDICATORS = {"diplomatic_relations", "opposition_regime_meeting"}
PAGED_STATUSES = {Status.OCCURRED, Status.ANNOUNCED, Status.REPORTED, Status.REVERSED}
INDICATORS = PAGED_INDICATORS | {"official_contact", "rapprochement_rhetoric", "western_position", "economic_reengagement"}
RANKED = {"leader", "ministerial", "intelligence"}


def entries(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def severity_of(label: dict[str, Any]) -> Severity:
    """CODEBOOK, Severity and paging, with Turkey as principal."""
    indicator, status = label["indicator"], label["status"]
    if indicator in PAGED_INDICATORS and status in PAGED_STATUSES:
        restored = indicator == "diplomatic_relations" and "TUR" in label["actors"]
        sponsored = "TUR" in (label["sponsor"] or "").split(",") and label["venue_control"] == "target"
        firm = status in {Status.OCCURRED, Status.ANNOUNCED}
        return Severity.CRITICAL if firm and (restored or sponsored) else Severity.HIGH
    if indicator == "official_contact" and label["level"] in RANKED and status in {Status.OCCURRED, Status.ANNOUNCED}:
        return Severity.MEDIUM
    if indicator == "western_position" and status == Status.OCCURRED:
        return Severity.MEDIUM
    return Severity.LOW


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_entry_is_well_formed(path: Path) -> None:
    rows = entries(path)
    assert rows
    for row in rows:
        assert row["lang"] == path.stem.rsplit("-", 1)[1], row["id"]
        assert date(2011, 1, 1) <= date.fromisoformat(row["published"]) <= date(2026, 12, 31), row["id"]
        assert row["title"].strip(), row["id"]
        for label in row["labels"]:
            assert set(label) == LABEL_KEYS, row["id"]
            assert label["indicator"] in INDICATORS, row["id"]
            assert label["status"] in set(Status), row["id"]
            assert label["actors"], row["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_severity_and_page_follow_from_the_labels(path: Path) -> None:
    for row in entries(path):
        highest = max(map(severity_of, row["labels"]), key=SEVERITIES.index, default=Severity.NONE)
        assert (row["id"], row["severity"]) == (row["id"], highest)
        assert row["page"] is (highest in PAGING), row["id"]


def test_no_id_stands_twice() -> None:
    counted = Counter(row["id"] for path in FILES for row in entries(path))
    assert [name for name, count in counted.items() if count > 1] == []


def test_what_is_for_figures_only_stands_nowhere_else() -> None:
    texts = Counter((row["title"], row["summary"]) for path in FILES for row in entries(path))
    sealed = [row for path in FILES if path.stem.startswith(("fourth", "fifth", "sixth", "eighth")) for row in entries(path)]
    assert sealed
    assert [row["id"] for row in sealed if texts[row["title"], row["summary"]] > 1] == []


def test_ordinary_news_is_uncoded() -> None:
    news = [row for path in FILES if path.stem.startswith("news") for row in entries(path)]
    assert len(news) == 180
    assert all(not row["labels"] for row in news)
