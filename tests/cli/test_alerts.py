"""`thaw alerts` as an operator types it, on a real database and real receivers."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from service.alert.outbox import pause
from service.clock import SystemClock
from service.model.alert import DeliveryState
from service.store.database import SqlStore
from tests.alert.made import alert, change, delivery
from tests.app.world import World, feed, world
from tests.cli.test_commands import thaw

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

REOPENS = ("a1", "Turkey reopens embassy in Damascus", "The flag was raised over the building.")


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[World]:
    """One page, sent by mail and webhook."""
    async with world(tmp_path, {"Enab": "/en"}) as made:
        made.feeds.answer("/en", feed(REOPENS))
        await made.thaw("poll", "--json")
        yield made


def opened(there: World) -> closing[SqlStore]:
    return closing(SqlStore(f"sqlite:///{there.config.parent}/thaw.db"))


async def the_page(there: World) -> dict[str, Any]:
    (page,) = await there.thaw("alerts", "list", "--json")
    return page  # type: ignore[no-any-return]


async def test_the_state_of_each_delivery_is_shown_with_what_was_said_and_who_has_seen_it(there: World) -> None:
    page = await the_page(there)
    shown = await there.thaw("alerts", "show", page["alert"])
    assert "desk to d@example.org: sent at " in shown
    assert "hook to 127.0.0.1: sent at " in shown
    assert "[Turkey] [reopens] [embassy] in [Damascus]" in shown
    whole = await there.thaw("alerts", "show", page["alert"], "--json")
    assert whole["acknowledged"] is None
    assert whole["content"]["signal"] == page["signal"]
    assert {row["state"] for row in whole["deliveries"]} == {"sent"}
    assert f"{page['alert']}: acknowledged by ana" in await there.thaw("alerts", "ack", page["alert"], "--by", "ana")
    assert "acknowledged by ana at " in await there.thaw("alerts", "show", page["alert"])
    assert "no such alert" in await there.thaw("alerts", "show", "x", expect=2)


async def test_a_preview_tells_routes_recipients_and_text_and_sends_nothing(there: World) -> None:
    page = await the_page(there)
    told = await there.thaw("alerts", "preview", page["signal"], "--text")
    assert "change 1, opened of " in told
    assert "route 1 of 1 takes it, to desk, hook" in told
    assert "desk (d@example.org): at once" in told
    assert "CRITICAL · New signal" in told
    as_json = await there.thaw("alerts", "preview", page["signal"], "--json")
    assert (as_json["change"], len(as_json["deliveries"])) == (1, 2)
    assert "no such signal" in await there.thaw("alerts", "preview", "x", expect=2)
    assert len(there.hook.requests) == len(there.mailbox.envelopes) == 1


async def test_what_is_muted_is_listed_with_the_reason(there: World) -> None:
    await there.thaw("alerts", "silence", "--for", "4h", "--actor", "EGY", "--by", "ana", "--comment", "we are there")
    there.feeds.answer("/en", feed(REOPENS, ("a2", "Egypt reopens its embassy in Damascus", "")))
    done = await there.thaw("poll", "--all", "--json")
    assert done["deliveries"] == {"sent": 0, "pending": 0, "dead": 0, "muted": 2}
    listed = await there.thaw("alerts", "list", "--muted")
    assert "silenced by ana until " in listed
    assert "we are there" in listed
    assert len(there.hook.requests) == 1


async def test_silences_are_listed_and_ended(there: World) -> None:
    page = await the_page(there)
    told = await there.thaw("alerts", "silence", "--for", "4h", "--signal", page["signal"], "--channel", "hook", "--by", "ana")
    assert told.startswith("silence 1 until ")
    (silence,) = await there.thaw("alerts", "silence", "--list", "--json")
    assert (silence["silence"], silence["author"], silence["signal"], silence["channel"]) == (1, "ana", page["signal"], "hook")
    assert f"signal {page['signal']} channel hook" in await there.thaw("alerts", "silence", "--list")
    assert "silence 1: ended" in await there.thaw("alerts", "silence", "--end", "1")
    assert await there.thaw("alerts", "silence", "--list", "--json") == []
    assert "no such silence, or it has ended" in await there.thaw("alerts", "silence", "--end", "1", expect=2)


def test_a_silence_that_would_match_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("channels:\n  hook: {type: file, path: a.jsonl}\n")
    for wish, told in {
        ("--for", "4h", "--actor", "TURK"): "TURK: no such actor; did you mean TUR?",
        ("--for", "4h", "--indicator", "diplomatic_relation"): "did you mean diplomatic_relations?",
        ("--for", "4h", "--channel", "hok"): "did you mean hook?",
        ("--for", "4h", "--signal", "x"): "x: no such signal",
        ("--for", "soon"): "--for soon: ",
        ("--for", "0h"): "--for 0h: ",
        (): "say for how long",
    }.items():
        assert told in thaw("alerts", "silence", *wish, folder=tmp_path, expect=2).stderr


async def test_what_is_dead_is_listed_and_sent_again_under_the_same_id(there: World) -> None:
    there.mailbox.unknown = {"d@example.org"}
    there.feeds.answer("/en", feed(REOPENS, ("a2", "Egypt reopens its embassy in Damascus", "")))
    await there.thaw("poll", "--all", "--json")
    (dead,) = await there.thaw("alerts", "list", "--dead", "--json")
    assert "550 5.1.1 no such person" in dead["deliveries"][0]["error"]
    assert "desk: the mail server answered 550" in await there.thaw("alerts", "list", "--dead", "--channel", "desk")
    assert "nothing dead there" in await there.thaw("alerts", "retry", "x", expect=2)
    assert "say --all or --channel" in await there.thaw("alerts", "retry", expect=2)
    assert "no such channel" in await there.thaw("alerts", "retry", "--channel", "x", expect=2)

    there.mailbox.unknown = set()
    assert "1 delivery will be sent again" in await there.thaw("alerts", "retry", dead["alert"])
    await there.thaw("poll", "--json")
    assert f"<{dead['deliveries'][0]['key']}@example.org>" in {mail["Message-ID"] for mail in there.mailbox.messages}
    assert await there.thaw("alerts", "list", "--dead", "--json") == []


async def test_a_channel_that_is_gone_is_paused_until_a_test_succeeds(there: World) -> None:
    there.hook.says(410)
    there.feeds.answer("/en", feed(REOPENS, ("a2", "Egypt reopens its embassy in Damascus", "")))
    done = await there.thaw("poll", "--all", "--json")
    assert done["deliveries"]["pending"] == 1
    assert "hook is paused since " in await there.thaw("alerts", "list", "--pending")
    assert "Channel hook is paused" in {mail["Subject"].partition(": ")[2] for mail in there.mailbox.messages}
    assert "410" in await there.thaw("alerts", "test", "hook", expect=1)

    there.hook.says(204)
    told = await there.thaw("alerts", "test", "hook")
    assert "hook to 127.0.0.1: accepted" in told
    assert "hook: no longer paused" in told
    assert "no longer paused" not in await there.thaw("alerts", "test", "hook")
    with opened(there) as store:
        store.write(lambda tx: tx.alerts.bring_forward(SystemClock().now(), timedelta(hours=1)))
    await there.thaw("poll", "--json")
    types = [json.loads(body)["type"] for _, body in there.hook.requests]
    assert types[-1] == "signal.new"


async def test_a_retry_of_a_channel_lets_it_go_on(there: World) -> None:
    with opened(there) as store:
        store.write(lambda tx: pause(tx, "hook", "gone", SystemClock().now()))
        waiting = delivery(key="msg_dead", channel="hook", state=DeliveryState.DEAD, alert_id="k7m2-1")
        store.write(lambda tx: tx.signals.save(change(), None))
        store.write(lambda tx: tx.alerts.add(alert(), [waiting]))
    told = await there.thaw("alerts", "retry", "--channel", "hook")
    assert "hook: no longer paused" in told
    assert "1 delivery will be sent again" in told
    await there.thaw("poll", "--json")
    assert [headers["webhook-id"] for headers, _ in there.hook.requests][-1] == "msg_dead"


def test_the_schema_is_printed(tmp_path: Path) -> None:
    assert json.loads(thaw("alerts", "schema", folder=tmp_path).stdout)["title"].startswith("Body of a webhook of Thaw")


async def test_a_broken_template_is_told_by_the_check_and_the_alert_goes(there: World, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "alert.txt.j2").write_text("{{ title")
    (tmp_path / "own" / "alert.html.j2").write_text("<p>ours: {{ title }}</p>")
    with there.config.open("a") as config:
        config.write("\ntemplates: own\n")
    assert "own/alert.txt.j2:1 is broken" in await there.thaw("config", "check", expect=1)
    there.feeds.answer("/en", feed(REOPENS, ("a2", "Egypt reopens its embassy in Damascus", "")))
    await there.thaw("poll", "--all", "--json")
    text, html = (part.get_content() for part in there.mailbox.messages[-1].iter_parts())
    assert "is broken" in text
    assert "Egypt reopens its embassy in Damascus" in text
    assert html.strip() == "<p>ours: Egypt reopens its embassy in Damascus</p>"
