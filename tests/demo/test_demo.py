"""`thaw demo` as a newcomer runs it: a process of its own in an empty folder, to the end or to Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest
from rich.cells import cell_len

from service.config import load_config
from service.store.database import SqlStore

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@contextmanager
def started(folder: Path, *arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The demo in an empty folder, with a place for temporary files of its own."""
    (folder / "here").mkdir(parents=True)
    (folder / "tmp").mkdir()
    surroundings = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "FORCE_COLOR", "NO_COLOR"}}
    surroundings |= {"PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "tmp"), "PYTHONIOENCODING": "utf-8", **environment}
    with subprocess.Popen(
        [sys.executable, "-m", "service", "demo", *arguments],
        cwd=folder / "here", env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


@dataclass(frozen=True)
class Played:
    code: int
    out: str
    err: str
    folder: Path

    @property
    def scenes(self) -> dict[str, str]:
        """What was printed in each scene, on one line, by the scene's number."""
        parts = re.split(r"\n\n\d+:\d\d +(\d)\. ", self.out)
        return {number: " ".join(text.split()) for number, text in zip(parts[1::2], parts[2::2], strict=True)}


def ended(process: subprocess.Popen[str], folder: Path) -> Played:
    out, err = process.communicate()
    return Played(process.returncode, out, err, folder)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Played, Played]:
    """Two demos at once: one that leaves nothing, among settings that are not its own, and one that keeps its folder."""
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    foreign = {"THAW_DATABASE": "sqlite:////nowhere/real.db", "THAW_CONFIG": "/nowhere/config.yaml", "COLUMNS": "80"}
    with started(one, **foreign) as first, started(other, "--keep", "seen") as second:
        return ended(first, one), ended(second, other)


def test_it_plays_to_its_end_twice_at_once(two: tuple[Played, Played]) -> None:
    for played in two:
        assert (played.code, played.err) == (0, "")
        assert sorted(played.scenes) == ["1", "2", "3", "4", "5"]


def test_talk_sends_nothing_and_says_why(two: tuple[Played, Played]) -> None:
    told = two[0].scenes["1"]
    assert "No e-mail, no call of the webhook" in told
    assert "does not page: status discussed because of “could”" in told
    assert "E-mail to" not in told


def test_a_step_is_mailed_and_called(two: tuple[Played, Played]) -> None:
    told = two[0].scenes["2"]
    assert "E-mail to desk@example.org CRITICAL new: TUR-SYR diplomatic relations occurred" in told
    assert "rightly signed: signal.new, critical, occurred" in told


def test_the_second_outlet_makes_no_second_alert(two: tuple[Played, Played]) -> None:
    told = two[0].scenes["3"]
    assert "تركيا تعيد فتح سفارتها في دمشق" in told
    assert "in English: Turkey reopens its embassy in Damascus" in told
    assert "No e-mail, no call of the webhook: it joined the signal “Turkey reopens its embassy in Damascus”" in told
    assert "told by Levant Wire and جريدة الميدان" in told


def test_a_denial_corrects_the_page(two: tuple[Played, Played]) -> None:
    assert "HIGH new: EGY-SYR diplomatic relations reported" in two[0].scenes["4"]
    told = two[0].scenes["5"]
    assert "CORRECTION of HIGH: EGY-SYR diplomatic relations denied" in told
    assert "CORRECTION: A party now denies it." in told
    assert "What was told: Egypt has appointed an ambassador to Damascus, sources say" in told
    assert "signal.corrected" in told


def test_it_counts_what_arrived_and_says_what_to_type_next(two: tuple[Played, Played]) -> None:
    end = " ".join(two[0].out.partition("14 entries")[2].split())
    assert end.startswith(", 4 signals, 3 e-mails, 3 calls. The feeds were asked")
    assert "What to type next thaw init" in end


def test_without_a_terminal_it_is_plain_and_fits_eighty_columns(two: tuple[Played, Played]) -> None:
    for played in two:
        assert "\x1b" not in played.out
        lines = played.out.splitlines()
        assert [line for line in lines if cell_len(line) > 80 or line != line.rstrip()] == []


def test_it_leaves_nothing_behind(two: tuple[Played, Played]) -> None:
    assert list((two[0].folder / "tmp").iterdir()) == []
    assert list((two[0].folder / "here").iterdir()) == []


def test_what_is_kept_can_be_looked_at(two: tuple[Played, Played]) -> None:
    seen = two[1].folder / "here/seen"
    config = load_config(seen / "config.yaml", {})
    assert len(config.feeds) == 4
    store = SqlStore(config.database)
    try:
        assert len(store.read(lambda tx: tx.signals.listed())) == 4
    finally:
        store.close()
    letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(seen.glob("letter-*.eml"))]
    assert [str(letter["subject"]).split(":")[0] for letter in letters] == ["CRITICAL new", "HIGH new", "CORRECTION of HIGH"]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=lambda how: how.name)
def test_stopped_in_the_middle_it_leaves_nothing_behind(tmp_path: Path, how: signal.Signals) -> None:
    with started(tmp_path) as process:
        read_until(process.stdout, "1. Talk")
        process.send_signal(how)
        played = ended(process, tmp_path)
    assert (played.code, played.err) == (1, "ended early; nothing of the demo is left running\n")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_reader_that_goes_away_ends_it(tmp_path: Path) -> None:
    with started(tmp_path) as process:
        assert process.stdout is not None
        read_until(process.stdout, "1. Talk")
        process.stdout.close()
        assert process.wait() == 1
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_folder_that_holds_something_is_not_played_in(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine").touch()
    with started(tmp_path / "x", "--keep", str(tmp_path / "full")) as process:
        played = ended(process, tmp_path)
    assert (played.code, played.out) == (2, "")
    assert "is not empty; name a folder that is new or empty" in played.err


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with started(tmp_path / "x", "--keep", str(tmp_path / "file/below")) as process:
        played = ended(process, tmp_path)
    assert played.code == 2
    assert "cannot be used: Not a directory" in played.err


def read_until(stream: IO[str] | None, words: str) -> None:
    assert stream is not None
    for line in stream:
        if words in line:
            return
    pytest.fail(f"ended before it said {words!r}")
