"""A program of the user's own: a symbol and two days in, a CSV of daily bars out.

It is called with three arguments more: the symbol in our spelling, the first day and the last,
both as 2026-07-01. It prints a header and a row a session; `date` and `close` are needed, the
other columns are those of `csv_file`. Its exit code tells the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, NoReturn

from tapestory.model import DailyBar
from tapestory.moves.providers.answers import Reader, number, price

NOT_CARRIED: Final = 66
LATER: Final = 75
REFUSED: Final = 77
"""EX_NOINPUT, EX_TEMPFAIL and EX_NOPERM of sysexits.h: what programs have long meant by them."""

_SHOWN: Final = 120


class Ended(NamedTuple):
    """How a program ended."""

    code: int
    """Negative: by this signal."""
    printed: bytes
    complaint: str
    """What it wrote to standard error."""


Run = Callable[[Sequence[str]], Ended]
"""Calls the program with arguments; raises OSError where it cannot be started, TimeoutError where
it does not end, OverflowError where it prints without end. A provider is given one, so that it
knows nothing of processes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Asks a program, once for each symbol."""

    run: Run
    name: str = "command"

    def daily_bars(self, symbol: str, start: date, end: date) -> Sequence[DailyBar]:
        """Return daily bars, as `PriceProvider` says."""
        reader = Reader(provider=self.name, symbol=symbol)
        printed = self._printed(reader, [symbol, start.isoformat(), end.isoformat()])
        header, _, rest = printed.strip().partition(b"\n")
        if not header:
            reader.fail("printed nothing; with no bars to tell, the header stands alone")
        table = reader.table(header.lower() + b"\n" + rest + b"\n", ("date", "close"))
        rows = [row for row in table if row.get("symbol", symbol) == symbol]
        if table and not rows:
            reader.unknown("printed rows of other symbols only")
        bars = {
            (session := reader.session(row)): DailyBar(
                symbol=symbol,
                session=session,
                close=price(row["close"]),
                open=number(row.get("open")),
                high=number(row.get("high")),
                low=number(row.get("low")),
                adj_close=number(row.get("adj_close")),
                volume=number(row.get("volume")),
                split=number(row.get("split")) or None,
                dividend=number(row.get("dividend")),
                provider=self.name,
            )
            for row in rows
        }
        return [bars[session] for session in sorted(bars) if start <= session <= end]

    def _printed(self, reader: Reader, arguments: Sequence[str]) -> bytes:
        try:
            ended = self.run(arguments)
        except TimeoutError as error:
            reader.fail(str(error), passing=True)
        except OverflowError as error:
            reader.fail(str(error))
        except OSError as error:
            reader.refuse(f"cannot be run: {error.strerror or error}")
        if ended.code:
            _explain(reader, ended)
        return ended.printed


def _explain(reader: Reader, ended: Ended) -> NoReturn:
    said = [line.strip() for line in ended.complaint.splitlines() if line.strip()]
    how = f"exit {ended.code}" if ended.code > 0 else f"ended by signal {-ended.code}"
    reason = f"{said[-1][:_SHOWN]} ({how})" if said else how
    if ended.code == NOT_CARRIED:
        reader.unknown(f"not carried: {reason}")
    if ended.code == LATER:
        reader.busy(reason)
    if ended.code == REFUSED:
        reader.refuse(reason)
    reader.fail(reason, passing=True)
