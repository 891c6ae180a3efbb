"""Bodies read piece by piece, compressed or not, each within a bound on the wire and after decoding."""

from __future__ import annotations

import zlib

PIECE = 64 * 1024
LARGEST_ON_WIRE = 5 * 2**20
"""Bytes as they come, where no more than `LARGEST_DECODED` are taken: no feed that is read in time is larger (HARDENING, P6)."""
LARGEST_DECODED = 8 * 2**20
MOST_MEMBERS = 64
"""Parts of one gzip body: each costs a copy of what is left of it."""
PROBED = 4 * PIECE
"""Decoded bytes after which a body is asked whether it is a bomb: what is read on costs all other feeds their time."""
BOMB = 100
"""Feeds are packed five to thirty times; only bombs this much and more."""
GZIP = b"\x1f\x8b"
_EITHER = zlib.MAX_WBITS | 32  # gzip or zlib, by its header
_KNOWN = frozenset({"gzip", "x-gzip", "deflate"})
_FOREIGN = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip"})


class TooLargeError(Exception):
    """A body passed its bound of so many bytes; `decoded` tells which."""

    def __init__(self, limit: int, *, decoded: bool = False) -> None:
        super().__init__()
        self.limit = limit
        self.decoded = decoded


class BadEncodingError(Exception):
    """A body is packed in a way that was not offered; its text names the way."""


def on_wire(limit: int) -> int:
    """How many bytes may come on the wire where `limit` is the decoded body's: as many up to 5 MiB, of more five eighths."""
    return max(min(limit, LARGEST_ON_WIRE), limit * LARGEST_ON_WIRE // LARGEST_DECODED)


class Body:
    """Gathers a body.

    Args:
        encoding: the header ``Content-Encoding`` (RFC 9110, 8.4).
        limit: bytes after decoding; `on_wire` says how many may come.

    Raises:
        BadEncodingError: nothing that we offered to read.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        labels = [label.strip().lower() for label in encoding.split(",")]
        if any(label in _FOREIGN for label in labels):
            raise BadEncodingError(encoding[:40])
        # Other labels (identity, none, utf-8) are mistakes of servers that packed nothing.
        self._compressed = any(label in _KNOWN for label in labels)
        self._limit, self._on_wire = limit, on_wire(limit)
        self._raw = bytearray()
        self.warnings: list[str] = []

    def expect(self, length: str) -> None:
        """Look at the header ``Content-Length``, so that what says it is too large is not read. Raises TooLargeError."""
        if length.isdecimal() and int(length) > self._on_wire:
            raise TooLargeError(self._on_wire)

    def feed(self, piece: bytes) -> None:
        """Take what came. Raises TooLargeError."""
        self._raw += piece
        if len(self._raw) > self._on_wire:
            raise TooLargeError(self._on_wire)

    def finish(self) -> bytes:
        """The decoded body.

        Raises:
            TooLargeError: decoded, it passes the bound.
            BadEncodingError: what was unpacked is packed again, as only bombs are.
        """
        raw = bytes(self._raw)
        said = self._compressed and bool(raw)
        if not said and not raw.startswith(GZIP):
            return raw
        if not said:
            self.warnings.append("compressed by gzip without saying so")
        body = self._inflate(raw)
        if body is not raw and body.startswith(GZIP):
            raise BadEncodingError("compressed twice")
        return body

    def _inflate(self, raw: bytes) -> bytes:
        decoded, rest = bytearray(), raw
        try:
            for _ in range(MOST_MEMBERS):
                rest = self._member(rest, decoded)
                if not rest:
                    return bytes(decoded)
            self.warnings.append(f"more than {MOST_MEMBERS} compressed parts; the rest was left out")
        except zlib.error:
            if not decoded:
                self.warnings.append("labelled as compressed, but is not")
                return raw
            self.warnings.append("the compressed body is damaged; what could be read of it was kept")
        return bytes(decoded)

    def _member(self, raw: bytes, decoded: bytearray) -> bytes:
        """Unpack one member into `decoded`; the members after it (RFC 1952, 2.2), without what pads the end."""
        decoder, rest, probed = zlib.decompressobj(_EITHER), raw, False
        while rest and not decoder.eof:
            decoded += decoder.decompress(rest, PIECE)
            rest = decoder.unconsumed_tail
            too_large = len(decoded) > self._limit
            if not probed and len(decoded) >= PROBED:
                probed = True
                too_large |= len(decoded) > BOMB * (len(raw) - len(rest)) and _said(raw) > self._limit
            if too_large:
                raise TooLargeError(self._limit, decoded=True)
        if not decoder.eof:
            self.warnings.append("the compressed body was cut off; what came of it was kept")
        return decoder.unused_data if decoder.unused_data.startswith(GZIP) else b""


def _said(raw: bytes) -> int:
    """How many bytes the last member of a gzip body says it holds (RFC 1952, 2.3.1, ISIZE); 0 where it is no gzip."""
    return int.from_bytes(raw[-4:], "little") if raw.startswith(GZIP) else 0
