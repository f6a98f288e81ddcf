"""An empty home is made once, and copied for each case."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from cli.world import Home
from hostile.arena import Arena, Case, Crowd, MeetAtOnce, gather, new_home
from hostile.hostile_server import Server


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("hostile") / "home"
    home = Home(path=folder)
    assert home("init", "--feeds", "none").code == 0
    # Loads what later calls only use; frozen, it costs the collections below nothing.
    assert home("poll", "--all").code == 0
    gc.collect()
    gc.freeze()
    yield folder
    gc.unfreeze()


@pytest.fixture
def arena(empty_home: Path, tmp_path: Path) -> Iterator[Arena]:
    with Server() as server:
        arena = Arena(path=new_home(empty_home, tmp_path / "home"), server=server)
        arena.configure()
        yield arena
    # A socket that a case left open is told about here and not beside some later test.
    gc.collect()


@pytest.fixture(scope="module")
def meet_at_once(
    empty_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MeetAtOnce]:
    """Polls all cases of a table in one round; each test then looks at its own."""
    with ExitStack() as servers:

        def at_once(
            cases: Mapping[str, Case], *, seconds: float = 5.0, most: int = 20_000_000
        ) -> Crowd:
            path = new_home(empty_home, tmp_path_factory.mktemp("crowd") / "home")
            arena = Arena(path=path, server=servers.enter_context(Server()))
            return gather(arena, cases, seconds=seconds, most=most)

        yield at_once
