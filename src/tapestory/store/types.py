"""Column types: an aware instant goes in, and the same instant in UTC comes out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import DateTime, Dialect, Row, Select, String
from sqlalchemy.types import TypeDecorator, TypeEngine

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
"""A row of whatever columns; the code that turns it into a value names them."""

AnySelect: TypeAlias = Select[*tuple[Any, ...]]

TIME_WIDTH = 27
"""Characters of "2026-07-01T13:30:00.000000Z"."""
_TWO_DIGITS = tuple(f"{number:02}" for number in range(60))


def stored_time(value: datetime) -> str:
    """Return an instant as it stands in the file.

    Fixed-width ISO 8601 text in UTC rather than integer microseconds: it sorts as the instants
    do, SQLite's date functions take it, and a person who opens the file with any SQL shell
    reads a time instead of 1782912600000000. The price is 19 bytes a value.

    Raises:
        ValueError: The time has no zone, so nobody can say which instant it is.
    """
    if value.tzinfo is not UTC:
        if value.tzinfo is None or value.utcoffset() is None:
            message = f"a time without a zone cannot be stored: {value!r}"
            raise ValueError(message)
        value = value.astimezone(UTC)
    # A round writes down tens of thousands; `isoformat` takes three times as long, for the zone.
    fraction = f"{value.microsecond:06}" if value.microsecond else "000000"
    return (
        f"{_day(value.toordinal())}T{_TWO_DIGITS[value.hour]}:{_TWO_DIGITS[value.minute]}"
        f":{_TWO_DIGITS[value.second]}.{fraction}Z"
    )


@lru_cache(maxsize=1_024)
def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, exact to the microsecond; naive values are refused.

    SQLAlchemy's own DateTime drops the offset on SQLite without a word. PostgreSQL has a type
    for instants, which is used there.
    """

    impl = String(TIME_WIDTH)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime] | TypeEngine[str]:
        """Choose fixed-width text, or the native type where it keeps the instant."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(String(TIME_WIDTH))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | datetime | None:
        """Return what the database is given.

        Raises:
            ValueError: The time has no zone.
        """
        if value is None:
            return None
        text = stored_time(value)
        return value if dialect.name == "postgresql" else text

    def process_result_value(
        self, value: str | datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Return the stored instant in UTC."""
        del dialect
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        return datetime.fromisoformat(value).astimezone(UTC)
