"""What commands print for programs has the keys that docs/json.md shows, no more and no fewer."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING, Any

import pytest

from tests.docs.pages import DOCS
from tests.docs.reference import commands
from tests.docs.walk import Reader, feeds
from tests.nursery import typed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = DOCS / "json.md"
EXAMPLES: dict[str, Any] = {
    heading.strip("`"): json.loads(text)
    for heading, text in re.findall(r"^## (.*)\n(?:(?!^## )[\s\S])*?```json\n(.*)\n```", PAGE.read_text("utf-8"), re.MULTILINE)
}
CONFIG = """poll: {{allow_private: ["127.0.0.1"]}}
feeds: [{{name: Enab, url: "http://127.0.0.1:{port}/feed"}}]
channels: {{log: {{type: file, path: log.jsonl}}}}
routes: [{{severity: [critical, high], to: [log]}}]
"""
ENTRY = '{"id": "e1", "title": "Turkey reopens embassy in Damascus", "labels": [], "page": true, "lang": "en"}'
RSS = b"<rss><channel><item><title>T</title></item></channel></rss>"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """After a first reading of a feed that holds a step."""
    with feeds() as port:
        folder: Path = tmp_path_factory.mktemp("reader")
        (folder / "config.yaml").write_text(CONFIG.format(port=port))
        (folder / "e.jsonl").write_text(ENTRY + "\n")
        (folder / "wrong.yaml").write_text("name: x\n")
        there = Reader(folder)
        held(EXAMPLES["thaw poll --json"], printed(there, "thaw poll --json"))
        signal = printed(there, "thaw signals list --json")[0]["signal"]
        there.instead = {"ID": signal, "ALERT": printed(there, "thaw alerts list --json")[0]["alert"]}
        for command in ("signals review ID confirm", "alerts silence --for 4h --actor TUR --by ana"):
            done = typed(*there.here(command).split(), folder=folder, environment=there.surroundings)
            assert done.returncode == 0, done.stderr.decode()
        yield there


def printed(reader: Reader, command: str, expect: int = 0, given: bytes = b"") -> Any:
    """The first line of what a command prints."""
    arguments = shlex.split(reader.here(command).removeprefix("thaw "))
    done = typed(*arguments, given=given, folder=reader.folder, environment=reader.surroundings)
    assert done.returncode == expect, done.stderr.decode()
    return json.loads(done.stdout.splitlines()[0])


def held(example: Any, found: Any) -> None:
    """Every key that is shown is there and no other, at every depth."""
    if isinstance(example, dict) and isinstance(found, dict):
        assert found.keys() == example.keys()
        for key, value in found.items():
            held(example[key], value)
    elif isinstance(example, list) and isinstance(found, list):
        for value in found[:1]:
            held(example[0], value)
    else:
        assert not isinstance(example, dict | list) or found is None, f"{found!r} instead of {example!r}"


TYPED = {
    "thaw detect FILE": "thaw detect e.jsonl",
    "thaw explain TEXT --json": 'thaw explain "Turkey reopens embassy in Damascus" --json',
    "thaw parse FILE...": "thaw parse -",
    "thaw replay FILE --json": "thaw replay e.jsonl --json",
    "thaw replay FILE --signals OUT": "thaw replay e.jsonl --signals -",
    "thaw replay FILE --alerts OUT": "thaw replay e.jsonl --alerts -",
    "thaw signals list --json": "thaw signals list --json",
    "thaw signals show ID --json": "thaw signals show ID --json",
    "thaw signals matrix --json": "thaw signals matrix --json",
    "thaw alerts list --json": "thaw alerts list --json",
    "thaw alerts silence --list --json": "thaw alerts silence --list --json",
    "thaw alerts preview ID --json": "thaw alerts preview ID --json",
    "thaw feeds list --json": "thaw feeds list --json",
    "thaw feeds check --json": "thaw feeds check --json",
    "thaw doctor --json": "thaw doctor --json",
    "thaw packs lint --json": "thaw packs lint --json wrong.yaml",
    "thaw packs test --json": "thaw packs test --json",
    "thaw db upgrade --json": "thaw db upgrade --json",
    "thaw config check --json": "thaw config check --json",
}
FINDS = frozenset({"thaw packs lint --json"})
"""Commands that find something wrong here."""


@pytest.mark.parametrize("heading", TYPED)
def test_a_command_prints_what_its_example_shows(reader: Reader, heading: str) -> None:
    found = printed(reader, TYPED[heading], expect=1 if heading in FINDS else 0, given=RSS)
    held(EXAMPLES[heading], found)


def test_figures_are_given_by_language(reader: Reader) -> None:
    figures = printed(reader, "thaw eval e.jsonl --json")
    assert figures.keys() == {"all", "en"}
    held(EXAMPLES["thaw eval CORPUS --json"], {"all": figures["all"]})


def test_a_check_counts_by_table(reader: Reader) -> None:
    report = printed(reader, "thaw db check --json")
    assert report.keys() == EXAMPLES["thaw db check --json"].keys()
    assert report["rows"]["signals"] >= 1


def test_health_without_an_answer_names_the_problem(reader: Reader) -> None:
    told = printed(reader, "thaw health --json", expect=1)
    assert told.keys() == {"ready", "problems"} <= EXAMPLES["thaw health --json"].keys()


def test_a_shown_alert_is_the_listed_one_and_its_content(reader: Reader) -> None:
    told = printed(reader, "thaw alerts show ALERT --json")
    held(EXAMPLES["thaw alerts list --json"][0], {name: told[name] for name in told if name not in {"content", "acknowledged"}})
    assert told["acknowledged"] is None
    held(EXAMPLES["Webhooks"]["data"], {name: value for name, value in told["content"].items() if name != "detail"})


def test_a_file_channel_writes_what_a_webhook_gets(reader: Reader) -> None:
    written = json.loads((reader.folder / "log.jsonl").read_text("utf-8").splitlines()[0])
    assert written.pop("id").startswith("msg_")
    held(EXAMPLES["Webhooks"], written)


def test_exported_lines_are_the_listed_objects(reader: Reader) -> None:
    held(EXAMPLES["thaw signals list --json"][0], printed(reader, "thaw signals export --form jsonl"))


def test_every_command_that_prints_json_is_on_the_page() -> None:
    told = PAGE.read_text("utf-8")
    for name, command in commands():
        if any("--json" in option.opts for option in command.params):
            assert f"`{name} " in told, name
