"""Reading the packs: the only place of detection that opens files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from babel import Locale

from service.detect.engine import Detector
from service.detect.knowledge import Indicator, Language, Place, Rule, Watch
from service.detect.lexicon import Lexicon, Morphology, Tag
from service.errors import AskedWronglyError, ConfigError, Mistake
from service.text.fold import fold_quickly

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

PACKS = Path(__file__).resolve().parent.parent / "packs"
NAMED_SORTS = (("names", "name"), ("demonyms", "demonym"), ("metonyms", "metonym"))
SHORTEST_OPEN = 4
"""Letters of a name that may take case suffixes without an apostrophe."""
LONGEST_ACRONYM = 5


def watch_names() -> tuple[str, ...]:
    """The watches that ship."""
    return tuple(sorted(path.stem for path in (PACKS / "watches").glob("*.yaml")))


def read_yaml(path: Path) -> Any:
    """The content of a YAML file.

    Raises:
        AskedWronglyError: the file cannot be opened.
        ConfigError: it is no YAML, with the line.
    """
    try:
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - the safe loader, in C
    except OSError as error:
        raise AskedWronglyError(f"{path}: cannot be read: {error.strerror}", resource=str(path)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "is no YAML"
        raise ConfigError([Mistake(str(path), mark.line + 1 if mark else 0, "", what)]) from error


def load_detector(watches: Sequence[str | Path] = ("assi",)) -> Detector:
    """Everything that is needed to code entries for these watches.

    Args:
        watches: names of watches that ship, or paths of files.

    Raises:
        AskedWronglyError: a watch is unknown, or a file cannot be read.
        ConfigError: the mistakes of a watch.
    """
    base = _base()
    return Detector(base.languages, base.indicators, base.places, tuple(_watch(each, base) for each in watches), base.names)


@dataclass(frozen=True, slots=True)
class _Base:
    """What all watches share."""

    languages: Mapping[str, Language]
    indicators: tuple[Indicator, ...]
    places: Mapping[str, Place]
    codes: frozenset[str]
    others: frozenset[str]
    organizations: frozenset[str]
    names: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1)
def _base() -> _Base:
    actors, places = list(_listed("actors")), list(_listed("places"))
    languages = {}
    for path in sorted((PACKS / "languages").glob("*.yaml")):
        pack = read_yaml(path)
        languages[pack["language"]] = _language(pack, actors, places)
    indicators = tuple(_indicator(read_yaml(path)) for path in sorted((PACKS / "indicators").glob("*.yaml")))
    known = {place["name"]: _place(place) for place in places}
    english = {actor["code"]: next(iter(_forms(actor, "en")), (actor["code"],))[0] for actor in actors}
    others = frozenset(actor["code"] for actor in actors if actor["kind"] in {"other", "opposition"})
    organizations = frozenset(actor["code"] for actor in actors if actor["kind"] == "organization")
    return _Base(languages, indicators, known, frozenset(english), others, organizations, english)


def _listed(folder: str) -> Iterator[dict[str, Any]]:
    for path in sorted((PACKS / folder).glob("*.yaml")):
        yield from read_yaml(path)


def _language(pack: dict[str, Any], actors: Iterable[dict[str, Any]], places: Iterable[dict[str, Any]]) -> Language:
    lang = pack["language"]
    cases = fold_quickly(pack["cases"]) if "cases" in pack else ""
    morphology = Morphology(
        proclitics=tuple(sorted((fold_quickly(each) for each in pack.get("proclitics", ())), key=len, reverse=True)),
        article=fold_quickly(pack.get("article", "")),
        cases=re.compile(cases or r"(?!)"),
        possessives=frozenset(pack.get("possessives", ())),
    )
    names, words = Lexicon(morphology), Lexicon(morphology)
    for actor in actors:
        for text, tag in _actor_tags(actor, lang):
            names.add(_open(text, lang) if cases else text, tag)
    for place in places:
        for text in place["names"].get(lang, ()):
            tag = Tag("place", place["name"], written=_written(text))
            names.add(_open(text, lang) if cases else text, tag)
    for kind, section in (("concept", pack["concepts"]), ("cue", pack["cues"]), ("rank", pack["ranks"])):
        for name, phrases in section.items():
            for phrase in phrases:
                words.add(str(phrase), Tag(kind, name))
    for kind in ("separators", "locatives", "coordinators", "articles", "since", "numbers"):
        for phrase in pack.get(kind, ()):
            words.add(phrase, Tag("sign", kind))
    months = {fold_quickly(name): number for name, number in pack["months"].items()}
    endings = {name: re.compile(fold_quickly_pattern(pattern)) for name, pattern in pack.get("endings", {}).items()}
    return Language(
        lang, names, words, months, endings, frozenset(fold_quickly(word) for word in pack["common"]), pack.get("home")
    )


def fold_quickly_pattern(pattern: str) -> str:
    """A pattern over letters, folded as the text is (signs and classes of patterns are not letters)."""
    return pattern.replace("ı", "i")


def _open(text: str, _lang: str) -> str:
    return text + "~" if len(text.rsplit(maxsplit=1)[-1]) >= SHORTEST_OPEN or " " in text else text


def _written(text: str) -> str:
    letters = [char for char in text if char.isalpha()]
    if letters and all(char.isupper() for char in letters) and len(letters) <= LONGEST_ACRONYM:
        return "upper"
    return "capital" if letters and letters[0].isupper() else ""


def _forms(actor: dict[str, Any], lang: str) -> Iterator[tuple[str, str, date | None, date | None]]:
    """Names of an actor: text, sort, from, to."""
    if actor.get("cldr"):
        name = Locale(lang).territories.get(actor["cldr"])
        if name:
            yield name, "name", None, None
    for key, sort in NAMED_SORTS:
        for each in (actor.get(key) or {}).get(lang, ()):
            if isinstance(each, dict):
                yield each["text"], sort, each.get("from"), each.get("to")
            else:
                yield str(each), sort, None, None


def _actor_tags(actor: dict[str, Any], lang: str) -> Iterator[tuple[str, Tag]]:
    unsure = set((actor.get("ambiguous") or {}).get(lang, ()))
    code = actor["code"]
    for text, sort, since, until in _forms(actor, lang):
        yield text, Tag("actor", code, sort, None, since, until, _written(text), text in unsure)
        if sort == "demonym" and lang == "ar":
            for variant in _adjectives(text):
                yield variant, Tag("actor", code, sort, None, since, until, "", text in unsure)
    for key, sort in (("offices", "office"), ("people", "person")):
        for each in actor.get(key) or ():
            for text in each["names"].get(lang, ()):
                held = (each.get("from"), each.get("to"))
                yield text, Tag("actor", code, sort, each.get("rank"), *held, _written(text), text in unsure)


def _adjectives(text: str) -> Iterator[str]:
    """An Arabic adjective of origin with and without its article, in both genders and numbers."""
    for form in (text, text + "ة", text + "ين", text + "ون", text + "ان", text + "تين", text + "ات"):
        yield form
        yield "ال" + form


def _place(place: dict[str, Any]) -> Place:
    held = tuple((each["by"], each["from"], each["to"]) for each in place.get("held") or ())
    return Place(place["name"], place["state"], place.get("capital_of"), held)


def _indicator(pack: dict[str, Any]) -> Indicator:
    rules = tuple(
        Rule(
            name=rule["name"],
            all=tuple(rule["all"]),
            needs=frozenset(rule.get("needs", ())),
            within=rule.get("within", 0),
            status=rule["status"],
            scope=rule.get("scope"),
            persons=rule.get("persons", False),
            ignore=frozenset(rule.get("ignore", ())),
        )
        for rule in pack["rules"]
    )
    return Indicator(pack["code"], tuple(pack["parties"]), pack.get("speech", False), rules)


def _watch(named: str | Path, base: _Base) -> Watch:
    path = Path(named)
    if isinstance(named, str) and named in watch_names():
        path = PACKS / "watches" / f"{named}.yaml"
    pack = read_yaml(path)
    mistakes = list(_mistakes(pack, path, base))
    if mistakes:
        raise ConfigError(mistakes)
    opposition = pack.get("opposition") or {}
    return Watch(
        name=pack["name"],
        target=pack["target"],
        principal=pack.get("principal"),
        opposition=opposition.get("code"),
        opposition_until=opposition.get("until"),
        patrons=tuple((each["code"], each.get("until")) for each in pack.get("patrons") or ()),
        neutral=frozenset(pack.get("neutral") or ()),
        western=frozenset(pack.get("western") or ()),
        pages=frozenset(pack["pages"]),
        others=base.others,
        organizations=base.organizations,
    )


KEYS = {
    "name": str, "title": str, "target": str, "principal": str, "opposition": dict, "patrons": list, "neutral": list,
    "western": list, "pages": list,
}  # fmt: skip
REQUIRED = ("name", "target", "pages")


def _mistakes(pack: Any, path: Path, base: _Base) -> Iterator[Mistake]:
    if not isinstance(pack, dict):
        yield Mistake(str(path), 1, "", "is no watch", "a mapping with name, target, pages")
        return
    for key in REQUIRED:
        if key not in pack:
            yield Mistake(str(path), 1, key, "is missing")
    for key, value in pack.items():
        if key not in KEYS:
            yield Mistake(str(path), _line(path, key), str(key), "is no setting of a watch", f"known: {', '.join(KEYS)}")
        elif value is not None and not isinstance(value, KEYS[key]):
            yield Mistake(str(path), _line(path, key), key, "is of the wrong kind")
    yield from _unknown(pack, path, base)


def _unknown(pack: dict[str, Any], path: Path, base: _Base) -> Iterator[Mistake]:
    known = {*base.codes}
    named = [("target", pack.get("target")), ("principal", pack.get("principal"))]
    named += [("western", code) for code in pack.get("western") or ()] + [("neutral", code) for code in pack.get("neutral") or ()]
    for key, code in named:
        if isinstance(code, str) and code not in known:
            yield Mistake(str(path), _line(path, key), key, f"{code!r} is no actor of the packs")
    indicators = {each.code for each in base.indicators}
    for code in pack.get("pages") or ():
        if code not in indicators:
            yield Mistake(str(path), _line(path, "pages"), "pages", f"{code!r} is no indicator", ", ".join(sorted(indicators)))


def _line(path: Path, key: object) -> int:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith(f"{key}:"):
            return number
    return 1
