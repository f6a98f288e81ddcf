"""The first tables, the full-text index and the views."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tapestory.store.types import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _feeds_and_articles()
    _events()
    _event_facts()
    _prices()
    _moves()
    _runs()
    if op.get_bind().dialect.name == "sqlite":
        for statement in FULL_TEXT:
            op.execute(statement)
    for statement in VIEWS:
        op.execute(statement)


def _feeds_and_articles() -> None:
    op.create_table(
        "feeds",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("body_sha256", sa.Text(), nullable=False),
        sa.Column("next_due", UtcDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_polled", UtcDateTime(), nullable=True),
        sa.Column("last_success", UtcDateTime(), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("moved_to", sa.Text(), nullable=False),
        sa.Column("hints", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_feeds"),
        sa.UniqueConstraint("url", name="uq_feeds_url"),
    )
    op.create_table(
        "articles",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("feed_url", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("guid", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("published_raw", sa.Text(), nullable=False),
        sa.Column("published", UtcDateTime(), nullable=True),
        sa.Column("published_precision", sa.String(), nullable=False),
        sa.Column("published_zone_source", sa.String(), nullable=False),
        sa.Column("updated", UtcDateTime(), nullable=True),
        sa.Column("first_seen", UtcDateTime(), nullable=False),
        sa.Column("copy_of", sa.String(), nullable=True),
        sa.Column("time", UtcDateTime(), nullable=False),
        sa.Column("content_feed", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(), nullable=False),
        sa.Column("revised_at", UtcDateTime(), nullable=True),
        sa.Column("pruned", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["copy_of"], ["articles.id"], name="fk_articles_copy_of"),
        sa.PrimaryKeyConstraint("number", name="pk_articles"),
        sa.UniqueConstraint("id", name="uq_articles_id"),
    )
    op.create_index("ix_articles_copy_of", "articles", ["copy_of"], unique=False)
    op.create_index("ix_articles_first_seen", "articles", ["first_seen"], unique=False)
    op.create_index("ix_articles_time_id", "articles", ["time", "id"], unique=False)
    op.create_table(
        "sightings",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("feed_url", sa.Text(), nullable=False),
        sa.Column("first_seen", UtcDateTime(), nullable=False),
        sa.Column("content_sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_sightings_article_id"),
        sa.PrimaryKeyConstraint("article_id", "feed_url", name="pk_sightings"),
    )
    op.create_index("ix_sightings_feed_url", "sightings", ["feed_url"], unique=False)
    op.create_table(
        "article_revisions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("updated", UtcDateTime(), nullable=True),
        sa.Column("superseded_at", UtcDateTime(), nullable=False),
        sa.Column("reading", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_article_revisions_article_id"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_article_revisions"),
    )
    op.create_index(
        "ix_article_revisions_article_id_superseded_at",
        "article_revisions",
        ["article_id", "superseded_at"],
        unique=False,
    )
    op.create_table(
        "readings",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_readings_article_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_readings"),
    )
    op.create_table(
        "mentions",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_mentions_article_id"),
        sa.PrimaryKeyConstraint("article_id", "symbol", "sector", name="pk_mentions"),
    )
    op.create_index("ix_mentions_symbol", "mentions", ["symbol"], unique=False)


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("first_seen", UtcDateTime(), nullable=False),
        sa.Column("last_seen", UtcDateTime(), nullable=False),
        sa.Column("happened", UtcDateTime(), nullable=False),
        sa.Column("happened_precise", sa.Boolean(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("measured", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_events"),
        sa.UniqueConstraint("id", name="uq_events_id"),
    )
    op.create_index("ix_events_last_seen", "events", ["last_seen"], unique=False)
    op.create_table(
        "event_versions",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("known_at", UtcDateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("happened", UtcDateTime(), nullable=False),
        sa.Column("happened_precise", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_event_versions_event_id"),
        sa.PrimaryKeyConstraint("event_id", "known_at", name="pk_event_versions"),
    )
    op.create_table(
        "event_redirects",
        sa.Column("old_id", sa.String(), nullable=False),
        sa.Column("new_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["new_id"], ["events.id"], name="fk_event_redirects_new_id"),
        sa.ForeignKeyConstraint(["old_id"], ["events.id"], name="fk_event_redirects_old_id"),
        sa.PrimaryKeyConstraint("old_id", name="pk_event_redirects"),
    )
    op.create_index("ix_event_redirects_new_id", "event_redirects", ["new_id"], unique=False)
    op.create_table(
        "matches",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_matches_article_id"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_matches_event_id"),
        sa.PrimaryKeyConstraint("number", name="pk_matches"),
    )
    op.create_index(
        "ix_matches_article_id_decided_at", "matches", ["article_id", "decided_at"], unique=False
    )
    op.create_index("ix_matches_event_id", "matches", ["event_id"], unique=False)
    op.create_table(
        "placements",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("match_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_placements_article_id"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_placements_event_id"),
        sa.ForeignKeyConstraint(
            ["match_number"], ["matches.number"], name="fk_placements_match_number"
        ),
        sa.PrimaryKeyConstraint("article_id", name="pk_placements"),
    )
    op.create_index("ix_placements_event_id", "placements", ["event_id"], unique=False)


def _event_facts() -> None:
    op.create_table(
        "verification_changes",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name="fk_verification_changes_event_id"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_verification_changes"),
    )
    op.create_index(
        "ix_verification_changes_event_id_at",
        "verification_changes",
        ["event_id", "at"],
        unique=False,
    )
    op.create_table(
        "links",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_links_event_id"),
        sa.PrimaryKeyConstraint("event_id", "symbol", "sector", name="pk_links"),
    )
    op.create_index("ix_links_sector", "links", ["sector"], unique=False)
    op.create_index("ix_links_symbol", "links", ["symbol"], unique=False)
    op.create_table(
        "related_events",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_related_events_event_id"),
        sa.PrimaryKeyConstraint("event_id", "other_id", "relation", name="pk_related_events"),
    )
    op.create_table(
        "day_zeros",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("mic", sa.String(), nullable=False),
        sa.Column("session", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_day_zeros_event_id"),
        sa.PrimaryKeyConstraint("event_id", "mic", name="pk_day_zeros"),
    )


def _prices() -> None:
    op.create_table(
        "price_bars",
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("session", sa.Date(), nullable=False),
        sa.Column("close", sa.Float(), nullable=False),
        sa.Column("open", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("adj_close", sa.Float(), nullable=True),
        sa.Column("volume", sa.Float(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("stored_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("symbol", "session", name="pk_price_bars"),
    )
    op.create_table(
        "price_revisions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("session", sa.Date(), nullable=False),
        sa.Column("close", sa.Float(), nullable=False),
        sa.Column("open", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("adj_close", sa.Float(), nullable=True),
        sa.Column("volume", sa.Float(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("stored_at", UtcDateTime(), nullable=False),
        sa.Column("superseded_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_price_revisions"),
    )
    op.create_index(
        "ix_price_revisions_symbol_session", "price_revisions", ["symbol", "session"], unique=False
    )
    op.create_table(
        "instruments",
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mic", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("weak_aliases", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("symbol", name="pk_instruments"),
    )


def _moves() -> None:
    op.create_table(
        "moves",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("window_start", sa.Integer(), nullable=False),
        sa.Column("window_end", sa.Integer(), nullable=False),
        sa.Column("mic", sa.Text(), nullable=False),
        sa.Column("session", sa.Date(), nullable=True),
        sa.Column("raw", sa.Float(), nullable=True),
        sa.Column("expected", sa.Float(), nullable=True),
        sa.Column("abnormal", sa.Float(), nullable=True),
        sa.Column("t_value", sa.Float(), nullable=True),
        sa.Column("p_value", sa.Float(), nullable=True),
        sa.Column("q_value", sa.Float(), nullable=True),
        sa.Column("benchmark", sa.Text(), nullable=True),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("confounders", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_moves_event_id"),
        sa.PrimaryKeyConstraint(
            "event_id", "symbol", "window_start", "window_end", name="pk_moves"
        ),
    )
    op.create_index("ix_moves_status", "moves", ["status"], unique=False)
    op.create_index("ix_moves_symbol", "moves", ["symbol"], unique=False)
    op.create_table(
        "sector_moves",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("window_start", sa.Integer(), nullable=False),
        sa.Column("window_end", sa.Integer(), nullable=False),
        sa.Column("abnormal", sa.Float(), nullable=True),
        sa.Column("t_value", sa.Float(), nullable=True),
        sa.Column("p_value", sa.Float(), nullable=True),
        sa.Column("q_value", sa.Float(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("breadth", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_sector_moves_event_id"),
        sa.PrimaryKeyConstraint(
            "event_id", "sector", "window_start", "window_end", name="pk_sector_moves"
        ),
    )
    op.create_table(
        "tape_tests",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("per_sector", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_tape_tests_event_id"),
        sa.PrimaryKeyConstraint("event_id", "narrative", name="pk_tape_tests"),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_runs"),
    )
    op.create_index("ix_runs_finished_at", "runs", ["finished_at"], unique=False)


FULL_TEXT = (
    """
    CREATE VIRTUAL TABLE article_search
    USING fts5 (title, body, content='', tokenize='porter ascii')
    """,
    "CREATE VIRTUAL TABLE event_search USING fts5 (title, content='', tokenize='porter ascii')",
)

VIEWS = (
    """
    CREATE VIEW v_events AS
    SELECT
      events.id,
      events.title,
      events.first_seen,
      events.last_seen,
      events.happened,
      events.happened_precise,
      count(*) AS articles,
      count(articles.copy_of) AS copies,
      count(DISTINCT CASE WHEN articles.copy_of IS NULL THEN articles.outlet END) AS outlets,
      (
        SELECT verification_changes.state FROM verification_changes
        WHERE verification_changes.event_id = events.id
        ORDER BY verification_changes.at DESC, verification_changes.number DESC LIMIT 1
      ) AS state,
      (
        SELECT max(verification_changes.at) FROM verification_changes
        WHERE verification_changes.event_id = events.id
      ) AS state_since
    FROM events
    JOIN placements ON placements.event_id = events.id
    JOIN articles ON articles.id = placements.article_id
    GROUP BY
      events.id, events.title, events.first_seen, events.last_seen,
      events.happened, events.happened_precise
    """,
    """
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
        SELECT count(*) FROM sightings WHERE sightings.article_id = articles.id
      ) AS feeds
    FROM articles
    LEFT JOIN placements ON placements.article_id = articles.id
    LEFT JOIN matches ON matches.number = placements.match_number
    LEFT JOIN readings ON readings.article_id = articles.id
    """,
    """
    CREATE VIEW v_moves AS
    SELECT
      moves.event_id,
      events.title AS event_title,
      moves.symbol,
      moves.mic,
      moves.window_start,
      moves.window_end,
      moves.session,
      moves.raw,
      moves.expected,
      moves.abnormal,
      moves.t_value AS t,
      moves.p_value AS p,
      moves.q_value AS q,
      moves.benchmark,
      moves.model,
      moves.status
    FROM moves
    JOIN events ON events.id = moves.event_id
    WHERE EXISTS (SELECT 1 FROM placements WHERE placements.event_id = events.id)
    """,
    """
    CREATE VIEW v_links AS
    SELECT
      links.event_id,
      events.title AS event_title,
      nullif(links.symbol, '') AS symbol,
      nullif(links.sector, '') AS sector,
      links.role,
      links.mentions
    FROM links
    JOIN events ON events.id = links.event_id
    WHERE EXISTS (SELECT 1 FROM placements WHERE placements.event_id = events.id)
    """,
)
