"""Text → the fiscal and calendar periods that it is about; what it leaves unsaid stays open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ahocorasick_rs import AhoCorasick

from tapestory.late_regex import late_regex

_ORDINALS = {
    name: number
    for number, names in {
        "1": "first 1st erste ersten erstes primer primeiro premier primo первый первом первого"
        " первое 1. 1º i 一 上 상",
        "2": "second 2nd zweite zweiten zweites segundo deuxième second secondo второй втором"
        " второго второе 2. 2º ii 二 下 하",
        "3": "third 3rd dritte dritten drittes tercer terceiro troisième terzo третий третьем"
        " третьего 3. 3º iii 三",
        "4": "fourth 4th vierte vierten viertes cuarto quarto quatrième четвертый четвертом"
        " четвертого 4. 4º iv 四",
    }.items()
    for name in names.split()
}
_COUNT = "|".join(
    sorted((re.escape(name) for name in _ORDINALS if name not in "一二三四上下상하"), key=len)[::-1]
)
_YEAR = (
    r"(?:\s?(?:of |de |del |du |do |des |von )?(?:the )?"
    r"(?P<{0}fy>fy|fiscal(?: year)?)\s?'?(?P<{0}fyear>20\d\d|\d\d)(?!\d)"
    r"|\s?(?:of |de |del |du |do |des )?(?P<{0}year>20\d\d)(?!\d)|\s?'(?P<{0}short>\d\d)(?!\d))?"
)
_BEFORE = r"(?:(?<!\d)(?P<{0}before>20\d\d)(?:年度?|년|财年|財年|會計年度|회계연도)?\s?(?:第)?)?"
_FISCAL = r"(?P<{0}fiscal>fiscal )?"
_NUMBERED_QUARTER = late_regex(rf"q(?<![a-z\d]q)(?P<a>[1-4])(?![\d.]){_YEAR.format('a')}")
_SHORT_QUARTER = late_regex(
    r"(?P<a>[1-4])(?<![\d.,]\d)(?:q|t(?=\d\d))(?:(?P<afy>fy)?'?(?P<ayear>20\d\d|\d\d)(?!\d))?(?![a-z\d])"
)
_WORDED_QUARTER = late_regex(
    rf"(?<![^\W_])(?P<afiscal>fiscal )?(?P<a>{_COUNT})[- ](?:fiscal[- ])?"
    rf"(?:quarter|quartal|trimestre|квартал[еау]?)(?![a-z]){_YEAR.format('a')}"
)
_HAN_QUARTER = late_regex(
    rf"{_BEFORE.format('a')}(?<!前)(?<!续)(?<!續)"
    rf"(?:第?(?P<a>[一二三四1-4])(?P<afiscal>财|財)?(?:季度|(?<=[财財])季|季(?=营收|營收|财报|財報|业绩|報|报))"
    rf"|第(?P<b>[一二三四1-4])(?P<bfiscal>财|財)?季(?!度|个|個)|第(?P<c>[一二三四1-4])四半期"
    rf"|(?P<d>[1-4])(?:/4)?분기(?!\s?(?:연속|만에|째)))"
)
_MONEY_WORD = (
    r"(?:of\s)?(?:the\s)?(?:year|20\d\d|fiscal|fy|profit|revenue|earnings|results|sales|net|loss"
    r"|operating|income|deliveries|underlying|pre-?tax)"
)
_NUMBERED_HALF = late_regex(
    rf"h(?<![a-z\d]h)(?P<a>[12])(?![\d.]){_YEAR.format('a')}(?![a-z])"
    rf"|(?<![\d.,])(?P<b>[12])h(?P<byear>20\d\d|\d\d)(?!\d)"
)
_WORDED_HALF = late_regex(
    rf"(?<![a-z])(?P<a>first|second)[- ]half(?= {_MONEY_WORD})"
    rf"|(?<![^\W_])(?P<b>{_COUNT})[- ](?:halbjahr|semestre|полугоди[еия])(?![a-z])"
    rf"{_YEAR.format('b')}"
    rf"|{_BEFORE.format('c')}(?:(?P<c>[上下])半[年期]|(?P<d>[상하])반기)"
)
_FULL_YEAR = late_regex(
    r"(?<![a-z\d])(?:fy\s?'?|fiscal (?:year )?)(?P<a>20\d\d|\d\d)(?!\d|[.,]\d|%)"
    r"|full[- ]year (?P<b>20\d\d)|(?P<c>20\d\d) full[- ]year"
    r"|(?<!\d)(?P<d>20\d\d)(?:财年|財年|회계연도|年度(?!第)|年全年)"
    r"|(?<!\d)(?P<ended>20\d\d|\d\d)年3月期"
)
_SPAN = late_regex(r"(?<!\d)(\d{1,2})\s?[~〜～\-–至到]\s?(\d{1,2})(?:月期|月(?=[份の])|월)")

_MONTHS = {
    name: f"m{number:02}"
    for number, names in enumerate(
        (
            "january januar janvier enero janeiro январе января январь",
            "february februar février febrero fevereiro феврале февраля февраль",
            "march märz mars marzo março марте марта март",
            "april avril abril апреле апреля апрель",
            "may mai mayo maio мае мая май",
            "june juni juin junio junho июне июня июнь",
            "july juli juillet julio julho июле июля июль",
            "august août agosto августе августа август",
            "september septembre septiembre setembro сентябре сентября сентябрь",
            "october oktober octobre octubre outubro октябре октября октябрь",
            "november novembre noviembre novembro ноябре ноября ноябрь",
            "december dezember décembre diciembre dezembro декабре декабря декабрь",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_STATISTIC = (
    r"(?:revenues?|sales|deliveries|exports?|imports?|inflation|cpi|ppi|pmi|payrolls?|jobs|retail"
    r"|output|shipments|unemployment|consumer prices|umsatz|absatz|exporte"
    r"|verbraucherpreise|arbeitslosigkeit|ventes|exportations|inflación|ventas|exportaciones|ipc|vendas|exportações"
    r"|inflação|ipca|инфляци[яию]|продажи|экспорт)"
)
_MONTH_OF_FIGURE = late_regex(
    rf"(?<![^\W_])(?P<a>{_MONTH})(?: 20\d\d)? "
    rf"(?:(?<!march )(?<!may )[a-z]+[ -](?:[a-z]+[ -])?)?{_STATISTIC}(?![a-z])"
    rf"|(?<![a-z]){_STATISTIC}(?![a-z])[^.;:]{{0,32}}? (?:in|im|en|em|for|au|de|в|за) "
    rf"(?P<b>{_MONTH})(?![^\W_])(?! \d{{1,2}}\b)"
)
_HAN_MONTH_OF_FIGURE = late_regex(
    r"(?P<c>1[0-2]|0?[1-9])(?<![\d.]\d)(?:月份?の?|월)\s?(?:全社|連結|综合)?"
    r"(?:营收|營收|销量|銷量|销售|交付|出口|进口|cpi|ppi|pmi|通胀|社融|社会融资|非农|零售|用电|新增"
    r"|売上|輸出|輸入|消費者物価|鉱工業|販売|貿易|매출|수출|수입|소비자물가|물가|판매|고용|실업|생산|무역)"
)


def periods(folded: str) -> frozenset[str]:
    """Return the periods that a folded text names, in a form that every language shares.

    "q2" and "h1" are a quarter and a half; "q2/2026" adds the calendar year and "q2/fy2026" the
    fiscal one, where it is named. "fy2026" is a whole fiscal year, "m06" the month of a monthly
    figure (June sales), and "m04-06" three months as Japanese reports name them, given as "q2"
    as well.
    """
    due = {
        _READERS[index] for index, _, _ in _MARKS.find_matches_as_indexes(folded, overlapping=True)
    }
    found = {period for reader in due for period in reader(folded)}
    if any("/fy" in period for period in found):
        return frozenset(period for period in found if not period.startswith("fy"))
    return frozenset(found)


def quarters(folded: str) -> frozenset[str]:
    """Return the calendar or fiscal quarters that a folded text names, as "1" to "4"."""
    return frozenset(period[1] for period in periods(folded) if period[0] == "q")


def conflict(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether both name periods of one kind and none of them can be the same.

    Kinds that only one side names say nothing, nor does a quarter named by its months against
    one named by its number, for a fiscal year may begin in any month.
    """
    if not a or not b or a & b:
        return False
    return any(
        mine and theirs and not any(_may_be_same(x, y) for x in mine for y in theirs)
        for mine, theirs in zip(_kinds(a), _kinds(b), strict=True)
    )


