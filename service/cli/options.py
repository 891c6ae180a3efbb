"""Options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.config import find_config, load_config
from service.config.secrets import secrets_of
from service.errors import AskedWronglyError
from service.log import hide

if TYPE_CHECKING:
    from service.config import Config

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The configuration file (default: $THAW_CONFIG, else config.yaml here)."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing but JSON.")]
Watches = Annotated[
    list[str] | None,
    typer.Option("--watch", metavar="NAME|FILE", help="A watch by name, or a file of your own; may be repeated."),
]

NoUpgrade = Annotated[bool, typer.Option("--no-upgrade", help="Refuse a database of an older version instead of upgrading it.")]


def group(name: str, about: str) -> typer.Typer:
    """The commands of one noun; without a command their list is shown. Help is plain text, as wide as the terminal."""
    return typer.Typer(name=name, help=about, no_args_is_help=True, rich_markup_mode=None)


def author_of(by: str, what: str) -> str:
    """Who acts, as `--by` names them, without blank space around. Raises AskedWronglyError where nobody is named."""
    if not by.strip():
        raise AskedWronglyError(f"--by: must name who {what}, for the audit log")
    return by.strip()


def config_of(named: Path | None) -> Config:
    """The configuration that a command works with.

    Raises:
        AskedWronglyError: there is none, or it cannot be read.
        ConfigError: all its mistakes.
    """
    path = find_config(named, os.environ, Path.cwd())
    if path is None:
        raise AskedWronglyError(
            "there is no config.yaml here; name one with --config FILE, or let thaw init write a first one",
            resource="config.yaml",
        )
    return _loaded(path)


def config_or_defaults(named: Path | None) -> Config:
    """As `config_of`, but where no file is named and none is here, the defaults hold."""
    return _loaded(find_config(named, os.environ, Path.cwd()))


def _loaded(path: Path | None) -> Config:
    """A configuration whose secrets show in nothing that is logged or said from now on."""
    config = load_config(path, os.environ)
    hide(secrets_of(config))
    return config
