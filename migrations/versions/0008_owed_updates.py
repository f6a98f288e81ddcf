"""Kept is which updates a mail had no room for: the next one asks for them again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "mail_owed",
        sa.Column("mail", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["mail"], ["outbox.number"], name="fk_mail_owed_mail"),
        sa.PrimaryKeyConstraint("mail", "event_id", name="pk_mail_owed"),
    )
