"""What placing knows, put aside between runs: the same decisions, and nothing taken on trust."""

from __future__ import annotations

import gc
import os
import pickle
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from zlib import crc32

import pytest

from matching.streams import DAY, stream
from matching.told import told
from pipeline.test_place_step import another, arrived, take_in, where
from systems import System
from tapestory.model import Article, EventId
from tapestory.pipeline.edit_step import merge_events, rename_event, split_event, undo_edit
from tapestory.pipeline.place_step import _WORTH_PUTTING, _Desk, place_articles
from tapestory.pipeline.put_aside import Shelf, at_hand

SEEDS = (7, 11, 13)
SIZE = 90


class Told:
    """Something that would run when it is read."""

    ran = False

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, ("ran",)


def memory(system: System) -> Path:
    kept = system.components.put_aside
    assert kept is not None
    return kept


def place(system: System, articles: Sequence[Article], *, pieces: int) -> None:
    """Let them arrive and be placed in so many runs."""
    size = -(-len(articles) // pieces)
    for start in range(0, len(articles), size):
        take_in(system, articles[start : start + size])
        place_articles(system.components)


@pytest.mark.parametrize("seed", SEEDS)
def test_in_however_many_runs_articles_are_placed_they_end_in_the_same_events(
    system: System, tmp_path: Path, seed: int
) -> None:
    articles = [arrived(item) for item in stream(seed, size=SIZE)]
    place(system, articles, pieces=1)
    with another(system, tmp_path / "another") as halting:
        place(halting, articles, pieces=6)
        assert where(halting) == where(system)


def test_what_was_put_aside_is_taken_up_with_all_that_was_decided_since(system: System) -> None:
    articles = [arrived(item) for item in stream(7, size=60)]
    place(system, articles[:20], pieces=1)
    place(system, articles[20:45], pieces=3)
    with system.components.store.reading() as session:
        desk = _Desk(system.components, session, articles[45:])
    assert desk._since_put == 25
    known = {article.id: desk._matcher._router.find(article.id) for article in articles[:45]}
    assert known == where(system)


def test_what_is_taken_up_is_set_apart_from_the_collector_until_placing_is_done(
    system: System,
) -> None:
    articles = [arrived(item) for item in stream(7, size=40)]
    place(system, articles[:20], pieces=1)
    take_in(system, articles[20:])
    with system.components.store.reading() as session, at_hand():
        _Desk(system.components, session, articles[20:])
        assert gc.get_freeze_count()

    place_articles(system.components)
    assert not gc.get_freeze_count()


def test_an_article_of_long_ago_is_compared_with_the_news_of_its_time(system: System) -> None:
    articles = [arrived(item) for item in stream(7, size=60, gap=4 * DAY)]
    place(system, articles[1:], pieces=1)
    with system.components.store.reading() as session:
        desk = _Desk(system.components, session, articles[:1])
    assert desk._since_put == _WORTH_PUTTING


def test_what_comes_weeks_late_under_a_headline_of_its_time_is_of_that_event(
    system: System,
) -> None:
    title = "Heavy rain closes mountain railway line"
    then, late = told("then", title), told("late", title, minutes=60)
    since = [told(f"n{n}", f"Acme sells stake {n}", minutes=n * DAY) for n in range(30, 40)]

    place(system, [arrived(item) for item in (then, *since)], pieces=1)
    place(system, [arrived(late)], pieces=1)

    held = where(system)
    assert held[late.article_id] == held[then.article_id]


def test_a_run_that_was_killed_before_it_put_anything_aside_changes_nothing(
    system: System, tmp_path: Path
) -> None:
    articles = [arrived(item) for item in stream(17, size=SIZE)]
    place(system, articles, pieces=1)
    with another(system, tmp_path / "another") as killed:
        place(killed, articles[:30], pieces=1)
        kept = memory(killed).read_bytes()
        place(killed, articles[30:60], pieces=1)
        memory(killed).write_bytes(kept)  # as if what came after had not been put aside
        place(killed, articles[60:], pieces=1)
        assert where(killed) == where(system)


@pytest.mark.parametrize("broken", [b"", b"no memory at all", b"\x80\x05."])
def test_what_cannot_be_read_is_made_anew(system: System, broken: bytes) -> None:
    articles = [arrived(item) for item in stream(7, size=40)]
    place(system, articles[:20], pieces=1)
    memory(system).write_bytes(broken)
    place(system, articles[20:], pieces=1)
    assert len(where(system)) == len(articles)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 1.0])
def test_a_file_with_one_wrong_byte_is_made_anew(system: System, share: float) -> None:
    articles = [arrived(item) for item in stream(7, size=40)]
    place(system, articles[:20], pieces=1)
    kept = bytearray(memory(system).read_bytes())
    kept[round(share * (len(kept) - 1))] ^= 1
    memory(system).write_bytes(kept)
    with system.components.store.reading() as session:
        desk = _Desk(system.components, session, articles[20:])
    assert desk._since_put == _WORTH_PUTTING


def test_a_file_that_would_run_something_is_not_taken_up(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "memory", "wishes")
    made_by = _made_by(tmp_path)
    told = pickle.dumps(Told(), protocol=5)
    (tmp_path / "memory").write_bytes(made_by + crc32(told).to_bytes(4, "big") + told)
    assert shelf.take() is None
    assert not Path("ran").exists()


