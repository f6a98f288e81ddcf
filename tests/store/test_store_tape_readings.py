from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from store.builders import tell
from tapestory.model import EventId, SectorReading, SectorStatus, TapeReading
from tapestory.store import Store

E1, E2 = EventId("e1"), EventId("e2")
NOW = datetime(2026, 7, 2, 21, tzinfo=UTC)
VALUES = st.none() | st.floats(allow_nan=False, allow_infinity=False)
SECTOR = st.builds(
    SectorReading,
    sector=st.sampled_from(["memory", "optical"]),
    predicted=st.sampled_from(["up", "down", "flat"]),
    horizon=st.integers(0, 60),
    status=st.sampled_from(SectorStatus),
    abnormal=VALUES,
    t=VALUES,
    p=VALUES,
    members=st.just(("MU", "SNDK")),
    left_out=st.sampled_from([(), ("WDC",)]),
    elsewhere=st.sampled_from([(), ("000660.KS",)]),
)
READING = st.builds(
    TapeReading,
    narrative=st.sampled_from(["glut", "boom"]),
    window=st.sampled_from([(0, 0), (0, 5)]),
    sectors=st.lists(SECTOR, max_size=3).map(tuple),
    score=VALUES,
    p=VALUES,
)


def reading(score: float = 1.0, narrative: str = "glut") -> TapeReading:
    return TapeReading(narrative=narrative, window=(0, 0), sectors=(), score=score, p=0.5)


@settings(max_examples=25)
@given(looks=st.lists(READING, max_size=6))
def test_every_look_comes_back_in_the_order_in_which_it_was_made(
    shared_store: Store, looks: list[TapeReading]
) -> None:
    kept: list[TapeReading] = []
    with shared_store.writing() as session:
        if session.events.get(E1) is None:
            tell(session, E1, "a")
        before = len(session.tape_readings.of_event(E1))
        for look in looks:
            last = [
                known.reading
                for known in session.tape_readings.of_event(E1)
                if (known.reading.narrative, known.reading.window) == (look.narrative, look.window)
            ]
            added = session.tape_readings.append(E1, [look], at=NOW)
            assert added == (not last or last[-1] != look)
            kept += [look] * added
        found = session.tape_readings.of_event(E1)[before:]

    assert [known.reading for known in found] == kept


def test_a_look_that_says_the_same_is_not_kept_twice(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")

        assert session.tape_readings.append(E1, [reading()], at=NOW) == 1
        assert session.tape_readings.append(E1, [reading()], at=NOW + timedelta(days=1)) == 0
        assert session.tape_readings.append(E1, [reading(2.0)], at=NOW + timedelta(days=2)) == 1


def test_earlier_nothing_is_known_of_later_looks(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.tape_readings.append(E1, [reading(1.0)], at=NOW)
        session.tape_readings.append(E1, [reading(2.0)], at=NOW + timedelta(days=7))

        for after, scores in ((-1, []), (0, [1.0]), (6, [1.0]), (7, [1.0, 2.0])):
            found = session.tape_readings.of_event(E1, as_of=NOW + timedelta(days=after))
            assert [known.reading.score for known in found] == scores
