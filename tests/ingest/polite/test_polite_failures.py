"""Who fails is asked less and less, who is gone never again, and one success makes good for all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from ingest.polite.conftest import Publishers
from ingest.polite.publisher import Publisher, reply, rss
from ingest.polite.reader import DAY, HOUR, MINUTE, NOON, READ, Reader, http_date
from tapestory.model import FeedStatus

HOURS = [hour * HOUR for hour in range(4 * 24)]
DOUBLING = [0, 1, 3, 7, 15, 31, 55]
AROUND = sorted({hour + step for hour in DOUBLING for step in (0, 1)})
"""Hours at which a feed that fails is due, and those after them."""


def _asked_hours(
    reader: Reader,
    publisher: Publisher,
    answer: bytes | list[bytes],
    hours: Sequence[timedelta] = HOURS,
) -> list[int]:
    publisher.answers["/feed"] = answer
    reader.subscribe(publisher.url())
    return [at // HOUR for at in reader.asked_at(publisher, hours)]


@pytest.mark.parametrize(
    "answer",
    [
        *(reply(status) for status in (400, 401, 402, 403, 405, 406, 418, 429, 451)),
        *(reply(status) for status in (500, 501, 502, 503, 504, 520, 599)),
        reply(204, b""),
        reply(300),
        reply(304),
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200\r\nno colon here\r\n\r\n",
        reply(200, b"<html>Out of order</html>"),
        reply(200, b""),
        reply(200, b"\x00" * 500),
        reply(302, Location="file:///etc/passwd"),
        reply(200, b"\x1f\x8b broken", Content_Encoding="gzip"),
    ],
)
def test_failures_back_off_by_doubling_up_to_a_day(
    reader: Reader, publisher: Publisher, answer: bytes
) -> None:
    around = [hour * HOUR for hour in AROUND]
    assert _asked_hours(reader, publisher, answer, around) == DOUBLING
    assert reader.state(publisher.url()).failures == len(DOUBLING)


def test_nobody_there_backs_off_too(reader: Reader, publishers: Publishers) -> None:
    unused = publishers()
    url = unused.url().replace("127.0.0.1", "127.0.0.77")
    reader.subscribe(url)
    dues = []
    for hour in HOURS[:57]:
        reader.clock.instant = NOON + hour
        if reader.poll()[0].status is FeedStatus.FAILED:
            dues.append(hour // HOUR)

    assert dues == DOUBLING


def test_a_404_is_asked_daily(reader: Reader, publisher: Publisher) -> None:
    days = [hour * HOUR for hour in (0, 1, 12, 23, 24, 25, 47, 48, 72)]
    assert _asked_hours(reader, publisher, reply(404), days) == [0, 24, 48, 72]


def test_a_404_that_heals_is_asked_as_before(reader: Reader, publisher: Publisher) -> None:
    asked = _asked_hours(reader, publisher, [reply(404), reply()])

    assert asked[:5] == [0, 24, 25, 26, 27]


def test_a_success_makes_good_for_all_failures(reader: Reader, publisher: Publisher) -> None:
    answers = [reply(500), reply(500), reply(500), reply(ETag='"a"'), reply(500), reply(500)]
    asked = _asked_hours(reader, publisher, answers, HOURS[:16])

    assert asked == [0, 1, 3, 7, 8, 9, 11, 15]


def test_a_304_is_a_success(reader: Reader, publisher: Publisher) -> None:
    answers = [reply(ETag='"a"'), reply(500), reply(304), reply(500), reply(304)]
    asked = _asked_hours(reader, publisher, answers, HOURS[:7])

    assert asked == [0, 1, 2, 3, 4, 5, 6]


def test_what_is_gone_is_never_asked_again(reader: Reader, publisher: Publisher) -> None:
    assert _asked_hours(reader, publisher, reply(410)) == [0]
    reader.clock.instant = NOON + 4000 * DAY

    assert [outcome.status for outcome in reader.poll(every_feed=True)] == [FeedStatus.GONE]
    assert publisher.take() == []
    assert reader.state(publisher.url()).gone


def test_what_was_gone_is_asked_again_when_the_user_says_so(
    reader: Reader, publisher: Publisher
) -> None:
    publisher.answers["/feed"] = [reply(410), reply()]
    reader.subscribe(publisher.url())
    reader.poll()
    with reader.components.store.writing() as session:
        state = replace(reader.state(publisher.url()), gone=False, next_due=None)
        session.feeds.save_state(publisher.url(), state)

    assert [outcome.status in READ for outcome in reader.poll()] == [True]


@pytest.mark.parametrize("status", [429, 503, 403, 500, 404])
@pytest.mark.parametrize(
    ("printed", "wait"),
    [
        ("43200", 12 * HOUR),
        (" 43200 ", 12 * HOUR),
        (http_date(NOON + 12 * HOUR), 12 * HOUR),
        (f"{NOON + 12 * HOUR:%A, %d-%b-%y %H:%M:%S} GMT", 12 * HOUR),
        ("172800", 2 * DAY),
        ("31536000", 8 * DAY),
        ("99999999999999999999999999", 8 * DAY),
        (http_date(NOON + 365 * DAY), 8 * DAY),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 8 * DAY),
    ],
)
def test_retry_after_is_waited_out_for_up_to_eight_days(
    reader: Reader, publisher: Publisher, status: int, printed: str, wait: timedelta
) -> None:
    publisher.answers["/feed"] = [reply(status, Retry_After=printed), reply()]
    reader.subscribe(publisher.url())
    reader.poll()
    publisher.take()

    asked = reader.asked_at(publisher, [HOUR, wait / 2, wait - MINUTE, wait + MINUTE, wait + DAY])
    first = wait + MINUTE if status != 404 or wait >= DAY else wait + DAY
    assert asked[0] == first


@pytest.mark.parametrize(
    "printed",
    ["0", "1", "120", "-5", "soon", "12.5", "1e9", http_date(NOON - DAY), http_date(NOON), "Thu,"],
)
def test_a_short_past_or_garbled_retry_after_leaves_the_back_off_as_it_is(
    reader: Reader, publisher: Publisher, printed: str
) -> None:
    asked = _asked_hours(reader, publisher, reply(503, Retry_After=printed), HOURS[:9])

    assert asked == [0, 1, 3, 7]


def test_a_retry_after_on_the_way_counts_too(reader: Reader, publisher: Publisher) -> None:
    publisher.answers |= {
        "/feed": reply(302, Location="/new", Retry_After="10800"),
        "/new": reply(),
    }
    reader.subscribe(publisher.url())

    assert [at // HOUR for at in reader.asked_at(publisher, HOURS[:7])] == [0, 3, 6]


@pytest.mark.parametrize(
    "chunks",
    [
        (b"",),
        (b"HTTP/1.1 200 OK\r\nX-Drip: ", b"x"),
        (b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n<rss>", b" "),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n<rss>", b" "),
        (b"HTTP/1.1 102 Processing\r\n\r\n", b"HTTP/1.1 102 Processing\r\n\r\n"),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 900000\r\n\r\n", b" "),
    ],
    ids=["silence", "header", "headers", "body", "chunks", "endless", "hints", "error body"],
)
def test_who_drips_is_left_when_the_time_is_over(
    hasty: Reader, publisher: Publisher, chunks: tuple[bytes, ...]
) -> None:
    async def drip() -> AsyncIterator[bytes]:
        yield chunks[0]
        for _ in range(400):
            await asyncio.sleep(0.02)
            yield chunks[-1] if len(chunks) > 1 else b""

    publisher.answers |= {"/feed": lambda _: drip(), "/good": reply()}
    hasty.subscribe(publisher.url(), publisher.url("/good"))
    bad, good = hasty.poll()

    assert bad.status is FeedStatus.FAILED
    cut_off = {"no complete answer within 0.5 s", "more than 20 interim answers"}
    assert bad.error in cut_off or bad.http_status == 404
    assert good.status in READ


_OK, _CHUNKED = b"HTTP/1.1 200 OK\r\n", b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (_OK + b"\r\n", b" " * 65_536),
        (_OK + _CHUNKED, b"8000\r\n" + b" " * 0x8000 + b"\r\n"),
        (_OK + _CHUNKED, b"1;" + b"x" * 60_000 + b"\r\n \r\n"),
        (_OK, b"X-Bomb: " + b"x" * 8_000 + b"\r\n"),
        (_OK + b"X-Bomb: ", b"x" * 65_536),
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: " + b"x" * 8_000 + b"\r\n\r\n"),
    ],
    ids=["body", "chunks", "chunk extensions", "headers", "header", "hints"],
)
def test_who_floods_is_left_when_it_is_too_much(
    reader: Reader, publisher: Publisher, head: bytes, piece: bytes
) -> None:
    sent = 0

    async def flood() -> AsyncIterator[bytes]:
        nonlocal sent
        yield head
        while sent < 80_000_000:
            sent += len(piece)
            yield piece

    limits = replace(reader.components.limits, max_compressed=2_000_000, max_body=2_000_000)
    reader.components = replace(reader.components, limits=limits)
    publisher.answers["/feed"] = lambda _: flood()
    reader.subscribe(publisher.url())
    (outcome,) = reader.poll()

    assert outcome.status is FeedStatus.FAILED
    assert sent < 20_000_000


def test_why_and_when_a_feed_is_asked_next_is_told(reader: Reader, publisher: Publisher) -> None:
    body = rss("one", head="<ttl>180</ttl><skipHours><hour>15</hour></skipHours>")
    publisher.answers |= {
        "/silent": reply(),
        "/fresh": reply(Cache_Control="max-age=7200"),
        "/ttl": reply(200, body),
        "/missing": reply(404),
        "/broken": reply(500),
        "/busy": reply(503, Retry_After="86400"),
        "/gone": reply(410),
    }
    reader.subscribe(*(publisher.url(path) for path in publisher.answers))
    reader.poll()

    told = {path: reader.state(publisher.url(path)).due_because for path in publisher.answers}
    assert told == {
        "/silent": "default interval",
        "/fresh": "Cache-Control: max-age=7200",
        "/ttl": "ttl 180 minutes",
        "/missing": "404: asked once a day",
        "/broken": "1 failure",
        "/busy": "Retry-After: 86400",
        "/gone": "410: never again",
    }
