"""What the outlets publish is coded as the scenes need it, and ordinary news is not coded at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.demo.archive import Item, Outlet, load_outlets
from service.demo.scenes import SCENES
from service.detect.watches import load_detector
from service.model.entry import Entry
from service.model.mention import Detection, Severity, Status

OUTLETS = load_outlets()
ITEMS = [(outlet, item) for outlet in OUTLETS for item in outlet.items]
CODED = {
    "talk": (Status.DISCUSSED, ("JOR",), Severity.LOW),
    "step": (Status.OCCURRED, ("TUR",), Severity.CRITICAL),
    "second": (Status.OCCURRED, ("TUR",), Severity.CRITICAL),
    "report": (Status.REPORTED, ("EGY",), Severity.HIGH),
    "denial": (Status.DENIED, ("EGY",), Severity.LOW),
}


def detected(outlet: Outlet, item: Item) -> Detection:
    entry = Entry(id=item.slug, title=item.title, summary=item.summary, lang=outlet.lang, source=outlet.name)
    return load_detector(["assi"]).detect(entry, datetime.now(UTC))


def test_there_are_outlets_in_three_languages_and_three_formats() -> None:
    assert {outlet.lang for outlet in OUTLETS} == {"en", "ar", "tr"}
    assert {outlet.format for outlet in OUTLETS} == {"rss", "atom", "json"}


def test_every_scene_has_its_item_and_every_item_its_scene() -> None:
    assert sorted(item.scene for _, item in ITEMS if item.scene) == sorted(scene.name for scene in SCENES)
    assert set(CODED) == {scene.name for scene in SCENES}


def test_links_lead_to_names_that_exist_nowhere() -> None:
    assert all(item.link.startswith(f"https://{outlet.slug}.example/") for outlet, item in ITEMS)
    assert len({item.slug for _, item in ITEMS}) == len(ITEMS)


def test_what_is_not_english_is_told_in_english_too() -> None:
    assert {item.slug for outlet, item in ITEMS if outlet.lang != "en" and not item.english} == set()


@pytest.mark.parametrize(("outlet", "item"), [pair for pair in ITEMS if pair[1].scene], ids=lambda each: each.slug)
def test_an_item_of_a_scene_is_coded_as_the_scene_needs_it(outlet: Outlet, item: Item) -> None:
    (mention,) = detected(outlet, item).mentions
    assert mention.indicator == "diplomatic_relations"
    assert (mention.status, mention.actors, mention.severity) == CODED[item.scene]


@pytest.mark.parametrize(("outlet", "item"), [pair for pair in ITEMS if not pair[1].scene], ids=lambda each: each.slug)
def test_what_was_published_before_is_ordinary_or_too_old_to_page(outlet: Outlet, item: Item) -> None:
    assert detected(outlet, item).mentions == () or item.age.days >= 2


def test_one_old_step_shows_that_what_is_old_pages_nobody() -> None:
    old = [item for outlet, item in ITEMS if not item.scene and detected(outlet, item).page]
    assert [item.slug for item in old] == ["ambassador-back"]
