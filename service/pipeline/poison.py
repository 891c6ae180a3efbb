"""What could not be taken in, as it is kept for a person to look at."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.model.entry import Fetched

DOCUMENT = "(document)"
"""Key in the quarantine of a whole document; those of entries are their own."""
LARGEST_KEPT = 256 * 1024
"""Bytes that are kept of a document."""


def document_json(fetched: Fetched) -> str:
    """A fetched document as JSON: where it came from, and its first bytes in Base64 (RFC 4648)."""
    return json.dumps(
        {
            "url": fetched.url,
            "content_type": fetched.content_type,
            "bytes": len(fetched.body),
            "body": b64encode(fetched.body[:LARGEST_KEPT]).decode("ascii"),
        }
    )
