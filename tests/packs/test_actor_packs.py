"""The packs of actors and places are well-formed: what the engine takes for granted about them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from babel import Locale

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PACKS = Path(__file__).parents[2] / "service" / "packs"
LANGUAGES = ("en", "ar", "tr")
RANKS = {"leader", "ministerial", "intelligence", "technical", None}
KINDS = {"state", "organization", "opposition", "other"}
ACTOR_KEYS = {"code", "kind", "cldr", "names", "demonyms", "metonyms", "ambiguous", "offices", "people"}
PLACE_KEYS = {"name", "names", "state", "capital_of", "held", "beyond"}
ACTOR_FILES = sorted((PACKS / "actors").glob("*.yaml"))
PLACE_FILES = sorted((PACKS / "places").glob("*.yaml"))
LETTERS: dict[int, str | None] = {ord("ى"): "ي", ord("ة"): "ه", ord("ء"): None, ord("ı"): "i", ord("’"): "'"}
FALL_OF_ASSAD = date(2024, 12, 8)


@dataclass(frozen=True)
class Name:
    """One name of an actor, with the days on which it stands for it."""

    code: str
    language: str
    text: str
    start: date
    end: date
    where: str
    ambiguous: bool
    rank: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.language, fold(self.text)


def fold(text: str) -> str:
    """Case, diacritics, hamza seats and final letters taken away, as the engine will compare."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(character for character in bare if not unicodedata.combining(character))
    return kept.translate(LETTERS)


@cache
def load(path: Path) -> list[dict[str, Any]]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, list)
    return loaded


def actors() -> list[dict[str, Any]]:
    return [actor for path in ACTOR_FILES for actor in load(path)]


def places() -> list[dict[str, Any]]:
    return [place for path in PLACE_FILES for place in load(path)]


def mappings(actor: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, list[Any]], date | None, date | None, str | None]]:
    """Every mapping of names in an actor: where it stands, the names, their days and their rank."""
    for where in ("names", "demonyms", "metonyms"):
        yield where, actor.get(where, {}), None, None, None
    for office in actor.get("offices", []):
        yield "offices", office["names"], office.get("from"), office.get("to"), office["rank"]
    for person in actor.get("people", []):
        yield "people", person["names"], person["from"], person["to"], person["rank"]


def flagged(actor: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(language, fold(text)) for language, texts in actor.get("ambiguous", {}).items() for text in texts}


def names(actor: Mapping[str, Any]) -> list[Name]:
    doubtful = flagged(actor)
    found = []
    for where, by_language, start, end, rank in mappings(actor):
        for language, entries in by_language.items():
            for entry in entries:
                dated = entry if isinstance(entry, dict) else {"text": entry}
                text, first, last = dated["text"], dated.get("from", start), dated.get("to", end)
                doubt = (language, fold(text)) in doubtful
                found.append(Name(actor["code"], language, text, first or date.min, last or date.max, where, doubt, rank))
    return found


def cldr_names(actor: Mapping[str, Any]) -> list[Name]:
    if "cldr" not in actor:
        return []
    doubtful = flagged(actor)
    texts = [(language, Locale(language).territories[actor["cldr"]]) for language in LANGUAGES]
    return [Name(actor["code"], lang, text, date.min, date.max, "cldr", (lang, fold(text)) in doubtful) for lang, text in texts]


def on(code: str, language: str, text: str, day: date) -> list[Name]:
    """The names of an actor that read so on that day."""
    actor = next(actor for actor in actors() if actor["code"] == code)
    wanted = (language, fold(text))
    return [name for name in names(actor) if name.key == wanted and name.start <= day < name.end]


def codes_on(language: str, text: str, day: date) -> set[str]:
    return {actor["code"] for actor in actors() if on(actor["code"], language, text, day)}


def holders(place: str, day: date) -> list[str]:
    found = next(entry for entry in places() if entry["name"] == place)
    return [held["by"] for held in found.get("held", []) if (held["from"] or date.min) <= day < (held["to"] or date.max)]


