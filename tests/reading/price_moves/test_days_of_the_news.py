from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from linking.universes import UNIVERSE
from tapestory import reading
from tapestory.linking import Gazetteer
from tapestory.model import ArticleId, ReportedMove

GAZETTEER = Gazetteer(UNIVERSE)
THURSDAY = date(2026, 7, 2)


def moves(text: str, hour: int, day: int = 2, lang: str = "") -> tuple[ReportedMove, ...]:
    document = reading.document_from_text(text, lang=lang)
    return reading.read(
        document,
        GAZETTEER.find(document.text),
        article_id=ArticleId("a"),
        published=datetime(2026, 7, day, hour, 30, tzinfo=UTC),
        outlet="",
    ).reported_moves


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia outlook\n\nNvidia said on Thursday that it sold less. The stock fell 3%.",
        "Chips fall\n\nThe market fell on Thursday. Nvidia lost 3%. Micron lost 2%.",
        "Nvidia outlook\n\nNvidia cut its outlook today. Its shares dropped 3%.",
        "英伟达\n\n英伟达周四宣布新产品。三星电子跌3%。",
    ],
)
def test_an_undated_move_takes_the_day_that_the_sentences_before_it_give_the_news(
    text: str,
) -> None:
    found = moves(text, hour=15)
    assert found
    assert {move.session for move in found} == {THURSDAY}


def test_a_day_before_the_last_session_is_of_an_older_story() -> None:
    text = "Nvidia outlook\n\nNvidia said on Monday that it sold less. The stock fell 3%."
    (move,) = moves(text, hour=15)
    assert move.session is None


def test_a_day_three_sentences_away_dates_nothing() -> None:
    text = "Nvidia\n\nOn Thursday it rained. It rained a lot. All were wet. Nvidia fell 3%."
    (move,) = moves(text, hour=15)
    assert move.session is None


def test_without_a_time_of_publication_nothing_is_dated_by_its_neighbours() -> None:
    text = "Nvidia\n\nNvidia said on Thursday that it sold less. The stock fell 3%."
    document = reading.document_from_text(text)
    said = reading.read(
        document,
        GAZETTEER.find(document.text),
        article_id=ArticleId("a"),
        published=None,
        outlet="",
    )
    assert [move.session for move in said.reported_moves] == [None]


@pytest.mark.parametrize(
    ("words", "hour", "session"),
    [
        ("rose 3% in premarket trading", 12, THURSDAY),
        ("rose 3% in premarket trading", 22, None),
        ("was last up 3%", 15, THURSDAY),
        ("was last up 3%", 23, None),
        ("rose 3% after hours", 21, THURSDAY),
        ("rose 3% after hours", 15, None),
        ("rose 3%", 15, None),
    ],
)
def test_a_part_of_a_session_that_is_going_on_is_of_that_day(
    words: str, hour: int, session: date | None
) -> None:
    (move,) = moves(f"Nvidia\n\nNvidia {words}.", hour=hour)
    assert move.session == session


def test_nothing_goes_on_at_the_week_end() -> None:
    (move,) = moves("Nvidia\n\nNvidia was last up 3%.", hour=15, day=4)
    assert move.session is None


@pytest.mark.parametrize(
    "who",
    [
        "Shares of the American chipmaker",
        "Shares in the chip giant",
        "The chip designer's rival chose badly. The chip giant's shares",
        "Its preferred shares",
        "Its Frankfurt-listed shares",
        "The chip maker's stock",
    ],
)
def test_what_an_article_calls_its_company_is_that_company(who: str) -> None:
    found = moves(f"Nvidia sells less\n\nNvidia sold less. {who} fell 3%.", hour=23)
    assert [(move.symbol, move.low) for move in found] == [("NVDA", -0.03)]


@pytest.mark.parametrize(
    "who", ["Shares of the rival chipmaker", "The rival chipmaker's shares", "Shares of the Gulf"]
)
def test_another_company_is_not_the_one_of_the_headline(who: str) -> None:
    assert moves(f"Nvidia sells less\n\nNvidia sold less. {who} fell 3%.", hour=23) == ()
