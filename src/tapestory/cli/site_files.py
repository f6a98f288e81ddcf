"""A site's files → a folder: only what changed is written, and only what is ours is removed.

Everything is written beside its place before anything is put there, so that a full disk or an end
in the middle of writing leaves the site as it was. Which files are ours is kept in a list beside
them; it names a file before the file appears.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tapestory.errors import InputError, LockedError

MANIFEST = ".tapestory-site.json"
_SCHEMA = "tapestory/site/1"
_PARTIAL = re.compile(r"\.(?P<name>.+)\.\d+\.partial")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What became of each file."""

    written: int
    unchanged: int
    removed: int
    left: tuple[str, ...]
    """Pages that are gone, and that somebody changed since we wrote them: they stay."""


def publish(files: Mapping[PurePosixPath, bytes], folder: Path) -> Published:
    """Make a folder hold a site; what somebody else put there stays.

    Args:
        files: Path below the folder → content; those that others lead to come first.
        folder: Made where there is none.

    Raises:
        InputError: A page would replace a file that is not ours, or the folder cannot be written;
            the site is then as it was.
        LockedError: Another build writes there. Two at once would each drop what the other made
            from the list, and it would look like a stranger's for good.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            ours = _manifest(folder)
            _refuse_strangers(files, folder, ours)
            changed = {path: data for path, data in files.items() if _differs(folder / path, data)}
            hashes = {str(path): _hash(data) for path, data in files.items()}
            _clear({MANIFEST, *ours, *hashes}, folder)
            _replace_all(changed, folder, ours, hashes)
            removed, left = _remove(ours.keys() - hashes.keys(), folder, ours)
            _write(folder / MANIFEST, _listed({**{name: ours[name] for name in left}, **hashes}))
    except OSError as error:
        place = error.filename or folder
        message = f"{place}: cannot be written: {error.strerror or error}"
        raise InputError(
            message, hint="Check the folder and its owner, or name another."
        ) from error
    return Published(
        written=len(changed),
        unchanged=len(files) - len(changed),
        removed=removed,
        left=tuple(sorted(left)),
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder itself, which leaves no file in it and ends with the process."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"{folder}: another build writes there"
            raise LockedError(message, hint="Wait for it to end, or name another --out.") from error
        yield
    finally:
        os.close(held)


def _clear(names: Iterable[str], folder: Path) -> None:
    """Remove what a build that was killed had written beside the places of its files."""
    places = {folder / name for name in names}
    for parent in {place.parent for place in places}:
        if parent != folder and _through_link(folder, str(parent.relative_to(folder) / "_")):
            continue
        for found in parent.iterdir() if parent.is_dir() else ():
            partial = _PARTIAL.fullmatch(found.name)
            if partial and parent / partial["name"] in places and found.is_file():
                found.unlink()


def _manifest(folder: Path) -> dict[str, str]:
    """Return path → hash of what was written here before; {} where nothing was."""
    path = folder / MANIFEST
    try:
        held = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as error:
        raise _broken(path) from error
    files = held.get("files") if isinstance(held, dict) else None
    if not isinstance(files, dict) or held.get("schema") != _SCHEMA:
        raise _broken(path)
    for name, digest in files.items():
        pure = PurePosixPath(name)
        inside = not pure.is_absolute() and ".." not in pure.parts and str(pure) == name
        if not inside or not isinstance(digest, str):
            raise _broken(path)
    return files


def _broken(path: Path) -> InputError:
    message = f"{path}: is not a list of a site's files"
    return InputError(message, hint="Name another folder with --out, or an empty one.")


def _refuse_strangers(
    files: Mapping[PurePosixPath, bytes], folder: Path, ours: Mapping[str, str]
) -> None:
    for path in files:
        place = folder / path
        for parent in path.parents[:-1]:
            inner = folder / parent
            if inner.is_symlink() or (inner.exists() and not inner.is_dir()):
                message = f"{inner}: is no folder of this site"
                raise InputError(message, hint="Name another folder with --out, or an empty one.")
        if str(path) not in ours and (place.exists() or place.is_symlink()):
            message = f"{place}: was not written by `tapestory report build`, and stays"
            raise InputError(message, hint="Name another folder with --out, or an empty one.")


def _replace_all(
    changed: Mapping[PurePosixPath, bytes],
    folder: Path,
    ours: Mapping[str, str],
    hashes: Mapping[str, str],
) -> None:
    """Write every file beside its place, then put all of them there."""
    partials: list[tuple[Path, Path]] = []
    try:
        for path, data in changed.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            partial = _partial(place)
            partials.append((partial, place))
            partial.write_bytes(data)
        # A file that is there and listed by its new hash alone would, after an end right here,
        # look as if somebody had changed it; that only keeps it from being removed, not replaced.
        _write(folder / MANIFEST, _listed({**ours, **hashes}))
        for partial, place in partials:
            partial.replace(place)
    finally:
        for partial, _ in partials:
            partial.unlink(missing_ok=True)


def _remove(gone: set[str], folder: Path, ours: Mapping[str, str]) -> tuple[int, list[str]]:
    """Remove pages that are gone; return how many, and those that somebody else has changed."""
    removed, left = 0, []
    for name in sorted(gone):
        place = folder / name
        if place.is_symlink() or not place.is_file() or _through_link(folder, name):
            continue
        if _hash(place.read_bytes()) != ours[name]:
            left.append(name)
            continue
        place.unlink()
        removed += 1
    return removed, left


def _through_link(folder: Path, name: str) -> bool:
    return any((folder / parent).is_symlink() for parent in PurePosixPath(name).parents[:-1])


def _differs(place: Path, data: bytes) -> bool:
    try:
        return place.stat().st_size != len(data) or place.read_bytes() != data
    except FileNotFoundError:
        return True


def _write(place: Path, text: str) -> None:
    data = text.encode("utf-8")
    if not _differs(place, data):
        return
    partial = _partial(place)
    try:
        partial.write_bytes(data)
        partial.replace(place)
    finally:
        partial.unlink(missing_ok=True)


def _partial(place: Path) -> Path:
    return place.with_name(f".{place.name}.{os.getpid()}.partial")


def _listed(hashes: Mapping[str, str]) -> str:
    return json.dumps({"schema": _SCHEMA, "files": dict(sorted(hashes.items()))}, indent=1) + "\n"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
