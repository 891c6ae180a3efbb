"""`thaw alerts` on a stored outbox: lists, single alerts, silences, retries, and what is refused in one line."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from service import log
from service.alert.outbox import pause
from service.model.alert import DeliveryState
from service.text.bidi import FIRST_STRONG, POP
from tests.alert.made import NOW, alert, change, delivery
from tests.cli.typed import CONFIG, Shell

if TYPE_CHECKING:
    from service.model.rows import Transaction

ARABIC = "تركيا تعيد فتح سفارتها في دمشق"
DELIVERY = ["key", "channel", "recipient", "state", "attempts", "next_attempt", "sent_at", "error", "muted"]
ALERT = ["alert", "signal", "reason", "severity", "at", "title", "deliveries"]
SILENCE = ["silence", "until", "author", "comment", "signal", "indicator", "actor", "channel"]


def put(tx: Transaction) -> None:
    """Three alerts of one signal: sent, dead, and muted."""
    tx.signals.save(change(), None)
    rows: list[tuple[str, DeliveryState, dict[str, Any]]] = [
        ("Turkey reopens its embassy", DeliveryState.SENT, {"sent_at": NOW}),
        (ARABIC, DeliveryState.DEAD, {"error": "log: the disk is full", "attempts": 12, "next_attempt": None}),
        ("Turkey names an ambassador", DeliveryState.MUTED, {"muted": "silenced by ana", "attempts": 0}),
    ]
    for number, (title, state, more) in enumerate(rows, 1):
        settings = {
            "alert_id": f"k7m2-{number}",
            "key": f"msg_{number}",
            "channel": "log",
            "state": state,
            **more,
        }
        made = alert(id=f"k7m2-{number}", title=title, change=number, at=NOW + timedelta(hours=number))
        tx.alerts.add(made, [delivery(recipient="alerts.jsonl", **settings)])


@pytest.fixture
def shell(empty: Shell) -> Shell:
    empty.stored(put)
    return empty


def test_an_empty_outbox_has_empty_answers(empty: Shell) -> None:
    assert empty("alerts", "list", "--json").out == "[]\n"
    assert empty("alerts", "silence", "--list", "--json").out == "[]\n"
    assert empty("alerts", "list").err == "no alert was sent or planned yet\n"
    assert empty("alerts", "list", "--dead").err == "no alert is as asked\n"
    assert empty("alerts", "silence", "--list").err == "nothing is silenced\n"
    (header,) = empty("alerts", "list").lines
    assert header.startswith("alert  at (UTC)")
    (header,) = empty("alerts", "silence", "--list").lines
    assert header.startswith("silence  until (UTC)")
    assert empty("alerts", "retry", "--all") == ("", "0 deliveries will be sent again\n")


def test_alerts_are_listed_newest_first_with_why_they_were_not_sent(shell: Shell) -> None:
    told = shell("alerts", "list").lines
    assert [line.split()[0] for line in told if line.startswith("k7m2")] == ["k7m2-3", "k7m2-2", "k7m2-1"]
    assert "log muted" in told[1]
    assert told[2:4] == ["  Turkey names an ambassador", "  log: silenced by ana"]
    assert told[5:7] == [f"  {FIRST_STRONG}{ARABIC}{POP}", "  log: the disk is full"]
    assert told[8:] == ["  Turkey reopens its embassy"]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ((), ["k7m2-3", "k7m2-2", "k7m2-1"]),
        (("--dead",), ["k7m2-2"]),
        (("--muted",), ["k7m2-3"]),
        (("--pending",), []),
        (("--dead", "--pending"), ["k7m2-2"]),
        (("--dead", "--muted"), ["k7m2-3", "k7m2-2"]),
        (("--limit", "2"), ["k7m2-3", "k7m2-2"]),
        (("--channel", "log"), ["k7m2-3", "k7m2-2", "k7m2-1"]),
        (("--channel", "other"), []),
        (("--dead", "--channel", "log"), ["k7m2-2"]),
    ],
)
def test_alerts_are_chosen_by_state_channel_and_number(shell: Shell, arguments: tuple[str, ...], found: list[str]) -> None:
    assert [each["alert"] for each in shell("alerts", "list", *arguments, "--json").json] == found


def test_an_alert_in_json_has_the_promised_keys(shell: Shell) -> None:
    (dead,) = shell("alerts", "list", "--dead", "--json").json
    assert list(dead) == ALERT
    (row,) = dead["deliveries"]
    assert list(row) == DELIVERY
    assert (dead["signal"], dead["title"], dead["at"]) == ("k7m2", ARABIC, "2018-12-27T11:30:00+00:00")
    assert (row["state"], row["attempts"], row["error"], row["muted"], row["sent_at"], row["next_attempt"]) == (
        "dead", 12, "log: the disk is full", None, None, None,
    )  # fmt: skip
    shown = shell("alerts", "show", "k7m2-2", "--json").json
    assert list(shown) == [*ALERT, "acknowledged", "content"]
    assert shown["acknowledged"] is None


def test_moments_are_those_of_the_readers_zone(shell: Shell) -> None:
    shell.write("config.yaml", CONFIG + "timezone: Asia/Kathmandu\n")
    told = shell("alerts", "list").lines
    assert "at (Asia/Kathmandu)" in told[0]
    assert "2018-12-27 18:15" in told[1]
    head, sent, *_ = shell("alerts", "show", "k7m2-1").lines
    assert head == "k7m2-1  new  critical  2018-12-27 16:15 Asia/Kathmandu"
    assert sent == "log to alerts.jsonl: sent at 2018-12-27 15:15 Asia/Kathmandu, 1 attempt"


def test_who_has_seen_an_alert_is_kept_without_blank_space(shell: Shell) -> None:
    assert shell("alerts", "ack", "k7m2-3", "--by", " ana ") == ("", "k7m2-3: acknowledged by ana\n")
    assert shell("alerts", "show", "k7m2-3", "--json").json["acknowledged"]["by"] == "ana"
    assert any(line.startswith("acknowledged by ana at ") for line in shell("alerts", "show", "k7m2-3").lines)


def test_only_what_is_dead_is_sent_again(shell: Shell) -> None:
    assert shell.wrong("alerts", "retry", "k7m2-1", "k7m2-2", "nope") == (
        "thaw: k7m2-1, nope: nothing dead there; thaw alerts list --dead shows what is"
    )
    assert shell("alerts", "retry", "k7m2-2").err == "1 delivery will be sent again\n"
    assert shell("alerts", "list", "--dead", "--json").json == []
    (row,) = shell("alerts", "show", "k7m2-2", "--json").json["deliveries"]
    assert (row["state"], row["key"]) == ("pending", "msg_2")


def test_a_paused_channel_is_told_above_the_list_and_goes_on_by_a_retry(shell: Shell) -> None:
    shell.stored(lambda tx: pause(tx, "log", "the receiver is gone", NOW))
    said = shell("alerts", "list")
    assert said.err == "log is paused since 2018-12-27 09:30 UTC: the receiver is gone\n"
    assert "paused" not in said.out
    assert shell("alerts", "list", "--json").err == ""
    assert shell("alerts", "retry", "--channel", "log").err.splitlines() == [
        "log: no longer paused",
        "1 delivery will be sent again",
    ]
    assert shell("alerts", "list").err == ""


def test_a_silence_is_stored_with_all_that_was_said(shell: Shell) -> None:
    told = shell(
        "alerts", "silence", "--for", "1h30m", "--signal", "k7m2", "--indicator", "official_contact", "--actor", "TUR",
        "--channel", "log", "--comment", "نحن هناك", "--by", " ana ",
    )  # fmt: skip
    assert told.out == ""
    assert told.err.startswith("silence 1 until ")
    (kept,) = shell("alerts", "silence", "--list", "--json").json
    assert list(kept) == SILENCE
    assert [kept[name] for name in SILENCE if name != "until"] == [
        1, "ana", "نحن هناك", "k7m2", "official_contact", "TUR", "log",
    ]  # fmt: skip
    _, row, comment = shell("alerts", "silence", "--list").lines
    assert row.endswith("ana     signal k7m2 indicator official_contact actor TUR channel log")
    assert comment == f"  {FIRST_STRONG}نحن هناك{POP}"
    assert shell("alerts", "silence", "--end", "1").err == "silence 1: ended\n"
    assert shell("alerts", "silence", "--list", "--json").json == []


def test_a_preview_changes_nothing_and_says_what_would_go(shell: Shell) -> None:
    before = shell("alerts", "list", "--json").json
    told = shell("alerts", "preview", "k7m2", "--json").json
    assert list(told) == ["change", "reasons", "deliveries"]
    assert [(row["channel"], row["recipient"]) for row in told["deliveries"]] == [("log", f"{shell.folder}/alerts.jsonl")]
    assert shell("alerts", "preview", "k7m2").lines[0] == "change 1, opened of 2018-12-27 09:30 UTC"
    assert shell("alerts", "list", "--json").json == before
    assert not (shell.folder / "alerts.jsonl").exists()


def test_a_test_message_goes_through_one_channel(empty: Shell) -> None:
    assert empty("alerts", "test", "log").err == f"log to {empty.folder / 'alerts.jsonl'}: accepted\n"
    assert (empty.folder / "alerts.jsonl").read_text("utf-8").count("\n") == 1
    assert not (empty.folder / "thaw.db").exists()
    (empty.folder / "alerts.jsonl").unlink()
    (empty.folder / "alerts.jsonl").mkdir()
    (line,) = empty("alerts", "test", "log", expect=1).err.splitlines()
    assert "accepted" not in line


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "x"), "thaw: x: no such alert; thaw alerts list shows them"),
        (("ack", "x"), "thaw: x: no such alert; thaw alerts list shows them"),
        (("ack", "k7m2-1", "--by", " "), "thaw: --by: must name who does it, for the audit log"),
        (("silence", "--for", "4h", "--by", ""), "thaw: --by: must name who does it, for the audit log"),
        (("silence",), "thaw: say for how long, as in --for 4h; --list shows silences and --end NUMBER ends one"),
        (("silence", "--for", "999999999w"), "thaw: --for 999999999w: must be longer than nothing and at most 3660d"),
        (("silence", "--for", "4"), "thaw: --for 4: must be a duration with its unit, such as 30s, 10m, 1h or 400d"),
        (("silence", "--end", "7"), "no such silence, or it has ended"),
        (("silence", "--end", "0"), "--end"),
        (("silence", "--end", str(2**63)), "--end"),
        (("silence", "--end", str(2**63 - 1)), "no such silence, or it has ended"),
        (("retry",), "thaw: name alerts to be sent again, or say --all or --channel NAME"),
        (("retry", "--channel", "x"), "thaw: x: no such channel (channels: log)"),
        (("test", "x"), "thaw: x: no such channel (channels: log)"),
        (("preview", "x"), "thaw: x: no such signal; thaw signals list shows them"),
        (("list", "--limit", "100001"), "--limit"),
        (("show",), "Missing argument 'ID'"),
    ],
)
def test_what_is_asked_wrongly_is_one_line_and_changes_nothing(shell: Shell, arguments: tuple[str, ...], told: str) -> None:
    line = shell.wrong("alerts", *arguments)
    assert line.startswith("thaw: ")
    assert told in line
    assert shell("alerts", "silence", "--list", "--json").json == []
    assert shell("alerts", "show", "k7m2-1", "--json").json["acknowledged"] is None


def test_without_any_channel_that_is_said(empty: Shell) -> None:
    empty.write("config.yaml", "database: sqlite:///thaw.db\n")
    assert empty.wrong("alerts", "test", "log") == "thaw: log: no such channel (channels: none is configured)"
    assert empty.wrong("alerts", "retry", "--channel", "log") == "thaw: log: no such channel (channels: none is configured)"


def test_p14_what_came_from_the_environment_shows_in_no_message(shell: Shell) -> None:
    shell.patch.setattr(log, "_hidden", set())
    shell.patch.setenv("PLACE", "canary-of-a-place")
    shell.write("config.yaml", 'channels:\n  log: {type: file, path: "/dev/null/${PLACE}/alerts.jsonl"}\n')
    said = shell("alerts", "test", "log", expect=1).err
    assert "log: /dev/null/***/alerts.jsonl cannot be written" in said
    assert "canary" not in said
