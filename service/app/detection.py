"""The detector of a configuration or of watches named on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from service.detect.watches import load_detector, watch_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from service.detect.engine import Detector


def detector_of(
    named: Sequence[str] | None, configured: Callable[[], Sequence[str | Path]]
) -> tuple[Detector, Sequence[str | Path]]:
    """Load the watches that are named, else those of the configuration.

    Args:
        named: names of shipped watches or paths of files; None or empty: none named.
        configured: gives the watches of the configuration, which is not read where watches are named.

    Raises:
        AskedWronglyError: a watch cannot be found or read.
        ConfigError: all mistakes of a watch.
    """
    known = watch_names()
    watches = tuple(name if name in known else Path(name) for name in named) if named else tuple(configured())
    return load_detector(watches), watches
