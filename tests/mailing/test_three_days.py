"""Days of one story through the whole system: told, not repeated, and told again as an update."""

from __future__ import annotations

import email
import math
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.policy import default
from pathlib import Path

import pytest

from mailing.mailroom import REFUSED, Mailroom, Pigeon, reader
from systems import put_empty_store
from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.digest import render_text, subject
from tapestory.digest.interests import Interests
from tapestory.model import DailyBar, Mail, MailKind
from tapestory.pipeline.imports import ArticleRecord, import_articles
from tapestory.pipeline.outbox_step import (
    deliver_due,
    draft_for,
    keep,
    preview_for,
)
from tapestory.pipeline.price_step import keep_bars
from tapestory.pipeline.run import process
from tapestory.pipeline.send_step import send_again, send_due

MORNING = datetime(2026, 3, 17, 8, tzinfo=UTC)
DAY = timedelta(days=1)
DEAL = [
    ArticleRecord(
        id="a",
        title="Meta in talks to buy Nebius for $27 billion, Bloomberg reports",
        text="Meta is in talks to buy Nebius for $27 billion, Bloomberg News reported on Monday,"
        " citing people familiar with the matter.",
        published="2026-03-16T11:00:00Z",
        outlet="Quay News",
    ),
    ArticleRecord(
        id="b",
        title="Meta in talks to acquire Nebius for $27 billion: Bloomberg",
        text="Meta is in talks to acquire Nebius in a $27 billion deal, Bloomberg News reported,"
        " citing people familiar with the matter.",
        published="2026-03-16T12:30:00Z",
        outlet="Mole Press",
    ),
]
DENIAL = ArticleRecord(
    id="d",
    title="Nebius denies talks with Meta about a $27 billion sale",
    text="Nebius denied on Wednesday that it is in talks with Meta about a $27 billion sale. “There"
    " are no talks with Meta, and the report is false,” Nebius said in a statement.",
    published="2026-03-18T15:00:00Z",
    outlet="Harbour Wire",
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Mailroom]:
    (tmp_path / "config.toml").write_text("", encoding="utf-8")
    paths = resolve(tmp_path / "config.toml", {})
    clock = FixedClock(MORNING)
    put_empty_store(paths.store)
    with bootstrap.build(paths, load(paths, {}), clock=clock) as components:
        yield Mailroom(components, clock, Pigeon()).serving(reader())


def morning(room: Mailroom, day: int, *news: ArticleRecord) -> Mail | None:
    """Take in what was published since and send what is due; return the day's mail."""
    room.clock.instant = MORNING + day * DAY
    if news:
        import_articles(room.components, news)
        process(room.components)
    tried = deliver_due(room.components).tried
    return tried[0] if tried else None


def text_of(room: Mailroom, mail: Mail) -> str:
    with room.components.store.reading() as session:
        message = email.message_from_bytes(session.outbox.message(mail.id), policy=default)
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_news_leads_is_not_repeated_and_comes_back_as_an_update_when_it_is_denied(
    room: Mailroom,
) -> None:
    first = morning(room, 0, *DEAL)
    second = morning(room, 1)
    third = morning(room, 2, DENIAL)

    assert first is not None
    assert first.subject.startswith("Meta in talks")
    assert first.subject.endswith("(unconfirmed)")
    assert "Update" not in text_of(room, first)
    assert second is None
    assert third is not None
    assert third.subject.startswith("Update: Meta in talks")
    assert third.subject.endswith("(denied)")
    text = " ".join(text_of(room, third).split())
    assert "Update. Since the mail of Tue 17 Mar: denied [1]." in text
    assert "Covers Tue 17 Mar, 08:00 to Thu 19 Mar, 08:00 (UTC)" in text


def test_a_preview_says_to_the_letter_what_was_sent_whenever_it_is_asked_for(
    room: Mailroom,
) -> None:
    first = morning(room, 0, *DEAL)
    third = morning(room, 2, DENIAL)
    room.clock.instant += 3 * DAY
    recipient = room.components.mail.recipients[0]

    for mail in (first, third):
        assert mail is not None
        draft = preview_for(room.components, recipient, day=mail.day)
        assert render_text(draft.edition) == text_of(room, mail)
    with room.components.store.reading() as session:
        assert len(session.outbox.find()) == 2


