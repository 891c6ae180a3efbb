"""Rows A to D of the hardening table from outside: `thaw poll` over feeds that are wrong in every way, and what is told."""

from __future__ import annotations

import asyncio
import gzip
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from tests.app.test_adding import canary
from tests.app.world import World, feed, world

if TYPE_CHECKING:
    from pathlib import Path

STEP = ("step", "Turkey reopens embassy in Damascus", "The flag was raised.")
ITEM = "<item><guid>{0}</guid><title>News {0}</title></item>"
HEAD = '<?xml version="1.0"?><rss version="2.0"><channel><title>Enab</title>'
END = "</channel></rss>"


def items(count: int) -> str:
    return "".join(ITEM.format(number) for number in range(count))


def rows(there: World, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(there.config.parent / "thaw.db")) as connection:
        return connection.execute(statement).fetchall()


async def reasons(there: World) -> dict[str, str]:
    return {one["name"]: one["reason"] or "" for one in await there.thaw("feeds", "list", "--json")}


TENFOLD = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 9))
LAUGHS = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{TENFOLD}]>'
SWELLS = f'<!DOCTYPE rss [<!ENTITY a "{"a" * 100_000}">]>'

DOCUMENTS: dict[str, tuple[bytes, int, str]] = {
    "C01 laughs": (
        f"{LAUGHS}<rss><channel>{ITEM.format(1)}<item><guid>2</guid><title>&l8;</title></item></channel></rss>".encode(),
        2, "DTD with entities refused",
    ),
    "C02 quadratic": (
        f"{SWELLS}<rss><channel><item><title>{'&a;' * 2000}</title></item></channel></rss>".encode(),
        1, "DTD with entities refused",
    ),
    "C09 readable": (f"{HEAD}<item><title>Open <b>bold & wrong</title><guid>1</guid></item>{END}".encode(), 1, ""),
    "C10 cut off": (f"{HEAD}{items(40)}".partition("<title>News 36")[0].encode(), 36, "cut off in the middle of an entry"),
    "C11 too long": (f"{HEAD}{items(2500)}{END}".encode(), 2000, "entries truncated: 500"),
    "C12 categories": (
        f"{HEAD}<item><title>{'x' * 100_000}</title>{'<category>c</category>' * 5000}</item>{END}".encode(),
        1, "",
    ),
    "C13 path": (b'<!DOCTYPE rss [<!ENTITY p "C:\\data">]><rss><channel><item><title>&p;</title></item></channel></rss>', 1, "D"),
    "C15 deep": (b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 100_000, 0, "nested too deep"),
    "C15 odd JSON": (
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": NaN, "id": 1e999, "title": "One"}, 7, null]}', 1, "",
    ),
    "D01 twice": (
        f"{HEAD}{items(5)}{ITEM.format(1)}{ITEM.format(1).replace('News', 'Other')}{END}".encode(), 5, "",
    ),
    "D05 bare": (f"{HEAD}<item><description>Nothing else.</description></item>{END}".encode(), 1, ""),
    "surrogates": (
        f"{HEAD}<item><title>&#xD83D;&#xDE00; &#x110000; &#99999999999;</title><guid>1</guid></item>{END}".encode(), 1, "",
    ),
}  # fmt: skip


async def test_documents_of_every_kind_give_what_is_in_them_and_no_more(tmp_path: Path) -> None:
    async with world(tmp_path, {"good": "/good", **{name: f"/{number}" for number, name in enumerate(DOCUMENTS)}}) as there:
        there.feeds.answer("/good", feed(STEP))
        for number, (body, _, _) in enumerate(DOCUMENTS.values()):
            there.feeds.answer(f"/{number}", body, headers='ETag: "1"\r\n')
        done = await there.thaw("poll", "--json")
        assert done["failed"] == sum(not found for _, found, _ in DOCUMENTS.values())
        assert done["deliveries"]["sent"] == 2
        stored = dict(rows(there, "SELECT feeds.name, count(*) FROM entries JOIN feeds ON feeds.id = feed_id GROUP BY 1"))
        assert rows(there, "SELECT max(revision) FROM entries WHERE key = '1' AND title = 'Other 1'") == [(2,)]
        assert stored == {"good": 1} | {name: found for name, (_, found, _) in DOCUMENTS.items() if found}
        told = await reasons(there)
        for name, (_, _, why) in DOCUMENTS.items():
            assert why in told[name], told[name]
        etags = dict(rows(there, "SELECT name, etag FROM feed_states JOIN feeds ON feeds.id = feed_id"))
        assert (etags["C10 cut off"], etags["C15 deep"], etags["C11 too long"]) == (None, None, '"1"')


async def test_c03_no_entity_and_no_external_dtd_is_ever_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the sentinel")
    async with canary() as (port, came), world(tmp_path, {"file": "/1", "dtd": "/2", "parameter": "/3"}) as there:
        outside = f"http://127.0.0.2:{port}/x.dtd"
        documents = {
            "/1": f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>',
            "/2": f'<!DOCTYPE rss SYSTEM "{outside}">',
            "/3": f'<!DOCTYPE rss [<!ENTITY % p SYSTEM "{outside}"> %p; <!ENTITY x SYSTEM "{outside}">]>',
        }
        for path, dtd in documents.items():
            there.feeds.answer(path, f"{dtd}<rss><channel><item><title>News &x; end</title></item></channel></rss>".encode())
        assert (await there.thaw("poll", "--json"))["entries_new"] == 3
        assert came == []
        assert "sentinel" not in str(rows(there, "SELECT title, summary, content FROM entries"))


