"""``${NAME}`` in settings: from the environment, from the file that ``NAME_FILE`` names, or from the folder of secrets."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.config.tree import Place, Tree

SECRETS = "secrets"
"""The folder beside the configuration that holds secrets, a file each."""
LONGEST_SECRET = 64 * 1024
"""Bytes of a secret file; a longer one is no secret."""
SHORTEST_SECRET = 4
"""Characters of a value that is hidden wherever it shows; shorter ones would hide half of the text."""

_HOLE = re.compile(r"\$(?P<escaped>\$\{)|\$\{(?P<name>[^}]*)\}|(?P<open>\$\{)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)


def secret_name(name: str) -> str:
    """The name of the file in `SECRETS` that holds a variable's value: ``smtp_password``; a prefix ``THAW_`` is left out."""
    return name.lower().removeprefix("thaw_")


def variable(name: str, environ: Mapping[str, str], folder: Path | None = None) -> str:
    """The value of a variable.

    Args:
        name: of the variable.
        environ: where it, or ``NAME_FILE``, may stand.
        folder: that of the configuration, where `SECRETS` may lie; None: there is none.

    Raises:
        ValueError: it is not set, or its file cannot be used; in words, without the value.
    """
    value, file = environ.get(name, ""), environ.get(f"{name}_FILE", "")
    if value and file:
        raise ValueError(f"{name} and {name}_FILE are both set; unset one of them")
    if value:
        return value
    if file:
        return secret_file(Path(file))
    beside = folder / SECRETS / secret_name(name) if folder else None
    if beside is not None and name not in environ and beside.exists():
        return secret_file(beside)
    if name in environ:
        raise ValueError(f"the environment variable {name} is empty; give it a value, or name a file in {name}_FILE")
    or_beside = f", or write it to {SECRETS}/{secret_name(name)} beside the configuration" if folder else ""
    raise ValueError(f"the environment variable {name} is not set; set it, or name a file in {name}_FILE{or_beside}")


def secret_file(path: Path) -> str:
    """The text of a secret file, without the blank space around it.

    Raises:
        ValueError: it cannot be read, others can read it, or it is empty.
    """
    try:
        with path.open("rb") as stream:
            mode = os.fstat(stream.fileno()).st_mode
            content = stream.read(LONGEST_SECRET + 1)
    except PermissionError:
        who = f"user {os.getuid()} of group {os.getgid()}"
        raise ValueError(f"secret file {path} may not be read by {who}; chgrp {os.getgid()} {path} and chmod g+r it") from None
    except (OSError, ValueError) as error:
        raise ValueError(f"secret file {path}: {getattr(error, 'strerror', None) or 'cannot be read'}") from None
    if stat.S_ISREG(mode) and mode & stat.S_IROTH:
        raise ValueError(f"secret file {path} is readable by others; chmod o-r {path}")
    if len(content) > LONGEST_SECRET:
        raise ValueError(f"secret file {path} is larger than {LONGEST_SECRET // 1024} KiB, so it holds no secret")
    try:
        text = content.decode("utf-8").strip()
    except UnicodeDecodeError:
        raise ValueError(f"secret file {path} is not UTF-8 text") from None
    if not text:
        raise ValueError(f"secret file {path} is empty")
    return text


class Filling:
    """Puts the environment's values into a tree.

    `secrets` holds what was put in, `failed` the places where that was not possible.
    """

    def __init__(self, tree: Tree, environ: Mapping[str, str], folder: Path | None = None) -> None:
        self._tree = tree
        self._environ = environ
        self._folder = folder
        self.secrets: set[str] = set()
        self.failed: set[Place] = set()

    def fill(self) -> None:
        """Fill every text of the tree; what cannot be filled becomes a mistake."""
        self._tree.root = self._value(self._tree.root, ())

    def _value(self, value: Any, place: Place) -> Any:
        if isinstance(value, dict):
            return {key: self._value(each, (*place, key)) for key, each in value.items()}
        if isinstance(value, list):
            return [self._value(each, (*place, index)) for index, each in enumerate(value)]
        return self._text(value, place) if isinstance(value, str) and "$" in value else value

    def _text(self, text: str, place: Place) -> str:
        try:
            return _HOLE.sub(self._hole, text)
        except ValueError as error:
            self._tree.wrong(place, str(error))
            self.failed.add(place)
            return text

    def _hole(self, found: re.Match[str]) -> str:
        if found["escaped"]:
            return "${"
        name = found["name"]
        if name is None or not _NAME.fullmatch(name):
            raise ValueError("${...} must hold the name of an environment variable; write $${ for a plain ${")
        value = variable(name, self._environ, self._folder)
        self.secrets.add(value)
        return value
