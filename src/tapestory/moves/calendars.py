"""Trading calendars as plain tables: an exchange code in, its sessions and their hours out.

The library that knows the calendars takes a second to import and up to two more for an exchange
with lunar holidays, so a compiled table can be kept in a folder and read back in milliseconds.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from tapestory.errors import NotFoundError

_CODES: Final = (
    "AIXK ASEX BVMF CMES IEPA XAMS XASX XBDA XBEL XBKK XBOG XBOM XBRA XBRU XBSE XBUD XBUE "
    "XCBF XCSE XCYS XDUB XDUS XEEE XETR XEUR XFRA XHAM XHEL XHKG XICE XIDX XIST XJSE XKAR "
    "XKLS XKRX XLIM XLIS XLIT XLJU XLON XLUX XMAD XMEX XMIL XMOS XNYS XNZE XOSL XPAR XPHS "
    "XPRA XRIS XSAU XSES XSGO XSHG XSTO XSTU XSWX XTAE XTAI XTAL XTKS XTSE XWAR XWBO XZAG"
)
KNOWN_CALENDARS: Final = frozenset(_CODES.split())
"""Every exchange of exchange_calendars 4.13, held here so that asking does not import it."""

_EARLIEST: Final = date(2000, 1, 1)
_LIBRARY: Final = "exchange_calendars"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTable:
    """The sessions of one exchange over a stretch of time."""

    mic: str
    first: date
    """The table speaks for first <= day <= last, whether or not those are sessions."""
    last: date
    sessions: tuple[date, ...]
    """Ascending."""
    closes: tuple[datetime, ...]
    """The close of each session, UTC."""
    minutes: tuple[int, ...]
    """From the open of each session to its close, breaks included."""


CalendarSource = Callable[[str, date], SessionTable]
"""Gives the table of an exchange reaching at least to a day, or as far as is known."""


@cache
def from_library(mic: str, until: date) -> SessionTable:
    """Compile the table of an exchange from exchange_calendars, once in a process.

    The range is asked for explicitly, since the library's own default depends on today's date;
    only a calendar that cannot serve it (some end with the year, some begin late) is taken with
    the library's bounds.

    Raises:
        NotFoundError: No such exchange.
    """
    import exchange_calendars  # noqa: PLC0415 - costs a second; most commands never need it

    if mic not in KNOWN_CALENDARS:
        message = f"no trading calendar is known for exchange {mic!r}"
        raise NotFoundError(message)
    # A thread begins with an empty stack. CPython 3.11 takes memory from the system and gives it
    # back at every call where the frames so far end with a chunk of the stack: ten times the time,
    # for a lunar calendar, which is millions of calls, where a deep stack happens to end so.
    with ThreadPoolExecutor(1) as apart, warnings.catch_warnings():
        # What pandas has to say about the library's habits is for the library's authors.
        warnings.simplefilter("ignore", DeprecationWarning)
        return apart.submit(_compile, exchange_calendars, mic, until).result()


def _compile(library: Any, mic: str, until: date) -> SessionTable:
    try:
        calendar = library.get_calendar(mic, start=_EARLIEST, end=until)
        first, last = _EARLIEST, until
    except (ValueError, NotImplementedError):  # its bounds are narrower, or it has none of its own
        calendar = _with_own_bounds(library, mic)
        first, last = calendar.first_session.date(), calendar.last_session.date()
    return SessionTable(
        mic=mic,
        first=first,
        last=last,
        sessions=tuple(session.date() for session in calendar.sessions),
        closes=tuple(close.to_pydatetime().astimezone(UTC) for close in calendar.closes),
        minutes=tuple(
            int(seconds) // 60 for seconds in (calendar.closes - calendar.opens).dt.total_seconds()
        ),
    )


def _with_own_bounds(library: Any, mic: str) -> Any:
    try:
        return library.get_calendar(mic)
    except (ValueError, NotImplementedError) as error:
        message = f"the installed exchange_calendars cannot build the calendar of {mic}"
        raise NotFoundError(message, hint="pip install -U exchange-calendars") from error


def cached_in(
    folder: Path, source: CalendarSource = from_library, *, at_least: date = _EARLIEST
) -> CalendarSource:
    """Return a source that keeps compiled tables in a folder, one JSON file an exchange.

    A file serves as long as it was compiled by the installed version of the library, for the day
    asked for or a later one. A file that is unreadable, or from before opens were held, is
    compiled anew; a folder that cannot be written costs only the time.

    Args:
        folder: Where the files lie.
        source: What compiles a table.
        at_least: Tables are asked for to this day or later, so that old news first and later news
            after it do not have them compiled again and again.
    """
    compiled_by = version(_LIBRARY)

    def load(mic: str, until: date) -> SessionTable:
        path = folder / f"sessions-{mic}.json"
        held = _read(path, compiled_by)
        if held is not None and held.asked >= until:
            return held.table
        kept = _Kept(table=source(mic, max(until, at_least)), asked=max(until, at_least))
        with suppress(OSError):
            _write(path, kept, compiled_by)
        return kept.table

    return load


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A table as it lies in a file."""

    table: SessionTable
    asked: date
    """How far it was asked to reach: some calendars end before."""


def _write(path: Path, kept: _Kept, compiled_by: str) -> None:
    table = kept.table
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(
        {
            "compiled_by": compiled_by,
            "asked": kept.asked.toordinal(),
            "mic": table.mic,
            "first": table.first.toordinal(),
            "last": table.last.toordinal(),
            "sessions": [session.toordinal() for session in table.sessions],
            "closes": [int(close.timestamp()) for close in table.closes],
            "minutes": table.minutes,
        }
    )
    unfinished = path.with_suffix(".part")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)


def _read(path: Path, compiled_by: str) -> _Kept | None:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if held["compiled_by"] != compiled_by:
            return None
        table = SessionTable(
            mic=held["mic"],
            first=date.fromordinal(held["first"]),
            last=date.fromordinal(held["last"]),
            sessions=tuple(map(date.fromordinal, held["sessions"])),
            closes=tuple(datetime.fromtimestamp(close, UTC) for close in held["closes"]),
            minutes=tuple(held["minutes"]),
        )
        return _Kept(table=table, asked=date.fromordinal(held["asked"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