def test_what_cannot_be_written_stops_no_run_and_spoils_nothing_that_was_kept(
    tmp_path: Path,
) -> None:
    kept = _made_by(tmp_path)
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    Shelf(tmp_path / "memory", "wishes").put(deep)  # type: ignore[arg-type]  # deep is what counts
    assert (tmp_path / "memory").read_bytes()[:32] == kept
    assert [path.name for path in tmp_path.iterdir()] == ["memory"]

    folder = tmp_path / "memory" / "below"  # a file stands where a folder should
    Shelf(folder, "wishes").put(Nothing())  # type: ignore[arg-type]  # never written
    assert Shelf(folder, "wishes").take() is None


def test_other_wishes_take_up_nothing(system: System) -> None:
    place(system, [arrived(item) for item in stream(7, size=20)], pieces=1)
    other = Shelf(memory(system), "other wishes")
    assert other.take() is None


def test_a_store_that_was_put_back_is_not_matched_by_what_is_remembered_of_another(
    system: System, tmp_path: Path
) -> None:
    articles = [arrived(item) for item in stream(11, size=60)]
    place(system, articles[:30], pieces=1)
    with another(system, tmp_path / "another") as other:
        place(other, articles[30:], pieces=1)
        memory(system).write_bytes(memory(other).read_bytes())
    place(system, articles[30:45], pieces=1)

    with another(system, tmp_path / "third") as plain:
        place(plain, articles[:30], pieces=1)
        memory(plain).unlink()
        place(plain, articles[30:45], pieces=1)
        assert where(system) == where(plain)


def test_what_people_corrected_is_learnt_before_anything_else_is_placed(system: System) -> None:
    articles = [arrived(item) for item in stream(7, size=60)]
    place(system, articles[:40], pieces=1)
    keep, other = sorted({*where(system).values()})[:2]
    merge_events(system.components, keep, [other])
    with system.components.store.reading() as session:
        pins = dict(session.edits.pins())
    place(system, articles[40:], pieces=2)
    assert pins.items() <= where(system).items()


@pytest.mark.parametrize("seed", SEEDS)
def test_what_people_corrected_is_done_once_more_as_if_all_were_learnt_anew(
    system: System, seed: int
) -> None:
    articles = [arrived(item) for item in stream(seed, size=100, gap=60)]
    place(system, articles[:50], pieces=1)
    place(system, articles[50:70], pieces=1)
    _correct(system)
    place(system, articles[70:80], pieces=1)
    _correct(system)
    taken_up = _desk(system, articles[80:])
    memory(system).unlink()
    rebuilt = _desk(system, articles[80:])

    assert 30 < taken_up._since_put < _WORTH_PUTTING
    assert rebuilt._since_put == _WORTH_PUTTING
    assert _held(taken_up) == _held(rebuilt)
    assert taken_up._matcher._pins == rebuilt._matcher._pins


def test_what_people_took_back_is_learnt_anew(system: System) -> None:
    articles = [arrived(item) for item in stream(7, size=60, gap=60)]
    place(system, articles[:50], pieces=1)
    _correct(system)
    undo_edit(system.components)
    assert _desk(system, articles[50:])._since_put == _WORTH_PUTTING


def test_what_people_took_back_to_where_they_had_taken_it_is_learnt_anew(system: System) -> None:
    articles = [arrived(item) for item in stream(7, size=60, gap=60)]
    place(system, articles[:50], pieces=1)
    (first, _), (second, _), (third, _) = Counter(where(system).values()).most_common(3)
    leaving = [max(name for name, held in where(system).items() if held == first)]
    for source, target in ((first, second), (second, third)):
        system.clock.instant += timedelta(hours=1)
        split_event(system.components, source, leaving, to=target)
    system.clock.instant += timedelta(hours=1)
    undo_edit(system.components)
    assert _desk(system, articles[50:])._since_put == _WORTH_PUTTING


def test_a_title_given_by_hand_is_nothing_to_placing(system: System) -> None:
    articles = [arrived(item) for item in stream(7, size=60)]
    place(system, articles[:50], pieces=1)
    rename_event(system.components, min(where(system).values()), "Called so")
    assert _desk(system, articles[50:])._since_put == 0


def _correct(system: System) -> None:
    """Merge the two largest events, and split an article off the third; time goes on."""
    system.clock.instant += timedelta(hours=1)
    sizes = Counter(where(system).values())
    first, second, third = (event_id for event_id, _ in sizes.most_common(3))
    merge_events(system.components, first, [second])
    leaving = max(name for name, held in where(system).items() if held == third)
    split_event(system.components, third, [leaving])
    system.clock.instant += timedelta(hours=1)


def _desk(system: System, pending: Sequence[Article]) -> _Desk:
    take_in(system, pending)
    with system.components.store.reading() as session:
        return _Desk(system.components, session, pending)


def _held(desk: _Desk) -> dict[EventId, object]:
    """Return what each live event holds, sums without what rounding adds."""
    return {
        event.id: (
            event.size,
            event.listed,
            event.headlines,
            [*event.members],
            {
                lang: {name: pytest.approx(weight) for name, weight in part.full.items()}
                for lang, part in event.parts.items()
            },
        )
        for event in desk._matcher._index._events
    }


def _made_by(folder: Path) -> bytes:
    """Return the head of a file that the same code wrote for the same wishes."""
    path = folder / "memory"
    shelf = Shelf(path, "wishes")
    shelf.put(Nothing())  # type: ignore[arg-type]  # only the head of the file is wanted
    return path.read_bytes()[:32]


class Nothing:
    """Fit to be written, and no memory."""
