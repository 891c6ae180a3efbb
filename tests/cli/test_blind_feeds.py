from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from service.model.entry import FeedState
from service.store.database import SqlStore
from tests.cli.test_commands import thaw

if TYPE_CHECKING:
    from pathlib import Path

SINCE = datetime(2026, 5, 1, 12, tzinfo=UTC)
CONFIG = """
database: sqlite:///thaw.db
feeds:
  - {name: Enab, url: "https://enab.example/", lang: ar, country: SYR}
  - {name: TRT, url: "https://trt.example/", lang: tr, country: TUR}
"""


def test_the_list_says_what_has_been_blind_since_when(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(CONFIG)
    assert "Blind" not in thaw("feeds", "list", folder=tmp_path).stdout
    with closing(SqlStore(f"sqlite:///{tmp_path}/thaw.db")) as store:
        (enab, _) = store.read(lambda tx: tx.feeds.all())
        state = FeedState(failures=7, failing_since=SINCE, outcome="failed", reason="HTTP 500", next_check=SINCE + timedelta(1))
        store.write(lambda tx: tx.feeds.save(enab.id, state))
    assert thaw("feeds", "list", folder=tmp_path).stdout.splitlines()[-2:] == [
        "Blind: country SYR: its one feed brings nothing since 2026-05-01 12:00 UTC",
        "Blind: language ar: its one feed brings nothing since 2026-05-01 12:00 UTC",
    ]
    listed = json.loads(thaw("feeds", "list", "--json", folder=tmp_path).stdout)
    assert {one["name"]: one["dark_since"] for one in listed} == {"Enab": "2026-05-01T12:00:00+00:00", "TRT": None}
