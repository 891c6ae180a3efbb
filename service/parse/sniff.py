"""What kind of document bytes are, before anything parses them."""

from __future__ import annotations

import codecs
import re

from service.errors import ParseError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ((b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_HTML = re.compile(rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|rdf|channel|item|entry)\b", re.IGNORECASE)
LOOKED_AT = 4096
HTML_PAGE = "not a feed (HTML)"


def encoding_by_shape(body: bytes) -> str | None:
    """The encoding that a byte order mark or the shape of the first character shows (XML 1.0, appendix F)."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return encoding
    for shape, encoding in _WIDE:
        if body.startswith(shape):
            return encoding
    return None


def require_feed(body: bytes) -> bool:
    """Look whether bytes may be a feed; true where it is JSON.

    Raises:
        ParseError: empty, a web page, or no markup at all.
    """
    stripped = body.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if not stripped:
        raise ParseError("not a feed (empty)")
    if stripped[:1] in {b"{", b"["} and encoding_by_shape(body) in {None, "utf-8"}:
        return True
    if encoding_by_shape(body) not in {None, "utf-8"}:
        return False
    head = stripped[:LOOKED_AT]
    if _HTML.search(head) and not _FEED.search(head):
        raise ParseError(HTML_PAGE)
    if b"<" not in head:
        raise ParseError("not a feed (no markup)")
    return False
