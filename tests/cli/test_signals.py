"""Signals as a reviewer works with them: typed commands on a database in a file, and alerts that wait in its outbox."""

from __future__ import annotations

import csv
import io
import json
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from service.alert.hold import PlanSettings
from service.cli import main
from service.detect.watches import load_detector
from service.model.alert import RouteRule
from service.model.entry import Entry, Feed, KnownFeed
from service.model.mention import Severity
from service.pipeline.intake import Intake
from service.pipeline.planning import Routing
from service.store.database import SqlStore
from tests.cli.test_commands import thaw
from tests.cli.typed import CONFIG

if TYPE_CHECKING:
    from pathlib import Path

    from service.model.rows import Transaction

START = datetime(2026, 5, 1, 9, tzinfo=UTC)
DETECTOR = load_detector()
PAGED = (RouteRule(to=("log",), severity=(Severity.HIGH, Severity.CRITICAL)),)
RUMOUR = "Turkey to reopen embassy in Damascus, sources say"
REOPENS = "Turkey reopens embassy in Damascus"
RIYADH = "Saudi Arabia reopens its embassy in Damascus"
VISIT = "Egyptian foreign minister visits Damascus"


@dataclass
class Desk:
    """A folder with a configuration and a database, and a reviewer who types commands there."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def tell(self, feed: str, name: str, title: str, day: int = 0) -> None:
        """An entry of a feed, seen on that day after the start, as a poll would take it in."""
        now = START + timedelta(days=day)
        entry = Entry(id=name, key=name, title=title, published=now, lang="en", link=f"https://{feed}.example/{name}")
        routing = Routing(routes=PAGED, channels={"log": ("alerts.jsonl",)}, settings=PlanSettings())

        def take(tx: Transaction) -> None:
            Intake(DETECTOR, routing).take(tx, _feed(tx, feed, now), [entry], now, first_poll=False)

        with closing(SqlStore(f"sqlite:///{self.folder}/thaw.db")) as store:
            store.upgrade()
            store.write(take)
        self.capsys.readouterr()  # what the pipeline logs is no part of what a command prints

    def signals(self, *arguments: str, expect: int = 0) -> str:
        """What `thaw signals` prints; what it says on standard error where it prints nothing."""
        self.monkeypatch.setattr(sys, "argv", ["thaw", "signals", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = self.capsys.readouterr()
        assert ended.value.code == expect, said.err
        return said.out or said.err

    def json(self, *arguments: str) -> Any:
        return json.loads(self.signals(*arguments, "--json"))

    def ids(self) -> dict[str, str]:
        """The signals by their titles."""
        return {one["title"]: one["signal"] for one in self.json("list")}

    def stored(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that a command might have changed."""
        with closing(SqlStore(f"sqlite:///{self.folder}/thaw.db")) as store, store.engine.connect() as connection:
            tables = ("signals", "signal_actors", "tellings", "changes", "reviews", "alerts", "deliveries")
            return {name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")] for name in tables}  # noqa: S608 - names of our own

    def sent(self) -> list[dict[str, Any]]:
        """What a poll delivers of all that waits."""
        thaw("poll", folder=self.folder)
        return [json.loads(line) for line in (self.folder / "alerts.jsonl").read_text().splitlines()]


def _feed(tx: Transaction, name: str, now: datetime) -> KnownFeed:
    known = next((each for each in tx.feeds.all() if each.feed.name == name), None)
    feed = Feed(name=name, url=f"https://{name}.example/", reliability="B", origin="command", enabled=False)
    return known or tx.feeds.add(feed, now)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """One step that two outlets tell under the same id, and another one."""
    (tmp_path / "config.yaml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("USER", "layla")
    monkeypatch.delenv("THAW_CONFIG", raising=False)
    monkeypatch.delenv("THAW_DATABASE", raising=False)
    made = Desk(tmp_path, monkeypatch, capsys)
    made.tell("Enab", "1", RUMOUR)
    made.tell("AA", "1", REOPENS, day=1)
    made.tell("Enab", "3", RIYADH, day=2)
    return made


def test_the_whole_story_is_shown(desk: Desk) -> None:
    name = desk.ids()[REOPENS]
    told = desk.signals("show", name)
    for words in (
        f"{name}  critical  occurred  diplomatic_relations",
        "actors TUR; target SYR; scope bilateral",
        "credibility B2: best source B; first-hand: Anadolu speaks for TUR; told as fact by Anadolu alone",
        "2026-05-01 09:00 UTC  opened by Enab/1: the first of its kind",
        "2026-05-02 09:00 UTC  raised by AA/1: occurred after reported",
        "): same actor TUR; 1 day from its entries; occurred after reported",
        "AA (en), occurred: Turkey reopens embassy in Damascus",
        "indicator “embassy”",
        "https://AA.example/1",
        "raised, critical",
        "log to alerts.jsonl: pending",
    ):
        assert words in told
    story = desk.json("show", name)
    assert [(change["change"], change["entry"], change["score"] > 0) for change in story["history"]] == [
        ("opened", "Enab/1", False),
        ("raised", "AA/1", True),
    ]
    assert [(entry["source"], entry["entry"]) for entry in story["entries"]] == [("Enab", "1"), ("AA", "1")]


def test_a_later_step_is_shown_with_the_one_before(desk: Desk) -> None:
    desk.tell("Enab", "9", "Turkey names ambassador to Damascus", day=90)
    ids = desk.ids()
    first, later = ids[REOPENS], ids["Turkey names ambassador to Damascus"]
    assert f"a later step after {first}" in desk.signals("show", later)
    assert desk.json("show", later)["follows"] == first


def test_a_rejection_corrects_the_page_is_kept_for_audit_and_can_be_taken_back(desk: Desk) -> None:
    name = desk.ids()[REOPENS]
    # Messages go out beside each other, in whatever order.
    assert sorted(alert["type"] for alert in desk.sent()) == ["signal.new", "signal.new", "signal.raised"]
    assert "rejected by layla: an old photo; 1 message will go out" in desk.signals(
        "review", name, "reject", "--note", "an old photo"
    )
    desk.tell("SANA", "7", "Turkey reopens its embassy in Damascus, says Ankara", day=2)
    assert [alert["type"] for alert in desk.sent()][3:] == ["signal.corrected"]
    assert {one["signal"]: one["review"] for one in desk.json("list")}[name] == "rejected"
    assert "taken back by omar" in desk.signals("review", name, "undo", "--by", "omar")
    assert [alert["type"] for alert in desk.sent()][4:] == ["signal.raised"]
    told = desk.signals("show", name)
    assert "reject by layla: an old photo (taken back)" in told
    assert "undo by omar: reject" in told
    acts = [(act["act"], act["by"], act["note"], act["undone"]) for act in desk.json("show", name)["reviews"]]
    assert acts == [("reject", "layla", "an old photo", True), ("undo", "omar", "reject", False)]


def test_signals_are_merged_and_split_and_come_apart_again(desk: Desk) -> None:
    ids = desk.ids()
    turkey, riyadh = ids[REOPENS], ids[RIYADH]
    desk.signals("merge", turkey, riyadh, "--note", "one decision")
    assert desk.json("show", turkey)["actors"] == ["SAU", "TUR"]
    gone = desk.signals("show", riyadh)
    assert f"merged into {turkey}, which holds its entries now" in gone
    assert "No entry tells it." in gone
    assert "1: is what 2 entries of" in desk.signals("split", turkey, "1", expect=2)
    said = desk.signals("split", turkey, "AA/1", "3")
    assert "2 entries taken out" in said
    assert [entry["entry"] for entry in desk.json("show", turkey)["entries"]] == ["1"]
    desk.signals("review", turkey, "undo")
    desk.signals("review", turkey, "undo")
    assert [desk.json("show", name)["actors"] for name in (turkey, riyadh)] == [["TUR"], ["SAU"]]
    assert [len(desk.json("show", name)["entries"]) for name in (turkey, riyadh)] == [2, 1]
    assert [act["act"] for act in desk.json("show", turkey)["reviews"]] == ["merge", "split", "undo", "undo"]


def test_what_cannot_be_done_is_told_in_one_line_and_changes_nothing(desk: Desk) -> None:
    desk.tell("Enab", "5", VISIT)
    ids = desk.ids()
    turkey, riyadh, visit = ids[REOPENS], ids[RIYADH], ids[VISIT]
    desk.tell("Enab", "3", "Correction: an earlier report on this page was wrong", day=3)
    desk.tell("Enab", "6", RIYADH, day=80)
    (again,) = {one["signal"] for one in desk.json("list")} - {turkey, riyadh, visit}
    desk.tell("SPA", "8", RIYADH, day=81)
    desk.tell("Enab", "11", "Jordan reopens its embassy in Damascus", day=81)
    jordan = desk.ids()["Jordan reopens its embassy in Damascus"]
    desk.signals("merge", again, jordan)
    before = desk.stored()
    for arguments, told in (
        (("show", "s1"), "s1: no such signal"),
        (("review", "s1", "reject"), "s1: no such signal"),
        (("review", turkey, "maybe"), "'maybe' is not one of"),
        (("review", turkey, "note"), "a note needs words"),
        (("review", turkey, "undo"), "no act of a reviewer to be undone"),
        (("review", turkey, "confirm", "--by", " "), "--by: must name who reviews"),
        (("review", riyadh, "confirm"), "is closed, for no entry tells it any more"),
        (("review", jordan, "reject"), f"was merged into {again}"),
        (("merge", turkey, "s1"), "s1: no such signal"),
        (("merge", "s1", turkey), "s1: no such signal"),
        (("merge", turkey, turkey), "cannot be merged into itself"),
        (("merge", again, jordan), f"was merged into {again}"),
        (("merge", turkey, riyadh), "is closed, for no entry tells it any more"),
        (("merge", turkey, visit), "differ in indicator"),
        (("split", turkey, "77"), "77: is no entry of"),
        (("split", turkey, "Enab/1", "AA/1"), "the split would leave it without entries"),
        (("split", jordan, "11"), f"was merged into {again}"),
        (("split", "s1", "1"), "s1: no such signal"),
        (("split", turkey), "Missing argument 'ENTRY...'"),
        (("matrix", "--as-of", "yesterday"), "--as-of yesterday: must be a day"),
        (("list", "--since", "0001-01-01T00:00+14:00"), "must be a day"),
    ):
        said = desk.signals(*arguments, expect=2)
        assert told in said
        assert len(said.splitlines()) == 1
    assert desk.stored() == before


def test_the_state_of_play_is_a_table_csv_or_json_as_of_any_day(desk: Desk) -> None:
    desk.tell("Enab", "5", VISIT, day=2)
    table = desk.signals("matrix").splitlines()
    assert table[0].split() == ["actor", "diplomatic_relations", "official_contact"]
    assert [line.split() for line in table[1:]] == [
        ["EGY", "occurred", "2026-05-03"],
        ["SAU", "occurred", "2026-05-03"],
        ["TUR", "occurred", "2026-05-02"],
    ]
    found = list(csv.DictReader(io.StringIO(desk.signals("matrix", "--csv"))))
    assert [(each["actor"], each["status"], each["date"]) for each in found] == [
        ("EGY", "occurred", "2026-05-03"),
        ("SAU", "occurred", "2026-05-03"),
        ("TUR", "occurred", "2026-05-02"),
    ]
    assert [(each["actor"], each["status"]) for each in desk.json("matrix", "--as-of", "2026-05-01")] == [("TUR", "reported")]
    assert desk.json("matrix", "--as-of", "2026-04-30") == []
    assert "no step is known yet" in desk.signals("matrix", "--as-of", "2026-04-30")
    desk.tell("Enab", "6", "Turkey closes its embassy in Damascus again", day=90)
    assert "occurred 2026-05-02, undone 2026-07-30" in desk.signals("matrix")


def test_what_was_known_at_the_end_of_a_day_knows_nothing_of_the_next(desk: Desk) -> None:
    desk.tell("Enab", "5", VISIT, day=0)
    midnight = START.replace(hour=0)
    with closing(SqlStore(f"sqlite:///{desk.folder}/thaw.db")) as store, store.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE changes SET at = ?", ((midnight + timedelta(days=1)).strftime("%Y-%m-%d %H:%M:%S.%f"),)
        )
    assert desk.json("matrix", "--as-of", "2026-05-01") == []
    assert len(desk.json("matrix", "--as-of", "2026-05-02")) == 3


def test_signals_are_exported_for_spreadsheets_and_programs(desk: Desk) -> None:
    found = list(csv.DictReader(io.StringIO(desk.signals("export"))))
    assert {(each["title"], each["actors"], each["paged"]) for each in found} == {
        (REOPENS, "TUR", "True"),
        (RIYADH, "SAU", "True"),
    }
    desk.signals("export", "--form", "jsonl", "--out", "out.jsonl", "--severity", "critical")
    (line,) = (desk.folder / "out.jsonl").read_text().splitlines()
    assert json.loads(line)["title"] == REOPENS
