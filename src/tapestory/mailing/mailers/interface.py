"""What every way of sending a mail promises: tests/mailing/mailer_contract.py holds them to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tapestory.model import DeliveryOutcome, Parcel

Steps = Callable[[str], None]
"""Is told what is done, step by step, in words for a person; never a secret."""


def unheard(_step: str) -> None:
    """Listen to no step."""


class Mailer(Protocol):
    """A way of sending mail."""

    @property
    def name(self) -> str:
        """Where it sends to, in a few words: "smtp mail.example.org:587"."""
        ...

    def send(
        self,
        parcel: Parcel,
        *,
        handing_over: Callable[[], None],
        steps: Steps = unheard,
    ) -> DeliveryOutcome:
        """Hand a mail over once, and say how that ended.

        `handing_over` is called exactly once and directly before the first byte of the mail goes
        out, and not at all when it does not come to that: whoever is killed before has certainly
        not sent it. What it raises ends the attempt, with nothing sent, and is passed on.

        No failure of the world outside is raised: it is the outcome. `UNKNOWN` is said only when
        everything was handed over and no answer came.

        Args:
            parcel: What, from whom, to whom.
            handing_over: Called at the point of no return.
            steps: Is told what is done.
        """
        ...
