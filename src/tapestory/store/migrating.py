"""Alembic, driven from inside the program: which revisions there are, and how to apply them.

The only module that loads Alembic; `maintenance` imports it when there is something to apply.
"""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from tapestory.resources import shipped


def configured() -> Config:
    """Return an Alembic configuration for the revisions that came with this installation."""
    config = Config()
    # ConfigParser reads a per cent sign as the beginning of a reference.
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def revisions() -> list[str]:
    """Return the names of the revisions, oldest first."""
    script = ScriptDirectory.from_config(configured())
    return [revision.revision for revision in reversed(list(script.walk_revisions()))]


def upgrade(connection: Connection) -> None:
    """Apply what is missing, inside the connection's transaction.

    SQLite takes table changes back with the transaction, so that a migration that fails leaves
    the file as it was.
    """
    config = configured()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
