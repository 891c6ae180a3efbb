"""The wheel carries all that it needs: installed in an empty folder it makes its database and codes an entry."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("dist")), versions=["standard"])))


def test_the_wheel_holds_packs_templates_and_migrations(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    for wanted in (
        "service/store/migrations/env.py", "service/store/migrations/versions/0001_the_first_schema.py",
        "service/packs/languages/ar.yaml",
        "service/packs/watches/assi.yaml", "service/alert/templates/alert.txt.j2", "service/config/shipped.yaml",
        "service/demo/outlets/maydan.json", "service/demo/templates/atom.xml.j2",
    ):  # fmt: skip
        assert wanted in names, wanted
    assert not [name for name in names if name.startswith("tests/")]


def test_it_works_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", symlinks=True)
    inside = tmp_path / "venv/lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    # The libraries are those of this environment; the program is the wheel's alone.
    (inside / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    with ZipFile(wheel) as packed:
        packed.extractall(inside)
    folder = tmp_path / "empty"
    folder.mkdir()
    python = tmp_path / "venv/bin/python"
    surroundings = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "THAW_CONFIG"}}

    def thaw(*arguments: str, given: str = "") -> str:
        done = subprocess.run(
            [str(python), "-c", "from service.cli import main; main()", *arguments],
            input=given, capture_output=True, text=True, check=False, cwd=folder, env=surroundings,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = subprocess.run(
        [str(python), "-c", "import service; print(service.__file__)"], capture_output=True, text=True, check=True, cwd=folder
    )
    assert where.stdout.startswith(str(inside))
    (folder / "config.yaml").write_text("database: sqlite:///thaw.db\n")
    assert "revision 0002" in thaw("db", "upgrade")
    found = json.loads(thaw("detect", "-", given='{"id": 1, "title": "Turkey reopens embassy in Damascus"}'))
    assert found["page"] is True
    assert "What to type next" in thaw("demo")