async def test_answers_of_every_kind_are_told_in_words(tmp_path: Path) -> None:
    names = {"good": "/good", "A05 metadata": "/meta", "A07 file": "/file", "A08 loop": "/loop", "B02 bomb": "/bomb",
             "B04 label": "/label", "B04 brotli": "/brotli", "B10 login": "/login", "B10 204": "/204",
             "B08 busy": "/busy", "B12 gone": "/gone"}  # fmt: skip
    async with world(tmp_path, names) as there:
        there.feeds.answer("/good", feed(STEP))
        there.feeds.answer("/meta", status="302 F", headers="Location: http://169.254.169.254/latest/meta-data/\r\n")
        there.feeds.answer("/file", status="302 F", headers="Location: file:///etc/passwd\r\n")
        there.feeds.answer("/loop", status="302 F", headers="Location: /loop\r\n")
        there.feeds.answer("/bomb", gzip.compress(bytes(64 * 2**20)), headers="Content-Encoding: gzip\r\n")
        there.feeds.answer("/label", feed(STEP), headers="Content-Encoding: gzip\r\n")
        there.feeds.answer("/brotli", b"x", headers="Content-Encoding: br\r\n")
        there.feeds.answer("/login", b"<!doctype html><html><body>Log in", headers='ETag: "page"\r\n')
        there.feeds.answer("/204", status="204 No Content")
        there.feeds.answer("/busy", status="503 Service Unavailable", headers="Retry-After: 7200\r\n")
        there.feeds.answer("/gone", status="410 Gone")
        done = await there.thaw("poll", "--json")
        assert (done["fetched"], done["failed"], done["deliveries"]["sent"]) == (2, 9, 2)
        told = await reasons(there)
        wanted = {
            "A05 metadata": "redirect blocked: 169.254.169.254 is not a public address",
            "A07 file": "redirect blocked: unsupported scheme 'file'",
            "A08 loop": "too many redirects (max 5)",
            "B02 bomb": "decoded body larger than 1 MiB",
            "B04 label": "labelled as compressed, but is not",
            "B04 brotli": "bad content encoding: br",
            "B10 login": "not a feed (HTML)",
            "B10 204": "HTTP 204 No Content",
            "B08 busy": "HTTP 503 Service Unavailable",
            "B12 gone": "HTTP 410 Gone",
        }
        for name, why in wanted.items():
            assert why in told[name], told[name]
        assert "latest/meta-data" in told["A05 metadata"]
        listed = {one["name"]: one for one in await there.thaw("feeds", "list", "--json")}
        assert listed["B12 gone"]["broken"] == ["gone"]
        assert listed["B12 gone"]["enabled"]
        assert rows(there, "SELECT etag FROM feed_states JOIN feeds ON feeds.id = feed_id WHERE name = 'B10 login'") == [(None,)]


async def test_a17_a_feed_that_moved_for_good_is_fetched_there_and_keeps_its_own_address(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/old"}) as there:
        new = there.feeds.answer("/new", feed(STEP))
        there.feeds.answer("/old", status="301 Moved", headers="Location: /new\r\n")
        for _ in range(3):
            await there.thaw("poll", "--all")
        asked = len(there.feeds.asked)
        await there.thaw("poll", "--all")
        assert [each.path for each in there.feeds.asked[asked:]] == ["/new"]
        (listed,) = await there.thaw("feeds", "list", "--json")
        assert (listed["url"], listed["moved_to"]) == (there.feeds.url("/old"), new)


async def test_d13_the_order_of_entries_and_their_dates_change_nothing(tmp_path: Path) -> None:
    dates = ["0000-00-00", "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 01 May 2099 10:00:00 GMT", "99999-01-01", "۱۴۰۲/۰۲/۱۱", "",
             "Mon, 01 Jan 2024 10:00:00 +9999"]  # fmt: skip
    made = [f"<item><guid>{n}</guid><title>News {n}</title><pubDate>{date}</pubDate></item>" for n, date in enumerate(dates)]
    async with world(tmp_path, {"Enab": "/feed"}) as there:
        for order in (made, made[::-1], made[3:] + made[:3]):
            there.feeds.answer("/feed", f"{HEAD}{''.join(order)}{END}".encode())
            await there.thaw("poll", "--all")
        there.feeds.answer("/feed", feed(STEP, *[(str(n), f"News {n}", "") for n in range(2)]))
        assert (await there.thaw("poll", "--all", "--json"))["entries_new"] == 1
        assert rows(there, "SELECT count(*), max(revision) FROM entries") == [(8, 1)]
        assert there.hook.requests
        raws = rows(there, "SELECT name, published_raw FROM entries WHERE name != 'step' ORDER BY CAST(name AS INTEGER)")
        assert [raw for _, raw in raws[2:]] == dates[2:]


async def test_b11_many_feeds_of_a_slow_host_do_not_keep_others_waiting(tmp_path: Path) -> None:
    over = asyncio.Event()
    async with world(tmp_path, {"good": "/good", **{f"slow {n}": f"/slow?{n}" for n in range(20)}}) as there:
        at_once, most = 0, 0

        async def slow(_asked: object, _writer: asyncio.StreamWriter) -> None:
            nonlocal at_once, most
            at_once += 1
            most = max(most, at_once)
            await asyncio.wait_for(over.wait(), 60)
            at_once -= 1

        there.feeds.handlers["/slow"] = slow
        there.feeds.answer("/good", feed(STEP))
        text = there.config.read_text().replace(there.feeds.url("/good"), there.feeds.url("/good", host="localhost"))
        there.config.write_text(text.replace('"127.0.0.1"]', '"127.0.0.1", "::1"]'))
        polling = asyncio.create_task(there.thaw("poll", "--json"))
        await there.feeds.until(lambda: any(asked.path == "/good" for asked in there.feeds.asked))
        over.set()
        assert (await polling)["fetched"] == 1
        assert most <= 2
