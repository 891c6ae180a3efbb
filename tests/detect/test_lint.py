"""Mistakes of packs, each with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from service.detect.lint import Problem, _indicator, _language, _unused, lint

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGE = "language: en\nconcepts:\n  MISSION: [embassy]\n  REOPEN: {reopen}\ncues:\n  NEG: [{neg}]\nranks:\n  leader: [king]\n"


def language(folder: Path, *, reopen: str = "[reopen+]", neg: str = '"no"') -> list[tuple[int, str]]:
    path = folder / "en.yaml"
    path.write_text(LANGUAGE.format(reopen=reopen, neg=neg))
    return told(_language(path, yaml.safe_load(path.read_text()), ["MISSION", "REOPEN"]))


def told(problems: object) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in problems]  # type: ignore[attr-defined]  # an iterable of Problem


def test_a_language_without_mistakes(tmp_path: Path) -> None:
    assert language(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"neg": "no"}, [(6, "NEG: False is no text; put it in quotes")]),
        ({"neg": "2011"}, [(6, "NEG: 2011 is no text; put it in quotes")]),
        ({"neg": '"—"'}, [(6, "NEG: '—' holds no word")]),
        ({"neg": '"* one"'}, [(6, "NEG: '* one' begins with *, which stands behind a word alone")]),
        ({"neg": "one * two"}, []),
        ({"neg": "one two three four five six seven eight nine"}, []),
        (
            {"neg": "one two three four five six seven eight nine ten"},
            [(6, "NEG: 'one two three four five six seven eight nine ten' has more than 9 words")],
        ),
        ({"reopen": "[open, shut, open]"}, [(4, "REOPEN: 'open' stands twice")]),
        ({"reopen": "[on]"}, [(4, "REOPEN: True is no text; put it in quotes")]),
    ],
)
def test_a_phrase_that_never_matches_is_told(tmp_path: Path, change: dict[str, str], wanted: list[tuple[int, str]]) -> None:
    assert language(tmp_path, **change) == wanted


def test_a_concept_that_other_languages_have_is_missed(tmp_path: Path) -> None:
    path = tmp_path / "en.yaml"
    path.write_text(LANGUAGE.format(reopen="[reopen]", neg="never"))
    found = told(_language(path, yaml.safe_load(path.read_text()), ["MISSION", "FLAG"]))
    assert found == [(1, "the concept FLAG, which other languages have, is missing")]


RULES = """code: x
acting: owner
rules:
  - {name: good, all: [MISSION], status: occurred}
  - {name: bad, all: [MISION], status: done}
"""


def test_a_rule_is_told_with_its_line_and_name(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(RULES)
    found = told(_indicator(path, yaml.safe_load(RULES), ["MISSION"], ["NEG"]))
    assert found == [(5, "bad: no language has the concept MISION"), (5, "bad: done is no status")]


def test_two_rules_of_one_name_are_told(tmp_path: Path) -> None:
    path, text = tmp_path / "x.yaml", RULES.replace("bad", "good").replace("MISION", "MISSION").replace("done", "denied")
    path.write_text(text)
    assert told(_indicator(path, yaml.safe_load(text), ["MISSION"], ["NEG"])) == [(4, "good: two rules bear this name")]


@pytest.mark.parametrize(
    ("rule", "unused"),
    [
        ({"all": ["MISSION", "REOPEN"]}, []),
        ({"all": ["MISSION|REOPEN"]}, []),
        ({"all": ["MISSION"], "needs": ["REOPEN"]}, []),
        ({"all": ["MISSION"], "unless": ["REOPEN"]}, []),
        ({"all": ["MISSION"]}, ["no rule uses the concept REOPEN"]),
    ],
)
def test_a_concept_of_no_rule_is_told(tmp_path: Path, rule: dict[str, list[str]], unused: list[str]) -> None:
    path = tmp_path / "en.yaml"
    path.write_text(LANGUAGE.format(reopen="[reopen]", neg="never"))
    assert [message for _, message in told(_unused(path, ["MISSION", "REOPEN", "NONE"], [rule]))] == unused


def test_a_watch_of_ones_own_is_looked_over_alone(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text("name: good\ntarget: SYR\npages: []\n")
    bad.write_text("name: bad\ntarget: SYR\npages: []\nwestern: [NOWHERE]\n")
    assert lint([good]) == []
    assert lint([good, bad]) == [Problem(str(bad), 4, "western: 'NOWHERE' is no actor of the packs")]
    (missing,) = lint([tmp_path / "none.yaml"])
    assert (missing.line, "cannot be read" in missing.message) == (0, True)
