from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.readings import read
from tapestory.model import (
    Article,
    ArticleId,
    OriginKind,
    Precision,
    Published,
    Reading,
    independent,
)
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

    every, _ = trace([*members, *extra])
    alone, _ = trace(members)
    assert {origin.name for origin in every} == {origin.name for origin in alone}
    assert len(independent(every)) == len(independent(alone))


@given(st.lists(st.sampled_from(["One", "Two", "Bloomberg", ""]), max_size=8))
def test_every_article_has_exactly_one_origin(outlets: list[str]) -> None:
    members = [told(f"m{i}", outlet) for i, outlet in enumerate(outlets)]

    origins, origin_of = trace(members)

    assert sorted(x for o in origins for x in o.articles) == sorted(a.id for a, _ in members)
    assert set(origin_of.values()) == {o.name for o in origins}


SCOOP = "A plan\n\nMeta plans a cloud. People familiar with the matter asked not to be named."
RELEASE = "A plan\n\nMeta announced that it will rent out servers."
FOLLOWER = "A plan\n\nBloomberg reported that Meta plans a cloud."


def kinds(*members: tuple[Article, Reading]) -> dict[str, OriginKind]:
    return {origin.name: origin.kind for origin in trace(members)[0]}


def test_a_report_is_what_others_cite_or_what_says_from_whom_it_is() -> None:
    members = [
        told("a", "Bloomberg"),
        told("b", "Two", FOLLOWER),
        told("c", "Reuters", SCOOP),
        told("d", "Four"),
    ]

    assert kinds(*members) == {
        "Bloomberg": OriginKind.REPORT,
        "Reuters": OriginKind.REPORT,
        "Four": OriginKind.UNSOURCED,
    }
    assert {origin.name for origin in independent(trace(members)[0])} == {"Bloomberg", "Reuters"}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Exclusive: Meta plans a cloud", OriginKind.REPORT),
        ("Meta plans a cloud - exclusive", OriginKind.REPORT),
        ("独家：Meta拟出租算力", OriginKind.REPORT),
        ("[단독] 메타, 클라우드 임대 추진", OriginKind.REPORT),
        ("【独自】メタ、計算資源を外販へ", OriginKind.REPORT),
        ("Exklusiv: Meta plant eine Cloud", OriginKind.REPORT),
        ("Meta signs an exclusive deal for a cloud", OriginKind.UNSOURCED),
        ("Meta is the first to plan a cloud", OriginKind.UNSOURCED),
        ("Exclusive rights to a cloud for Meta", OriginKind.UNSOURCED),
    ],
)
def test_a_mark_of_exclusive_shows_that_an_outlet_found_it_out(
    title: str, kind: OriginKind
) -> None:
    (origin,), _ = trace([told("a", "One", f"{title}\n\nIt is early.")])

    assert origin.kind is kind


def test_who_retells_without_a_word_of_it_raises_nothing() -> None:
    retold = [told(f"r{i}", f"Site {i}") for i in range(12)]
    origins, origin_of = trace([told("a", "Reuters", SCOOP), *retold])

    assert [origin.name for origin in independent(origins)] == ["Reuters"]
    assert len(origin_of) == len(retold) + 1


def test_sites_that_only_say_that_it_is_reported_show_no_report() -> None:
    rumour = "Talk of a plan\n\nMeta is reportedly planning a cloud."
    origins, _ = trace([told("a", "One", rumour), told("b", "Two", rumour)])

    assert [(origin.kind, len(origin.articles)) for origin in origins] == [
        (OriginKind.UNSOURCED, 2)
    ]


def test_a_release_stays_beside_a_report_and_is_not_counted() -> None:
    members = [told(f"r{i}", f"Site {i}", RELEASE) for i in range(3)]
    origins, _ = trace([*members, told("b", "Two", FOLLOWER)])

    assert [(o.name, o.kind, len(o.articles)) for o in origins] == [
        ("Bloomberg", OriginKind.REPORT, 1),
        ("Meta", OriginKind.STATEMENT, 3),
    ]
    assert [origin.name for origin in independent(origins)] == ["Bloomberg"]


def test_of_outlets_that_name_no_origin_each_may_be_one() -> None:
    origins, _ = trace([told("a", "One"), told("b", "Two")])

    assert {origin.kind for origin in origins} == {OriginKind.UNSOURCED}
    assert len(independent(origins)) == 2


@given(st.lists(st.sampled_from(["", SCOOP, RELEASE, FOLLOWER]), min_size=1, max_size=8))
def test_independent_origins_are_all_of_the_surest_kind_that_there_is(texts: list[str]) -> None:
    members = [told(f"m{i}", f"Site {i}", text or "A plan") for i, text in enumerate(texts)]
    origins, _ = trace(members)
    counted = independent(origins)

    assert counted == origins[: len(counted)]
    assert {origin.kind for origin in counted} == {origins[0].kind}
