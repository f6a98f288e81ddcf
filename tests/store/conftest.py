"""An empty store for each test, copied from one that was migrated once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.builders import START
from tapestory.clock import FixedClock
from tapestory.store import Store


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "tapestory.db"
    Store.open(path, migrate=True).close()
    return path


@pytest.fixture
def path(empty_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty_store, tmp_path / "tapestory.db"))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def store(path: Path, clock: FixedClock) -> Iterator[Store]:
    with Store.open(path, clock=clock) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared_store(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all examples of the property tests of a module."""
    copied = shutil.copy(empty_store, tmp_path_factory.mktemp("shared") / "tapestory.db")
    with Store.open(Path(copied), clock=FixedClock(START)) as opened:
        yield opened
