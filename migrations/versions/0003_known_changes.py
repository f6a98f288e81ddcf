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
