"""What a server leaves to be echoed: byte for byte, only to who said it, only while it is true."""

from __future__ import annotations

import gzip

import pytest

from ingest.polite.publisher import FEED, Asked, Publisher, reply, rss
from ingest.polite.reader import DAY, HOUR, READ, Reader
from tapestory.model import FeedStatus

MODIFIED = "Thu, 02 Jul 2026 11:31:00 GMT"


def _second(reader: Reader, publisher: Publisher, *answers: bytes) -> Asked:
    """Return the request after those that got these answers, days apart."""
    publisher.answers["/feed"] = [*answers, reply(304)]
    reader.subscribe(publisher.url())
    for day in range(len(answers)):
        assert len(reader.at(publisher, day * 9 * DAY)) == 1
    (asked,) = reader.at(publisher, len(answers) * 9 * DAY)
    return asked


@pytest.mark.parametrize(
    "etag",
    [
        '"abc"',
        'W/"abc"',
        'w/"abc"',
        "unquoted",
        '"with  two spaces"',
        '"a,b"',
        '"a\\"b"',
        "'single'",
        '""',
        'W/""',
        '"abc-gzip"',
        '"abc--gzip"',
        "caf\xe9",
        '"\xff\xfe"',
        "abc=;{}",
        '"half',
        "*",
        '"' + "x" * 2_000 + '"',
        '"a", "b"',
        "68656c6c6f-5f3a1b",
    ],
)
def test_an_etag_goes_back_byte_for_byte(reader: Reader, publisher: Publisher, etag: str) -> None:
    asked = _second(reader, publisher, reply(ETag=etag))

    assert (asked.etag, asked.since) == (etag, None)


@pytest.mark.parametrize(
    "modified",
    [
        MODIFIED,
        "Thursday, 02-Jul-26 11:31:00 GMT",
        "Thu Jul  2 11:31:00 2026",
        "Thu, 02 Jul 2026 11:31:00 +0200",
        "Thu, 02 Jul 2026 11:31:00",
        "2026-07-02T11:31:00Z",
        "Thu, 02 Jul 2099 11:31:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "yesterday",
        "0",
    ],
)
def test_a_date_goes_back_byte_for_byte_and_is_never_made_up(
    reader: Reader, publisher: Publisher, modified: str
) -> None:
    asked = _second(reader, publisher, reply(Last_Modified=modified, Date=MODIFIED))

    assert (asked.etag, asked.since) == (None, modified)


def test_both_are_sent_where_both_are_known(reader: Reader, publisher: Publisher) -> None:
    asked = _second(reader, publisher, reply(ETag='"a"', Last_Modified=MODIFIED))

    assert (asked.etag, asked.since) == ('"a"', MODIFIED)


def test_nothing_is_sent_where_nothing_is_known(reader: Reader, publisher: Publisher) -> None:
    assert not _second(reader, publisher, reply(Date=MODIFIED)).conditional


def test_header_names_have_no_case(reader: Reader, publisher: Publisher) -> None:
    asked = _second(reader, publisher, reply(eTaG='"a"', LAST_MODIFIED=MODIFIED))

    assert (asked.etag, asked.since) == ('"a"', MODIFIED)


def test_an_etag_that_no_server_would_take_back_is_not_kept(
    reader: Reader, publisher: Publisher
) -> None:
    asked = _second(reader, publisher, reply(ETag='"' + "x" * 9_000 + '"'))

    assert asked.etag is None


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        # A 304 refreshes what it names, and leaves the rest.
        (reply(304), ('"a"', MODIFIED)),
        (reply(304, ETag='"b"'), ('"b"', MODIFIED)),
        (reply(304, Last_Modified="later"), ('"a"', "later")),
        (reply(304, ETag='W/"a"', Last_Modified="later"), ('W/"a"', "later")),
        # A 200 replaces all of it.
        (reply(200, rss("new"), ETag='"b"'), ('"b"', None)),
        (reply(200, rss("new"), Last_Modified="later"), (None, "later")),
        (reply(200, rss("new")), (None, None)),
        (reply(200, FEED), (None, None)),
        (reply(200, FEED, ETag='"b"'), ('"b"', None)),
        # What is no good answer teaches nothing …
        (reply(404, ETag='"404"'), ('"a"', MODIFIED)),
        (reply(500, ETag='"500"'), ('"a"', MODIFIED)),
        (reply(503, Last_Modified="503"), ('"a"', MODIFIED)),
        (reply(403, b"<rss/>", ETag='"403"'), ('"a"', MODIFIED)),
        (reply(204, b"", ETag='"204"'), ('"a"', MODIFIED)),
        (reply(206, FEED, ETag='"206"'), ('"a"', MODIFIED)),
        (reply(200, b"<html>Log in</html>", ETag='"html"'), ('"a"', MODIFIED)),
        (reply(200, b"", ETag='"none"'), ('"a"', MODIFIED)),
        (reply(200, b"   \n", ETag='"blank"'), ('"a"', MODIFIED)),
        (reply(200, b"not a feed at all", ETag='"text"'), ('"a"', MODIFIED)),
        (reply(200, b'{"error": 1}', ETag='"json"'), ('"a"', MODIFIED)),
        (
            reply(200, FEED, ETag='"cut"', Content_Length="9999", Connection="close"),
            ('"a"', MODIFIED),
        ),
        (
            b'HTTP/1.1 200 OK\r\nETag: "cut"\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n<rss>',
            ('"a"', MODIFIED),
        ),
        (
            reply(200, gzip.compress(FEED)[:-9], ETag='"cut"', Content_Encoding="gzip"),
            ('"a"', MODIFIED),
        ),
        # … and what is half good asks for the whole next time.
        (reply(200, rss("new", "newer")[:-40], ETag='"cut"'), (None, None)),
        (reply(200, rss("new").replace(b"</item>", b"<b></item>"), ETag='"bad"'), (None, None)),
        (reply(200, rss(), ETag='"empty"'), (None, None)),
    ],
)
def test_only_a_good_answer_changes_what_is_echoed(
    reader: Reader, publisher: Publisher, after: bytes, expected: tuple[str | None, str | None]
) -> None:
    asked = _second(reader, publisher, reply(200, FEED, ETag='"a"', Last_Modified=MODIFIED), after)

    assert (asked.etag, asked.since) == expected


