"""The page on reading an alert explains every field, code and reason that an alert can show; the code says which there are."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from service.alert import words
from service.alert.content import content_of
from service.correlate.corroborate import LETTERS
from service.model.alert import Reason
from service.model.mention import Severity, Status
from service.model.signal import Change
from tests.alert.made import NOW, change, signal, telling

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGE = (DOCS / "reading-an-alert.md").read_text(encoding="utf-8")
INDICATORS = sorted(path.stem for path in (ROOT / "service/packs/indicators").glob("*.yaml"))
TEMPLATES = ROOT / "service/alert/templates"

TELLERS = {
    "correlate/corroborate.py": {"best_source", "_digit", "_support", "_rumoured", "_contradicted", "_direct"},
    "correlate/progress.py": {"progress", "moves", "_retelling", "_fall"},
    "correlate/retract.py": {"_change"},
    "correlate/fit.py": {"reasons"},
    "correlate/assign.py": {"assign", "linked", "<module>"},
    "detect/confidence.py": {"confidence_of", "_doubts_of_parties", "_doubts_of_words"},
    "detect/settle.py": {"<module>"},
}
"""The functions whose texts are reasons that people read, by their file."""
PARTS = {"1 day", "… days", ", "}
"""Texts in them that stand inside other texts."""


def rows(code: str) -> list[str]:
    """The rows of tables that begin with a code."""
    return [line for line in PAGE.splitlines() if line.startswith(f"| `{code}` |")]


def texts(tree: ast.AST) -> Iterator[str]:
    """The texts in a piece of code, with … for what is filled in; documentation left out."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (inside | notes):
            yield node.value


def told(file: str, functions: set[str]) -> Iterator[str]:
    tree = ast.parse((ROOT / "service" / file).read_text(encoding="utf-8"))
    for node in tree.body:
        name = node.name if isinstance(node, ast.FunctionDef) else "<module>" if isinstance(node, ast.Assign) else ""
        if name in functions:
            yield from (text for text in texts(node) if " " in text and text not in PARTS)


def verdicts() -> Iterator[str]:
    """What sets a status, in the words of detection."""
    for path in sorted((ROOT / "service/detect").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Verdict":
                yield from (text for argument in node.args[2:] for text in texts(argument))
            elif isinstance(node, ast.FunctionDef) and node.name == "age_of":
                yield from (text for text in texts(node) if " " in text)


def test_the_code_is_looked_at_where_its_reasons_are() -> None:
    found = {file: list(told(file, functions)) for file, functions in TELLERS.items()}
    assert "told as fact by … alone" in found["correlate/corroborate.py"]
    assert "the first of its kind" in found["correlate/assign.py"]
    assert all(found.values())
    assert {"a plain assertion", "told as long past", "dated …"} <= set(verdicts())


@pytest.mark.parametrize("text", sorted({text for file, functions in TELLERS.items() for text in told(file, functions)}))
def test_every_reason_for_a_change_and_for_how_sure_it_is_is_explained(text: str) -> None:
    # “name no longer tells it” and “denied by a party: names” begin other texts.
    assert any(f"`{each}`" in PAGE.replace("\n", " ") for each in (text, text.replace("…; ", "", 1))), text


@pytest.mark.parametrize("text", sorted(set(verdicts())))
def test_whatever_sets_a_status_is_explained(text: str) -> None:
    assert f"| `{text}` |" in PAGE


@pytest.mark.parametrize("status", Status)
def test_every_status_is_explained_as_the_mail_does(status: Status) -> None:
    assert f"| `{status}` | {words.STATUS[status]} | {words.OUTLOOK[status]} |" in rows(status)


@pytest.mark.parametrize("severity", Severity)
def test_every_severity_is_explained(severity: Severity) -> None:
    assert rows(severity)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_of_an_alert_is_explained(reason: Reason) -> None:
    assert any(row.startswith(f"| `{reason}` | {words.REASON[reason]} |") for row in rows(reason))


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_indicator_is_explained(indicator: str) -> None:
    assert rows(indicator)


def test_letters_and_digits_are_those_of_the_mail() -> None:
    assert set(words.RELIABILITY) == set(LETTERS)
    assert set(words.CREDIBILITY) == set("123456")
    for letter, digit in zip(words.RELIABILITY, words.CREDIBILITY, strict=True):
        assert f"| {letter} | {words.RELIABILITY[letter]} | | {digit} | {words.CREDIBILITY[digit]} |" in PAGE


@pytest.mark.parametrize("correction", words.CORRECTION.values())
def test_every_kind_of_correction_is_explained(correction: str) -> None:
    assert f"| {correction} |" in PAGE


def full() -> dict[str, object]:
    """The content of an alert in which no line is missing."""
    changed = change(
        Change.DENIED,
        by="Ada",
        sponsor="TUR",
        venue="Daraa",
        venue_control="target",
        level="leader",
        credibility="B2",
        follows="abc",
    )
    return content_of(
        changed, telling(), alert="a-1", reason=Reason.CORRECTED, severity=Severity.HIGH, entries=[], names={}, now=NOW
    )


def test_every_line_of_the_facts_is_explained() -> None:
    detail = full()["detail"]
    assert isinstance(detail, dict)
    lines = [fact["name"] for fact in detail["facts"]]
    assert len(lines) == 11
    assert [name for name in lines if f"| {name} | " not in PAGE] == []
    assert [command["run"] for command in detail["commands"] if f"| `{general(command['run'])}` |" not in PAGE] == []


def general(command: str) -> str:
    return command.replace("a-1", "ALERT").replace(signal().id, "ID")


def test_every_heading_of_the_mail_is_spoken_of() -> None:
    headings = set(re.findall(r"<h2>(.*?)</h2>", (TEMPLATES / "alert.html.j2").read_text(encoding="utf-8")))
    assert len(headings) == 4
    said = " ".join(PAGE.split()).casefold()
    assert [heading for heading in headings if heading.casefold() not in said] == []


def test_its_pictures_are_there_and_small() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", PAGE)
    assert len(shown) == 5
    assert {name for name in shown if not 0 < (DOCS / name).stat().st_size < 100_000} == set()
    there = {f"pictures/{path.name}" for path in (DOCS / "pictures").iterdir() if path.suffix in {".png", ".svg"}}
    assert there - set(shown) == set()


def test_drawn_terminals_ask_nobody_for_fonts() -> None:
    for path in (DOCS / "pictures").glob("*.svg"):
        drawn = path.read_text(encoding="utf-8")
        assert drawn.startswith("<svg")
        assert not re.search(r"@font-face|href=\"http|url\(\"?http|@import", drawn)
