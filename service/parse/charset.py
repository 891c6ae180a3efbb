"""Bytes of XML to text: what the document declares, what the server says, and doubt where the text says otherwise."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from service.parse.alphabets import SINGLE_BYTE, really
from service.parse.sniff import encoding_by_shape

ALLOWED = frozenset(
    codecs.lookup(name).name
    for name in (
        "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "ascii", "big5", "cp932", "euc-jp",
        "euc-kr", "gb18030", "gb2312", "gbk", "iso-2022-jp", "koi8-r", "koi8-u", "mac-roman", "shift_jis",
        "tis-620", "cp874",
        *(f"cp125{number}" for number in range(9)),
        *(f"iso-8859-{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)),
    )
)  # fmt: skip
"""Encodings that are read; Python knows others that are none for text, such as zlib and punycode."""
WIDER = {"iso8859-1": "cp1252", "ascii": "utf-8", "iso8859-9": "cp1254", "gb2312": "gb18030", "tis-620": "cp874"}
"""What is really meant where the narrower name is declared (WHATWG, Encoding)."""
WIDE = ("utf-16", "utf-32")
"""Encodings of several bytes a character: their shape shows, and where it does not, they are declared by mistake."""
SAMPLE = 64 * 1024

_DECLARED = re.compile(rb"^[\s\xef\xbb\xbf]*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_BEFORE_ROOT = re.compile(rb"(?:\xef\xbb\xbf)*\s*<\?xml[ -=?-~\s]{0,300}\?>\s*")
"""The same in bytes of UTF-8, with blank space behind it: what is left out before decoding is not copied away after it."""


def decoded(body: bytes, content_type: str) -> tuple[str, str, list[str]]:
    """The text of an XML document without its XML declaration, its encoding, and warnings."""
    warnings: list[str] = []
    shape = encoding_by_shape(body)
    names = (shape, _named(body), _charset(content_type), "utf-8")
    known = dict.fromkeys(_known(name, warnings) for name in names if name)
    for name in filter(None, known):
        if shape is None and name.startswith(WIDE):
            warnings.append(f"declared {name}, but is not")
            continue
        if name != "utf-8" and shape is None and _is_rather_utf8(body):
            warnings.append(f"declared {name}, but is utf-8")
            return _read(body, "utf-8"), "utf-8", warnings
        meant = really(body, name) if name in SINGLE_BYTE else None
        if meant is not None:
            warnings.append(f"declared {name}, but is {meant}")
        try:
            return _read(body, meant or WIDER.get(name, name), "replace" if meant else "strict"), meant or name, warnings
        except (UnicodeDecodeError, LookupError):
            continue
    return _guessed(body, warnings) if shape is None else (_bare(body.decode(shape, "replace")), shape, warnings)


def _guessed(body: bytes, warnings: list[str]) -> tuple[str, str, list[str]]:
    sure = _damaged_utf8(body)
    if sure is not None:
        warnings.append("some bytes are not utf-8; they were left out")
        return _bare(sure), "utf-8", warnings
    found = really(body, None)
    if found is not None:
        warnings.append(f"charset guessed: {found}")
        return _bare(body.decode(found, "replace")), found, warnings
    best = from_bytes(body[:SAMPLE], cp_isolation=sorted(ALLOWED - {"ascii"})).best()
    name = best.encoding if best else "cp1252"
    warnings.append(f"charset guessed: {name}")
    return _bare(body.decode(name, "replace")), name, warnings


def _damaged_utf8(body: bytes) -> str | None:
    """The text where all but a few bytes are UTF-8."""
    text = body.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return text if wrong <= 3 + len(body) // 2000 and any(ord(char) > 127 for char in text.replace("\ufffd", "")) else None  # noqa: PLR2004 - ASCII's end


def _is_rather_utf8(body: bytes) -> bool:
    """Whether bytes beyond ASCII are UTF-8 throughout: hardly a chance in a text of another encoding."""
    if body.isascii():
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _named(body: bytes) -> str | None:
    found = _DECLARED.search(body[:1024])
    return found[1].decode("ascii") if found else None


def _charset(content_type: str) -> str | None:
    found = _CHARSET.search(content_type)
    return found[1] if found else None


def _known(name: str, warnings: list[str]) -> str | None:
    try:
        known = codecs.lookup(name).name
    except LookupError:
        known = ""
    if known not in ALLOWED:
        warnings.append(f"charset {name} is not known")
        return None
    return known


def _read(body: bytes, encoding: str, errors: str = "strict") -> str:
    declared = _BEFORE_ROOT.match(body) if encoding == "utf-8" else None
    return str(memoryview(body)[declared.end() :], encoding, errors) if declared else _bare(body.decode(encoding, errors))


def _bare(text: str) -> str:
    text = text.lstrip("\ufeff")
    declared = _DECLARATION.match(text)
    return text[declared.end() :] if declared else text
