"""Corrections in any order, amid automatic matching: nothing lost, nothing doubled, all undone."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from store.builders import article, at, event, match
from tapestory.clock import FixedClock
from tapestory.errors import UsageError
from tapestory.model import ArticleId, EditKind, Event, EventId
from tapestory.store import EventQuery, Session, Store
from tapestory.store.matches import in_force
from tapestory.store.tables import event_redirects, placements

THOROUGH = settings.get_current_profile_name() == "thorough"
Picture = Mapping[str, Any]
pick = st.integers(0, 10**6)


def derived(session: Session, known: Event) -> Event:
    """Return an event as it follows from its articles, so that any change of them shows."""
    told = [found for found, _ in session.events.members(known.id)]
    return replace(
        known,
        title=" ".join(found.id for found in told),
        first_seen=min(found.first_seen for found in told),
        last_seen=max(found.first_seen for found in told),
        happened=min(found.time for found in told),
    )


def refresh_stale(session: Session) -> None:
    for event_id in session.events.stale():
        known = session.events.get(event_id)
        assert known is not None
        session.events.refresh(derived(session, known))
        session.events.mark_fresh(event_id)


def redirects_of(session: Session) -> dict[str, str]:
    connection = session.feeds._connection
    return {row.old_id: row.new_id for row in connection.execute(select(event_redirects))}


def picture(session: Session, minute: float | None = None) -> Picture:
    """Return what queries show, now or as of a time: events, and where each article is and why."""
    as_of = None if minute is None else at(minute)
    placed = in_force(as_of)
    told = session.feeds._connection.execute(
        select(
            placed.c.article_id,
            placed.c.event_id,
            placed.c.score,
            placed.c.reason,
            placed.c.by_hand,
        )
    )
    found = session.events.find(EventQuery(as_of=as_of))
    return {
        "events": {summary.event.id: (summary.event, summary.articles) for summary in found},
        "placed": sorted(tuple(row) for row in told),
    }


class Corrections(RuleBasedStateMachine):
    """One store, matched automatically and corrected by hand, minute after minute."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        copied = shutil.copy(self.template, Path(self.folder.name) / "tapestory.db")
        self.store = Store.open(Path(copied), clock=FixedClock(at(0)))
        self.minute = 0
        self.arrived = 0
        self.seen: dict[int, tuple[Picture, dict[str, Any]]] = {}
        self.undoing: list[tuple[Picture, dict[str, str], object]] = []

    def teardown(self) -> None:
        with self.store.reading() as session:
            for minute, (shown, leads) in self.seen.items():
                assert picture(session, minute) == shown
                if minute % 3 == self.minute % 3:
                    assert self._leads(session, leads, minute) == leads
        self.store.close()
        self.folder.cleanup()

    @staticmethod
    def _leads(session: Session, ids: Any, minute: float) -> dict[str, Any]:
        found = {name: session.events.get(EventId(name), as_of=at(minute)) for name in ids}
        return {name: known and (known.id, known.title) for name, known in found.items()}

    @staticmethod
    def _standing(session: Session) -> list[EventId]:
        rows = session.feeds._connection.execute(select(placements.c.event_id).distinct())
        return sorted(EventId(row) for row in rows.scalars())

    def _step(self, act: Callable[[Session], None]) -> None:
        self.minute += 1
        with self.store.writing() as session:
            act(session)
            refresh_stale(session)
        with self.store.reading() as session:
            self._check(session)

    def _automatic(self, act: Callable[[Session], None]) -> None:
        self._step(act)
        self.undoing.clear()

    def _by_hand(self, act: Callable[[Session], None]) -> None:
        with self.store.reading() as session:
            before = (picture(session), redirects_of(session), session.edits.pins())
        self._step(act)
        self.undoing.append(before)

    @initialize(count=st.integers(2, 5))
    def some_articles(self, count: int) -> None:
        for _ in range(count):
            self.an_article_founds_an_event()

    @rule()
    def an_article_founds_an_event(self) -> None:
        self.arrived += 1
        name = f"a{self.arrived}"

        def act(session: Session) -> None:
            session.articles.save(article(name, minute=self.minute))
            session.events.place(
                match(name, f"e{name}", minute=self.minute),
                event(f"e{name}", title=name, minute=self.minute),
            )

        self._automatic(act)

    @rule(where=pick)
    def an_article_joins_an_event(self, where: int) -> None:
        self.arrived += 1
        name = f"a{self.arrived}"

        def act(session: Session) -> None:
            standing = self._standing(session)
            session.articles.save(article(name, minute=self.minute))
            joined = session.events.get(standing[where % len(standing)])
            assert joined is not None
            grown = replace(joined, last_seen=at(self.minute))
            session.events.place(match(name, joined.id, minute=self.minute, score=0.7), grown)

        self._automatic(act)

    @rule(which=pick, where=pick)
    def repair_moves_an_article_that_nobody_pinned(self, which: int, where: int) -> None:
        def act(session: Session) -> None:
            free = sorted(
                told.id
                for told, _ in session.events.placed_since(at(-1))
                if told.id not in session.edits.pins()
            )
            if not free:
                return
            name = free[which % len(free)]
            own = EventId(f"e{name}")
            targets = [*self._standing(session), own]
            target = targets[where % len(targets)]
            if target in session.edits.pins().values() and target == own:
                return
            moved = match(name, target, minute=self.minute, score=0.6)
            told = session.articles.get(ArticleId(name))
            assert told is not None
            founded = event(target, title=name, minute=0, last=0)
            session.events.move(
                moved, replace(founded, first_seen=told.first_seen, last_seen=told.first_seen)
            )

        self._automatic(act)

    @rule(which=pick, where=pick)
    def repair_merges_an_event_that_nobody_touched(self, which: int, where: int) -> None:
        def act(session: Session) -> None:
            standing = self._standing(session)
            free = [name for name in standing if name not in session.edits.pins().values()]
            if not free:
                return
            old = free[which % len(free)]
            new = standing[where % len(standing)]
            if old != new:
                session.events.redirect(old, new, at=at(self.minute))

        self._automatic(act)

    @rule(which=pick, where=pick)
    def a_person_merges(self, which: int, where: int) -> None:
        def act(session: Session) -> None:
            standing = self._standing(session)
            keep = standing[where % len(standing)]
            others = [name for name in standing if name != keep]
            if others:
                session.edits.merge(keep, [others[which % len(others)]], at=at(self.minute))

        with self.store.reading() as session:
            several = len(self._standing(session)) > 1
        if several:
            self._by_hand(act)

    def _splittable(self) -> list[EventId]:
        with self.store.reading() as session:
            return sorted(
                summary.event.id for summary in session.events.find(EventQuery(min_articles=2))
            )

    @precondition(lambda self: self._splittable())
    @rule(which=pick, where=pick, how_many=pick)
    def a_person_splits(self, which: int, where: int, how_many: int) -> None:
        splittable = self._splittable()
        source = splittable[which % len(splittable)]

        def act(session: Session) -> None:
            held = [told for told, _ in session.events.members(source)]
            leaving = held[-(1 + how_many % (len(held) - 1)) :]
            existing = [name for name in self._standing(session) if name != source]
            taken = {*existing, source}
            fresh = EventId(f"n{self.minute}-{leaving[0].id}")
            own = EventId(f"e{leaving[0].id}")
            choices = [*existing, fresh, *([] if own in taken else [own])]
            to = choices[where % len(choices)]
            known = session.events.get(to) if to in existing else None
            founded = replace(
                event(to, title=leaving[0].id),
                first_seen=leaving[0].first_seen,
                last_seen=leaving[0].first_seen,
            )
            session.edits.split(
                source, {told.id for told in leaving}, known or founded, at=at(self.minute)
            )

        self._by_hand(act)

    @rule(which=pick, title=st.sampled_from(["", "Mine", "Ours"]))
    def a_person_renames(self, which: int, title: str) -> None:
        def act(session: Session) -> None:
            standing = self._standing(session)
            session.edits.rename(standing[which % len(standing)], title, at=at(self.minute))

        self._by_hand(act)

    @precondition(lambda self: self.undoing)
    @rule()
    def taking_the_last_edit_back_leads_back(self) -> None:
        shown, leads, pins = self.undoing.pop()
        self._step(self._undo)
        with self.store.reading() as session:
            assert picture(session) == shown
            now = redirects_of(session)
            assert {old: now.get(old) for old in leads} == leads
            assert session.edits.pins() == pins

    def _undo(self, session: Session) -> None:
        session.edits.undo(at=at(self.minute))

    @precondition(lambda self: self.undoing)
    @rule()
    def an_undo_that_is_taken_back_changes_nothing(self) -> None:
        with self.store.reading() as session:
            before = (picture(session), redirects_of(session), session.edits.pins())
        self._step(self._undo)
        with self.store.reading() as session:
            last = session.edits.all()[0]
        self._step(lambda session: self._redo(session, last.id))
        with self.store.reading() as session:
            assert (picture(session), redirects_of(session), session.edits.pins()) == before

    def _redo(self, session: Session, edit_id: Any) -> None:
        assert session.edits.undo(edit_id, at=at(self.minute)).kind is EditKind.REDO

    @rule(which=pick)
    def any_edit_is_taken_back_or_refused(self, which: int) -> None:
        with self.store.reading() as session:
            edits = session.edits.all()
        if not edits:
            return

        def act(session: Session) -> None:
            with suppress(UsageError):
                session.edits.undo(edits[which % len(edits)].id, at=at(self.minute))

        self._automatic(act)

    def _check(self, session: Session) -> None:
        shown, leads = picture(session), redirects_of(session)
        standing = set(shown["events"])
        present = {name: event_id for name, event_id, *_ in shown["placed"]}
        assert present.keys() == {f"a{number}" for number in range(1, self.arrived + 1)}
        assert len(shown["placed"]) == len(present)
        assert set(present.values()) == standing
        assert not leads.keys() & standing
        assert set(leads.values()) <= standing
        pins = session.edits.pins()
        assert all(present[name] == event_id for name, event_id in pins.items())
        for one, other in session.edits.apart():
            assert one < other
            assert {one, other} <= set(pins.values())
        assert picture(session, self.minute) == shown
        # Ids that are known by now: where each leads is part of the answer.
        names = self._leads(session, [*standing, *leads], self.minute)
        self.seen[self.minute] = (shown, names)


@pytest.fixture
def corrections(empty_store: Path) -> type[Corrections]:
    return type("Corrections", (Corrections,), {"template": empty_store})


def examine(corrections: type[Corrections], *, examples: int) -> None:
    wanted = settings(
        max_examples=examples,
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(corrections, settings=wanted)


def test_corrections_lose_nothing_and_are_taken_back_exactly(
    corrections: type[Corrections],
) -> None:
    examine(corrections, examples=10)


@pytest.mark.slow
def test_however_long_people_correct_nothing_is_lost(corrections: type[Corrections]) -> None:
    examine(corrections, examples=500 if THOROUGH else 60)
