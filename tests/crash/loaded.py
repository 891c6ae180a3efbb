"""All that a daemon needs in memory, for the nursery, which loads it once."""

from service.cli.commands import run
from service.detect.watches import load_detector
from tests.crash import started

__all__ = ["run", "started"]

load_detector()
