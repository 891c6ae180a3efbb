"""The files that `thaw init` leaves: config.yaml and, beside it, the folder of its secrets. Nothing is overwritten."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.config import SECRETS, load_config, secret_name
from service.errors import AskedWronglyError, ConfigError, Mistake, ThawError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from service.config import Config

OWNER_ONLY = 0o600
OWNERS_FOLDER = 0o700


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What was written: the configuration as it holds, its secrets, and what was there before, under its new name."""

    config: Config
    secrets: tuple[Path, ...]
    kept: Path | None


def begin(path: Path, text: str, secrets: Mapping[str, str], environ: Mapping[str, str], *, aside: datetime | None) -> Begun:
    """Write a configuration and the secrets that it refers to; the configuration only once it was found right.

    Args:
        path: where the configuration goes; missing folders are made.
        text: what it holds.
        secrets: values by the name of their variable, each to a file that only its owner reads.
        environ: the environment, in which other secrets may stand.
        aside: when; a configuration that is there is kept beside the new one under a name with that moment. None: it is left,
            and this refused.

    Raises:
        AskedWronglyError: there is a configuration, or a secret of such a name, already.
        ConfigError: the text has mistakes, or is at odds with the environment.
        ThawError: a file cannot be written.
    """
    if path.exists() and aside is None:
        raise AskedWronglyError(f"{path}: is there already; name another with --config, or say --replace", resource=str(path))
    made: list[Path] = []
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = [_secret(path.parent / SECRETS / secret_name(name), value) for name, value in secrets.items()]
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_text(text, encoding="utf-8")
        try:
            _check(fresh, path, environ)
        finally:
            fresh.unlink()
        kept = _moved_aside(path, aside) if aside and path.exists() else None
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except BaseException as error:
        for each in made:
            each.unlink()
        if made:
            with suppress(OSError):  # others may lie there
                made[0].parent.rmdir()
        if isinstance(error, OSError):
            raise ThawError(f"{error.filename}: cannot be written: {error.strerror}", resource=str(path)) from error
        raise
    return Begun(config=load_config(path, environ), secrets=tuple(made), kept=kept)


def _secret(path: Path, value: str) -> Path:
    path.parent.mkdir(mode=OWNERS_FOLDER, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError:
        raise AskedWronglyError(f"{path}: is there already; use it, or move it away", resource=str(path)) from None
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(value + "\n")
    return path


def _check(fresh: Path, path: Path, environ: Mapping[str, str]) -> None:
    """Whether the configuration is right; its mistakes are told under the name that it will have."""
    try:
        load_config(fresh, environ)
    except ConfigError as error:
        told = [Mistake(str(path), each.line, each.where, each.what, each.hint) for each in error.mistakes]
        raise ConfigError(told) from None


def _moved_aside(path: Path, moment: datetime) -> Path:
    # To the microsecond, so that no file that was kept before gives way.
    return path.rename(path.with_name(f"{path.name}.{moment:%Y%m%d-%H%M%S-%f}"))
