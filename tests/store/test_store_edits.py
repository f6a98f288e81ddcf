"""Corrections by hand: what each does, what it leaves alone, and how it is taken back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from store.builders import article, at, event, match, tell
from tapestory.errors import NotFoundError, UsageError
from tapestory.model import ArticleId, EditId, EditKind, EventId
from tapestory.store import EventQuery, Session, Store

NAME = ArticleId("e1.0")
E1, E2, E3 = EventId("e1"), EventId("e2"), EventId("e3")


def members(session: Session, name: str, minute: float | None = None) -> list[str]:
    as_of = None if minute is None else at(minute)
    return [told.id for told, _ in session.events.members(EventId(name), as_of=as_of)]


def fill(session: Session, *sizes: int) -> None:
    """Tell event e1 by articles e1.0, e1.1, … and so on."""
    for n, size in enumerate(sizes, start=1):
        for place in range(size):
            name = f"e{n}.{place}"
            tell(session, f"e{n}", name, minute=n + place / 10, title=f"Title of e{n}")


def split(session: Session, source: str, to: str, names: Sequence[str], *, minute: float) -> EditId:
    known = session.events.get(EventId(to))
    target = known if known is not None and known.id == to else event(to, title=f"New {to}")
    leaving = {ArticleId(name) for name in names}
    return session.edits.split(EventId(source), leaving, target, at=at(minute)).id


def test_a_merge_takes_all_articles_along_and_says_so_in_the_reason(store: Store) -> None:
    with store.writing() as session:
        fill(session, 1, 2, 1)
        edit = session.edits.merge(E1, [E2, E3], at=at(10))

        assert members(session, "e1") == ["e1.0", "e2.0", "e2.1", "e3.0"]
        assert members(session, "e2") == members(session, "e3") == members(session, "e1")
        last = session.events.history(ArticleId("e2.0"))[-1]
        assert (last.score, last.by_hand, last.decided_at) == (1.0, True, at(10))
        assert "by hand" in last.reason
        assert [(moved.article_id, moved.source, moved.target) for moved in edit.moved] == [
            ("e2.0", E2, E1),
            ("e2.1", E2, E1),
            ("e3.0", E3, E1),
        ]


def test_a_merge_has_not_happened_before_it_was_made(store: Store) -> None:
    with store.writing() as session:
        fill(session, 1, 1)
        session.edits.merge(E1, [E2], at=at(10))
        session.edits.undo(at=at(20))

        for minute, holder, told in ((9, E2, ["e2.0"]), (15, E1, ["e1.0", "e2.0"]), (25, E2, None)):
            found = session.events.get(E2, as_of=at(minute))
            assert found is not None
            assert found.id == holder
            assert members(session, "e2", minute) == (told or ["e2.0"])
            typed = session.events.by_prefix("e2", as_of=at(minute))
            assert [known.id for known in typed] == [holder]


def test_both_events_are_looked_at_and_measured_again(store: Store) -> None:
    with store.writing() as session:
        fill(session, 2, 1)
        for name in (E1, E2):
            session.events.mark_fresh(name)
            session.moves.save(name, [], [])
        split(session, "e1", "e9", ["e1.1"], minute=10)

        assert set(session.events.stale()) == {E1, "e9"}
        assert set(session.moves.to_measure()) == {E1, "e9"}


def test_what_was_split_off_founds_an_event_of_its_own(store: Store) -> None:
    with store.writing() as session:
        fill(session, 3)
        split(session, "e1", "e9", ["e1.1", "e1.2"], minute=10)

        assert members(session, "e1") == ["e1.0"]
        assert members(session, "e9") == ["e1.1", "e1.2"]
        assert members(session, "e1", 9) == ["e1.0", "e1.1", "e1.2"]


def test_an_id_that_was_merged_away_can_come_back_to_life(store: Store) -> None:
    with store.writing() as session:
        fill(session, 1, 1)
        session.events.redirect(E2, E1, at=at(5))
        to = event("e2", title="Alive")
        session.edits.split(E1, {ArticleId("e2.0")}, to, at=at(10))

        assert members(session, "e2") == ["e2.0"]
        assert [known.id for known in session.events.by_prefix("e2")] == [E2]
        session.edits.undo(at=at(11))
        assert members(session, "e2") == members(session, "e1") == ["e1.0", "e2.0"]


def test_everything_about_the_events_concerned_is_pinned_and_nothing_else(store: Store) -> None:
    with store.writing() as session:
        fill(session, 2, 1, 1)
        assert session.edits.pins() == {}
        session.edits.merge(E1, [E2], at=at(10))

        assert session.edits.pins() == {"e1.0": E1, "e1.1": E1, "e2.0": E1}
        split(session, "e1", "e9", ["e1.1"], minute=11)
        assert session.edits.pins() == {"e1.0": E1, "e1.1": "e9", "e2.0": E1}
        session.edits.undo(at=at(12))
        session.edits.undo(at=at(13))
        assert session.edits.pins() == {}


def test_what_an_undo_brings_back_to_an_event_that_was_merged_since_is_pinned_where_it_comes(
    store: Store,
) -> None:
    with store.writing() as session:
        fill(session, 1, 1, 1, 1)
        session.edits.merge(E1, [E2], at=at(10))
        kept = split(session, "e1", "e4", ["e2.0"], minute=11)
        session.edits.merge(E3, [E1], at=at(12))
        session.edits.undo(kept, at=at(13))

        assert members(session, "e3") == ["e1.0", "e2.0", "e3.0"]
        assert session.edits.pins() == {"e1.0": E3, "e2.0": E3, "e3.0": E3}


def test_events_that_were_split_stay_apart_until_a_person_merges_them(store: Store) -> None:
    with store.writing() as session:
        fill(session, 2, 1)
        split(session, "e1", "e9", ["e1.1"], minute=10)
        assert session.edits.apart() == {(E1, "e9")}

        session.edits.merge(E2, [EventId("e9")], at=at(11))
        assert session.edits.apart() == {(E1, E2)}

        session.edits.merge(E1, [E2], at=at(12))
        assert session.edits.apart() == frozenset()


def test_a_given_title_stays_whatever_the_articles_say(store: Store) -> None:
    with store.writing() as session:
        fill(session, 1)
        session.edits.rename(E1, "Mine", at=at(10))
        session.events.refresh(event("e1", title="Derived", minute=1))

        named = session.events.get(E1)
        assert named is not None
        assert (named.title, named.title_by_hand) == ("Mine", True)
        assert [found.event.id for found in session.events.search("mine", limit=5)] == [E1]
        before = session.events.get(E1, as_of=at(9))
        assert before is not None
        assert not before.title_by_hand
        assert before.title != "Mine"

        session.edits.undo(at=at(20))
        again = session.events.get(E1)
        assert again is not None
        assert (again.title, again.title_by_hand) == ("Derived", False)
        assert session.events.search("mine", limit=5) == []
        (then,) = session.events.find(EventQuery(as_of=at(15)))
        assert (then.event.title, then.event.title_by_hand) == ("Mine", True)


def test_an_undo_puts_score_and_reason_back_as_they_were(store: Store) -> None:
    with store.writing() as session:
        session.articles.save(article("a1"))
        session.events.place(match("a1", "e1", score=0.63), event("e1"))
        tell(session, "e2", "a2")
        session.edits.merge(E2, [E1], at=at(10))
        session.edits.undo(at=at(11))

        ((_, placed),) = session.events.members(E1)
        assert (placed.score, placed.reason, placed.by_hand) == (
            0.63,
            "same company, same deal",
            False,
        )


def test_undo_goes_back_step_by_step_and_an_undo_by_its_id_is_done_again(store: Store) -> None:
    with store.writing() as session:
        fill(session, 1, 1)
        first = session.edits.merge(E1, [E2], at=at(10))
        session.edits.rename(E1, "Mine", at=at(11))
        assert session.edits.undo(at=at(12)).kind is EditKind.UNDO
        taken_back = session.edits.undo(at=at(13))
        assert taken_back.undoes == first.id
        with pytest.raises(NotFoundError, match="no edit"):
            session.edits.undo(at=at(14))

        again = session.edits.undo(taken_back.id, at=at(15))
        assert (again.kind, again.undoes) == (EditKind.REDO, taken_back.id)
        assert members(session, "e2") == ["e1.0", "e2.0"]
        assert session.edits.pins() == {"e1.0": E1, "e2.0": E1}
        assert session.edits.undo(first.id, at=at(16)).kind is EditKind.UNDO
        assert members(session, "e2") == ["e2.0"]


def test_what_was_taken_back_is_not_taken_back_twice(store: Store) -> None:
    with store.writing() as session:
        fill(session, 1, 1)
        first = session.edits.merge(E1, [E2], at=at(10))
        session.edits.undo(at=at(11))
        with pytest.raises(UsageError, match="already"):
            session.edits.undo(first.id, at=at(12))


def test_an_edit_that_a_later_one_builds_on_waits_for_it(store: Store) -> None:
    with store.writing() as session:
        fill(session, 1, 1, 1)
        first = session.edits.merge(E1, [E2], at=at(10))
        second = session.edits.merge(E3, [E1], at=at(11))
        with pytest.raises(UsageError, match=second.id):
            session.edits.undo(first.id, at=at(12))

        session.edits.undo(second.id, at=at(13))
        session.edits.undo(first.id, at=at(14))
        assert [members(session, name) for name in ("e1", "e2", "e3")] == [
            ["e1.0"],
            ["e2.0"],
            ["e3.0"],
        ]


def test_edits_of_other_events_are_taken_back_in_any_order(store: Store) -> None:
    with store.writing() as session:
        fill(session, 1, 1, 2)
        first = session.edits.merge(E1, [E2], at=at(10))
        split(session, "e3", "e9", ["e3.1"], minute=11)
        session.edits.undo(first.id, at=at(12))

        assert members(session, "e2") == ["e2.0"]
        assert members(session, "e9") == ["e3.1"]


def test_what_joined_an_event_that_a_split_made_comes_along_when_that_is_undone(
    store: Store,
) -> None:
    with store.writing() as session:
        fill(session, 2)
        split(session, "e1", "e9", ["e1.1"], minute=10)
        tell(session, "e9", "late", minute=20)
        session.edits.undo(at=at(30))

        assert members(session, "e1") == ["e1.0", "e1.1", "late"]
        assert members(session, "e9") == members(session, "e1")


def test_what_joined_a_merged_event_stays_when_the_merge_is_undone(store: Store) -> None:
    with store.writing() as session:
        fill(session, 1, 1)
        session.edits.merge(E1, [E2], at=at(10))
        tell(session, "e1", "late", minute=20)
        session.edits.undo(at=at(30))

        assert members(session, "e1") == ["e1.0", "late"]
        assert members(session, "e2") == ["e2.0"]


def test_ids_that_led_to_a_merged_event_lead_to_it_again(store: Store) -> None:
    with store.writing() as session:
        fill(session, 1, 1, 1)
        session.events.redirect(E3, E2, at=at(5))
        session.edits.merge(E1, [E2], at=at(10))
        assert members(session, "e3") == ["e1.0", "e2.0", "e3.0"]
        session.edits.undo(at=at(11))

        assert members(session, "e3") == ["e2.0", "e3.0"]
        assert members(session, "e1") == ["e1.0"]


def test_a_correction_that_breaks_off_leaves_nothing_half_done(store: Store) -> None:
    with store.writing() as session:
        fill(session, 1, 2)

    def break_off() -> None:
        with store.writing() as session:
            session.edits.merge(E1, [E2], at=at(10))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()

    with store.reading() as session:
        assert members(session, "e2") == ["e2.0", "e2.1"]
        assert session.edits.all() == []
        assert session.edits.pins() == {}


def test_repair_moves_an_article_to_a_new_event_and_back(store: Store) -> None:
    with store.writing() as session:
        fill(session, 2, 1)
        founded = event("e9", title="Apart")
        assert session.events.move(match("e1.1", "e9", minute=10), founded) == "e9"
        assert members(session, "e9") == ["e1.1"]

        assert session.events.move(match("e1.1", "e1", minute=11)) == E1
        assert members(session, "e1") == ["e1.0", "e1.1"]
        assert members(session, "e9") == members(session, "e1")
        with pytest.raises(ValueError, match="no event"):
            session.events.move(match("e1.1", "nope", minute=12))


def test_a_move_counts_from_the_last_decision_at_the_earliest(store: Store) -> None:
    with store.writing() as session:
        fill(session, 1, 1)
        session.events.move(match("e1.0", "e2", minute=-50))

        assert members(session, "e1") == ["e1.0", "e2.0"]
        decided = [(past.event_id, past.decided_at) for past in session.events.history(NAME)]
        assert decided == [(E1, at(1)), (E2, at(1))]


def test_a_title_that_follows_from_fewer_articles_was_not_known_before_they_left(
    store: Store,
) -> None:
    with store.writing() as session:
        fill(session, 2)
        session.events.refresh(event("e1", title="Of two", minute=1, last=1.1))
        split(session, "e1", "e9", ["e1.1"], minute=10)
        session.events.refresh(event("e1", title="Of one", minute=1))

        titles = []
        for minute in (9, 10):
            then = session.events.get(E1, as_of=at(minute))
            titles.append(then and then.title)
        assert titles == ["Of two", "Of one"]
