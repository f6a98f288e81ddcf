"""Events → the lines under which lists of events show them, and their days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from tapestory.digest.citations import Citations
from tapestory.digest.course import first_told, state_chip
from tapestory.digest.edition import Chip
from tapestory.digest.headline import leading_moves
from tapestory.digest.inert import one_line
from tapestory.digest.lead import Reader, event_title, title_lang
from tapestory.digest.naming import Names
from tapestory.digest.origins import origin_words
from tapestory.digest.wording import long_day
from tapestory.model import EventView, RelatedEvent, Role
from tapestory.report.addresses import Pages

MOVES = 3
_RELATIONS = {
    "precursor": "before it",
    "follow_on": "follows on it",
    "same_parties": "another of the same parties",
    "part_of": "told by it among others",
    "covers": "a round-up that tells of it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event in a list."""

    id: str
    title: str
    lang: str
    path: str
    """Below the site."""
    state: Chip
    moves: str
    sources: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDay:
    """The events of which the last article is of one day."""

    heading: str
    lines: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A word that leads somewhere."""

    text: str
    path: str
    """Below the site; empty where there is no page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedLine:
    """An event beside another one."""

    title: str
    path: str
    relation: str


def event_line(view: EventView, reader: Reader, pages: Pages) -> EventLine:
    """Return an event in a list."""
    names = Names(view=view, sectors=reader.sectors)
    return EventLine(
        id=view.event.id,
        title=event_title(view),
        lang=title_lang(view),
        path=pages.event(view.event.id),
        state=state_chip(view.verification),
        moves=", ".join(leading_moves(view, names, most=MOVES)),
        sources=origin_words(view, Citations(view.articles)),
        when=first_told(view, zone=reader.zone, year=reader.year),
    )


def by_day(views: Iterable[EventView], reader: Reader, pages: Pages) -> tuple[EventDay, ...]:
    """Return events under the days of their last articles; both in the order given."""
    return tuple(
        EventDay(
            heading=long_day(day),
            lines=tuple(event_line(view, reader, pages) for view in group),
        )
        for day, group in groupby(views, key=lambda view: last_day(view, reader.zone))
    )


def last_day(view: EventView, zone: ZoneInfo) -> date:
    """Return the reader's day of an event's last article."""
    return max(member.article.time for member in view.articles).astimezone(zone).date()


def concerned(view: EventView, reader: Reader, pages: Pages) -> tuple[tuple[str, list[Tag]], ...]:
    """Return role → whom an event concerns in it, subjects first; empty roles are left out."""
    names = Names(view=view, sectors=reader.sectors)
    found: dict[Role, list[Tag]] = {role: [] for role in Role}
    for link in view.links:
        if link.symbol is not None:
            tag = Tag(text=names.short(link.symbol), path=pages.ticker(link.symbol))
            found[link.role].append(tag)
        elif link.sector is not None:
            tag = Tag(text=names.sector(link.sector), path=pages.sector(link.sector))
            found[link.role].append(tag)
    return tuple((role.value.capitalize(), tags) for role, tags in found.items() if tags)


def related_lines(related: Sequence[RelatedEvent], pages: Pages) -> tuple[RelatedLine, ...]:
    """Return the events beside an event, the closest first."""
    return tuple(
        RelatedLine(
            title=one_line(other.title, 160) or "(no title)",
            path=pages.event(other.id),
            relation=_RELATIONS.get(other.relation, other.relation.replace("_", " ")),
        )
        for other in related
    )
