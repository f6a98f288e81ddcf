"""A price file or a folder of them in, the bars that can be believed and those refused out.

The long form has one row a session: `symbol,date,open,high,low,close,adj_close,volume`. Only
symbol, date and close are needed; columns stand in any order and unknown ones are ignored; `split`,
`dividend` and `provider` are known too. A folder holds one file a symbol, named after it, and needs
no symbol column. Parquet files are read like a CSV of them.
"""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from io import TextIOWrapper
from math import isfinite
from pathlib import Path
from typing import IO, Any, Final, NoReturn

from tapestory.errors import PriceError
from tapestory.model import DailyBar
from tapestory.moves.providers.parquet_file import SUFFIX, parquet_rows, pyarrow_parquet
from tapestory.moves.providers.plausible import fault

PROVIDER: Final = "import"

_COLUMNS: Final = {
    "symbol": ("symbol", "ticker"),
    "date": ("date", "session", "day"),
    "open": ("open",),
    "high": ("high",),
    "low": ("low",),
    "close": ("close",),
    "adj_close": ("adj_close", "adjclose", "adjusted_close"),
    "volume": ("volume",),
    "split": ("split", "splitfactor", "split_factor", "stock_splits"),
    "dividend": ("dividend", "divcash", "dividends"),
    "provider": ("provider", "source"),
}
"""Our column → the headings that mean it, in lower case, blanks as underscores."""

_MIDNIGHT: Final = re.compile(r"(00:00(:00(\.0+)?)?)?(Z|[+-]\d\d:?\d\d)?")
_ABSENT: Final = frozenset({"", "na", "n/a", "null", "none", "-"})
_SUFFIXES: Final = (".csv", ".csv.gz", SUFFIX)
_GZIP_MAGIC: Final = b"\x1f\x8b"
_HEADER: Final = "symbol,date,open,high,low,close,adj_close,volume"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedBar:
    """A row that cannot be believed, or a file of a folder that cannot be read."""

    file: str
    line: int
    """1 is the header; 0 when the whole file is refused."""
    symbol: str
    session: date | None
    reason: str

    def __str__(self) -> str:
        """Return file:line, then what and why."""
        what = " ".join(part for part in (self.symbol, str(self.session or "")) if part)
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {what}: {self.reason}" if what else f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BarFile:
    """What a price file holds."""

    bars: tuple[DailyBar, ...]
    """By symbol, oldest first."""
    refused: tuple[RefusedBar, ...]
    """In the order in which they stand."""


class _RowError(Exception):
    """Says why a row is refused."""


def _refuse(reason: str) -> NoReturn:
    raise _RowError(reason)


@dataclass(slots=True)
class _Gathered:
    provider: str
    parquet: Callable[[], Any]
    bars: dict[tuple[str, date, str], tuple[DailyBar, str]] = field(default_factory=dict)
    """(symbol, session, provider) → the bar and where it stands."""
    refused: list[RefusedBar] = field(default_factory=list)


def read_bars(
    path: Path,
    *,
    today: date | None = None,
    provider: str = PROVIDER,
    parquet: Callable[[], Any] = pyarrow_parquet,
) -> BarFile:
    """Read daily bars from a long CSV file, plain or gzipped, or Parquet, or a folder of such.

    A row is refused, with its line and reason, when a price is not a positive number, the high is
    under the low, the date is not a date or lies in the future, or its session stood before. In
    a folder a file that cannot be used is refused as a whole; the others are read.

    Args:
        path: A .csv, .csv.gz or .parquet file, or a folder of them.
        today: Bars dated later than the day after it (somewhere it is tomorrow already) are
            refused; None does not check.
        provider: What the bars are marked with.
        parquet: Loads what reads Parquet; called where there is such a file only.

    Raises:
        PriceError: The file or folder cannot be used at all; names file:line and what to do.
    """
    gathered = _Gathered(provider=provider, parquet=parquet)
    if path.is_dir():
        _read_folder(path, today, gathered)
    else:
        _read_file(path, "", today, gathered)
    bars = sorted(
        (bar for bar, _ in gathered.bars.values()), key=lambda b: (b.symbol, b.session, b.provider)
    )
    return BarFile(bars=tuple(bars), refused=tuple(gathered.refused))


def _read_folder(folder: Path, today: date | None, gathered: _Gathered) -> None:
    files = sorted(file for file in folder.iterdir() if file.name.lower().endswith(_SUFFIXES))
    if not files:
        message = f"{folder}: no .csv, .csv.gz or .parquet file in it"
        raise PriceError(message, hint="Put one file a symbol there, named like META.csv.")
    for file in files:
        try:
            _read_file(file, _symbol_of(file), today, gathered)
        except PriceError as error:
            reason = str(error).removeprefix(str(file)).lstrip(":1 ")
            gathered.refused.append(
                RefusedBar(file=file.name, line=0, symbol="", session=None, reason=reason)
            )


def _symbol_of(file: Path) -> str:
    name = file.name
    for suffix in sorted(_SUFFIXES, key=len, reverse=True):
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


def _read_file(file: Path, symbol: str, today: date | None, gathered: _Gathered) -> None:
    if file.name.lower().endswith(SUFFIX):
        rows = parquet_rows(file, gathered.parquet())
    else:
        rows = _rows(file)
    places = _places(file, rows[0][1] if rows else [], needs_symbol=not symbol)
    if len(rows) < 2:
        message = f"{file}:1: a header but no rows"
        raise PriceError(message, hint="Each row is one session of one symbol.")
    for line, row in rows[1:]:
        cells = {column: row[at].strip() if at < len(row) else "" for column, at in places.items()}
        cells["symbol"] = cells.get("symbol") or symbol
        _take(cells, f"{file.name}:{line}", today, gathered)


