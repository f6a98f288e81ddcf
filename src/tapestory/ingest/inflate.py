"""Compressed chunks of a response → its body, never more of it in memory than the limit allows."""

from __future__ import annotations

import zlib

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_STEP = 256 * 1024
_MAX_MEMBERS = 1_000


class TooLargeError(Exception):
    """The body passes the limit; says which."""


class BrokenEncodingError(Exception):
    """The compressed data is truncated, corrupt, or of an encoding that was not offered."""


class BodyReader:
    """Takes the chunks of one response as they arrive, and gives the decoded body at the end.

    Gzip is decoded wherever the bytes say gzip, also when the header forgot to, and plain bytes
    are taken as they are where the header only claims compression: publishers do both.

    Args:
        encoding: The Content-Encoding header, "" when there is none.
        max_compressed: Bytes accepted off the wire.
        max_body: Bytes accepted after decoding.

    Raises:
        BrokenEncodingError: The encoding is none that we offer.
    """

    def __init__(self, encoding: str, *, max_compressed: int, max_body: int) -> None:
        self._encoding = encoding.strip().lower()
        if self._encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            message = f"content encoding {encoding[:40]!r} was not offered"
            raise BrokenEncodingError(message)
        self._max_compressed = max_compressed
        self._max_body = max_body
        self._received = 0
        self._head = b""
        self._decided = False
        self._decoder: zlib._Decompress | None = None
        self._body = bytearray()
        self._members = 1

    def feed(self, chunk: bytes) -> None:
        """Take the next chunk.

        Raises:
            TooLargeError: One of the limits is passed.
            BrokenEncodingError: The compressed data is corrupt.
        """
        self._received += len(chunk)
        if self._received > self._max_compressed:
            message = f"more than {self._max_compressed:,} bytes on the wire"
            raise TooLargeError(message)
        if not self._decided:
            self._head += chunk
            if len(self._head) < 2:
                return
            chunk = self._decide()
        self._take(chunk)

    def finish(self) -> bytes:
        """Return the whole decoded body.

        Raises:
            BrokenEncodingError: The compressed data ends too early.
        """
        if not self._decided:
            self._take(self._decide())
        while self._decoder is not None and not self._decoder.eof:
            held_back = self._decoder.decompress(b"", _STEP)
            if not held_back:
                break
            self._grow(held_back)
        if self._decoder is not None and not self._decoder.eof:
            message = "the compressed answer is truncated"
            raise BrokenEncodingError(message)
        return bytes(self._body)

    def _decide(self) -> bytes:
        self._decided = True
        head, self._head = self._head, b""
        if head.startswith(_GZIP_MAGIC):
            self._decoder = zlib.decompressobj(_GZIP_WINDOW)
        elif self._encoding == "deflate" and head:
            # RFC 9110 section 8.4.1.2 means the zlib format; some send the bare one.
            zlib_header = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
            self._decoder = zlib.decompressobj(zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)
        return head

    def _take(self, chunk: bytes) -> None:
        if self._decoder is None:
            self._grow(chunk)
            return
        try:
            while chunk:
                self._grow(self._decoder.decompress(chunk, _STEP))
                chunk = self._decoder.unconsumed_tail
                if self._decoder.eof:
                    chunk = self._next_member()
        except zlib.error as error:
            message = f"the compressed answer is corrupt: {error}"
            raise BrokenEncodingError(message) from error

    def _next_member(self) -> bytes:
        """Go on with a further gzip member (RFC 1952 section 2.2); padding is none."""
        rest = self._decoder.unused_data if self._decoder is not None else b""
        if not rest.startswith(_GZIP_MAGIC):
            return b""
        self._members += 1
        if self._members > _MAX_MEMBERS:
            message = f"more than {_MAX_MEMBERS} gzip members"
            raise BrokenEncodingError(message)
        self._decoder = zlib.decompressobj(_GZIP_WINDOW)
        return rest

    def _grow(self, piece: bytes) -> None:
        if len(self._body) + len(piece) > self._max_body:
            message = f"more than {self._max_body:,} bytes when decompressed"
            raise TooLargeError(message)
        self._body += piece
