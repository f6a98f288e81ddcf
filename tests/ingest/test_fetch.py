"""The fetcher over real sockets: bounded, polite, and never led astray."""

from __future__ import annotations

import asyncio
import gzip
import time
import zlib
from collections.abc import AsyncIterator
from itertools import count

import pytest

from ingest.loopback import RSS, Request, Server, fetch_once, limits, reply, run_against
from tapestory.errors import BlockedAddressError, FetchError
from tapestory.ingest.fetching.fetch import Fetcher
from tapestory.model import FeedState


def test_a_feed_arrives_with_its_validators_byte_for_byte() -> None:
    answer, _ = fetch_once(
        lambda _: reply(body=RSS, ETag='W/"odd  one"', Last_Modified="yesterday, or so")
    )

    assert (answer.status, answer.body) == (200, RSS)
    assert (answer.etag, answer.last_modified) == ('W/"odd  one"', "yesterday, or so")


def test_validators_go_back_as_they_came_and_a_304_carries_no_body() -> None:
    state = FeedState(etag="unquoted-é", last_modified="Thu, 02 Jul 2026 15:31:00 GMT")

    answer, asked = fetch_once(lambda _: reply(304, ETag='"new"'), state=state)

    assert asked[0].headers["if-none-match"] == "unquoted-é"
    assert asked[0].headers["if-modified-since"] == state.last_modified
    assert (answer.status, answer.body, answer.etag) == (304, None, '"new"')


def test_a_first_request_is_unconditional_offers_gzip_only_and_says_who_asks() -> None:
    _, asked = fetch_once(lambda _: reply(body=RSS))

    headers = asked[0].headers
    assert headers["user-agent"] == limits().user_agent
    assert headers["accept-encoding"] == "gzip"
    assert not {"if-none-match", "if-modified-since", "cookie", "authorization"} & headers.keys()


def test_cookies_are_neither_kept_nor_sent() -> None:
    async def twice(server: Server, fetcher: Fetcher) -> None:
        await fetcher.fetch(server.url(), FeedState())
        await fetcher.fetch(server.url(), FeedState())

    server = run_against(lambda _: reply(body=RSS, Set_Cookie="id=7; Path=/"), twice)

    assert len(server.requests) == 2
    assert all("cookie" not in request.headers for request in server.requests)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(RSS), "gzip"),
        (gzip.compress(RSS[:50]) + gzip.compress(RSS[50:]), "gzip"),
        (gzip.compress(RSS), "identity"),
        (RSS, "gzip"),
        (zlib.compress(RSS), "deflate"),
        (zlib.compress(RSS)[2:-4], "deflate"),
    ],
    ids=["gzip", "two members", "unannounced", "announced in vain", "zlib", "bare deflate"],
)
def test_compression_is_undone_however_it_is_announced(body: bytes, encoding: str) -> None:
    answer, _ = fetch_once(lambda _: reply(body=body, Content_Encoding=encoding))

    assert answer.body == RSS


def test_what_is_no_brotli_though_it_says_so_is_an_error() -> None:
    with pytest.raises(FetchError, match=r"corrupt|truncated"):
        fetch_once(lambda _: reply(body=b"\x1b\x00" * 9, Content_Encoding="br"))


def test_a_bomb_stops_at_the_limit() -> None:
    bomb = gzip.compress(bytes(30_000_000))

    with pytest.raises(FetchError, match="when decompressed"):
        fetch_once(
            lambda _: reply(body=bomb, Content_Encoding="gzip"), within=limits(max_body=1_000_000)
        )


def test_a_body_without_end_stops_at_the_limit() -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        while True:
            yield b"2000\r\n" + bytes(0x2000) + b"\r\n"

    with pytest.raises(FetchError, match="on the wire"):
        fetch_once(lambda _: endless(), within=limits(max_compressed=100_000))


@pytest.mark.parametrize(
    "head",
    [b"", b"HTTP/1.1 200 OK\r\nX-Drip: ", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"],
    ids=["silence", "dripping headers", "dripping body"],
)
def test_no_server_holds_us_longer_than_the_deadline(head: bytes) -> None:
    async def drip() -> AsyncIterator[bytes]:
        yield head
        while True:
            await asyncio.sleep(0.05)
            yield b"x" if head else b""

    started = time.monotonic()
    with pytest.raises(FetchError, match=r"within 0\.4 s"):
        fetch_once(lambda _: drip(), within=limits(total_seconds=0.4))
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + RSS,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n99\r\n<rss>",
        reply(body=gzip.compress(RSS)[:-9], Content_Encoding="gzip"),
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
    ],
    ids=["short", "chunk broken off", "gzip broken off", "nothing", "another protocol"],
)
def test_what_is_broken_off_is_an_error_not_an_answer(answer: bytes) -> None:
    with pytest.raises(FetchError):
        fetch_once(lambda _: answer)


def _by_path(**replies: bytes) -> dict[str, bytes]:
    return {f"/{path}": answer for path, answer in replies.items()}


@pytest.mark.parametrize(
    ("statuses", "permanent"),
    [
        ((301,), "/1"),
        ((308, 301), "/2"),
        ((302,), ""),
        ((307,), ""),
        ((303,), ""),
        ((301, 302), ""),
        ((302, 301), ""),
    ],
)
def test_only_an_unbroken_chain_of_permanent_redirects_is_a_move(
    statuses: tuple[int, ...], permanent: str
) -> None:
    def script(request: Request) -> bytes:
        step = int(request.path[1:])
        if step < len(statuses):
            return reply(statuses[step], Location=f"/{step + 1}")
        return reply(body=RSS)

    answer, asked = fetch_once(script, path="/0")

    assert answer.body == RSS
    assert answer.final_url.endswith(f"/{len(statuses)}")
    assert answer.permanent_url.endswith(permanent)
    assert bool(answer.permanent_url) is bool(permanent)
    assert len(asked) == len(statuses) + 1


