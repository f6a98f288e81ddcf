"""What we say when we ask, how often we say it, and to how many at a time."""

from __future__ import annotations

import asyncio
import gzip
import re
import zlib
from collections.abc import AsyncIterator, Callable
from importlib import import_module

import pytest

from ingest.polite.conftest import Publishers
from ingest.polite.publisher import FEED, Asked, Publisher, Raw, reply
from ingest.polite.reader import DAY, HOUR, NOON, READ, Reader
from tapestory.model import FeedStatus


def _first(reader: Reader, publisher: Publisher) -> Asked:
    publisher.answers.setdefault("/feed", reply())
    reader.subscribe(publisher.url())
    (asked,) = reader.at(publisher, 0 * HOUR)
    return asked


def _slowly(seconds: float, answer: bytes) -> Callable[[Asked], Raw]:
    async def wait() -> AsyncIterator[bytes]:
        await asyncio.sleep(seconds)
        yield answer

    return lambda _: wait()


def test_a_request_says_who_asks_and_where_to_reach_him(
    reader: Reader, publisher: Publisher
) -> None:
    asked = _first(reader, publisher)

    assert re.fullmatch(r"Tapestory/\S+ \(.*\+https://\S+\)", asked.headers["user-agent"])


def test_a_request_is_a_plain_get_with_what_belongs_to_it(
    reader: Reader, publisher: Publisher
) -> None:
    asked = _first(reader, publisher)

    assert asked.raw.startswith("GET /feed HTTP/1.1\r\n")
    assert sorted(asked.repeated) == ["Accept", "Accept-Encoding", "Host", "User-Agent"]
    assert asked.headers["host"] == f"127.0.0.1:{publisher.port}"


@pytest.mark.parametrize("kind", ["atom+xml", "rss+xml", "feed+json", "xml", "*/*"])
def test_every_kind_of_feed_is_accepted(reader: Reader, publisher: Publisher, kind: str) -> None:
    assert kind in _first(reader, publisher).headers["accept"]


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_what_is_offered_and_what_is_not_is_read(
    reader: Reader, publisher: Publisher, encoding: str
) -> None:
    compress: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": import_module("brotli").compress,
        "zstd": import_module("backports.zstd").compress,
    }
    publisher.answers["/feed"] = reply(200, compress[encoding](FEED), Content_Encoding=encoding)
    asked = _first(reader, publisher)

    assert asked.headers["accept-encoding"] == "gzip"
    assert reader.state(publisher.url()).last_error == ""


@pytest.mark.parametrize("cookie", ["id=7", "id=7; Path=/; Max-Age=99999999", "a=b; HttpOnly"])
def test_no_cookie_is_ever_sent_back(reader: Reader, publisher: Publisher, cookie: str) -> None:
    publisher.answers["/feed"] = [
        reply(302, Location="/feed?again", Set_Cookie=cookie),
        reply(Set_Cookie=cookie),
    ]
    publisher.answers["/feed?again"] = reply(Set_Cookie=cookie, ETag='"a"')
    reader.subscribe(publisher.url())
    asked = [one for hour in range(3) for one in reader.at(publisher, hour * HOUR)]

    assert len(asked) >= 4
    assert not any("cookie" in one.headers for one in asked)


def test_nothing_but_the_feed_is_asked_for(reader: Reader, publisher: Publisher) -> None:
    publisher.answers["/feed"] = reply(
        Link='</hub>; rel="hub", </style.css>; rel=preload', Refresh="1; url=/other"
    )
    reader.subscribe(publisher.url())

    assert [one.path for one in reader.at(publisher, 0 * HOUR)] == ["/feed"]


def test_query_and_escapes_go_as_the_user_gave_them(reader: Reader, publisher: Publisher) -> None:
    path = "/a%20b/%E4%B8%AD?x=1&y=a%2Fb&z=%7E+"
    publisher.answers[path] = reply()
    reader.subscribe(publisher.url(path + "#part"))

    assert [one.path for one in reader.at(publisher, 0 * HOUR)] == [path]


def test_the_users_credentials_go_to_his_feed(reader: Reader, publisher: Publisher) -> None:
    publisher.answers["/feed"] = reply()
    reader.subscribe(publisher.url(userinfo="ann:p%40ss@"))
    (asked,) = reader.at(publisher, 0 * HOUR)

    assert asked.headers["authorization"] == "Basic YW5uOnBAc3M="


def test_one_address_in_several_spellings_is_asked_once(
    reader: Reader, publisher: Publisher
) -> None:
    publisher.answers |= {"/feed": reply(ETag='"a"'), "/old": reply(301, Location="/feed")}
    spellings = ("/feed", "/feed#news", "/old")
    urls = [publisher.url(path) for path in spellings]
    urls.append(publisher.url().replace("http:", "HTTP:"))
    reader.subscribe(*urls)
    reader.poll()
    publisher.take()
    (asked,) = reader.at(publisher, HOUR)

    assert (asked.path, asked.etag) == ("/feed", '"a"')
    assert {reader.state(url).last_success for url in urls} == {NOON + HOUR}


