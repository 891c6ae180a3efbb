"""Bodies read piece by piece, compressed or not, each within a bound on the wire and after decoding."""

from __future__ import annotations

import zlib

PIECE = 64 * 1024
GZIP = b"\x1f\x8b"
_EITHER = zlib.MAX_WBITS | 32  # gzip or zlib, by its header


class TooLargeError(Exception):
    """A body passed its bound."""


class Body:
    """Gathers a body.

    Args:
        encoding: the header ``Content-Encoding``.
        limit: bytes on the wire, and again after decoding.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._compressed = encoding.strip().lower() in {"gzip", "x-gzip", "deflate"}
        self._limit = limit
        self._raw = bytearray()
        self.warnings: list[str] = []

    def expect(self, length: str) -> None:
        """Look at the header ``Content-Length``, so that what says it is too large is not read. Raises TooLargeError."""
        if length.isdecimal() and int(length) > self._limit:
            raise TooLargeError

    def feed(self, piece: bytes) -> None:
        """Take what came. Raises TooLargeError."""
        self._raw += piece
        if len(self._raw) > self._limit:
            raise TooLargeError

    def finish(self) -> bytes:
        """The decoded body. Raises TooLargeError."""
        raw = bytes(self._raw)
        if self._compressed and raw:
            return self._inflate(raw)
        if raw.startswith(GZIP):
            self.warnings.append("compressed by gzip without saying so")
            return self._inflate(raw)
        return raw

    def _inflate(self, raw: bytes) -> bytes:
        decoder, decoded, rest = zlib.decompressobj(_EITHER), bytearray(), raw
        try:
            while rest and not decoder.eof:
                decoded += decoder.decompress(rest, PIECE)
                rest = decoder.unconsumed_tail
                if len(decoded) > self._limit:
                    raise TooLargeError
        except zlib.error:
            if not decoded:
                self.warnings.append("labelled as compressed, but is not")
                return raw
            self.warnings.append("the compressed body is damaged; what could be read of it was kept")
            return bytes(decoded)
        if not decoder.eof:
            self.warnings.append("the compressed body was cut off; what came of it was kept")
        return bytes(decoded)
