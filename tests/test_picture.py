"""The picture of the house in CONTRIBUTING.md is made from the code, and the ladder beside it from the import contract.

Each room says itself what it is for, in the first line of its docstring, and stands where the contract puts it.
"""

from __future__ import annotations

import ast
import re
import tomllib
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SERVICE = ROOT / "service"
DATA = {"packs": "detect"}
"""Rooms that hold no code, and the room that reads each."""
NO_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc", "data", "core", "base", "shared"}
"""What a module may not be called, because it says nothing."""
DOORS = {"sqlalchemy": {"store"}, "httpx": {"net"}, "feedparser": {"parse"}, "yaml": {"config", "detect"}}
"""Libraries that one room alone may import, as their contracts name them first."""
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def contracts() -> list[dict[str, list[str]]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, list[str]]] = settings["tool"]["importlinter"]["contracts"]
    return found


LAYERS = contracts()[0]["layers"]


def rooms() -> list[str]:
    """Every room and lone module, highest first."""
    return list(chain.from_iterable(layer.split(" | ") for layer in LAYERS))


def purpose(path: Path) -> str:
    """The first line of a docstring as it stands in the picture."""
    first = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").splitlines()[0]
    return (first[0].lower() if first[1:2].islower() else first[:1]) + first[1:].removesuffix(".")


def picture() -> list[str]:
    """The picture as it must be."""
    lines, lone = ["service/"], []
    for room in rooms():
        if (SERVICE / room).is_dir():
            lines.append(f"  {room + '/':13} {purpose(SERVICE / room / '__init__.py')}")
        else:
            lone.append(f"{room}.py")
        lines += [f"  {name + '/':13} the knowledge, as data: {held(name)}" for name, reader in DATA.items() if reader == room]
    return [*lines, f"  {' '.join(lone)}"]


def held(room: str) -> str:
    return ", ".join(f"{path.name}/" if path.is_dir() else path.name for path in sorted((SERVICE / room).glob("[!._]*")))


def drawn() -> list[str]:
    block = re.search(r"```\n(service/\n.*?)\n```", CONTRIBUTING, re.DOTALL)
    assert block
    return block[1].splitlines()


def test_the_picture_is_that_of_the_code() -> None:
    assert drawn() == picture(), "CONTRIBUTING.md is to hold:\n" + "\n".join(picture())


def test_every_room_of_the_code_is_in_the_picture() -> None:
    code = {path.stem for path in SERVICE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert code - {"__init__", "__main__"} == set(rooms())
    folders = {path for path in SERVICE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert {path.name for path in folders if not (path / "__init__.py").exists()} == set(DATA)


def test_the_ladder_is_that_of_the_import_contract() -> None:
    assert f"`{' > '.join(LAYERS)}`" in " ".join(CONTRIBUTING.split())


@pytest.mark.parametrize(("library", "allowed"), DOORS.items())
def test_a_library_with_one_door_is_forbidden_in_every_other_room(library: str, allowed: set[str]) -> None:
    (contract,) = (each for each in contracts()[1:] if each["forbidden_modules"][0] == library)
    assert {module.removeprefix("service.") for module in contract["source_modules"]} == set(rooms()) - allowed


@pytest.mark.parametrize("path", sorted(SERVICE.rglob("*.py")), ids=lambda path: str(path.relative_to(SERVICE)))
def test_a_module_says_what_it_is_for_under_a_name_that_says_something(path: Path) -> None:
    assert purpose(path)
    assert not NO_NAMES & {path.stem, *path.relative_to(SERVICE).parts}


def implemented() -> list[str]:
    """The ports that classes say they implement: ``model.rows.EntryRows``."""
    found = (
        re.findall(r"Implements (model\.\w+\.\w+)", path.read_text(encoding="utf-8")) for path in sorted(SERVICE.rglob("*.py"))
    )
    return sorted(set(chain.from_iterable(found)))


@pytest.mark.parametrize("port", implemented())
def test_a_port_that_a_class_says_it_implements_is_there(port: str) -> None:
    module, _, name = f"service.{port}".rpartition(".")
    assert isinstance(getattr(import_module(module), name), type)
