from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.told import CONCEPTS, RECALL, START, UNRELATED, told
from tapestory.matching import Matcher, MatchItem, MatchSettings, Placement, event_id_for
from tapestory.model import ArticleId, ArticleKind, EventId

DAY = 24 * 60


def in_order(items: Iterable[MatchItem]) -> list[MatchItem]:
    return sorted(items, key=lambda item: (item.time, item.article_id))


def place(items: Sequence[MatchItem], matcher: Matcher | None = None) -> list[Placement]:
    matcher = matcher or Matcher(CONCEPTS)
    return [matcher.place(item) for item in items]


def final(items: Sequence[MatchItem], matcher: Matcher | None = None) -> dict[ArticleId, EventId]:
    ends: dict[ArticleId, EventId] = {}
    for item, placement in zip(items, place(items, matcher), strict=True):
        for article_id, event_id in ends.items():
            if event_id in placement.absorbed:
                ends[article_id] = placement.event_id
        ends[item.article_id] = placement.event_id
        ends |= {moved.article_id: moved.event_id for moved in placement.moved}
    return ends


def groups(ends: dict[ArticleId, EventId]) -> set[frozenset[ArticleId]]:
    return {frozenset(a for a in ends if ends[a] == event) for event in ends.values()}


def test_tellings_in_four_languages_are_one_event_and_neighbours_are_not() -> None:
    ends = final(in_order([*RECALL, *UNRELATED]))

    assert len({ends[item.article_id] for item in RECALL}) == 1
    assert len(set(ends.values())) == 1 + len(UNRELATED)


def test_the_first_article_founds_an_event_whose_id_follows_from_its_own() -> None:
    (first,) = place(RECALL[:1])

    assert first == Placement(
        event_id=event_id_for(ArticleId("en1")), score=1.0, reason="first report"
    )
    assert len(first.event_id) == 8
    assert set(first.event_id) <= set("0123456789abcdefghjkmnpqrstvwxyz")


def test_the_reason_names_what_is_shared_in_whole_words() -> None:
    second = place(RECALL[:2])[1]

    assert second.reason.startswith("shares ACME; ")
    assert "'blade'" in second.reason
    assert "'acme'" not in second.reason
    assert second.reason.endswith("figures")
    assert 0.5 <= second.score < 1.0


def test_a_copy_follows_its_master_whatever_it_says() -> None:
    copy = told("copy", "Something else entirely", minutes=30, copy_of="en1")

    first, second = place([RECALL[0], copy])

    assert (second.event_id, second.reason) == (first.event_id, "copy of en1")


def test_an_identical_headline_is_the_same_event_for_two_days_only() -> None:
    title = "Heavy rain closes mountain railway line"
    near, late = told("b", title, minutes=DAY), told("c", title, minutes=40 * DAY)

    ends = place([told("a", title), near, late])

    assert ends[1].event_id == ends[0].event_id
    assert ends[1].reason == "identical headline"
    assert ends[2].event_id != ends[0].event_id


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Number of shares and voting rights composing the share capital",
            "{name} today publishes how many shares make up its capital, and how many votes.",
        ),
        ("Interim report January-June 2026", "{name} reports order intake and sales for the half."),
        (
            "Transaction in own shares",
            "{name} has bought 100,000 shares of its own.",
        ),
        ("2026年3月期 決算短信", "{name}は2026年3月期の連結業績を発表した。"),
        ("自己株式の取得状況に関するお知らせ", "{name}は自己株式の取得状況を発表した。"),
        ("关于回购公司股份的进展公告", "{name}发布回购公司股份的进展公告。"),
        ("자기주식 취득 결과 보고서", "{name}는 자기주식 취득 결과를 공시했다."),
        ("Stimmrechtsmitteilung gemäß Paragraf 40", "{name} veröffentlicht eine Mitteilung."),
    ],
)
def test_what_every_company_publishes_under_one_headline_is_an_event_of_each(
    title: str, text: str
) -> None:
    published = [
        told(f"{name}{day}", title, text.format(name=name), symbols=name, minutes=day * 600 + at)
        for day in (0, 1)
        for at, name in enumerate(("AIR", "BN", "CA"))
    ]

    ends = final(published)

    by_name = [{ends[ArticleId(f"{name}{day}")] for day in (0, 1)} for name in ("AIR", "BN", "CA")]
    assert [len(events) for events in by_name] == [1, 1, 1]
    assert len(set().union(*by_name)) == 3


RATE = (
    "The {bank} raised its policy rate by 25 basis points to 1.25 percent on Thursday, as expected,"
    " to curb inflation that stayed above its target of 2 percent. The governor said that further"
    " steps depend on prices and wages, and that the economy recovers at a moderate pace."
)
QUAKE = (
    "An earthquake of magnitude 6.8 struck off the coast of {place} on Thursday, and a tsunami"
    " warning was issued for the coast. People ran into the streets, and the power failed in"
    " several towns. The authorities said that nobody was reported hurt so far."
)


