"""Feeds that hold only the beginnings of their entries, whose pages are read because the settings say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.app.test_adding import canary
from tests.app.world import feed, world

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.world import World

STEP = "Turkey reopened its embassy in Damascus on Tuesday, and a flag was raised over the building in the presence of guests."
PAGE = f"<html><body><nav>Home</nav><div><p>{STEP}</p><p>{'Guests came from many places. ' * 6}</p></div></body></html>".encode()


def linked(link: str, guid: str = "1", title: str = "News of the day") -> tuple[str, str, str]:
    return guid, title, f"Read more.</description><link>{link}</link><description>"


def settings(there: World, setting: str) -> None:
    text = there.config.read_text()
    there.config.write_text(text.replace('name: "Enab"', f'name: "Enab", {setting}'))


async def test_the_page_of_a_new_entry_is_read_and_coded_once(tmp_path: Path) -> None:
    async with world(tmp_path, {"Enab": "/feed"}) as there:
        page = there.feeds.answer("/1", PAGE, headers="Content-Type: text/html\r\n")
        there.feeds.answer("/feed", feed(linked(page)))
        assert (await there.thaw("poll", "--json"))["mentions"] == 0
        assert [asked.path for asked in there.feeds.asked] == ["/feed"]
        settings(there, "full_text: true")
        there.feeds.answer("/feed", feed(linked(page), linked(page, "2", "More news of the day")))
        done = await there.thaw("poll", "--all", "--json")
        assert (done["entries_new"], done["entries_revised"], done["mentions"]) == (1, 0, 1)
        again = await there.thaw("poll", "--all", "--json")
        assert (again["entries_new"], again["entries_revised"]) == (0, 0)
        assert [asked.path for asked in there.feeds.asked].count("/1") == 1


async def test_what_cannot_be_read_of_a_page_stays_as_the_feed_has_it(tmp_path: Path) -> None:
    async with canary() as (port, came), world(tmp_path, {"Enab": "/feed"}) as there:
        there.feeds.answer("/gone", status="404 Not Found")
        there.feeds.answer("/picture", b"x", headers="Content-Type: image/png\r\n")
        links = [there.feeds.url("/gone"), there.feeds.url("/picture"), f"http://127.0.0.2:{port}/", "https://thaw-test.invalid/"]
        items = [linked(link, str(number), f"News {number}") for number, link in enumerate(links)]
        there.feeds.answer("/feed", feed(*items))
        settings(there, "full_text: true")
        done = await there.thaw("poll", "--json")
        assert (done["failed"], done["entries_new"]) == (0, 4)
        assert came == []
