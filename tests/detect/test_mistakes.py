"""Mistakes of rules and watches one by one, each named where it stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from service.detect.lint import RULE_KEYS, lint, rule_mistakes
from service.detect.pack import PACKS, load_base
from service.detect.reading import read_yaml
from service.detect.watches import KEYS, load_detector, load_watch, read_again, watch_names
from service.errors import AskedWronglyError, ConfigError

if TYPE_CHECKING:
    from pathlib import Path

ITEMS, CUES = {"MISSION", "REOPEN", "@target"}, {"NEG", "MODAL"}
GOOD: dict[str, Any] = {"name": "r", "all": ["MISSION", "REOPEN"], "status": "occurred"}

RULES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("none", {}, []),
    ("either of two", {"all": ["MISSION|REOPEN"]}, []),
    ("a party", {"all": ["MISSION", "@target"]}, []),
    ("a party that is none", {"all": ["@nobody"]}, ["no language has the concept @nobody"]),
    ("one of either", {"all": ["MISSION|MISION"]}, ["no language has the concept MISION"]),
    ("needed", {"needs": ["FLAG"]}, ["no language has the concept FLAG"]),
    ("kept out", {"unless": ["FLAG"]}, ["no language has the concept FLAG"]),
    ("cue that is ignored", {"ignore": ["NEG", "NO"]}, ["no language has the cue NO"]),
    ("cue that must stand there", {"cued": ["MAY"]}, ["no language has the cue MAY"]),
    ("a concept is no cue", {"cued": ["MISSION"]}, ["no language has the cue MISSION"]),
    ("status in capitals", {"status": "Occurred"}, ["Occurred is no status"]),
    ("status of nothing", {"status": None}, ["None is no status"]),
    ("who acts", {"acting": "owner"}, []),
    ("who acts, unknown", {"acting": "owners"}, ["nobody acts as owners"]),
    ("several", {"all": ["A"], "status": "b", "acting": "c"},
     ["no language has the concept A", "b is no status", "nobody acts as c"]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "wanted"), [row[1:] for row in RULES], ids=[row[0] for row in RULES])
def test_each_mistake_of_a_rule_is_named(change: dict[str, Any], wanted: list[str]) -> None:
    assert list(rule_mistakes({**GOOD, **change}, ITEMS, CUES)) == wanted


def test_a_key_that_no_rule_has_is_told_with_those_there_are() -> None:
    (told,) = rule_mistakes({**GOOD, "withn": 3}, ITEMS, CUES)
    assert told.startswith("withn is no key of a rule; known: ")
    assert all(key in told for key in RULE_KEYS)


def test_all_keys_of_the_rules_that_ship_are_known() -> None:
    used = {key for path in (PACKS / "indicators").glob("*.yaml") for rule in read_yaml(path)["rules"] for key in rule}
    assert {"name", "all", "status"} < used <= RULE_KEYS


def test_what_ships_has_no_mistake() -> None:
    assert lint() == []


WRONG = "is of the wrong kind"
SIDE = "{code: SYROPP, until: 2024-12-08}"
WATCH = "name: mine\ntarget: SYR\npages: [official_contact]\n"
WATCHES = [
    ("name missing", "target: SYR\npages: []\n", [(1, "name", "is missing")]),
    ("target missing", "name: a\npages: []\n", [(1, "target", "is missing")]),
    ("pages missing", "name: a\ntarget: SYR\n", [(1, "pages", "is missing")]),
    ("all missing", "{}\n", [(1, key, "is missing") for key in ("name", "target", "pages")]),
    ("unknown setting", f"{WATCH}targets: SYR\n", [(4, "targets", "is no setting of a watch")]),
    ("setting that is a number", f"{WATCH}3: SYR\n", [(4, "3", "is no setting of a watch")]),
    ("list for a text", f"{WATCH}principal: [TUR]\n", [(4, "principal", WRONG)]),
    ("unknown target", WATCH.replace("SYR", "XYZ"), [(2, "target", "'XYZ' is no actor of the packs")]),
    ("unknown principal", f"{WATCH}principal: XYZ\n", [(4, "principal", "'XYZ' is no actor of the packs")]),
    ("unknown in the West", f"{WATCH}western: [USA, XYZ]\n", [(4, "western", "'XYZ' is no actor of the packs")]),
    ("unknown among the neutral", f"{WATCH}neutral: [XYZ]\n", [(4, "neutral", "'XYZ' is no actor of the packs")]),
    ("unknown indicator", WATCH.replace("official_contact", "contact"), [(3, "pages", "'contact' is no indicator")]),
    ("no mapping", "- name\n", [(1, "", "is no watch")]),
    ("nothing", "", [(1, "", "is no watch")]),
    ("a word", "mine\n", [(1, "", "is no watch")]),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in WATCHES], ids=[row[0] for row in WATCHES])
def test_each_mistake_of_a_watch_is_told_with_its_line(tmp_path: Path, text: str, wanted: list[tuple[int, str, str]]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError) as refused:
        load_watch(path, load_base())
    assert [(each.line, each.where, each.what) for each in refused.value.mistakes] == wanted
    assert {each.file for each in refused.value.mistakes} == {str(path)}


ILL_MADE = [
    ("target of nothing", "name: a\ntarget:\npages: []\n", [(2, "target", "is missing")]),
    ("pages of nothing", "name: a\ntarget: SYR\npages:\n", [(3, "pages", "is missing")]),
    ("number among codes", f"{WATCH}western: [USA, 3]\n", [(4, "western", "holds 3, which is no code")]),
    ("truth among codes, as YAML reads NO", f"{WATCH}western: [NO]\n", [(4, "western", "holds False, which is no code")]),
    ("list among codes", f"{WATCH}seats: [[LAS]]\n", [(4, "seats", "holds ['LAS'], which is no code")]),
    ("mapping among indicators", WATCH.replace("official_contact", "{}"), [(3, "pages", "holds {}, which is no code")]),
    ("text for a list", f"{WATCH}neutral: UN\n", [(4, "neutral", WRONG)]),
    ("patron as a bare code", f"{WATCH}patrons: [RUS]\n", [(4, "patrons", WRONG)]),
    ("patron without a code", f"{WATCH}patrons: [{{until: 2024-12-08}}]\n", [(4, "patrons", WRONG)]),
    ("patron until no day", f"{WATCH}patrons: [{{code: RUS, until: soon}}]\n", [(4, "patrons", WRONG)]),
    ("opposition until a year", f"{WATCH}opposition: {{code: SYROPP, until: 2024}}\n", [(4, "opposition", WRONG)]),
    ("until a moment", f"{WATCH}opposition: {{code: SYROPP, until: 2024-12-08 10:00:00}}\n", [(4, "opposition", WRONG)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in ILL_MADE], ids=[row[0] for row in ILL_MADE])
def test_values_within_settings_are_looked_at_too(tmp_path: Path, text: str, wanted: list[tuple[int, str, str]]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError) as refused:
        load_watch(path, load_base())
    assert [(each.line, each.where, each.what) for each in refused.value.mistakes] == wanted


def test_sides_with_and_without_an_end_are_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(f"{WATCH}opposition: {SIDE}\npatrons: [{{code: RUS}}, {{code: IRN, until: 2024-12-08}}]\n")
    watch = load_watch(path, load_base())
    assert [watch.part(code, date(2024, 12, 7)) for code in ("SYROPP", "RUS", "IRN")] == ["opposition", "patron", "patron"]
    assert [watch.part(code, date(2024, 12, 8)) for code in ("SYROPP", "RUS", "IRN")] == ["other", "patron", "actor"]


RUBBISH = ["3", "[1, 2]", "{a: 1}", "true", "2023-05-01", "x", "[[]]", "[{}]", "{}", "[]", "", "[null]", "{code: 3}"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", RUBBISH)
def test_any_value_of_any_setting_is_taken_or_told(tmp_path: Path, key: str, value: str) -> None:
    path = tmp_path / "mine.yaml"
    settings = {"name": "mine", "target": "SYR", "pages": "[]", key: value}
    path.write_text("".join(f"{name}: {each}\n" for name, each in settings.items()))
    told = {problem.message.partition(":")[0] for problem in lint([path])}
    assert told <= {key}
    if not told:
        assert load_watch(path, load_base()).target == "SYR"


@pytest.mark.parametrize("name", watch_names())
def test_each_watch_that_ships_is_read_under_its_name(name: str) -> None:
    watch = load_watch(name, load_base())
    assert watch.name == name
    assert watch.target not in watch.others


def test_a_watch_that_nobody_knows_is_told() -> None:
    with pytest.raises(AskedWronglyError, match="nowhere"):
        load_detector(["nowhere"])


def test_several_watches_are_read_in_their_order() -> None:
    names = watch_names()
    assert [watch.name for watch in load_detector(list(reversed(names))).watches] == list(reversed(names))


def test_what_is_read_again_is_read_anew() -> None:
    before = load_base()
    assert load_base() is before
    read_again(["assi"])
    assert load_base() is not before