@pytest.mark.parametrize("path", [*ACTOR_FILES, *PLACE_FILES], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_pack_is_a_list_of_mappings_with_known_keys(path: Path) -> None:
    known = ACTOR_KEYS if path.parent.name == "actors" else PLACE_KEYS
    strays = [(entry.get("code") or entry.get("name"), set(entry) - known) for entry in load(path)]
    assert [stray for stray in strays if stray[1]] == []


@pytest.mark.parametrize("path", [*ACTOR_FILES, *PLACE_FILES], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_pack_stays_readable(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_codes_are_unique() -> None:
    counts = Counter(actor["code"] for actor in actors())
    assert [code for code, count in counts.items() if count > 1] == []


def test_kinds_and_ranks_are_known() -> None:
    assert {actor["kind"] for actor in actors()} <= KINDS
    for actor in actors():
        for name in names(actor):
            assert name.rank in RANKS, (actor["code"], name.text)


def test_states_have_three_letters_and_a_territory() -> None:
    territories = Locale("en").territories
    for actor in actors():
        if actor["kind"] == "state":
            assert re.fullmatch(r"[A-Z]{3}", actor["code"])
            assert isinstance(actor["cldr"], str), f"{actor['code']}: quote a territory that YAML takes for a truth value"
            assert actor["cldr"] in territories
        else:
            assert "cldr" not in actor


def test_all_states_of_the_world_are_there() -> None:
    territories = [actor["cldr"] for actor in actors() if actor["kind"] == "state"]
    assert len(territories) == len(set(territories))
    assert len(territories) >= 193 + len(("PS", "VA", "XK", "TW"))
    codes = {actor["code"] for actor in actors()}
    assert {"PSE", "XKX", "TWN", "TUR", "SYR", "SYROPP", "AFG", "AFGOPP", "LAS", "EU", "UN", "GCC"} <= codes


@pytest.mark.parametrize("actor", actors(), ids=lambda actor: str(actor["code"]))
def test_an_actor_is_named_in_every_language(actor: dict[str, Any]) -> None:
    assert set(actor["names"]) == set(LANGUAGES)
    for where, by_language, *_ in mappings(actor):
        if by_language:
            assert set(by_language) == set(LANGUAGES), (where, by_language)
    for language in LANGUAGES:
        assert actor["names"][language], language


@pytest.mark.parametrize("actor", actors(), ids=lambda actor: str(actor["code"]))
def test_a_person_or_office_is_named_in_every_language(actor: dict[str, Any]) -> None:
    for where, by_language, *_ in mappings(actor):
        if where in {"offices", "people"}:
            assert all(by_language[language] for language in LANGUAGES), by_language


@pytest.mark.parametrize("actor", actors(), ids=lambda actor: str(actor["code"]))
def test_names_are_clean_text(actor: dict[str, Any]) -> None:
    for name in names(actor):
        assert isinstance(name.text, str), f"{name.text!r}: quote what YAML takes for a number or truth value"
        assert name.text == " ".join(name.text.split())
        assert len(name.text) > 1
        assert unicodedata.is_normalized("NFC", name.text)


@pytest.mark.parametrize("actor", actors(), ids=lambda actor: str(actor["code"]))
def test_a_name_is_written_in_the_script_of_its_language(actor: dict[str, Any]) -> None:
    for name in names(actor):
        arabic = any("ARABIC" in unicodedata.name(character, "") for character in name.text)
        assert arabic == (name.language == "ar"), name


@pytest.mark.parametrize("actor", actors(), ids=lambda actor: str(actor["code"]))
def test_days_are_days_and_in_order(actor: dict[str, Any]) -> None:
    for name in names(actor):
        assert isinstance(name.start, date), name
        assert isinstance(name.end, date), name
        assert name.start < name.end, name


@pytest.mark.parametrize("actor", actors(), ids=lambda actor: str(actor["code"]))
def test_a_list_of_names_repeats_nothing(actor: dict[str, Any]) -> None:
    for where, by_language, *_ in mappings(actor):
        for language, entries in by_language.items():
            texts = [str(entry) for entry in entries]
            assert len(texts) == len(set(texts)), (where, language, [text for text, n in Counter(texts).items() if n > 1])


@pytest.mark.parametrize("actor", actors(), ids=lambda actor: str(actor["code"]))
def test_what_is_ambiguous_is_a_name_of_the_actor(actor: dict[str, Any]) -> None:
    known = {name.key for name in [*names(actor), *cldr_names(actor)]}
    assert flagged(actor) - known == set()


def test_no_name_stands_for_two_actors_on_one_day_unless_both_call_it_ambiguous() -> None:
    by_key: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for actor in actors():
        for name in [*names(actor), *cldr_names(actor)]:
            by_key[name.key].append(name)
    clashes = [
        (one.code, two.code, one.text)
        for same in by_key.values()
        for one, two in combinations(same, 2)
        if one.code != two.code and one.start < two.end and two.start < one.end and not (one.ambiguous and two.ambiguous)
    ]
    assert clashes == []


def test_a_person_has_one_rank_a_day() -> None:
    doubled = []
    for actor in actors():
        people = [name for name in names(actor) if name.where == "people" and not name.ambiguous]
        by_key: dict[tuple[str, str], list[Name]] = defaultdict(list)
        for name in people:
            by_key[name.key].append(name)
        for same in by_key.values():
            for one, two in combinations(same, 2):
                if one.rank != two.rank and one.start < two.end and two.start < one.end:
                    doubled.append((actor["code"], one.text, one.rank, two.rank))
    assert doubled == []


def test_the_government_in_damascus_changes_on_the_day_of_the_fall() -> None:
    before, after = date(2024, 12, 7), FALL_OF_ASSAD
    assert codes_on("en", "Assad regime", before) == {"SYR"}
    assert "SYR" not in codes_on("en", "Assad regime", after)
    assert codes_on("en", "Ahmed al-Sharaa", before) == {"SYROPP"}
    assert codes_on("en", "Ahmed al-Sharaa", after) == {"SYR"}
    assert codes_on("ar", "الجولاني", before) == {"SYROPP"}
    assert codes_on("tr", "HTŞ", after) == {"SYR"}
    assert codes_on("en", "Syrian opposition", after) == set()


@pytest.mark.parametrize(
    ("code", "language", "text", "day", "rank"),
    [
        ("TUR", "en", "Hakan Fidan", date(2023, 6, 2), "intelligence"),
        ("TUR", "tr", "Hakan Fidan", date(2023, 6, 3), "ministerial"),
        ("TUR", "en", "Mevlut Cavusoglu", date(2015, 8, 27), "ministerial"),
        ("TUR", "tr", "İbrahim Kalın", date(2025, 1, 1), "intelligence"),
        ("TUR", "ar", "أردوغان", date(2012, 1, 1), "leader"),
        ("SYR", "en", "Faisal Mekdad", date(2020, 3, 3), "technical"),
        ("SYR", "ar", "فيصل المقداد", date(2022, 9, 4), "ministerial"),
        ("QAT", "en", "Mohammed bin Abdulrahman", date(2019, 1, 14), "ministerial"),
        ("QAT", "en", "Mohammed bin Abdulrahman", date(2024, 1, 14), "leader"),
        ("GBR", "en", "David Cameron", date(2024, 1, 1), "ministerial"),
        ("AFG", "en", "Amir Khan Muttaqi", date(2023, 5, 6), "ministerial"),
    ],
)
def test_a_rank_is_that_of_the_day(code: str, language: str, text: str, day: date, rank: str) -> None:
    assert {name.rank for name in on(code, language, text, day)} == {rank}


def test_someone_out_of_office_is_nobody() -> None:
    assert on("TUR", "en", "Mevlut Cavusoglu", date(2015, 10, 1)) == []
    assert on("USA", "en", "Mike Pompeo", date(2021, 1, 20)) == []


def test_places_have_unique_names_and_every_language() -> None:
    counts = Counter(place["name"] for place in places())
    assert [name for name, count in counts.items() if count > 1] == []
    for place in places():
        assert set(place["names"]) == set(LANGUAGES)
        assert all(place["names"][language] for language in LANGUAGES), place["name"]
        assert place["name"] in place["names"]["en"] or fold(place["name"]) in map(fold, place["names"]["en"]), place["name"]


def test_no_name_stands_for_two_places() -> None:
    by_key: dict[tuple[str, str], set[str]] = defaultdict(set)
    for place in places():
        for language, texts in place["names"].items():
            for text in texts:
                by_key[language, fold(text)].add(place["name"])
    assert {key: owners for key, owners in by_key.items() if len(owners) > 1} == {}


def test_places_lie_in_and_are_held_by_known_actors() -> None:
    codes = {actor["code"] for actor in actors()}
    for place in places():
        assert place["state"] in codes, place["name"]
        assert place.get("capital_of", place["state"]) == place["state"], place["name"]
        assert {held["by"] for held in place.get("held", [])} <= codes, place["name"]


def test_nobody_holds_a_place_together_with_another() -> None:
    for place in places():
        bounds = [(held["from"] or date.min, held["to"] or date.max) for held in place.get("held", [])]
        assert all(start < end for start, end in bounds), place["name"]
        assert all(one[1] <= two[0] for one, two in pairwise(bounds)), place["name"]


def test_enough_places_of_syria() -> None:
    assert len(load(PACKS / "places" / "syria.yaml")) >= 150


@pytest.mark.parametrize(
    ("place", "day", "by"),
    [
        ("Damascus", date(2011, 7, 10), ["SYR"]),
        ("Damascus", date(2025, 3, 1), ["SYR"]),
        ("Barzeh", date(2014, 1, 6), ["SYROPP"]),
        ("Darayya", date(2016, 8, 25), ["SYROPP"]),
        ("Darayya", date(2016, 9, 25), ["SYR"]),
        ("Khan Shaykhun", date(2022, 10, 30), ["SYR"]),
        ("Kasab", date(2022, 11, 9), ["SYR"]),
        ("Kasab", date(2014, 4, 1), ["SYROPP"]),
        ("Idlib", date(2022, 1, 1), ["SYROPP"]),
        ("Idlib", FALL_OF_ASSAD, ["SYR"]),
        ("Daraa al-Mahatta", date(2021, 8, 14), ["SYR"]),
        ("Daraa", date(2021, 9, 1), []),
        ("Aleppo", date(2014, 1, 1), []),
        ("Abu Zindin", date(2020, 7, 25), []),
        ("Raqqa", date(2015, 1, 1), ["ISIS"]),
        ("Kabul", date(2021, 8, 15), ["AFG"]),
        ("Panjshir", date(2021, 9, 1), ["AFGREP"]),
        ("Geneva", date(2019, 10, 30), []),
    ],
)
def test_a_place_is_held_by_whom_the_day_says(place: str, day: date, by: list[str]) -> None:
    assert holders(place, day) == by
