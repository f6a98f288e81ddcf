from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.readings import read
from tapestory.model import Basis, Comparator, ReportedMove

Found = tuple[str, float | None, float | None]


def moves(text: str) -> tuple[ReportedMove, ...]:
    return read("Markets\n\n" + text).reported_moves


def found(text: str) -> list[Found]:
    return [(m.symbol, m.low, m.high) for m in moves(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CoreWeave fell 13%.", [("CRWV", -0.13, -0.13)]),
        ("Shares of CoreWeave were up 2.5 percent.", [("CRWV", 0.025, 0.025)]),
        ("CoreWeave (-4.6%) led the losers.", [("CRWV", -0.046, -0.046)]),
        ("CoreWeave and Nebius slid 12% and 6%, respectively.",
         [("CRWV", -0.12, -0.12), ("NBIS", -0.06, -0.06)]),
        ("Micron, Sandisk and Nvidia fell between 2% and 11%.",
         [("MU", -0.11, -0.02), ("SNDK", -0.11, -0.02), ("NVDA", -0.11, -0.02)]),
        ("Samsung Electronics and SK Hynix both fell over 8%.",
         [("005930.KS", None, -0.08), ("000660.KS", None, -0.08)]),
        ("Samsung Electronics fell 9% and SK Hynix 14.6%.",
         [("005930.KS", -0.09, -0.09), ("000660.KS", -0.146, -0.146)]),
        ("Traders blamed a 2% slump in Nvidia.", [("NVDA", -0.02, -0.02)]),
        ("The judge's ruling knocked shares of Nvidia down by 8%.", [("NVDA", -0.08, -0.08)]),
        ("CoreWeave, the seller of computing time, dropped more than 7%.", [("CRWV", None, -0.07)]),
        ("The KOSPI lost 210.5 points, or 2.4%, to end at 8,411.", [("^KS11", -0.024, -0.024)]),
        ("Nvidia, which makes 80% of the chips, fell 3%.", [("NVDA", -0.03, -0.03)]),
        ("Nvidia signed a deal with Nebius; the stock rose 3%.", [("NVDA", 0.03, 0.03)]),
        ("Makers of optical modules, storage lost 4% to 9%.",
         [("SECTOR:optical", -0.09, -0.04), ("SECTOR:memory", -0.09, -0.04)]),
        ("美光收跌近8%，闪迪跌逾14%。", [("MU", -0.08, -0.08), ("SNDK", None, -0.14)]),
        ("英伟达盘中涨超10%，收涨8%。", [("NVDA", 0.1, None), ("NVDA", 0.08, 0.08)]),
        ("삼성전자는 9%, SK하이닉스는 14% 급락했다.",
         [("005930.KS", -0.09, -0.09), ("000660.KS", -0.14, -0.14)]),
        ("엔비디아 주가가 장중 3.5% 넘게 올랐다.", [("NVDA", 0.035, None)]),
        ("サムスン電子は9%安、SKハイニックスは14%安で引けた。",
         [("005930.KS", -0.09, -0.09), ("000660.KS", -0.14, -0.14)]),
        ("エヌビディアが3%高となった。", [("NVDA", 0.03, 0.03)]),
    ],
)  # fmt: skip
def test_moves_are_read_with_whom_and_how_far(text: str, expected: list[Found]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia's revenue rose 21%.",
        "KOSPI futures fell 2%.",
        "Nvidia told of a 12% leap in its yearly profit.",
        "Micron bought a 5% stake in Sandisk.",
        "Nvidia makes 80% of the chips.",
        "Micron's margin fell to 82%.",
        "Nvidia could fall 10% if demand fades.",
        "Nvidia has gained 40% this year.",
        "The Nasdaq is still down 11% from its winter peak.",
        "Meta's efficiency rose 20%.",
        "Acme, which lends to Nvidia and Micron, rose 2.3%.",
        "Nvidia held steady while Acme fell 9%.",
        "The gap narrowed by 2 percentage points at Nvidia.",
        "Meta will use 98% less water.",
        "美光营收同比增长21%。",
        "삼성전자 영업이익이 21% 증가했다.",
        "サムスン電子の営業利益は21%増えた。",
    ],
)
def test_what_is_no_price_move_of_a_session_is_left_out(text: str) -> None:
    assert found(text) == []


