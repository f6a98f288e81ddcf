"""The narratives that an event's articles speak of → whose prices are to be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tapestory import narratives
from tapestory.model import EventId, Narrative
from tapestory.moves import EventToMeasure
from tapestory.pipeline.components import Components
from tapestory.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class TapeTask:
    """What is to be looked at for an event. It follows from texts alone."""

    event_id: EventId
    day0: Mapping[str, date]
    told: tuple[Narrative, ...]
    """Those that its articles speak of."""
    rivals: tuple[Narrative, ...] = ()
    """The others that one of these opposes, or that opposes one."""

    @property
    def every(self) -> tuple[Narrative, ...]:
        """All whose predictions are measured."""
        return (*self.told, *self.rivals)

    @property
    def measuring(self) -> EventToMeasure:
        """The same as instruments and sectors: tells which bars are needed."""
        found = [item for narrative in self.every for item in narrative.predictions]
        return EventToMeasure(
            event_id=self.event_id,
            day0=self.day0,
            named=tuple(dict.fromkeys(item.sector for item in found if item.party)),
            sectors=tuple(dict.fromkeys(item.sector for item in found if not item.party)),
        )


def told_by_articles(session: Session, event_id: EventId) -> list[str]:
    """Return the narratives that an event's articles speak of, copies left out."""
    members = session.events.members(event_id)
    readings = session.readings.get_many(
        article.id for article, _ in members if article.copy_of is None
    )
    return [item.narrative for said in readings.values() for item in said.narratives]


def tape_task(
    components: Components, event_id: EventId, day0: Mapping[str, date], ids: Iterable[str]
) -> TapeTask:
    """Return what to look at for an event whose articles speak of these narratives."""
    known = components.narratives_by_id
    told = tuple(
        known[narrative_id] for narrative_id in dict.fromkeys(ids) if narrative_id in known
    )
    return TapeTask(
        event_id=event_id,
        day0=day0,
        told=told,
        rivals=tuple(
            other
            for other in components.narratives
            if other not in told and any(narratives.opposed_to(one, other) for one in told)
        ),
    )