def _kinds(named: frozenset[str]) -> tuple[list[str], ...]:
    spans = [period for period in named if "-" in period]
    implied = {_QUARTER_OF_SPAN.get(span) for span in spans}
    return (
        [period for period in named if period[0] == "q" and period not in implied],
        spans,
        [period for period in named if period[0] == "h"],
        [period for period in named if period.startswith("fy")],
        [period for period in named if period[0] == "m" and "-" not in period],
    )


def _may_be_same(a: str, b: str) -> bool:
    kind, _, year = a.partition("/")
    other_kind, _, other_year = b.partition("/")
    if kind != other_kind:
        return False
    return not year or not other_year or year[0] != other_year[0] or year == other_year


_YEAR_GROUPS = {"year", "fyear", "short", "before"}
_QUARTER_OF_SPAN = {"m01-03": "q1", "m04-06": "q2", "m07-09": "q3", "m10-12": "q4"}


def _quarters(folded: str) -> Iterator[str]:
    for pattern in (_NUMBERED_QUARTER, _SHORT_QUARTER):
        yield from _dated("q", pattern, folded)


def _worded_quarters(folded: str) -> Iterator[str]:
    return _dated("q", _WORDED_QUARTER, folded)


def _han_quarters(folded: str) -> Iterator[str]:
    return _dated("q", _HAN_QUARTER, folded)


