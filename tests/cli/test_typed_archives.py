"""`thaw replay` and `thaw eval` on archives as people have them: empty, malformed, in any script, partly labelled."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.typed import Shell, shell_in

if TYPE_CHECKING:
    from pathlib import Path

REOPENS = {"id": "e1", "title": "Turkey reopens embassy in Damascus", "published": "2023-05-01", "lang": "en", "source": "Enab"}
RAIN = {"id": "e2", "title": "Rain is expected in the mountains", "published": "2023-05-02", "lang": "en"}
LABEL = {"indicator": "diplomatic_relations", "status": "occurred", "actors": ["TUR"]}
LABELLED = {**REOPENS, "labels": [LABEL], "page": True, "severity": "critical"}
NOTHING = {"precision": None, "recall": None, "f1": None}


def lines(*records: dict[str, Any]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return shell_in(tmp_path, monkeypatch, capsys)


def test_an_empty_archive_has_nothing_in_it(shell: Shell) -> None:
    shell.write("none.jsonl", "\n  \n")
    said = shell("replay", "none.jsonl", "--signals", "s.jsonl", "--alerts", "a.jsonl")
    assert said == ("0 entries, 0 mentions, 0 signals, 0 pages\n", "")
    assert (shell.folder / "s.jsonl").read_text() == (shell.folder / "a.jsonl").read_text() == ""
    assert shell("replay", "none.jsonl", "--json").json == {"entries": 0, "mentions": 0, "signals": 0, "pages": 0}


def test_a_replay_leaves_the_database_and_the_channels_alone(shell: Shell) -> None:
    assert shell("replay", "-", given=lines(REOPENS, RAIN)).out == "2 entries, 1 mention, 1 signal, 1 page\n"
    assert not (shell.folder / "thaw.db").exists()
    assert not (shell.folder / "alerts.jsonl").exists()


def test_records_on_standard_output_stand_there_alone(shell: Shell) -> None:
    (signal,) = shell("replay", "-", "--signals", "-", given=lines(REOPENS, RAIN)).records
    assert (signal["actors"], signal["status"], signal["severity"], signal["entries"]) == (
        ["TUR"],
        "occurred",
        "critical",
        ["e1"],
    )
    (alert,) = shell("replay", "-", "--alerts", "-", given=lines(REOPENS)).records
    assert alert["reason"] == "new"


def test_malformed_lines_are_named_and_the_rest_is_replayed(shell: Shell) -> None:
    given = "[]\n" + lines(REOPENS, {"id": "e3"}, {**RAIN, "published": "soon"}, {**RAIN, "title": 7}) + '{"id": \n'
    said = shell("replay", "-", "--json", given=given, expect=1)
    assert said.json["entries"] == 1
    assert said.err.splitlines() == [
        "-:1: not a JSON object",
        "-:3: lacks title",
        "-:4: published 'soon' is neither YYYY-MM-DD nor RFC 3339",
        "-:5: title is not a text",
        "-:6: not JSON: Expecting value at column 7",
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b'{"id": "\xff"}\n', "-:1: not UTF-8 (byte 8)"),
        (b"[" * 100_000 + b"\n", "-:1: not an entry: nested too deep"),
        (b'{"id": NaN, "title": "x"}\n', "-:1: not JSON: a number is none, or has too many digits"),
        (b'{"id": 1, "title": "x", "more": [-Infinity]}\n', "-:1: not JSON: a number is none, or has too many digits"),
        (b'{"id": ' + b"7" * 5000 + b', "title": "x"}\n', "-:1: not JSON: a number is none, or has too many digits"),
        (b'{"title": "x"}\n', "-:1: lacks id"),
        (b'{"id": null, "title": "x"}\n', "-:1: lacks id"),
        (b'{"id": 1, "title": "x", "published": 5}\n', "-:1: published is not a text"),
        (b'{"id": 1, "title": "x", "published": "0001-01-01T00:00+14:00"}\n', "is neither YYYY-MM-DD nor RFC 3339"),
        (b'{"id": 1, "title": "x", "link": []}\n', "-:1: link is not a text"),
    ],
)
@pytest.mark.parametrize("command", ["replay", "eval", "detect"])
def test_what_is_wrong_in_a_line_is_told_alike_everywhere(shell: Shell, command: str, given: bytes, told: str) -> None:
    said = shell(command, "-", given=given, expect=1)
    (line,) = said.err.splitlines()
    assert told in line


def test_a_byte_order_mark_and_any_script_are_read(shell: Shell) -> None:
    arabic = {"id": "1", "title": "تركيا تعيد فتح سفارتها في دمشق", "published": "2023-05-01", "lang": "ar"}
    (signal,) = shell("replay", "-", "--signals", "-", given="\ufeff" + lines(arabic)).records
    assert (signal["actors"], signal["entries"]) == (["TUR"], ["1"])


def test_half_of_a_surrogate_pair_stops_nothing(shell: Shell) -> None:
    broken = json.dumps({**REOPENS, "title": "Turkey reopens embassy in Damascus \ud800"})
    assert shell("replay", "-", "--json", given=broken).json["signals"] == 1


@pytest.mark.parametrize("command", ["replay", "eval", "detect"])
def test_files_and_watches_that_are_not_there_are_one_line(shell: Shell, command: str) -> None:
    assert shell.wrong(command, "none.jsonl") == "thaw: none.jsonl: No such file or directory"
    assert shell.wrong(command, ".") == "thaw: .: Is a directory"
    assert "thaw: none.yaml: cannot be read" in shell.wrong(command, "-", "--watch", "none.yaml")
    assert f"see thaw {command} --help" in shell.wrong(command)


def test_replay_names_what_it_cannot_write(shell: Shell) -> None:
    assert shell.wrong("replay", "-", "--alerts", "none/a.jsonl") == (
        "thaw: none/a.jsonl: cannot be written: No such file or directory"
    )


def test_figures_stand_by_language_and_for_all(shell: Shell) -> None:
    missed = {**RAIN, "lang": "fr", "labels": [LABEL], "page": True, "severity": "critical"}
    figures = shell("eval", "-", "--json", given=lines(LABELLED, missed)).json
    assert list(figures) == ["all", "en", "fr"]
    assert figures["en"]["page"] == figures["en"]["mention"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert figures["fr"]["mention"] == {"precision": None, "recall": 0.0, "f1": 0.0}
    assert figures["all"]["page"] == {"precision": 1.0, "recall": 0.5, "f1": 0.667}
    assert [figures[name]["entries"] for name in figures] == [2, 1, 1]
    assert (figures["en"]["status"], figures["en"]["actors"], figures["fr"]["status"]) == (1.0, 1.0, None)
    assert (figures["all"]["severity"], figures["all"]["uncoded_that_page"]) == (0.5, 0)


def test_the_table_of_figures_shows_a_dash_where_nothing_can_be_said(shell: Shell) -> None:
    header, total, english = shell("eval", "-", given=lines({**RAIN, "labels": []})).lines
    assert header.split()[:2] == ["lang", "entries"]
    assert total.split() == ["all", "1", "-/-/-", "-/-/-", "-/-/-", "-", "-", "1.00", "0"]
    assert english.split()[0] == "en"
    assert shell("eval", "-", given=lines(LABELLED)).lines[1].split() == [
        "all", "1", *["1.00/1.00/1.00"] * 3, "1.00", "1.00", "1.00", "0",
    ]  # fmt: skip


def test_a_page_on_what_nobody_labelled_counts_as_false(shell: Shell) -> None:
    figures = shell("eval", "-", "--json", given=lines(REOPENS)).json
    assert figures["all"]["uncoded_that_page"] == 1
    assert figures["all"]["page"] == {"precision": 0.0, "recall": None, "f1": 0.0}


def test_an_empty_corpus_has_figures_of_nothing(shell: Shell) -> None:
    figures = shell("eval", "-", "--json").json
    assert figures == {
        "all": {
            "entries": 0, "page": NOTHING, "indicator": NOTHING, "mention": NOTHING, "status": None, "actors": None,
            "severity": None, "uncoded_that_page": 0,
        }
    }  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ("none", "labels is not a list of objects"),
        ({"indicator": "x"}, "labels is not a list of objects"),
        (["x"], "labels is not a list of objects"),
        ([{}], "a label lacks indicator, a text"),
        ([{**LABEL, "indicator": 5}], "a label lacks indicator, a text"),
        ([{**LABEL, "status": None}], "a label lacks status, a text"),
        ([{**LABEL, "actors": "TUR"}], "a label lacks actors, a list of codes"),
        ([LABEL, {**LABEL, "actors": [["TUR"]]}], "a label lacks actors, a list of codes"),
    ],
)
def test_labels_that_cannot_be_compared_are_named_with_their_line(shell: Shell, labels: object, told: str) -> None:
    said = shell("eval", "-", "--json", given=lines(LABELLED, {**REOPENS, "labels": labels}, LABELLED), expect=1)
    assert said.err == f"-:2: {told}\n"
    assert said.json["all"]["entries"] == 2


def test_an_archive_may_hold_labels_of_any_shape_where_they_are_not_read(shell: Shell) -> None:
    assert shell("replay", "-", "--json", given=lines({**REOPENS, "labels": "none"})).json["entries"] == 1
