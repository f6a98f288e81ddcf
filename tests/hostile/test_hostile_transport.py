"""Servers that stall, break off, lie about lengths or speak no HTTP: bounded, and told apart."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import cycle

import pytest

from hostile.arena import Arena, Crowd, MeetAtOnce, always, entry, rss, serve
from hostile.hostile_server import HOSTS, HangUpError, Request, reply

GOOD = rss(entry("one"), entry("two")).encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
IMPATIENT = 0.6
"""Seconds that a fetch may take where the server never ends."""

Pieces = AsyncIterator[bytes]


async def silence(_: Request) -> Pieces:
    await asyncio.sleep(60)
    yield b""


async def dripping_status(_: Request) -> Pieces:
    for byte in cycle(b"HTTP/1.1 200 OK "):
        yield bytes([byte])
        await asyncio.sleep(0.02)


async def dripping_headers(_: Request) -> Pieces:
    yield HEAD
    while True:
        yield b"X-Drip: 1\r\n"
        await asyncio.sleep(0.02)


async def dripping_body(_: Request) -> Pieces:
    yield HEAD + b"Content-Length: 1000000\r\n\r\n"
    for byte in cycle(GOOD):
        yield bytes([byte])
        await asyncio.sleep(0.02)


async def stalling_body(_: Request) -> Pieces:
    yield HEAD + b"Content-Length: 1000000\r\n\r\n" + GOOD[:200]
    await asyncio.sleep(60)


async def keeping_the_line(_: Request) -> Pieces:
    yield HEAD + b"\r\n" + GOOD
    await asyncio.sleep(60)


async def tiny_chunks(_: Request) -> Pieces:
    yield CHUNKED
    while True:
        yield b"1\r\n \r\n"
        await asyncio.sleep(0.005)


async def endless_chunk_extension(_: Request) -> Pieces:
    yield CHUNKED + b"5;"
    while True:
        yield b"a=b;" * 8
        await asyncio.sleep(0.01)


async def endless_trailers(_: Request) -> Pieces:
    yield CHUNKED + b"%x\r\n%s\r\n0\r\n" % (len(GOOD), GOOD)
    while True:
        yield b"X-Trailer: 1\r\n"
        await asyncio.sleep(0.01)


async def informational_flood(_: Request) -> Pieces:
    while True:
        yield b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        await asyncio.sleep(0.005)


async def continuing_for_ever(_: Request) -> Pieces:
    while True:
        yield b"HTTP/1.1 100 Continue\r\n\r\n"
        await asyncio.sleep(0.005)


async def continuing_at_full_speed(_: Request) -> Pieces:
    while True:
        yield b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000


NEVER_ENDING = (
    silence, dripping_status, dripping_headers, dripping_body, stalling_body, keeping_the_line,
    tiny_chunks, endless_chunk_extension, endless_trailers, informational_flood,
    continuing_for_ever, continuing_at_full_speed,
)  # fmt: skip


@pytest.fixture(scope="module")
def never_ending(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once({each.__name__: each for each in NEVER_ENDING}, seconds=IMPATIENT)


@pytest.mark.parametrize("name", [script.__name__ for script in NEVER_ENDING])
def test_an_answer_that_never_ends_is_cut_off(never_ending: Crowd, name: str) -> None:
    status, error = never_ending.status(name)

    assert status == "failed"
    assert error
    assert never_ending.titles(name) == []


def test_many_stalling_feeds_cost_the_others_nothing(arena: Arena) -> None:
    arena.configure(seconds=IMPATIENT)
    for number in range(12):
        arena.feed(f"/stalls/{number}", silence, host=HOSTS[number % 2])
        arena.feed(f"/quick/{number}", serve(rss(entry(f"quick {number}"))), host=HOSTS[2])

    came = arena.poll()

    quick = [path for path in came.outcomes if path.startswith("/quick/")]
    assert [came.outcomes[path]["new"] for path in quick] == [1] * 12
    stalled = [path for path in came.outcomes if path.startswith("/stalls/")]
    assert {came.outcomes[path]["status"] for path in stalled} == {"failed"}


async def endless_body(_: Request) -> Pieces:
    yield HEAD + b"\r\n"
    while True:
        yield b" " * 65_536


async def endless_chunks(_: Request) -> Pieces:
    yield CHUNKED
    while True:
        yield b"10000\r\n" + b" " * 65_536 + b"\r\n"


async def endless_header(_: Request) -> Pieces:
    yield HEAD + b"X-Bomb: "
    while True:
        yield b"a" * 65_536


async def endless_headers(_: Request) -> Pieces:
    yield HEAD
    while True:
        yield b"X-Bomb: a\r\n" * 4_096


async def endless_status(_: Request) -> Pieces:
    yield b"HTTP/1.1 200 "
    while True:
        yield b"O" * 65_536


ENDLESS = (endless_body, endless_chunks, endless_header, endless_headers, endless_status)


@pytest.fixture(scope="module")
def endless(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once({each.__name__: each for each in ENDLESS}, most=1_000_000)


@pytest.mark.parametrize("name", [script.__name__ for script in ENDLESS])
def test_an_answer_without_measure_is_cut_off(endless: Crowd, name: str) -> None:
    assert endless.status(name)[0] == "failed"
    assert endless.titles(name) == []


NO_HTTP = {
    "nothing": b"",
    "one byte": b"H",
    "HTTP/0.9": GOOD,
    "binary": bytes(range(256)) * 10,
    "another protocol": b"SSH-2.0-OpenSSH_9.6\r\n",
    "TLS alert": b"\x15\x03\x01\x00\x02\x02\x28",
    "no such version": b"HTTP/9.9 200 OK\r\n\r\n" + GOOD,
    "no status": b"HTTP/1.1\r\n\r\n" + GOOD,
    "status in words": b"HTTP/1.1 OK OK\r\n\r\n" + GOOD,
    "status of four digits": b"HTTP/1.1 2000 OK\r\n\r\n" + GOOD,
    "status 000": b"HTTP/1.1 000 None\r\n\r\n" + GOOD,
    "status 999": b"HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n",
    "header without a colon": b"HTTP/1.1 200 OK\r\nthis is no header\r\n\r\n" + GOOD,
    "length in words": HEAD + b"Content-Length: many\r\n\r\n" + GOOD,
    "length below zero": HEAD + b"Content-Length: -1\r\n\r\n" + GOOD,
    "two lengths": HEAD + b"Content-Length: 5\r\nContent-Length: 900\r\n\r\n" + GOOD,
    "chunk size in words": CHUNKED + b"many\r\n" + GOOD,
    "chunk size below zero": CHUNKED + b"-5\r\n" + GOOD,
    "chunk size without end": CHUNKED + b"f" * 40 + b"\r\n" + GOOD,
    "chunk without its end": CHUNKED + b"5\r\nabcdefgh\r\n0\r\n\r\n",
    "unknown transfer coding": HEAD + b"Transfer-Encoding: rot13\r\n\r\n" + GOOD,
    "closed inside of the headers": b"HTTP/1.1 200 OK\r\nContent-Ty",
    "closed after the headers": HEAD + b"Content-Length: 500\r\n\r\n",
    "switching protocols": b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nx",
}


@pytest.fixture(scope="module")
def no_http(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once(NO_HTTP, seconds=2.0)


@pytest.mark.parametrize("name", NO_HTTP)
def test_what_is_no_usable_http_is_a_failure_with_a_reason(no_http: Crowd, name: str) -> None:
    status, error = no_http.status(name)
    if status == "new":
        # A lenient reading is as good, if it is complete.
        assert no_http.titles(name) == ["one", "two"]
    else:
        assert (status, no_http.titles(name)) == ("failed", [])
        assert error


SURVIVABLE = {
    "no length at all": HEAD + b"Connection: close\r\n\r\n" + GOOD,
    "HTTP/1.0": b"HTTP/1.0 200 OK\r\n\r\n" + GOOD,
    "no reason phrase": b"HTTP/1.1 200\r\nContent-Length: %d\r\n\r\n%s" % (len(GOOD), GOOD),
    "bytes after the body": reply(200, GOOD) + b"<html>advertisement</html>",
    "chunks of one byte": CHUNKED + b"".join(b"1\r\n%c\r\n" % byte for byte in GOOD) + b"0\r\n\r\n",
    "chunk extensions": CHUNKED + b'%x;name="x;y"\r\n%s\r\n0\r\n\r\n' % (len(GOOD), GOOD),
    "the same length twice": HEAD
    + b"Content-Length: %d\r\nContent-Length: %d\r\n\r\n" % (len(GOOD), len(GOOD))
    + GOOD,
    "a header in Latin-1": reply(200, GOOD, X_Name="\xe9\xff"),
    "sixty cookies": reply(200, GOOD).replace(
        b"Connection:", b"".join(b"Set-Cookie: n%d=v\r\n" % n for n in range(60)) + b"Connection:"
    ),
    "early hints first": b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + reply(200, GOOD),
    "an odd content type": reply(200, GOOD, Content_Type="text/plain; charset=no-such-charset"),
    "no content type": reply(200, GOOD, Content_Type=""),
    "a broken content type": reply(200, GOOD, Content_Type=";;;=/="),
    "an image's content type": reply(200, GOOD, Content_Type="image/png"),
}


@pytest.fixture(scope="module")
def sloppy(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once(SURVIVABLE)


@pytest.mark.parametrize("name", SURVIVABLE)
def test_sloppy_http_still_brings_its_articles(sloppy: Crowd, name: str) -> None:
    assert sloppy.status(name) == ("new", None)
    assert sloppy.titles(name) == ["one", "two"]


def test_a_body_that_breaks_off_keeps_what_was_there_or_nothing_and_no_validator(
    arena: Arena,
) -> None:
    broken = HEAD + b'ETag: "half"\r\nContent-Length: %d\r\n\r\n' % len(GOOD) + GOOD[:-120]

    first = arena.meet(always(broken))
    assert (first.hostile["status"], arena.titles()) in (("failed", []), ("failed", ["one"]))
    arena.server.scripts["/hostile"] = serve(GOOD)
    second = arena.poll(after=timedelta(days=1))

    assert second.hostile["status"] == "new"
    assert arena.titles() == ["one", "two"]
    assert "if-none-match" not in arena.server.asked("/hostile")[-1].headers


def test_a_reset_connection_is_a_failure_and_forgotten_once_it_works(arena: Arena) -> None:
    async def reset(_: Request) -> Pieces:
        yield HEAD + b"Content-Length: 5000\r\n\r\n" + GOOD[:100]
        await asyncio.sleep(0.05)
        raise HangUpError

    assert arena.meet(reset).hostile["status"] == "failed"
    arena.server.scripts["/hostile"] = serve(GOOD)
    assert arena.poll(after=timedelta(days=1)).hostile["status"] == "new"

    assert arena.titles() == ["one", "two"]


def test_a_port_where_nobody_listens_is_a_failure(arena: Arena) -> None:
    arena.subscribe("http://127.0.0.4:9/closed")

    came = arena.meet(serve(GOOD))

    assert came.outcomes["/closed"]["status"] == "failed"
    assert arena.titles() == ["one", "two"]


def test_tls_where_plain_http_is_spoken_is_a_failure(arena: Arena) -> None:
    arena.subscribe(arena.server.url("/tls").replace("http:", "https:"))

    assert arena.meet(serve(GOOD), seconds=2.0).outcomes["/tls"]["status"] == "failed"


NO_SUCCESS = (201, 202, 204, 205, 206, 300, 305, 400, 401, 402, 403, 404, 405, 406, 407, 408, 418,
              421, 429, 451, 500, 502, 503, 504, 599)  # fmt: skip


@pytest.fixture(scope="module")
def no_success(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once({
        str(status): reply(status, b"" if status == 204 else GOOD, ETag='"e"')
        for status in NO_SUCCESS
    })  # fmt: skip


@pytest.mark.parametrize("status", NO_SUCCESS)
def test_an_error_page_that_holds_a_feed_is_still_an_error(no_success: Crowd, status: int) -> None:
    outcome = no_success.outcomes[str(status)]
    assert (outcome["status"], outcome["http_status"]) == ("failed", status)
    assert no_success.titles(str(status)) == []


@pytest.mark.parametrize("status", [404, 500, 503])
def test_the_validators_of_an_error_page_are_forgotten(arena: Arena, status: int) -> None:
    arena.meet(always(reply(status, GOOD, ETag='"e"')))
    arena.server.scripts["/hostile"] = serve(GOOD)

    arena.poll(after=timedelta(days=9))

    assert "if-none-match" not in arena.server.asked("/hostile")[-1].headers
    assert arena.titles() == ["one", "two"]


def test_a_304_to_an_unconditional_request_is_a_failure(arena: Arena) -> None:
    came = arena.meet(always(reply(304, ETag='"never"')))

    assert came.hostile["status"] == "failed"
    arena.server.scripts["/hostile"] = serve(GOOD)
    arena.poll(after=timedelta(days=9))
    assert "if-none-match" not in arena.server.asked("/hostile")[-1].headers
    assert arena.titles() == ["one", "two"]