def test_a_shared_answer_suits_also_who_knows_nothing_yet(
    reader: Reader, publisher: Publisher
) -> None:
    publisher.answers["/feed"] = lambda asked: (
        reply(304) if asked.conditional else reply(ETag='"a"')
    )
    reader.subscribe(publisher.url())
    reader.at(publisher, 0 * HOUR)
    reader.subscribe(publisher.url("/feed#again"))
    reader.clock.instant += HOUR
    first, second = reader.poll()

    assert first.status in READ
    assert second.status in READ
    assert [one.conditional for one in publisher.take()] == [False]


def test_a_connection_serves_several_feeds(reader: Reader, publisher: Publisher) -> None:
    paths = [f"/{number}" for number in range(20)]
    publisher.answers |= {path: reply(ETag='"a"') for path in paths}
    reader.subscribe(*(publisher.url(path) for path in paths))
    reader.poll()

    assert len(publisher.take()) == 20
    assert publisher.most_open <= 2


def test_a_connection_that_was_closed_meanwhile_fails_no_feed(
    reader: Reader, publisher: Publisher
) -> None:
    # It promises to keep the connection, and closes it after every answer.
    async def and_close() -> AsyncIterator[bytes]:
        yield reply()

    paths = [f"/{number}" for number in range(12)]
    publisher.answers |= {path: lambda _: and_close() for path in paths}
    reader.subscribe(*(publisher.url(path) for path in paths))

    assert all(outcome.status in READ for outcome in reader.poll())


def test_a_host_sees_two_of_us_at_most_also_through_redirects(
    reader: Reader, publishers: Publishers
) -> None:
    one, gate = publishers(), publishers("127.0.0.2")
    for number in range(8):
        one.answers[f"/{number}"] = _slowly(0.02, reply())
        gate.answers[f"/{number}"] = reply(302, Location=one.url(f"/{number}"))
    seen: list[int] = []

    def counted(publisher: Publisher) -> None:
        for path, answer in list(publisher.answers.items()):

            def script(asked: Asked, answer: object = answer) -> Raw:
                seen.append(one.busy)
                return answer(asked)  # type: ignore[operator, no-any-return]  # a script

            publisher.answers[path] = script

    counted(one)
    reader.subscribe(*(p.url(f"/{n}") for n in range(8) for p in (one, gate)))

    assert all(outcome.status in READ for outcome in reader.poll())
    assert max(seen) == 2
    assert len(seen) == 16


def test_slow_hosts_hold_up_nobody(hasty: Reader, publishers: Publishers) -> None:
    slow = [publishers(f"127.0.0.{number}") for number in range(20, 60)]
    quick = publishers("127.0.0.9")
    for publisher in slow:
        publisher.answers |= {"/a": _slowly(9, reply()), "/b": _slowly(9, reply())}
    quick.answers |= {f"/{number}": reply() for number in range(30)}
    order: list[str] = []
    hasty.subscribe(*(p.url(path) for path in ("/a", "/b") for p in slow))
    hasty.subscribe(*(quick.url(path) for path in quick.answers))

    outcomes = hasty.poll()

    order = [outcome.url for outcome in outcomes if outcome.status in READ]
    assert len(order) == 30
    assert sum(outcome.status is FeedStatus.FAILED for outcome in outcomes) == 80


def test_who_says_too_many_is_left_alone_for_this_round(
    reader: Reader, publisher: Publisher
) -> None:
    publisher.answers |= {f"/{n}": reply(429, Retry_After="7200") for n in range(30)}
    reader.subscribe(*(publisher.url(path) for path in publisher.answers))
    outcomes = reader.poll()

    assert len(publisher.take()) <= 11
    skipped = [outcome for outcome in outcomes if outcome.status is FeedStatus.SKIPPED]
    assert len(skipped) >= 19
    assert reader.asked_at(publisher, [HOUR, 2 * HOUR - HOUR / 60]) == []
    state = reader.state(skipped[0].url)
    assert (state.failures, state.last_polled) == (0, None)
    assert "refused several feeds" in state.due_because


def test_one_feed_that_is_refused_stops_no_other_of_its_host(
    reader: Reader, publisher: Publisher
) -> None:
    for number in range(20):
        refuses = number % 2
        publisher.answers[f"/{number}"] = reply(429, Retry_After="60") if refuses else reply()
    reader.subscribe(*(publisher.url(path) for path in publisher.answers))
    reader.poll()

    assert len(publisher.take()) == 20


def test_feeds_are_asked_once_a_round_and_paused_ones_not_at_all(
    reader: Reader, publisher: Publisher
) -> None:
    publisher.answers |= {"/feed": reply(), "/paused": reply()}
    reader.subscribe(publisher.url(), publisher.url("/paused"))
    with reader.components.store.writing() as session:
        session.feeds.set_paused(publisher.url("/paused"), paused=True)
    reader.poll(every_feed=True)

    assert [one.path for one in publisher.take()] == ["/feed"]
    assert reader.at(publisher, 9 * DAY)[0].path == "/feed"
