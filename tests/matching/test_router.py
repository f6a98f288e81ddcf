from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from matching.told import CONCEPTS, told
from tapestory.matching import MatchItem, event_id_for
from tapestory.matching.concepts import ConceptFinder
from tapestory.matching.features import Raw, extract
from tapestory.matching.packing import packed, unpacked
from tapestory.matching.router import Route, Router, covers, share_told
from tapestory.model import ArticleId, EventId

DAY = 24 * 60
FINDER = ConceptFinder(CONCEPTS)
E1, E2, E3 = EventId("e1"), EventId("e2"), EventId("e3")
RESULTS = "Acme posts second-quarter profit of $340 million"


def raw_of(item: MatchItem) -> Raw:
    return extract(item, FINDER, lead=400, depth=1500)


def router(*past: tuple[MatchItem, EventId]) -> Router:
    known = Router(timedelta(hours=48), timedelta(days=21))
    for item, event_id in past:
        known.remember(raw_of(item), event_id)
    return known


def route(known: Router, item: MatchItem) -> Route | None:
    return known.route(item, raw_of(item))


def test_a_copy_follows_its_master_however_old_that_is() -> None:
    master = told("a", "Heavy rain closes mountain railway line")
    copy = told("b", "Quite another headline", minutes=50 * DAY, copy_of="a")

    assert route(router((master, E1)), copy) == Route(E1, "copy of a")


def test_a_copy_follows_its_master_to_the_event_that_took_it_in() -> None:
    master = told("a", "Heavy rain closes mountain railway line")
    known = router((master, E1))
    known.merge(E2, E1)
    known.merge(E3, E2)

    assert route(known, told("b", "Quite another headline", copy_of="a")) == Route(E3, "copy of a")


def test_a_copy_follows_an_article_that_was_moved() -> None:
    known = router((told("a", "Heavy rain closes mountain railway line"), E1))
    known.move(ArticleId("a"), E2)

    assert route(known, told("b", "Quite another headline", copy_of="a")) == Route(E2, "copy of a")


def test_an_event_that_comes_back_takes_its_articles_again() -> None:
    known = router((told("a", "Heavy rain closes mountain railway line"), E1))
    known.merge(E2, E1)
    known.move(ArticleId("a"), E1)

    assert route(known, told("b", "Quite another headline", copy_of="a")) == Route(E1, "copy of a")


def test_an_event_that_comes_back_takes_only_the_articles_that_move_there() -> None:
    known = router(
        (told("a", "Heavy rain closes mountain railway line"), E1),
        (told("b", "Mountain railway line shut by floods of mud"), E1),
        (told("c", RESULTS), E1),
    )
    known.merge(E2, E1)
    known.move(ArticleId("a"), E1)

    assert (known.find(ArticleId("a")), known.find(ArticleId("b"))) == (E1, E2)
    assert route(known, told("d", "Quite another headline", copy_of="b")) == Route(E2, "copy of b")
    again = told("e", "Mountain railway line shut by floods of mud")
    assert route(known, again) == Route(E2, "identical headline")
    assert known.hint(raw_of(told("f", "Acme earnings beat estimates"))) == (E2,)


def test_an_identical_headline_follows_an_article_that_was_moved() -> None:
    title = "Heavy rain closes mountain railway line"
    known = router((told("a", title), E1))
    known.move(ArticleId("a"), E2)

    assert route(known, told("b", title)) == Route(E2, "identical headline")


def test_an_event_stands_as_long_as_an_article_is_there() -> None:
    known = router((told("a", RESULTS), E1), (told("b", "Harbour vote"), E1))
    for name in ("a", "b"):
        assert known.stands(E1)
        known.move(ArticleId(name), E2)
    assert not known.stands(E1)
    known.merge(E3, E2)
    assert (known.stands(E2), known.stands(E3)) == (False, True)


def test_a_headline_is_the_same_under_other_labels_and_outlets() -> None:
    known = router((told("a", "Heavy rain closes mountain railway line - Valley Post"), E1))
    plain = told("b", "Breaking: heavy rain closes mountain railway line | Hill Herald", minutes=90)

    assert route(known, plain) == Route(E1, "identical headline")


def test_what_was_told_longest_ago_is_forgotten_first() -> None:
    known = Router(timedelta(hours=48), timedelta(days=21), most=2)
    first, second, third = (
        told(name, f"Heavy rain closes {place} railway line")
        for name, place in (("a", "mountain"), ("b", "valley"), ("c", "harbour"))
    )
    for item in (first, second, third):
        known.remember(raw_of(item), E1)

    assert route(known, told("d", first.title)) is None
    for item in (second, third):
        assert route(known, told("d", item.title)) == Route(E1, "identical headline")


