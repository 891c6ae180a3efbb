"""Commands as typed: one clear line for every mistake, nothing but JSON where JSON is asked for."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.nursery import typed

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = {"id": "e1", "title": "Turkey reopens embassy in Damascus", "published": "2023-05-01", "lang": "en"}
RSS = "<rss><channel><title>T</title><item><guid>g</guid><title>Turkey reopens embassy in Damascus</title></item></channel></rss>"


def thaw(*arguments: str, folder: Path, given: str = "", expect: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("THAW_")} | environment
    ended = typed(*arguments, given=given.encode(), folder=folder, environment=surroundings)
    done = subprocess.CompletedProcess(ended.args, ended.returncode, ended.stdout.decode(), ended.stderr.decode())
    assert "Traceback" not in done.stderr
    assert done.returncode == expect, done.stderr
    return done


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["detect"], "Missing argument"),
        (["detect", "none.jsonl"], "none.jsonl: No such file or directory"),
        (["poll", "--nope"], "No such option: --nope"),
        (["poll"], "let thaw init write a first one"),
        (["poll", "--config", "none.yaml"], "none.yaml: no such file"),
        (["detect", "-", "--watch", "none.yaml"], "none.yaml: cannot be read"),
        (["replay", "-", "--signals", "/proc/none/x"], "/proc/none/x: cannot be written"),
        (["feeds", "add", "Own", "ht tp://x"], "ht tp://x: "),
        (["--log-level", "loud", "config", "check"], "'loud' is none of"),
    ],
)
def test_what_is_asked_wrongly_is_told_in_one_line(tmp_path: Path, arguments: list[str], told: str) -> None:
    done = thaw(*arguments, folder=tmp_path, expect=2)
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not done.stdout


@pytest.mark.parametrize("group", [(), ("feeds",), ("signals",)])
def test_without_a_command_the_help_is_shown_and_nothing_else(tmp_path: Path, group: tuple[str, ...]) -> None:
    told = thaw(*group, folder=tmp_path, expect=2).stderr
    assert told.startswith(f"Usage: {' '.join(('thaw', *group))} ")
    assert told == thaw(*group, "--help", folder=tmp_path).stdout


def test_a_wrong_configuration_names_every_mistake_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("databse: x\npoll: {every: soon}\n")
    told = thaw("poll", folder=tmp_path, expect=2).stderr.splitlines()
    assert [line.split(":")[1] for line in told] == ["1", "2"]
    assert not (tmp_path / "data").exists()


def test_a_database_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("timezone: UTC\n")
    told = thaw("poll", folder=tmp_path, expect=1, THAW_DATABASE="sqlite:////proc/none/thaw.db").stderr
    assert "/proc/none/thaw.db" in told
    assert len(told.splitlines()) == 1


def test_detect_goes_on_after_a_malformed_line_and_names_it(tmp_path: Path) -> None:
    given = "\n".join([json.dumps(ENTRY), "", "not json", '{"id": 2}', json.dumps({**ENTRY, "id": [7]}), json.dumps(ENTRY)])
    done = thaw("detect", "-", folder=tmp_path, given=given, expect=1)
    assert [line["id"] for line in lines(done.stdout)] == ["e1", [7], "e1"]
    assert [line.split(":")[1] for line in done.stderr.splitlines()] == ["3", "4"]


def test_detect_says_all_that_the_contract_names(tmp_path: Path) -> None:
    labelled = {**ENTRY, "labels": [], "page": False, "event": "x"}
    (found,) = lines(thaw("detect", "-", folder=tmp_path, given=json.dumps(labelled)).stdout)
    assert (found["id"], found["severity"], found["page"]) == ("e1", "critical", True)
    mentions = found["mentions"]
    assert isinstance(mentions, list)
    assert set(mentions[0]) == {
        "indicator", "status", "actors", "target", "level", "scope", "sponsor", "venue", "venue_control", "confidence",
        "evidence",
    }  # fmt: skip
    for span in mentions[0]["evidence"]:
        assert ENTRY[span["field"]][span["start"] : span["end"]] == span["text"]


def test_several_watches_are_named_in_each_mention(tmp_path: Path) -> None:
    (found,) = lines(thaw("detect", "-", "--watch", "assi", "--watch", "kabul", folder=tmp_path, given=json.dumps(ENTRY)).stdout)
    mentions = found["mentions"]
    assert isinstance(mentions, list)
    assert [mention["watch"] for mention in mentions] == ["assi"]


def test_feeds_become_entries_become_mentions(tmp_path: Path) -> None:
    (tmp_path / "good.xml").write_text(RSS)
    (tmp_path / "page.html").write_text("<html><body>no</body></html>")
    parsed = thaw("parse", "good.xml", "page.html", folder=tmp_path, expect=1)
    assert "page.html: not a feed (HTML)" in parsed.stderr
    (entry,) = lines(parsed.stdout)
    assert (entry["id"], entry["key"], entry["updated"], entry["warnings"], entry["source"]) == ("g", "g", None, [], "T")
    (found,) = lines(thaw("detect", "-", folder=tmp_path, given=parsed.stdout).stdout)
    assert found["page"] is True
    assert lines(thaw("parse", "-", folder=tmp_path, given=RSS).stdout) == [{**entry, "source": "T"}]


def test_replay_writes_signals_and_alerts(tmp_path: Path) -> None:
    denial = {**ENTRY, "id": "e2", "published": "2023-05-03", "title": "Turkey denies reopening its embassy in Damascus"}
    archive = "\n".join(json.dumps(each) for each in (denial, ENTRY))
    done = thaw("replay", "-", "--signals", "s.jsonl", "--alerts", "a.jsonl", "--json", folder=tmp_path, given=archive)
    assert lines(done.stdout) == [{"entries": 2, "mentions": 2, "signals": 1, "pages": 2}]
    (signal,) = lines((tmp_path / "s.jsonl").read_text())
    assert (signal["status"], signal["severity"], signal["entries"]) == ("denied", "critical", ["e1", "e2"])
    history = signal["history"]
    assert isinstance(history, list)
    assert [(change["at"][:10], change["entry"], change["to"]) for change in history] == [
        ("2023-05-01", "e1", "occurred"),
        ("2023-05-03", "e2", "denied"),
    ]
    alerts = lines((tmp_path / "a.jsonl").read_text())
    assert [(alert["reason"], alert["channel"]) for alert in alerts] == [("new", "replay"), ("corrected", "replay")]


def test_explain_says_why(tmp_path: Path) -> None:
    told = thaw("explain", "Turkey may reopen its embassy in Damascus", folder=tmp_path).stdout
    assert "does not page: status discussed because of “may”" in told
    (found,) = lines(thaw("explain", "--json", "-", folder=tmp_path, given="Turkey reopens embassy in Damascus\nA flag.").stdout)
    assert found["page"] is True


def test_packs_are_checked(tmp_path: Path) -> None:
    assert json.loads(thaw("packs", "test", "--json", folder=tmp_path).stdout)["failed"] == 0
    assert "no mistake" in thaw("packs", "lint", folder=tmp_path).stdout
    (tmp_path / "mine.yaml").write_text("name: x\n")
    assert "mine.yaml:1: target" in thaw("packs", "lint", "mine.yaml", folder=tmp_path, expect=1).stderr


def test_eval_measures_by_language(tmp_path: Path) -> None:
    labelled = {**ENTRY, "labels": [{"indicator": "diplomatic_relations", "status": "occurred", "actors": ["TUR"]}], "page": True}
    figures = json.loads(thaw("eval", "-", "--json", folder=tmp_path, given=json.dumps(labelled)).stdout)
    assert figures["en"]["page"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert "en" in thaw("eval", "-", folder=tmp_path, given=json.dumps(labelled)).stdout


@pytest.mark.timeout(600)  # two dozen processes, one after the other, on a machine that may be busy
def test_an_administrators_day(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(
        "database: sqlite:///thaw.db\nfeeds:\n  - {name: Enab, url: 'https://e.example/'}\n"
        "channels:\n  log: {type: file, path: a.jsonl}\n"
    )
    assert "right. 1 of 1 feed" in thaw("config", "check", folder=tmp_path).stdout
    assert json.loads(thaw("config", "show", "--json", folder=tmp_path).stdout)["channels"]["log"]["type"] == "file"
    assert "revision" in thaw("db", "upgrade", folder=tmp_path).stdout
    thaw("feeds", "add", "Own", "https://own.example/feed", "--lang", "ar", folder=tmp_path)
    assert "there already" in thaw("feeds", "add", "Own", "https://x.example/", folder=tmp_path, expect=2).stderr
    (tmp_path / "feeds.opml").write_text(thaw("feeds", "export", folder=tmp_path).stdout)
    thaw("feeds", "remove", "Own", folder=tmp_path)
    assert "1 of 2 feeds added" in thaw("feeds", "import", "feeds.opml", folder=tmp_path).stderr
    listed = json.loads(thaw("feeds", "list", "--json", folder=tmp_path).stdout)
    assert [(one["name"], one["lang"], one["origin"]) for one in listed] == [("Enab", None, "config"), ("Own", "ar", "command")]
    assert json.loads(thaw("signals", "list", "--json", folder=tmp_path).stdout) == []
    assert json.loads(thaw("alerts", "list", "--json", folder=tmp_path).stdout) == []
    assert "no such signal" in thaw("signals", "show", "s1", folder=tmp_path, expect=2).stderr
    assert "no such alert" in thaw("alerts", "ack", "x", folder=tmp_path, expect=2).stderr
    thaw("alerts", "silence", "--for", "4h", "--actor", "TUR", folder=tmp_path)
    assert "accepted" in thaw("alerts", "test", "log", folder=tmp_path).stderr
    assert lines((tmp_path / "a.jsonl").read_text())[0]["type"] == "signal.test"
    thaw("db", "backup", "copy.db", folder=tmp_path)
    assert "sound" in thaw("db", "check", folder=tmp_path).stdout
    assert "restored" in thaw("db", "restore", "copy.db", folder=tmp_path).stderr
    assert "no answer from the daemon" in thaw("health", folder=tmp_path, expect=1).stderr
