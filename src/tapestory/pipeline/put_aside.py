"""What placing knows of the past, put aside in a file between runs, and taken up again.

To rebuild it from the store takes a millisecond for every article of two months, at every run; to
take it up a few for a thousand. The file is a cache: nothing is lost with it, and whatever does not
fit (other code, other settings, a store that was put back) is as good as none.
"""

from __future__ import annotations

import gc
import hashlib
import pickle
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from importlib.resources import files
from pathlib import Path
from typing import Any

from tapestory.ingest.copies.index import CopyIndex
from tapestory.matching import Memory

_OURS = ("tapestory.matching.", "tapestory.ingest.copies.", "tapestory.model.")
_THEIRS = frozenset(
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
        ("numpy", "dtype"),
        ("numpy", "ndarray"),
        ("numpy._core.multiarray", "_reconstruct"),
        ("numpy._core.numeric", "_frombuffer"),
        ("numpy.core.multiarray", "_reconstruct"),
        ("numpy.core.numeric", "_frombuffer"),
    )
)
"""All else that a memory is made of. A file that names anything else is not taken up."""
_DECIDING = ("tapestory.matching", "tapestory.ingest.copies", "tapestory.model")
"""Packages whose code the memory depends on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """After which decision of which store a memory was put aside."""

    decision: int
    """Number of the last decision; 0 before the first."""
    decided: str
    """Which article went where by it: another store has another."""
    edits: int
    """How many corrections people had made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAside:
    """What placing knew."""

    stamp: Stamp
    memory: Memory
    copies: CopyIndex
    latest: datetime
    """Time of the latest article."""


class Shelf:
    """Where it is put, by whom.

    Args:
        path: The file.
        wishes: Whatever else decides where an article goes: settings, concepts, how it is read.
    """

    def __init__(self, path: Path, wishes: str) -> None:
        self._path = path
        self._made_by = hashlib.sha256(f"{_code()}\n{wishes}".encode()).digest()

    def put(self, aside: PutAside) -> None:
        """Keep it, in the place of what was kept before.

        A full disk keeps nothing, and neither does a memory that hangs together too deeply to be
        written: what was decided is in the store, and a run must not end for its cache.
        """
        unfinished = self._path.with_suffix(".part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                file.write(self._made_by)
                _Writer(file, protocol=5).dump(aside)
            unfinished.replace(self._path)
        except (OSError, RecursionError, pickle.PicklingError):
            with suppress(OSError):
                unfinished.unlink()

    def take(self) -> PutAside | None:
        """Return what was kept by the same code for the same wishes; None where there is none."""
        try:
            with self._path.open("rb") as file:
                if file.read(len(self._made_by)) != self._made_by:
                    return None
                with _no_collection():
                    found = _Reader(file).load()
        except Exception:  # noqa: BLE001  # whatever is wrong with a cache, it is made anew
            return None
        return found if isinstance(found, PutAside) else None


class _Writer(pickle.Pickler):
    """Writes what `_Reader` reads."""

    def reducer_override(self, obj: object) -> Any:
        """Write a choice as its value: some versions of Python would look it up by a function."""
        return (type(obj), (obj.value,)) if isinstance(obj, Enum) else NotImplemented


class _Reader(pickle.Unpickler):
    """Reads our own plain values and nothing that could run."""

    def find_class(self, module: str, name: str) -> object:
        """Return a class that a memory is made of.

        Raises:
            UnpicklingError: It is made of something else.
        """
        found = super().find_class(module, name) if "." not in name else None
        if (module, name) in _THEIRS:
            return found
        ours = module == __name__ or f"{module}.".startswith(_OURS)
        if ours and isinstance(found, type) and found.__module__ == module:
            return found
        message = f"a memory holds no {module}.{name}"
        raise pickle.UnpicklingError(message)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Look for no garbage meanwhile: of a million new values none is."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _code() -> str:
    """Return what changes with the code that a memory depends on."""
    digest = hashlib.sha256(platform.python_version().encode())
    for package in _DECIDING:
        for file in sorted(files(package).iterdir(), key=lambda item: item.name):
            if file.name.endswith(".py"):
                digest.update(file.read_bytes())
    return digest.hexdigest()
