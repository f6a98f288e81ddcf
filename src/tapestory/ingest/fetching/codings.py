"""A content coding and the first bytes in it → a decoder that never gives much at a time.

Every decoder is asked for at most `STEP` bytes at once, so that whoever takes them can stop at
a limit: a kilobyte of brotli may hold a gigabyte.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Protocol

STEP = 256 * 1024
"""Bytes."""
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_ZSTD_WINDOW_LOG = 23
"""RFC 9659: a web answer needs no window of more than 8 MB."""
_MOST_PARTS = 1_000
"""Gzip members or zstd frames of one body."""
_MOST_CODINGS = 3
_TEXT_STARTS = (b"<?xml", b"<rss", b"<feed", b"<rdf", b"<!", b'{"', b"\xef\xbb\xbf")


class BrokenEncodingError(Exception):
    """The compressed data is truncated or corrupt; says which."""


class Decoder(Protocol):
    """Undoes one content coding."""

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Take the next bytes; yield what they hold in pieces of about `STEP` bytes at most.

        Raises:
            BrokenEncodingError: They are corrupt.
        """
        ...

    def finish(self) -> None:
        """Say that there are no more bytes.

        Raises:
            BrokenEncodingError: There should be.
        """
        ...


def named_codings(header: str) -> list[str]:
    """Return the codings that a Content-Encoding header names, in the order of their making.

    Those that we do not know are left out: "utf-8" and "none" are sent by servers that mean
    nothing by it, and what a body really is shows when it is read (RFC 9110 section 8.4).

    Raises:
        BrokenEncodingError: There are more than any honest answer has.
    """
    names = [name.strip().lower().removeprefix("x-") for name in header.split(",")]
    codings = [name for name in names if name in ("gzip", "deflate", "br", "zstd")]
    if len(codings) > _MOST_CODINGS:
        message = f"compressed {len(codings)} times over"
        raise BrokenEncodingError(message)
    return codings


def decoder_for(coding: str, head: bytes) -> Decoder:
    """Return what decodes a body that begins with `head` and is said to be in `coding`."""
    if head.startswith(_GZIP_MAGIC):
        return _Zlib(_GZIP_WINDOW)
    if head.startswith(_ZSTD_MAGIC):
        return _Zstd()
    if head.lstrip().lower().startswith(_TEXT_STARTS):
        return Identity()
    if coding == "deflate":
        # RFC 9110 section 8.4.1.2 means the zlib format; some send the bare one.
        zlib_header = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
        return _Zlib(zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)
    return _Brotli() if coding == "br" else Identity()


class Identity:
    """Decodes what is not compressed."""

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield the bytes themselves."""
        yield data

    def finish(self) -> None:
        """Accept any end."""


class _Zlib:
    """Gzip (RFC 1952, several members too), zlib (RFC 1950) and bare deflate (RFC 1951)."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._decoder = zlib.decompressobj(window)
        self._parts = _Parts(_GZIP_MAGIC if window == _GZIP_WINDOW else b"")

    def decode(self, data: bytes) -> Iterator[bytes]:
        try:
            while data:
                if self._decoder.eof:
                    data = self._parts.begin(data)
                    if data:
                        self._decoder = zlib.decompressobj(self._window)
                    continue
                yield self._decoder.decompress(data, STEP)
                data = self._decoder.unused_data or self._decoder.unconsumed_tail
        except zlib.error as error:
            raise _corrupt(error) from error

    def finish(self) -> None:
        if not self._decoder.eof:
            raise _truncated()


class _Brotli:
    """RFC 7932."""

    def __init__(self) -> None:
        self._module: Any = import_module("brotli")
        self._decoder = self._module.Decompressor()

    def decode(self, data: bytes) -> Iterator[bytes]:
        try:
            while not self._decoder.is_finished():
                piece = self._decoder.process(data, output_buffer_limit=STEP)
                data = b""
                yield piece
                if not piece and self._decoder.can_accept_more_data():
                    return
        except self._module.error as error:
            raise _corrupt(error) from error

    def finish(self) -> None:
        if not self._decoder.is_finished():
            raise _truncated()


class _Zstd:
    """RFC 8878, several frames too."""

    def __init__(self) -> None:
        self._module = _zstd_module()
        self._decoder = self._new()
        self._parts = _Parts(_ZSTD_MAGIC)

    def decode(self, data: bytes) -> Iterator[bytes]:
        try:
            while data or not (self._decoder.needs_input or self._decoder.eof):
                if self._decoder.eof:
                    data = self._parts.begin(data)
                    if data:
                        self._decoder = self._new()
                    continue
                yield self._decoder.decompress(data, STEP)
                data = self._decoder.unused_data if self._decoder.eof else b""
        except self._module.ZstdError as error:
            raise _corrupt(error) from error

    def finish(self) -> None:
        if not self._decoder.eof:
            raise _truncated()

    def _new(self) -> Any:
        window = self._module.DecompressionParameter.window_log_max
        return self._module.ZstdDecompressor(options={window: _ZSTD_WINDOW_LOG})


class _Parts:
    """Tells where one compressed part ends whether another follows; padding and garbage do not."""

    def __init__(self, magic: bytes) -> None:
        self._magic = magic
        self._held = b""
        self._number = 1
        self._over = not magic

    def begin(self, data: bytes) -> bytes:
        """Take what follows a part; return the beginning of the next one, or nothing yet."""
        if self._over:
            return b""
        self._held += data
        if not self._held.startswith(self._magic):
            self._over = not self._magic.startswith(self._held)
            return b""
        if self._number >= _MOST_PARTS:
            message = f"more than {_MOST_PARTS:,} compressed parts in one answer"
            raise BrokenEncodingError(message)
        self._number += 1
        held, self._held = self._held, b""
        return held


def _zstd_module() -> Any:
    try:
        return import_module("compression.zstd")  # in the standard library from 3.14 on
    except ModuleNotFoundError:
        return import_module("backports.zstd")


def _corrupt(error: Exception) -> BrokenEncodingError:
    return BrokenEncodingError(f"the compressed answer is corrupt: {error}")


def _truncated() -> BrokenEncodingError:
    return BrokenEncodingError("the compressed answer is truncated")
