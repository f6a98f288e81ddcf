"""Yahoo, through the package yfinance (an extra; no key): bars as traded, splits and dividends.

Source: https://ranaroussi.github.io/yfinance/advanced/price_adjustment.html. With auto_adjust off
its prices and dividends are adjusted for splits up to today and for nothing else; here the splits
are taken out again, so that what is stored does not change when a share is split.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from math import isnan
from typing import Any, Final

from tapestory.errors import (
    PriceSourceError,
    SourceBusyError,
    SourceRefusedError,
    UnknownSymbolError,
)
from tapestory.model import DailyBar
from tapestory.moves.providers import spellings
from tapestory.moves.providers.answers import number, price

PER_MINUTE: Final = 60
"""No number is published; more have been answered with 429."""
_NAME: Final = "yahoo"
_PACKAGE: Final = "yfinance"
_BUSY: Final = ("ratelimit", "toomanyrequests")
_UNKNOWN: Final = ("tickermissing", "pricesmissing", "tzmissing", "invalidperiod")


def is_installed() -> bool:
    """Tell whether the package is there, without loading it."""
    return find_spec(_PACKAGE) is not None


def yfinance() -> Any:
    """Return the package, loaded now.

    Raises:
        SourceRefusedError: It is not installed; the message holds the command.
    """
    if not is_installed():
        reason = "needs a package more: pip install 'tapestory[yahoo]'"
        raise SourceRefusedError(_NAME, "", reason)
    return import_module(_PACKAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Yahoo:
    """Asks Yahoo by means of yfinance.

    Args:
        load: Returns the package, or what stands in for it.
    """

    load: Callable[[], Any] = yfinance
    name: str = _NAME

    def daily_bars(self, symbol: str, start: date, end: date) -> Sequence[DailyBar]:
        """Return daily bars, as `PriceProvider` says."""
        module = self.load()
        try:
            # Up to today whatever the end: later splits are needed to take them out.
            frame = module.Ticker(spellings.yahoo(symbol)).history(
                start=start.isoformat(),
                interval="1d",
                auto_adjust=False,
                actions=True,
                **_outspoken(module),
            )
            rows: Mapping[Any, Mapping[str, Any]] = frame.to_dict("index")
        except Exception as error:  # yfinance lets those of its many parts through
            raise self._worded(symbol, error) from error
        by_session = {date.fromisoformat(str(stamp)[:10]): row for stamp, row in rows.items()}
        bars: list[DailyBar] = []
        later = 1.0
        for session in sorted(by_session, reverse=True):
            row = by_session[session]
            bars.append(self._bar(symbol, session, row, later))
            later *= _split(row)
        return [bar for bar in reversed(bars) if start <= bar.session <= end]

    def _bar(self, symbol: str, session: date, row: Mapping[str, Any], later: float) -> DailyBar:
        """Return a bar as it was traded, `later` being what a share of then has become since."""

        def as_traded(column: str) -> float | None:
            value = number(row.get(column))
            return None if value is None else _seven_digits(value * later)

        volume = number(row.get("Volume"))
        return DailyBar(
            symbol=symbol,
            session=session,
            close=price(as_traded("Close")),
            open=as_traded("Open"),
            high=as_traded("High"),
            low=as_traded("Low"),
            volume=None if volume is None else volume / later,
            split=_split(row),
            dividend=_known(as_traded("Dividends")) or 0.0,
            provider=self.name,
        )

    def _worded(self, symbol: str, error: Exception) -> PriceSourceError:
        kind = type(error).__name__.lower()
        said = " ".join(str(error).split())[:120] or type(error).__name__
        if any(word in kind for word in _BUSY) or "429" in said:
            return SourceBusyError(self.name, symbol, "too many requests")
        if any(word in kind for word in _UNKNOWN) or "404" in said:
            return UnknownSymbolError(self.name, symbol, f"not carried ({said})")
        return PriceSourceError(self.name, symbol, said, passing=True)


def _outspoken(module: Any) -> Mapping[str, bool]:
    """Have the package raise what goes wrong; return the option that older ones need for it."""
    debug = getattr(getattr(module, "config", None), "debug", None)
    if debug is None:
        return {"raise_errors": True}
    debug.hide_exceptions = False
    return {}


def _split(row: Mapping[str, Any]) -> float:
    """Return the new shares for one old; days without a split have 0 there, or no number."""
    return _known(number(row.get("Stock Splits"))) or 1.0


def _known(value: float | None) -> float | None:
    return None if value is None or isnan(value) else value


def _seven_digits(value: float) -> float:
    """Return a price without the noise of Yahoo's 32-bit floats, which differs between answers."""
    return float(f"{value:.7g}")