def test_redirects_end() -> None:
    steps = count()
    with pytest.raises(FetchError, match="more than 10 redirects"):
        fetch_once(lambda _: reply(302, Location=f"/{next(steps)}"))


def test_a_circle_is_seen_at_its_first_turn() -> None:
    asked: list[str] = []

    def script(request: Request) -> bytes:
        asked.append(request.path)
        return reply(302, Location="/a" if request.path == "/b" else "/b")

    with pytest.raises(FetchError, match="in a circle"):
        fetch_once(script, path="/a")
    assert asked == ["/a", "/b"]


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://wire.example/feed", "data:text/xml,<rss/>", "gopher://x/", ""],
)
def test_redirects_leave_http_for_nothing(location: str) -> None:
    with pytest.raises(FetchError):
        fetch_once(lambda _: reply(302, Location=location))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.1.1:{port}/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.1.1]:{port}/",
        "http://0.0.0.0:{port}/",
        "http://2130706689:{port}/",
        "http://0x7f000101:{port}/",
        "http://0177.0.1.1:{port}/",
        "http://127.257:{port}/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:101]/",
        "http://[2002:7f00:101::]/",
        "http://224.0.0.1/",
        "http://0/",
    ],
)
def test_an_inner_address_is_refused_in_every_spelling_also_behind_a_redirect(url: str) -> None:
    async def straight(server: Server, fetcher: Fetcher) -> None:
        with pytest.raises(FetchError, match=r"no public address|Invalid IP address"):
            await fetcher.fetch(url.format(port=server.port), FeedState())

    async def redirected(server: Server, fetcher: Fetcher) -> None:
        target["location"] = url.format(port=server.port)
        with pytest.raises(FetchError, match=r"no public address|Invalid IP address"):
            await fetcher.fetch(server.url(), FeedState())

    target: dict[str, str] = {}
    assert run_against(lambda _: reply(body=RSS), straight).requests == []
    asked = run_against(lambda _: reply(302, Location=target["location"]), redirected).requests
    assert len(asked) == 1


def test_nothing_inner_is_allowed_by_default() -> None:
    with pytest.raises(BlockedAddressError):
        fetch_once(lambda _: reply(body=RSS), within=limits(allow_networks=()))


def test_a_name_is_checked_after_it_is_resolved() -> None:
    async def by_name(server: Server, fetcher: Fetcher) -> None:
        answer = await fetcher.fetch(server.url(host="localhost"), FeedState())
        assert answer.body == RSS

    server = run_against(lambda _: reply(body=RSS), by_name)
    assert server.requests[0].headers["host"] == f"localhost:{server.port}"

    async def refused(server: Server, fetcher: Fetcher) -> None:
        with pytest.raises(BlockedAddressError):
            await fetcher.fetch(server.url(host="localhost"), FeedState())

    assert run_against(lambda _: reply(body=RSS), refused, allow_networks=()).requests == []


def test_credentials_stay_with_their_host() -> None:
    async def act(server: Server, fetcher: Fetcher) -> None:
        elsewhere["location"] = server.url("/other", host="localhost")
        answer = await fetcher.fetch(server.url(userinfo="ann:s%40c@"), FeedState())
        assert "ann" not in answer.final_url

    def script(request: Request) -> bytes:
        steps = {
            "/feed": reply(302, Location="/same"),
            "/same": reply(302, Location=elsewhere["location"]),
            "/other": reply(body=RSS),
        }
        return steps[request.path]

    elsewhere: dict[str, str] = {}
    server = run_against(script, act)

    sent = [request.headers.get("authorization") for request in server.requests]
    assert sent == ["Basic YW5uOnNAYw==", "Basic YW5uOnNAYw==", None]


def test_a_move_within_the_host_keeps_the_credentials_of_the_subscription() -> None:
    answers = _by_path(feed=reply(301, Location="/new"), new=reply(body=RSS))

    answer, _ = fetch_once(lambda request: answers[request.path], userinfo="ann:pw@")

    assert answer.permanent_url.startswith("http://ann:pw@127.0.0.1:")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 500, 503])
def test_an_error_answer_is_told_not_read(status: int) -> None:
    answer, _ = fetch_once(lambda _: reply(status, b"<rss/>", Retry_After="120"))

    assert (answer.status, answer.body, answer.retry_after) == (status, None, "120")


def test_at_most_two_requests_are_under_way_at_one_host() -> None:
    async def slowly() -> AsyncIterator[bytes]:
        await asyncio.sleep(0.05)
        yield reply(body=RSS)

    async def many(server: Server, fetcher: Fetcher) -> None:
        urls = [server.url(f"/{number}") for number in range(8)]
        await asyncio.gather(*(fetcher.fetch(url, FeedState()) for url in urls))

    server = run_against(lambda _: slowly(), many)

    assert (server.busiest, len(server.requests)) == (2, 8)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "feed",
        "file:///etc/passwd",
        "ftp://a.example/",
        "http://",
        "http://[::1",
        "javascript:1",
    ],
)
def test_what_is_no_http_address_is_refused_without_a_request(url: str) -> None:
    async def run() -> None:
        async with Fetcher(limits()) as fetcher:
            await fetcher.fetch(url, FeedState())

    with pytest.raises(FetchError):
        asyncio.run(run())


def test_nobody_there_is_a_fetch_error() -> None:
    async def run() -> None:
        async with Fetcher(limits()) as fetcher:
            await fetcher.fetch("http://127.0.0.1:1/", FeedState())

    with pytest.raises(FetchError):
        asyncio.run(run())
