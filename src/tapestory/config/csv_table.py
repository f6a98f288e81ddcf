"""A CSV file with a header → its rows with their line numbers, or an error that names the line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tapestory.config.toml_file import read_text
from tapestory.errors import ConfigError

SEPARATOR = "|"
"""Between the values of one cell."""

_MAX_CELL = 16_000_000
"""Characters; a list of 60,000 aliases must fit into one cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record of a table."""

    path: Path
    line: int
    """Where it begins, counted from 1."""
    cells: Mapping[str, str]
    """Column → text without space around it; a column that the file lacks is not there."""

    def text(self, column: str) -> str:
        """Return a cell's text; empty when the file has no such column."""
        return self.cells.get(column, "")

    def required(self, column: str) -> str:
        """Return a cell's text.

        Raises:
            ConfigError: It is empty.
        """
        text = self.text(column)
        if not text:
            what = "is empty"
            raise self.error(what, column=column)
        return text

    def values(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell, in order, without empty and repeated ones."""
        parts = (part.strip() for part in self.text(column).split(SEPARATOR))
        return tuple(dict.fromkeys(part for part in parts if part))

    def error(self, what: str, *, column: str, hint: str | None = None) -> ConfigError:
        """Return an error about a cell."""
        return ConfigError(f"{self.path}:{self.line}: {column}: {what}", hint=hint)


def read_rows(path: Path, *, required: Sequence[str], optional: Sequence[str]) -> Iterator[Row]:
    """Yield the records of a CSV file (RFC 4180, UTF-8); blank lines are passed over.

    Args:
        path: The file.
        required: Columns that it must have.
        optional: Columns that it may have. Others are passed over, unless one looks like a slip
            of the pen for one of these.

    Raises:
        ConfigError: The file cannot be read, its header or a record makes no sense.
    """
    records = _records(path)
    line, header = next(records, (1, []))
    columns = [name.strip().lower() for name in header]
    _check_header(path, line, columns, required=required, optional=optional)
    for line, record in records:
        if len(record) != len(columns):
            message = (
                f"{path}:{line}: has {len(record)} columns where the header has {len(columns)}"
            )
            raise ConfigError(message, hint='A value that holds a comma stands in "quotes".')
        cells = dict(zip(columns, (cell.strip() for cell in record), strict=True))
        yield Row(path=path, line=line, cells=cells)


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        before = csv.field_size_limit(_MAX_CELL)  # the whole process's: put back at once
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"{path}:{line}: is not CSV: {error}"
            raise ConfigError(message) from error
        finally:
            csv.field_size_limit(before)
        if any(cell.strip() for cell in record):
            yield line, record


def _check_header(
    path: Path, line: int, columns: list[str], *, required: Sequence[str], optional: Sequence[str]
) -> None:
    from tapestory.config.wording import nearest  # noqa: PLC0415  # only for what is not known

    known = [*required, *optional]
    expected = f"The first line names the columns: {','.join(known)}"
    if len(columns) == 1 and any(mark in columns[0] for mark in ";\t"):
        message = f"{path}:{line}: separates its columns by something other than commas"
        raise ConfigError(message, hint=expected)
    for name in columns:
        if columns.count(name) > 1:
            message = f"{path}:{line}: {name or 'a column without a name'}: stands there twice"
            raise ConfigError(message, hint=expected)
        meant = None if name in known else nearest(name, [k for k in known if k not in columns])
        if meant is not None:
            message = f"{path}:{line}: {name}: no such column"
            raise ConfigError(message, hint=f"Did you mean {meant}?")
    for name in required:
        if name not in columns:
            message = f"{path}:{line}: {name}: this column is missing"
            raise ConfigError(message, hint=expected)
