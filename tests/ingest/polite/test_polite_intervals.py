"""How long a feed is left alone: as long as its publisher wishes, else about as long as we say."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ingest.polite.publisher import Publisher, reply, rss
from ingest.polite.reader import DAY, HOUR, MINUTE, NOON, Reader, http_date

SECOND = timedelta(seconds=1)
WEEK = 7 * DAY


def _poll_once(reader: Reader, publisher: Publisher, answer: bytes) -> None:
    publisher.answers["/feed"] = [answer, reply(304)]
    reader.subscribe(publisher.url())
    assert len(reader.at(publisher, 0 * HOUR)) == 1


@pytest.mark.parametrize(
    ("control", "wait"),
    [
        ("max-age=7200", 2 * HOUR),
        ("MAX-AGE=7200", 2 * HOUR),
        ("public, max-age=7200", 2 * HOUR),
        ("max-age=7200, must-revalidate", 2 * HOUR),
        ("max-age=7200,public", 2 * HOUR),
        ('max-age="7200"', 2 * HOUR),
        ("max-age = 7200", 2 * HOUR),
        ("private;max-age=7200", 2 * HOUR),
        ('no-cache="Set-Cookie", max-age=7200', 2 * HOUR),
        ("s-maxage=60, max-age=7200", 2 * HOUR),
        ("max-age=3600, max-age=7200", 2 * HOUR),
        ("stale-while-revalidate=86400, max-age=7200", 2 * HOUR),
        ("max-age=86400", DAY),
        ("max-age=604800", WEEK),
        ("max-age=31536000", 8 * DAY),
        ("max-age=99999999999999999999999", 8 * DAY),
    ],
)
def test_max_age_is_waited_out_for_up_to_eight_days(
    reader: Reader, publisher: Publisher, control: str, wait: timedelta
) -> None:
    _poll_once(reader, publisher, reply(Cache_Control=control))

    times = [HOUR, wait / 2, wait - MINUTE, wait + 2 * MINUTE]
    assert reader.asked_at(publisher, times) == [wait + 2 * MINUTE]


@pytest.mark.parametrize(
    "control",
    [
        "",
        "max-age=0",
        "max-age=60",
        "max-age=-1",
        "max-age=-99999999",
        "max-age=soon",
        "max-age=",
        "max-age",
        "max-age=7200x",
        "s-maxage=864000",
        "no-cache",
        "no-store, max-age=86400",
        "max-age=86400, no-cache",
        "private",
        "must-revalidate",
        "public, , ,",
        "x-max-age=86400",
    ],
)
def test_a_cache_control_without_a_longer_wish_leaves_it_at_an_hour(
    reader: Reader, publisher: Publisher, control: str
) -> None:
    _poll_once(reader, publisher, reply(Cache_Control=control))

    assert reader.asked_at(publisher, [MINUTE, 30 * MINUTE, 55 * MINUTE, HOUR]) == [HOUR]


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Expires": http_date(NOON + 4 * HOUR)}, 4 * HOUR),
        ({"Expires": http_date(NOON + 4 * HOUR), "Date": http_date(NOON)}, 4 * HOUR),
        # The server's clock is two days slow, and right about how long it means.
        (
            {"Expires": http_date(NOON - 44 * HOUR), "Date": http_date(NOON - 2 * DAY)},
            4 * HOUR,
        ),
        # A cache in between has put its own date on it.
        ({"Expires": http_date(NOON + 4 * HOUR), "Date": http_date(NOON - 90 * DAY)}, 4 * HOUR),
        ({"Expires": http_date(NOON + 4000 * DAY)}, 8 * DAY),
        ({"Expires": f"{NOON + 4 * HOUR:%A, %d-%b-%y %H:%M:%S} GMT"}, 4 * HOUR),
        ({"Expires": http_date(NOON + 4 * HOUR), "Cache-Control": "public"}, 4 * HOUR),
        ({"Expires": http_date(NOON + 9 * HOUR), "Cache-Control": "max-age=7200"}, 2 * HOUR),
        ({"Cache-Control": "max-age=10800", "Age": "3600"}, 2 * HOUR),
        ({"Cache-Control": "max-age=10800", "Age": "late"}, 3 * HOUR),
        ({"Cache-Control": "max-age=31536000", "Age": "86400"}, 8 * DAY),
        ({"Retry-After": "7200"}, 2 * HOUR),
    ],
)
def test_expires_age_and_retry_after_are_heard(
    reader: Reader, publisher: Publisher, headers: dict[str, str], wait: timedelta
) -> None:
    _poll_once(reader, publisher, reply(**headers))

    times = [HOUR, wait - MINUTE, wait + 2 * MINUTE]
    assert reader.asked_at(publisher, times) == [wait + 2 * MINUTE]


@pytest.mark.parametrize(
    "expires", ["0", "-1", "never", http_date(NOON - DAY), http_date(NOON), "Thu, 99 Foo 2026"]
)
def test_what_has_expired_is_asked_for_in_an_hour(
    reader: Reader, publisher: Publisher, expires: str
) -> None:
    _poll_once(reader, publisher, reply(Expires=expires, Date=http_date(NOON)))

    assert reader.asked_at(publisher, [30 * MINUTE, HOUR]) == [HOUR]


@pytest.mark.parametrize(
    ("head", "wait"),
    [
        ("<ttl>120</ttl>", 2 * HOUR),
        ("<ttl> 120 </ttl>", 2 * HOUR),
        ("<ttl><![CDATA[120]]></ttl>", 2 * HOUR),
        ("<TTL>120</TTL>", 2 * HOUR),
        ("<!-- <ttl>6000</ttl> --><ttl>120</ttl>", 2 * HOUR),
        ("<ttl>1440</ttl>", DAY),
        ("<ttl>525600</ttl>", 8 * DAY),
        ("<ttl>999999999999999999999</ttl>", 8 * DAY),
    ],
)
def test_ttl_is_waited_out_for_up_to_eight_days(
    reader: Reader, publisher: Publisher, head: str, wait: timedelta
) -> None:
    _poll_once(reader, publisher, reply(200, rss("one", head=head)))

    times = [HOUR, wait - MINUTE, wait + 2 * MINUTE]
    assert reader.asked_at(publisher, times) == [wait + 2 * MINUTE]


@pytest.mark.parametrize(
    "head",
    [
        "<ttl>0</ttl>",
        "<ttl>-60</ttl>",
        "<ttl>5</ttl>",
        "<ttl>daily</ttl>",
        "<ttl/>",
        "<ttl></ttl>",
        "<!-- <ttl>6000</ttl> -->",
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
        "<sy:updatePeriod>sometimes</sy:updatePeriod>",
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
    ],
)
def test_a_feed_that_wishes_for_nothing_longer_is_asked_after_an_hour(
    reader: Reader, publisher: Publisher, head: str
) -> None:
    _poll_once(reader, publisher, reply(200, rss("one", head=head)))

    assert reader.asked_at(publisher, [MINUTE, 30 * MINUTE, HOUR]) == [HOUR]


@pytest.mark.parametrize(
    ("period", "frequency", "wait"),
    [
        ("daily", "", DAY),
        ("daily", "1", DAY),
        ("daily", "4", 6 * HOUR),
        ("weekly", "1", WEEK),
        ("weekly", "7", DAY),
        ("monthly", "1", 8 * DAY),
        ("yearly", "1", 8 * DAY),
        ("DAILY", "2", 12 * HOUR),
    ],
)
def test_the_syndication_module_says_how_often(
    reader: Reader, publisher: Publisher, period: str, frequency: str, wait: timedelta
) -> None:
    head = f"<sy:updatePeriod>\n {period} </sy:updatePeriod>"
    head += f"<sy:updateFrequency> {frequency} </sy:updateFrequency>" if frequency else ""
    head += "<sy:updateBase>2000-01-01T12:30:00Z</sy:updateBase>"
    _poll_once(reader, publisher, reply(200, rss("one", head=head)))

    times = [HOUR, wait / 2, wait - 10 * MINUTE, wait + 2 * MINUTE]
    assert reader.asked_at(publisher, times) == [wait + 2 * MINUTE]


def test_of_several_wishes_the_longest_counts(reader: Reader, publisher: Publisher) -> None:
    body = rss("one", head="<ttl>180</ttl><sy:updatePeriod>hourly</sy:updatePeriod>")
    _poll_once(reader, publisher, reply(200, body, Cache_Control="max-age=7200"))

    assert reader.asked_at(publisher, [HOUR, 2 * HOUR, 179 * MINUTE, 182 * MINUTE]) == [
        182 * MINUTE
    ]


def test_what_is_not_modified_keeps_the_ttl(reader: Reader, publisher: Publisher) -> None:
    answer = reply(200, rss("one", head="<ttl>180</ttl>"), ETag='"a"')
    _poll_once(reader, publisher, answer)

    times = [HOUR, 182 * MINUTE, 300 * MINUTE, 361 * MINUTE, 366 * MINUTE]
    assert reader.asked_at(publisher, times) == [182 * MINUTE, 366 * MINUTE]


def test_a_304_says_anew_how_long_it_is_fresh_and_the_next_need_not_repeat_it(
    reader: Reader, publisher: Publisher
) -> None:
    publisher.answers["/feed"] = [
        reply(200, ETag='"a"', Cache_Control="max-age=7200"),
        reply(304, Cache_Control="max-age=14400"),
        reply(304),
    ]
    reader.subscribe(publisher.url())

    hours = [hour * HOUR + 5 * MINUTE for hour in range(9)]
    assert [at // HOUR for at in reader.asked_at(publisher, hours)] == [0, 2, 6]


def test_a_feed_that_fails_is_asked_no_sooner_than_it_wished_when_well(
    reader: Reader, publisher: Publisher
) -> None:
    publisher.answers["/feed"] = [reply(200, rss("one", head="<ttl>300</ttl>")), reply(500)]
    reader.subscribe(publisher.url())

    hours = [hour * HOUR + 5 * MINUTE for hour in range(14)]
    assert [at // HOUR for at in reader.asked_at(publisher, hours)] == [0, 5, 10]


def test_a_new_full_answer_forgets_the_old_ttl(reader: Reader, publisher: Publisher) -> None:
    publisher.answers["/feed"] = [reply(200, rss("one", head="<ttl>180</ttl>")), reply()]
    reader.subscribe(publisher.url())

    hours = [hour * HOUR + 5 * MINUTE for hour in range(6)]
    assert [at // HOUR for at in reader.asked_at(publisher, hours)] == [0, 3, 4, 5]


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("<skipHours><hour>13</hour><hour>14</hour></skipHours>", 15),
        ("<skipHours><hour>13</hour></skipHours><skipHours><hour>14</hour></skipHours>", 14),
        ("<skiphours><HOUR> 13 </HOUR></skiphours>", 14),
        (f"<skipHours>{''.join(f'<hour>{n}</hour>' for n in range(24))}</skipHours>", 13),
        ("<skipHours><hour>99</hour><hour>x</hour></skipHours>", 13),
        ("<skipDays><day>Thursday</day></skipDays>", 24),
        ("<skipDays><day> thursday </day><day>FRIDAY</day></skipDays>", 48),
        ("<skipDays><day>Friday</day></skipDays>", 13),
        ("<skipDays><day>Freitag</day></skipDays>", 13),
        (
            "<skipDays>"
            + "".join(
                f"<day>{day}day</day>"
                for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
            )
            + "</skipDays>",
            13,
        ),
    ],
)
def test_skipped_hours_and_days_are_skipped_in_gmt(
    reader: Reader, publisher: Publisher, head: str, first: int
) -> None:
    _poll_once(reader, publisher, reply(200, rss("one", head=head)))

    hours = [hour * HOUR for hour in range(1, 60)]
    asked = reader.asked_at(publisher, hours)
    assert 12 + asked[0] // HOUR == first


def test_a_skipped_hour_is_skipped_also_where_the_feed_was_never_due(
    reader: Reader, publisher: Publisher
) -> None:
    head = "<skipHours><hour>12</hour></skipHours>"
    _poll_once(reader, publisher, reply(200, rss("one", head=head)))

    asked = reader.asked_at(publisher, [DAY + minutes * MINUTE for minutes in (0, 30, 59, 61)])
    assert asked == [DAY + 61 * MINUTE]


def test_whoever_polls_each_hour_asks_a_silent_feed_each_hour(
    reader: Reader, publisher: Publisher
) -> None:
    publisher.answers["/feed"] = reply(ETag='"a"')
    reader.subscribe(publisher.url())
    ticks = [hour * HOUR + (hour % 3) * 20 * SECOND for hour in range(24)]

    assert reader.asked_at(publisher, ticks) == ticks


def test_no_feed_is_asked_more_often_than_the_minimum(reader: Reader, publisher: Publisher) -> None:
    _poll_once(reader, publisher, reply(Cache_Control="max-age=1"))

    assert reader.asked_at(publisher, [SECOND, MINUTE, 5 * MINUTE, 14 * MINUTE]) == []


def test_every_feed_means_every_feed(reader: Reader, publisher: Publisher) -> None:
    _poll_once(reader, publisher, reply(Cache_Control="max-age=86400"))

    reader.poll(every_feed=True)

    assert len(publisher.take()) == 1


@pytest.mark.parametrize("years", [1, 20, 900])
def test_a_clock_that_stood_ahead_silences_nobody(
    reader: Reader, publisher: Publisher, years: int
) -> None:
    publisher.answers["/feed"] = reply(ETag='"a"')
    reader.subscribe(publisher.url())
    assert reader.at(publisher, years * 365 * DAY)

    assert reader.asked_at(publisher, [0 * HOUR, MINUTE, 5 * MINUTE, HOUR]) == [0 * HOUR, HOUR]


def test_a_clock_that_is_put_back_a_little_asks_nobody_twice(
    reader: Reader, publisher: Publisher
) -> None:
    _poll_once(reader, publisher, reply(ETag='"a"'))

    assert reader.asked_at(publisher, [-MINUTE, -30 * SECOND, MINUTE]) == []


def test_a_clock_that_is_put_back_a_day_makes_up_its_mind_once(
    reader: Reader, publisher: Publisher
) -> None:
    _poll_once(reader, publisher, reply(ETag='"a"', Cache_Control="max-age=86400"))

    assert len(reader.asked_at(publisher, [-DAY, -DAY + MINUTE, -DAY + 30 * MINUTE])) == 1


def _published(count: int, gap: timedelta) -> bytes:
    dates = "".join(
        f"<item><title>n{n}</title><guid>n{n}</guid>"
        f"<pubDate>{http_date(NOON - n * gap)}</pubDate></item>"
        for n in range(count)
    )
    return rss(head=dates)


@pytest.mark.parametrize(
    ("count", "gap", "polls"),
    [
        (12, timedelta(minutes=4), 27),
        (12, 2 * HOUR, 24),
        (12, WEEK, 24),
        (3, WEEK, 24),
        (3, MINUTE, 24),
    ],
)
def test_only_who_publishes_many_times_an_hour_just_now_is_asked_oftener_than_hourly(
    reader: Reader, publisher: Publisher, count: int, gap: timedelta, polls: int
) -> None:
    publisher.answers["/feed"] = reply(200, _published(count, gap))
    reader.subscribe(publisher.url())
    ticks = [n * 10 * MINUTE for n in range(24 * 6)]

    assert abs(len(reader.asked_at(publisher, ticks)) - polls) <= 1


def test_a_weekly_feed_is_asked_less_often_once_it_was_silent_for_a_day(
    reader: Reader, publisher: Publisher
) -> None:
    publisher.answers["/feed"] = reply(200, _published(12, WEEK))
    reader.subscribe(publisher.url())
    state = reader.state(publisher.url())
    assert state.newest_at is None
    days = [
        len(reader.asked_at(publisher, [day * DAY + hour * HOUR for hour in range(24)]))
        for day in range(4)
    ]

    assert days[0] == 24
    assert 4 <= days[3] <= 5
    assert "publishes about every 7 days" in reader.state(publisher.url()).due_because