def test_headlines_that_only_an_article_of_long_ago_would_find_are_not_put_aside() -> None:
    known = Router(timedelta(hours=48), timedelta(days=21))
    first = told("a", "Heavy rain closes mountain railway line")
    known.remember(raw_of(first), E1)
    day = 24 * 60
    same = Route(E1, "identical headline")
    assert isinstance(unpacked(packed(Router(timedelta(0), timedelta(0)))), Router)
    for days in (22, 23, 24):
        late = told(f"{days}", f"Heavy rain closes line number {days}", minutes=days * day)
        known.remember(raw_of(late), E1)
        taken_up = unpacked(packed(known))
        assert isinstance(taken_up, Router)
        again = told("c", first.title, minutes=day)
        assert route(known, again) == same
        assert route(taken_up, again) == (None if days == 24 else same)


def test_a_headline_does_not_lead_to_where_nobody_knows_the_article_to_be() -> None:
    known = Router(timedelta(hours=48), timedelta(days=21), most=1)
    title = "Heavy rain closes mountain railway line"
    for item in (told("a", title), told("b", "Too short")):
        known.remember(raw_of(item), E1)

    assert route(known, told("c", title)) is None


FORM = "Number of shares and voting rights composing the share capital"


def test_a_headline_that_is_printed_of_another_company_does_not_lead_to_the_first() -> None:
    known = router((told("a", FORM, symbols="AIR"), E1))

    assert route(known, told("b", FORM, symbols="BN", minutes=9)) is None
    same = Route(E1, "identical headline")
    assert route(known, told("c", FORM, symbols="AIR BN", minutes=9)) == same
    assert route(known, told("d", FORM, minutes=9)) == same


def test_a_headline_over_another_text_of_the_same_outlet_is_compared() -> None:
    first, second = "A tremor of 5.1 shook the coast.", "The ground moved at dawn in the hills."
    title = "Strong earthquake felt by many people"
    known = router((told("a", title, first, outlet="Post"), E1))

    assert route(known, told("b", title, second, outlet="Post", minutes=9)) is None
    same = Route(E1, "identical headline")
    assert route(known, told("c", title, first, outlet="Post", minutes=9)) == same
    assert route(known, told("d", title, second, outlet="Herald", minutes=9)) == same
    assert route(known, told("e", title, outlet="Post", minutes=9)) == same


def test_headlines_that_differ_in_a_number_are_not_the_same() -> None:
    known = router((told("a", "Harbour talks enter day 3 without agreement"), E1))

    assert route(known, told("b", "Harbour talks enter day 4 without agreement")) is None


def test_a_headline_is_the_same_for_two_days() -> None:
    title = "Heavy rain closes mountain railway line"
    known = router((told("a", title), E1))

    assert route(known, told("b", title, minutes=2 * DAY)) == Route(E1, "identical headline")
    assert route(known, told("c", title, minutes=2 * DAY + 1)) is None


def test_short_headlines_are_not_the_same_story() -> None:
    known = router((told("a", "Market close"), E1))

    assert route(known, told("b", "Market close", minutes=5)) is None


def test_a_templated_headline_of_another_day_is_another_event() -> None:
    title = "Wall Street slips as chip makers drag index lower"
    known = router((told("a", title, minutes=12 * 60), E1))

    assert route(known, told("b", title, minutes=13 * 60)) == Route(E1, "identical headline")
    assert route(known, told("c", title, minutes=12 * 60 + DAY)) is None


def test_results_of_one_company_and_quarter_meet_however_they_are_told() -> None:
    known = router((told("a", RESULTS), E1))
    other = told("b", "艾克美第二季度净利润同比增长35%", lang="zh", minutes=2 * DAY)

    assert route(known, other) == Route(E1, "results of ACME for Q2")


def test_results_that_are_less_sure_are_only_hinted_at() -> None:
    known = router((told("a", RESULTS), E1))
    late = raw_of(told("b", "Acme earnings beat estimates", minutes=4 * DAY))

    assert known.route(told("b", "Acme earnings beat estimates", minutes=4 * DAY), late) is None
    assert known.hint(late) == (E1,)


def test_results_that_went_two_ways_route_nobody() -> None:
    known = router((told("a", RESULTS), E1), (told("b", "Acme Q2 profit doubles", minutes=9), E2))
    third = told("c", "Acme reports Q2 earnings of $2 a share", minutes=20)

    assert route(known, third) is None
    assert known.hint(raw_of(third)) == (E2, E1)
    known.merge(E1, E2)
    assert route(known, third) == Route(E1, "results of ACME for Q2")


def test_the_next_quarter_and_the_neighbours_quarter_go_elsewhere() -> None:
    known = router((told("a", RESULTS), E1))
    following = told("b", "Acme posts third-quarter profit of $360 million", minutes=60)
    neighbour = told("c", "Borealis posts second-quarter profit of $90 million", minutes=60)

    for item in (following, neighbour):
        raw = raw_of(item)
        assert known.route(item, raw) is None
        assert known.hint(raw) == ()
        assert known.agrees(raw, E1) is False


