"""Sentences written here, a few of them with a wrong unit → how many of the slips are found.

Each case is an event of three or four short articles in one language or several, read as any
article is. One of them has the unit of its number wrong, as translators and typists get it wrong;
in as many more cases nobody has, though their numbers differ for good reasons. The sentences share
nothing with the reader's examples.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.reading.sets import About, read_text, shipped_gazetteer
from tapestory.model import Figure
from tapestory.reading import compare

CASES = 50
_COMPANIES = (
    ("Microsoft", "微软", "마이크로소프트", "マイクロソフト"),
    ("Alphabet", "谷歌", "알파벳", "グーグル"),
    ("Nvidia", "英伟达", "엔비디아", "エヌビディア"),
    ("CoreWeave", "CoreWeave", "코어위브", "コアウィーブ"),
    ("Broadcom", "博通", "브로드컴", "ブロードコム"),
    ("Micron", "美光", "마이크론", "マイクロン"),
)
_YEAR = 2027
_KINDS = ("capex", "revenue", "backlog", "value")
_TEMPLATES = {
    ("capex", "en"): (
        "{who} now pencils in capital spending of {amount} for {year}, staff were told.",
        "For {year}, capital expenditures at {who} are forecast at {amount}.",
        "{who} earmarked {amount} for capex in {year}.",
    ),
    ("capex", "zh"): (
        "{who}把{year}年的资本开支目标定在{amount}。",
        "按照{who}管理层的说法，{year}年资本支出预计为{amount}。",
    ),
    ("capex", "ko"): (
        "{who}는 {year}년 설비투자 규모를 {amount}로 잡았다.",
        "{who}의 {year}년 자본지출 전망치는 {amount}이다.",
    ),
    ("capex", "ja"): (
        "{who}の{year}年の設備投資は{amount}になる見通しだ。",
        "{who}は{year}年の設備投資額を{amount}と見込んでいる。",
    ),
    ("revenue", "en"): (
        "{who} closed {year} with revenue of {amount}.",
        "Annual sales at {who} came to {amount} in {year}.",
    ),
    ("revenue", "zh"): ("{who}{year}年营收为{amount}。", "{year}年，{who}实现收入{amount}。"),
    ("revenue", "ko"): ("{who}의 {year}년 매출은 {amount}였다.",),
    ("revenue", "ja"): ("{who}の{year}年の売上高は{amount}だった。",),
    ("backlog", "en"): (
        "At {who} the order backlog stood at {amount} at the end of {year}.",
        "{who} closed the books on {year} with remaining performance obligations of {amount}.",
    ),
    ("backlog", "zh"): ("{who}{year}年底在手订单为{amount}。",),
    ("backlog", "ko"): ("{who}의 {year}년 말 수주잔고는 {amount}이다.",),
    ("backlog", "ja"): ("{who}の{year}年末の受注残高は{amount}だった。",),
    ("value", "en"): (
        "Thursday's trading left {who} with a market value of {amount}.",
        "Investors put the market capitalisation of {who} at {amount}.",
    ),
    ("value", "zh"): ("收盘时{who}市值为{amount}。",),
    ("value", "ko"): ("{who}의 시가총액은 {amount}로 집계됐다.",),
    ("value", "ja"): ("{who}の時価総額は{amount}となった。",),
}
_HEADLINES = {"en": "A number and what is behind it", "zh": "一个数字的背后", "ko": "숫자의 이면",
              "ja": "数字の裏側"}  # fmt: skip
_LANGUAGES = ("en", "zh", "ko", "ja")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the planted slips were told."""

    caught: float
    accused: float
    """Share of the right figures that are called a unit error."""
    read: float
    """Share of the sentences whose number was read as it was meant."""


def planted_in_text() -> Outcome:
    """Return how many of the planted slips are found, and how many right figures are accused."""
    dice = random.Random(23)  # noqa: S311 (the cases only have to stay the same)
    caught = accused = right = read = told = 0
    for number in range(2 * CASES):
        slip = dice.choice((10.0, 10.0, 100.0, 1000.0)) if number < CASES else 1.0
        texts, values = _event(dice, slip)
        figures = [_figure(text, f"p{number}.{place}") for place, text in enumerate(texts)]
        known = [figure for figure in figures if figure is not None]
        flags = {figure.article_id: figure.flag for figure in compare(known)}
        for place, (figure, value) in enumerate(zip(figures, values, strict=True)):
            told += 1
            if figure is None or abs(figure.low / value - 1) > 0.01:
                continue
            read += 1
            flagged = flags[figure.article_id] == "unit_error"
            if place == 0 and slip > 1:
                caught += flagged
            else:
                right += 1
                accused += flagged
    return Outcome(caught=caught / CASES, accused=accused / max(1, right), read=read / told)


def _event(dice: random.Random, slip: float) -> tuple[list[str], list[float]]:
    """Return the articles of an event, the wrong one first, and the numbers that they print."""
    company, kind = dice.choice(_COMPANIES), dice.choice(_KINDS)
    value = dice.choice((1, 10, 100)) * round(dice.uniform(1.2, 9.8), 1) * 1e9
    tellers = dice.choices(_LANGUAGES, k=dice.choice((3, 4)))
    texts, values = [], []
    if slip == 1.0 and kind != "value":
        tellers.append(dice.choice(_LANGUAGES))  # tells of the year before: a tenth, and right
    for place, lang in enumerate(tellers):
        earlier = slip == 1.0 and kind != "value" and place == len(tellers) - 1
        factor = slip if place == 0 else 1 + (dice.uniform(-0.02, 0.02) if kind == "value" else 0)
        printed, shown = _written(dice, value * (0.1 if earlier else factor), lang)
        words = dice.choice(_TEMPLATES[kind, lang])
        line = words.format(who=company[_LANGUAGES.index(lang)], amount=printed,
                            year=_YEAR - earlier)  # fmt: skip
        texts.append(f"{_HEADLINES[lang]}\n\n{line}")
        values.append(shown)
    return texts, values


def _written(dice: random.Random, dollars: float, lang: str) -> tuple[str, float]:
    """Return an amount as a paper of the language writes it, and what that amounts to."""
    if lang == "en":
        billions = round(dollars / 1e9, 1)
        if billions >= 1000 and dice.random() < 0.5:
            return f"${billions / 1000:g} trillion", billions * 1e9
        return f"${billions:g} {dice.choice(('billion', 'bn'))}", billions * 1e9
    hundreds = round(dollars / 1e8)
    large, hundred_million, money = {
        "zh": ("万亿", "亿", "美元"), "ko": ("조", "억 ", "달러"), "ja": ("兆", "億", "ドル"),
    }[lang]  # fmt: skip
    whole, rest = divmod(hundreds, 10_000)
    if lang == "zh":
        text = f"{hundreds}{hundred_million}" if not whole else f"{hundreds / 10_000:g}{large}"
    else:
        text = (f"{whole}{large}" if whole else "") + (f"{rest}{hundred_million}" if rest else "")
    return f"{text}{money}", hundreds * 1e8


def _figure(text: str, name: str) -> Figure | None:
    said: Sequence[Figure] = read_text(text, shipped_gazetteer(), about=About(name=name)).figures
    return said[0] if len(said) == 1 and said[0].subject else None
