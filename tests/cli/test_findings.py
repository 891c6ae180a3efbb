"""What the doctor finds, as lines: what many feeds have in common is said once, with their number and a few names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.app.doctor import Finding, State
from service.cli.findings import Shown

if TYPE_CHECKING:
    import pytest


def failing(name: str, told: str = "host not found") -> Finding:
    return Finding("feed", State.WRONG, told, f"correct its url, or thaw feeds remove {name}", name)


def lines(capsys: pytest.CaptureFixture[str], *findings: Finding) -> list[str]:
    shown = Shown()
    for finding in findings:
        shown.take(finding)
    shown.end()
    return capsys.readouterr().out.splitlines()


def test_many_feeds_that_fail_alike_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert lines(capsys, *(failing(name) for name in "ABCDE"), failing("F", "connection refused")) == [
        "WRONG feed: host not found: 5 feeds (A, B, C and 2 more)",
        "      do: correct its url, or thaw feeds remove NAME",
        "WRONG feed F: connection refused",
        "      do: correct its url, or thaw feeds remove F",
    ]


def test_a_few_are_told_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    told = lines(capsys, *(failing(name) for name in "ABC"))
    assert [line for line in told if "WRONG" in line] == [f"WRONG feed {name}: host not found" for name in "ABC"]


def test_findings_of_the_whole_are_never_put_together(capsys: pytest.CaptureFixture[str]) -> None:
    whole = Finding("database", State.WRONG, "damaged", "restore a backup")
    assert len(lines(capsys, *[whole] * 5)) == 10


def test_what_lies_between_keeps_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    well = Finding("clock", State.GOOD, "right")
    told = lines(capsys, failing("A"), failing("B"), well, failing("C"), failing("D"))
    assert [line.split(":")[0] for line in told if "do:" not in line] == [
        "WRONG feed A", "WRONG feed B", "ok    clock", "WRONG feed C", "WRONG feed D",
    ]  # fmt: skip
