"""What goes wrong around the outbox: clocks, backups, full disks, readers who are gone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.mailroom import LATER, Mailroom, Pigeon, opened, reader
from tapestory.clock import FixedClock
from tapestory.demo import SAMPLE_NOW
from tapestory.errors import StoreError
from tapestory.mailing.journal import Journal
from tapestory.mailing.mailers.interface import Steps, unheard
from tapestory.model import DeliveryOutcome, Mail, MailKind, MailState, Parcel
from tapestory.pipeline.outbox_step import deliver_due
from tapestory.pipeline.send_step import send_again
from tapestory.store import maintenance

pytestmark = pytest.mark.slow  # the sample is made once, which takes seconds
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_home, tmp_path / "home"))


@pytest.fixture
def room(home: Path) -> Iterator[Mailroom]:
    with opened(home, FixedClock(SAMPLE_NOW)) as components:
        yield journaled(Mailroom(components, FixedClock(SAMPLE_NOW), Pigeon()), home)


def journaled(room: Mailroom, home: Path, *addresses: str) -> Mailroom:
    components = replace(room.components, clock=room.clock)
    served = replace(room, components=components).serving(
        *(reader(address) for address in addresses or ("reader@example.net",))
    )
    settings = replace(served.components.mail, journal=Journal(path=home / "handed-over.log"))
    return replace(served, components=replace(served.components, mailing=lambda: settings))


def mails(room: Mailroom) -> list[Mail]:
    with room.components.store.reading() as session:
        return session.outbox.find()


# A store that is put back


def test_a_store_from_a_backup_does_not_send_again_what_left_since(home: Path) -> None:
    clock, pigeon = FixedClock(SAMPLE_NOW), Pigeon()
    maintenance.backup(home / "tapestory.db", home / "before.db")
    with opened(home, clock) as components:
        deliver_due(journaled(Mailroom(components, clock, pigeon), home).components)
    maintenance.restore(home / "before.db", home / "tapestory.db")

    with opened(home, clock) as components:
        room = journaled(Mailroom(components, clock, pigeon), home)
        report = deliver_due(room.components)
        [mail] = mails(room)

        assert [one.state for one in report.unknown] == [MailState.UNKNOWN]
        assert "handed-over.log" in mail.reply
        assert len(pigeon.arrived) == 1
        assert send_again(room.components, mail).state is MailState.SENT
        clock.instant += DAY
        assert all(one.day > mail.day for one in deliver_due(room.components).tried)


def test_who_was_ended_between_journal_and_store_is_not_asked_about_backups(home: Path) -> None:
    clock, pigeon = FixedClock(SAMPLE_NOW), Pigeon([LATER])
    with opened(home, clock) as components:
        room = journaled(Mailroom(components, clock, pigeon), home)
        deliver_due(room.components)
        clock.instant += 30 * MINUTE
        [mail] = mails(room)
        with components.store.writing() as session:
            session.outbox.begin(
                mail.id, at=clock.now(), due_at=clock.now(), mailer="", forced=False
            )
        room.components.mail.journal.note(mail.message_id, at=clock.now())

        report = deliver_due(room.components)

    [unknown] = [one for one in report.unknown if one.id == mail.id]
    assert unknown.reply == (
        "the program was ended as it began to hand the mail over; it may have arrived"
    )
    assert pigeon.arrived == []


def test_what_was_certainly_not_taken_is_tried_again_also_by_a_store_from_a_backup(
    home: Path,
) -> None:
    clock, pigeon = FixedClock(SAMPLE_NOW), Pigeon([LATER])
    maintenance.backup(home / "tapestory.db", home / "before.db")
    with opened(home, clock) as components:
        deliver_due(journaled(Mailroom(components, clock, pigeon), home).components)
    maintenance.restore(home / "before.db", home / "tapestory.db")

    with opened(home, clock) as components:
        room = journaled(Mailroom(components, clock, pigeon), home)
        assert [one.state for one in deliver_due(room.components).tried] == [MailState.SENT]


IDS = st.sampled_from(["<a@x>", "<b@x>", "<ab@x>"])


@given(st.lists(st.tuples(IDS, st.booleans()), max_size=12), IDS)
def test_a_journal_says_of_each_mail_what_was_said_last(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, bool]], asked: str
) -> None:
    journal = Journal(path=tmp_path_factory.mktemp("journal") / "log")
    at = datetime(2026, 7, 3, 7, tzinfo=UTC)
    for number, (message_id, left) in enumerate(entries):
        (journal.note if left else journal.withdraw)(message_id, at=at + number * MINUTE)

    said = [
        at + n * MINUTE if left else None for n, (one, left) in enumerate(entries) if one == asked
    ]
    assert journal.handed_over(asked) == (said[-1] if said else None)


def test_a_journal_that_was_cut_off_or_grew_long_still_knows_what_is_new(tmp_path: Path) -> None:
    path = tmp_path / "log"
    old = "2026-07-01T07:00:00Z handed-over <old@x>\n"
    later = "".join(f"2026-07-02T07:00:00Z handed-over <n{one}@x>\n" for one in range(30_000))
    path.write_text(f"{old}{later}2026-07-0", "utf-8")
    journal = Journal(path=path)

    journal.note("<new@x>", at=SAMPLE_NOW)

    assert journal.handed_over("<new@x>") == SAMPLE_NOW
    assert journal.handed_over("<n29999@x>") is not None
    assert journal.handed_over("<old@x>") is None
    assert path.stat().st_size < 600_000


@pytest.mark.parametrize("junk", [b"\xff\x00" * 1_500_000, b"z\n" * 1_500_000, b"\0"])
def test_what_is_no_line_of_a_journal_crowds_out_none_that_is(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "log"
    path.write_bytes(junk + b"\n2026-07-01T07:00:00Z handed-over <old@x>\n")
    journal = Journal(path=path)

    journal.note("<new@x>", at=SAMPLE_NOW)

    assert journal.handed_over("<new@x>") == SAMPLE_NOW
    assert journal.handed_over("<old@x>") is not None
    assert path.stat().st_size < 600_000


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "soon", "", "9999-12-31T23:59-14:00"])
def test_a_line_without_a_time_says_that_a_mail_left_all_the_same(tmp_path: Path, at: str) -> None:
    path = tmp_path / "log"
    path.write_text(f"{at} handed-over <one@x>\n", "utf-8")

    assert Journal(path=path).handed_over("<one@x>") is not None


def test_a_mail_is_known_whatever_its_sender_is_called_by_now(tmp_path: Path) -> None:
    journal = Journal(path=tmp_path / "log")

    journal.note("<digest.20260703.ab@old.example>", at=SAMPLE_NOW)

    assert journal.handed_over("<digest.20260703.ab@new.example>") == SAMPLE_NOW


# A disk that is full


def test_where_nothing_can_be_written_down_nothing_leaves_and_the_mail_waits(
    room: Mailroom, home: Path
) -> None:
    (home / "handed-over.log").mkdir()

    with pytest.raises(StoreError):
        deliver_due(room.components)

    assert room.pigeon.arrived == []
    assert [mail.state for mail in mails(room)] == [MailState.PENDING]

    (home / "handed-over.log").rmdir()
    room.clock.instant += 10 * MINUTE
    assert [mail.state for mail in deliver_due(room.components).tried] == [MailState.SENT]


# Readers who are gone


def test_a_mail_that_waits_for_somebody_who_gets_none_any_more_is_not_sent(
    room: Mailroom, home: Path
) -> None:
    room.pigeon.outcomes = [LATER]
    deliver_due(room.components)
    moved = journaled(room, home, "other@example.net")
    moved.clock.instant += 10 * MINUTE

    deliver_due(moved.components)

    states = {mail.recipient: mail.state for mail in mails(moved)}
    assert states == {
        "reader@example.net": MailState.FAILED,
        "other@example.net": MailState.SENT,
    }
    assert [one.recipient for one in moved.pigeon.arrived] == ["other@example.net"]


@pytest.mark.parametrize("address", ["Reader@Example.NET", "LeserÄ@example.net"])
def test_one_who_is_written_otherwise_gets_one_mail_a_day(
    room: Mailroom, home: Path, address: str
) -> None:
    for spelt in (address, address.replace("R", "r").replace("L", "l")):
        deliver_due(journaled(room, home, spelt).components)

    assert len(room.pigeon.arrived) == 1


def test_one_who_is_refused_does_not_keep_the_others_from_theirs(
    room: Mailroom, home: Path
) -> None:
    room = journaled(room, home, "a@example.net", "b@example.net", "c@example.net")
    room.pigeon.outcomes = [LATER]

    report = deliver_due(room.components)

    assert sorted(mail.state for mail in report.tried) == ["pending", "sent", "sent"]


# A clock that is wrong


def test_what_a_clock_that_was_ahead_claimed_to_cover_is_covered_when_it_has_come_back(
    room: Mailroom,
) -> None:
    for hours in (21.0, 0.5):
        room.clock.instant = SAMPLE_NOW + timedelta(hours=hours)
        assert len(deliver_due(room.components).tried) == 1

    with room.components.store.reading() as session:
        covered = session.outbox.confirmed_until(
            MailKind.DIGEST, "reader@example.net", before=SAMPLE_NOW + 2 * DAY
        )
    assert covered == SAMPLE_NOW + 30 * MINUTE


def test_what_a_clock_that_was_ahead_put_off_is_tried_when_it_has_come_back(
    room: Mailroom,
) -> None:
    room.clock.instant = SAMPLE_NOW + timedelta(hours=6)
    room.pigeon.outcomes = [LATER]
    deliver_due(room.components)
    room.clock.instant = SAMPLE_NOW

    assert [mail.state for mail in deliver_due(room.components).tried] == [MailState.SENT]


def test_a_round_that_takes_long_leaves_the_rest_for_the_next(room: Mailroom, home: Path) -> None:
    room = journaled(room, home, *(f"reader{number}@example.net" for number in range(4)))
    slow = _Slow(room.clock)
    settings = replace(room.components.mail, mailer=lambda: slow)
    components = replace(room.components, mailing=lambda: settings)

    first, second = deliver_due(components), deliver_due(components)

    assert (len(first.tried), len(second.tried)) == (2, 2)
    assert len(slow.arrived) == 4


class _Slow(Pigeon):
    """Takes six minutes for each mail."""

    def __init__(self, clock: FixedClock) -> None:
        super().__init__()
        self._clock = clock

    def send(
        self, parcel: Parcel, *, handing_over: Callable[[], None], steps: Steps = unheard
    ) -> DeliveryOutcome:
        self._clock.instant += 6 * MINUTE
        return super().send(parcel, handing_over=handing_over, steps=steps)
