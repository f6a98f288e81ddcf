"""Looked up is which article said the same long ago."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_index("ix_articles_content_sha256_time", "articles", ["content_sha256", "time"])
