"""A cell of a table file → a day or an exchange, or an error that names the cell and a way out."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from tapestory.config.csv_table import Row

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def day_of(row: Row, column: str, *, such_as: str) -> date:
    """Return the day in a column.

    Raises:
        ConfigError: It is empty, or no date; the message gives an example.
    """
    text = row.required(column)
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    what = f"{text!r} is no date"
    raise row.error(what, column=column, hint=f"Year, month, day: {such_as}.")


def checked_exchange(row: Row, column: str, code: str, exchanges: Collection[str]) -> str:
    """Return a code of an exchange that there is a calendar of.

    Raises:
        ConfigError: There is none; the message names what may be meant.
    """
    if code in exchanges:
        return code
    what = f"there is no calendar of an exchange {code!r}"
    near = f"Did you mean {code.upper()}?" if code.upper() in exchanges else None
    hint = near or meant(code, sorted(exchanges)) or "New York is XNYS, Seoul XKRX (ISO 10383)."
    raise row.error(what, column=column, hint=hint)


def meant(word: str, choices: list[str]) -> str | None:
    """Return a question after the nearest of some choices; None where none is near."""
    from tapestory.config.wording import nearest  # noqa: PLC0415  # only for errors

    found = nearest(word, choices)
    return f"Did you mean {found}?" if found else None
