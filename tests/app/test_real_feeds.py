"""Every captured feed through `thaw poll`: as many entries are stored as its document has items, counted by their tags alone."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.app.world import world

SHARED = Path(os.environ.get("THAW_SHARED", Path(__file__).parents[3] / "shared")) / "feeds-real"
UNSEEN = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
ITEM = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
FEWER = {
    "060": (9, "entries that stand in it several times, word for word"),
    "063": (1, "two texts under one link: the second is kept as a revision"),
    "173": (2, "texts under one id, each kept as a revision of the one before"),
    "189": (9, "items around the real ones, all equally empty"),
    "297": (9, "one entry ten times"),
    "346": (14, "entries that stand in it several times, word for word"),
    "135": (1, "cut off in the middle of its last entry"),
    "379": (1, "cut off in the middle of its only entry"),
    "444": (1, "cut off in the middle of its last entry"),
}
"""By number of the file: how many entries of those that begin in it are not stored, and why that is right."""


def counted(body: bytes) -> int:
    """How many items a document has, by reading nothing but their tags; of a JSON Feed that is cut off, its whole items."""
    text = body.decode("utf-16" if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else "latin-1", "replace")
    if not text.lstrip("\ufeff\u00ef\u00bb\u00bf \r\n\t").startswith("{"):
        return len(ITEM.findall(UNSEEN.sub("", text)))
    try:
        return len(json.loads(body)["items"])
    except ValueError:
        return text.count('"date_published"') - 1


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/feeds-real")  # never copied into the project
async def test_every_entry_of_every_captured_feed_is_stored(tmp_path: Path) -> None:
    files = [path for path in sorted(SHARED.iterdir()) if path.suffix != ".tsv"]
    names = {path.name: f"/{number}" for number, path in enumerate(files)}
    async with world(tmp_path, names) as there:
        for path in files:
            there.feeds.answer(names[path.name], path.read_bytes())
        there.config.write_text(there.config.read_text().replace("timeout: 2s, max_bytes: 1MiB", "timeout: 60s, per_host: 8"))
        done = await there.thaw("poll", "--json")
        assert done["feeds"] == len(files)
        with closing(sqlite3.connect(there.config.parent / "thaw.db")) as connection:
            found = connection.execute(
                "SELECT name, (SELECT count(*) FROM entries WHERE feed_id = feeds.id) FROM feeds"
            ).fetchall()
    stored = dict(found)
    off = {}
    for path in files:
        wanted = counted(path.read_bytes()) - FEWER.get(path.name[:3], (0, ""))[0]
        if stored[path.name] != wanted:
            off[path.name] = (stored[path.name], wanted)
    assert off == {}
