"""A Parquet file of daily bars in, the rows that a CSV of it would have out (needs an extra)."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from math import isnan
from pathlib import Path
from typing import Any, Final

from tapestory.errors import PriceError

SUFFIX: Final = ".parquet"
_PACKAGE: Final = "pyarrow"


def pyarrow_parquet() -> Any:
    """Return the package's reader of Parquet, loaded now.

    Raises:
        PriceError: It is not installed; the hint holds the command.
    """
    if find_spec(_PACKAGE) is None:
        message = "reading Parquet needs a package more"
        raise PriceError(message, hint="pip install 'tapestory[parquet]'; or save it as CSV.")
    return import_module(f"{_PACKAGE}.parquet")


def parquet_rows(file: Path, module: Any) -> list[tuple[int, list[str]]]:
    """Return the header and the rows of a Parquet file as texts, each with its number.

    Args:
        file: One table, one row a session, columns named as in a CSV.
        module: `pyarrow.parquet`, or what stands in for it.

    Raises:
        PriceError: The file cannot be read.
    """
    try:
        columns: dict[str, list[Any]] = module.read_table(file).to_pydict()
    except (OSError, ValueError) as error:  # what pyarrow raises comes from these two
        message = f"{file}: is not a Parquet file that can be read: {str(error)[:120]}"
        raise PriceError(message, hint="Check that the download is whole.") from error
    rows = zip(*columns.values(), strict=True)
    header = (1, [str(name) for name in columns])
    return [header, *((at, [_text(cell) for cell in row]) for at, row in enumerate(rows, start=2))]


def _text(cell: Any) -> str:
    if cell is None or (isinstance(cell, float) and isnan(cell)):
        return ""
    return str(cell)
