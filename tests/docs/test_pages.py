"""What stands in the documents holds, and all that there is stands in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from pydantic_core import PydanticUndefined

from service import errors
from service.config import duration, load_config, show
from service.config.channels import TYPES
from service.config.sections import PollSettings, QuietHours, Section, WebSettings
from service.config.shapes import FeedShape, FileShape, RouteShape
from tests.docs.pages import DOCS, README, ROOT, anchors, links, rows, section
from tests.docs.reference import PAGE, commands, reference

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [README, ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
SETTINGS = DOCS / "settings.md"
SECTIONS: dict[str, type[Section]] = {
    "The file": FileShape, "`poll`": PollSettings, "`web`": WebSettings, "`quiet`": QuietHours, "A feed": FeedShape,
    "A route": RouteShape, **{f"A channel of type `{name}`": shape for name, shape in TYPES.items()},
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.is_file(), link
        assert not anchor or anchor in anchors(there), link


def test_every_page_is_linked_from_the_readme() -> None:
    linked = {(ROOT / link.partition("#")[0]).resolve() for link in links(README)}
    assert {page for page in DOCS.glob("*.md") if page not in linked} == set()


def test_the_page_of_commands_is_what_the_program_says() -> None:
    assert PAGE.read_text("utf-8") == reference(), "run `make docs`"


def test_every_command_stands_in_the_readme_or_beside_it() -> None:
    told = PAGE.read_text("utf-8")
    for name, command in commands():
        assert f"## `{name}`" in told
        for option in (each for each in command.params if each.param_type_name == "option"):
            assert all(spelling in told for spelling in (*option.opts, *option.secondary_opts))


def test_every_command_that_a_page_names_exists() -> None:
    names = {name for name, _ in commands()}
    groups = {name for name, command in commands() if hasattr(command, "commands")}
    for page in PAGES:
        for found in re.findall(r"\bthaw((?: [a-z]+\b(?![:=]))+)", _code(page)):
            words = ["thaw", *found.split()]
            known = max((n for n in range(1, len(words) + 1) if " ".join(words[:n]) in names), default=0)
            assert " ".join(words[:known]) not in groups or known == len(words), f"{page.name}: {' '.join(words)}"


def _code(page: Path) -> str:
    """All words in code of a page."""
    text = page.read_text("utf-8")
    return "\n".join([*re.findall(r"`(thaw [^`\n]*)`", text), *re.findall(r"^(?:\$ )?(thaw .*)$", text, re.MULTILINE)])


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_setting_stands_in_its_page_with_its_default(heading: str) -> None:
    shape = SECTIONS[heading]
    told = {name.strip("`"): default for name, default, _ in rows(section(SETTINGS, heading))}
    fields = {field.alias or name: field for name, field in shape.model_fields.items()}
    assert told.keys() == fields.keys()
    for name, field in fields.items():
        assert _same(told[name], field), f"{name}: {told[name]}, but {field.default!r}"


def test_every_section_of_settings_is_held_to_the_program() -> None:
    headings = re.findall(r"^## (.*)$", SETTINGS.read_text("utf-8"), re.MULTILINE)
    assert set(headings) == set(SECTIONS)


def _same(told: str, field: Any) -> bool:
    default = field.default
    if default is PydanticUndefined and field.default_factory is None:
        return told == "required"
    if told == "see below":
        return default is None
    if told in {"none", "any"}:
        return default is PydanticUndefined or not default
    return _spelled(told.strip("`"), default)


def _spelled(told: str, default: Any) -> bool:
    """Whether a default is what the page says, by the words that `thaw config show` has for it."""
    if isinstance(default, bool):
        return told == str(default).lower()
    if isinstance(default, tuple):
        return told == f"[{', '.join(default)}]"
    shown = {str(value) for value in _flat(show(load_config(None, {})))}
    return told == str(default) or (told in shown and _means(told, default))


def _means(told: str, default: Any) -> bool:
    try:
        return bool(duration(told) == default)
    except ValueError:
        return type(default).__name__ in {"Cap", "int", "Listen"}


def _flat(value: Any) -> list[Any]:
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value] if not below else [each for one in below for each in _flat(one)]


def test_every_exit_code_stands_in_the_readme() -> None:
    codes = {
        0,
        *(each.exit_code for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.ThawError)),
    }
    told = {row[0] for row in rows(section(README, "The administrator's day")) if row[0].isdigit()}
    assert told == {str(code) for code in codes}


def test_what_health_says_stands_in_the_readme() -> None:
    """Every problem that health can name, by the words that do not change."""
    told = section(README, "The administrator's day")
    source = (ROOT / "service/app/health.py").read_text("utf-8") + (ROOT / "service/app/asking.py").read_text("utf-8")
    assert source
    for words in (
        "no pass over the feeds",
        "the last pass over the feeds ended at",
        "a delivery is due since",
        "feeds fail",
        "MiB are free",
        "schema",
    ):
        assert words in source
        assert words in told


def test_config_yaml_of_the_project_explains_every_setting() -> None:
    text = (ROOT / "config.yaml").read_text("utf-8")
    for shape in SECTIONS.values():
        for name, field in shape.model_fields.items():
            assert re.search(rf"\b{field.alias or name}\b", text), field.alias or name