@pytest.mark.parametrize(
    ("one", "other", "hours"),
    [
        (
            ("Bank of Korea raises rates by 25 basis points", RATE.format(bank="Bank of Korea")),
            ("Bank of Japan raises rates by 25 basis points", RATE.format(bank="Bank of Japan")),
            20,
        ),
        (
            ("Strong earthquake strikes off Japan's coast", QUAKE.format(place="Japan")),
            ("Strong earthquake strikes off Chile's coast", QUAKE.format(place="Chile")),
            8,
        ),
        (
            ("Fed raises interest rates by 25 basis points", ""),
            ("ECB raises interest rates by 25 basis points", ""),
            20,
        ),
        (
            ("한국은행 기준금리 0.25%포인트 인상", ""),
            ("일본은행 기준금리 0.25%포인트 인상", ""),
            20,
        ),
        (("美联储加息25个基点 符合市场预期", ""), ("欧洲央行加息25个基点 符合市场预期", ""), 20),
        (("日銀、政策金利を0.25%引き上げ", ""), ("欧州中央銀行、政策金利を0.25%引き上げ", ""), 20),
        (
            ("EZB hebt Leitzins um 25 Basispunkte an", ""),
            ("Fed hebt Leitzins um 25 Basispunkte an", ""),
            20,
        ),
        (
            ("La BCE relève ses taux de 25 points de base", ""),
            ("La Fed relève ses taux de 25 points de base", ""),
            20,
        ),
        (
            ("Terremoto de magnitud 6,8 sacude Chile", ""),
            ("Terremoto de magnitud 6,8 sacude Japón", ""),
            8,
        ),
        (
            ("Terremoto di magnitudo 6,8 in Cile", ""),
            ("Terremoto di magnitudo 6,8 in Giappone", ""),
            8,
        ),
        (
            ("Terremoto de magnitude 6,8 atinge o Chile", ""),
            ("Terremoto de magnitude 6,8 atinge o Japão", ""),
            8,
        ),
    ],
)
def test_the_same_elsewhere_is_another_event(
    one: tuple[str, str], other: tuple[str, str], hours: float
) -> None:
    (title, text), (other_title, other_text) = one, other
    ends = place([told("a", title, text), told("b", other_title, other_text, minutes=60 * hours)])

    assert ends[0].event_id != ends[1].event_id


def test_one_happening_is_told_from_here_and_from_there() -> None:
    here = (
        "Strong earthquake shakes Japan",
        "A tsunami warning reached Chile. " + QUAKE.format(place="Japan"),
    )
    there = "Strong earthquake shakes Chile as well", QUAKE.format(place="Japan, and Chile")

    ends = place([told("a", *here), told("b", *there, minutes=60)])

    assert ends[0].event_id == ends[1].event_id


def test_what_is_promised_first_and_taken_back_days_later_are_two_events() -> None:
    raised = told("a", "Acme boosts full-year outlook", symbols="ACME")
    lowered = told("b", "Acme lowers full-year outlook", symbols="ACME", minutes=6 * DAY)

    ends = place([raised, lowered])

    assert ends[0].event_id != ends[1].event_id


def test_short_headlines_that_repeat_are_not_one_story() -> None:
    ends = place(
        [
            told("a", "Market close", "Wheat rose in quiet trade.", minutes=0),
            told("b", "Market close", "Airlines sank on fuel prices.", minutes=DAY),
        ]
    )

    assert ends[0].event_id != ends[1].event_id


def test_the_same_article_again_stays_where_it_is() -> None:
    matcher = Matcher(CONCEPTS)
    before = final(in_order([*RECALL, *UNRELATED]), matcher)

    again = [matcher.place(item) for item in UNRELATED]

    assert [one.event_id for one in again] == [before[item.article_id] for item in UNRELATED]
    assert {one.reason for one in again} == {"the same article again"}


def test_a_roundup_may_join_but_never_found_what_news_joins() -> None:
    wrap = told(
        "wrap",
        "Evening wrap: Acme turbine recall, Borealis merger talks, harbour road vote",
        "Acme recalls turbines over blade cracks. Borealis explores a merger.",
        kind=ArticleKind.ROUNDUP,
    )
    merger = told("m", "Borealis explores merger, shares jump", minutes=20)

    wrapped_first = final(in_order([wrap, *RECALL[1:], merger]))

    together = groups(wrapped_first)
    assert frozenset({"wrap"}) in together
    assert frozenset({"m"}) in together


