"""A measured move → three answers that stand side by side: moved, linked, clean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tapestory.model.reactions import Linked, Move, MoveStatus

MOVED_AT: Final = 0.05
"""Up to this q (or p, of what was tested by itself) an instrument is said to have moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What may be said of one move. No answer follows from another, and none is their sum."""

    moved: bool | None
    """Whether it went farther than chance explains; None where that was not tested."""
    linked: Linked
    clean: bool | None
    """Whether nothing else that we know of came into the sessions of the window; None before
    they have passed, and where the exchange has no session for the event."""


def answers(move: Move) -> Answers:
    """Return the three answers of a move, whose confounders have been filled in.

    What was tested together with others is judged by `q`, what was measured by itself by `p`.
    """
    judged = move.q if move.q is not None or move.family is not None else move.p
    passed = move.session is not None and move.status is not MoveStatus.PENDING
    return Answers(
        moved=None if judged is None else judged <= MOVED_AT,
        linked=move.linked,
        clean=not move.confounders if passed else None,
    )
