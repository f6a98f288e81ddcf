"""Since when changes of state were known; articles' links; prices by provider, and verdicts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tapestory.store.types import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "articles", sa.Column("links", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column("verification_changes", sa.Column("known_at", UtcDateTime(), nullable=True))
    # Until now a change was dated by the run that noticed it.
    op.execute("UPDATE verification_changes SET known_at = at")
    _outlet_lines()
    _prices_by_provider()
    _thoughts_on_prices()


def _outlet_lines() -> None:
    """Make room for the lines that the articles of an outlet share."""
    op.create_table(
        "outlet_lines",
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("outlet", "line", name="pk_outlet_lines"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outlet_articles",
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("outlet", name="pk_outlet_articles"),
    )


_NUMBERS = ("close", "open", "high", "low", "adj_close", "volume")


def _prices_by_provider() -> None:
    """Give every provider a bar of its own for a session, with what was split and paid."""
    op.rename_table("price_bars", "former_price_bars")
    op.create_table(
        "price_bars",
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("session", sa.Date(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Float(), nullable=name != "close") for name in _NUMBERS),
        sa.Column("split", sa.Float()),
        sa.Column("dividend", sa.Float()),
        sa.Column("provisional", sa.Boolean(), server_default=sa.text("'0'"), nullable=False),
        sa.Column("stored_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("symbol", "session", "provider", name="pk_price_bars"),
    )
    kept = ", ".join(("symbol", "session", "provider", *_NUMBERS, "stored_at"))
    op.execute(f"INSERT INTO price_bars ({kept}) SELECT {kept} FROM former_price_bars")  # noqa: S608  # our own names
    op.drop_table("former_price_bars")
    op.add_column("price_revisions", sa.Column("split", sa.Float()))
    op.add_column("price_revisions", sa.Column("dividend", sa.Float()))
    op.add_column(
        "price_revisions",
        sa.Column("provisional", sa.Boolean(), server_default=sa.text("'0'"), nullable=False),
    )


def _thoughts_on_prices() -> None:
    """Make room for what is thought of bars, and for what was asked of providers."""
    op.create_table(
        "price_verdicts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("session", sa.Date(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("known_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_price_verdicts"),
    )
    op.create_index("ix_price_verdicts_symbol_session", "price_verdicts", ["symbol", "session"])
    op.create_table(
        "price_fetches",
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("symbol", "provider", name="pk_price_fetches"),
    )
    op.create_table(
        "price_pauses",
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("provider", name="pk_price_pauses"),
    )
