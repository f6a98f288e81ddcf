"""Ids of mails that left → lines of a file beside the store, which outlive a store put back.

A store that comes out of a backup has forgotten what was sent since, and would send it again. What
is written here as a mail leaves is not part of any backup of the store, and is asked before.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tapestory.errors import StoreError

_HANDED_OVER, _NOT_TAKEN = "handed-over", "not-taken"
_KNOWN = {_HANDED_OVER, _NOT_TAKEN}
_MOST_BYTES = 1_000_000
"""Some ten thousand mails; then the older half is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """Which mails were handed over; without a file it remembers nothing."""

    path: Path | None = None

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.path.name if self.path else "no journal"

    def handed_over(self, message_id: str) -> datetime | None:
        """Return when a mail was last begun to be handed over, unless it was certainly not taken.

        Raises:
            StoreError: The file cannot be read.
        """
        for at, what, whose in map(_parts, reversed(self._lines())):
            if _of_the_mail(whose) == _of_the_mail(message_id) and what in _KNOWN:
                return _instant(at) if what == _HANDED_OVER else None
        return None

    def note(self, message_id: str, *, at: datetime) -> None:
        """Write down that a mail is about to be handed over; it survives a power cut.

        Raises:
            StoreError: It cannot be written, so nothing may be sent.
        """
        self._write(f"{_shown(at)} {_HANDED_OVER} {message_id}\n")

    def withdraw(self, message_id: str, *, at: datetime) -> None:
        """Write down that it was certainly not taken over, and may be tried again.

        Raises:
            StoreError: It cannot be written.
        """
        self._write(f"{_shown(at)} {_NOT_TAKEN} {message_id}\n")

    def _lines(self) -> list[str]:
        if self.path is None or not self.path.exists():
            return []
        try:
            with self.path.open("rb") as file:
                # Whatever else may have grown there, no more than the latest lines matter.
                file.seek(max(0, self.path.stat().st_size - 2 * _MOST_BYTES))
                return file.read(2 * _MOST_BYTES).decode("utf-8", "replace").splitlines()
        except OSError as error:
            raise _unusable(self.path, error) from error

    def _write(self, line: str) -> None:
        if self.path is None:
            return
        try:
            if self.path.exists() and self.path.stat().st_size > _MOST_BYTES:
                self._halve(self.path)
            with self.path.open("a", encoding="utf-8") as file:
                if file.tell() and not self._ends_a_line(self.path):
                    file.write("\n")
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _unusable(self.path, error) from error

    def _halve(self, path: Path) -> None:
        """Keep the latest lines that half of the room holds; what is none of ours has no right."""
        lines = [f"{line}\n" for line in self._lines() if _parts(line)[1] in _KNOWN]
        while sum(map(len, lines)) > _MOST_BYTES // 2:
            lines = lines[(len(lines) + 1) // 2 :]
        shorter = path.with_name(f"{path.name}.new")
        with shorter.open("w", encoding="utf-8") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        shorter.replace(path)

    def _ends_a_line(self, path: Path) -> bool:
        """Whether nobody was cut off in the middle of the last line."""
        with path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"


def _unusable(path: Path | None, error: OSError) -> StoreError:
    message = f"{path}: cannot be used: {error.strerror or error}"
    return StoreError(message, hint="No mail leaves until it can be: it prevents doubles.")


def _parts(line: str) -> tuple[str, str, str]:
    """Return when, what, and of which mail a line says it."""
    at, _, rest = line.partition(" ")
    what, _, whose = rest.partition(" ")
    return at, what, whose


def _of_the_mail(message_id: str) -> str:
    """Return what an id says of a mail: the rest is the sender's domain, which may have changed."""
    return message_id.partition("@")[0]


def _shown(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.fromtimestamp(0, UTC)
