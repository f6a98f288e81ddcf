"""Syndication that we plant ourselves: however it spreads, no origin is added to the planted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.readings import read
from tapestory.model import Article, ArticleId, Origin, Precision, Published, Reading, independent
from tapestory.reading import trace

START = datetime(2026, 7, 1, 12, tzinfo=UTC)
UNDATED = Published(raw="", instant=None, precision=Precision.NONE)
OUTLETS = {
    "Reuters": ("reuters.com", "uk.reuters.com", "路透社"),
    "Bloomberg": ("bloomberg.com", "bloomberg.co.jp", "彭博"),
    "Financial Times": ("ft.com", "ftchinese.com", "FT"),
    "Northwind Wire": ("northwindwire.com", "m.northwindwire.co.uk", "The Northwind Wire"),
    "Fabrikam Courier": ("fabrikamcourier.com", "fabrikamcourier.de", "Fabrikam Courier"),
}
"""Newsrooms, in the list and not, each with other names of its family."""
REPORT = (
    "Bank weighs a sale of its towers\n\nThe bank weighs a sale of 1{n}4 towers for"
    " $2.{n}5 billion, 7.{n}% below a bid of 2019, and of 2{n}2 parking decks for"
    " $3{n}10 million.\n"
    "People familiar with the matter asked not to be named."
)
TRANSLATION = (
    "银行考虑出售大楼\n\n该银行考虑以2{n}.5亿美元出售1{n}4座大楼，比2019年的报价低7.{n}%，"
    "另以3{n}.1亿美元出售2{n}2个停车场。"
)
FOLLOWERS = (
    "Towers may go\n\n{name} reported that the bank weighs a sale.",
    "Towers may go\n\nThe bank weighs a sale, according to {name}.",
    "Towers may go\n\nIt was first reported by {name}. The bank declined to comment.",
    "Towers may go, {name} reports\n\nIt rained.",
    "大楼或将出售\n\n据{name}报道，该银行考虑出售大楼。",
    "빌딩 매각 검토\n\n{name}에 따르면 은행은 매각을 검토 중이다.",
    "ビル売却を検討\n\n{name}によると、銀行は売却を検討している。",
    "Bank will Türme verkaufen\n\nLaut {name} prüft die Bank einen Verkauf.",
    "Banco estudia vender\n\nSegún {name}, el banco estudia la venta.",
)
LEANING = (
    "Shares slip on report of a sale\n\nThe bank is reportedly weighing a sale.",
    "Market wrap: shares slip\n\nThe bank slipped.",
    "据报道银行考虑出售大楼\n\n股价下跌。",
)
STATEMENTS = (
    "Nvidia announces a lease\n\nNvidia announced that it will rent a tower.",
    "A lease\n\nNvidia said in a statement that it will rent a tower.",
)

SILENT = "Towers may go\n\nIt rained."


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """What spreads from one report."""

    outlet: str
    copies: int
    families: int
    followers: tuple[int, ...]
    further: int
    """Followers of the first follower."""
    translated: bool
    translated_elsewhere: bool


PLANTED = st.builds(
    Planted,
    outlet=st.sampled_from(list(OUTLETS)),
    copies=st.integers(0, 3),
    families=st.integers(0, 3),
    followers=st.lists(st.integers(0, len(FOLLOWERS) - 1), max_size=4).map(tuple),
    further=st.integers(0, 2),
    translated=st.booleans(),
    translated_elsewhere=st.booleans(),
)
PLANTS = st.lists(PLANTED, min_size=1, max_size=4, unique_by=lambda plant: plant.outlet)


@cache
def said(text: str, outlet: str, lang: str = "") -> Reading:
    return read(text, outlet=outlet, lang=lang)


def told(
    name: str, outlet: str, text: str, *, minutes: int, copy_of: str | None = None
) -> tuple[Article, Reading]:
    return (
        Article(
            id=ArticleId(name), feed_url="", url="", guid="", title="", summary="", text="",
            author="", outlet=outlet, lang="en", published=UNDATED, updated=None,
            first_seen=START + timedelta(minutes=minutes),
            copy_of=ArticleId(copy_of) if copy_of else None,
        ),
        replace(said(text, outlet), article_id=ArticleId(name)),
    )  # fmt: skip


def spread(number: int, plant: Planted) -> list[tuple[Article, Reading]]:
    """Return a report with all that comes from it."""
    at = number * 100
    own = REPORT.format(n=number + 1)
    translation = TRANSLATION.format(n=number + 1)
    report = f"r{number}"
    found = [told(report, plant.outlet, own, minutes=at)]
    found += [
        told(f"{report}c{i}", f"Site {number}{i}", own, minutes=at + 1 + i, copy_of=report)
        for i in range(plant.copies)
    ]
    found += [
        told(f"{report}f{i}", OUTLETS[plant.outlet][i], own, minutes=at + 10 + i)
        for i in range(plant.families)
    ]
    found += [
        told(
            f"{report}w{i}",
            f"Mirror {number}{i} Gazette",
            FOLLOWERS[kind].format(name=plant.outlet),
            minutes=at + 20 + i,
        )
        for i, kind in enumerate(plant.followers)
    ]
    if plant.followers:
        found += [
            told(
                f"{report}x{i}",
                f"Echo {number}{i}",
                FOLLOWERS[0].format(name=f"Mirror {number}0 Gazette"),
                minutes=at + 30 + i,
            )
            for i in range(plant.further)
        ]
    if plant.translated:
        found.append(told(f"{report}t", plant.outlet, translation, minutes=at + 40))
    if plant.translated_elsewhere:
        found.append(told(f"{report}u", f"译站{number}", translation, minutes=at + 41))
    return found


def shape(origins: tuple[Origin, ...]) -> list[tuple[str, bool, tuple[ArticleId, ...]]]:
    return [(origin.name, origin.seen, origin.articles) for origin in origins]


@settings(max_examples=40)
@given(plants=PLANTS, dice=st.randoms(use_true_random=False))
def test_no_more_origins_than_reports_and_none_is_lost(plants: list[Planted], dice: Random) -> None:
    members = [member for n, plant in enumerate(plants) for member in spread(n, plant)]
    dice.shuffle(members)

    origins, origin_of = trace(members)

    assert {origin.name for origin in origins} == {plant.outlet for plant in plants}
    assert all(origin.seen for origin in origins)
    assert set(origin_of) == {article.id for article, _ in members}


@settings(max_examples=40)
@given(
    plants=PLANTS,
    leaning=st.lists(st.sampled_from(LEANING), max_size=3),
    stated=st.lists(st.sampled_from(STATEMENTS), max_size=3),
    silent=st.integers(0, 4),
    dice=st.randoms(use_true_random=False),
)
def test_who_leans_on_reports_speaks_for_a_party_or_names_nobody_adds_none(
    plants: list[Planted], leaning: list[str], stated: list[str], silent: int, dice: Random
) -> None:
    members = [member for n, plant in enumerate(plants) for member in spread(n, plant)]
    members += [told(f"l{i}", f"Leaf {i}", text, minutes=500 + i) for i, text in enumerate(leaning)]
    members += [told(f"s{i}", f"Leaf {9 + i}", text, minutes=i) for i, text in enumerate(stated)]
    members += [told(f"n{i}", f"Twig {i}", SILENT, minutes=i) for i in range(silent)]
    dice.shuffle(members)

    origins, _ = trace(members)

    assert {o.name for o in independent(origins)} == {plant.outlet for plant in plants}
    assert sorted(a for o in origins for a in o.articles) == sorted(a.id for a, _ in members)


@settings(max_examples=40)
@given(plants=PLANTS, unseen=st.booleans(), dice=st.randoms(use_true_random=False))
def test_the_order_of_the_members_changes_nothing(
    plants: list[Planted], *, unseen: bool, dice: Random
) -> None:
    members = [member for n, plant in enumerate(plants) for member in spread(n, plant)]
    members = [m for m in members if not unseen or not m[0].id.startswith("r0c")]
    shuffled = list(members)
    dice.shuffle(shuffled)

    assert shape(trace(members)[0]) == shape(trace(shuffled)[0])
    assert trace(members)[1] == trace(shuffled)[1]


@pytest.mark.parametrize("outlet", ["Reuters", "Bloomberg", "Financial Times"])
def test_a_report_that_nobody_has_is_cited_and_one_origin(outlet: str) -> None:
    members = [
        told(f"w{i}", f"Mirror {i}", text.format(name=outlet), minutes=i)
        for i, text in enumerate(FOLLOWERS)
    ]

    ((name, seen, articles),) = shape(trace(members)[0])

    assert (name, seen, len(articles)) == (outlet, False, len(FOLLOWERS))


def test_parties_alone_are_one_origin() -> None:
    members = [told(f"s{i}", f"Leaf {i}", text, minutes=i) for i, text in enumerate(STATEMENTS)]

    assert [(o.name, len(o.articles)) for o in trace(members)[0]] == [("Nvidia", 2)]


def test_outlets_that_cite_each_other_are_one_origin_in_any_order() -> None:
    members = [
        told("a", "Reuters", FOLLOWERS[0].format(name="Bloomberg"), minutes=0),
        told("b", "Bloomberg", FOLLOWERS[0].format(name="Reuters"), minutes=1),
    ]

    assert len(trace(members)[0]) == 1
    assert shape(trace(members)[0]) == shape(trace(members[::-1])[0])


def test_a_chain_ends_at_its_first_link() -> None:
    members = [
        told("a", "Leaf", FOLLOWERS[0].format(name="Reuters"), minutes=2),
        told("b", "Reuters", FOLLOWERS[1].format(name="Bloomberg"), minutes=1),
    ]

    assert [(o.name, o.seen) for o in trace(members)[0]] == [("Bloomberg", False)]


def test_who_has_people_of_its_own_is_an_origin_of_its_own() -> None:
    both = (
        "Towers may go\n\nBloomberg reported the plan on Monday.\n"
        "Two people told Reuters that the bank weighs a sale."
    )
    members = [
        told("a", "Bloomberg", REPORT.format(n=1), minutes=0),
        told("b", "Reuters", both, minutes=1),
    ]

    assert {o.name for o in trace(members)[0]} == {"Bloomberg", "Reuters"}


@pytest.mark.parametrize(
    "text",
    [
        "Towers may go\n\nNEW YORK, July 1 (Reuters) - The bank sells them, Bloomberg reported.",
        "Towers may go\n\nThe bank sells them, Bloomberg reported. An analyst told Reuters why.",
        "Towers may go\n\nThe bank sells them, Bloomberg reported. It told Reuters it was silent.",
        "大楼或将出售\n\n路透社7月1日电，据彭博报道，该银行考虑出售大楼。",
        "ビル売却へ\n\n【ロイター】ブルームバーグによると、銀行は売却を検討している。",
    ],
)
def test_who_signs_or_asks_around_still_follows_whom_it_cites(text: str) -> None:
    members = [
        told("a", "Reuters", text, minutes=1),
        told("b", "CNBC", FOLLOWERS[0].format(name="Bloomberg"), minutes=2),
        told("c", "Leaf", FOLLOWERS[0].format(name="Reuters"), minutes=3),
    ]

    assert [o.name for o in trace(members)[0]] == ["Bloomberg"]


@pytest.mark.parametrize(
    "sentence",
    [
        "“We sell,” its chairman told Reuters in an interview.",
        "The chairman told Reuters exclusively that it sells.",
        "Reuters reported that it sells.",
    ],
)
def test_who_found_the_news_out_is_an_origin_whoever_else_is_cited(sentence: str) -> None:
    text = f"Towers may go\n\n{sentence} Bloomberg reported a price on Monday."

    assert [o.name for o in trace([told("a", "Reuters", text, minutes=1)])[0]] == ["Reuters"]


def test_copies_of_one_absent_text_are_one_origin() -> None:
    text = "Bank weighs a sale\n\nIt rained."
    members = [told(f"c{i}", f"Site {i}", text, minutes=i, copy_of="gone") for i in range(3)]

    assert len(trace(members)[0]) == 1


def test_a_copy_credits_the_newsroom_among_its_carriers() -> None:
    text = "Bank weighs a sale\n\nThe bank weighs a sale. -- Reuters"
    members = [
        told("a", "Site 1", text, minutes=0),
        told("b", "Reuters", text, minutes=1, copy_of="a"),
    ]

    assert [(o.name, o.seen, len(o.articles)) for o in trace(members)[0]] == [("Reuters", True, 2)]
