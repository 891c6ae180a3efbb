"""Mistakes in packs, each with file and line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from service.detect.knowledge import Acting
from service.detect.lexicon import ANY, LONGEST_PHRASE, Lexicon
from service.detect.pack import PACKS, PLACED_TALKS, SURE_TALKS
from service.detect.reading import read_yaml
from service.detect.steps import EITHER, PARTIES
from service.detect.watches import load_detector, watch_names
from service.errors import ConfigError, ThawError
from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

SECTIONS = ("concepts", "cues", "ranks")
RULE_KEYS = frozenset(
    {
        "name",
        "all",
        "needs",
        "within",
        "status",
        "acting",
        "scope",
        "ignore",
        "loose",
        "ordered",
        "cued",
        "unless",
        "talk",
        "besides",
        "close",
    }
)
ENGINE_CONCEPTS = frozenset(
    {"NONE", "NEXT", "SAME", "GATHER", "BOTHSIDES", "COUNTERPART", "GOVERNMENT", "SPONSOR", "STORY", "BRING", "CONFIRM"}
)
"""Concepts that no rule needs: what means nothing, who is a government or an official, who is a host."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake."""

    file: str
    line: int
    message: str


def lint(paths: Sequence[Path] | None = None) -> list[Problem]:
    """Look packs over: files of one's own (watches), or those that ship."""
    if paths:
        return [problem for path in paths for problem in _watch(path)]
    problems = [problem for name in watch_names() for problem in _watch(name)]
    languages = {path: read_yaml(path) for path in sorted((PACKS / "languages").glob("*.yaml"))}
    indicators = {path: read_yaml(path) for path in sorted((PACKS / "indicators").glob("*.yaml"))}
    concepts = {name for pack in languages.values() for name in pack["concepts"]}
    talks = {SURE_TALKS, PLACED_TALKS}
    cues = {name for pack in languages.values() for name in pack["cues"]}
    rules = [rule for pack in indicators.values() for rule in pack["rules"]]
    for path, pack in languages.items():
        problems += [*_language(path, pack, concepts), *_unused(path, pack["concepts"], rules)]
    for path, pack in indicators.items():
        problems += _indicator(path, pack, concepts | talks, cues)
    return problems


def _watch(named: str | Path) -> Iterator[Problem]:
    try:
        load_detector([named])
    except ConfigError as error:
        for mistake in error.mistakes:
            yield Problem(mistake.file, mistake.line, f"{mistake.where}: {mistake.what}".strip(": "))
    except ThawError as error:
        yield Problem(str(named), 0, error.message)


def _language(path: Path, pack: dict[str, Any], concepts: Iterable[str]) -> Iterator[Problem]:
    for missing in sorted(set(concepts) - set(pack["concepts"])):
        yield Problem(str(path), 1, f"the concept {missing}, which other languages have, is missing")
    for section in SECTIONS:
        for name, phrases in pack[section].items():
            for phrase in phrases:
                yield from _phrase(path, name, phrase)
            for phrase in _twice(map(str, phrases)):
                yield Problem(str(path), _line(path, f"{name}:"), f"{name}: {phrase!r} stands twice")


def _phrase(path: Path, name: str, phrase: object) -> Iterator[Problem]:
    if not isinstance(phrase, str):
        yield Problem(str(path), _line(path, f"{name}:"), f"{name}: {phrase!r} is no text; put it in quotes")
        return
    keys = Lexicon.keys(phrase)
    if not keys:
        yield Problem(str(path), _line(path, f"{name}:"), f"{name}: {phrase!r} holds no word")
    elif keys[0] == ANY:
        yield Problem(
            str(path), _line(path, f"{name}:"), f"{name}: {phrase!r} begins with {ANY}, which stands behind a word alone"
        )
    if len(keys) > LONGEST_PHRASE:
        yield Problem(str(path), _line(path, f"{name}:"), f"{name}: {phrase!r} has more than {LONGEST_PHRASE} words")


def _twice(texts: Iterable[str]) -> list[str]:
    return [text for text, count in Counter(texts).items() if count > 1]


def _indicator(path: Path, pack: dict[str, Any], concepts: Iterable[str], cues: Iterable[str]) -> Iterator[Problem]:
    for name in _twice(rule["name"] for rule in pack["rules"]):
        yield Problem(str(path), _line(path, name), f"{name}: two rules bear this name")
    for rule in pack["rules"]:
        for message in rule_mistakes(rule, {*concepts, *PARTIES}, set(cues)):
            yield Problem(str(path), _line(path, rule["name"]), f"{rule['name']}: {message}")


def rule_mistakes(rule: dict[str, Any], items: AbstractSet[str], cues: AbstractSet[str]) -> Iterator[str]:
    """What is wrong with a rule, where `items` are the concepts and parties that there are, and `cues` the cues."""
    for key in rule.keys() - RULE_KEYS:
        yield f"{key} is no key of a rule; known: {', '.join(sorted(RULE_KEYS))}"
    for item in (part for each in (*rule["all"], *rule.get("needs", ()), *rule.get("unless", ())) for part in each.split(EITHER)):
        if item not in items:
            yield f"no language has the concept {item}"
    for cue in (*rule.get("ignore", ()), *rule.get("cued", ())):
        if cue not in cues:
            yield f"no language has the cue {cue}"
    if rule["status"] not in {*Status}:
        yield f"{rule['status']} is no status"
    if "acting" in rule and rule["acting"] not in {*Acting}:
        yield f"nobody acts as {rule['acting']}"


def _unused(path: Path, concepts: Iterable[str], rules: Iterable[dict[str, Any]]) -> Iterator[Problem]:
    items = (item for rule in rules for item in (*rule["all"], *rule.get("needs", ()), *rule.get("unless", ())))
    used = {part for item in items for part in item.split(EITHER)} | ENGINE_CONCEPTS
    for concept in sorted(set(concepts) - used):
        yield Problem(str(path), _line(path, f"{concept}:"), f"no rule uses the concept {concept}")


def _line(path: Path, text: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)
