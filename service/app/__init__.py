"""Composition root: the only place that builds real parts and puts them together."""
