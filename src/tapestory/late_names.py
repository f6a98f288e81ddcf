"""A package's public names → each from its module, loaded when it is first asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from importlib import import_module


def late_names(
    package: str, names: Collection[str], modules: Sequence[str]
) -> Callable[[str], object]:
    """Return what a package's `__getattr__` is, so that a command loads only what it uses.

    A checker of types sees the plain imports that the package lists beside it.

    Args:
        package: Its full name.
        names: What is public.
        modules: Where that is, below the package; what is light, or wanted often, first.
    """

    def find(name: str) -> object:
        if name in names:
            for module in modules:
                found = getattr(import_module(f"{package}.{module}"), name, None)
                if found is not None:
                    setattr(sys.modules[package], name, found)
                    return found
        message = f"module {package!r} has no attribute {name!r}"
        raise AttributeError(message)

    return find