def test_what_was_not_taken_over_is_told_as_news_again(room: Mailroom) -> None:
    room.pigeon.outcomes = [REFUSED]
    morning(room, 0, *DEAL)

    second = morning(room, 1)

    assert second is not None
    assert second.subject.startswith("Meta in talks")


def test_what_happened_after_a_quiet_day_is_told_however_late_the_next_mail_is(
    room: Mailroom,
) -> None:
    quiet = morning(room, -2)

    late = morning(room, 4, *DEAL)

    assert quiet is None
    assert late is not None
    assert late.subject.startswith("Meta in talks")
    assert late.since == MORNING - 2 * DAY


def test_what_was_sent_again_by_hand_counts_as_told_from_then_on(room: Mailroom) -> None:
    room.pigeon.outcomes = [REFUSED]
    first = morning(room, 0, *DEAL)
    assert first is not None

    room.clock.instant += DAY / 2
    send_again(room.components, first)

    assert morning(room, 1) is None
    with room.components.store.reading() as session:
        early = session.outbox.confirmed_until(
            MailKind.DIGEST, first.recipient, before=first.until + DAY / 4
        )
    assert early is None, "as of then it was not"


def test_days_that_are_made_up_for_later_go_on_from_each_other(room: Mailroom) -> None:
    room.clock.instant = MORNING + 20 * DAY
    import_articles(room.components, [*DEAL, DENIAL])
    process(room.components)
    recipient = room.components.mail.recipients[0]
    subjects = []
    for day in (date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 18)):
        draft = draft_for(room.components, recipient, day=day)
        keep(room.components, draft)
        subjects += [subject(draft.edition)]
        assert len(list(send_due(room.components))) == (not draft.is_quiet)

    assert subjects[0].startswith("Meta in talks")
    assert subjects[1].startswith("Nothing to report")
    assert subjects[2].startswith("Update: Meta in talks")


def test_each_reader_has_a_memory_of_their_own(room: Mailroom) -> None:
    morning(room, 0, *DEAL)
    newcomer = reader("new@example.net", interests=Interests(tickers=frozenset({"NBIS"})))
    room = room.serving(reader(), newcomer)

    morning(room, 2, DENIAL)

    with room.components.store.reading() as session:
        third = {
            m.recipient: m.subject for m in session.outbox.find() if m.day == date(2026, 3, 19)
        }
    assert third["reader@example.net"].startswith("Update: Meta in talks")
    assert third["new@example.net"].startswith("Meta in talks")


def closes(room: Mailroom, symbol: str, until: date, moved: dict[date, float]) -> list[DailyBar]:
    """Return a year of closes that go to and fro, and moved on some days."""
    days = room.components.sessions.between("XNYS", date(2025, 3, 17), until)
    price, made = 100.0, []
    for number, day in enumerate(days):
        price *= 1 + moved.get(day, 0.006 * math.sin(number * sum(map(ord, symbol))))
        made.append(DailyBar(symbol=symbol, session=day, close=round(price, 4)))
    return made


def test_a_window_that_closes_without_a_word_of_news_is_an_update(room: Mailroom) -> None:
    moved = {
        "NBIS": {date(2026, 3, 16): 0.11, date(2026, 3, 20): -0.16},
        "META": {},
        "SPY": {},
    }

    def with_prices(day: int) -> None:
        room.clock.instant = MORNING + day * DAY
        until = (room.clock.instant - DAY).date()
        for symbol, days in moved.items():
            keep_bars(room.components, closes(room, symbol, until, days))

    with_prices(0)
    first = morning(room, 0, *DEAL)
    quiet = []
    for day in (1, 2, 3):
        with_prices(day)
        process(room.components)
        quiet.append(morning(room, day))
    with_prices(8)
    process(room.components)
    update = morning(room, 8)

    assert first is not None
    assert "NBIS" in text_of(room, first)
    assert quiet == [None, None, None]
    assert update is not None
    words = " ".join(text_of(room, update).split())
    assert "Update. Since the mail of Tue 17 Mar: 5 sessions on, vs market: NBIS" in words
