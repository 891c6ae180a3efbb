"""Mentions to signals: assignment, progress, corroboration, retraction, review."""
