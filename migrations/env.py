"""Alembic's entry: which tables the revisions lead to, and on which connection they run.

The program hands over an open connection (`tapestory.store.migrating`). For work on revisions:

    alembic -c migrations/alembic.ini -x store=PATH revision --autogenerate -m "..."
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import context
from sqlalchemy import Connection

from tapestory.store.full_text import SEARCH_TABLES
from tapestory.store.sqlite import open_engine
from tapestory.store.tables import metadata


def is_ours(name: str | None, kind: str, parents: Any) -> bool:
    """Leave out the full-text tables, which a revision makes by hand."""
    del parents
    return kind != "table" or not (name or "").startswith(SEARCH_TABLES)


def run(connection: Connection) -> None:
    """Apply the revisions that were asked for."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_name=is_ours,
        render_as_batch=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    path = Path(context.get_x_argument(as_dictionary=True)["store"])
    with open_engine(path, writing=True).begin() as opened:
        run(opened)
