"""The page on alerts says what the code does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from service.alert.breaker import LONGEST, SHORTEST
from service.alert.channels.body import BODY_LIMIT
from service.alert.channels.verdicts import CLOCKS_DIFFER
from service.alert.channels.webhook import TIMEOUT
from service.alert.render import NAMES, Templates
from service.alert.retry import JITTER, LONGEST_ASKED, SCHEDULE
from service.config import duration
from service.pipeline.recurring import LONGEST as LAST_REMINDER
from service.pipeline.recurring import LOOKS_BACK
from tests.alert.made import alert
from tests.docs.pages import DOCS

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (DOCS / "alerts.md").read_text("utf-8")


def test_the_waits_are_those_of_the_schedule() -> None:
    told = re.search(r"tried again after ([^(]+) \(give or take a fifth\)", PAGE)
    assert told is not None
    assert [duration(each.replace("min", "m").replace(" ", "")) for each in told[1].split(", ")] == list(SCHEDULE)
    assert (JITTER, LONGEST_ASKED.days, SHORTEST, LONGEST) == (0.2, 1, 30, 15 * 60)


def test_its_figures_are_those_of_the_code() -> None:
    assert f"no more than {BODY_LIMIT // 1000} kB" in PAGE
    assert f"after {TIMEOUT:g} seconds" in PAGE
    assert (CLOCKS_DIFFER.total_seconds(), LOOKS_BACK.days, LAST_REMINDER.days) == (300, 1, 30)


def test_every_template_and_all_that_they_see_is_named() -> None:
    assert [name for name in NAMES if f"`{name}`" not in PAGE] == []
    content = alert().content
    detail = content["detail"]
    assert isinstance(detail, dict)
    for name in re.findall(r"`detail\.(\w+)`", PAGE):
        assert name in detail or name in {"reminder", "more", "lines"}


def test_a_template_made_of_what_the_page_names_works(tmp_path: Path) -> None:
    names = re.findall(r"`((?:detail\.)?\w+)`", PAGE[PAGE.index("| name | holds |") : PAGE.index("## Receiving webhooks")])
    shown = {name for name in names if name in alert().content or name.startswith("detail.") or name in {"items", "note"}}
    (tmp_path / "alert.txt.j2").write_text("".join(f"{{{{ {name}|default('') }}}}\n" for name in sorted(shown)))
    made = Templates(tmp_path).render("alert.txt.j2", alert().content)
    assert made.note == ""
    assert len(shown) > 20
