"""What ingestion learns beside the feed's own text, and what people correct by hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tapestory.store.types import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("feeds", sa.Column("full_text", sa.Boolean(), server_default="0", nullable=False))
    op.add_column(
        "feeds", sa.Column("due_because", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column("feeds", sa.Column("empty_since", UtcDateTime(), nullable=True))
    op.add_column("feeds", sa.Column("newest_at", UtcDateTime(), nullable=True))
    _sightings()
    # An index whose order is not that of arrival costs more than all others of its table: the
    # lists can sort the few articles of one moment by id themselves, and nobody asks by master.
    op.create_index("ix_articles_time", "articles", ["time"], unique=False)
    op.drop_index("ix_articles_time_id", "articles")
    op.drop_index("ix_articles_copy_of", "articles")
    op.create_table(
        "pages",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=True),
        sa.Column("next_due", UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_pages_article_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_pages"),
    )
    op.create_index("ix_pages_state_next_due", "pages", ["state", "next_due"], unique=False)
    op.create_table(
        "house_lines",
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("line_sha256", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("last_seen", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("outlet", "line_sha256", name="pk_house_lines"),
    )
    _corrections()
    _storylines()
    _covers()


def _sightings() -> None:
    """Key them by the number of the article, not its id, and add the guid."""
    op.execute("DROP VIEW v_articles")
    op.drop_index("ix_sightings_feed_url", "sightings")
    op.rename_table("sightings", "former_sightings")
    op.create_table(
        "sightings",
        sa.Column("article_number", sa.Integer(), nullable=False),
        sa.Column("feed_url", sa.Text(), nullable=False),
        sa.Column("first_seen", UtcDateTime(), nullable=False),
        sa.Column("content_sha256", sa.String(), nullable=False),
        sa.Column("guid", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_number"], ["articles.number"], name="fk_sightings_article_number"
        ),
        sa.PrimaryKeyConstraint("article_number", "feed_url", name="pk_sightings"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO sightings (article_number, feed_url, first_seen, content_sha256)"
        " SELECT articles.number, former.feed_url, former.first_seen, former.content_sha256"
        " FROM former_sightings AS former JOIN articles ON articles.id = former.article_id"
    )
    op.drop_table("former_sightings")
    op.create_index("ix_sightings_feed_url_guid", "sightings", ["feed_url", "guid"], unique=False)
    op.execute(V_ARTICLES)


def _corrections() -> None:
    """Make room for what people correct by hand."""
    op.add_column(
        "events", sa.Column("hand_title", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column("matches", sa.Column("by_hand", sa.Boolean(), server_default="0", nullable=False))
    op.create_table(
        "redirect_changes",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("old_id", sa.String(), nullable=False),
        sa.Column("new_id", sa.String(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["new_id"], ["events.id"], name="fk_redirect_changes_new_id"),
        sa.ForeignKeyConstraint(["old_id"], ["events.id"], name="fk_redirect_changes_old_id"),
        sa.PrimaryKeyConstraint("number", name="pk_redirect_changes"),
    )
    op.create_index(
        "ix_redirect_changes_old_id_at", "redirect_changes", ["old_id", "at"], unique=False
    )
    op.create_table(
        "edits",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undone_by"], ["edits.number"], name="fk_edits_undone_by"),
        sa.PrimaryKeyConstraint("number", name="pk_edits"),
        sa.UniqueConstraint("id", name="uq_edits_id"),
    )


def _covers() -> None:
    """Make room for the events that round-ups tell of."""
    op.create_table(
        "covers",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_covers_article_id"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_covers_event_id"),
        sa.PrimaryKeyConstraint("article_id", "event_id", name="pk_covers"),
    )
    op.create_index("ix_covers_event_id", "covers", ["event_id"], unique=False)


def _storylines() -> None:
    """Make room for storylines; related events were never kept before."""
    op.create_table(
        "event_gists",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("first_told", UtcDateTime(), nullable=False),
        sa.Column("last_told", UtcDateTime(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("is_roundup", sa.Boolean(), nullable=False),
        sa.Column("holds", sa.Text(), nullable=False),
        sa.Column("known_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_event_gists_event_id"),
        sa.PrimaryKeyConstraint("event_id", name="pk_event_gists"),
    )
    op.create_index("ix_event_gists_last_told", "event_gists", ["last_told"], unique=False)
    op.create_table(
        "untold_events",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_untold_events_event_id"),
        sa.PrimaryKeyConstraint("event_id", name="pk_untold_events"),
    )
    op.execute("INSERT INTO untold_events SELECT DISTINCT event_id FROM placements")
    op.create_table(
        "storyline_events",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("known_at", UtcDateTime(), nullable=False),
        sa.Column("storyline_id", sa.String(), nullable=False),
        sa.Column("gone_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_storyline_events_event_id"),
        sa.PrimaryKeyConstraint("event_id", "known_at", name="pk_storyline_events"),
    )
    op.create_index(
        "ix_storyline_events_storyline_id", "storyline_events", ["storyline_id"], unique=False
    )
    op.drop_table("related_events")
    op.create_table(
        "related_events",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(), nullable=False),
        sa.Column("known_at", UtcDateTime(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("gone_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_related_events_event_id"),
        sa.ForeignKeyConstraint(["other_id"], ["events.id"], name="fk_related_events_other_id"),
        sa.PrimaryKeyConstraint("event_id", "other_id", "known_at", name="pk_related_events"),
    )
    op.create_index("ix_related_events_other_id", "related_events", ["other_id"], unique=False)


V_ARTICLES = """
    CREATE VIEW v_articles AS
    SELECT
      articles.id,
      placements.event_id,
      articles.feed_url,
      articles.url,
      articles.title,
      articles.summary,
      articles.text,
      articles.author,
      articles.outlet,
      articles.lang,
      articles.published,
      articles.published_precision,
      articles.published_raw,
      articles.updated,
      articles.first_seen,
      articles.time,
      articles.copy_of,
      readings.kind,
      matches.score AS match_score,
      matches.reason AS match_reason,
      matches.decided_at AS matched_at,
      (
        SELECT count(*) FROM sightings WHERE sightings.article_number = articles.number
      ) AS feeds
    FROM articles
    LEFT JOIN placements ON placements.article_id = articles.id
    LEFT JOIN matches ON matches.number = placements.match_number
    LEFT JOIN readings ON readings.article_id = articles.id
"""
