from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.world import Home


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the sample waits seconds for it."""
    for item in items:
        if "sample_once" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home that is not there yet."""
    return Home(path=tmp_path / "home")


@pytest.fixture(scope="session")
def initialised_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home that `init` leaves behind."""
    home = Home(path=tmp_path_factory.mktemp("initialised") / "home")
    assert home("init", "--feeds", "none").code == 0
    return home.path


@pytest.fixture
def initialised(initialised_once: Path, home: Home) -> Home:
    """A home with config and store, without feeds."""
    shutil.copytree(initialised_once, home.path)
    return home


@pytest.fixture(scope="session")
def sample_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home that the demo leaves behind."""
    folder = tmp_path_factory.mktemp("sample")
    home = Home(path=folder)
    answer = home("demo", "--in", str(folder))
    assert answer.code == 0, answer.err
    return folder


@pytest.fixture(scope="session")
def sample(sample_once: Path) -> Home:
    """The sample, for tests that only look."""
    return Home(path=sample_once)


@pytest.fixture
def own_sample(sample_once: Path, tmp_path: Path) -> Home:
    """A copy of the sample, for tests that change it."""
    shutil.copytree(sample_once, tmp_path / "sample")
    return Home(path=tmp_path / "sample")
