from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from mailing.mailroom import (
    LATER,
    REFUSED,
    UNKNOWN,
    KilledError,
    Mailroom,
    Pigeon,
    opened,
    reader,
)
from tapestory.clock import FixedClock
from tapestory.demo import SAMPLE_NOW
from tapestory.digest.interests import Interests
from tapestory.model import Mail, MailKind, MailState
from tapestory.pipeline.outbox_step import (
    MailReport,
    deliver_due,
    draft_for,
    keep,
)
from tapestory.pipeline.send_step import send_again, send_due

pytestmark = pytest.mark.slow  # the sample is made once, which takes seconds
DAY = timedelta(days=1)


@pytest.fixture
def room(sample_home: Path, tmp_path: Path) -> Iterator[Mailroom]:
    shutil.copytree(sample_home, tmp_path / "home")
    clock = FixedClock(SAMPLE_NOW)
    with opened(tmp_path / "home", clock) as components:
        yield Mailroom(components, clock, Pigeon()).serving(reader())


def mails(room: Mailroom) -> list[Mail]:
    with room.components.store.reading() as session:
        return session.outbox.find()


def only(room: Mailroom) -> Mail:
    [mail] = mails(room)
    return mail


def killed(room: Mailroom, step: str) -> None:
    """End a round at a step, as the end of the process would."""
    room.pigeon.killed = step
    with pytest.raises(KilledError):
        deliver_due(room.components)
    room.pigeon.killed = ""


def later(room: Mailroom, span: timedelta) -> MailReport:
    room.clock.instant += span
    return deliver_due(room.components)


def test_what_is_due_is_sent_once_however_often_it_is_looked_at(room: Mailroom) -> None:
    reports = [deliver_due(room.components) for _ in range(3)]

    assert [len(report.tried) for report in reports] == [1, 0, 0]
    [parcel] = room.pigeon.arrived
    mail = only(room)
    assert (mail.state, mail.day, mail.attempts) == (MailState.SENT, date(2026, 7, 3), 1)
    assert parcel.message_id == mail.message_id
    assert b"Meta is preparing" in parcel.message


def test_before_its_time_nothing_is_sent(room: Mailroom) -> None:
    room.clock.instant = SAMPLE_NOW.replace(hour=6, minute=59)
    with room.components.store.writing() as session:
        # What yesterday's edition would have been is settled.
        session.outbox.keep_quiet(
            "reader@example.net", date(2026, 7, 2), since=SAMPLE_NOW - 2 * DAY, until=SAMPLE_NOW
        )

    assert deliver_due(room.components).tried == ()


def test_killed_before_anything_was_handed_over_it_is_sent_later_and_once(room: Mailroom) -> None:
    killed(room, "before")
    assert only(room).state is MailState.PENDING
    assert room.pigeon.arrived == []

    assert deliver_due(room.components).tried == (), "not at once: whatever ended us may again"
    later(room, timedelta(minutes=10))

    assert only(room).state is MailState.SENT
    assert len(room.pigeon.arrived) == 1


@pytest.mark.parametrize("step", ["claimed", "after"])
def test_killed_while_it_is_handed_over_it_is_unknown_and_not_sent_unasked(
    room: Mailroom, step: str
) -> None:
    killed(room, step)
    assert only(room).state is MailState.SENDING
    before = len(room.pigeon.arrived)

    report = later(room, timedelta(minutes=10))
    for _ in range(5):
        later(room, timedelta(hours=1))

    assert [mail.state for mail in report.unknown] == [MailState.UNKNOWN]
    assert only(room).state is MailState.UNKNOWN
    assert len(room.pigeon.arrived) == before


def test_killed_between_rendering_and_keeping_it_is_rendered_again(room: Mailroom) -> None:
    draft_for(room.components, room.components.mail.recipients[0], by_schedule=True)

    deliver_due(room.components)

    assert only(room).state is MailState.SENT
    assert len(room.pigeon.arrived) == 1


def test_what_was_kept_is_sent_byte_by_byte_whatever_has_become_known_since(
    room: Mailroom,
) -> None:
    recipient = room.components.mail.recipients[0]
    draft = draft_for(room.components, recipient, day=date(2026, 7, 3), by_schedule=True)
    keep(room.components, draft)
    keep(room.components, replace(draft, message=b"another"))

    deliver_due(room.components)

    assert [parcel.message for parcel in room.pigeon.arrived] == [draft.message]


def test_a_refusal_for_now_is_tried_again_with_growing_waits_and_then_given_up(
    room: Mailroom,
) -> None:
    room.pigeon.outcomes = [LATER] * 100
    deliver_due(room.components)
    dues = []
    while (mail := only(room)).state is MailState.PENDING:
        assert mail.due_at is not None
        dues.append(mail.due_at - room.clock.instant)
        # Without later editions, which would take its place.
        room.clock.instant = mail.due_at - timedelta(seconds=1)
        assert list(send_due(room.components)) == []
        room.clock.instant = mail.due_at
        assert len(list(send_due(room.components))) == 1

    assert dues[0] < timedelta(minutes=7)
    assert dues[-1] > timedelta(hours=2)
    assert mail.state is MailState.FAILED
    assert mail.reply.startswith("given up after ")
    assert room.pigeon.arrived == []


