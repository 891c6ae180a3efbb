"""Packs read into what the engine knows."""

from __future__ import annotations

import gc
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from service.detect.knowledge import Acting, Watch
from service.detect.pack import _actor_tags, _indicator, _open, _written, load_base
from service.detect.watches import load_detector, load_watch, watch_names
from service.errors import AskedWronglyError, ConfigError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("UN", "upper"),
        ("U.S.", "upper"),
        ("SYRIA", "upper"),
        ("EUROPE", "capital"),
        ("Syria", "capital"),
        ("the regime", ""),
        ("2", ""),
    ],
)
def test_how_a_name_wants_to_be_written(text: str, written: str) -> None:
    assert _written(text) == written


@pytest.mark.parametrize(
    ("text", "opened"), [("Şam", "Şam"), ("Suriye", "Suriye~"), ("Arap Ligi", "Arap Ligi~"), ("El Bab", "El Bab~")]
)
def test_short_names_take_no_endings_without_an_apostrophe(text: str, opened: str) -> None:
    assert _open(text) == opened


ACTOR: dict[str, Any] = {
    "code": "X",
    "names": {"en": ["Xland", {"text": "Old X", "from": date(2000, 1, 1), "to": date(2001, 1, 1)}]},
    "demonyms": {"en": ["Xish"]},
    "ambiguous": {"en": ["Xland"]},
    "people": [{"names": {"en": ["Ann X"]}, "rank": "leader", "from": date(2010, 1, 1), "to": None}],
    "offices": [{"names": {"en": ["X Palace"]}, "rank": None}],
}


def test_an_actor_is_named_in_all_its_ways() -> None:
    found = dict(_actor_tags(ACTOR, "en", {}))
    assert {text: tag.sort for text, tag in found.items()} == {
        "Xland": "name",
        "Old X": "name",
        "Xish": "demonym",
        "Ann X": "person",
        "X Palace": "office",
    }
    assert (found["Xland"].ambiguous, found["Xish"].ambiguous) == (True, False)
    assert (found["Old X"].since, found["Old X"].until) == (date(2000, 1, 1), date(2001, 1, 1))
    assert (found["Ann X"].rank, found["Ann X"].since) == ("leader", date(2010, 1, 1))
    assert list(_actor_tags(ACTOR, "ar", {})) == []


def test_a_demonym_takes_the_forms_of_its_language() -> None:
    forms = {"prefixes": ["", "al-"], "endings": ["", "a"]}
    texts = {text for text, _ in _actor_tags({"code": "X", "demonyms": {"en": ["xi"]}}, "en", forms)}
    assert texts == {"xi", "xia", "al-xi", "al-xia"}


def test_the_name_of_a_state_is_that_of_its_language() -> None:
    assert next(_actor_tags({"code": "X", "cldr": "NO"}, "tr", {}))[0] == "Norveç"
    assert next(_actor_tags({"code": "X", "cldr": "NO"}, "en", {}))[0] == "Norway"


def test_a_rule_takes_from_its_indicator_what_it_does_not_say() -> None:
    pack = {
        "code": "x",
        "acting": "owner",
        "scope": "multilateral",
        "rules": [
            {"name": "a", "all": ["A"], "status": "occurred"},
            {"name": "b", "all": ["B"], "status": "denied", "acting": "subject", "scope": "bilateral", "within": 3},
        ],
    }
    first, second = _indicator(pack).rules
    assert (first.acting, first.scope, first.within, first.needs, first.loose) == (
        Acting.OWNER,
        "multilateral",
        0,
        frozenset(),
        False,
    )
    assert (second.acting, second.scope, second.within, second.status) == (Acting.SUBJECT, "bilateral", 3, "denied")
    assert (_indicator(pack).speech, _indicator(pack).western, _indicator(pack).talk) == (False, None, None)


def test_the_packs_that_ship() -> None:
    base = load_base()
    assert set(base.languages) == {"en", "ar", "tr"}
    assert {each.code for each in base.indicators} == {
        "diplomatic_relations",
        "opposition_regime_meeting",
        "official_contact",
        "rapprochement_rhetoric",
        "western_position",
        "economic_reengagement",
    }
    assert base.languages["tr"].home == "TUR"
    assert base.languages["en"].home is None
    assert base.languages["tr"].verb_last
    assert not base.languages["en"].verb_last
    assert base.languages["en"].capital_months
    assert base.outlets["jordan times"] == "JOR"
    assert {"LAS", "OIC"} <= base.organizations
    assert base is load_base()


def test_a_watch_that_ships_is_read_whole() -> None:
    watch = load_watch("assi", load_base())
    assert watch_names() == ("assi", "kabul")
    assert (watch.target, watch.principal, watch.opposition, watch.seats) == ("SYR", "TUR", "SYROPP", ("LAS", "OIC"))
    assert watch.opposition_until == date(2024, 12, 8)
    assert dict(watch.patrons) == {"RUS": date(2024, 12, 8), "IRN": date(2024, 12, 8)}


PARTS = [
    ("SYR", "2023-05-01", "target"),
    ("SYROPP", "2023-05-01", "opposition"),
    ("SYROPP", "2024-12-07", "opposition"),
    ("SYROPP", "2024-12-08", "other"),
    ("RUS", "2024-12-07", "patron"),
    ("RUS", "2024-12-08", "actor"),
    ("UN", "2023-05-01", "neutral"),
    ("SDF", "2023-05-01", "other"),
    ("TUR", "2023-05-01", "actor"),
]


@pytest.mark.parametrize(("code", "day", "part"), PARTS)
def test_what_an_actor_is_in_a_watch(code: str, day: str, part: str) -> None:
    assert load_watch("assi", load_base()).part(code, date.fromisoformat(day)) == part


def test_a_watch_of_the_least_settings(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("name: mine\ntarget: PRK\npages: []\nopposition:\nseats:\n")
    watch: Watch = load_watch(path, load_base())
    assert (watch.name, watch.principal, watch.opposition, watch.patrons, watch.seats) == ("mine", None, None, (), ())
    assert watch.part("KOR", date(2023, 5, 1)) == "actor"


def test_all_mistakes_of_a_watch_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("title: 3\ntarget: NOWHERE\nprincipal: NOBODY\nneutral: [X1]\npages: [nothing]\n")
    with pytest.raises(ConfigError) as refused:
        load_watch(path, load_base())
    assert [(each.line, each.where) for each in refused.value.mistakes] == [
        (1, "name"),
        (1, "title"),
        (2, "target"),
        (3, "principal"),
        (4, "neutral"),
        (5, "pages"),
    ]


@pytest.mark.parametrize("on", [True, False])
def test_loading_leaves_the_collector_as_it_was(*, on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        load_detector(["kabul"])
        assert gc.isenabled() is on
        with pytest.raises(AskedWronglyError):
            load_detector(["nowhere"])
        assert gc.isenabled() is on
    finally:
        (gc.enable if was_on else gc.disable)()
