"""What placements say is done, and what is measured is what was done."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from evaluation.matching.agreement import Agreement
from evaluation.matching.bootstrap import f1_interval
from evaluation.matching.domain_figures import by_size, covered, noise_joined, voices
from evaluation.matching.errors import mixed, torn, why_astray, why_mixed
from evaluation.matching.floods import beside
from evaluation.matching.languages import by_language, links_across
from evaluation.matching.orders import in_orders, shuffled
from evaluation.matching.pairs import Pair, judged
from evaluation.matching.runs import Run, follow, place_all
from evaluation.matching.sets import Domain, Labelled
from evaluation.matching.tables import BEGIN, END, HEADS, markdown, pasted, row
from tapestory.matching import MatchItem, MatchSettings, Moved, Placement
from tapestory.model import ArticleId, EventId

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLAIN = Domain(concepts=(), settings=MatchSettings(), symbols=lambda _: frozenset())


def labelled(name: str, gold: str, *, lang: str = "en", minutes: int = 0) -> Labelled:
    item = MatchItem(
        article_id=ArticleId(name),
        title=f"Headline {name}",
        text="",
        lang=lang,
        time=NOON + timedelta(minutes=minutes),
        symbols=frozenset(),
    )
    return Labelled(item=item, gold=gold)


def placed(
    event: str,
    *,
    absorbed: tuple[str, ...] = (),
    moved: tuple[Moved, ...] = (),
    covers: tuple[str, ...] = (),
) -> Placement:
    return Placement(
        event_id=EventId(event),
        score=1.0,
        reason=f"to {event}",
        absorbed=tuple(map(EventId, absorbed)),
        moved=moved,
        covers=tuple(map(EventId, covers)),
    )


def move(article: str, event: str) -> Moved:
    return Moved(article_id=ArticleId(article), event_id=EventId(event), score=0.9, reason="moved")


def run_of(*told: tuple[Labelled, str]) -> Run:
    return follow([one for one, _ in told], [placed(event) for _, event in told])


def test_an_absorbed_event_is_the_other_from_then_on_and_was_itself_on_arrival() -> None:
    items = [labelled(name, "g") for name in "abc"]

    run = follow(items, [placed("A"), placed("B"), placed("A", absorbed=("B",))])

    assert run.arrival == ["A", "B", "A"]
    assert run.events == ["A", "A", "A"]
    assert run.merges == 1
    assert run.bcubed.f1 == 1.0
    assert run.on_arrival.f1 < 1.0


def test_articles_move_after_events_were_absorbed() -> None:
    items = [labelled(name, "g") for name in "abcd"]

    run = follow(
        items,
        [
            placed("A"),
            placed("B"),
            placed("B"),
            placed("A", absorbed=("B",), moved=(move("b", "N"), move("a", "N"))),
        ],
    )

    assert run.events == ["N", "N", "A", "A"]
    assert run.moves == 2
    assert run.reasons == ["moved", "moved", "to B", "to A"]


def test_a_redirected_id_may_come_back_to_life() -> None:
    items = [labelled(name, "g") for name in "abcd"]

    run = follow(
        items,
        [
            placed("A"),
            placed("B"),
            placed("A", absorbed=("B",)),
            placed("A", moved=(move("b", "B"),), covers=("B",)),
        ],
    )

    assert run.events == ["A", "B", "A", "A"]
    assert run.covers == {"d": ("B",)}


def test_what_a_round_up_covers_is_named_as_it_is_named_in_the_end() -> None:
    items = [labelled(name, name) for name in "abrc"]

    run = follow(
        items,
        [
            placed("A"),
            placed("B"),
            placed("R", covers=("A", "B")),
            placed("B", absorbed=("A",)),
        ],
    )

    assert run.covers == {"r": ("B",)}


def test_strangers_are_in_the_way_and_not_scored() -> None:
    stranger = replace(labelled("s", "else"), stranger=True)

    clean = run_of((labelled("a", "g"), "A"), (labelled("b", "g"), "A"), (stranger, "S"))
    soiled = run_of((labelled("a", "g"), "A"), (labelled("b", "g"), "A"), (stranger, "A"))

    assert clean.counts == soiled.counts == (2, 1, 1)
    assert clean.bcubed.f1 == 1.0
    assert soiled.bcubed.precision == pytest.approx(2 / 3)
    assert soiled.bcubed.recall == 1.0
    assert len(soiled.each) == 2


def test_links_across_languages_are_counted_by_pair() -> None:
    run = run_of(
        (labelled("a", "g"), "A"),
        (labelled("b", "g", lang="de"), "A"),
        (labelled("c", "h", lang="de"), "A"),
        (labelled("d", "g", lang="fr"), "B"),
    )

    links = links_across(run)

    assert (links.made, links.right, links.possible) == (2, 1, 3)
    assert links.precision == 0.5
    assert by_language(run)["de"] == (2, Agreement(precision=0.5, recall=1.0))


def test_noise_alone_has_joined_nothing() -> None:
    noise = replace(labelled("n", "alone"), noise=True)

    assert noise_joined(run_of((labelled("a", "g"), "A"), (noise, "N"))) == 0.0
    assert noise_joined(run_of((labelled("a", "g"), "A"), (noise, "A"))) == 1.0


def test_covers_are_held_against_what_an_article_is_labelled_to_tell_of() -> None:
    roundup = replace(labelled("r", "alone"), noise=True, related=("g", "h"))
    items = [labelled("a", "g"), labelled("b", "h"), labelled("c", "k"), roundup]

    run = follow(items, [placed("A"), placed("B"), placed("C"), placed("R", covers=("A", "C"))])

    assert covered(run) == Agreement(precision=0.5, recall=0.5)
    assert covered(follow(items[:3], [placed("A"), placed("B"), placed("C")])).f1 == 1.0


def test_items_are_told_apart_by_language_and_size() -> None:
    run = run_of(
        (labelled("a", "g"), "A"),
        (labelled("b", "g"), "A"),
        (labelled("c", "h", lang="ko"), "B"),
    )

    assert voices(run)["other"].f1 == 1.0
    assert by_size(run)[2, 5].f1 == 1.0
    assert by_size(run)[6, 10].f1 == 0.0


def test_an_hour_is_shuffled_within_itself_alone() -> None:
    items = [labelled(str(number), "g", minutes=number * 7) for number in range(40)]

    other = shuffled(items, 3)

    assert other != items
    assert other == shuffled(items, 3)
    assert sorted(other, key=lambda one: one.item.time) == items
    assert [one.item.time.hour for one in other] == [one.item.time.hour for one in items]


def test_one_order_agrees_with_itself() -> None:
    items = [labelled(str(number), "g", minutes=number * 60) for number in range(4)]

    orders = in_orders(items, PLAIN, 2)

    assert orders.same == 1.0
    assert len(set(orders.f1)) == 1


def test_strangers_arrive_while_ours_do() -> None:
    own = [labelled(f"o{number}", "g", minutes=number * 600) for number in range(5)]
    others = [labelled(f"s{number}", f"h{number}", minutes=number) for number in range(50)]

    found = beside(own, others)

    assert len(found) == 50
    assert all(one.stranger for one in found)
    assert not {one.item.article_id for one in found} & {one.item.article_id for one in others}
    assert abs(max(one.item.time for one in found) - own[-1].item.time) <= timedelta(minutes=30)
    assert abs(min(one.item.time for one in found) - own[0].item.time) <= timedelta(minutes=30)


def test_pairs_are_judged_by_what_was_claimed_and_what_is_true() -> None:
    same = Pair(left=ArticleId("a"), right=ArticleId("b"), lang="en", same=True)
    other = replace(same, same=False)

    found = judged([(same, True), (same, False), (other, True), (other, False)])

    assert (found.precision, found.recall) == (0.5, 0.5)


def test_errors_are_told_with_what_sets_them_apart() -> None:
    run = run_of(
        (labelled("a", "g"), "A"),
        (labelled("b", "g", minutes=5), "A"),
        (labelled("c", "g", lang="ja"), "B"),
        (labelled("d", "g", minutes=60 * 24 * 5), "C"),
        (labelled("e", "h"), "A"),
    )

    apart, together = torn(run), mixed(run)

    assert [one.gold for one in apart] == ["g"]
    assert apart[0].cost == 5
    assert why_astray(apart[0]) == {"told in another language": 1, "two days or more away": 1}
    assert [one.event for one in together] == ["A"]
    assert together[0].cost == 2
    assert why_mixed(together[0], {"g": frozenset({"h"})}) == {"a related event": 1}
    assert why_mixed(together[0], {}) == {"another event": 1}


def test_an_interval_holds_the_score_and_is_the_same_again() -> None:
    gold = [f"e{number % 30}" for number in range(120)]
    each = [
        Agreement(precision=1.0 if number % 3 else 0.5, recall=1.0 if number % 5 else 0.4)
        for number in range(120)
    ]

    found = f1_interval(gold, each, draws=400)

    assert found == f1_interval(gold, each, draws=400)
    precision = sum(one.precision for one in each) / 120
    recall = sum(one.recall for one in each) / 120
    assert found.low < 2 * precision * recall / (precision + recall) < found.high


def test_events_that_are_all_alike_leave_nothing_to_chance() -> None:
    each = [Agreement(precision=0.5, recall=1.0)] * 6

    found = f1_interval("aabbcc", each, draws=50)

    assert found.low == pytest.approx(found.high) == pytest.approx(2 / 3)


def test_a_run_of_the_matcher_is_one_decision_an_item() -> None:
    items = [labelled(str(number), str(number), minutes=number) for number in range(3)]

    run = place_all(items, PLAIN)

    assert len(run.events) == len(run.arrival) == len(run.reasons) == 3


def test_every_column_has_its_head() -> None:
    run = run_of((labelled("a", "g"), "A"), (labelled("b", "g"), "A"))

    assert row("some", run).split()[:4] == ["some", "2", "1", "1"]
    assert "CEAF-e" in HEADS
    table = markdown({"some": run}, {"matching.some": 1.0}).splitlines()
    assert len({line.count("|") for line in table[:3]}) == 1


def test_new_tables_stand_where_the_old_ones_did() -> None:
    document = f"before\n\n{BEGIN}\n\nold\n\n{END}\n\nafter\n"

    once = pasted(document, "new")

    assert once == f"before\n\n{BEGIN}\n\nnew\n\n{END}\n\nafter\n"
    assert pasted(once, "new") == once
    with pytest.raises(ValueError, match="no place"):
        pasted("before\nafter\n", "new")
