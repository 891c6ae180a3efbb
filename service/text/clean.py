"""Text of feeds made harmless for a header, a line and a reader's eye, without losing what it says."""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
ELLIPSIS = "…"

_BLANKS = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls that no text needs
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates turn what stands around them
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear annotation
    "\U000e0000-\U000e007f]"  # tags: text that nobody sees
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def one_line(text: str, limit: int = 0) -> str:
    """`text` on one line, without controls, bidi overrides and lone surrogates; clipped to `limit` characters where not 0."""
    line = _UNSEEN.sub("", _BLANKS.sub(" ", _SURROGATE.sub(REPLACEMENT, text))).strip()
    return clip(_BLANKS.sub(" ", line), limit)


def paragraph(text: str, limit: int = 0) -> str:
    """As `one_line`, but line ends stay, each as one line feed."""
    lines = _LINE_ENDS.sub("\n", _SURROGATE.sub(REPLACEMENT, text))
    return clip(_UNSEEN.sub("", lines).strip(), limit)


def clip(text: str, limit: int) -> str:
    """The first `limit` characters, the last of them an ellipsis where something was cut; all of it where `limit` is 0.

    A base character is not parted from the marks that follow it.
    """
    if not limit or len(text) <= limit:
        return text
    end = limit - 1
    while end > limit // 2 and unicodedata.combining(text[end]):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS
