"""A CSV file of symbols and days 0 → what to measure, and the rows that cannot be understood."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tapestory.errors import InputError, UsageError

if TYPE_CHECKING:  # loads numpy; imported when a file is read
    from tapestory.pipeline.comparison import Asked

HEADER: Final = "symbol,session[,benchmark][,window]"
_NEEDED: Final = ("symbol", "session")
_KNOWN: Final = (*_NEEDED, "benchmark", "window")
_REACH: Final = 120
"""Sessions: half a trading year on either side, beyond which no price speaks of one news."""
_WINDOW: Final = re.compile(r"\s*\[?\s*([+-]?\d{1,3})\s*(?:,|:|\.\.)\s*([+-]?\d{1,3})\s*\]?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that is left out."""

    line: int
    """1 is the header."""
    what: str
    hint: str

    def __str__(self) -> str:
        """Return the line, what is wrong, and what to do."""
        return f"{self.line}: {self.what}. {self.hint}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What a file asks."""

    name: str
    """Of the file."""
    asked: tuple[Asked, ...]
    lines: tuple[int, ...]
    """The line of each."""
    bad: tuple[BadRow, ...]


def read_questions(
    file: str, *, window: tuple[int, int] = (0, 0), benchmark: str | None = None
) -> Questions:
    """Read which moves to measure from a CSV file with a header.

    Columns stand in any order and unknown ones are ignored; empty lines are passed over.

    Args:
        file: Its path; "-" for standard input.
        window: Of rows that say none.
        benchmark: The same.

    Raises:
        InputError: The file cannot be read, or has no column for symbol or session.
    """
    name = "standard input" if file == "-" else file
    rows = csv.reader(io.StringIO(_text(file, name), newline=""), strict=True)
    asked, lines, bad = [], [], []
    columns: dict[str, int] | None = None
    for line, cells in _numbered(rows, name):
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = _columns(cells, f"{name}:{line}")
            continue
        found = _asked({column: _cell(cells, at) for column, at in columns.items()}, line, window)
        if isinstance(found, BadRow):
            bad.append(found)
        else:
            asked.append(replace(found, benchmark=found.benchmark or benchmark))
            lines.append(line)
    if columns is None:
        message = f"{name}: empty"
        raise InputError(message, hint=f"Begin it with a header: {HEADER}.")
    return Questions(name=name, asked=tuple(asked), lines=tuple(lines), bad=tuple(bad))


def window_of(text: str) -> tuple[int, int]:
    """Return the window that a text says: "-1,1", "[0,5]", "0:20".

    Raises:
        UsageError: It says none.
    """
    found = _WINDOW.fullmatch(text)
    if found is None:
        message = f"{text!r} is no window"
        raise UsageError(
            message, hint="Write --window -1,1 for the session before to the one after."
        )
    first, last = int(found[1]), int(found[2])
    if first > last:
        message = f"the window {first},{last} ends before it begins"
        raise UsageError(message, hint=f"Write --window {last},{first}.")
    if first < -_REACH or last > _REACH:
        message = f"the window {first},{last} reaches too far from day 0"
        raise UsageError(message, hint=f"At most {_REACH} sessions before and after it.")
    return first, last


def _text(file: str, name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        message = f"{name}: cannot be read: {error.strerror or error}"
        raise InputError(message, hint="Check the path.") from error
    except UnicodeDecodeError as error:
        message = f"{name}: not UTF-8 text (byte {error.start})"
        raise InputError(message, hint="Convert it: iconv -f OLD -t UTF-8") from error


def _numbered(rows: Iterator[list[str]], name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line on which each row begins, and the row."""
    ended = 0
    try:
        for cells in rows:
            yield ended + 1, cells
            ended = rows.line_num  # type: ignore[attr-defined]  # typeshed hides the reader's class
    except csv.Error as error:
        message = f"{name}:{ended + 1}: not CSV: {error}"
        raise InputError(message, hint="Quote cells that hold commas or quotes.") from error


def _columns(cells: list[str], where: str) -> dict[str, int]:
    heads = [cell.strip().casefold() for cell in cells]
    lacking = [name for name in _NEEDED if name not in heads]
    if lacking:
        message = f"{where}: no column {' or '.join(lacking)}"
        raise InputError(message, hint=f"Begin the file with a header: {HEADER}.")
    return {name: heads.index(name) for name in _KNOWN if name in heads}


def _cell(cells: list[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""


def _asked(row: Mapping[str, str], line: int, window: tuple[int, int]) -> Asked | BadRow:
    from tapestory.pipeline.comparison import Asked

    if not row["symbol"]:
        return BadRow(line=line, what="no symbol", hint="Name an instrument with prices.")
    try:
        session = date.fromisoformat(row["session"])
    except ValueError:
        what = f"{row['session']!r} is no date" if row["session"] else "no session"
        return BadRow(line=line, what=what, hint="Write day 0 like 2026-07-01.")
    try:
        window = window_of(row["window"]) if row.get("window") else window
    except UsageError as error:
        hint = "Write -1:1 for the session before to the one after."
        return BadRow(line=line, what=str(error), hint=hint)
    return Asked(
        symbol=row["symbol"], session=session, benchmark=row.get("benchmark") or None, window=window
    )
