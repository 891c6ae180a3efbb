"""Commands as somebody types them in a folder, run inside the test: no process is started, so that many fit into a second."""

from __future__ import annotations

import io
import json
import sys
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from service.cli import main
from service.store.database import SqlStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from service.model.rows import Transaction

CONFIG = """\
database: sqlite:///thaw.db
channels:
  log: {type: file, path: alerts.jsonl}
routes:
  - {severity: [critical, high], to: [log]}
"""


class Said(NamedTuple):
    """What a command printed."""

    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of its result."""
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        """Its result, which is one JSON value and nothing else."""
        return json.loads(self.out)

    @property
    def records(self) -> list[Any]:
        """Its result, one JSON value a line."""
        return [json.loads(line) for line in self.lines]


@dataclass
class Shell:
    """A folder and somebody who types there."""

    folder: Path
    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str, expect: int = 0, given: str | bytes = "") -> Said:
        """Run `thaw` with these arguments; `given` stands on its standard input."""
        content = given.encode() if isinstance(given, str) else given
        self.patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        self.patch.setattr(sys, "argv", ["thaw", *arguments])
        self.capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = Said(*self.capture.readouterr())
        assert ended.value.code == expect, said.err
        return said

    def wrong(self, *arguments: str, given: str | bytes = "") -> str:
        """The one line that a command asked wrongly says; it prints no result."""
        said = self(*arguments, expect=2, given=given)
        assert said.out == ""
        (line,) = said.err.splitlines()
        return line

    def write(self, name: str, text: str) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def stored(self, work: Callable[[Transaction], Any]) -> Any:
        """Do something in the database that the commands work on."""
        with closing(SqlStore(f"sqlite:///{self.folder}/thaw.db")) as store:
            store.upgrade()
            return store.write(work)


def shell_in(folder: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str], config: str = CONFIG) -> Shell:
    """A folder with a configuration, and nothing of this machine's environment."""
    (folder / "config.yaml").write_text(config, encoding="utf-8")
    patch.chdir(folder)
    patch.setenv("USER", "layla")
    patch.setenv("NO_COLOR", "1")
    for name in ("THAW_CONFIG", "THAW_DATABASE", "THAW_DATABASE_PASSWORD"):
        patch.delenv(name, raising=False)
    return Shell(folder, patch, capture)
