"""A store of its own for each test, copied from one that was migrated once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.keeping.feed_rooms import (
    START,
    Newsroom,
)
from tapestory.clock import FixedClock
from tapestory.store import Store


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "tapestory.db"
    Store.open(path, migrate=True).close()
    return path


@pytest.fixture
def room(empty: Path, tmp_path: Path) -> Iterator[Newsroom]:
    path = Path(shutil.copy(empty, tmp_path / "tapestory.db"))
    with Store.open(path, clock=FixedClock(START)) as store:
        yield Newsroom(store)
