from __future__ import annotations

import pytest

from reading.readings import read
from tapestory.reading.quantities.near_years import near_years


def periods(text: str, lang: str) -> list[str]:
    """Return the periods of what is told in July 2026."""
    return [figure.period for figure in read(f"-\n\n{text}", lang=lang).figures]


@pytest.mark.parametrize(
    ("text", "lang", "period"),
    [
        ("Oracle will spend $50 billion on data centres next year.", "en", "2027"),
        ("甲骨文预计明年资本开支为500亿美元。", "zh", "2027"),
        ("甲骨文今年第三季度收入160亿美元。", "zh", "2026Q3"),
        ("오라클은 올해 설비투자를 500억 달러로 잡았다.", "ko", "2026"),
        ("오라클의 내년 매출은 800억 달러로 예상된다.", "ko", "2027"),
        ("オラクルの来年の設備投資は500億ドルとなる。", "ja", "2027"),
    ],
)
def test_this_year_is_the_one_of_the_article(text: str, lang: str, period: str) -> None:
    assert periods(text, lang) == [period]


@pytest.mark.parametrize(
    "text",
    [
        "Oracle's revenue was $16 billion, up from last year.",
        "甲骨文收入160亿美元，去年同期为150亿美元。",
        "오라클 매출은 160억 달러로 지난해보다 많았다.",
        "オラクルの売上高は160億ドルで、昨年の同じ時期を上回った。",
        "Shares have doubled since last year.",
    ],
)
def test_a_year_that_only_serves_as_a_yardstick_is_no_period(text: str) -> None:
    assert near_years(text, 2026) == []


def test_without_a_date_nothing_is_made_of_it() -> None:
    assert near_years("nothing of the kind", 2026) == []


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("甲骨文前三季度收入480亿美元。", "zh"),
        ("オラクルの第3四半期累計の売上高は480億ドルだった。", "ja"),
    ],
)
def test_three_quarters_together_are_not_the_third(text: str, lang: str) -> None:
    assert periods(text, lang) == [""]


def test_a_loss_behind_a_comma_is_not_of_the_number_before_it() -> None:
    text = "甲骨文净利润16亿元，上年同期亏损7亿元。"
    profits = [f.low for f in read(f"-\n\n{text}", lang="zh").figures if f.kind == "profit"]
    assert profits == [1.6e9, -7e8]


@pytest.mark.parametrize(
    ("text", "lang", "kinds"),
    [
        ("Oracle guided to revenue of $2 billion, plus or minus $100 million.", "en", ["revenue"]),
        ("甲骨文预计收入20亿美元，上下浮动1亿美元。", "zh", ["revenue"]),
        ("Oracle guided to revenue of $2 billion, plus or minus 5%.", "en", ["revenue"]),
    ],
)
def test_a_margin_of_error_is_no_figure(text: str, lang: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in read(f"-\n\n{text}", lang=lang).figures] == kinds


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("오라클은 설비투자에 200억 달러를 썼다.", "ko", "capex"),
        ("오라클은 설비투자에 200억 달러를 쓸 계획이다.", "ko", "capex_guidance"),
        ("オラクルは200億ドルを調達する。", "ja", "funding"),
        ("甲骨文在手云订单达700亿美元。", "zh", "commitments"),
        ("Oracle spent $20 billion on property and equipment.", "en", "capex"),
    ],
)
def test_a_verb_behind_a_sum_says_what_it_was_for(text: str, lang: str, kind: str) -> None:
    assert [figure.kind for figure in read(f"-\n\n{text}", lang=lang).figures] == [kind]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("円は1ドル=156円に下げた。", "ja"),
        ("환율은 달러당 1470원이다.", "ko"),
    ],
)
def test_what_a_currency_is_worth_is_no_figure(text: str, lang: str) -> None:
    assert read(f"-\n\n{text}", lang=lang).figures == ()


def test_a_price_of_one_dollar_is_one() -> None:
    told = read("-\n\nOracle shares closed at $1 in the nineties.").figures
    assert [figure.low for figure in told] == [1.0]
