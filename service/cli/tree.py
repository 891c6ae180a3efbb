"""The commands, and how the program ends: 0 done, 1 failed, 2 asked wrongly, 75 another instance holds the database."""

from __future__ import annotations

import errno
import os
import sys
from importlib.metadata import version
from typing import Annotated, Any

import typer

from service import failpoint, log
from service.cli import commands
from service.cli.output import say, speak_utf8
from service.errors import AskedWronglyError, ThawError

tree = typer.Typer(
    name="thaw",
    help="Watch news feeds for steps by which states normalize relations with an isolated government.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"thaw {version('thaw')}\n")
        raise typer.Exit


@tree.callback()
def every_command(
    context: typer.Context,
    *,
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", callback=_print_version, is_eager=True)
    ] = False,
    log_level: Annotated[
        str | None, typer.Option(help="How much to log: debug, info, warning or error (default: info for run, else error).")
    ] = None,
    log_json: Annotated[bool | None, typer.Option(help="Log JSON lines (default: where standard error is no terminal).")] = None,
) -> None:
    """Options that stand before the command."""
    if log_level is not None and log_level not in log.LEVELS:
        raise typer.BadParameter(f"{log_level!r} is none of {', '.join(log.LEVELS)}", param_hint="--log-level")
    log.configure(level=log_level or ("info" if context.invoked_subcommand == "run" else "error"), json=log_json)


UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG})
"""What a disk says that takes no more."""
_UsageError: Any = typer.BadParameter.__base__
"""What typer raises for wrong usage; it does not export it by name."""


def main() -> None:
    """Run the command line and end the process."""
    speak_utf8()
    try:
        _arm_failpoint()
        commands.register(tree, sys.argv[1:])
        code = tree(standalone_mode=False, prog_name="thaw")
        sys.stdout.flush()
    except ThawError as error:
        say(f"thaw: {error.message}" if "\n" not in error.message else error.message)
        sys.exit(error.exit_code)
    except _UsageError as error:
        said = error.format_message()
        # Without any command the message is the whole help.
        say(said if "\n" in said else f"thaw: {said.rstrip('.')}; see {_asked(error)} --help")
        sys.exit(AskedWronglyError.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(1)
    except BrokenPipeError:  # the reader went away
        _give_up_output()
        sys.exit(1)
    except OSError as error:
        if error.errno not in UNWRITABLE:
            raise
        say(f"thaw: what was to be printed cannot be written: {error.strerror}")
        _give_up_output()
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _give_up_output() -> None:
    """Print nothing more: the interpreter would complain once more when it flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _arm_failpoint() -> None:
    try:
        failpoint.arm(os.environ.get(failpoint.VARIABLE))
    except ValueError as error:
        raise AskedWronglyError(f"${failpoint.VARIABLE}: {error}") from error


def _asked(error: Any) -> str:
    """The command that was asked wrongly, as a person types it."""
    context = getattr(error, "ctx", None)
    return f"thaw {context.command_path.partition(' ')[2]}".strip() if context is not None else "thaw"
