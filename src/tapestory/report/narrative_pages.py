"""Narratives with their fare → a page for each, and the list with their shares over time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from tapestory.digest.edition import Chip
from tapestory.digest.inert import one_line, quotation
from tapestory.digest.lead import event_title
from tapestory.digest.naming import Names
from tapestory.digest.tape_words import tape_chip, tape_words
from tapestory.digest.wording import clock_time, count
from tapestory.model import FalsifierStatus, NarrativeVoice, Prediction, Stance
from tapestory.report.addresses import page_of
from tapestory.report.frame import Frame, Page
from tapestory.report.heatmap import sector_name
from tapestory.report.listing import Tag
from tapestory.report.shares import share_chart, share_charts, side_words
from tapestory.report.site import NarrativeFare

FOLDER = "narratives"
_STANCES = {
    Stance.SUPPORTS: "which supports it",
    Stance.DISPUTES: "which disputes it",
    Stance.REPORTS: "which only reports it",
}
_ARROWS = {"up": "↑ up", "down": "↓ down", "flat": "→ flat"}


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceLine:
    """What one article says of a narrative."""

    text: str
    lang: str
    outlet: str
    when: str
    stance: str
    title: str
    path: str
    """Of the event that its article belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictionLine:
    """What a narrative predicts for one sector."""

    name: str
    path: str
    direction: str
    mechanism: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """An event in which somebody speaks of a narrative."""

    title: str
    path: str
    counts: str
    verdict: Chip
    tape: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FalsifierLine:
    """What would disprove a narrative, and whether it has happened."""

    text: str
    state: str
    why: str


def narrative_pages(frame: Frame) -> Iterator[Page]:
    """Yield a page for each narrative, and the list."""
    for fare in frame.site.narratives:
        yield _narrative_page(frame, fare)
    reader = frame.reader
    charts = share_charts(frame.site.narratives, frame.pages, zone=reader.zone, year=reader.year)
    context = {
        "shares": [chart for chart in charts if chart.spoken],
        "silent": [chart for chart in charts if not chart.spoken],
    }
    yield frame.page(PurePosixPath(FOLDER, "index.html"), "narratives", "Narratives", context)


def _narrative_page(frame: Frame, fare: NarrativeFare) -> Page:
    narrative, reader = fare.narrative, frame.reader
    known = frame.site.narratives_by_id
    chart = share_chart(fare, frame.pages, zone=reader.zone, year=reader.year)
    context = {
        "id": one_line(narrative.id, 60),
        "chart": chart,
        "opposes": [
            Tag(text=one_line(known[other].name, 80), path=frame.pages.narrative(other))
            for other in narrative.opposes
            if other in known
        ],
        "quotes": list(_quotes(frame, fare)),
        "predictions": [_prediction(frame, item) for item in narrative.predictions],
        "events": list(_told_events(frame, narrative.id)),
        "falsifiers": [_falsifier(status) for status in fare.falsifiers],
    }
    return frame.page(page_of(FOLDER, narrative.id), "narrative", chart.name, context)


def _quotes(frame: Frame, fare: NarrativeFare) -> Iterator[VoiceLine]:
    if fare.account is None:
        return
    for stance in _STANCES:
        if stance in fare.account.quotes:
            yield _voice(frame, stance, fare.account.quotes[stance])


def _voice(frame: Frame, stance: Stance, voice: NarrativeVoice) -> VoiceLine:
    wanted = voice.evidence.article_id
    reader = frame.reader
    view, member = next(
        (
            (view, member)
            for view in frame.views
            for member in view.articles
            if member.article.id == wanted
        ),
        (None, None),
    )
    return VoiceLine(
        text=quotation(voice.evidence.sentence),
        lang=member.article.lang if member else "",
        outlet=one_line(voice.outlet, 60),
        when=clock_time(voice.at, zone=reader.zone, year=reader.year),
        stance=_STANCES[stance],
        title=event_title(view) if view else "",
        path=frame.pages.event(view.event.id) if view else "",
    )


def _prediction(frame: Frame, item: Prediction) -> PredictionLine:
    within = "" if item.horizon == 0 else f", within {count(item.horizon, 'session')}"
    if item.party:
        instrument = frame.site.instruments.get(item.sector)
        name = one_line(instrument.name if instrument else item.sector, 40)
        path = frame.pages.ticker(item.sector)
    else:
        name = sector_name(item.sector, frame.site.sectors)
        path = frame.pages.sector(item.sector)
    return PredictionLine(
        name=name,
        path=path,
        direction=f"{_ARROWS[item.direction]}{within}",
        mechanism=one_line(item.mechanism, 240),
    )


def _told_events(frame: Frame, narrative: str) -> Iterator[ToldEvent]:
    for view in frame.views:
        share = next((one for one in view.shares if one.narrative == narrative), None)
        if share is None:
            continue
        names = Names(view=view, sectors=frame.reader.sectors)
        yield ToldEvent(
            title=event_title(view),
            path=frame.pages.event(view.event.id),
            counts=f"{side_words(share)}.",
            verdict=tape_chip(view.tape.get(narrative)),
            tape=tape_words(view.tape.get(narrative), names),
        )


def _falsifier(status: FalsifierStatus) -> FalsifierLine:
    return FalsifierLine(
        text=one_line(status.text, 240),
        state=status.state.value.replace("_", " "),
        why=one_line(status.why, 240),
    )
