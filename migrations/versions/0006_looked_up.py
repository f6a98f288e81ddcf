"""Storylines, links and days are looked up; merged events wait for nothing; outages are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tapestory.store.types import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    for kind in ("symbol", "sector"):
        # What it is asked for is the event: the index alone answers.
        op.drop_index(f"ix_links_{kind}", "links")
        op.create_index(f"ix_links_{kind}_event_id", "links", [kind, "event_id"])
    op.create_index("ix_events_measured_at", "events", ["measured_at"])
    op.create_index("ix_day_zeros_session", "day_zeros", ["session"])
    spoken_of = sa.Computed("json_extract(detail, '$.word.event_id')", persisted=False)
    op.add_column("edits", sa.Column("spoken_of", sa.String(), spoken_of))
    op.create_index("ix_edits_spoken_of", "edits", ["spoken_of"])
    op.execute(
        "UPDATE events SET measured = 1, windows_open = 0, unsettled_since = NULL"
        " WHERE id IN (SELECT old_id FROM event_redirects)"
    )
    # Those that a storyline holds are taken out of it first.
    op.execute(
        "UPDATE events SET stale = 0 WHERE id IN (SELECT old_id FROM event_redirects)"
        " AND id NOT IN (SELECT event_id FROM event_gists)"
    )
    _storylines()
    _outages()


def _storylines() -> None:
    op.create_table(
        "live_storylines",
        sa.Column("storyline_id", sa.String(), nullable=False),
        sa.Column("first_told", UtcDateTime(), nullable=False),
        sa.Column("last_told", UtcDateTime(), nullable=False),
        sa.Column("stands_alone", sa.Boolean(), nullable=False),
        sa.Column("centre", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("storyline_id", name="pk_live_storylines"),
    )
    op.create_index("ix_live_storylines_last_told", "live_storylines", ["last_told"])
    for name, counted in (("storyline_features", ("storylines", "events")), ("event_features", ())):
        op.create_table(
            name,
            sa.Column("feature", sa.Text(), nullable=False),
            *(sa.Column(column, sa.Integer(), nullable=False) for column in counted),
            sa.Column("latest", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("feature", name=f"pk_{name}"),
            sqlite_with_rowid=False,
        )
    op.create_table(
        "storyline_totals",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("storylines", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_storyline_totals"),
    )


def _outages() -> None:
    op.create_table(
        "feed_outages",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("feed_number", sa.Integer(), nullable=False),
        sa.Column("feed_url", sa.Text(), nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime()),
        sa.PrimaryKeyConstraint("number", name="pk_feed_outages"),
    )
    op.create_index("ix_feed_outages_until", "feed_outages", ["until"])
    # What fails now has failed since it was last asked, as far as we know.
    op.execute(
        "INSERT INTO feed_outages (feed_number, feed_url, called, since)"
        " SELECT number, url, CASE WHEN title = '' THEN url ELSE title END, last_polled FROM feeds"
        " WHERE (gone OR failures >= 3) AND last_polled IS NOT NULL"
    )
