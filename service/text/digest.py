"""The digest by which a changed text is told from an unchanged one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.model.entry import Entry


def text_digest(entry: Entry) -> str:
    """SHA-256 (hex, 64 characters) over what a reader of the entry sees in its feed: title, summary and content."""
    return entry.whole or digest_of(entry.title, entry.summary, entry.content)


def words_digest(source: str, title: str, text: str) -> str:
    """SHA-256 (hex, 64 characters) over what an outlet says, whatever id it gives it."""
    return digest_of(source, title, text)


def digest_of(*parts: str) -> str:
    """SHA-256 (hex, 64 characters) over some texts, told apart."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
