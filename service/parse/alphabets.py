"""Which encoding of one byte a character a text is really in, by the letters that its language writes most.

Feeds are often labelled with what the publisher's system thinks that it sends: Arabic as Latin-1, KOI8-R as windows-1251,
Turkish as ISO 8859-1. All of these decode without an error, into nonsense in which no keyword is ever found.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LETTERS = {
    "arabic": "اليمونرتبعدسفهةكقحجأىإشصذخطضغئءآ",
    "cyrillic": "оеаинтсрвлкмдпуяыьгзбчйхжю",
    "greek": "αοιετσνηυρπκμλςάόίέήω",
    "hebrew": "יוהלאמרתבשנכפקדעחם",
    "thai": "านรอกเงมยลวดทสตะปบคหแจพชขใไ" + "่้ัี็ิืุู",
}  # fmt: skip
"""The letters that make up nearly all of a text in each script of its own, most frequent first."""
_ENCODINGS = {
    "arabic": ("cp1256", "iso8859-6"),
    "cyrillic": ("cp1251", "koi8-r", "iso8859-5"),
    "greek": ("cp1253", "iso8859-7"),
    "hebrew": ("cp1255", "iso8859-8"),
    "thai": ("cp874",),
}
LATIN = frozenset(
    {
        "cp1250",
        "cp1252",
        "cp1254",
        "cp1257",
        "cp1258",
        "mac-roman",
        *(f"iso8859-{n}" for n in (1, 2, 3, 4, 9, 10, 13, 14, 15, 16)),
    }
)
"""Encodings in which most letters of a text are ASCII's, and others stand alone among them."""
SINGLE_BYTE = LATIN | {name for names in _ENCODINGS.values() for name in names} | {"koi8-u", "tis-620"}

LEAST = 12
"""Bytes beyond ASCII without which nothing is doubted."""
RUN = 4
"""So many bytes beyond ASCII in a row stand for a word of another script."""
CLEAR = 0.15
"""By how much (of 1) another encoding must fit better."""
FITS = 0.7
"""The least share of a text's letters that its language's frequent ones make up."""

_ASCII = bytes(range(0x80))
_BLANK_ASCII = b" " * 0x80 + bytes(range(0x80, 0x100))
_TURKISH = frozenset(b"\xd0\xdd\xde\xf0\xfd\xfe")
"""Ğİş... in windows-1254, which is windows-1252 but for these six: there they are ÐÝÞðýþ, which only Icelandic has."""
_DOTLESS_AND_S, _SOFT_G = b"\xfd\xdd\xfe\xde", b"\xf0\xd0"
"""In Turkish ı and ş are far more frequent than ğ; in Icelandic ð is than ý and þ, which stand at the same places."""
_SHARED = frozenset("çöüÇÖÜâî".encode("latin-1"))
_WESTERN = frozenset("éèêàâçùûôîëïäöüßñáíóúãõåæøœÉÀÇÖÜÄ’‘“”–—…«»°€ª¿¡\xa0".encode("cp1252"))


def really(body: bytes, declared: str | None) -> str | None:
    """The encoding that a text is in, where that is clearly another one than is declared (None: not declared).

    Args:
        body: the document, in an encoding of one byte a character.
        declared: Python's name of the declared encoding.
    """
    high = body.translate(None, _ASCII)
    if len(high) < LEAST:
        return None
    counts = Counter(high)
    in_runs = sum(length for length in map(len, body.translate(_BLANK_ASCII).split()) if length >= RUN)
    if in_runs * 2 > len(high):
        return _of_own_script(counts, declared)
    return _of_latin_script(counts, declared) if in_runs * 10 < len(high) else None


def _of_own_script(counts: Mapping[int, int], declared: str | None) -> str | None:
    fits = {name: _fit(counts, name, letters) for script, letters in _LETTERS.items() for name in _ENCODINGS[script]}
    best = max(fits, key=lambda name: fits[name])
    known = 0.0 if declared is None or declared in LATIN else _known_fit(counts, declared, fits)
    return best if best != declared and fits[best] >= FITS and fits[best] >= known + CLEAR else None


def _known_fit(counts: Mapping[int, int], declared: str, fits: Mapping[str, float]) -> float:
    """How well the declared encoding fits; capitals count too, so that headlines in capitals are not doubted."""
    letters = next((_LETTERS[script] for script, names in _ENCODINGS.items() if declared in names), None)
    if letters is None:
        return 1.0
    capitals = letters.upper()
    return max(fits[declared], _fit(counts, declared, capitals))


def _fit(counts: Mapping[int, int], encoding: str, letters: str) -> float:
    """The share of bytes beyond ASCII that are frequent letters; the most frequent half counts in full, the others less."""
    frequent = letters[: len(letters) // 2].encode(encoding, "ignore")
    others = letters[len(letters) // 2 :].encode(encoding, "ignore")
    return (_sum(counts, frequent) + 0.6 * _sum(counts, others)) / sum(counts.values())


def _of_latin_script(counts: Mapping[int, int], declared: str | None) -> str | None:
    """windows-1254 or windows-1252, where letters beyond ASCII stand alone and the declared encoding has none such, or ÐÝÞ."""
    own, all_of_them = _sum(counts, _TURKISH), sum(counts.values())
    if own and own + _sum(counts, _SHARED) >= FITS * all_of_them and _sum(counts, _DOTLESS_AND_S) > _sum(counts, _SOFT_G):
        return None if declared in {"cp1254", "iso8859-9"} else "cp1254"
    if (declared is None or declared not in LATIN) and _sum(counts, _WESTERN) >= (FITS + CLEAR) * all_of_them:
        return "cp1252"
    return None


def _sum(counts: Mapping[int, int], some: Iterable[int]) -> int:
    return sum(counts.get(byte, 0) for byte in some)
