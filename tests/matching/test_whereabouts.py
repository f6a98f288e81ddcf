"""Where articles are: the same as if every merge had moved each of them, put aside or not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tapestory.matching.packing import packed, unpacked
from tapestory.matching.whereabouts import Whereabouts
from tapestory.model import ArticleId, EventId

MOST = 5
ARTICLES = st.sampled_from([ArticleId(f"a{number}") for number in range(7)])
EVENTS = st.sampled_from([EventId(f"e{number}") for number in range(4)])
STEPS = st.one_of(
    st.tuples(st.just("put"), ARTICLES, EVENTS),
    st.tuples(st.just("merge"), EVENTS, EVENTS),
    st.tuples(st.just("put aside")),
)


class Everyone:
    """Says the same of few articles, by moving each."""

    def __init__(self) -> None:
        self.at: dict[ArticleId, EventId] = {}

    def put(self, article_id: ArticleId, event_id: EventId) -> None:
        """Take an article to an event."""
        self.at[article_id] = event_id
        if len(self.at) > MOST:
            del self.at[next(iter(self.at))]

    def merge(self, stays: EventId, gone: EventId) -> None:
        """Take all that is in one event to another."""
        self.at = {one: stays if event == gone else event for one, event in self.at.items()}


@settings(max_examples=400, deadline=None)
@given(st.lists(STEPS, max_size=40))
def test_every_article_is_where_the_last_merge_took_it(steps: list[tuple[str, ...]]) -> None:
    where, everyone = Whereabouts(MOST), Everyone()
    for what, *names in steps:
        match what:
            case "put":
                where.put(ArticleId(names[0]), EventId(names[1]))
                everyone.put(ArticleId(names[0]), EventId(names[1]))
            case "merge" if names[0] != names[1]:
                where.merge(EventId(names[0]), EventId(names[1]))
                everyone.merge(EventId(names[0]), EventId(names[1]))
            case "put aside":
                taken_up = unpacked(packed(where))
                assert isinstance(taken_up, Whereabouts)
                where = taken_up

        names_of_all = [ArticleId(f"a{number}") for number in range(7)]
        assert [where.find(one) for one in names_of_all] == [
            everyone.at.get(one) for one in names_of_all
        ]
        for number in range(4):
            event_id = EventId(f"e{number}")
            assert where.stands(event_id) is (event_id in everyone.at.values())
