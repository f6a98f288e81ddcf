"""Looked up are the days on which a symbol had news, and the events of which a window closes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tapestory.store.types import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "news_days",
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("mic", sa.String(), nullable=False),
        sa.Column("session", sa.Date(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_news_days_event_id"),
        sa.PrimaryKeyConstraint("symbol", "mic", "session", "event_id", name="pk_news_days"),
    )
    op.execute(
        "INSERT INTO news_days (symbol, mic, session, event_id)"
        " SELECT links.symbol, day_zeros.mic, day_zeros.session, links.event_id"
        " FROM links JOIN day_zeros ON day_zeros.event_id = links.event_id"
        " WHERE links.symbol <> '' AND links.role <> 'mentioned' ORDER BY 1, 2, 3, 4"
    )
    op.create_index("ix_news_days_event_id", "news_days", ["event_id"])
    op.create_index("ix_redirect_changes_new_id", "redirect_changes", ["new_id"])
    # NULL for those that are open: it is found out when they are looked at next.
    op.add_column("events", sa.Column("next_close", UtcDateTime()))
    op.drop_index("ix_events_windows_open", "events")
    op.create_index(
        "ix_events_next_close",
        "events",
        ["next_close"],
        sqlite_where=sa.text("windows_open IS 1"),
    )
