"""Text → tickers that are written as tickers: (NASDAQ: X), <X.O>, $X, 000660.KS, (0700.HK)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tapestory.late_regex import late_regex
from tapestory.linking.vocabulary.trade import ACRONYMS

_SUFFIX_OF_EXCHANGE = {
    "TSE": (".T",), "TYO": (".T",), "JPX": (".T",), "KRX": (".KS", ".KQ"), "KOSPI": (".KS",),
    "KOSDAQ": (".KQ",), "HKEX": (".HK",), "HKG": (".HK",), "SEHK": (".HK",), "SSE": (".SS",),
    "SHA": (".SS",), "SZSE": (".SZ",), "SHE": (".SZ",), "TWSE": (".TW",), "TPE": (".TW", ".TWO"),
    "TPEX": (".TWO",), "LSE": (".L",), "LON": (".L",), "AMS": (".AS",), "EURONEXT": (".AS", ".PA"),
    "EPA": (".PA",), "TSX": (".TO",), "ASX": (".AX",), "FRA": (".F",), "XETRA": (".DE",),
    "ETR": (".DE",), "BIT": (".MI",), "BME": (".MC",), "NSE": (".NS",), "BSE": (".BO",),
}  # fmt: skip
"""Suffixes that data vendors add to a code of that exchange."""

_RIC_EXCHANGE = {"O": "", "OQ": "", "N": "", "K": "", "A": "", "P": "", "Z": "", "US": "", "UW": "",
                 "UN": "", "SH": ".SS", "SS": ".SS", "KS": ".KS", "KQ": ".KQ", "TW": ".TW",
                 "TWO": ".TWO", "T": ".T", "HK": ".HK", "SZ": ".SZ"}  # fmt: skip
_RIC_INDEX = {
    ".SPX": "^GSPC", ".INX": "^GSPC", ".IXIC": "^IXIC", ".DJI": "^DJI", ".SOX": "^SOX",
    ".NDX": "^NDX", ".N225": "^N225", ".KS11": "^KS11", ".KQ11": "^KQ11", ".HSI": "^HSI",
    ".SSEC": "000001.SS", ".CSI300": "000300.SS", ".TWII": "^TWII", ".RUT": "^RUT",
    ".STOXX": "^STOXX", ".VIX": "^VIX", ".TOPX": "1306.T",
}  # fmt: skip
_EXPLICIT = late_regex(
    # Every form begins with one of these: at most letters nothing else has to be tried.
    r"""(?=[<A-Z$\d(（])(?:
    <(?P<ric>\.?[A-Z0-9]{1,12}[a-z]?(?:\.[A-Z]{1,3})?)>
    |\b(?P<exchange>NASDAQ|Nasdaq|NasdaqGS|NYSE|NYSEARCA|AMEX|ARCA|OTC|TSE|TYO|JPX|KRX|KOSPI|
        KOSDAQ|HKEX|HKG|SEHK|SSE|SHA|SZSE|SHE|TWSE|TPE|TPEX|LSE|LON|AMS|Euronext|EPA|TSX|ASX|FRA|
        XETRA|ETR|BIT|BME|NSE|BSE)\s*[:：]\s*(?P<code>[A-Z0-9]{1,6})\b
    |(?<![A-Za-z0-9$])\$(?P<cash>[A-Z]{1,5})\b
    |(?<![A-Za-z0-9.])(?P<dotted>\d{4,6}[A-Z]?\.(?:KS|KQ|T|HK|SS|SH|SZ|TWO|TW)
        |[A-Z]{1,5}\.(?:O|OQ|US))(?![A-Za-z0-9])
    |[(（](?P<paren>[A-Z]{1,5}|\d{4,6})[)）])""",
    re.VERBOSE,
)
_CODE_SUFFIXES = {6: (".KS", ".SS", ".SZ", ".KQ"), 5: (".HK",), 4: (".T", ".TW", ".HK", ".TWO")}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTicker:
    """A ticker in the text, with or without an instrument of the universe behind it."""

    start: int
    end: int
    """Of the code itself."""
    outer_start: int
    """Where its bracket or exchange begins."""
    symbol: str | None
    sure: bool
    """False for a bare code in brackets, which may be an abbreviation."""


def written_tickers(text: str, symbols: Collection[str]) -> Iterator[WrittenTicker]:
    """Yield the written tickers from left to right; `symbols` are those of the universe."""
    for found in _EXPLICIT.finditer(text):
        group = str(found.lastgroup)
        code = found.group(group)
        symbol = next((s for s in _candidates(found, group, code) if s in symbols), None)
        sure = group != "paren"
        if group == "paren" and code in ACRONYMS:
            continue
        yield WrittenTicker(
            start=found.start(group),
            end=found.end(group),
            outer_start=found.start(),
            symbol=symbol,
            sure=sure,
        )


def _candidates(found: re.Match[str], group: str, code: str) -> Iterator[str]:
    yield code
    if group in {"ric", "dotted"}:
        yield from _from_ric(code)
    elif group == "code":
        exchange = str(found.group("exchange")).upper()
        yield from (code + suffix for suffix in _SUFFIX_OF_EXCHANGE.get(exchange, ()))
    elif code.isdigit():
        yield from (code + suffix for suffix in _CODE_SUFFIXES.get(len(code), ()))


def _from_ric(code: str) -> Iterator[str]:
    """Yield the symbols that a Reuters code may mean here (X.O → X, .SPX → ^GSPC)."""
    if code in _RIC_INDEX:
        yield _RIC_INDEX[code]
    elif code.startswith("."):
        yield "^" + code[1:]
    root, dot, exchange = code.rpartition(".")
    if dot and exchange in _RIC_EXCHANGE:
        yield root + _RIC_EXCHANGE[exchange]
