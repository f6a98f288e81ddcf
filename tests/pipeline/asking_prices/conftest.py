"""A system whose universe and calendars serve all tests, each with a store of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.asking_prices.scripted_prices import NOW
from systems import System
from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.store import Store


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A system with an empty store, whose universe and calendars serve all tests."""
    paths = resolve(None, {"TAPESTORY_HOME": str(tmp_path_factory.mktemp("built"))})
    clock = FixedClock(NOW)
    with bootstrap.build(paths, load(paths, {}), clock=clock, create=True) as components:
        yield System(components, clock, paths)


@pytest.fixture
def system(built: System, tmp_path: Path) -> Iterator[System]:
    """The same with a store and a clock of its own."""
    clock = FixedClock(NOW)
    path = Path(shutil.copy(built.paths.store, tmp_path / "tapestory.db"))
    with Store.open(path, clock=clock) as store:
        yield System(replace(built.components, store=store, clock=clock), clock, built.paths)
