"""The detector of a configuration or of watches named on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from service.detect.watches import load_detector, watch_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from service.detect.engine import Detector
    from service.model.entry import Entry
    from service.model.mention import Detection


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


def detector_when_needed(watches: Sequence[str | Path]) -> Detector | LateDetector:
    """The detector of some watches, loaded when the first entry is to be coded: most passes bring none.

    Where a watch is of a file it is loaded now, for its mistakes must show before anything is fetched.

    Raises:
        AskedWronglyError: a watch is unknown, or a file cannot be read.
        ConfigError: the mistakes of a watch.
    """
    return LateDetector(watches) if set(watches) <= set(watch_names()) else load_detector(watches)


class LateDetector:
    """Implements model.ports.Detects; `names` are those of actors by their codes.

    Args:
        watches: names of watches that ship.
    """

    def __init__(self, watches: Sequence[str | Path]) -> None:
        self._watches = tuple(watches)
        self.names: Mapping[str, str] = _LateNames(self)

    @cached_property
    def loaded(self) -> Detector:
        """The detector itself."""
        return load_detector(self._watches)

    def detect(self, entry: Entry, now: datetime) -> Detection:
        """Code one entry; `now` stands in where it has no date."""
        return self.loaded.detect(entry, now)


class _LateNames(Mapping[str, str]):
    """Names that are looked up in a detector when somebody asks for one."""

    def __init__(self, detector: LateDetector) -> None:
        self._detector = detector

    def __getitem__(self, code: str) -> str:
        return self._detector.loaded.names[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._detector.loaded.names)

    def __len__(self) -> int:
        return len(self._detector.loaded.names)