def test_nothing_is_read_across_a_sentence() -> None:
    assert found("Nvidia had a bad day. Shares fell 6%.") == []


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("Nvidia fell 3%.", Comparator.EXACT),
        ("Nvidia fell more than 3%.", Comparator.OVER),
        ("Nvidia fell nearly 3%.", Comparator.NEARLY),
        ("Nvidia fell about 3%.", Comparator.ABOUT),
        ("Nvidia fell as much as 3%.", Comparator.UP_TO),
        ("Nvidia fell 3% to 5%.", Comparator.BETWEEN),
        ("英伟达跌约3%。", Comparator.ABOUT),
        ("엔비디아가 3% 이상 하락했다.", Comparator.OVER),
    ],
)
def test_the_comparator_is_kept(text: str, comparator: Comparator) -> None:
    assert [m.comparator for m in moves(text)] == [comparator]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Nvidia closed down 3%.", Basis.CLOSE),
        ("The KOSPI closed down 3%, at 2,580.", Basis.CLOSE),
        ("코스피가 3% 내린 2,580에 마감했다.", Basis.CLOSE),
        ("Nvidia fell 3% at one point.", Basis.INTRADAY),
        ("Nvidia fell 3% in premarket trading.", Basis.PREMARKET),
        ("Nvidia fell 3% after hours.", Basis.AFTER_HOURS),
        ("Nvidia fell 3%.", Basis.UNSTATED),
        ("Nvidia came close to falling 3%.", Basis.UNSTATED),
        ("英伟达收跌3%。", Basis.CLOSE),
        ("코스피가 3% 내린 채 마감했다.", Basis.CLOSE),
    ],
)
def test_the_basis_is_kept(text: str, basis: Basis) -> None:
    assert [m.basis for m in moves(text)] == [basis]


@pytest.mark.parametrize(
    ("text", "session"),
    [
        ("Nvidia fell 3%.", None),
        ("Nvidia fell 3% on July 1.", date(2026, 7, 1)),
        ("Nvidia fell 3% on 30 June 2026.", date(2026, 6, 30)),
        ("Nvidia fell 3% today.", date(2026, 7, 2)),
        ("Nvidia fell 3% on Wednesday.", date(2026, 7, 1)),
        ("Nvidia fell 3% overnight.", date(2026, 7, 2)),
        ("The KOSPI fell 3% yesterday.", date(2026, 7, 2)),
        ("三星电子7月2日跌3%。", date(2026, 7, 2)),
        ("Micron fell 2% on July 1; the next day the KOSPI fell 3%.", date(2026, 7, 2)),
    ],
)
def test_a_stated_session_is_a_date_of_the_exchange(text: str, session: date | None) -> None:
    assert moves(text)[-1].session == session


@pytest.mark.parametrize("text", ["Nvidia fell 3% on 30 June 2025.", "Nvidia fell 17% on May 4."])
def test_a_move_dated_long_before_the_article_is_another_story(text: str) -> None:
    assert found(text) == []


@given(
    st.integers(1, 29),
    st.sampled_from(["fell", "slid", "lost", "dropped"]),
    st.sampled_from(["Nvidia", "CoreWeave", "Micron", "SK Hynix"]),
)
def test_a_plain_fall_is_read_as_it_stands(points: int, verb: str, name: str) -> None:
    (move,) = moves(f"{name} {verb} {points}% on heavy volume.")

    assert move.low == move.high == pytest.approx(-points / 100)


WORDS_TEXT = "Nvidia Micron fell 5% , and -3% up 。 跌 which respectively between of its profit"
WORDS = WORDS_TEXT.split()


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_low_is_never_above_high(words: list[str]) -> None:
    for move in moves(" ".join(words)):
        assert move.low is not None or move.high is not None
        if move.low is not None and move.high is not None:
            assert move.low <= move.high
