"""The second watch, which is data alone: another target, principal and opposition, through the same engine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from service.detect.watches import load_detector
from service.model.entry import Entry
from tests.detect.coded import Row, codes, detect, of, rows

ROOT = Path(__file__).parents[2]
DAY = "2025-07-04"


def kabul(why: str, title: str, wanted: str, summary: str = "", day: str = DAY) -> Row:
    return Row(why, title, wanted, summary, day, "kabul")


TEXTS = [
    kabul("embassy", "China reopens its embassy in Kabul", "relations occurred CHN"),
    kabul("embassy, Arabic", "الصين تعيد فتح سفارتها في كابول", "relations occurred CHN"),
    kabul("embassy, Turkish", "Çin, Kabil Büyükelçiliğini yeniden açtı", "relations occurred CHN"),
    kabul("possible", "China may reopen its embassy in Kabul", "relations discussed CHN"),
    kabul("denied", "China denies it will reopen its embassy in Kabul", "relations denied CHN"),
    kabul("announced", "China will reopen its embassy in Kabul", "relations announced CHN"),
    kabul("closed", "China closes its embassy in Kabul", "relations reversed CHN"),
    kabul("recognized", "Russia recognizes the Taliban government", "relations occurred RUS"),
    kabul("not recognized", "Russia does not recognize the Taliban government", "relations denied RUS"),
    kabul("credentials", "Russian ambassador presents credentials to the Taliban in Kabul", "relations occurred RUS"),
    kabul("nobody is a patron", "Iranian foreign minister visits Kabul", "contact occurred IRN"),
    kabul("contact", "Russian foreign minister meets Muttaqi in Moscow", "contact occurred RUS"),
    kabul("no contact of the United Nations", "UN envoy meets Muttaqi in Kabul", ""),
    kabul("Western stand", "Washington rejects normalization with the Taliban", "western occurred USA"),
    kabul("another watch's target", "Turkey reopens its embassy in Damascus", ""),
    kabul("the target is none of its own", "Garden diary", "", "Kabul has no roses."),
]


@rows(TEXTS)
def test_what_is_coded_for_kabul(row: Row) -> None:
    assert of(row) == row.wanted


def test_the_principal_is_russia() -> None:
    def severity(title: str) -> str:
        return detect(title, day=DAY, watch="kabul").severity

    assert severity("Russia reopens its embassy in Kabul") == "critical"
    assert severity("Turkey reopens its embassy in Kabul") == "high"
    assert severity("Russia may reopen its embassy in Kabul") == "low"


def test_the_default_watch_sees_nothing_of_it() -> None:
    assert codes(detect("China reopens its embassy in Kabul", day=DAY)) == ""


def test_both_watches_over_one_entry_code_what_each_codes_alone() -> None:
    made = Entry(
        id="x",
        title="China reopens its embassy in Kabul, Turkey reopens its embassy in Damascus",
        published=datetime(2025, 7, 4, tzinfo=UTC),
    )
    both = load_detector(["assi", "kabul"]).detect(made, datetime(2025, 7, 4, tzinfo=UTC))
    for watch in ("assi", "kabul"):
        alone = load_detector([watch]).detect(made, datetime(2025, 7, 4, tzinfo=UTC))
        assert alone.mentions == tuple(mention for mention in both.mentions if mention.watch == watch)
    assert {mention.watch for mention in both.mentions} == {"assi", "kabul"}


def test_the_command_codes_for_kabul(tmp_path: Path) -> None:
    entries = tmp_path / "entries.jsonl"
    lines = [
        {"id": "1", "title": "Russia reopens its embassy in Kabul", "published": "2025-07-04", "lang": "en"},
        {"id": "2", "title": "Turkey reopens its embassy in Damascus", "published": "2025-07-04", "lang": "en"},
    ]
    entries.write_text("".join(json.dumps(line) + "\n" for line in lines))
    command = [sys.executable, "-m", "service", "detect", "--watch", "kabul", str(entries)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("THAW_")}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path, env=clean | {"PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 0, done.stderr
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    (mention,) = first["mentions"]
    assert (mention["indicator"], mention["status"], mention["actors"], mention["target"]) == (
        "diplomatic_relations",
        "occurred",
        ["RUS"],
        "AFG",
    )
    assert (first["severity"], first["page"]) == ("critical", True)
    assert (second["mentions"], second["page"]) == ([], False)
