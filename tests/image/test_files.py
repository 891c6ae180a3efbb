"""What can be told of the image without an engine: Dockerfile, .dockerignore, compose.yaml and locks as they are written."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")
SECRET_NAME = re.compile("PASSWORD|SECRET|TOKEN|CHAT_URL")


def instructions() -> list[tuple[str, str]]:
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE).replace("\\\n", " ")
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in text.splitlines() if line)]


def stages() -> list[list[tuple[str, str]]]:
    found: list[list[tuple[str, str]]] = []
    for name, rest in instructions():
        if name == "FROM":
            found.append([])
        found[-1].append((name, rest))
    return found


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return loaded


def test_two_stages_on_the_slim_python() -> None:
    assert [stage[0][1].split(" AS ")[0] for stage in stages()] == ["python:3.13-slim", "python:3.13-slim"]


def test_libraries_come_from_the_locks_with_their_hashes_and_from_no_named_registry() -> None:
    installs = [
        part for name, rest in instructions() if name == "RUN" for part in re.findall(r"pip[^&]*?(?: install| wheel) [^&]*", rest)
    ]
    assert len(installs) == 4
    for each in installs:
        assert "--no-deps" in each
        assert "--no-index" in each or ("--require-hashes" in each and "--only-binary :all:" in each)
    assert not re.search("https?://|index-url", (ROOT / "Dockerfile").read_text())


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_has_hashes_and_none_names_a_registry(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert "index-url" not in text
    for requirement in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[a-z0-9_.-]+==\S+", requirement), requirement
        assert "--hash=sha256:" in requirement


def test_the_build_lock_holds_what_builds_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["dependency-groups"]["build"] == project["build-system"]["requires"]
    assert (ROOT / "requirements-build.lock").read_text().startswith("hatchling==")


def test_the_last_stage_neither_installs_nor_keeps_a_tool() -> None:
    run = " ".join(rest for name, rest in stages()[-1] if name == "RUN")
    assert not re.search(r"\b(pip|apt|apt-get|curl|gcc)\b", run)
    assert [rest for name, rest in stages()[-1] if name == "COPY" and "--from" in rest] == ["--from=build /opt/thaw /opt/thaw"]


def test_it_runs_as_nobody_known_and_without_a_shell() -> None:
    last = dict(stages()[-1])
    assert [rest for name, rest in stages()[-1] if name == "USER"] == ["10001:10001"]
    assert json.loads(last["ENTRYPOINT"]) == ["thaw"]
    assert json.loads(last["CMD"]) == ["run"]
    assert json.loads(last["HEALTHCHECK"].partition(" CMD ")[2]) == ["thaw", "health"]
    assert last["STOPSIGNAL"] == "SIGTERM"
    assert last["VOLUME"] == "/data"
    assert "THAW_DATABASE=sqlite:////data/thaw.db" in last["ENV"]


def test_only_what_the_image_is_made_of_reaches_the_engine() -> None:
    rules = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    assert rules[0] == "*"
    let_in = {rule[1:] for rule in rules if rule.startswith("!")}
    copied = {source for name, rest in instructions() if name == "COPY" and "--from" not in rest for source in rest.split()[:-1]}
    assert let_in == copied
    assert all((ROOT / each).exists() for each in copied)


@pytest.mark.parametrize("service", ["thaw", "postgres"])
def test_a_service_may_do_no_more_than_it_must(service: str) -> None:
    settings = compose()["services"][service]
    assert settings["cap_drop"] == ["ALL"]
    assert "cap_add" not in settings
    assert settings["security_opt"] == ["no-new-privileges:true"]
    assert settings["read_only"] is True
    assert "privileged" not in settings
    assert "ports" not in settings
    for name, value in settings["environment"].items():
        assert name.endswith("_FILE") or not SECRET_NAME.search(name), value


def test_the_service_has_one_volume_and_only_postgres_a_profile() -> None:
    services = compose()["services"]
    assert set(services) == {"thaw", "postgres"}
    assert [each for each in services["thaw"]["volumes"] if not each.startswith("./")] == ["thaw:/data"]
    assert "profiles" not in services["thaw"]
    assert services["postgres"]["profiles"] == ["postgres"]
    assert services["postgres"]["environment"]["POSTGRES_PASSWORD_FILE"] == "/run/secrets/database_password"
    assert compose()["secrets"] == {"database_password": {"file": "./secrets/database_password"}}


def test_the_file_of_every_secret_that_the_configuration_suggests_is_named() -> None:
    named = {name.removesuffix("_FILE") for name in compose()["services"]["thaw"]["environment"]}
    suggested = set(re.findall(r"^ *# (?:desk|hook|chat|web): .*\$\{(\w+)\}", (ROOT / "config.yaml").read_text(), re.MULTILINE))
    assert len(suggested) == 4
    assert suggested <= named


def test_secrets_beside_compose_are_neither_committed_nor_sent_to_the_engine() -> None:
    assert {"secrets/", ".env", "data/"} <= set((ROOT / ".gitignore").read_text().splitlines())