@pytest.mark.parametrize(
    "answer",
    [
        reply(200, rss("new")[:-40], ETag='"cut"'),
        reply(200, rss("bread & butter", "caf&eacute;"), ETag='"mended"'),
        reply(200, rss(), ETag='"empty"'),
        reply(200, b"<html>Log in</html>", ETag='"html"'),
        reply(200, b"", ETag='"none"'),
        reply(500, ETag='"500"'),
    ],
)
def test_a_first_answer_that_is_not_good_leaves_nothing_however_often_it_comes(
    reader: Reader, publisher: Publisher, answer: bytes
) -> None:
    assert not _second(reader, publisher, answer, answer, answer).conditional


def test_a_body_that_was_cut_is_read_whole_when_it_comes_whole(
    reader: Reader, publisher: Publisher
) -> None:
    whole = rss("one", "two", "three")
    publisher.answers["/feed"] = [
        reply(200, whole[:-90], ETag='"a"'),
        reply(200, b"<html/>"),
        reply(200, whole, ETag='"a"'),
    ]
    reader.subscribe(publisher.url())
    for day in range(3):
        reader.at(publisher, day * DAY)

    assert {"one", "two", "three"} <= set(reader.titles(publisher.url()))


def test_an_unchanged_body_takes_new_validators(reader: Reader, publisher: Publisher) -> None:
    publisher.answers["/feed"] = [reply(), reply(ETag='"late"'), reply(304)]
    reader.subscribe(publisher.url())
    reader.at(publisher, 0 * HOUR)
    reader.clock.instant += HOUR
    (outcome,) = reader.poll()
    publisher.take()

    assert outcome.status is FeedStatus.UNCHANGED
    assert reader.at(publisher, 2 * HOUR)[0].etag == '"late"'


@pytest.mark.parametrize("body", [b"", b"<html>stray</html>", FEED])
def test_what_follows_a_304_is_not_read(reader: Reader, publisher: Publisher, body: bytes) -> None:
    publisher.answers["/feed"] = [reply(ETag='"a"'), reply(304) + body, reply(ETag='"c"')]
    reader.subscribe(publisher.url())
    reader.at(publisher, 0 * HOUR)
    reader.clock.instant += HOUR

    assert [outcome.status for outcome in reader.poll()] == [FeedStatus.NOT_MODIFIED]
    reader.clock.instant += HOUR
    assert [outcome.http_status for outcome in reader.poll()] == [200]


def test_a_304_that_nobody_asked_for_is_a_failure_and_leaves_nothing(
    reader: Reader, publisher: Publisher
) -> None:
    publisher.answers["/feed"] = [reply(304, ETag='"x"'), reply()]
    reader.subscribe(publisher.url())
    (outcome,) = reader.poll()

    assert (outcome.status, outcome.http_status) == (FeedStatus.FAILED, 304)
    publisher.take()
    assert not reader.at(publisher, HOUR)[0].conditional


def test_a_server_that_cannot_bear_conditions_is_asked_without_them(
    reader: Reader, publisher: Publisher
) -> None:
    def script(asked: Asked) -> bytes:
        return reply(412) if asked.conditional else reply(ETag='"a"')

    publisher.answers["/feed"] = script
    reader.subscribe(publisher.url())
    asked = [reader.at(publisher, hour * HOUR)[0].conditional for hour in range(3)]

    assert asked == [False, True, False]
    assert reader.state(publisher.url()).failures == 0


@pytest.mark.parametrize("status", [203, 226])
def test_other_successes_with_a_body_are_read(
    reader: Reader, publisher: Publisher, status: int
) -> None:
    publisher.answers["/feed"] = reply(200, FEED, ETag='"a"').replace(
        b"HTTP/1.1 200", b"HTTP/1.1 %d" % status
    )
    reader.subscribe(publisher.url())

    assert all(outcome.status in READ for outcome in reader.poll())


@pytest.mark.parametrize("status", [201, 202, 204, 205, 206, 299])
def test_a_success_that_is_no_whole_feed_is_a_failure(
    reader: Reader, publisher: Publisher, status: int
) -> None:
    body = b"" if status in (204, 205) else FEED
    publisher.answers["/feed"] = reply(200, body).replace(b"HTTP/1.1 200", b"HTTP/1.1 %d" % status)
    reader.subscribe(publisher.url())

    assert [outcome.status for outcome in reader.poll()] == [FeedStatus.FAILED]


def test_an_emptied_feed_deletes_nothing_and_is_noticed(
    reader: Reader, publisher: Publisher
) -> None:
    publisher.answers["/feed"] = [reply(), reply(200, rss(), ETag='"e"')]
    reader.subscribe(publisher.url())
    for hour in range(3):
        reader.at(publisher, hour * HOUR)

    state = reader.state(publisher.url())
    assert {"one", "two"} <= set(reader.titles(publisher.url()))
    assert state.empty_since is not None
    assert (reader.clock.instant - state.empty_since) // HOUR == 1
    assert state.failures == 0
