"""The command tree: parse arguments, call app, print."""

import os
import signal
import sys

if os.getpid() == 1:
    # The first process of a container is not ended by SIGTERM while nobody handles it, and loading takes a second.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0 if "run" in sys.argv else 1))

# What takes long comes after the handler.
from service.cli.loading import loading

with loading():
    from service.cli.tree import main

__all__ = ["main"]
