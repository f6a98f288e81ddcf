from __future__ import annotations

import pytest

from reading.readings import read


def growth(text: str, lang: str = "") -> list[float]:
    said = read(f"-\n\n{text}", lang=lang).figures
    return [figure.low for figure in said if figure.kind == "growth"]


@pytest.mark.parametrize(
    ("text", "lang", "percent"),
    [
        ("Oracle's revenue rose 17% to $16 billion.", "en", 17.0),
        ("Oracle's revenue was $16 billion, a 5% decline.", "en", -5.0),
        ("Oracle: revenue -5% to $16bn.", "en", -5.0),
        ("甲骨文收入达到160亿美元，同比增长17%。", "zh", 17.0),
        ("甲骨文收入为160亿美元，同比降5%。", "zh", -5.0),
        ("オラクルの売上高は前年同期比20%減の160億ドルだった。", "ja", -20.0),
        ("오라클 매출은 160억 달러로 17% 늘었다.", "ko", 17.0),
    ],
)
def test_the_nearest_word_of_its_clause_says_which_way_a_quantity_went(
    text: str, lang: str, percent: float
) -> None:
    assert growth(text, lang) == [percent]


def test_of_two_quantities_each_goes_its_own_way() -> None:
    text = "Oracle's revenue rose 17%, its costs fell 5% and its profit climbed 9%."
    assert growth(text) == [17.0, -5.0, 9.0]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Oracle's profit margin rose to 63%, and its revenue to $16 billion.", "en"),
        ("Oracle's gross margin narrowed to 63%, while net income climbed to $2bn.", "en"),
        ("甲骨文毛利率提升至63%，收入160亿美元。", "zh"),
        ("オラクルの営業利益率は63%に拡大し、売上高は160億ドルだった。", "ja"),
        ("오라클 클라우드 매출 비중은 63%로 늘었다.", "ko"),
    ],
)
def test_what_stands_at_so_many_per_cent_did_not_grow_by_them(text: str, lang: str) -> None:
    assert growth(text, lang) == []


def test_growth_itself_may_come_to_so_many_per_cent() -> None:
    assert growth("Growth of Oracle's revenue slowed to 17%.") == [17.0]
