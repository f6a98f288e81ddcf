"""Where the files that ship with the program are: config templates and migrations.

In a wheel they lie inside the package; in a checkout, at the top of the repository.
"""

from __future__ import annotations

from pathlib import Path

from tapestory.errors import StoreError

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def shipped(folder: str) -> Path:
    """Return the folder of that name ("config", "migrations") that came with this installation.

    Raises:
        StoreError: The installation is incomplete.
    """
    for candidate in (_PACKAGE / f"_{folder}", _CHECKOUT / folder):
        if candidate.is_dir():
            return candidate
    message = f"this installation has no {folder}/ folder"
    raise StoreError(message, hint="Reinstall tapestory: pip install --force-reinstall tapestory")
