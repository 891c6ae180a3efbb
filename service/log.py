"""Logs through structlog: JSON lines for machines, coloured lines on a terminal (no-color.org), always on standard error.

Values are bound by name (feed, entry, signal, channel). Secrets never reach a log: settings hold them in types that do not
print them, errors name a resource without its credentials, and what `hide` was told is masked in every line.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager

    from structlog.typing import EventDict, FilteringBoundLogger, Processor

HIDDEN = "***"
_hidden: set[str] = set()

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def configure(*, level: str = "info", json: bool | None = None) -> None:
    """Set up logging for this process.

    Args:
        level: ``debug``, ``info``, ``warning`` or ``error``.
        json: one JSON object a line; None: only where standard error is no terminal.
    """
    as_json = not sys.stderr.isatty() if json is None else json
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty() and not os.environ.get("NO_COLOR"))
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _without_secrets,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    # Libraries that log a URL at INFO would put its query string, and so a secret, into ours.
    logging.basicConfig(level=logging.WARNING, handlers=[_of_libraries(renderer)], force=True)


def _of_libraries(renderer: Processor) -> logging.Handler:
    """What writes the lines of libraries: in the form of ours, and without secrets as they are."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.stdlib.add_logger_name,
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                _without_secrets,
                renderer,
            ],
        )
    )
    return handler


def hide(secrets: Iterable[str]) -> None:
    """Let these values show in no line from now on, whoever repeats them: a server in its answer, a library in its error."""
    _hidden.update(secrets)


def masked(text: str) -> str:
    """A text without the values that `hide` was told."""
    return str(_masked(text, _longest_first()))


def _longest_first() -> Sequence[str]:
    return sorted(_hidden, key=len, reverse=True)


def _without_secrets(_logger: object, _method: str, line: EventDict) -> EventDict:
    longest_first = _longest_first()
    return {name: _masked(value, longest_first) for name, value in line.items()}


def _masked(value: object, secrets: Sequence[str]) -> Any:
    """A value without secrets; what is no text and holds some is shown as text."""
    if isinstance(value, (list, tuple)):
        return [_masked(each, secrets) for each in value]
    if isinstance(value, dict):
        return {name: _masked(each, secrets) for name, each in value.items()}
    text = value if isinstance(value, str) else str(value)
    if not any(secret in text for secret in secrets):
        return value
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return text


def bound(**values: object) -> AbstractContextManager[None]:
    """Let values such as feed, entry, signal stand in every line that is logged inside."""
    return structlog.contextvars.bound_contextvars(**values)


def logger(room: str) -> FilteringBoundLogger:
    """The logger of one room of the house; `room` stands in every line."""
    made: FilteringBoundLogger = structlog.get_logger(room=room)
    return made
