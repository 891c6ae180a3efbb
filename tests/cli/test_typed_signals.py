"""`thaw signals` on stored signals: what each command prints, in which shape, and what it says when asked wrongly."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from service.cli.commands.signals import safe_cell
from service.cli.story import TOLD
from service.correlate.matrix import RECORDED
from service.model.mention import Severity, Status
from service.model.signal import Change, SignalChange
from service.text.bidi import FIRST_STRONG, POP
from tests.alert.made import signal
from tests.cli.typed import CONFIG, Shell

if TYPE_CHECKING:
    from service.model.rows import Transaction

ARABIC = "تركيا تعيد فتح سفارتها في دمشق"
FORMULA = '=HYPERLINK("https://evil.example/","Turkey")'
FIRST = datetime(2026, 5, 1, 21, 30, tzinfo=UTC)
TITLES = {"s1": "Turkey reopens its embassy", "s2": ARABIC, "s3": FORMULA}


def put(tx: Transaction) -> None:
    """Three signals, seen a day after each other; the actors, indicators and severities differ."""
    made = (
        ("s1", ("TUR",), "diplomatic_relations", Severity.CRITICAL, Status.OCCURRED),
        ("s2", ("EGY", "TUR"), "official_contact", Severity.MEDIUM, Status.ANNOUNCED),
        ("s3", ("SAU",), "sanctions_relief", Severity.LOW, Status.DISCUSSED),
    )
    for days, (name, actors, indicator, severity, status) in enumerate(made):
        at = FIRST + timedelta(days=days)
        told = signal(
            id=name, actors=actors, indicator=indicator, severity=severity, status=status, title=TITLES[name],
            opened_at=at, last_seen_at=at, date=at, last_date=at,
        )  # fmt: skip
        opened = SignalChange(signal=told, number=1, change=Change.OPENED, at=at, severity=severity, reasons=("the first",))
        tx.signals.save(opened, None)


@pytest.fixture
def shell(empty: Shell) -> Shell:
    empty.stored(put)
    return empty


def test_the_list_begins_with_what_was_seen_last(shell: Shell) -> None:
    header, *rows = shell("signals", "list").lines
    assert header.split() == ["id", "severity", "status", "actors", "seen", "sources"]
    assert [row.split()[:3] for row in rows[::2]] == [
        ["s3", "low", "discussed"],
        ["s2", "medium", "announced"],
        ["s1", "critical", "occurred"],
    ]
    assert rows[1] == f"  sanctions_relief: {FORMULA}"
    assert "EGY, TUR" in rows[2]


def test_a_right_to_left_title_is_isolated_below_its_row(shell: Shell) -> None:
    line = next(each for each in shell("signals", "list").lines if ARABIC in each)
    assert line == f"  {FIRST_STRONG}official_contact: {ARABIC}{POP}"
    shown = shell("signals", "show", "s2").lines
    assert shown[0] == "s2  medium  announced  official_contact"
    assert shown[1] == f"{FIRST_STRONG}{ARABIC}{POP}"


def test_days_and_minutes_are_those_of_the_readers_zone(shell: Shell) -> None:
    assert "2026-05-01" in shell("signals", "list", "--severity", "critical").lines[1]
    shell.write("config.yaml", CONFIG + "timezone: Asia/Damascus\n")
    assert "2026-05-02" in shell("signals", "list", "--severity", "critical").lines[1]
    assert "2026-05-02 00:30 Asia/Damascus  opened: the first" in shell("signals", "show", "s1").out
    assert shell("signals", "show", "s1", "--json").json["opened_at"] == "2026-05-01T21:30:00+00:00"


def test_signals_are_chosen_by_day_severity_and_number(shell: Shell) -> None:
    def chosen(*arguments: str) -> list[str]:
        return [each["signal"] for each in shell("signals", "list", *arguments, "--json").json]

    assert chosen() == ["s3", "s2", "s1"]
    assert chosen("--limit", "1") == ["s3"]
    assert chosen("--severity", "critical", "--severity", "low") == ["s3", "s1"]
    assert chosen("--since", "2026-05-02") == ["s3", "s2"]
    assert chosen("--since", "2026-05-02T21:31Z") == ["s3"]
    assert chosen("--since", "2026-05-02", "--severity", "critical") == []
    shell.write("config.yaml", CONFIG + "timezone: Asia/Damascus\n")
    assert chosen("--since", "2026-05-02") == ["s3", "s2", "s1"]


def test_a_signal_in_json_has_the_promised_keys_and_only_plain_values(shell: Shell) -> None:
    (told,) = shell("signals", "list", "--severity", "medium", "--json").json
    assert tuple(told) == TOLD
    assert (told["actors"], told["title"], told["review"], told["merged_into"]) == (["EGY", "TUR"], ARABIC, None, None)
    assert ARABIC in shell("signals", "list", "--json").out
    story = shell("signals", "show", "s2", "--json").json
    assert tuple(story) == (*TOLD, "history", "entries", "alerts", "reviews")
    (opened,) = story["history"]
    assert (opened["number"], opened["change"], opened["from"], opened["to"], opened["by"]) == (
        1, "opened", None, "announced", "thaw",
    )  # fmt: skip
    assert (story["entries"], story["alerts"], story["reviews"]) == ([], [], [])


def test_a_story_of_which_nothing_is_told_says_so(shell: Shell) -> None:
    told = shell("signals", "show", "s1").lines
    assert "No entry tells it." in told
    assert "No alert was sent." in told
    assert "Reviews" not in told


def test_an_empty_database_has_empty_answers_of_the_same_shape(empty: Shell) -> None:
    assert empty("signals", "list", "--json").out == "[]\n"
    listed, asked = empty("signals", "list"), empty("signals", "list", "--severity", "high")
    assert [line.split()[0] for line in listed.lines] == [line.split()[0] for line in asked.lines] == ["id"]
    assert listed.err == "no signal yet: no step was seen in what the feeds brought\n"
    assert asked.err == "no signal is as asked\n"
    assert empty("signals", "matrix").out == "no step is known yet\n"
    assert empty("signals", "matrix", "--json").json == []
    assert empty("signals", "export", "--form", "jsonl").out == ""


def test_csv_has_its_header_even_where_nothing_follows(empty: Shell) -> None:
    assert empty("signals", "export").lines == [",".join(TOLD)]
    assert empty("signals", "matrix", "--csv").lines == [",".join(RECORDED)]
    empty.stored(put)
    assert empty("signals", "export").lines[0] == ",".join(TOLD)
    assert empty("signals", "matrix", "--csv").lines[0] == ",".join(RECORDED)


def test_an_export_loses_nothing_and_runs_no_formula(shell: Shell) -> None:
    shell("signals", "export", "--out", "out.csv")
    found = {row["signal"]: row for row in csv.DictReader(io.StringIO((shell.folder / "out.csv").read_text("utf-8")))}
    assert found["s3"]["title"] == f"'{FORMULA}"
    assert (found["s2"]["title"], found["s2"]["actors"]) == (ARABIC, "EGY, TUR")
    shell("signals", "export", "--form", "jsonl", "--out", "out.jsonl")
    lines = (shell.folder / "out.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["title"] for line in lines] == [FORMULA, ARABIC, TITLES["s1"]]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("\r=1", "'\r=1"),
        ("1=1", "1=1"), ("", ""), (None, ""), ([], ""), (["a", "b"], "a, b"), (["=a"], "'=a"), (True, "True"), (-3, "'-3"),
    ],
)  # fmt: skip
def test_cells_of_spreadsheets(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


def test_the_matrix_has_a_row_an_actor_and_a_column_an_indicator(shell: Shell) -> None:
    header, *rows = shell("signals", "matrix").lines
    assert header.split() == ["actor", "diplomatic_relations", "official_contact", "sanctions_relief"]
    assert [row.split() for row in rows] == [
        ["EGY", "announced", "2026-05-02"],
        ["SAU", "discussed", "2026-05-03"],
        ["TUR", "occurred", "2026-05-01", "announced", "2026-05-02"],
    ]
    cells = shell("signals", "matrix", "--json").json
    assert all(tuple(cell) == RECORDED for cell in cells)
    assert {(cell["actor"], cell["indicator"], cell["signal"]) for cell in cells} == {
        ("EGY", "official_contact", "s2"),
        ("SAU", "sanctions_relief", "s3"),
        ("TUR", "diplomatic_relations", "s1"),
        ("TUR", "official_contact", "s2"),
    }


def test_json_goes_before_csv_in_the_matrix(shell: Shell) -> None:
    assert shell("signals", "matrix", "--json", "--csv").json == shell("signals", "matrix", "--json").json


def test_a_note_is_kept_with_its_author_and_changes_no_status(shell: Shell) -> None:
    said = shell("signals", "review", "s2", "note", "--note", "ask Cairo", "--by", "  omar ")
    assert said.out == ""
    assert said.err.startswith("s2: ")
    story = shell("signals", "show", "s2", "--json").json
    assert [(act["act"], act["by"], act["note"], act["undone"]) for act in story["reviews"]] == [
        ("note", "omar", "ask Cairo", False)
    ]
    assert (story["status"], story["review"]) == ("announced", None)
    assert "note by omar: ask Cairo" in shell("signals", "show", "s2").out


def test_who_is_logged_in_reviews_where_nobody_else_is_named(shell: Shell) -> None:
    shell("signals", "review", "s2", "note", "--note", "x")
    shell.patch.delenv("USER")
    shell("signals", "review", "s2", "note", "--note", "y")
    assert [act["by"] for act in shell("signals", "show", "s2", "--json").json["reviews"]] == ["layla", "operator"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("list", "--since", "yesterday"), "thaw: --since yesterday: must be a day, such as 2026-11-24"),
        (("list", "--since", "2026-13-01"), "thaw: --since 2026-13-01: must be a day, such as 2026-11-24"),
        (("list", "--severity", "huge"), "thaw: --severity huge: must be one of low, medium, high, critical"),
        (("list", "--severity", "none"), "thaw: --severity none: must be one of low, medium, high, critical"),
        (("export", "--severity", "HIGH"), "thaw: --severity HIGH: must be one of low, medium, high, critical"),
        (("matrix", "--as-of", "2026-02-30"), "thaw: --as-of 2026-02-30: must be a day, such as 2026-11-24"),
        (
            ("review", "s1"),
            'or undo for the last act; such as: thaw signals review s1 reject --note "an old visit"',
        ),
        (("review", "s1", "approve"), "'approve' is not one of 'confirm', 'reject', 'note', 'undo'"),
        (("show", "zz"), "thaw: zz: no such signal; thaw signals list shows them"),
        (("review", "s1", "note", "--note", " ", "--by", ""), "thaw: --by: must name who reviews, for the audit log"),
        (("merge", "s1", "s1"), "s1"),
        (("merge", "s1", "s2"), "indicator"),
        (("split", "s1", "x"), "thaw: x: is no entry of s1; thaw signals show s1 lists them"),
        (("export", "--out", "none/out.csv"), "thaw: none/out.csv: cannot be written: No such file or directory"),
        (("list", "--limit", "0"), "--limit"),
        (("list", "--limit", "many"), "--limit"),
        (("export", "--form", "xml"), "--form"),
        (("show",), "Missing argument 'ID'"),
        (("shw",), "No such command 'shw'"),
        (("list", "--config", "none.yaml"), "none.yaml: no such file"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(shell: Shell, arguments: tuple[str, ...], told: str) -> None:
    line = shell.wrong("signals", *arguments)
    assert line.startswith("thaw: ")
    assert told in line


def test_wrong_usage_names_the_help_to_read(shell: Shell) -> None:
    assert shell.wrong("signals", "show").endswith("; see thaw signals show --help")
    assert shell.wrong("signals", "list", "--limit", "0").endswith("; see thaw signals list --help")


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_the_first_and_the_last_day_there_is_can_be_asked_for(shell: Shell, day: str) -> None:
    assert len(shell("signals", "matrix", "--as-of", day, "--json").json) == (4 if day > "2026" else 0)
    assert len(shell("signals", "list", "--since", day, "--json").json) == (0 if day > "2026" else 3)
