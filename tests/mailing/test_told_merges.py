"""A merge by hand between two mails, and its undoing before the next: each is told, and once."""

from __future__ import annotations

import shutil
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from mailing.mailroom import Mailroom, Pigeon, opened, reader
from tapestory.clock import FixedClock
from tapestory.demo import SAMPLE_NOW
from tapestory.model import EventId, MailKind
from tapestory.pipeline.edit_step import merge_events, undo_edit
from tapestory.pipeline.outbox_step import deliver_due
from tapestory.pipeline.reader_memory import events_told, memory_of

pytestmark = pytest.mark.slow  # the sample is made once, which takes seconds
DAY = timedelta(days=1)


def test_a_merge_and_its_undoing_are_each_told_once(sample_home: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_home, tmp_path / "home")
    clock = FixedClock(SAMPLE_NOW)
    with opened(tmp_path / "home", clock) as components:
        room = Mailroom(components, clock, Pigeon()).serving(reader())
        deliver_due(room.components)
        clock.instant += DAY / 4
        known = memory_of(room.components, "reader@example.net", until=clock.instant)
        keep, gone = list(known)[:2]
        assert _told_of(room) == set(known)

        merge_events(room.components, keep, [gone])
        assert _told_of(room) == set(known) - {gone}
        clock.instant += 3 * DAY / 4
        deliver_due(room.components)
        assert "which was told apart" in _last(room)

        clock.instant += DAY / 4
        undo_edit(room.components)
        assert _told_of(room) == set(known)
        clock.instant += 3 * DAY / 4
        deliver_due(room.components)
        assert "with which it was told" in _last(room)

        before = len(room.pigeon.arrived)
        clock.instant += DAY
        deliver_due(room.components)
        again = [_last(room)] if len(room.pigeon.arrived) > before else []
        assert not any("told apart" in said or "with which it" in said for said in again)


def _told_of(room: Mailroom) -> set[EventId]:
    """Return of which events the reader knows, however much."""
    until, kinds = room.clock.now(), (MailKind.DIGEST,)
    with room.components.store.reading() as session:
        told = events_told(session, "reader@example.net", until=until, kinds=kinds)
    assert told == set(memory_of(room.components, "reader@example.net", until=until))
    return told


def _last(room: Mailroom) -> str:
    """Return the plain text of the mail that arrived last, on one line."""
    message = message_from_bytes(room.pigeon.arrived[-1].message, policy=policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())
