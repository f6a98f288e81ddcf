"""Which figures of an article are suggested as values: what a definition asks of their sentence."""

from __future__ import annotations

import pytest

from store.builders import article
from tapestory.model import ArticleKind, Figure, FigureMatch, Indicator, Reading
from tapestory.narratives import suggested

WORDS = {"berth": {"en": ("berth*", "quay rent"), "zh": ("碼頭租金",)}}


def holds(about: str, sentence: str, *, lang: str = "en") -> bool:
    """Tell whether the price in a sentence is suggested where the definition asks this of it."""
    watched = Indicator(
        id="rent",
        what="Rent",
        source="The harbour",
        under={"full": "up"},
        expires_after=30,
        figures=FigureMatch(kinds=("price",), unit="USD", about=about, concepts=WORDS),
    )
    told = article()
    figure = Figure(
        subject="",
        kind="price",
        low=2.0,
        high=2.0,
        unit="USD",
        period="",
        article_id=told.id,
        sentence=sentence,
    )
    said = Reading(
        article_id=told.id,
        lang=lang,
        kind=ArticleKind.NEWS,
        sentences=(),
        mentions=(),
        reported_moves=(),
        figures=(figure,),
        citations=(),
        evidence=(),
    )
    return bool(suggested([watched], told, said))


@pytest.mark.parametrize(
    ("about", "sentence", "held"),
    [
        ("rent & price", "The price of a day's rent is $2.", True),
        ("rent & price", "The rent is $2.", False),
        # Barred, whatever else stands there.
        ("rent & price ! ferry", "The price of a ferry's rent fell to $2.", False),
        ("rent & price ! ferry", "The price of a barge's rent fell to $2.", True),
        ("! ferry", "A ferry costs $2.", False),
        ("! ferry", "A barge costs $2.", True),
        # A word goes on only where the definition says so.
        ("rent", "Rental cars cost $2.", False),
        ("rent*", "Rental cars cost $2.", True),
        ("rent", "The current price is $2.", False),
        ("{berth}", "Berths cost $2.", True),
        ("{berth}", "Quay rents are $2.", False),
        ("scale* back", "They scaled prices back.", False),
        ("scale* back", "They scaled back to $2.", True),
        # Close together or not.
        ("rent ~ price", "The rent is low; far down the quay its price is $2.", True),
        ("", "Whatever costs $2.", True),
    ],
)
def test_a_sentence_must_hold_what_is_asked_and_nothing_barred(
    about: str, sentence: str, *, held: bool
) -> None:
    assert holds(about, sentence) is held


def test_chinese_words_are_found_in_both_scripts_without_spaces() -> None:
    assert holds("{berth}", "本月码头租金降至2美元。", lang="zh")
    assert holds("{berth}", "本月碼頭租金降至2美元。", lang="zh")
    assert not holds("{berth} ! 渡轮", "渡輪碼頭租金降至2美元。", lang="zh")
