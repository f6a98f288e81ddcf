"""What a feed's first answer brings without a date is no news; what appears later is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from systems import System
from tapestory.demo import FolderServer
from tapestory.model import Feed
from tapestory.pipeline import edition_step
from tapestory.pipeline.run import run
from tapestory.pipeline.view import find_views
from tapestory.store import EventQuery

OLD = "Nvidia buys the chip maker Brightwater for $2 billion"
FRESH = "Oracle cuts a quarter of the staff of its cloud unit in Texas"
OUTLETS = ("Harbour", "Ledger")


def _write(folder: Path, *titles: str) -> None:
    for outlet in OUTLETS:
        items = "".join(
            f"<item><guid>{outlet}/{number}</guid><title>{title}</title>"
            f"<link>https://{outlet.lower()}.example/{number}</link>"
            f"<description>{title}, {outlet} has learnt. {outlet} asked both.</description></item>"
            for number, title in enumerate(titles)
        )
        (folder / f"{outlet}.rss").write_text(
            f'<rss version="2.0"><channel><title>{outlet}</title>{items}</channel></rss>',
            encoding="utf-8",
        )


def _backlog(system: System) -> dict[str, set[bool]]:
    return {
        view.event.title: {member.backlog for member in view.articles}
        for view in find_views(system.components, EventQuery())
    }


def test_undated_entries_are_news_once_their_feed_was_read_before(
    system: System, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    _write(folder, OLD)
    with FolderServer(folder) as server:
        with system.components.store.writing() as session:
            for outlet in OUTLETS:
                session.feeds.add(Feed(url=server.url_of(folder / f"{outlet}.rss")))
        run(system.components, every_feed=True)
        first = edition_step.edition(system.components)
        system.clock.instant += timedelta(hours=1)
        _write(folder, OLD, FRESH)
        run(system.components, every_feed=True)
        second = edition_step.edition(system.components)

    assert first.is_empty
    assert "without a date" in first.left_out
    assert second.subject_lead == FRESH
    assert second.others == ()
    assert _backlog(system) == {OLD: {True}, FRESH: {False}}
