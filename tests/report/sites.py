"""Sites for the report's tests, made of the digest's events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import PurePosixPath

from digest.builders import meta_event, other_event
from digest.pieces import COVERAGE, INSTRUMENTS, NARRATIVES, SECTORS, ZONE, at
from tapestory.model import (
    EventView,
    FalsifierState,
    FalsifierStatus,
    NarrativeAccount,
    NarrativeVoice,
    SharePoint,
    Stance,
)
from tapestory.report import KeptEdition, NarrativeFare, Site, SiteEvent, build

MAIL = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>Friday</title>'
    "<style>a { color: #000000; }</style></head>\n"
    '<body style="margin: 0"><p class="lede">It moved. <a href="https://a.example/">All</a></p>'
    "</body></html>\n"
)


def with_errors(view: EventView) -> EventView:
    """Return the event with a t for each move, so that their ranges are known."""
    moves = tuple(
        replace(move, t=move.abnormal / 0.02) if move.abnormal else move for move in view.moves
    )
    return replace(view, moves=moves)


def edition(html: str = MAIL, *, key: str = "m1", subject: str = "Friday 3 July") -> KeptEdition:
    """Return a digest as it was mailed."""
    return KeptEdition(
        id=key, day=date(2026, 7, 3), subject=subject, made_at=at(3, 10), html=html, text="Text"
    )


def fares() -> tuple[NarrativeFare, ...]:
    """Return every narrative; the first one is spoken of, on the last day."""
    voice = NarrativeVoice(
        outlet="Tape Watch", at=at(2, 9), evidence=meta_event().narrative_evidence[0]
    )
    first, *others = NARRATIVES.values()
    points = tuple(
        SharePoint(
            since=at(day, 10),
            until=at(day + 1, 10),
            share=0.5 if day == 2 else None,
            outlets=2 if day == 2 else 0,
        )
        for day in (1, 2)
    )
    account = NarrativeAccount(
        narrative=first.id,
        supports=2,
        disputes=1,
        reports=0,
        share=0.5,
        disagreement=None,
        momentum=None,
        first=voice,
        quotes={Stance.SUPPORTS: voice},
    )
    open_ = FalsifierStatus(text="Prices rise", state=FalsifierState.OPEN, why="no value")
    return (
        NarrativeFare(narrative=first, account=account, points=points, falsifiers=(open_,)),
        *(NarrativeFare(narrative=other, account=None, points=points) for other in others),
    )


def site_of(
    views: Sequence[EventView] | None = None, *, base_url: str = "", title: str = "Tapestory"
) -> Site:
    """Return a site of these events; of the type case and a small one unless they are given."""
    if views is None:
        views = (
            with_errors(meta_event()),
            other_event("0small00", "CoreWeave opens a hall", raw=-0.04),
        )
    return Site(
        title=title,
        base_url=base_url,
        zone=ZONE,
        coverage=replace(COVERAGE, since=COVERAGE.until - timedelta(days=30)),
        events=tuple(
            SiteEvent(view=view, changed=view.event.first_seen + timedelta(hours=1))
            for view in views
        ),
        passed_over=3,
        instruments=INSTRUMENTS,
        sectors=SECTORS,
        narratives=fares(),
        editions=(edition(),),
    )


def empty_site() -> Site:
    """Return a site of a store that holds nothing."""
    return replace(
        site_of(()),
        passed_over=0,
        narratives=(),
        editions=(),
        coverage=replace(COVERAGE, articles=0, failing_feeds=(), prices=False),
    )


def pages(files: Mapping[PurePosixPath, bytes]) -> dict[str, str]:
    """Return the pages of a site by path, without its feed."""
    return {str(path): data.decode() for path, data in files.items() if path.suffix == ".html"}


def built(site: Site | None = None) -> dict[str, str]:
    """Return the pages of a site by path."""
    return pages(build(site or site_of()))
