"""Two stores that lived through the same, one of them killed and resumed → where they differ.

All is compared, times included, row by row, by what a row says: its number depends on which of the
feeds that are asked at once answers first.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

LEFT_OUT = {
    "runs": "a run that was killed leaves a row of its own",
    "mail_attempts": "as does an attempt that was cut off",
}
"""Tables that are not compared → why."""
_NUMBERS = frozenset({"number", "match_number"})
_NAMED = {
    "sightings.article_number": "(select id from articles where number = article_number)",
    "mail_tellings.mail": "(select id from outbox where number = mail)",
}
"""Columns that hold a number → what that number stands for."""
_PORT = re.compile(r"(127\.0\.0\.\d+):\d+")

_Rows = Counter[tuple[object, ...]]


def differences(one: Path, other: Path) -> Iterator[str]:
    """Yield each table whose rows are not the same, with how many and one of each."""
    first, second = _tables(one), _tables(other)
    for table in sorted(first.keys() | second.keys()):
        here, there = first.get(table, Counter()), second.get(table, Counter())
        less, more = here - there, there - here
        if less or more:
            examples = " and ".join(str(min(rows, key=str))[:300] for rows in (less, more) if rows)
            yield f"{table}: {less.total()} rows only here, {more.total()} only there: {examples}"


def _tables(store: Path) -> dict[str, _Rows]:
    """Return the rows of every table; what SQLite keeps for itself and its indexes is none."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        listed = connection.execute(
            "select name from pragma_table_list where schema = 'main' and type = 'table'"
            " and name not like 'sqlite_%'"
        ).fetchall()
        return {name: _rows(connection, name) for (name,) in listed if name not in LEFT_OUT}


def _rows(connection: sqlite3.Connection, table: str) -> _Rows:
    columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
    chosen = ", ".join(
        _NAMED.get(f"{table}.{name}", f'"{name}"') for name in columns if name not in _NUMBERS
    )
    rows = connection.execute(f"select {chosen} from {table}")  # noqa: S608 (names of our schema)
    return Counter(tuple(_without_port(value) for value in row) for row in rows)


def _without_port(value: object) -> object:
    """Return a value as it would be, had the servers of both worlds had the same port."""
    return _PORT.sub(r"\1", value) if isinstance(value, str) else value
