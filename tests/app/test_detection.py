from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from service.app.detection import LateDetector, detector_when_needed
from service.detect.pack import PACKS
from service.detect.watches import load_detector
from service.errors import AskedWronglyError, ConfigError
from service.model.entry import Entry

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2023, 5, 1, 12, tzinfo=UTC)
STEP = Entry(id="1", title="Turkey reopens embassy in Damascus", published=NOW)


def test_packs_are_read_when_the_first_entry_is_to_be_coded() -> None:
    late = detector_when_needed(("assi",))
    assert isinstance(late, LateDetector)
    assert "loaded" not in vars(late)
    assert late.detect(STEP, NOW) == load_detector().detect(STEP, NOW)
    assert "loaded" in vars(late)


def test_names_are_those_of_the_detector() -> None:
    late = detector_when_needed(("assi",))
    assert late.names["TUR"] == load_detector().names["TUR"]
    assert dict(late.names) == dict(load_detector().names)
    assert len(late.names) == len(load_detector().names)
    assert late.names.get("nobody") is None


def test_a_watch_of_a_file_is_read_at_once_and_its_mistakes_are_told(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text((PACKS / "watches" / "assi.yaml").read_text())
    assert not isinstance(detector_when_needed((own,)), LateDetector)
    own.write_text("name: own\n")
    with pytest.raises(ConfigError):
        detector_when_needed(("assi", own))
    with pytest.raises(AskedWronglyError):
        detector_when_needed((tmp_path / "missing.yaml",))
