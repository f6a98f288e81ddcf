"""Words by hand amid merges, splits and runs: what is said last holds, and nothing is unsaid."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from systems import System
from tapestory.errors import UsageError
from tapestory.model import (
    EventId,
    Verification,
    VerificationChange,
    VerificationState,
)
from tapestory.pipeline.edit_step import (
    confirm_event,
    deny_event,
    merge_events,
    split_event,
    undo_edit,
)
from tapestory.pipeline.imports import ArticleRecord, import_articles
from tapestory.pipeline.link_step import derive, link_events
from tapestory.pipeline.run import process
from tapestory.pipeline.view import view_event
from tapestory.store import EventQuery

HEADLINES = (
    "Nordlys Cloud is in talks to buy Fjell Data, people familiar with the matter say",
    "Rumour has it that the harbour of Oostmark will close for good",
    "Bakers of Tilsen win the yearly contest with a rye loaf of forty hours",
)
OUTLETS = ("Wire", "Ledger", "Post")
Pages = dict[EventId, Verification]


def record(system: System, headline: str, outlet: str) -> ArticleRecord:
    now = system.clock.instant
    return ArticleRecord(
        id=f"{headline[:9]}-{outlet}-{now:%d%H%M}",
        title=headline,
        text=f"{headline}. That is what {outlet} wrote at {now:%H:%M} on day {now:%d}.",
        published=now.isoformat(),
        outlet=outlet,
    )


def later(system: System, hours: float = 1) -> None:
    system.clock.instant += timedelta(hours=hours)


def told(system: System) -> list[EventId]:
    """Take in two articles of each story; return the events."""
    records = []
    for outlet in OUTLETS[:2]:
        later(system)
        records += [record(system, headline, outlet) for headline in HEADLINES]
    import_articles(system.components, records)
    return standing(system)


def standing(system: System) -> list[EventId]:
    with system.components.store.reading() as session:
        return sorted(summary.event.id for summary in session.events.find(EventQuery()))


def pages(system: System) -> Pages:
    return {name: view_event(system.components, name).verification for name in standing(system)}


def stored(system: System) -> dict[EventId, list[VerificationChange]]:
    with system.components.store.reading() as session:
        return {name: session.events.verification_history(name) for name in standing(system)}


def by_evidence(system: System, name: EventId) -> VerificationState:
    """Return what the articles alone make of an event."""
    with system.components.store.reading() as session:
        event = session.events.get(name)
        members = [article for article, _ in session.events.members(name)]
        readings = session.readings.get_many(article.id for article in members)
    assert event is not None
    facts = derive(
        event,
        [(article, readings[article.id]) for article in members],
        system.components,
        now=system.clock.instant,
    )
    return facts.verification.state


def test_a_word_enters_the_history_with_its_note_and_follow_ups_change_nothing(
    system: System,
) -> None:
    name = told(system)[0]
    before = view_event(system.components, name)
    later(system)
    confirm_event(system.components, name, "I read the filing.")
    said_at = system.clock.instant
    later(system)
    import_articles(system.components, [record(system, before.event.title, "Post")])

    after = view_event(system.components, name)
    assert len(after.articles) == len(before.articles) + 1
    assert after.verification.state is VerificationState.CONFIRMED
    assert after.verification.by_hand
    assert after.verification.since == said_at
    last = after.verification.history[-1]
    assert last.evidence is not None
    assert (last.at, last.evidence.sentence, last.evidence.cue) == (
        said_at,
        "I read the filing.",
        "by hand",
    )
    assert after.verification.history[:-1] == before.verification.history
    as_of = view_event(system.components, name, as_of=said_at - timedelta(minutes=1))
    assert as_of.verification == before.verification


def test_lists_say_what_pages_say(system: System) -> None:
    names = told(system)
    later(system)
    deny_event(system.components, names[1], "They told me so.")
    link_events(system.components)

    with system.components.store.reading() as session:
        listed = {item.event.id: item.state for item in session.events.find(EventQuery())}
    assert listed == {name: page.state for name, page in pages(system).items()}
    assert listed[names[1]] is VerificationState.DENIED


def test_silence_is_stored_by_the_next_run(system: System) -> None:
    names = told(system)
    open_before = {
        name for name in names if by_evidence(system, name).value in {"rumour", "reported"}
    }
    assert open_before
    later(system, hours=24 * 40)
    shown = pages(system)
    process(system.components)

    history = stored(system)
    for name in open_before:
        assert history[name][-1].state is VerificationState.STALE
        assert list(shown[name].history) == history[name]
    process(system.components)
    assert stored(system) == history


def test_a_word_goes_where_its_event_is_merged_and_comes_back(system: System) -> None:
    first, second, _ = told(system)
    later(system)
    confirm_event(system.components, second, "I was there.")
    later(system)
    merged = merge_events(system.components, first, [second])
    together = view_event(system.components, first).verification
    assert (together.state, together.by_hand) == (VerificationState.CONFIRMED, True)
    merged_at = system.clock.instant
    later(system)
    undo_edit(system.components, merged.edit.id)

    assert not view_event(system.components, first).verification.by_hand
    assert view_event(system.components, second).verification.by_hand
    then = view_event(system.components, first, as_of=merged_at).verification
    assert (then.state, then.by_hand) == (VerificationState.CONFIRMED, True)


class Newsroom:
    """People who say, unsay, merge and split at random, with runs and articles in between."""

    def __init__(self, system: System, seed: int) -> None:
        self.system = system
        self.dice = random.Random(seed)  # noqa: S311  # a seed to repeat, no secret
        self.shown: list[tuple[datetime, Pages]] = []
        self.steps: tuple[Callable[[], None], ...] = (
            self.say,
            self.say,
            self.unsay,
            self.merge,
            self.split,
            self.run,
        )

    def go(self, count: int) -> None:
        for _ in range(count):
            later(self.system)
            before = stored(self.system)
            with suppress(UsageError):
                self.dice.choice(self.steps)()
            for name, history in stored(self.system).items():
                if name in before:
                    assert history[: len(before[name])] == before[name]
            self.check()
            self.shown.append((self.system.clock.instant, pages(self.system)))

    def check(self) -> None:
        shown = pages(self.system)
        with self.system.components.store.reading() as session:
            words = session.edits.words(list(shown))
        for name, page in shown.items():
            said = words[name].said if name in words else ()
            if said:
                assert page.state is max(said, key=lambda item: item.change.at).change.state
                assert page.by_hand
            else:
                assert page.state is by_evidence(self.system, name)
                assert not page.by_hand
            assert list(page.history) == stored(self.system)[name]

    def name(self) -> EventId:
        return self.dice.choice(standing(self.system))

    def say(self) -> None:
        enter = self.dice.choice((confirm_event, deny_event))
        enter(self.system.components, self.name(), f"note {self.dice.random():.3f}")

    def unsay(self) -> None:
        with self.system.components.store.reading() as session:
            edits = [edit for edit in session.edits.all() if edit.undone_by is None]
        if edits:
            undo_edit(self.system.components, self.dice.choice(edits).id)

    def merge(self) -> None:
        merge_events(self.system.components, self.name(), [self.name()])

    def split(self) -> None:
        name = self.name()
        with self.system.components.store.reading() as session:
            members = [article.id for article, _ in session.events.members(name)]
        split_event(self.system.components, name, {self.dice.choice(members)})

    def run(self) -> None:
        headline, outlet = self.dice.choice(HEADLINES), self.dice.choice(OUTLETS)
        import_articles(self.system.components, [record(self.system, headline, outlet)])
        process(self.system.components)


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_said_and_unsaid_replaying_it_says_what_is_shown(
    system: System, seed: int
) -> None:
    told(system)
    newsroom = Newsroom(system, seed)
    newsroom.go(12)
    for instant, then in newsroom.shown[::4]:
        for name, page in then.items():
            assert view_event(system.components, name, as_of=instant).verification == page


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 10))
def test_however_long_people_contradict_each_other(system: System, seed: int) -> None:
    test_whatever_is_said_and_unsaid_replaying_it_says_what_is_shown(system, seed)
