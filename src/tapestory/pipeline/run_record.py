"""A command that changes the store → a row of its runs: begun, ended, and its counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tapestory.clock import Clock
from tapestory.store import Store


@contextmanager
def recorded(
    store: Store, clock: Clock, command: str, *, on_begun: Callable[[int], None]
) -> Iterator[dict[str, int]]:
    """Note the beginning and the end of a command; give what its counts go into.

    A command that fails is never noted as ended, as one that crashes is not.

    Args:
        store: Open.
        clock: Tells when.
        command: Its name.
        on_begun: Told the number of the run.
    """
    with store.writing() as session:
        number = session.runs.start(command, clock.now())
    on_begun(number)
    counts: dict[str, int] = {}
    yield counts
    with store.writing() as session:
        session.runs.finish(number, clock.now(), counts)
