"""Text of XML made safe and readable for parsers: no DTD, no characters or references that XML does not know.

Every step costs no more than the length of the text, whatever it holds.
"""

from __future__ import annotations

import re
from itertools import islice

MOST_ENTRIES = 2000
"""Entries that are read of one document, in its order."""

LEGAL = ((9, 10, 13), range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))
"""Code points that XML 1.0 knows (section 2.2)."""
PROLOG = 20_000
"""Characters at the beginning in which a DTD is looked for."""

_DTD = re.compile(r"<!DOCTYPE[^\[>]{0,2000}(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_PAIR = re.compile(r"&#(?:x(D[89AB][0-9A-F]{2})|(5[56][0-9]{3}));&#(?:x(D[C-F][0-9A-F]{2})|(5[67][0-9]{3}));", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{1,12})|([0-9]{1,15}));")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BARE = re.compile(r"&(?!#[xX][0-9A-Fa-f]{1,12};|#[0-9]{1,15};|[A-Za-z][A-Za-z0-9]{1,31};)")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_ENDS = (("<rss", "</channel></rss>"), ("<feed", "</feed>"), ("<rdf:RDF", "</rdf:RDF>"))
_PREFIX = re.compile(r"<(/?)rss:")
_ROOT = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
_WHOLE = re.compile(r"</(?:\w{1,20}:)?(?:rss|feed|rdf|channel)\s*>\s*$", re.IGNORECASE)
_ROOT_END = re.compile(r"</(?:\w{1,20}:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_ANY_END = re.compile(r"</(?:\w{1,20}:)?(?:item|entry|rss|feed|rdf|channel)\s*>", re.IGNORECASE)
SHORT_END = 200
"""Characters at the end in which the end of the root stands, where all is well."""
_ENTRY = re.compile(r"<(?:\w{1,20}+:)?(?:item|entry)[\s>]", re.IGNORECASE)


def without_dtd(text: str, warnings: list[str]) -> str:
    """The text without its document type, so that nothing reads what that defines or names."""
    text = text.lstrip()
    prolog = text[:PROLOG]
    begin = prolog.upper().find("<!DOCTYPE") if "<!D" in prolog or "<!d" in prolog else -1
    if begin < 0:
        return text
    if _ENTITY.search(text[: 10 * PROLOG]):
        warnings.append("DTD with entities refused: they were left out")
    declared, root = _DTD.match(text, begin), _ROOT.search(text, begin)
    end = declared.end() if declared else root.start() if root else len(text)
    return text[:begin] + text[end:].lstrip()


def repaired(text: str, warnings: list[str]) -> str:
    """The text of what is no clean XML, mended; what was done to it is added to `warnings`."""
    if _ILLEGAL.search(text):
        text = _ILLEGAL.sub("", text)
        warnings.append("characters that XML does not know were left out")
    pieces, start = [], 0
    # In a CDATA section an ampersand is one.
    while (begin := text.find(_CDATA, start)) >= 0 and (end := text.find(_CDATA_END, begin)) >= 0:
        pieces += [_with_legal_references(text[start:begin]), text[begin : end + len(_CDATA_END)]]
        start = end + len(_CDATA_END)
    return "".join((*pieces, _with_legal_references(text[start:])))


def cut_to_size(text: str, warnings: list[str]) -> str:
    """No more than `MOST_ENTRIES` entries, cut before anything parses the rest."""
    if text.count("<") <= MOST_ENTRIES:
        return text
    more = islice(_ENTRY.finditer(text), MOST_ENTRIES, None)
    first = next(more, None)
    if first is None:
        return text
    warnings.append(f"entries truncated: {1 + sum(1 for _ in more)} (only the first {MOST_ENTRIES} were read)")
    return text[: first.start()] + _end(text)


def _end(text: str) -> str:
    """What closes a document that is cut behind an entry."""
    return next((end for begin, end in _ENDS if begin in text[:4096]), "")


def without_half_entry(text: str, warnings: list[str]) -> tuple[str, bool]:
    """The text without the entry within which it was cut off, and whether it was cut off at all.

    A document that misses the end of its root has lost what came then; half an entry would be taken for a whole one.
    """
    if _WHOLE.search(text[-SHORT_END:]):
        return text, False
    last = max((found.start() for found in _ENTRY.finditer(text)), default=-1)
    if last < 0 or _ANY_END.search(text, last):
        # Nothing was cut in two; whether anything is missing shows the root.
        cut = _ROOT.search(text) is not None and not _ROOT_END.search(text, max(last, 0))
        if cut:
            warnings.append("cut off: its end is missing")
        return text, cut
    warnings.append("cut off in the middle of an entry, which was left out")
    return text[:last] + _end(text), True


def without_prefix(text: str) -> str:
    """The text with ``<rss:item>`` as ``<item>``, where a document writes that prefix and never declares it."""
    return text if "xmlns:rss" in text else _PREFIX.sub(r"<\1", text)


def _with_legal_references(text: str) -> str:
    if "&" not in text:
        return text
    return _BARE.sub("&amp;", _REFERENCE.sub(_legal, _PAIR.sub(_joined, text)))


def _joined(match: re.Match[str]) -> str:
    """The one character that a pair of references means, which some systems write as UTF-16 would."""
    high = int(match[1], 16) if match[1] else int(match[2])
    low = int(match[3], 16) if match[3] else int(match[4])
    whole = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
    return f"&#{whole};" if whole in LEGAL[-1] else ""


def _legal(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    return match[0] if any(code in legal for legal in LEGAL) else ""
