"""The help of each command reads like a page: what it does in a line that fits, more below, an example that is right."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.docs.reference import commands, help_of
from tests.nursery import typed

ROOT = Path(__file__).parents[2]
ALL = dict(commands())
LEAVES = {name: each for name, each in ALL.items() if not hasattr(each, "commands")}
GROUPS = {name: each for name, each in ALL.items() if hasattr(each, "commands")}


@pytest.mark.parametrize("name", ALL)
def test_it_fits_a_terminal_of_80_columns(name: str) -> None:
    assert [line for line in help_of(name, ALL[name]).splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("name", GROUPS)
def test_no_line_of_a_list_is_cut(name: str) -> None:
    listed = help_of(name, GROUPS[name]).partition("Commands:")[2]
    assert listed
    assert "..." not in listed


@pytest.mark.parametrize("name", LEAVES)
def test_what_it_does_stands_in_one_sentence(name: str) -> None:
    first = LEAVES[name].help.partition("\n")[0]
    assert first[0].isupper()
    assert first.endswith(".")
    assert re.match(r"[A-Z][a-z]+ ", first), "begins with what it does"


@pytest.mark.parametrize("name", LEAVES)
def test_every_option_and_argument_is_explained(name: str) -> None:
    assert [each.name for each in LEAVES[name].params if not getattr(each, "help", "")] == []


@pytest.mark.parametrize("name", LEAVES)
def test_it_has_an_example_that_is_right(name: str) -> None:
    examples = re.findall(r"Example: (.+)", LEAVES[name].help)
    assert examples
    for example in examples:
        for piped in re.split(r" \| | && ", example):
            words = shlex.split(piped)
            known = max(n for n in range(1, len(words) + 1) if " ".join(words[:n]) in ALL)
            assert _understood(ALL[" ".join(words[:known])], words[known:])
        assert example.startswith(name) or f"| {name}" in example


def _understood(command: Any, arguments: list[str]) -> bool:
    """Whether a command takes these arguments; it is not run."""
    return command.make_context("example", arguments, resilient_parsing=False) is not None


def printed(*arguments: str, **environment: str) -> str:
    done = typed(*arguments, environment={**os.environ, **environment})
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands_and_options(shell: str) -> None:
    assert "_THAW_COMPLETE" in printed("--show-completion", shell)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("thaw fe", "feeds"), ("thaw feeds ", "import"), ("thaw poll --a", "--all"), ("thaw signals export --f", "--form")],
)
def test_a_word_that_was_begun_is_completed(typed: str, offered: str) -> None:
    words = typed.split(" ")
    completed = printed(_THAW_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(len(words) - 1))
    assert offered in completed.split()
