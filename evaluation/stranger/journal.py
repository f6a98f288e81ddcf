"""What a stranger does → a line each, with what they saw, and whether it went as the page said."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TextIO

_SHOWN = 5
"""Lines of an answer that are shown where all went well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Both streams, without the lines that are empty."""
        return [line for line in (self.out + self.err).splitlines() if line.strip()]


@dataclass(kw_only=True)
class Journal:
    """Writes each step as it is taken and keeps the stumbles."""

    out: TextIO = field(default_factory=lambda: sys.stdout)
    stumbles: list[str] = field(default_factory=list)
    steps: int = 0
    _began: float = field(default_factory=time.monotonic)

    def chapter(self, title: str) -> None:
        """Begin a part of the way."""
        print(f"\n{title}  ({time.monotonic() - self._began:.0f} s)", file=self.out)

    def told(self, what: str, saw: Iterable[str], stumbles: Sequence[str]) -> None:
        """Print a step: what was done, what was seen, OK or each stumble.

        Args:
            what: The command as typed, or what was done instead.
            saw: Lines.
            stumbles: Where a user would be surprised; none is OK.
        """
        self.steps += 1
        print(f"  {what}", file=self.out)
        lines = list(saw)
        for line in lines[: None if stumbles else _SHOWN]:
            print(f"      {line[:150]}", file=self.out)
        if not stumbles and len(lines) > _SHOWN:
            print(f"      … {len(lines) - _SHOWN} lines more", file=self.out)
        for stumble in stumbles:
            print(f"    STUMBLE: {stumble}", file=self.out)
            self.stumbles.append(f"{what}: {stumble}")
        if not stumbles:
            print("    OK", file=self.out, flush=True)


def surprises(
    answer: Answer, *, code: int = 0, shows: Sequence[str] = (), silent: bool = False
) -> list[str]:
    """Return what would surprise a user in an answer.

    Args:
        answer: Of the command.
        code: How it should end.
        shows: Patterns that should be found in what it prints.
        silent: It should print nothing; every other command should say what it did.
    """
    text = answer.out + answer.err
    found = []
    if "Traceback" in text:
        found.append("a traceback")
    if answer.code != code:
        found.append(f"exit code {answer.code} instead of {code}")
    if answer.code == 0 and code == 0 and bool(text.strip()) == silent:
        found.append("it says something" if silent else "it says nothing of what it did")
    if code not in (0, 5) and not re.search(r"error: .+\n +\S", answer.err):
        found.append("an error without a word on what to do next")
    missed = (shown for shown in shows if not re.search(shown, text, re.MULTILINE))
    return found + [f"nothing like {shown!r}" for shown in missed]
