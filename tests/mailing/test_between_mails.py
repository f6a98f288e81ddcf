"""Mails, polls and prices at different hours: whatever comes between two mails is told by one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from mailing.mailroom import Mailroom, Pigeon, reader
from systems import put_empty_store
from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.model import (
    Article,
    ArticleId,
    DailyBar,
    Feed,
    Precision,
    Published,
)
from tapestory.model.articles import UNDATED
from tapestory.pipeline.outbox_step import deliver_due
from tapestory.pipeline.price_step import keep_bars
from tapestory.pipeline.run import process

MAIL = datetime(2026, 3, 17, 8, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
OUTLETS = ("Quay News", "Mole Press")
TALKS = "Meta in talks to buy Nebius for $27 billion"
SAID = "citing people familiar with the matter. The two have talked for weeks."
RECALL = "Nvidia recalls Blackwell racks over a cooling leak"


def told_by(
    outlet: str,
    title: str,
    *,
    at: datetime,
    seen: datetime,
    precision: Precision = Precision.INSTANT,
    text: str = "",
) -> Article:
    """Return an article that the outlet's feed brought at one time, of another."""
    name = outlet.lower().replace(" ", "-")
    slug = title.lower().replace(" ", "-")
    dated = Published(raw=at.isoformat(), instant=at, precision=precision)
    return Article(
        id=ArticleId(f"{name}/{slug}"[:60]),
        feed_url=feed_of(outlet),
        url=f"https://{name}.example/{slug}",
        guid=slug,
        title=title,
        summary="",
        text=text or f"{title}, {outlet} reported, {SAID}",
        author="",
        outlet=outlet,
        lang="en",
        published=UNDATED if precision is Precision.NONE else dated,
        updated=None,
        first_seen=seen,
    )


def feed_of(outlet: str) -> str:
    return f"https://{outlet.lower().replace(' ', '-')}.example/feed.xml"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Mailroom]:
    """A room whose feeds brought something a week ago: what they bring now is new."""
    (tmp_path / "config.toml").write_text("[digest]\nmax_events = 1\n", encoding="utf-8")
    paths = resolve(tmp_path / "config.toml", {})
    clock = FixedClock(MAIL)
    put_empty_store(paths.store)
    with bootstrap.build(paths, load(paths, {}), clock=clock) as components:
        room = Mailroom(components, clock, Pigeon()).serving(reader())
        week = MAIL - 7 * DAY
        take_in(
            room,
            week,
            *(told_by(outlet, f"Notes of {outlet}", at=week, seen=week) for outlet in OUTLETS),
        )
        yield room


def take_in(room: Mailroom, at: datetime, *articles: Article) -> None:
    """Let feeds bring articles, and process them a little later."""
    room.clock.instant = at
    with room.components.store.writing() as session:
        for article in articles:
            session.feeds.add(Feed(url=article.feed_url))
        session.articles.add(articles)
    room.clock.instant += MINUTE
    process(room.components)


def mailed(room: Mailroom, at: datetime) -> Sequence[str]:
    room.clock.instant = at
    return [mail.subject for mail in deliver_due(room.components).tried]


def both(at: datetime, seen: datetime, precision: Precision = Precision.INSTANT) -> list[Article]:
    return [told_by(outlet, TALKS, at=at, seen=seen, precision=precision) for outlet in OUTLETS]


@pytest.mark.parametrize("lag", [15 * MINUTE, 6 * HOUR, 30 * HOUR], ids=["poll", "slow", "outage"])
def test_what_was_out_before_a_mail_and_was_read_after_it_is_in_the_next(
    room: Mailroom, lag: timedelta
) -> None:
    assert not mailed(room, MAIL)
    take_in(room, MAIL + lag, *both(MAIL - 10 * MINUTE, MAIL + lag))

    morning = MAIL + 2 * DAY
    mail = mailed(room, morning - DAY) or mailed(room, morning)

    assert mail == [f"{TALKS} (unconfirmed)"]
    assert not mailed(room, morning + DAY)


def test_the_articles_of_such_a_mail_are_counted(room: Mailroom) -> None:
    mailed(room, MAIL)
    take_in(room, MAIL + HOUR, *both(MAIL - HOUR, MAIL + HOUR))
    mailed(room, MAIL + DAY)

    assert b"2 articles read" in room.pigeon.arrived[-1].message


def test_what_has_been_out_for_a_week_is_no_news(room: Mailroom) -> None:
    mailed(room, MAIL)
    take_in(room, MAIL + HOUR, *both(MAIL - 5 * DAY, MAIL + HOUR))

    assert not mailed(room, MAIL + DAY)


def test_what_a_new_feed_brings_of_days_gone_by_is_no_news(room: Mailroom) -> None:
    mailed(room, MAIL)
    late = [told_by(f"New {outlet}", TALKS, at=MAIL - HOUR, seen=MAIL + HOUR) for outlet in OUTLETS]
    take_in(room, MAIL + HOUR, *late)

    assert not mailed(room, MAIL + DAY)


@pytest.mark.parametrize("precision", [Precision.DAY, Precision.MONTH, Precision.NONE])
def test_a_date_without_an_hour_hides_nothing(room: Mailroom, precision: Precision) -> None:
    noon = datetime(2026, 3, 1 if precision is Precision.MONTH else 17, 12, tzinfo=UTC)
    evening = MAIL.replace(hour=23)
    later = Mailroom(room.components, room.clock, room.pigeon).serving(
        reader(zone="America/Los_Angeles")
    )
    assert not mailed(later, MAIL.replace(hour=16))
    take_in(room, evening, *both(noon, evening, precision))

    assert mailed(later, MAIL.replace(hour=16) + DAY) == [f"{TALKS} (unconfirmed)"]


