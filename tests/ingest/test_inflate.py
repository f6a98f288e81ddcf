"""Whatever a body is wrapped in comes out whole, or is refused before it fills the memory."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.ingest.fetching.inflate import BodyReader, BrokenEncodingError, TooLargeError

Compress = Callable[[bytes], bytes]
_brotli: Compress = import_module("brotli").compress
_zstd: Compress = import_module("backports.zstd").compress
BODY = b"<?xml version='1.0'?><rss>" + bytes(range(48, 123)) * 400 + b"</rss>"
CODINGS: dict[str, Compress] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": _brotli,
    "zstd": _zstd,
}


def read(
    encoding: str, data: bytes, *, step: int = 1_000, most: int = 10_000_000, wire: int = 10**8
) -> bytes:
    reader = BodyReader(encoding, max_compressed=wire, max_body=most)
    for start in range(0, len(data), step):
        reader.feed(data[start : start + step])
    return reader.finish()


@given(
    codings=st.lists(st.sampled_from(sorted(CODINGS)), max_size=3),
    text=st.binary(max_size=3_000),
    step=st.integers(1, 4_000),
)
def test_any_three_codings_in_any_chunks_are_undone(
    codings: list[str], text: bytes, step: int
) -> None:
    body = b"<rss>" + text
    data = body
    for coding in codings:
        data = CODINGS[coding](data)

    assert read(", ".join(codings), data, step=step) == body


def _gzip(data: bytes) -> bytes:
    """Return the data packed without the time: a test's name must be the same everywhere."""
    return gzip.compress(data, mtime=0)


@pytest.mark.parametrize("step", [1, 7, 100_000])
@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("", BODY),
        ("identity", BODY),
        ("utf-8", BODY),
        ("none", BODY),
        ("gzip", BODY),
        ("br", BODY),
        ("zstd", BODY),
        ("deflate", BODY),
        ("GZip", _gzip(BODY)),
        ("", _gzip(BODY)),
        ("br", _gzip(BODY)),
        ("", _zstd(BODY)),
        ("gzip", _gzip(_gzip(BODY))),
        ("gzip, gzip", _gzip(BODY)),
        ("deflate", zlib.compress(BODY)[2:-4]),
        ("gzip", _gzip(BODY) + b"garbage at the end"),
        ("gzip", _gzip(BODY) + bytes(2_000)),
        ("gzip", _gzip(BODY[:99]) + _gzip(BODY[99:])),
        ("zstd", _zstd(BODY[:99]) + _zstd(BODY[99:])),
        ("zstd", _zstd(BODY) + b"garbage"),
    ],
)
def test_what_the_bytes_are_goes_before_what_the_header_says(
    encoding: str, data: bytes, step: int
) -> None:
    assert read(encoding, data, step=step) == BODY


@pytest.mark.parametrize("tiny", [b"", b"a", b"<", b"\x1f", b"{}"])
@pytest.mark.parametrize("encoding", ["", "utf-8"])
def test_a_body_of_a_byte_or_none_is_what_it_is(tiny: bytes, encoding: str) -> None:
    assert read(encoding, tiny) == tiny


@pytest.mark.parametrize("encoding", sorted(CODINGS))
def test_what_is_cut_or_garbled_is_an_error(encoding: str) -> None:
    data = CODINGS[encoding](BODY)
    for broken in (data[:-5], data[: len(data) // 2], data[:-9] + b"\xff" * 9):
        with pytest.raises(BrokenEncodingError):
            read(encoding, broken)


@pytest.mark.parametrize("encoding", sorted(CODINGS))
def test_a_bomb_is_left_at_the_limit_however_small_it_is(encoding: str) -> None:
    bomb = CODINGS[encoding](bytes(30_000_000))

    with pytest.raises(TooLargeError, match="when decompressed"):
        read(encoding, bomb, most=1_000_000)


def test_a_bomb_within_a_bomb_is_left_at_the_limit_too() -> None:
    inner = gzip.compress(bytes(30_000_000))

    with pytest.raises(TooLargeError):
        read("gzip, gzip", gzip.compress(inner * 40), most=1_000_000)


def test_nobody_compresses_ten_times_nor_in_ten_thousand_parts() -> None:
    with pytest.raises(BrokenEncodingError, match="10 times"):
        read(", ".join(["gzip"] * 10), b"")
    with pytest.raises(BrokenEncodingError, match="parts"):
        read("gzip", gzip.compress(b"") * 10_000)


def test_more_than_is_allowed_on_the_wire_is_left() -> None:
    with pytest.raises(TooLargeError, match="on the wire"):
        read("", BODY, wire=10_000)
