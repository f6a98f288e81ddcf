"""Values of ours → bytes, and back again without running anything that the bytes may name."""

from __future__ import annotations

import io
import pickle
from enum import Enum
from typing import Any, ClassVar


class Writer(pickle.Pickler):
    """Writes what a `Reader` reads."""

    def reducer_override(self, obj: object) -> Any:
        """Write a choice as its value: some versions of Python would look it up by a function."""
        return (type(obj), (obj.value,)) if isinstance(obj, Enum) else NotImplemented


class Reader(pickle.Unpickler):
    """Reads plain values, and classes of matching and of the model."""

    ours: ClassVar[tuple[str, ...]] = ("tapestory.matching.", "tapestory.model.")
    """Packages and modules whose own classes are read, a dot behind each."""
    theirs: ClassVar[frozenset[tuple[str, str]]] = frozenset(
        (
            ("array", "_array_reconstructor"),
            ("array", "array"),
            ("builtins", "frozenset"),
            ("builtins", "set"),
            ("collections", "Counter"),
            ("collections", "OrderedDict"),
            ("collections", "deque"),
            ("datetime", "date"),
            ("datetime", "datetime"),
            ("datetime", "timedelta"),
            ("datetime", "timezone"),
        )
    )
    """All else that is read: (module, name)."""

    def find_class(self, module: str, name: str) -> object:
        """Return a class that may be read.

        Raises:
            UnpicklingError: It may not.
        """
        found = super().find_class(module, name) if "." not in name else None
        if (module, name) in self.theirs:
            return found
        ours = f"{module}.".startswith(self.ours)
        if ours and isinstance(found, type) and found.__module__ == module:
            return found
        message = f"a memory holds no {module}.{name}"
        raise pickle.UnpicklingError(message)


def packed(value: object) -> bytes:
    """Return a value as bytes."""
    file = io.BytesIO()
    Writer(file, protocol=5).dump(value)
    return file.getvalue()


def unpacked(data: bytes) -> object:
    """Return what was packed.

    Raises:
        UnpicklingError: Something in it may not be read.
    """
    return Reader(io.BytesIO(data)).load()