def test_an_update_that_found_no_room_is_told_by_the_next_mail(room: Mailroom) -> None:
    take_in(room, MAIL - HOUR, *both(MAIL - 2 * HOUR, MAIL - HOUR))
    assert mailed(room, MAIL) == [f"{TALKS} (unconfirmed)"]
    second = MAIL + DAY
    denial = told_by(
        "Harbour Wire",
        "Nebius denies talks with Meta about a $27 billion sale",
        at=second - 9 * HOUR,
        seen=second - 8 * HOUR,
        text="Nebius denied on Wednesday that it is in talks with Meta about a $27 billion sale."
        " “There are no talks with Meta, and the report is false,” Nebius said in a statement.",
    )
    recalls = [
        told_by(
            outlet,
            f"{RECALL}{tail}",
            at=second - 9 * HOUR,
            seen=second - 8 * HOUR,
            text=f"Nvidia is recalling Blackwell racks because of a leak in their cooling, {outlet}"
            f" has learned. Microsoft has stopped accepting racks, engineers told {outlet}.",
        )
        for outlet, tail in (
            ("Dock Daily", ""),
            ("Pier Post", ", engineers say"),
            ("Quay News", ": sources"),
            ("Mole Press", ", halting deliveries"),
            ("Ferry Times", " at Microsoft"),
        )
    ]
    take_in(room, second - 8 * HOUR, denial, *recalls)

    (crowded,) = mailed(room, second)
    assert crowded.startswith("Nvidia recalls Blackwell racks")
    (made_good,) = mailed(room, second + DAY)
    assert made_good.startswith("Update: Meta in talks to buy Nebius")
    assert made_good.endswith("(denied)")
    assert not mailed(room, second + 2 * DAY)


def _prices(room: Mailroom, until: date, jump: float) -> None:
    """Bring bars of a year until a session; Nebius jumps on 17 March."""
    for symbol in ("NBIS", "META", "SPY"):
        price, bars = 100.0, []
        for number, day in enumerate(
            room.components.sessions.between("XNYS", date(2025, 3, 17), until)
        ):
            moved = 0.006 * math.sin(number * sum(map(ord, symbol)))
            price *= 1 + (jump if symbol == "NBIS" and day == date(2026, 3, 17) else moved)
            bars.append(DailyBar(symbol=symbol, session=day, close=round(price, 4)))
        keep_bars(room.components, bars)


def test_what_one_outlet_told_after_the_close_is_told_once_the_tape_bears_it_out(
    room: Mailroom,
) -> None:
    out, read = MAIL - 10 * HOUR, MAIL - 9 * HOUR
    _prices(room, date(2026, 3, 16), 0.16)
    take_in(room, read, told_by("Quay News", TALKS, at=out, seen=read))
    assert not mailed(room, MAIL)

    room.clock.instant = MAIL + 15 * HOUR
    _prices(room, date(2026, 3, 17), 0.16)
    process(room.components)

    (told,) = mailed(room, MAIL + DAY)
    assert told.startswith("Meta in talks to buy Nebius")
    assert "NBIS +16.0%" in told
    assert b"Not told here" not in room.pigeon.arrived[-1].message
    _prices(room, date(2026, 3, 18), 0.16)
    process(room.components)
    assert not mailed(room, MAIL + 2 * DAY)


def test_a_first_mail_tells_of_its_own_window_only(room: Mailroom) -> None:
    out, read = MAIL - 10 * HOUR, MAIL - 9 * HOUR
    _prices(room, date(2026, 3, 16), 0.16)
    take_in(room, read, told_by("Quay News", TALKS, at=out, seen=read))
    room.clock.instant = MAIL + 15 * HOUR
    _prices(room, date(2026, 3, 17), 0.16)
    process(room.components)

    assert not mailed(room, MAIL + DAY)


def test_what_a_new_feed_brings_of_days_gone_by_waits_for_no_price(room: Mailroom) -> None:
    assert not mailed(room, MAIL)
    out, read = MAIL - 10 * HOUR, MAIL + HOUR
    take_in(room, read, told_by("Dock Daily", TALKS, at=out, seen=read))
    room.clock.instant = MAIL + 15 * HOUR
    _prices(room, date(2026, 3, 17), 0.16)
    process(room.components)

    assert not mailed(room, MAIL + DAY)


def test_what_the_tape_does_not_bear_out_is_not_told_nor_counted_again(room: Mailroom) -> None:
    out, read = MAIL - 10 * HOUR, MAIL - 9 * HOUR
    _prices(room, date(2026, 3, 16), 0.005)
    take_in(room, read, told_by("Quay News", TALKS, at=out, seen=read))
    assert not mailed(room, MAIL)
    out, read = MAIL + HOUR, MAIL + 2 * HOUR
    take_in(room, read, *(told_by(outlet, RECALL, at=out, seen=read) for outlet in OUTLETS))
    room.clock.instant = MAIL + 15 * HOUR
    _prices(room, date(2026, 3, 17), 0.005)
    process(room.components)

    (told,) = mailed(room, MAIL + DAY)

    assert told.startswith("Nvidia recalls")
    assert b"Not told here" not in room.pigeon.arrived[-1].message
