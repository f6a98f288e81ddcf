"""A reader with a store and a clock that we move, and publishers who are asked by it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.polite.publisher import Press, Publisher
from ingest.polite.reader import NOON, Reader
from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import load, resolve

_CONFIG = '[fetch]\nallow_networks = ["127.0.0.0/24"]\ntotal_seconds = 5.0\n'


class Publishers:
    """Opens publishers for one test."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self.servers: list[asyncio.Server] = []

    def __call__(self, host: str = "127.0.0.1", port: int = 0) -> Publisher:
        publisher, server = self._press.open(host, port)
        self.servers.append(server)
        return publisher


@pytest.fixture(scope="session")
def _press() -> Iterator[Press]:
    press = Press()
    yield press
    press.close()


@pytest.fixture(scope="session")
def _shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """One store for all: what makes a test's feeds its own is the port of its publisher."""
    home: Path = tmp_path_factory.mktemp("polite")
    (home / "config.toml").write_text(_CONFIG, encoding="utf-8")
    paths = resolve(home / "config.toml", {})
    clock = FixedClock(NOON)
    with ExitStack() as stack:
        components = stack.enter_context(
            bootstrap.build_polling(paths, load(paths, {}), clock=clock, create=True)
        )
        yield Reader(components, clock)


@pytest.fixture
def reader(_shared: Reader) -> Iterator[Reader]:
    _shared.begin()
    yield _shared
    _shared.end()


@pytest.fixture
def publishers(_press: Press) -> Iterator[Publishers]:
    opened = Publishers(_press)
    yield opened
    _press.shut(opened.servers)


@pytest.fixture
def publisher(publishers: Publishers) -> Publisher:
    return publishers()


@pytest.fixture
def hasty(reader: Reader) -> Reader:
    """A reader whose patience ends after half a second."""
    limits = replace(reader.components.limits, total_seconds=0.5)
    reader.components = replace(reader.components, limits=limits)
    return reader