def test_a_key_forbids_only_where_an_event_is_of_its_form() -> None:
    seoul, tokyo = "Kospi falls 8% as chip makers sink", "Tokyo stocks slide 2%"
    plain = [
        (told(f"p{n}", f"Acme recalls turbines for the {n}th time", minutes=n), E1)
        for n in range(3)
    ]
    known = router((told("a", seoul), E1))
    assert known.agrees(raw_of(told("b", tokyo)), E1) is False

    known = router((told("a", seoul), E1), *plain)
    assert known.agrees(raw_of(told("b", tokyo)), E1) is None
    assert known.agrees(raw_of(told("c", "Seoul stocks plunge")), E1) is True
    assert known.agrees(raw_of(plain[0][0]), E1) is None


def test_keys_go_where_their_event_and_their_article_go() -> None:
    tick = "Kospi falls 8% as chip makers sink"
    known = router((told("a", tick), E1))
    again = raw_of(told("b", "Seoul stocks plunge as chip makers sink"))
    known.merge(E2, E1)
    assert (known.hint(again), known.agrees(again, E2)) == ((E2,), True)

    known.move(ArticleId("a"), E3)
    assert (known.hint(again), known.agrees(again, E3)) == ((E3,), True)
    assert known.agrees(again, E2) is None


def test_a_key_that_went_with_its_article_says_nothing_of_the_event_it_left() -> None:
    tick, plain = (
        told("a", "Kospi falls 8% as chip makers sink"),
        told("b", "Acme recalls turbines"),
    )
    known = router((tick, E1), (plain, E1))
    again, tokyo = (
        raw_of(told("c", title)) for title in ("Seoul stocks plunge", "Tokyo stocks slide 2%")
    )
    assert (known.agrees(again, E1), known.agrees(tokyo, E1)) == (True, False)

    known.move(ArticleId("a"), E2)

    assert (known.agrees(again, E1), known.agrees(tokyo, E1)) == (None, None)
    assert known.agrees(again, E2) is True


def test_a_list_is_known_by_its_headline() -> None:
    assert raw_of(told("a", "Week ahead: inflation data and bank earnings")).lists
    assert not raw_of(told("b", "Kospi falls 8% as chip makers sink")).lists
    assert not raw_of(told("c", "Acme recalls turbines")).lists


def test_a_list_covers_what_it_tells_of_by_name() -> None:
    week = raw_of(
        told(
            "a",
            "The week in review: Acme recall, harbour strike, a new minister",
            "Acme recalled 1,200 turbines after cracks were found in rotor blades.",
        )
    )
    recall = {"acme": 1.0, "recal": 1.0, "turbi": 1.0}

    assert share_told(week, {"s:ACME": 1.0}, recall) == 1.0
    assert share_told(week, {"s:BORE": 1.0}, recall) == 0.0
    assert 0.0 < share_told(week, {}, recall | {"merge": 1.0}) < 1.0
    assert share_told(week, {}, {}) == 0.0
    assert share_told(week, {}, {"acme": 0.25, "merge": 0.25}) == 0.5


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.floats(0, 1)), max_size=20))
def test_a_list_covers_at_most_five_events_each_once(pairs: list[tuple[str, float]]) -> None:
    found = covers([(EventId(name), share) for name, share in pairs])

    assert len(found) == len(set(found)) <= 5
    best = {name: max(share for other, share in pairs if other == name) for name, _ in pairs}
    assert all(best[event_id] >= 0.2 for event_id in found)
    assert list(found) == sorted(found, key=lambda name: (-best[name], name))


HEADLINES = (
    RESULTS,
    "Acme Q2 profit doubles",
    "Kospi falls 8% as chip makers sink",
    "Wall Street slips as chip makers drag index lower",
    "Week ahead: inflation data and bank earnings",
    "Heavy rain closes mountain railway line",
)
STEPS = st.lists(
    st.tuples(st.sampled_from(HEADLINES), st.integers(0, 5), st.sampled_from("rmv")), max_size=25
)


def _replayed(steps: Iterable[tuple[str, int, str]]) -> Sequence[object]:
    known = Router(timedelta(hours=48), timedelta(days=21))
    said: list[object] = []
    for number, (title, event, step) in enumerate(steps):
        event_id = event_id_for(ArticleId(f"f{event}"))
        other = event_id_for(ArticleId(f"f{(event + 1) % 6}"))
        item = told(f"a{number}", title, minutes=number)
        raw = raw_of(item)
        said += [known.route(item, raw), known.hint(raw), known.agrees(raw, event_id)]
        known.remember(raw, event_id)
        if step == "m":
            known.merge(other, event_id)
        elif step == "v":
            known.move(ArticleId(f"a{number // 2}"), other)
    return said


@given(STEPS)
def test_whatever_is_merged_and_moved_it_answers_and_answers_the_same_again(
    steps: list[tuple[str, int, str]],
) -> None:
    assert _replayed(steps) == _replayed(steps)
