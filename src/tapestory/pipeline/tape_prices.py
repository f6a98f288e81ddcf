"""Bars that came or changed → the events whose narratives are measured with them, due again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from tapestory.model import Narrative, Universe
from tapestory.pipeline.components import Components
from tapestory.store import Session
from tapestory.store.measuring import open_or_lately_closed


def measure_tape_again(
    components: Components,
    session: Session,
    symbols: Collection[str],
    sessions: tuple[date, date],
) -> None:
    """Let the tape of events be read again that is made of some bars, or waited for them.

    Only of events with a window that is open, or closed not long ago, and only where a narrative
    was measured that predicts something of those symbols.

    Args:
        components: What to work with.
        session: Writing, in which the bars were kept or judged.
        symbols: Those with a bar that is new or counts otherwise now.
        sessions: The first and the last of those bars.
    """
    concerned = measured_with(symbols, components.narratives, components.universe)
    if concerned:
        since = open_or_lately_closed(components.clock.now())
        session.tape_readings.measure_again(concerned, sessions, since=since)


def measured_with(
    symbols: Collection[str], narratives: Iterable[Narrative], universe: Universe
) -> list[str]:
    """Return the ids of the narratives whose predictions are measured with any of these symbols.

    Those are the companies and the members of the sectors that they speak of. A benchmark is taken
    for everybody's.
    """
    known = universe.instruments
    held = {*symbols, *(known[symbol].sector for symbol in symbols if symbol in known)}
    everybodys = not held.isdisjoint(universe.benchmarks.values())
    return [
        narrative.id
        for narrative in narratives
        if any(everybodys or item.sector in held for item in narrative.predictions)
    ]
