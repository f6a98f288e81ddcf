"""What tables are made of: their common metadata, and the columns that many of them have."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Computed,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    TextClause,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def article_column(*, primary_key: bool = False) -> Column[str]:
    """Return the column of an article's id."""
    return Column(
        "article_id", String, ForeignKey("articles.id"), primary_key=primary_key, nullable=False
    )


def numbered_column() -> Column[int]:
    """Return the column of an article that waits, by its number: rows come in order, and go."""
    return Column("article_number", Integer, ForeignKey("articles.number"), primary_key=True)


def event_column(*, primary_key: bool = False) -> Column[str]:
    """Return the column of an event's id."""
    return Column(
        "event_id", String, ForeignKey("events.id"), primary_key=primary_key, nullable=False
    )


def text_column(name: str, *, primary_key: bool = False, absent: bool = False) -> Column[str]:
    """Return a column of texts, empty rather than NULL.

    Args:
        name: Of the column.
        primary_key: Whether it is part of the key.
        absent: Whether rows may be written without it, as by older revisions.
    """
    default = text("''") if absent else None
    return Column(name, Text, primary_key=primary_key, server_default=default, nullable=False)


def sql(condition: str) -> TextClause:
    """Return the condition of an index that holds only some rows."""
    return text(condition)


def made_from(name: str, expression: str) -> Column[str]:
    """Return a column that SQLite works out of others of its row whenever it is read."""
    return Column(name, String, Computed(expression, persisted=False))
