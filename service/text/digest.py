"""The digest by which a changed text is told from an unchanged one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.model.entry import Entry


def text_digest(entry: Entry) -> str:
    """SHA-256 (hex, 64 characters) over what a reader of the entry sees: title, summary and content."""
    parts = (entry.title, entry.summary, entry.content)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
