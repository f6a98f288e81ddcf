"""Compressed chunks of a response → its body, never more of it in memory than the limit allows."""

from __future__ import annotations

from collections.abc import Iterator

from tapestory.ingest.fetching.codings import (
    BrokenEncodingError,
    Decoder,
    Identity,
    decoder_for,
    named_codings,
)

__all__ = ["BodyReader", "BrokenEncodingError", "TooLargeError"]

_SNIFFED = 8
"""Bytes that tell what a body really is."""


class TooLargeError(Exception):
    """The body passes the limit; says which."""


class BodyReader:
    """Takes the chunks of one response as they arrive, and gives the decoded body at the end.

    What the bytes are goes before what the header says: gzip and zstd are decoded also where it
    forgot to name them, and plain text is taken as it is where it only claims compression.
    Publishers do both, and some compress twice.

    Args:
        encoding: The Content-Encoding header, "" when there is none.
        max_compressed: Bytes accepted off the wire.
        max_body: Bytes accepted after decoding, and between two decodings.

    Raises:
        BrokenEncodingError: It names more codings than any honest answer has.
    """

    def __init__(self, encoding: str, *, max_compressed: int, max_body: int) -> None:
        # One more than is named: a file that was stored compressed is often announced as plain.
        codings = [*reversed(named_codings(encoding)), ""]
        self._layers = [_Layer(coding, max_body) for coding in codings]
        self._max_compressed = max_compressed
        self._received = 0
        self._body = bytearray()

    @property
    def size(self) -> int:
        """Bytes of the body so far."""
        return len(self._body)

    def feed(self, chunk: bytes) -> None:
        """Take the next chunk, as `steps` does, without a pause."""
        for _ in self.steps(chunk):
            pass

    def steps(self, chunk: bytes) -> Iterator[None]:
        """Take the next chunk, piece by piece, so that somebody can look at `size` in between.

        Raises:
            TooLargeError: One of the limits is passed.
            BrokenEncodingError: The compressed data is corrupt.
        """
        self._received += len(chunk)
        if self._received > self._max_compressed:
            message = f"more than {self._max_compressed:,} bytes on the wire"
            raise TooLargeError(message)
        return self._passed_on(chunk, 0)

    def finish(self) -> bytes:
        """Return the whole decoded body.

        Raises:
            TooLargeError: One of the limits is passed.
            BrokenEncodingError: The compressed data ends too early.
        """
        for number, layer in enumerate(self._layers):
            for piece in layer.rest():
                for _ in self._passed_on(piece, number + 1):
                    pass
        body = bytes(self._body)
        self._body.clear()
        return body

    def _passed_on(self, data: bytes, number: int) -> Iterator[None]:
        if number == len(self._layers):
            self._body += data
            yield
            return
        for piece in self._layers[number].decode(data):
            yield from self._passed_on(piece, number + 1)


class _Layer:
    """One decoding, chosen when the first bytes are there."""

    def __init__(self, coding: str, max_size: int) -> None:
        self._coding = coding
        self._max_size = max_size
        self._size = 0
        self._head = b""
        self._decoder: Decoder | None = None

    def decode(self, data: bytes) -> Iterator[bytes]:
        if self._decoder is None:
            self._head += data
            if len(self._head) < _SNIFFED:
                return
            data = self._decide()
        yield from self._counted(data)

    def rest(self) -> Iterator[bytes]:
        if self._decoder is None:
            yield from self._counted(self._decide())
        if self._decoder is not None:
            self._decoder.finish()

    def _decide(self) -> bytes:
        head, self._head = self._head, b""
        self._decoder = decoder_for(self._coding, head) if head else Identity()
        return head

    def _counted(self, data: bytes) -> Iterator[bytes]:
        if self._decoder is None or not data:
            return
        for piece in self._decoder.decode(data):
            self._size += len(piece)
            if self._size > self._max_size:
                message = f"more than {self._max_size:,} bytes when decompressed"
                raise TooLargeError(message)
            yield piece
