"""Sentences with their mentions → the quantities that the article claims, with words and speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tapestory.model import ArticleId, Figure, Mention, Sentence
from tapestory.reading.quantities.amounts import Amount, amounts
from tapestory.reading.text.sentences import by_sentence

_KINDS: dict[str, re.Pattern[str]] = {
    "capex_guidance": re.compile(
        r"\bcap(?:ital)?[\s-]?ex\b|\bcapital[\s-]+(?:expenditures?|spending|outlays?|investments?)|"
        r"资本支出|资本开支|資本支出|資本開支|설비\s?투자|자본\s?지출|設備投資|Investitionen|"
        r"gasto\s+de\s+capital",
        re.IGNORECASE,
    ),
    "price": re.compile(
        r"\b(?:per|a|an|each)\s+(?:month|hour|year)\b|/\s?(?:month|hour|GW)|monthly|"
        r"rental\s+price|每月|每小时|每小時|租金|월\s|시간당|毎月|月額|時間当たり",
        re.IGNORECASE,
    ),
    "market_value": re.compile(
        r"market\s+(?:cap\w*|value)|valuation|valued\s+at|worth\s+of\s+market|"
        r"市值|估值|시가총액|시총|時価総額|評価額",
        re.IGNORECASE,
    ),
    "contract": re.compile(
        r"\b(?:contracts?|deals?|agreements?|pacts?|commit(?:ments?|s|ted)?|pledg\w+|orders?|"
        r"signed|backlog|RPO|lease[sd]?)\b|合同|协议|協議|合約|签约|簽約|订单|訂單|承诺|承諾|"
        r"계약|수주|협약|契約|受注|contrato|contrat|Vertrag",
        re.IGNORECASE,
    ),
    "revenue": re.compile(
        r"\brevenues?|\bsales\b|turnover|营收|營收|收入|销售额|매출|売上|Umsatz|ingresos|"
        r"chiffre\s+d'affaires",
        re.IGNORECASE,
    ),
}
_YEAR = re.compile(
    r"(?:\bQ(?P<q1>[1-4])\s*(?:of\s+)?(?:FY\s?)?(?P<y1>20\d\d))|(?P<y2>20\d\d)\s*(?:年)?\s*(?:Q|第)(?P<q2>[1-4一二三四])|"
    r"(?:\bFY\s?'?|fiscal\s+)?(?<![\d,.$])(?P<y3>20[12345]\d)(?![\d,.]\d|\d)|\bFY\s?(?P<y4>2\d|3\d)\b",
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    r"per\s+month|a\s+month|/\s?month|monthly|每月|월\s?\d|毎月|月額", re.IGNORECASE
)
_SUPERSEDED = re.compile(
    r"\b(?:from|up\s+from|compared\s+(?:with|to)|versus|vs\.?|against|instead\s+of)\s+"
    r"(?:about\s+|around\s+|a\s+range\s+of\s+|the\s+(?:old|prior|previous)\s+)?$|由$|从$|從$|기존\s*$",
    re.IGNORECASE,
)
_BEHIND = 60
_WINDOW = 100
"""Characters on either side of an amount in which its kind and period are looked for."""
_WARES = re.compile(
    r"^(?:['’]s)?\s+(?:[A-Z]\w+\s+)?(?:GPUs?|chips?|cards|accelerators|H[12]00s?|servers|processors)\b",
    re.IGNORECASE,
)
"""Behind a name these make it the maker of what is counted, not the one whose quantity it is."""


def figures(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], article_id: ArticleId
) -> tuple[Figure, ...]:
    """Return the quantities that an article claims, in text order, each said once."""
    found: dict[tuple[object, ...], Figure] = {}
    for sentence, named in zip(sentences, by_sentence(sentences, mentions), strict=True):
        if not re.search(r"\d", sentence.text):
            continue
        inside = [m for m in named if m.symbol]
        for amount in amounts(sentence.text):
            figure = _figure(sentence, amount, inside, article_id)
            if figure is not None:
                key = (
                    figure.subject,
                    figure.kind,
                    figure.low,
                    figure.high,
                    figure.unit,
                    figure.period,
                )
                found.setdefault(key, figure)
    return tuple(found.values())


def _figure(
    sentence: Sentence, amount: Amount, mentions: Sequence[Mention], article_id: ArticleId
) -> Figure | None:
    text = sentence.text
    if _SUPERSEDED.search(text[: amount.start][-_WINDOW:]) or amount.high <= 0:
        return None
    return Figure(
        subject=_subject(sentence, amount, mentions),
        kind=_kind(text, amount),
        low=amount.low,
        high=amount.high,
        unit=amount.unit,
        period=_period(text, amount),
        article_id=article_id,
        sentence=text,
    )


def _kind(text: str, amount: Amount) -> str:
    """Return the kind whose cue stands nearest; power and hardware are capacity."""
    if amount.unit in {"W", "GPU"}:
        return "capacity"
    if re.match(r"\s*(?:/|per\s+|a\s+|an\s+)(?:month|hour)|\s*每月|\s*每小时", text[amount.end :]):
        return "price"
    best, distance = "amount", _BEHIND + 1.0
    offset = max(0, amount.start - _WINDOW)
    near = text[offset : amount.end + _WINDOW]
    for kind, cue in _KINDS.items():
        for found in cue.finditer(near):
            away = _distance(found.start() + offset, found.end() + offset, amount)
            if away < distance:
                best, distance = kind, away
    return best


def _distance(start: int, end: int, amount: Amount) -> float:
    """Return characters between a cue and an amount; what stands behind counts half as near."""
    if end <= amount.start:
        return amount.start - end
    return max(0, start - amount.end) * 2.0


def _subject(sentence: Sentence, amount: Amount, mentions: Sequence[Mention]) -> str:
    """Return whose quantity it is: the nearest name before it, else the one right behind it.

    A sum over several names that stand as a list belongs to none of them.
    """
    ends = [
        (m.end - sentence.start, m)
        for m in mentions
        if m.end - sentence.start <= amount.start
        and not _WARES.match(sentence.text[m.end - sentence.start :])
    ]
    if not ends:
        behind = [m for m in mentions if 0 <= m.start - sentence.start - amount.end < _BEHIND // 2]
        return str(behind[0].symbol) if behind else ""
    nearest = ends[-1][1]
    previous = [m for _, m in ends[:-1] if m.symbol != nearest.symbol]
    if len(previous) >= 2:
        gap = sentence.text[previous[-1].end - sentence.start : nearest.start - sentence.start]
        if re.fullmatch(r"\s*(?:,|and|,\s*and|、|和|및|と)\s*", gap):
            return ""
    return str(nearest.symbol)


def _period(text: str, amount: Amount) -> str:
    """Return the stated period: "month" for a rate, else the nearest year or quarter."""
    near = text[max(0, amount.start - 20) : amount.end + 20]
    if _MONTHLY.search(near):
        return "month"
    best, distance = "", 90.0
    offset = max(0, amount.start - _WINDOW)
    for found in _YEAR.finditer(text[offset : amount.end + _WINDOW]):
        start, end = found.start() + offset, found.end() + offset
        if start >= amount.start and end <= amount.end:
            continue
        away = _distance(start, end, amount)
        if away < distance:
            best, distance = _year(found), away
    return best


def _year(found: re.Match[str]) -> str:
    part = {key[0]: value for key, value in found.groupdict().items() if value}
    year = part["y"] if len(part["y"]) == 4 else f"20{part['y']}"
    quarter = part.get("q", "")
    return f"{year}Q{'一二三四'.find(quarter) + 1 or quarter}" if quarter else year
