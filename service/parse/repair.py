"""Text of XML made safe and readable for parsers: no DTD, no characters or references that XML does not know."""

from __future__ import annotations

import re
from itertools import islice

MOST_ENTRIES = 2000
"""Entries that are read of one document, in its order."""

LEGAL = ((9, 10, 13), range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))
"""Code points that XML 1.0 knows (section 2.2)."""

_DTD = re.compile(r"<!DOCTYPE[^\[>]{0,2000}(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,9}));")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BARE = re.compile(r"&(?!#\w{1,10};|[A-Za-z][A-Za-z0-9]{1,31};)")
_ENDS = (("<rss", "</channel></rss>"), ("<feed", "</feed>"), ("<rdf:RDF", "</rdf:RDF>"))
_PREFIX = re.compile(r"<(/?)rss:")
_ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)


def repaired(text: str, warnings: list[str]) -> str:
    """The text, mended; what was done to it is added to `warnings`."""
    text = text.lstrip()
    if "<!DOCTYPE" in text[:20000].upper():
        had_entities = bool(_ENTITY.search(text[:200000]))
        text = _DTD.sub("", text, count=1)
        if had_entities:
            warnings.append("a DTD with entities was left out")
    if _ILLEGAL.search(text):
        text = _ILLEGAL.sub("", text)
        warnings.append("characters that XML does not know were left out")
    return _BARE.sub("&amp;", _REFERENCE.sub(_legal, text))


def cut_to_size(text: str, warnings: list[str]) -> str:
    """No more than `MOST_ENTRIES` entries, cut before anything parses the rest."""
    too_many = next(islice(_ENTRY.finditer(text), MOST_ENTRIES, None), None)
    if too_many is None:
        return text
    warnings.append(f"entries truncated: only the first {MOST_ENTRIES} were read")
    return text[: too_many.start()] + next((end for begin, end in _ENDS if begin in text[:4096]), "")


def without_prefix(text: str) -> str:
    """The text with ``<rss:item>`` as ``<item>``, where a document writes that prefix and never declares it."""
    return text if "xmlns:rss" in text else _PREFIX.sub(r"<\1", text)


def _legal(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    return match[0] if any(code in legal for legal in LEGAL) else ""
