"""A program's clock goes on while it composes a mail."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mailing.mailroom import Mailroom, Pigeon, opened, reader
from tapestory.clock import FixedClock
from tapestory.demo import SAMPLE_NOW
from tapestory.pipeline.edition_step import desk_for
from tapestory.pipeline.outbox_step import Draft, deliver_due, draft_for, preview_for

pytestmark = pytest.mark.slow  # the sample is made once, which takes seconds
READER = reader()
_TICK = timedelta(milliseconds=5)


@dataclass(slots=True)
class GoingClock(FixedClock):
    """A clock that goes on whenever it is looked at."""

    def now(self) -> datetime:
        self.instant += _TICK
        return self.instant - _TICK


@pytest.fixture
def room(sample_home: Path, tmp_path: Path) -> Iterator[Mailroom]:
    shutil.copytree(sample_home, tmp_path / "home")
    clock = GoingClock(SAMPLE_NOW)
    with opened(tmp_path / "home", clock) as components:
        yield Mailroom(components, clock, Pigeon()).serving(READER)


def held(room: Mailroom, instant: datetime) -> Mailroom:
    clock = FixedClock(instant)
    return replace(room, clock=clock, components=replace(room.components, clock=clock))


def looked_back(room: Mailroom, draft: Draft) -> bool:
    """Tell whether all was looked at as of the end of the window; else as it is, at that time."""
    with room.components.store.reading() as session:
        desk = desk_for(room.components, session, draft.window)
    assert desk.now == draft.window.until
    return desk.known.as_of is not None


def test_what_ends_now_is_looked_at_as_it_is_though_the_clock_goes_on(room: Mailroom) -> None:
    by_schedule = draft_for(room.components, READER, day=SAMPLE_NOW.date(), by_schedule=True)
    asked_for = draft_for(room.components, READER)
    of_a_day = draft_for(room.components, READER, day=SAMPLE_NOW.date() - timedelta(days=1))

    assert room.clock.instant > SAMPLE_NOW + _TICK
    assert [looked_back(room, draft) for draft in (by_schedule, asked_for, of_a_day)] == [
        False,
        False,
        True,
    ]


def test_it_says_what_is_said_while_the_clock_stands(room: Mailroom) -> None:
    going = draft_for(room.components, READER, by_schedule=True)
    standing = draft_for(held(room, going.window.until).components, READER, by_schedule=True)

    assert going.edition.told
    assert going == standing


def test_it_says_what_is_said_of_that_time_when_somebody_looks_back(room: Mailroom) -> None:
    [mail] = deliver_due(room.components).tried
    [parcel] = room.pigeon.arrived

    room.clock.instant += timedelta(days=3)
    later = preview_for(room.components, READER, day=mail.day)

    assert looked_back(room, later)
    assert later.message == parcel.message
