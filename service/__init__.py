"""Thaw: watches news feeds for the steps by which states normalize relations with an isolated government."""
