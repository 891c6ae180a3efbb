"""Mentions to signals."""
