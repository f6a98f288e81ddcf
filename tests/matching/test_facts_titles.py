from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from matching.told import START
from tapestory.matching.titles import TitleCandidate, event_title
from tapestory.model import ArticleKind


def told(
    *titles: str, text: str = "", kind: ArticleKind = ArticleKind.NEWS, lang: str = "en"
) -> list[TitleCandidate]:
    return [
        TitleCandidate(
            title=title,
            text=text,
            lang=lang,
            kind=kind,
            outlet="",
            time=START + timedelta(hours=hours),
        )
        for hours, title in enumerate(titles)
    ]


def test_the_headline_with_parties_action_and_figure_wins() -> None:
    told_so = told(
        "Acme and Borealis: a deal",
        "Big turbine order for Acme",
        "Acme signs $2bn turbine deal with Borealis",
        "Borealis deal worth $2 billion for Acme",
    )

    assert event_title(told_so) == "Acme signs $2bn turbine deal with Borealis"


def test_how_the_price_took_it_is_not_the_event() -> None:
    told_so = told(
        "Acme shares jump 9% on turbine plan for Borealis",
        "Acme plans to build turbines for Borealis",
        "Acme to build turbines for Borealis, plans show",
        "Acme plans turbines for Borealis yard",
    )

    assert "jump" not in event_title(told_so)


def test_where_most_tell_of_the_price_it_is_the_event() -> None:
    told_so = told(
        "Acme shares tumble 14% after the turbine recall",
        "Acme tumbles on recall",
        "Turbine maker Acme plunges 14%",
    )

    assert event_title(told_so) == "Acme shares tumble 14% after the turbine recall"


def test_live_blogs_and_daily_reports_only_where_nothing_else_is_told() -> None:
    live = "Acme recall live updates: turbines, shares and reactions"
    plain = "Turbine maker in trouble"

    assert event_title(told(live, plain)) == plain
    assert event_title(told(live)) == live


def test_tickers_labels_and_outlets_are_no_part_of_a_title() -> None:
    title = "UPDATE 1-Acme (ACM) recalls turbines of Borealis (OSE: BOR) - Harbour News"

    assert event_title(told(title)) == "Acme recalls turbines of Borealis"


def test_teasers_lose_in_every_language() -> None:
    for teaser, plain, lang in (
        ("Here's what Acme's recall of turbines means", "Acme recalls turbines", "en"),
        ("艾克美为何召回涡轮机", "艾克美召回涡轮机", "zh"),
        ("애크미가 터빈을 리콜한 이유", "애크미 터빈 전량 리콜", "ko"),
        ("Warum Acme Turbinen zurückruft", "Acme ruft Turbinen zurück", "de"),
    ):
        assert event_title(told(teaser, plain, lang=lang), lang=lang) == plain


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_a_title_is_a_part_of_a_headline(titles: list[str]) -> None:
    chosen = event_title(told(*titles))

    assert bool(chosen) == any(title.strip() for title in titles)
    assert any(chosen in " ".join(title.split()) for title in titles) or not chosen
