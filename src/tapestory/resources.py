"""Where the files that ship with the program are: config templates, migrations and the manual.

In a wheel they lie inside the package; in a checkout, at the top of the repository.
"""

from __future__ import annotations

from pathlib import Path

from tapestory.errors import StoreError

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent

MAIL_PAGE = "tapestory manual mail"
PRICES_PAGE = "tapestory manual prices"
CONFOUNDERS_PAGE = "tapestory manual confounders"
"""For hints: a program that was installed has no docs/ folder beside it, but prints its pages."""


def shipped(folder: str) -> Path:
    """Return the folder of that name ("config", "migrations", "docs") that this installation has.

    Raises:
        StoreError: The installation is incomplete.
    """
    for candidate in (_PACKAGE / f"_{folder}", _CHECKOUT / folder):
        if candidate.is_dir():
            return candidate
    message = f"this installation has no {folder}/ folder"
    raise StoreError(message, hint="Reinstall tapestory: pip install --force-reinstall tapestory")
