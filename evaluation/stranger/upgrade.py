"""A user of each older version who installs this one: nothing that was stored is lost."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from evaluation.stranger.machine import Machine
from evaluation.stranger.street import utc
from tapestory.demo import FolderServer
from tapestory.demo.sample_run import SAMPLE
from tapestory.store.engine import REVISIONS

_OLDER = Path(__file__).with_name("older.py")
_KEPT = (
    "SELECT id, title, summary, text, published, first_seen, copy_of FROM articles ORDER BY id",
    "SELECT id, title FROM events ORDER BY id",
    "SELECT article_id, event_id, score FROM matches ORDER BY number",
    "SELECT symbol, session, provider, close FROM price_bars ORDER BY symbol, session, provider",
    "SELECT url, title FROM feeds ORDER BY url",
)
"""What every version has stored."""
_LATER = {"known_at"}
"""What an older version did not keep is known since the upgrade, and says so."""


def walk(machine: Machine) -> None:
    """Upgrade a store of each revision, and compare it with one that was never older."""
    machine.journal.chapter("Upgrade from each older version")
    machine.type("tapestory demo --in sample")
    machine.now = utc(2026, 7, 3, 11)
    today = machine.home / "sample"
    with _same_feeds(today / "tapestory.db"):
        machine.type("tapestory --config sample/config.toml run --quiet", silent=True)
        for revision in REVISIONS[:-1]:
            _upgrade(machine, today, revision, by_run=revision == REVISIONS[0])


def _upgrade(machine: Machine, today: Path, revision: str, *, by_run: bool) -> None:
    folder = machine.home / f"of-{revision}"
    folder.mkdir()
    shutil.copy(today / "config.toml", folder)
    store = folder / "tapestory.db"
    python = machine.environment / "bin" / "python"
    made = machine.run(
        [str(python), "-I", str(_OLDER), str(today / "tapestory.db"), str(store), revision],
        environ=machine.environ(),
    )
    before = _content(store) if made.code == 0 else []
    machine.journal.told(
        f"a store of revision {revision}",
        made.lines[-3:] or [f"{sum(map(len, before)):,} rows"],
        ["it could not be made"] if made.code else [],
    )
    call = f"tapestory --config {folder.name}/config.toml"
    machine.type(f"{call} events list", code=6, shows=["tapestory db migrate|tapestory run"])
    if by_run:
        machine.type(f"{call} run --quiet", silent=True)
    else:
        machine.type(f"{call} db migrate", shows=[REVISIONS[-1]])
        machine.type(f"{call} run --quiet", silent=True)
    machine.type(f"{call} db check", shows=["^ok"])
    lost = [
        f"changed: {sql}"
        for sql, a, b in zip(_KEPT, before, _content(store), strict=True)
        if a != b
    ]
    if not list(folder.glob("tapestory.db.before-*")):
        lost.append("no copy of the store as it was")
    lost += list(_differences(_told(machine, folder), _told(machine, today), "events list"))[:5]
    machine.journal.told("compare with what there was before", [], lost)


def _content(store: Path) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        return [connection.execute(sql).fetchall() for sql in _KEPT]


def _told(machine: Machine, folder: Path) -> object:
    listed = machine.run(
        ["tapestory", "--config", str(folder / "config.toml"), "events", "list", "--json"],
        environ=machine.environ(),
    )
    return json.loads(listed.out) if listed.code == 0 else listed.lines


def _differences(one: object, other: object, at: str) -> Iterator[str]:
    """Yield where two answers differ: the upgraded store's, and that of one never older."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted((one.keys() | other.keys()) - _LATER):
            yield from _differences(one.get(key), other.get(key), f"{at}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for position, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from _differences(left, right, f"{at}[{position}]")
    elif one != other:
        yield f"{at} is {str(one)[:80]}, and {str(other)[:80]} in a store that was never older"


def _same_feeds(store: Path) -> FolderServer:
    """Serve the sample's feeds where the demo had them."""
    with closing(sqlite3.connect(store)) as connection:
        (url,) = connection.execute("SELECT url FROM feeds LIMIT 1").fetchone()
    return FolderServer(SAMPLE / "feeds", port=urlsplit(url).port or 0)
