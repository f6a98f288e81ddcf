"""An event's storyline and its relations → the chain before and after it, and lines of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tapestory.cli.output import Column, Document
from tapestory.cli.terminal import fitted, plain, width_of
from tapestory.cli.times import day_shown, iso
from tapestory.digest.wording import count, short_day
from tapestory.model import EventView, RelatedEvent, Relation

RELATION_WORDS: Mapping[str, str] = {
    Relation.PRECURSOR: "precursor",
    Relation.FOLLOW_ON: "follow-on",
    Relation.SAME_PARTIES: "other deal",
    Relation.PART_OF: "part of it",
    Relation.COVERS: "round-up",
}
_THIS = "this event"
_NEARBY = 5
"""Events of the chain that are shown on either side of an event beside its own steps."""
_MOST_RELATED = 8


def chain(view: EventView, events: Sequence[tuple[Document, datetime]]) -> list[dict[str, Any]]:
    """Return the events of a storyline in the order in which they happened.

    Args:
        view: The event that is looked at.
        events: The summary of each event of its storyline, and when it happened.

    Returns:
        Each summary with "happened" and "relation": what it is to the event looked at, "self" for
        that one, None for those that the storyline alone connects to it.
    """
    relations = {related.id: str(related.relation) for related in view.related}
    found = []
    for summary, happened in sorted(events, key=lambda one: (one[1], one[0]["id"])):
        own = summary["id"] == view.event.id
        relation = "self" if own else relations.get(summary["id"])
        found.append({**summary, "happened": iso(happened), "relation": relation})
    return found


def nearby(steps: Sequence[Document]) -> Sequence[Document]:
    """Return the events just before and after the one that is looked at, that one included."""
    here = next((at for at, step in enumerate(steps) if step["relation"] == "self"), 0)
    return steps[max(0, here - _NEARBY) : here + _NEARBY + 1]


def chain_columns(summary: Sequence[Column], zone: str) -> Sequence[Column]:
    """Return the columns of a chain.

    Args:
        summary: The columns of a list of events.
        zone: The reader's, an IANA name.
    """
    kept = {column.heading: column for column in summary}
    return (
        Column(heading="date", text=lambda step: day_shown(step["happened"], zone)),
        Column(
            heading="",
            text=lambda step: _words(step["relation"]),
            style=lambda step: "bold" if step["relation"] == "self" else "dim",
        ),
        kept["state"],
        kept["biggest moves"],
        kept["event"],
        kept["id"],
    )


def related_lines(view: EventView, *, zone: str, width: int, cut: bool) -> Iterator[str]:
    """Yield a line for each of the closest related events, in the order in which they happened."""
    year = view.as_of.astimezone(ZoneInfo(zone)).year
    shown = sorted(
        view.related[:_MOST_RELATED], key=lambda one: (one.happened is None, one.happened)
    )
    days = [_short(related, zone, year) for related in shown]
    wide = max(map(width_of, days), default=0)
    words = max((width_of(_words(related.relation)) for related in shown), default=0)
    for related, day in zip(shown, days, strict=True):
        head = f"  {fitted(day, wide, right=True)}  {fitted(_words(related.relation), words)}  "
        room = width - width_of(head) - 2 - len(related.id)
        title = plain(related.title)
        shown_title = fitted(title, room) if cut else title
        yield f"{head}{shown_title}  {related.id}"
    rest = len(view.related) - len(shown)
    if rest:
        yield f"  {count(rest, 'more related event')} in --json."


def storyline_words(view: EventView) -> str:
    """Return what to say of the storyline, empty when the event stands alone."""
    storyline = view.storyline
    if storyline is None or len(storyline.events) < 2:
        return ""
    return (
        f"{count(len(storyline.events), 'event')}, {storyline.id}:"
        f" tapestory events timeline {view.event.id} --story"
    )


def _words(relation: str | None) -> str:
    if relation is None:
        return ""
    return _THIS if relation == "self" else RELATION_WORDS.get(relation, relation)


def _short(related: RelatedEvent, zone: str, year: int) -> str:
    if related.happened is None:
        return ""
    return short_day(related.happened.astimezone(ZoneInfo(zone)).date(), year=year)
