from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.told import START
from tapestory.matching.titles import TitleCandidate, cleaned, event_title
from tapestory.model import ArticleKind


def candidate(
    title: str,
    *,
    lang: str = "en",
    kind: ArticleKind = ArticleKind.NEWS,
    outlet: str = "",
    hours: float = 0,
) -> TitleCandidate:
    return TitleCandidate(
        title=title,
        text="",
        lang=lang,
        kind=kind,
        outlet=outlet,
        time=START + timedelta(hours=hours),
    )


PLAIN = candidate("Acme recalls 1,200 turbines over blade cracks - Harbour Wire", hours=2)


def test_the_central_headline_wins_without_its_outlet() -> None:
    others = [
        candidate("Why is Acme recalling its turbines?"),
        candidate("Wind power's worst week", kind=ArticleKind.OPINION),
        candidate("Blade cracks force Acme turbine recall", hours=3),
    ]

    assert event_title([*others, PLAIN]) == "Acme recalls 1,200 turbines over blade cracks"


def test_the_readers_language_wins_where_it_is_told_in_it() -> None:
    chinese = candidate("艾克美因叶片裂纹召回涡轮机", lang="zh")

    assert event_title([PLAIN, chinese], lang="zh") == chinese.title
    assert event_title([PLAIN, chinese], lang="ko") in {chinese.title, cleaned(PLAIN.title)}


def test_a_roundup_names_an_event_only_where_nothing_else_does() -> None:
    wrap = candidate("Acme recalls turbines over blade cracks and more", kind=ArticleKind.ROUNDUP)
    plain = candidate("Turbine maker in trouble")

    assert event_title([wrap, plain]) == plain.title
    assert event_title([wrap]) == wrap.title


def test_a_question_loses_to_a_statement() -> None:
    asked = candidate("Is Acme about to recall turbines over blade cracks?")
    stated = candidate("Acme to recall turbines over blade cracks", hours=5)

    assert event_title([asked, stated]) == stated.title


@pytest.mark.parametrize(
    "argued",
    [
        candidate("Don't mistake Acme's recall of turbines over blade cracks for a crisis"),
        candidate("Acme's recall of turbines over blade cracks is not a crisis"),
        candidate("Acme recalls turbines over blade cracks", kind=ArticleKind.OPINION),
        candidate("Acme recalls turbines over blade cracks, but is it enough?"),
        candidate("Stop worrying about Acme's recall of turbines over blade cracks"),
    ],
)
def test_what_argues_is_no_title_where_news_tells_what_happened(argued: TitleCandidate) -> None:
    echoes = [replace(argued, time=START + timedelta(hours=n)) for n in range(4)]
    news = candidate("Turbine maker Acme buys smaller rival Gale for cash", hours=90)

    assert event_title([*echoes, news]) == news.title
    assert event_title(echoes) == cleaned(argued.title)


def test_a_question_about_a_happening_gives_the_happening() -> None:
    asked = candidate("As Acme recalls its turbines, is wind power about to stall?")
    idle = candidate("As a small shareholder, should you sell Acme?")

    assert event_title([asked]) == "Acme recalls its turbines"
    assert event_title([idle]) == idle.title
    assert event_title([asked, candidate("Don't sell Acme over turbines")]) == event_title([asked])


def test_no_sentence_ends_in_a_title_and_no_short_form_is_cut() -> None:
    assert event_title([candidate("Acme recalls its turbines.")]) == "Acme recalls its turbines"
    assert event_title([candidate("Acme buys Gale Inc.")]) == "Acme buys Gale Inc."


def test_labels_in_front_and_the_outlet_behind_are_taken_off() -> None:
    assert cleaned("BREAKING: Acme recalls turbines") == "Acme recalls turbines"
    assert cleaned("【快讯】艾克美召回涡轮机") == "艾克美召回涡轮机"
    assert cleaned("Acme recalls blades - wind.example", "wind.example") == "Acme recalls blades"
    assert cleaned("Watch:") == "Watch:"


def test_no_headline_is_no_title() -> None:
    assert event_title([]) == ""
    assert event_title([candidate("  ")]) == ""


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_the_order_of_articles_does_not_choose_the_title(titles: list[str]) -> None:
    candidates = [candidate(title) for title in titles]

    assert event_title(candidates) == event_title(candidates[::-1])
