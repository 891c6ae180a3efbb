"""Row C16: feedparser opens a text that is a path or an address, so it is never given one."""

from __future__ import annotations

import ast
from pathlib import Path

import service


def test_c16_feedparser_is_given_bytes_alone() -> None:
    calls = [
        ast.unparse(node.args[0])
        for file in Path(service.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("feedparser.parse")
    ]
    assert calls
    assert all(argument.startswith("BytesIO(") for argument in calls)
