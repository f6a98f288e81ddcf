"""A mail → a file in a maildir, or an .eml file in a folder: all of it or nothing."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tapestory.mailing.mailers.interface import Steps, unheard
from tapestory.model import Delivery, DeliveryOutcome, Parcel

_NO_LINKS = frozenset((errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK))
"""What is said where a file can have one name only, as on exFAT and on many shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderMailer:
    """Writes mails where another program, or a person, finds them."""

    folder: Path
    maildir: bool = True
    """With cur, new and tmp, as mail programs read them; else one .eml file a mail."""
    link: Callable[[Path, Path], None] = os.link
    """Gives a file a second name; where a file system knows none, names are reserved first."""

    @property
    def name(self) -> str:
        """What it is and where."""
        return f"{'maildir' if self.maildir else 'folder'} {self.folder}"

    def send(
        self,
        parcel: Parcel,
        *,
        handing_over: Callable[[], None],
        steps: Steps = unheard,
    ) -> DeliveryOutcome:
        """Write the mail to a file of its own; an earlier one is never replaced."""
        partial = self._where_it_is_made() / f"{_stem(parcel)}.{os.getpid()}"
        try:
            self._make_folders()
            _write(partial, parcel.message)
        except OSError as error:
            with suppress(OSError):
                partial.unlink()
            return DeliveryOutcome(delivery=Delivery.LATER, reply=_said(self.folder, error))
        steps(f"written to {partial}")
        try:
            handing_over()
            return self._taken_over(partial, parcel)
        finally:
            with suppress(OSError):
                partial.unlink()

    def _taken_over(self, partial: Path, parcel: Parcel) -> DeliveryOutcome:
        try:
            final = self._take_over(partial, parcel)
        except OSError as error:
            return DeliveryOutcome(delivery=Delivery.LATER, reply=_said(self.folder, error))
        return DeliveryOutcome(delivery=Delivery.SENT, reply=f"written to {final}")

    def _where_it_is_made(self) -> Path:
        return self.folder / "tmp" if self.maildir else self.folder

    def _make_folders(self) -> None:
        for name in ("cur", "new", "tmp") if self.maildir else ("",):
            (self.folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)

    def _take_over(self, partial: Path, parcel: Parcel) -> Path:
        """Give the file a name that is free: a link is made at once, or fails where one is."""
        into = self.folder / "new" if self.maildir else self.folder
        end = "" if self.maildir else ".eml"
        for number in count(1):
            final = into / f"{_stem(parcel)}{f'-{number}' if number > 1 else ''}{end}"
            try:
                self._name(partial, final)
            except FileExistsError:
                continue
            _sync_folder(into)
            return final
        message = "numbers do not end"
        raise AssertionError(message)

    def _name(self, partial: Path, final: Path) -> None:
        """Give the file its name.

        Raises:
            FileExistsError: Another one has it.
        """
        try:
            self.link(partial, final)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            os.close(os.open(final, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            partial.replace(final)


def _stem(parcel: Parcel) -> str:
    """Return a name that is the same for the same mail, and that no recipient can misuse."""
    kind_and_day = parcel.message_id.strip("<>").rpartition("@")[0].rpartition(".")[0]
    safe = "".join(char if char.isalnum() or char == "." else "-" for char in kind_and_day)
    whose = hashlib.sha256(parcel.recipient.lower().encode()).hexdigest()[:10]
    return f"{safe.strip('.') or 'mail'}.{whose}"


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Have the name survive a power cut, where the system lets folders be synced."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _said(folder: Path, error: OSError) -> str:
    return f"{folder}: cannot be written: {error.strerror or error}"
