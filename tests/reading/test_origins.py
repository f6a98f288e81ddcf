from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.readings import read
from tapestory.model import Article, ArticleId, Precision, Published, Reading
from tapestory.reading import trace

UNDATED = Published(raw="", instant=None, precision=Precision.NONE)


def article(name: str, outlet: str, *, copy_of: str | None = None) -> Article:
    return Article(
        id=ArticleId(name), feed_url="", url="", guid="", title="", summary="", text="", author="",
        outlet=outlet, lang="en", published=UNDATED, updated=None,
        first_seen=datetime(2026, 7, 2, tzinfo=UTC),
        copy_of=ArticleId(copy_of) if copy_of else None,
    )  # fmt: skip


def told(name: str, outlet: str, text: str = "A plan") -> tuple[Article, Reading]:
    return article(name, outlet), read(text, name=name, outlet=outlet)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Meta plans a cloud, according to Bloomberg.", "Bloomberg"),
        ("Bloomberg first reported the plan.", "Bloomberg"),
        ("The plan, citing a report by Reuters, is early.", "Reuters"),
        ("As Bloomberg News reported, it is early.", "Bloomberg"),
        ("It is early, says the Financial Times.", "Financial Times"),
        ("The plan is early. -- Reuters", "Reuters"),
        ("The plan was news to the Springfield Daily Herald, sources told Reuters.", "Reuters"),
        ("据彭博报道,计划尚早。", "Bloomberg"),
        ("路透社称计划尚早。", "Reuters"),
        ("블룸버그에 따르면 계획은 초기 단계다.", "Bloomberg"),
        ("ロイターによると計画は初期段階だ。", "Reuters"),
        ("Según Bloomberg, el plan es temprano.", "Bloomberg"),
    ],
)
def test_the_cited_report_is_named_alike_in_every_language(text: str, name: str) -> None:
    assert name in [c.name for c in read("Title\n\n" + text).citations]


def test_people_without_a_name_are_noted() -> None:
    (citation,) = read(
        "Title\n\nBloomberg reported it, citing people familiar with the matter."
    ).citations

    assert citation.unnamed


def test_citing_oneself_is_no_citation() -> None:
    assert read("Title\n\nBloomberg reported it.", outlet="Bloomberg.com").citations == ()


def test_all_that_cite_one_report_are_one_origin() -> None:
    cited = "A plan\n\nBloomberg reported that Meta plans a cloud."

    origins, origin_of = trace([told("a", "One", cited), told("b", "Two", cited)])

    assert [(o.name, o.seen, o.articles) for o in origins] == [("Bloomberg", False, ("a", "b"))]
    assert set(origin_of.values()) == {"Bloomberg"}


def test_a_report_is_seen_once_its_own_article_is_there() -> None:
    origins, _ = trace(
        [told("a", "Bloomberg"), told("b", "Two", "A plan\n\nBloomberg reported the plan.")]
    )

    assert [(o.name, o.seen) for o in origins] == [("Bloomberg", True)]


def test_a_copy_goes_back_where_its_master_goes() -> None:
    master = told("a", "One")
    copy = (article("b", "Elsewhere", copy_of="a"), read("A plan", name="b"))

    origins, _ = trace([master, copy])

    assert len(origins) == 1


@given(st.lists(st.tuples(st.sampled_from(["One", "Two", "Three"]), st.booleans()), min_size=1,
                max_size=12))  # fmt: skip
def test_copies_and_followers_never_add_an_origin(shape: list[tuple[str, bool]]) -> None:
    members = [told(f"m{i}", outlet) for i, (outlet, _) in enumerate(shape)]
    extra = [
        (article(f"c{i}", f"Site {i}", copy_of=f"m{i}"), read("A plan", name=f"c{i}"))
        for i, (_, copied) in enumerate(shape)
        if copied
    ]

    assert len(trace([*members, *extra])[0]) == len(trace(members)[0])


@given(st.lists(st.sampled_from(["One", "Two", "Bloomberg", ""]), max_size=8))
def test_every_article_has_exactly_one_origin(outlets: list[str]) -> None:
    members = [told(f"m{i}", outlet) for i, outlet in enumerate(outlets)]

    origins, origin_of = trace(members)

    assert sorted(x for o in origins for x in o.articles) == sorted(a.id for a, _ in members)
    assert set(origin_of.values()) == {o.name for o in origins}