def _rows(file: Path) -> list[tuple[int, list[str]]]:
    """Return the rows that are not blank, each with its line."""
    line = 1
    try:
        with _open(file) as stream:
            rows = csv.reader(stream)
            held = []
            for row in rows:
                line = rows.line_num
                if any(cell.strip() for cell in row):
                    held.append((line, row))
            return held
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        message = f"{file}: cannot be read: {reason}"
        raise PriceError(message, hint="Check the path, and that the download is whole.") from error
    except UnicodeDecodeError as error:
        message = f"{file}: is not UTF-8 text"
        raise PriceError(message, hint="Save it as CSV UTF-8.") from error
    except csv.Error as error:
        message = f"{file}:{line}: is not CSV: {error}"
        raise PriceError(message, hint=f"The header is {_HEADER}.") from error


def _open(file: Path) -> IO[str]:
    with file.open("rb") as start:
        packed = start.read(2) == _GZIP_MAGIC
    if packed:
        return TextIOWrapper(gzip.open(file), encoding="utf-8-sig", newline="")
    return file.open(encoding="utf-8-sig", newline="")


def _places(file: Path, header: list[str], *, needs_symbol: bool) -> Mapping[str, int]:
    """Return our column → where it stands in a row."""
    headings = [heading.strip().lower().replace(" ", "_") for heading in header]
    if not any(headings):
        message = f"{file}:1: no header"
        raise PriceError(message, hint=f"The first line is {_HEADER}.")
    places = {
        column: headings.index(name)
        for column, names in _COLUMNS.items()
        for name in reversed(names)
        if name in headings
    }
    needed = ("symbol", "date", "close") if needs_symbol else ("date", "close")
    missing = [column for column in needed if column not in places]
    if missing:
        message = f"{file}:1: no column {' or '.join(missing)} in: {', '.join(headings)[:120]}"
        raise PriceError(message, hint=_hint_for(headings, missing))
    return places


def _hint_for(headings: list[str], missing: list[str]) -> str:
    if len(headings) == 1 and (";" in headings[0] or "\t" in headings[0]):
        return "Columns must be separated by commas."
    if missing == ["symbol"]:
        return "Add the column, or import a folder of files that are named after their symbol."
    if "date" not in missing and len(headings) > len(_COLUMNS):
        return f"One column a symbol cannot be read; one row a session can: {_HEADER}."
    return f"The header is {_HEADER}; symbol, date and close are needed."


def _take(cells: Mapping[str, str], where: str, today: date | None, gathered: _Gathered) -> None:
    """Keep a row's bar, or the reason for refusing it."""
    session: date | None = None
    try:
        session = _session(cells.get("date", ""), today)
        provider = cells.get("provider") or gathered.provider
        bar = replace(_bar(cells, session), provider=provider)
        held = gathered.bars.get((bar.symbol, session, provider))
        if held is not None:
            _refuse(f"the session stands already at {held[1]}")
    except _RowError as error:
        file, _, line = where.rpartition(":")
        gathered.refused.append(
            RefusedBar(
                file=file,
                line=int(line),
                symbol=cells["symbol"],
                session=session,
                reason=str(error),
            )
        )
        return
    gathered.bars[bar.symbol, session, provider] = (bar, where)


def _bar(cells: Mapping[str, str], session: date) -> DailyBar:
    if not cells["symbol"]:
        _refuse("column symbol: empty")
    numbers = {column: _price(cells, column) for column in ("open", "high", "low", "adj_close")}
    close = _price(cells, "close")
    if close is None:
        _refuse("column close: no price")
    bar = DailyBar(
        symbol=cells["symbol"],
        session=session,
        close=close,
        open=numbers["open"],
        high=numbers["high"],
        low=numbers["low"],
        adj_close=numbers["adj_close"],
        volume=_not_negative(cells, "volume"),
        split=_not_negative(cells, "split") or None,
        dividend=_not_negative(cells, "dividend"),
    )
    impossible = fault(bar)
    if impossible is not None:
        _refuse(f"column {impossible}")
    return bar


def _session(text: str, today: date | None) -> date:
    day, _, clock = text.replace("T", " ").partition(" ")
    try:
        session = date.fromisoformat(day)
    except ValueError:
        _refuse(f"column date: {text[:30]!r} is not a date like 2026-07-01")
    if not _MIDNIGHT.fullmatch(clock):
        _refuse(f"column date: {text[:30]!r} has a time of day; bars are daily")
    if today is not None and session > today + timedelta(days=1):
        _refuse(f"column date: {session} is in the future")
    return session


def _price(cells: Mapping[str, str], column: str) -> float | None:
    value = _number(cells, column)
    if value is not None and value <= 0.0:
        _refuse(f"column {column}: {value:g} is not a price")
    return value


def _not_negative(cells: Mapping[str, str], column: str) -> float | None:
    value = _number(cells, column)
    if value is not None and value < 0.0:
        _refuse(f"column {column}: {value:g} is negative")
    return value


def _number(cells: Mapping[str, str], column: str) -> float | None:
    text = cells.get(column, "")
    if text.lower() in _ABSENT:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not isfinite(value) or "_" in text:
        _refuse(f"column {column}: {text[:30]!r} is not a number")
    return value
