"""A whole system in a temporary folder: real store, real HTTP on loopback, a clock that we move."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from systems import System, put_empty_store
from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.demo import SAMPLE_NOW

CONFIG = '[fetch]\nallow_networks = ["127.0.0.0/24"]\n'


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    paths = resolve(tmp_path / "config.toml", {})
    clock = FixedClock(SAMPLE_NOW)
    put_empty_store(paths.store)
    with bootstrap.build(paths, load(paths, {}), clock=clock) as components:
        yield System(components, clock, paths)
