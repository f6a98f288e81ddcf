"""What a price provider is: a symbol and two dates in, daily bars out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from tapestory.model import DailyBar


class HttpAnswer(NamedTuple):
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    """By lower-case name."""
    body: bytes
    """Empty unless the status is a success."""


Get = Callable[[str, Mapping[str, str]], HttpAnswer]
"""Asks for an address with headers; raises FetchError where there is no answer at all.

A provider is given one, so that it knows nothing of sockets, limits and networks."""


class PriceProvider(Protocol):
    """Where daily bars come from."""

    @property
    def name(self) -> str:
        """What its bars are marked with: lower case, no blanks."""
        ...

    def daily_bars(self, symbol: str, start: date, end: date) -> Sequence[DailyBar]:
        """Return the bars with start <= session <= end, oldest first, one a session.

        Sessions on which the symbol did not trade are left out, never filled. Numbers are passed
        on as the provider gives them, impossible ones too (a missing close as NaN): the caller
        refuses those and says so.

        Args:
            symbol: In our spelling, which is Yahoo's: 000660.KS, ^KS11; share classes as BRK.B.
            start: The first session asked for.
            end: The last one.

        Raises:
            UnknownSymbolError: The provider does not carry the symbol.
            SourceBusyError: It wants fewer requests.
            SourceRefusedError: The key is missing or wrong, or does not pay for this.
            PriceSourceError: It cannot be reached, or its answer cannot be used.
        """
        ...
