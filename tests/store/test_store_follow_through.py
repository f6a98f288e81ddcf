from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from store.builders import tell
from tapestory.model import Aftermath, EventId, FollowThrough
from tapestory.store import Store

E1 = EventId("e1")
VALUES = st.none() | st.floats(allow_nan=False, allow_infinity=False)
FOLLOWED = st.builds(
    FollowThrough,
    event_id=st.just(E1),
    symbol=st.text(alphabet="ABC", min_size=1, max_size=3),
    mic=st.sampled_from(["XNYS", ""]),
    after=st.sampled_from([1, 5, 20]),
    session=st.none() | st.dates(),
    raw=VALUES,
    abnormal=VALUES,
    t=VALUES,
    p=VALUES,
    q=VALUES,
    retraced=VALUES,
    verdict=st.sampled_from(Aftermath),
)


@settings(max_examples=25)
@given(
    held=st.lists(FOLLOWED, max_size=6, unique_by=lambda item: (item.symbol, item.after)),
    later=st.lists(FOLLOWED, max_size=6, unique_by=lambda item: (item.symbol, item.after)),
)
def test_what_followed_comes_back_as_it_was_kept_last(
    shared_store: Store, held: list[FollowThrough], later: list[FollowThrough]
) -> None:
    with shared_store.writing() as session:
        if session.events.get(E1) is None:
            tell(session, E1, "a")
        session.follow_through.save(E1, held)
        session.follow_through.save(E1, later)

    with shared_store.reading() as session:
        found = session.follow_through.of_event(E1)

    assert list(found) == sorted(later, key=lambda item: (item.symbol, item.after))
