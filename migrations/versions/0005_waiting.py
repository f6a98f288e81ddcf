"""What waits to be done is found by itself, however large the archive."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tapestory.store.types import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    for name, done in (("unread_articles", "readings"), ("unplaced_articles", "placements")):
        op.create_table(
            name,
            sa.Column("article_number", sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint(
                ["article_number"], ["articles.number"], name=f"fk_{name}_article_number_articles"
            ),
            sa.PrimaryKeyConstraint("article_number", name=f"pk_{name}"),
        )
        op.execute(
            f"INSERT INTO {name} SELECT number FROM articles WHERE NOT EXISTS"  # noqa: S608  # names above
            f" (SELECT 1 FROM {done} WHERE {done}.article_id = articles.id)"
        )
    op.create_index("ix_readings_version", "readings", ["version"])
    op.add_column("events", sa.Column("unsettled_since", UtcDateTime()))
    op.add_column(
        "events",
        sa.Column("windows_open", sa.Boolean(), server_default=sa.text("'0'"), nullable=False),
    )
    op.execute(_UNSETTLED)
    # The longest window has closed after sixty days; which closed earlier is found out later.
    op.execute(
        "UPDATE events SET windows_open = 1 WHERE date(measured_at, '-60 days') <"
        " (SELECT max(session) FROM day_zeros WHERE day_zeros.event_id = events.id)"
    )
    for name, columns, where in (
        ("ix_events_stale", ["first_seen"], "stale IS 1"),
        ("ix_events_measured", ["first_seen"], "measured IS 0"),
        ("ix_events_windows_open", ["first_seen"], "windows_open IS 1"),
        ("ix_events_unsettled_since", ["unsettled_since"], "unsettled_since IS NOT NULL"),
    ):
        op.create_index(name, "events", columns, sqlite_where=sa.text(where))


_UNSETTLED = """
UPDATE events SET unsettled_since = (
  SELECT max(articles.time) FROM placements
  JOIN articles ON articles.id = placements.article_id
  WHERE placements.event_id = events.id AND articles.copy_of IS NULL
) WHERE (
  SELECT state FROM verification_changes
  WHERE verification_changes.event_id = events.id ORDER BY number DESC LIMIT 1
) IN ('rumour', 'reported')
"""
