"""Dates that are impossible, ahead, ambiguous or in words: unknown is better than wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hostile.arena import Arena, Crowd, MeetAtOnce, entry, in_turn, rss, serve, the
from hostile.hostile_server import Script

UNKNOWN = [
    "",
    "soon",
    "Mon, 30 Feb 2026 10:00:00 GMT",
    "Thu, 31 Apr 2026 10:00:00 GMT",
    "Sun, 29 Feb 2026 10:00:00 GMT",
    "2026-02-30T10:00:00Z",
    "2026-13-01T10:00:00Z",
    "2026-00-10",
    "2026-07-00",
    "2026-07-02T25:61:61Z",
    "Thu, 02 Jul 2026 25:61:00 GMT",
    "Fri, 01 Jan 0000 00:00:00 GMT",
    "0000-00-00 00:00:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "10000-01-01T00:00:00Z",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "1970-01-01T00:00:00Z",
    "0",
    "-1",
    "-62135596800",
    "99999999999999999999",
    "Thu, 02 Jul 2099 09:00:00 GMT",
    "2027-07-02T09:00:00Z",
    "in 5 hours",
    "99999999 hours ago",
    "-3 hours ago",
    "Invalid Date",
    "NaN-NaN-NaN",
    "null",
    "%Y-%m-%d",
    "{{ page.date }}",
    "<![CDATA[]]>",
    "1" * 100_000,
    "Thu, " * 20_000,
    "2026-" * 50_000,
    ":" * 100_000,
    "1:" * 50_000,
    "年月日" * 30_000,
    "(" * 50_000 + ")" * 50_000,
    " " * 100_000,
    "\u0661\u0662:\u0663\u0664",
]


@pytest.fixture(scope="module")
def unknown(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once(
        {printed: rss(entry("one", date=printed), entry("two")) for printed in UNKNOWN}
    )


@pytest.mark.parametrize("printed", UNKNOWN, ids=lambda printed: repr(printed[:24]))
def test_what_cannot_be_the_date_leaves_the_article_undated(unknown: Crowd, printed: str) -> None:
    undated, dated = unknown.articles[printed]
    assert (undated["published"], undated["published_precision"]) == (None, "none")
    assert undated["first_seen"] == "2026-07-03T10:00:00Z"
    assert dated["published"] == "2026-07-02T09:00:00Z"


KNOWN = {
    "Thu, 02 Jul 2026 09:00:00 GMT": ("2026-07-02T09:00:00Z", "instant"),
    "Thu, 02 Jul 26 09:00:00 GMT": ("2026-07-02T09:00:00Z", "instant"),
    "Thu, 2 Jul 2026 9:00:00 GMT": ("2026-07-02T09:00:00Z", "instant"),
    "Mon, 02 Jul 2026 09:00:00 GMT": ("2026-07-02T09:00:00Z", "instant"),
    "thu, 02 jul 2026 09:00:00 gmt": ("2026-07-02T09:00:00Z", "instant"),
    "02 July 2026 09:00 UTC": ("2026-07-02T09:00:00Z", "minute"),
    "Thu, 02 Jul 2026 05:00:00 EDT": ("2026-07-02T09:00:00Z", "instant"),
    "Thu, 02 Jul 2026 02:00:00 PDT": ("2026-07-02T09:00:00Z", "instant"),
    "Thu, 02 Jul 2026 18:00:00 JST": ("2026-07-02T09:00:00Z", "instant"),
    "Thu, 02 Jul 2026 18:00:00 KST": ("2026-07-02T09:00:00Z", "instant"),
    "Thu, 02 Jul 2026 11:00:00 CEST": ("2026-07-02T09:00:00Z", "instant"),
    "Thu, 02 Jul 2026 17:00:00 +0800": ("2026-07-02T09:00:00Z", "instant"),
    "Thu, 02 Jul 2026 17:00:00 +08:00": ("2026-07-02T09:00:00Z", "instant"),
    "Thu, 02 Jul 2026 17:00:00 GMT+8": ("2026-07-02T09:00:00Z", "instant"),
    "Thu, 02 Jul 2026 17:00:00 GMT+0800 (China Standard Time)": ("2026-07-02T09:00:00Z", "instant"),
    "2026-07-02T09:00:00Z": ("2026-07-02T09:00:00Z", "instant"),
    "2026-07-02T09:00:00.000000000Z": ("2026-07-02T09:00:00Z", "instant"),
    "2026-07-02T17:00:00+08:00": ("2026-07-02T09:00:00Z", "instant"),
    "2026-07-02 09:00:00 UTC": ("2026-07-02T09:00:00Z", "instant"),
    "20260702T090000Z": ("2026-07-02T09:00:00Z", "instant"),
    "2026-07-02T09:00Z": ("2026-07-02T09:00:00Z", "minute"),
    "2026-07-02": ("2026-07-02", "day"),
    "2026-07": ("2026-07", "month"),
    "Jul 2, 2026": ("2026-07-02", "day"),
    "2 de julio de 2026": ("2026-07-02", "day"),
    "2. Juli 2026": ("2026-07-02", "day"),
    "2 juillet 2026": ("2026-07-02", "day"),
    "2 июля 2026": ("2026-07-02", "day"),
    "2026年7月2日": ("2026-07-02", "day"),
    "2026년 7월 2일": ("2026-07-02", "day"),
    "1782982800": ("2026-07-02T09:00:00Z", "instant"),
    "1782982800000": ("2026-07-02T09:00:00Z", "instant"),
    "4 hours ago": ("2026-07-03T06:00:00Z", "minute"),
    "1 小时前": ("2026-07-03T09:00:00Z", "minute"),
    "3시간 전": ("2026-07-03T07:00:00Z", "minute"),
    "２０２６年７月２日": ("2026-07-02", "day"),
    "&#8206;2026-07-02T09:00:00Z": ("2026-07-02T09:00:00Z", "instant"),
    "\n  Thu, 02 Jul 2026\t09:00:00   GMT \n": ("2026-07-02T09:00:00Z", "instant"),
    "Thu, 02 Jul 2026 24:00:00 GMT": ("2026-07-03T00:00:00Z", "instant"),
    "Thu, 02 Jul 2026 08:59:60 GMT": ("2026-07-02T09:00:00Z", "instant"),
}


@pytest.fixture(scope="module")
def known(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once({printed: rss(entry("one", date=printed)) for printed in KNOWN})


@pytest.mark.parametrize("printed", KNOWN, ids=lambda printed: repr(printed[:40]))
def test_a_date_that_can_be_read_is_read_as_exactly_as_it_is_printed(
    known: Crowd, printed: str
) -> None:
    article = known.only(printed)
    assert (article["published"], article["published_precision"]) == KNOWN[printed]


BY_COUNTRY = {
    ("Thu, 02 Jul 2026 17:00:00 CST", "CN"): "2026-07-02T09:00:00Z",
    ("Thu, 02 Jul 2026 17:00:00 CST", "TW"): "2026-07-02T09:00:00Z",
    ("Thu, 02 Jul 2026 03:00:00 CST", "US"): "2026-07-02T09:00:00Z",
    ("Thu, 02 Jul 2026 10:00:00 BST", "GB"): "2026-07-02T09:00:00Z",
    ("Thu, 02 Jul 2026 15:00:00 BST", "BD"): "2026-07-02T09:00:00Z",
    ("Thu, 02 Jul 2026 14:30:00 IST", "IN"): "2026-07-02T09:00:00Z",
    ("Thu, 02 Jul 2026 10:00:00 IST", "IE"): "2026-07-02T09:00:00Z",
    ("Thu, 01 Jan 2026 11:00:00 IST", "IL"): "2026-01-01T09:00:00Z",
    ("2026-07-02 17:00:00", "CN"): "2026-07-02T09:00:00Z",
    ("2026-07-02 18:00:00", "KR"): "2026-07-02T09:00:00Z",
    ("昨天 14:30", "CN"): "2026-07-02T06:30:00Z",
    ("7/2/2026 05:00 AM", "US"): "2026-07-02T09:00:00Z",
}


@pytest.mark.parametrize("case", BY_COUNTRY, ids=lambda case: f"{case[1]} {case[0]}")
def test_an_ambiguous_zone_is_the_outlets(arena: Arena, case: tuple[str, str]) -> None:
    printed, country = case
    arena.server.scripts["/local"] = serve(rss(entry("one", date=printed)))
    arena.subscribe(arena.server.url("/local"), more=f"country='{country}'")

    arena.poll()

    assert the(arena.articles("/local"))["published"] == BY_COUNTRY[case]


def test_a_date_ahead_pins_nothing_to_the_top(arena: Arena) -> None:
    body = rss(entry("ahead", date="Thu, 02 Jul 2099 09:00:00 GMT"), entry("now"))
    arena.meet(serve(body))
    arena.server.scripts["/hostile"] = serve(
        body.replace(
            "</channel>", entry("later", date=("Mon, 06 Jul 2026 09:00:00 GMT")) + "</channel>"
        )
    )

    arena.poll(after=timedelta(days=4))

    answer = arena.call("articles", "list", "--ndjson", "--limit", "1")
    assert '"later"' in answer.out


def test_a_date_that_was_ahead_and_is_corrected_counts(arena: Arena) -> None:
    answers: list[Script] = [
        serve(rss(entry("one", date="Thu, 02 Jul 2099 09:00:00 GMT"))),
        serve(rss(entry("one", date="Thu, 02 Jul 2026 09:00:00 GMT"))),
    ]
    arena.meet(in_turn(answers))
    assert the(arena.articles())["published"] is None

    arena.poll(after=timedelta(hours=3))

    assert the(arena.articles())["published"] in (None, "2026-07-02T09:00:00Z")


@pytest.mark.parametrize("element", ["dc:date", "atom:published", "dcterms:created", "date"])
def test_other_elements_date_an_entry_too(arena: Arena, element: str) -> None:
    spaces = (
        "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:atom='http://www.w3.org/2005/Atom'"
        " xmlns:dcterms='http://purl.org/dc/terms/'"
    )
    dated = f"<{element}>2026-07-02T09:00:00Z</{element}>"
    body = rss(entry("one", dated, date="")).replace("<rss ", f"<rss {spaces} ")

    arena.meet(serve(body))

    published = the(arena.articles())["published"]
    assert published == "2026-07-02T09:00:00Z" or element == "date"


def test_of_two_dates_the_one_that_can_be_read_counts(arena: Arena) -> None:
    body = rss(entry("one", "<pubDate>Thu, 02 Jul 2026 09:00:00 GMT</pubDate>", date="soon"))

    arena.meet(serve(body))

    assert the(arena.articles())["published"] in (None, "2026-07-02T09:00:00Z")
