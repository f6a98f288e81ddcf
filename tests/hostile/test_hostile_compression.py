"""Compressed answers that are bombs, broken or not compressed at all."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from datetime import timedelta

import brotli  # type: ignore[import-untyped]  # published without type information
import pytest

from hostile.arena import Arena, Crowd, Document, MeetAtOnce, entry, rss, serve

GOOD = rss(entry("one"), entry("two")).encode()
MEGABYTE = b" " * 1_000_000


def deflated(data: bytes, window: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    return packer.compress(data) + packer.flush()


def gzip_bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(MEGABYTE) for _ in range(megabytes)) + packer.flush()


def brotli_bomb(megabytes: int) -> bytes:
    packer = brotli.Compressor(quality=1)
    return bytes(b"".join(packer.process(MEGABYTE) for _ in range(megabytes)) + packer.finish())


BOMB = gzip_bomb(300)
BOMBS = {
    "gzip": (BOMB, "gzip"),
    "gzip without a header": (BOMB, ""),
    "x-gzip": (BOMB, "x-gzip"),
    "deflate": (zlib.compress(MEGABYTE * 100, 9), "deflate"),
    "bare deflate": (deflated(MEGABYTE * 100, -15), "deflate"),
    "brotli": (brotli_bomb(100), "br"),
    "a bomb inside a bomb": (gzip.compress(BOMB), "gzip"),
    "a bomb inside a bomb, said so": (gzip.compress(BOMB), "gzip, gzip"),
    "gzip twelve times": (BOMB, ", ".join(["gzip"] * 12)),
    "after good members": (gzip.compress(GOOD) + BOMB, "gzip"),
    "20,000 empty members": (gzip.compress(b"") * 20_000, "gzip"),
}


@pytest.fixture(scope="module")
def bombs(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once(
        {name: serve(body, Content_Encoding=coding) for name, (body, coding) in BOMBS.items()},
        most=2_000_000,
    )


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_cut_off(bombs: Crowd, name: str) -> None:
    status, error = bombs.status(name)

    assert status == "failed"
    assert error
    assert bombs.titles(name) == []


Pack = Callable[[bytes], bytes]
READABLE: dict[str, tuple[Pack, str]] = {
    "gzip": (gzip.compress, "gzip"),
    "gzip in capitals": (gzip.compress, "GZIP"),
    "x-gzip": (gzip.compress, "x-gzip"),
    "gzip that no header names": (gzip.compress, ""),
    "gzip called identity": (gzip.compress, "identity"),
    "plain that claims gzip": (bytes, "gzip"),
    "plain that claims deflate": (bytes, "deflate"),
    "plain that claims a charset": (bytes, "utf-8"),
    "plain that claims none": (bytes, "none"),
    "zlib": (zlib.compress, "deflate"),
    "bare deflate": (lambda data: deflated(data, -15), "deflate"),
    "brotli": (brotli.compress, "br"),
    "gzip called deflate": (gzip.compress, "deflate"),
    "gzip called brotli": (gzip.compress, "br"),
    "two members": (lambda data: gzip.compress(data[:150]) + gzip.compress(data[150:]), "gzip"),
    "padding after the end": (lambda data: gzip.compress(data) + b"\0" * 512, "gzip"),
    "words after the end": (lambda data: gzip.compress(data) + b"<!-- cached -->", "gzip"),
    "gzip twice, said once": (lambda data: gzip.compress(gzip.compress(data)), "gzip"),
    "gzip twice, said twice": (lambda data: gzip.compress(gzip.compress(data)), "gzip, gzip"),
}


def packed(pack: Pack, coding: str) -> Document:
    return Document(
        text=GOOD.decode(),
        pack=lambda text: pack(text.encode()),
        headers={"Content_Encoding": coding},
    )


@pytest.fixture(scope="module")
def readable(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once({name: packed(*how) for name, how in READABLE.items()})


@pytest.mark.parametrize("name", READABLE)
def test_compression_is_seen_by_the_bytes(readable: Crowd, name: str) -> None:
    assert readable.status(name) == ("new", None)
    assert readable.titles(name) == ["one", "two"]


BROKEN = {
    "truncated": (gzip.compress(GOOD)[:-30], "gzip"),
    "without its checksum": (gzip.compress(GOOD)[:-8], "gzip"),
    "a wrong checksum": (gzip.compress(GOOD)[:-8] + b"\0" * 8, "gzip"),
    "only the header": (gzip.compress(GOOD)[:10], "gzip"),
    "two bytes": (b"\x1f\x8b", "gzip"),
    "noise after the header": (gzip.compress(GOOD)[:10] + bytes(range(256)), "gzip"),
    "zlib truncated": (zlib.compress(GOOD)[:-20], "deflate"),
    "brotli truncated": (brotli.compress(GOOD)[:-20], "br"),
    "noise called brotli": (bytes(range(255, 0, -1)), "br"),
    "an unknown coding": (bytes(range(255, 0, -1)), "snappy"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_compression_is_a_failure_or_brings_whole_entries(arena: Arena, name: str) -> None:
    body, encoding = BROKEN[name]

    came = arena.meet(serve(body, Content_Encoding=encoding, ETag='"half"'))

    assert set(arena.titles()) <= {"one", "two"}
    assert came.hostile["status"] == ("new" if arena.titles() else "failed")
    arena.server.scripts["/hostile"] = serve(GOOD)
    arena.poll(after=timedelta(days=1))
    assert arena.titles() == ["one", "two"]
    assert "if-none-match" not in arena.server.asked("/hostile")[-1].headers


def test_a_bare_304_after_a_compressed_answer_means_the_same_feed(arena: Arena) -> None:
    packed = gzip.compress(GOOD)
    arena.meet(serve(packed, Content_Encoding="gzip", ETag='W/"z-gzip"'))
    arena.poll(after=timedelta(days=1))

    assert arena.server.asked("/hostile")[-1].headers["if-none-match"] == 'W/"z-gzip"'
