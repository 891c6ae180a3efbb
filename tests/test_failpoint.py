from __future__ import annotations

import ast
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from service import failpoint
from service.failpoint import Point

SERVICE = Path(failpoint.__file__).parent
LIVES = """
import sys
from service import failpoint
failpoint.arm(sys.argv[1])
for _ in range(3):
    print("alive", flush=True)
    failpoint.reached(failpoint.Point.SENT)
"""


@pytest.mark.parametrize(
    ("setting", "passed"), [("", 3), ("claimed", 3), ("sent", 1), ("sent:1", 1), ("sent:3", 3), ("sent:4", 3)]
)
def test_a_process_dies_at_the_named_pass_and_at_no_other(setting: str, passed: int) -> None:
    done = subprocess.run([sys.executable, "-c", LIVES, setting], capture_output=True, cwd=SERVICE.parent, check=False)
    dies = setting.startswith("sent") and setting != "sent:4"
    assert (done.stdout.count(b"alive"), done.returncode) == (passed, -signal.SIGKILL if dies else 0)


@pytest.mark.parametrize("setting", ["nowhere", "SENT", "sent:x", "sent:1:2"])
def test_what_names_no_point_is_refused(setting: str) -> None:
    with pytest.raises(ValueError, match=r"nowhere|SENT|x|1:2"):
        failpoint.arm(setting)


def test_a_wrong_point_is_wrong_usage_and_no_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "service", "packs", "lint"],
        capture_output=True,
        text=True,
        cwd=SERVICE.parent,
        env={"THAW_FAILPOINT": "nowhere"},
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == "thaw: $THAW_FAILPOINT: 'nowhere' is not a valid Point\n"


def test_each_point_stands_in_the_code_just_once() -> None:
    reached = [
        node.args[0].attr
        for path in SERVICE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "failpoint.reached"
        and isinstance(node.args[0], ast.Attribute)
    ]
    assert sorted(reached) == sorted(point.name for point in Point)
