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
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from tapestory.ingest.copies.index import CopyIndex
from tapestory.matching import Memory
from tapestory.matching.packing import Reader, Writer

_ARRAYS = frozenset(
    (
        ("numpy", "dtype"),
        ("numpy", "ndarray"),
        ("numpy._core.multiarray", "_reconstruct"),
        ("numpy._core.numeric", "_frombuffer"),
        ("numpy.core.multiarray", "_reconstruct"),
        ("numpy.core.numeric", "_frombuffer"),
    )
)
"""What a memory is made of besides what is packed in it."""
_DECIDING = ("tapestory.matching", "tapestory.ingest.copies", "tapestory.model")
"""Packages whose code the memory depends on."""
_SUM = 4
"""Bytes of a checksum."""
_LOT = 1 << 20


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
            with unfinished.open("w+b") as file:
                file.write(self._made_by + bytes(_SUM))
                Writer(file, protocol=5).dump(aside)
                file.seek(len(self._made_by) + _SUM)
                found = _sum(file)
                file.seek(len(self._made_by))
                file.write(found)
            unfinished.replace(self._path)
        except (OSError, RecursionError, pickle.PicklingError):
            with suppress(OSError):
                unfinished.unlink()

    def take(self) -> PutAside | None:
        """Return what was kept by the same code for the same wishes; None where there is none.

        Call it within `at_hand`: it is set apart from the garbage collector until that ends.
        """
        try:
            with self._path.open("rb") as file:
                if file.read(len(self._made_by)) != self._made_by:
                    return None
                # What is packed in it is not looked at before it is wanted.
                if file.read(_SUM) != _sum(file):
                    return None
                file.seek(len(self._made_by) + _SUM)
                with _uncollected():
                    found = _Reader(file).load()
        except Exception:  # noqa: BLE001  # whatever is wrong with a cache, it is made anew
            return None
        return found if isinstance(found, PutAside) else None


class _Reader(Reader):
    """Reads a memory, and nothing that could run."""

    ours = (f"{__name__}.", "tapestory.ingest.copies.", *Reader.ours)
    theirs = Reader.theirs | _ARRAYS


@contextmanager
def at_hand() -> Iterator[None]:
    """Let what is taken up within not be looked at for garbage before the end."""
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile, nor in what is there by then: of a million values none is."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was_on:
            gc.enable()


def _sum(file: BinaryIO) -> bytes:
    """Return a checksum of all that is left of a file."""
    found = 0
    while lot := file.read(_LOT):
        found = crc32(lot, found)
    return found.to_bytes(_SUM, "big")


def _code() -> str:
    """Return what changes with the code that a memory depends on."""
    digest = hashlib.sha256(platform.python_version().encode())
    for package in _DECIDING:
        for code in _codes(files(package)):
            digest.update(code)
    return digest.hexdigest()


def _codes(folder: Traversable) -> Iterator[bytes]:
    """Yield the modules of a package and of those within it."""
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.is_dir():
            yield from _codes(file)
        elif file.name.endswith(".py"):
            yield file.read_bytes()
