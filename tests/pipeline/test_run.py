"""The whole chain on the embedded sample, over real HTTP."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from systems import System
from tapestory import bootstrap
from tapestory.demo import SAMPLE_NOW, FolderServer
from tapestory.demo.sample_run import SAMPLE
from tapestory.errors import LockedError
from tapestory.model import EventView, Feed, FeedStatus, MoveStatus, VerificationState
from tapestory.moves.providers.csv_file import read_bars
from tapestory.pipeline import edition_step
from tapestory.pipeline.reading_step import read_text, verify_text
from tapestory.pipeline.run import RunReport, run
from tapestory.pipeline.view import find_views, view_event
from tapestory.store import ArticleQuery, EventQuery


def _subscribe(system: System, server: FolderServer, folder: Path) -> None:
    with system.components.store.writing() as session:
        for file in sorted(folder.iterdir()):
            session.feeds.add(Feed(url=server.url_of(file)))
        session.prices.save(read_bars(SAMPLE / "closes.csv").bars)


def _run(system: System) -> RunReport:
    return run(system.components, every_feed=True)


def _about(system: System, word: str) -> EventView:
    [view] = [
        view
        for view in find_views(system.components, EventQuery())
        if any(word in member.article.title for member in view.articles)
    ]
    return view


@pytest.fixture
def after_a_run(system: System) -> System:
    with FolderServer(SAMPLE / "feeds") as server:
        _subscribe(system, server, SAMPLE / "feeds")
        _run(system)
    return system


def test_tellings_in_three_languages_and_a_syndicated_copy_are_one_event(
    after_a_run: System,
) -> None:
    view = _about(after_a_run, "Meta is preparing")

    assert {member.article.lang for member in view.articles} == {"en", "zh", "ko"}
    assert sum(member.article.copy_of is not None for member in view.articles) == 1


def test_noise_and_other_happenings_stay_apart(after_a_run: System) -> None:
    meta = _about(after_a_run, "Meta is preparing")

    for word in ("sourdough", "SB Neo, a US cloud", "KOSPI closes down", "Colossus"):
        assert _about(after_a_run, word).event.id != meta.event.id


def test_a_rumour_told_by_many_is_not_a_fact_and_copies_are_no_sources(
    after_a_run: System,
) -> None:
    view = _about(after_a_run, "Meta is preparing")

    assert view.verification.state in {VerificationState.RUMOUR, VerificationState.REPORTED}
    assert [origin.name for origin in view.origins if not origin.seen] == ["Bloomberg"]


def test_a_denial_and_an_announcement_are_told_from_a_rumour(after_a_run: System) -> None:
    assert _about(after_a_run, "Colossus").verification.state is VerificationState.DENIED
    assert (
        _about(after_a_run, "SB Neo, a US cloud").verification.state is VerificationState.CONFIRMED
    )


def test_each_exchange_is_measured_on_its_own_first_session(after_a_run: System) -> None:
    view = _about(after_a_run, "Meta is preparing")
    on_day0 = {move.symbol: move for move in view.moves if move.window == (0, 0)}

    assert on_day0["META"].session == date(2026, 7, 1)
    assert on_day0["META"].raw == pytest.approx(0.0881, abs=5e-5)
    assert on_day0["NBIS"].raw == pytest.approx(-0.1701, abs=5e-5)
    assert on_day0["CRWV"].status is MoveStatus.MEASURED


def test_a_figure_that_is_ten_times_another_is_called_a_unit_error(after_a_run: System) -> None:
    view = _about(after_a_run, "Meta is preparing")

    flagged = [figure for figure in view.figures if figure.flag == "unit_error"]

    assert {figure.low for figure in flagged} == {1.25e12}


def test_a_second_run_finds_nothing_new_and_doubles_nothing(system: System) -> None:
    with FolderServer(SAMPLE / "feeds") as server:
        _subscribe(system, server, SAMPLE / "feeds")
        first = _run(system)
        before = find_views(system.components, EventQuery())
        again = _run(system)

    assert first.articles_new == 14
    assert (again.articles_new, again.events_new, again.articles_matched) == (0, 0, 0)
    assert {outcome.status for outcome in again.feeds} == {FeedStatus.NOT_MODIFIED}
    assert find_views(system.components, EventQuery()) == before


def test_what_is_asked_as_of_a_time_is_what_a_run_at_that_time_answered(
    system: System, tmp_path: Path
) -> None:
    feeds = tmp_path / "feeds"
    feeds.mkdir()
    for name in ("harbour-wire.rss", "canal-street-ledger.atom"):
        (feeds / name).write_bytes((SAMPLE / "feeds" / name).read_bytes())
    with FolderServer(feeds) as server:
        _subscribe(system, server, feeds)
        _run(system)
        early = {view.event.id: view for view in find_views(system.components, EventQuery())}
        for name in ("suanli-observer.json", "seoul-tape.rss"):
            (feeds / name).write_bytes((SAMPLE / "feeds" / name).read_bytes())
        system.clock.instant += timedelta(hours=6)
        _subscribe(system, server, feeds)
        _run(system)
    late = find_views(system.components, EventQuery())
    assert sum(len(view.articles) for view in late) == 14

    for event_id, then in early.items():
        now = view_event(system.components, event_id, as_of=SAMPLE_NOW)
        assert now.event == then.event
        assert now.articles == then.articles
        assert now.verification == then.verification
        assert now.links == then.links
        assert now.origins == then.origins


def test_windows_that_have_not_closed_are_pending_as_of_an_earlier_time(
    after_a_run: System,
) -> None:
    view = _about(after_a_run, "Meta is preparing")

    for move in view.moves:
        if move.window == (0, 20):
            assert move.status is MoveStatus.PENDING
            assert move.raw is None


def test_only_what_happened_in_the_window_is_in_the_digest(after_a_run: System) -> None:
    edition = edition_step.edition(after_a_run.components)

    assert "Colossus" not in repr(edition)


def test_the_lock_turns_an_overlapping_run_away_at_once(system: System) -> None:
    with (
        bootstrap.run_lock(system.paths),
        pytest.raises(LockedError),
        bootstrap.run_lock(system.paths),
    ):
        pass
    with bootstrap.run_lock(system.paths):
        pass


def test_every_stored_article_has_an_event(after_a_run: System) -> None:
    with after_a_run.components.store.reading() as session:
        stored = session.articles.find(ArticleQuery())

    assert len(stored) == 14
    assert all(item.event_id is not None for item in stored)


def test_one_text_alone_is_judged_by_the_rules_that_hold_for_events(system: System) -> None:
    text = (
        "Meta announces cloud plan, report says\n\n"
        "Meta is preparing a cloud business, Bloomberg reported, citing people familiar with it."
    )

    said = read_text(system.components, text)

    verification = verify_text(system.components, said)
    assert verification.state in {VerificationState.RUMOUR, VerificationState.REPORTED}
