"""Since when changes of state were known, apart from when they happened; articles' links."""

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