def test_a_roundup_does_not_bridge_two_events() -> None:
    wrap = told(
        "wrap",
        "Wrap: Acme recalls turbines over cracks in rotor blades; Borealis explores merger",
        minutes=45,
        kind=ArticleKind.ROUNDUP,
    )
    merger = told("m", "Borealis explores merger with rival ferry group", minutes=1)
    later = told("m2", "Ferry group Borealis confirms merger talks with rival", minutes=70)

    ends = final(in_order([*RECALL[:2], merger, wrap, later]))

    assert ends[ArticleId("m")] == ends[ArticleId("m2")] != ends[ArticleId("en1")]


def test_another_quarter_in_the_headline_is_another_event() -> None:
    title = "Borealis {} quarter profit beats forecasts on ferry bookings"

    ends = place([told("a", title.format("first")), told("b", title.format("second"), minutes=DAY)])

    assert ends[0].event_id != ends[1].event_id


def test_an_event_long_silent_takes_no_more_articles() -> None:
    late = told("late", RECALL[1].title, RECALL[1].text, minutes=200 * DAY)
    matcher = Matcher(CONCEPTS)

    ends = place([RECALL[0], late], matcher)

    assert ends[0].event_id != ends[1].event_id
    assert matcher.live_events == 1


def test_live_events_are_bounded() -> None:
    matcher = Matcher(CONCEPTS, MatchSettings(max_live_events=10))

    topics = [told(f"a{n}", f"topic{n} word{n} thing{n}", minutes=n) for n in range(50)]
    place(topics, matcher)

    assert matcher.live_events == 10


@pytest.mark.parametrize("title", ["", " ", "!!!", "\u200b", "12", "的", "\ud83d"])
def test_nothing_to_read_founds_events_of_its_own(title: str) -> None:
    ends = place([told("a", title), told("b", title, minutes=1)])

    assert ends[0].event_id != ends[1].event_id


def test_a_clock_that_goes_backwards_is_placed_like_any_other() -> None:
    ends = final(list(reversed(in_order([*RECALL, *UNRELATED]))))

    assert len({ends[item.article_id] for item in RECALL}) == 1


VOCABULARY = (
    *("acme", "borealis", "turbine", "recall", "merger", "cracks", "ferry", "harbour", "vote"),
    *("叶片", "召回", "터빈", "リコール", "$5bn", "7%", "Q2"),
)
TITLES = st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join) | st.text(max_size=30)
ITEMS = st.lists(
    st.tuples(
        TITLES,
        TITLES,
        st.sampled_from(["en", "zh", "ko", "ja", "und", "xx", ""]),
        st.integers(-60 * DAY, 60 * DAY),
        st.sampled_from(["", "ACME", "BORE ACME"]),
        st.sampled_from(list(ArticleKind)),
    ),
    max_size=25,
).map(
    lambda rows: [
        told(f"x{n}", title, text, lang=lang, minutes=minutes, symbols=symbols, kind=kind)
        for n, (title, text, lang, minutes, symbols, kind) in enumerate(rows)
    ]
)


@settings(max_examples=60, deadline=None)
@given(ITEMS)
def test_any_articles_in_any_order_of_time_are_placed_the_same_way_twice(
    items: list[MatchItem],
) -> None:
    once = place(items)

    assert once == place(items)
    assert all(0.0 <= placement.score <= 1.0 and placement.reason for placement in once)


@settings(max_examples=60, deadline=None)
@given(ITEMS, st.integers(0, 25))
def test_a_matcher_restored_from_decisions_goes_on_like_one_that_never_stopped(
    items: list[MatchItem], stop: int
) -> None:
    items = in_order(items)
    running = Matcher(CONCEPTS)
    past = final(items[:stop], running)
    restored = Matcher(CONCEPTS)
    for item in items[:stop]:
        restored.remember(item, past[item.article_id])

    went_on = [placement.event_id for placement in place(items[stop:], running)]

    assert [placement.event_id for placement in place(items[stop:], restored)] == went_on


@settings(max_examples=30, deadline=None)
@given(st.permutations([*RECALL, *UNRELATED]))
def test_the_order_within_one_minute_hardly_matters(order: list[MatchItem]) -> None:
    same_minute = [
        told(
            item.article_id,
            item.title,
            item.text,
            lang=item.lang,
            minutes=number / 60,
        )
        for number, item in enumerate(order)
    ]

    together = groups(final(same_minute))

    assert max(len(group & {item.article_id for item in RECALL}) for group in together) >= 4
    assert all(
        len(group) == 1 for group in together if group & {item.article_id for item in UNRELATED}
    )


def test_memory_reaches_further_back_than_events_live() -> None:
    assert MatchSettings().memory >= 2 * MatchSettings().live
    assert MatchSettings().same_title < MatchSettings().live
    assert timedelta(0) < START - (START - MatchSettings().memory)
