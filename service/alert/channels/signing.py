"""Standard Webhooks 1.0.0: secrets and the ``v1`` signature (HMAC-SHA256 over ``id.timestamp.body``)."""

from __future__ import annotations

import hmac
import secrets
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from hashlib import sha256
from typing import TYPE_CHECKING

from service.errors import AskedWronglyError

if TYPE_CHECKING:
    from collections.abc import Sequence

PREFIX = "whsec_"
SHORTEST, LONGEST = 24, 64
"""Bytes of a key."""
KEY_LENGTH = 32
"""Bytes of a key that is made here."""


def key_of(secret: str, *, where: str) -> bytes:
    """The key in a secret ``whsec_...``. Raises AskedWronglyError, which does not repeat the secret."""
    try:
        key = b64decode(secret.removeprefix(PREFIX), validate=True)
    except (Base64Error, ValueError):
        key = b""
    if not secret.startswith(PREFIX) or not SHORTEST <= len(key) <= LONGEST:
        raise AskedWronglyError(
            f"{where}: secret must be whsec_ + base64 of {SHORTEST}-{LONGEST} bytes, "
            "as from: echo whsec_$(openssl rand -base64 32)",
            resource=where,
        )
    return key


def new_secret() -> str:
    """A secret that nobody had before."""
    return PREFIX + b64encode(secrets.token_bytes(KEY_LENGTH)).decode("ascii")


def signature(keys: Sequence[bytes], message_id: str, timestamp: int, body: bytes) -> str:
    """The value of ``webhook-signature``: one ``v1,BASE64`` a key, the newest first, parted by blanks.

    Args:
        keys: keys that the receiver may hold, several while a secret is being replaced.
        message_id: the value of ``webhook-id``.
        timestamp: Unix seconds of this attempt, the value of ``webhook-timestamp``.
        body: the bytes that are sent.
    """
    signed = f"{message_id}.{timestamp}.".encode("ascii") + body
    return " ".join("v1," + b64encode(hmac.digest(key, signed, sha256)).decode("ascii") for key in keys)