def test_a_refusal_for_good_is_final_and_the_next_edition_covers_its_time(room: Mailroom) -> None:
    room.pigeon.outcomes = [REFUSED]
    report = deliver_due(room.components)
    assert [mail.state for mail in report.failed] == [MailState.FAILED]
    assert later(room, timedelta(hours=3)).tried == ()

    later(room, DAY - timedelta(hours=3))

    second, first = mails(room)
    assert (second.state, first.state) == (MailState.SENT, MailState.FAILED)
    assert second.since <= second.until - room.components.digest.window


def test_an_edition_covers_the_time_since_the_last_one_that_was_confirmed(room: Mailroom) -> None:
    deliver_due(room.components)
    first = only(room)
    recipient = room.components.mail.recipients[0]
    for outcome in (UNKNOWN, REFUSED, LATER):
        room.clock.instant += DAY
        room.pigeon.outcomes = [outcome]
        deliver_due(room.components)

    draft = draft_for(room.components, recipient, by_schedule=True)

    assert draft.window.since == first.until
    assert draft.window.until == room.clock.instant
    assert "Covers Fri 3 Jul, 10:00 to Mon 6 Jul, 10:00 (UTC)" in draft.edition.coverage[0]


def test_what_still_waits_gives_way_to_a_later_edition_that_covers_its_time(
    room: Mailroom,
) -> None:
    room.pigeon.outcomes = [LATER]
    deliver_due(room.components)
    waiting = only(room)

    room.clock.instant += DAY
    recipient = room.components.mail.recipients[0]
    draft = draft_for(room.components, recipient, day=date(2026, 7, 4), by_schedule=True)
    assert not draft.is_quiet
    keep(room.components, draft)

    newer, older = mails(room)
    assert (older.id, older.state) == (waiting.id, MailState.FAILED)
    assert newer.id in older.reply
    assert newer.since <= older.since


def test_a_day_without_news_is_quiet_for_good(room: Mailroom) -> None:
    deliver_due(room.components)

    quiet = later(room, DAY)

    assert quiet.quiet == ("reader@example.net",)
    assert len(mails(room)) == 1
    assert later(room, timedelta(hours=1)).quiet == ()


def test_a_heartbeat_comes_after_a_week_without_news(room: Mailroom) -> None:
    room = room.serving(reader(heartbeat=True))
    deliver_due(room.components)

    for _ in range(6):
        assert later(room, DAY).tried == ()
    report = later(room, DAY)

    [mail] = report.tried
    assert mail.state is MailState.SENT
    assert mail.subject.startswith("Nothing to report")
    assert len(room.pigeon.arrived) == 2


def test_each_reader_hears_of_what_concerns_them(room: Mailroom) -> None:
    room = room.serving(
        reader("meta@example.net", interests=Interests(tickers=frozenset({"meta"}))),
        reader("none@example.net", interests=Interests(tickers=frozenset({"NOSUCH"}))),
        reader("far@example.net", interests=Interests(min_move=0.99)),
    )

    report = deliver_due(room.components)

    assert [mail.recipient for mail in report.tried] == ["meta@example.net"]
    assert set(report.quiet) == {"none@example.net", "far@example.net"}


def test_each_reader_has_a_day_of_their_own(room: Mailroom) -> None:
    room.clock.instant = SAMPLE_NOW.replace(hour=12)
    room = room.serving(
        reader("utc@example.net"), reader("apia@example.net", zone="Pacific/Apia", at=time(0, 30))
    )

    deliver_due(room.components)

    assert {mail.recipient: mail.day for mail in mails(room)} == {
        "utc@example.net": date(2026, 7, 3),
        "apia@example.net": date(2026, 7, 4),
    }


def test_one_reader_that_is_refused_does_not_keep_the_others_waiting(room: Mailroom) -> None:
    room = room.serving(reader("a@example.net"), reader("b@example.net"))
    room.pigeon.outcomes = [REFUSED]

    deliver_due(room.components)

    assert {mail.recipient: mail.state for mail in mails(room)} == {
        "a@example.net": MailState.FAILED,
        "b@example.net": MailState.SENT,
    }


def test_what_is_unknown_is_sent_again_when_somebody_says_so(room: Mailroom) -> None:
    room.pigeon.outcomes = [UNKNOWN]
    deliver_due(room.components)

    again = send_again(room.components, only(room))

    assert again.state is MailState.SENT
    first, second = room.pigeon.arrived
    assert first.message == second.message
    with room.components.store.reading() as session:
        attempts = session.outbox.attempts(again.id)
    assert [one.forced for one in attempts] == [False, True]


def test_a_mail_that_was_taken_over_once_counts_as_such_whatever_comes_of_a_second(
    room: Mailroom,
) -> None:
    deliver_due(room.components)
    mail = only(room)
    room.pigeon.outcomes = [REFUSED]

    assert send_again(room.components, mail).state is MailState.FAILED

    with room.components.store.reading() as session:
        until = session.outbox.confirmed_until(
            MailKind.DIGEST, mail.recipient, before=room.clock.instant + DAY
        )
    assert until == mail.until