def _halves(folded: str) -> Iterator[str]:
    return _dated("h", _NUMBERED_HALF, folded)


def _worded_halves(folded: str) -> Iterator[str]:
    return _dated("h", _WORDED_HALF, folded)


def _dated(letter: str, pattern: re.Pattern[str], folded: str) -> Iterator[str]:
    for match in pattern.finditer(folded):
        groups = {name: value for name, value in match.groupdict().items() if value}
        number = next(value for name, value in groups.items() if len(name) == 1)
        year = next((value for name, value in groups.items() if name[1:] in _YEAR_GROUPS), "")
        fiscal = any(name[1:] in {"fy", "fiscal"} for name in groups)
        yield _written(f"{letter}{_ORDINALS.get(number, number)}", year, is_fiscal=fiscal)


def _written(kind: str, year: str, *, is_fiscal: bool) -> str:
    if not year:
        return kind
    whole = year if len(year) == 4 else f"20{year}"
    return f"{kind}/{'fy' * is_fiscal}{whole}"


def _years(folded: str) -> Iterator[str]:
    for match in _FULL_YEAR.finditer(folded):
        year = next(group for group in match.groups() if group)
        whole = int(year if len(year) == 4 else f"20{year}")
        yield f"fy{whole - 1 if match['ended'] else whole}"


def _spans(folded: str) -> Iterator[str]:
    for match in _SPAN.finditer(folded):
        first, last = int(match[1]), int(match[2])
        if 1 <= first <= 12 and last == (first + 1) % 12 + 1:
            span = f"m{first:02}-{last:02}"
            yield span
            if span in _QUARTER_OF_SPAN:
                yield _QUARTER_OF_SPAN[span]


def _months(folded: str) -> Iterator[str]:
    for match in _MONTH_OF_FIGURE.finditer(folded):
        yield _MONTHS[match["a"] or match["b"]]


def _han_months(folded: str) -> Iterator[str]:
    for match in _HAN_MONTH_OF_FIGURE.finditer(folded):
        yield f"m{int(match['c']):02}"
    yield from _spans(folded)


_MARKED: dict[Callable[[str], Iterator[str]], str] = {
    _quarters: "q1 q2 q3 q4 1q 2q 3q 4q 1t2 2t2 3t2 4t2",
    _worded_quarters: "quarter quartal trimestre квартал",
    _han_quarters: "季 四半期 분기",
    _halves: "h1 h2 1h2 2h2",
    _worded_halves: "first_half first-half second_half second-half halbjahr semestre полугоди 半年"
    " 半期 반기",
    _years: "fy fiscal full-year full_year 财年 財年 회계연도 年度 年全年 月期",
    _months: " ".join(_MONTHS),
    _han_months: "月 월",
}
"""What reads a text → the marks without one of which it would find nothing."""
_READERS = [reader for reader, marks in _MARKED.items() for _ in marks.split()]
_MARKS = AhoCorasick(
    [mark.replace("_", " ") for marks in _MARKED.values() for mark in marks.split()]
)
