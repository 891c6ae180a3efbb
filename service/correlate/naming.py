"""Names of signals: short, fit for typing, and the same whenever the same entry opens the same signal."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from service.model.mention import Mention
    from service.model.signal import Telling

DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base32: no i, l, o, u, which are misread or misheard."""

LENGTH = 8


def signal_name(telling: Telling, mention: Mention | None = None, taken: Container[str] = ()) -> str:
    """``s`` and eight digits from watch, entry and what the mention codes.

    Args:
        telling: the entry, and its mention.
        mention: another mention of the same entry; None: the telling's own.
        taken: names that other signals have already.
    """
    own = mention or telling.mention
    parts = (
        own.watch, own.indicator, own.target, *own.actors, own.status, own.level or "", own.venue or "",
        telling.source, telling.entry_name, telling.link,
    )  # fmt: skip
    counter = 0
    while (name := _name("\x1f".join((*parts, str(counter))))) in taken:
        counter += 1
    return name


def _name(text: str) -> str:
    number = int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest()[:LENGTH], "big")
    return "s" + "".join(DIGITS[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
