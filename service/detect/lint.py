"""Mistakes in packs, each with file and line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from service.detect.lexicon import LONGEST_PHRASE, Lexicon
from service.detect.pack import PACKS, load_detector, read_yaml, watch_names
from service.errors import ConfigError, ThawError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

SECTIONS = ("concepts", "cues", "ranks")


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
    concepts = {name for pack in languages.values() for name in pack["concepts"]}
    for path, pack in languages.items():
        problems += _language(path, pack, concepts)
    for path in sorted((PACKS / "indicators").glob("*.yaml")):
        problems += _indicator(path, read_yaml(path), concepts)
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


def _phrase(path: Path, name: str, phrase: object) -> Iterator[Problem]:
    if not isinstance(phrase, str):
        yield Problem(str(path), _line(path, f"{name}:"), f"{name}: {phrase!r} is no text; put it in quotes")
        return
    keys = Lexicon.keys(phrase)
    if not keys:
        yield Problem(str(path), _line(path, f"{name}:"), f"{name}: {phrase!r} holds no word")
    if len(keys) > LONGEST_PHRASE:
        yield Problem(str(path), _line(path, f"{name}:"), f"{name}: {phrase!r} has more than {LONGEST_PHRASE} words")


def _indicator(path: Path, pack: dict[str, Any], concepts: Iterable[str]) -> Iterator[Problem]:
    known = set(concepts)
    for rule in pack["rules"]:
        for concept in (*rule["all"], *rule.get("needs", ())):
            if concept not in known:
                yield Problem(str(path), _line(path, rule["name"]), f"{rule['name']}: no language has the concept {concept}")


def _line(path: Path, text: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)
