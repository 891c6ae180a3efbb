"""What the nursery has in memory: the program with every command, the packs, and what parser processes do not bring."""

from importlib import import_module

from service.cli.commands import COMMANDS
from service.detect.watches import load_detector

for _name in COMMANDS.values():
    import_module(f"service.cli.commands.{_name}")
load_detector()
