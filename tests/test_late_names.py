"""A package that loads its names late gives what its modules define, and no module in its place."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

import pytest

import tapestory

LATE = [
    module.name
    for module in pkgutil.iter_modules(tapestory.__path__, "tapestory.")
    if module.ispkg and hasattr(importlib.import_module(module.name), "_MODULES")
]


@pytest.mark.parametrize("package", LATE)
def test_a_late_name_is_what_its_module_defines(package: str) -> None:
    loaded = importlib.import_module(package)
    inside = {module.name for module in pkgutil.iter_modules(loaded.__path__)}

    # A module of the same name would take the place of what is public once it is imported.
    assert not inside & set(loaded.__all__)
    for name in loaded.__all__:
        assert not isinstance(getattr(loaded, name), ModuleType)


def test_what_a_package_does_not_have_is_said_of_it() -> None:
    with pytest.raises(AttributeError, match=r"'tapestory\.reading' has no attribute 'nothing'"):
        _ = importlib.import_module("tapestory.reading").nothing


def test_there_are_packages_that_load_late() -> None:
    assert "tapestory.reading" in LATE
    assert len(LATE) > 3
