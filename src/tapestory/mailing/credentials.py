"""A password or token as configured → itself, when it is needed; never part of an error."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

from tapestory.errors import MailError

Credential = Callable[[], str]
"""Returns a password or token; raises MailError where there is none to be had."""

_SECONDS = 60.0
"""For a command that asks for a secret: it may have to unlock a keyring."""


def fixed(secret: str) -> Credential:
    """Return a credential that is known already."""
    return lambda: secret


def from_command(argv: tuple[str, ...], *, seconds: float = _SECONDS) -> Credential:
    """Return a credential that a command prints as its first line.

    Args:
        argv: Program and arguments; no shell takes part.
        seconds: After which the command is ended.
    """

    def ask() -> str:
        program = argv[0]
        try:
            answer = subprocess.run(  # noqa: S603 - the command that the user configured
                argv,
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
            )
        except OSError as error:
            message = f"{program}: cannot be run for the password: {error.strerror or error}"
            raise MailError(message) from None
        except subprocess.TimeoutExpired:
            message = f"{program}: printed no password in {seconds:g} s"
            raise MailError(message) from None
        # What it printed may be, or hold, the secret: neither is quoted.
        if answer.returncode:
            message = f"{program}: exit {answer.returncode} instead of a password"
            raise MailError(message)
        first = answer.stdout.decode("utf-8", "replace").partition("\n")[0].rstrip("\r")
        if not first:
            message = f"{program}: printed no password"
            raise MailError(message)
        return first

    return ask
