"""What an edition says of a time does not depend on when it is made."""

from __future__ import annotations

from datetime import timedelta

from systems import System
from tapestory.digest import render_text
from tapestory.model import Feed, FeedState
from tapestory.pipeline.edition_step import Window, edition_of

QUIET = "https://quiet.example/feed"
LOUD = "https://loud.example/feed"


def save(system: System, url: str, state: FeedState) -> None:
    with system.components.store.writing() as session:
        session.feeds.save_state(url, state)
    system.clock.instant += timedelta(hours=1)


def test_an_edition_names_the_feeds_that_failed_at_its_end_whenever_it_is_made(
    system: System,
) -> None:
    with system.components.store.writing() as session:
        session.feeds.add(Feed(url=QUIET, title="The Quiet"))
        session.feeds.add(Feed(url=LOUD, title="The Loud"))
    save(system, QUIET, FeedState(failures=3))
    until = system.clock.now()
    window = Window(
        day=until.date(), since=until - timedelta(days=1), until=until, zone=system.components.zone
    )
    then = render_text(edition_of(system.components, window))
    assert "The Quiet" in then

    system.clock.instant += timedelta(hours=1)
    save(system, QUIET, FeedState())
    save(system, LOUD, FeedState(gone=True))

    assert render_text(edition_of(system.components, window)) == then
    later = Window(
        day=window.day, since=until, until=system.clock.now(), zone=system.components.zone
    )
    said = render_text(edition_of(system.components, later))
    assert "The Loud" in said
    assert "The Quiet" not in said
