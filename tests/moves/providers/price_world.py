"""Providers that answer from bars made up for a test: files, fake packages, fake HTTP."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tapestory.model import DailyBar
from tapestory.moves.providers.command import Command
from tapestory.moves.providers.fmp import Fmp
from tapestory.moves.providers.local_file import LocalFile
from tapestory.moves.providers.protocol import HttpAnswer, PriceProvider
from tapestory.moves.providers.stooq import Stooq
from tapestory.moves.providers.tiingo import Tiingo
from tapestory.moves.providers.yahoo import Yahoo
from tapestory.pipeline.price_program import run_in

KEY = "k3y-of-nobody"
START = date(2026, 7, 1)


def priced(
    closes: Sequence[float],
    *,
    symbol: str = "META",
    start: date = START,
    provider: str = "import",
    splits: Mapping[int, float] | None = None,
    dividends: Mapping[int, float] | None = None,
) -> list[DailyBar]:
    """Bars on weekdays from `start`; splits and dividends by place in the list."""
    days = weekdays(start, len(closes))
    return [
        DailyBar(
            symbol=symbol,
            session=day,
            close=close,
            open=close,
            high=close + 1.0,
            low=close - 1.0,
            volume=1000.0,
            split=(splits or {}).get(at),
            dividend=(dividends or {}).get(at),
            provider=provider,
        )
        for at, (day, close) in enumerate(zip(days, closes, strict=True))
    ]


def weekdays(start: date, count: int) -> list[date]:
    days: list[date] = []
    day = start
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day)
        day += timedelta(days=1)
    return days


def csv_of(bars: Sequence[DailyBar]) -> str:
    rows = [
        f"{bar.symbol},{bar.session},{bar.open},{bar.high},{bar.low},{bar.close},{bar.volume}"
        for bar in bars
    ]
    return "\n".join(["symbol,date,open,high,low,close,volume", *rows, ""])


def as_file(bars: Sequence[DailyBar], folder: Path) -> PriceProvider:
    path = folder / "bars.csv"
    path.write_text(csv_of(bars), encoding="utf-8")
    return LocalFile(path=path)


@dataclass
class FakeFrame:
    rows: Mapping[str, Mapping[str, Any]]

    def to_dict(self, orient: str) -> Mapping[str, Mapping[str, Any]]:
        assert orient == "index"
        return self.rows


@dataclass
class FakeYfinance:
    """Stands in for the package: adjusts for splits to come, as Yahoo does."""

    bars: Sequence[DailyBar]
    failure: Exception | None = None
    nothing: float = 0.0
    """What it has for a day without a split or a dividend."""
    config: object = None
    """Newer packages have one."""
    asked: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)

    def Ticker(self, symbol: str) -> FakeTicker:  # noqa: N802  # the package's own name
        return FakeTicker(self, symbol)


class YFTickerMissingError(Exception):
    """As the package calls it."""


class YFRateLimitError(Exception):
    """As the package calls it."""


@dataclass
class FakeTicker:
    module: FakeYfinance
    symbol: str

    def history(self, **options: Any) -> FakeFrame:
        self.module.asked.append((self.symbol, options))
        if self.module.failure:
            raise self.module.failure
        assert options["auto_adjust"] is False
        held = [bar for bar in self.module.bars if bar.symbol.replace(".", "-") == self.symbol]
        if not held:
            raise YFTickerMissingError(self.symbol)
        rows = {}
        later = 1.0
        for bar in reversed(held):
            if bar.session.isoformat() >= options["start"]:
                rows[f"{bar.session} 00:00:00-04:00"] = {
                    "Open": None if bar.open is None else bar.open / later,
                    "High": None if bar.high is None else bar.high / later,
                    "Low": None if bar.low is None else bar.low / later,
                    "Close": bar.close / later,
                    "Volume": None if bar.volume is None else bar.volume * later,
                    "Dividends": (bar.dividend or self.module.nothing) / later,
                    "Stock Splits": bar.split
                    if bar.split not in (None, 1.0)
                    else self.module.nothing,
                }
            later *= bar.split or 1.0
        return FakeFrame(dict(reversed(rows.items())))


Answer = Callable[[str, Mapping[str, list[str]], Mapping[str, str]], HttpAnswer]


def getting(answer: Answer) -> Callable[[str, Mapping[str, str]], HttpAnswer]:
    def get(url: str, headers: Mapping[str, str]) -> HttpAnswer:
        parts = urlsplit(url)
        return answer(parts.path, parse_qs(parts.query), headers)

    return get


def ok(body: str) -> HttpAnswer:
    return HttpAnswer(200, {}, body.encode())


def missing() -> HttpAnswer:
    return HttpAnswer(404, {}, b"")


def tiingo_answers(bars: Sequence[DailyBar]) -> Answer:
    def answer(path: str, query: Mapping[str, list[str]], headers: Mapping[str, str]) -> HttpAnswer:
        assert headers["Authorization"] == f"Token {KEY}"
        symbol = path.split("/")[3].replace("-", ".")
        held = [bar for bar in bars if bar.symbol == symbol]
        if not held:
            return missing()
        return ok(
            json.dumps([tiingo_row(bar) for bar in _within(held, query, "startDate", "endDate")])
        )

    return answer


def tiingo_row(bar: DailyBar) -> dict[str, Any]:
    return {
        "date": f"{bar.session}T00:00:00.000Z",
        "open": bar.open,
        "high": bar.high,
        "low": bar.low,
        "close": bar.close,
        "volume": bar.volume,
        "adjClose": -1.0,
        "splitFactor": bar.split or 1.0,
        "divCash": bar.dividend or 0.0,
    }


def fmp_answers(bars: Sequence[DailyBar]) -> Answer:
    def answer(path: str, query: Mapping[str, list[str]], headers: Mapping[str, str]) -> HttpAnswer:
        assert headers["apikey"] == KEY
        held = [bar for bar in bars if bar.symbol.replace(".", "-") == query["symbol"][0]]
        if path == "/stable/dividends":
            paid = [bar for bar in held if bar.dividend]
            return ok(
                json.dumps([{"date": f"{b.session}", "adjDividend": b.dividend} for b in paid])
            )
        assert path == "/stable/historical-price-eod/full"
        if not held:
            return missing()
        rows = [
            {
                "symbol": query["symbol"][0],
                "date": bar.session.isoformat(),
                "open": bar.open,
                "high": bar.high,
                "low": bar.low,
                "close": bar.close,
                "volume": bar.volume,
            }
            for bar in reversed(_within(held, query, "from", "to"))
        ]
        return ok(json.dumps(rows))

    return answer


def stooq_answers(bars: Sequence[DailyBar]) -> Answer:
    def answer(path: str, query: Mapping[str, list[str]], headers: Mapping[str, str]) -> HttpAnswer:
        del headers
        assert path == "/q/d/l/"
        assert query["apikey"] == [KEY]
        wanted = query["s"][0].upper().removesuffix(".US").replace("-", ".")
        first, last = (date.fromisoformat(query[name][0]) for name in ("d1", "d2"))
        held = [bar for bar in bars if bar.symbol == wanted and first <= bar.session <= last]
        if not [bar for bar in bars if bar.symbol == wanted]:
            return missing()
        if not held:
            return ok("No data")
        rows = [
            f"{b.session},{b.open},{b.high},{b.low},{b.close},{int(b.volume or 0)}" for b in held
        ]
        return ok("\r\n".join(["Date,Open,High,Low,Close,Volume", *rows, ""]))

    return answer


def _within(
    bars: Sequence[DailyBar], query: Mapping[str, list[str]], first: str, last: str
) -> list[DailyBar]:
    start, end = date.fromisoformat(query[first][0]), date.fromisoformat(query[last][0])
    return [bar for bar in bars if start <= bar.session <= end]


@dataclass
class FakeParquet:
    """Stands in for pyarrow.parquet: a file that begins as such a file does holds the columns."""

    columns: Mapping[str, list[Any]]

    def read_table(self, file: Path) -> FakeParquet:
        if not file.read_bytes().startswith(b"PAR1"):
            message = "Parquet magic bytes not found"
            raise ValueError(message)
        return self

    def to_pydict(self) -> Mapping[str, list[Any]]:
        return self.columns


def as_parquet(bars: Sequence[DailyBar], folder: Path) -> PriceProvider:
    path = folder / "bars.parquet"
    path.write_bytes(b"PAR1")
    names = ("symbol", "open", "high", "low", "close", "volume")
    columns: dict[str, list[Any]] = {name: [getattr(bar, name) for bar in bars] for name in names}
    columns["date"] = [bar.session for bar in bars]
    return LocalFile(path=path, parquet=lambda: FakeParquet(columns))


def as_yahoo(bars: Sequence[DailyBar], folder: Path) -> PriceProvider:
    del folder
    return Yahoo(load=lambda: FakeYfinance(bars))


def as_tiingo(bars: Sequence[DailyBar], folder: Path) -> PriceProvider:
    del folder
    return Tiingo(get=getting(tiingo_answers(bars)), key=KEY)


def as_fmp(bars: Sequence[DailyBar], folder: Path) -> PriceProvider:
    del folder
    return Fmp(get=getting(fmp_answers(bars)), key=KEY)


def as_command(bars: Sequence[DailyBar], folder: Path) -> PriceProvider:
    """A program that greps its rows out of a file, and knows how to say that there are none."""
    (folder / "bars.csv").write_text(csv_of(bars), encoding="utf-8")
    program = (
        "import sys; rows = open('bars.csv').read().splitlines(keepends=True)\n"
        "mine = [row for row in rows if row.startswith(sys.argv[1] + ',')]\n"
        "sys.stdout.write(rows[0] + ''.join(mine)) if mine else sys.exit(66)"
    )
    return Command(run=run_in(folder, [sys.executable, "-I", "-c", program]))


def as_stooq(bars: Sequence[DailyBar], folder: Path) -> PriceProvider:
    del folder
    return Stooq(get=getting(stooq_answers(bars)), key=KEY)
