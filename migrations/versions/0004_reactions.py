"""What moves are made of, how they rank, what followed them, and what was tested together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    for name in ("market", "abnormal_alpha0", "peers", "own"):
        op.add_column("moves", sa.Column(name, sa.Float()))
    op.add_column(
        "moves",
        sa.Column("peer_count", sa.Integer(), server_default=sa.text("'0'"), nullable=False),
    )
    op.add_column(
        "moves", sa.Column("family", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column(
        "moves", sa.Column("linked", sa.String(), server_default=sa.text("'no'"), nullable=False)
    )
    for name in ("rank_as_far", "rank_names"):
        op.add_column("moves", sa.Column(name, sa.Integer()))
    # They are what the store knows when it is asked, not what it knew when it measured.
    op.drop_column("moves", "confounders")
    for name in ("second_t", "second_p", "correlation"):
        op.add_column("sector_moves", sa.Column(name, sa.Float()))
    _families()
    _follow_throughs()
    # All is measured again, with what was not measured before.
    op.execute("UPDATE events SET measured = 0")


def _families() -> None:
    op.create_table(
        "move_families",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("members", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name="fk_move_families_event_id_events"
        ),
        sa.PrimaryKeyConstraint("event_id", "family", name="pk_move_families"),
    )


def _follow_throughs() -> None:
    op.create_table(
        "follow_throughs",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("mic", sa.Text(), nullable=False),
        sa.Column("session", sa.Date()),
        sa.Column("raw", sa.Float()),
        sa.Column("abnormal", sa.Float()),
        sa.Column("t_value", sa.Float()),
        sa.Column("p_value", sa.Float()),
        sa.Column("retraced", sa.Float()),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name="fk_follow_throughs_event_id_events"
        ),
        sa.PrimaryKeyConstraint("event_id", "symbol", "after", name="pk_follow_throughs"),
    )
