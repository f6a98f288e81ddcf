"""What moves are made of, how they rank and what followed, what was tested together; the outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tapestory.store.types import UtcDateTime

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
    _day0_sizes()
    _families()
    _follow_throughs()
    _tape_readings()
    _mail()
    _indicators()
    op.add_column("events", sa.Column("measured_at", UtcDateTime()))
    # All is measured again, with what was not measured before.
    op.execute("UPDATE events SET measured = 0")


def _day0_sizes() -> None:
    for table, size in (
        ("moves", "abs(coalesce(abnormal, raw))"),
        ("sector_moves", "abs(abnormal)"),
    ):
        of_day0 = sa.Computed(
            f"CASE WHEN window_start = 0 AND window_end = 0 THEN {size} END", persisted=False
        )
        op.add_column(table, sa.Column("day0_size", sa.Float(), of_day0))
    known = sa.text("day0_size IS NOT NULL")
    for table, columns in (
        ("moves", ["day0_size"]),
        ("moves", ["symbol", "day0_size"]),
        ("sector_moves", ["sector", "day0_size"]),
    ):
        name = "_".join(["ix", table, *columns])
        op.create_index(name, table, columns, sqlite_where=known)


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
        sa.Column("q_value", sa.Float()),
        sa.Column("retraced", sa.Float()),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name="fk_follow_throughs_event_id_events"
        ),
        sa.PrimaryKeyConstraint("event_id", "symbol", "after", name="pk_follow_throughs"),
    )


def _tape_readings() -> None:
    # What the tape says follows from these: verdicts are not stored.
    op.drop_table("tape_tests")
    op.create_table(
        "tape_readings",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("window_start", sa.Integer(), nullable=False),
        sa.Column("window_end", sa.Integer(), nullable=False),
        sa.Column("known_at", UtcDateTime(), nullable=False),
        sa.Column("score", sa.Float()),
        sa.Column("p_value", sa.Float()),
        sa.Column("sectors", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name="fk_tape_readings_event_id_events"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_tape_readings"),
    )
    op.create_index("ix_tape_readings_event_id", "tape_readings", ["event_id"])


def _mail() -> None:
    op.create_table(
        "outbox",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime()),
        sa.Column("settled_at", UtcDateTime()),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_outbox"),
        sa.UniqueConstraint("id", name="uq_outbox_id"),
        sa.UniqueConstraint(
            "kind", "day", "recipient", "about", name="uq_outbox_kind_day_recipient_about"
        ),
    )
    op.create_index("ix_outbox_state", "outbox", ["state"])
    op.create_table(
        "mail_tellings",
        sa.Column("mail", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["mail"], ["outbox.number"], name="fk_mail_tellings_mail_outbox"),
        sa.PrimaryKeyConstraint("mail", "event_id", name="pk_mail_tellings"),
    )
    op.create_index("ix_mail_tellings_event_id", "mail_tellings", ["event_id"])
    op.create_table(
        "mail_attempts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("mail", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime()),
        sa.Column("mailer", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("forced", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["mail"], ["outbox.number"], name="fk_mail_attempts_mail_outbox"),
        sa.PrimaryKeyConstraint("number", name="pk_mail_attempts"),
    )
    op.create_index("ix_mail_attempts_mail", "mail_attempts", ["mail"])
    op.create_table(
        "quiet_days",
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("recipient", "day", name="pk_quiet_days"),
    )


def _indicators() -> None:
    op.create_table(
        "indicator_entries",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("value", sa.Float()),
        sa.Column("day", sa.Date()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["undoes"],
            ["indicator_entries.number"],
            name="fk_indicator_entries_undoes",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_indicator_entries"),
        sa.UniqueConstraint("id", name="uq_indicator_entries_id"),
    )
    op.create_index("ix_indicator_entries_indicator", "indicator_entries", ["indicator"])
    op.create_table(
        "falsifier_findings",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("falsifier", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["undoes"],
            ["falsifier_findings.number"],
            name="fk_falsifier_findings_undoes",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_falsifier_findings"),
        sa.UniqueConstraint("id", name="uq_falsifier_findings_id"),
    )
    op.create_index("ix_falsifier_findings_narrative", "falsifier_findings", ["narrative"])
