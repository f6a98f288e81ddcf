"""Event views and coverage → the edition of one day; pure, and nothing in it but what they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from tapestory.digest.citations import Citations
from tapestory.digest.edition import CompactEvent, Edition
from tapestory.digest.inert import one_line, safe_url
from tapestory.digest.lead import (
    Reader,
    event_title,
    lead_event,
    origin_words,
    state_chip,
)
from tapestory.digest.move_table import leading_moves
from tapestory.digest.naming import Names
from tapestory.digest.ranking import (
    concerns_somebody,
    independent_outlets,
    newsworthy,
    ranked,
)
from tapestory.digest.wording import clock_time, count, listing, long_day
from tapestory.model import (
    Coverage,
    EventView,
    MemberArticle,
    Narrative,
    Sector,
    VerificationState,
)

MAX_FAILING_SHOWN = 5

_SUBJECT_STATES = {
    VerificationState.RUMOUR: "unconfirmed",
    VerificationState.REPORTED: "unconfirmed",
    VerificationState.CONFIRMED: "",
    VerificationState.DENIED: "denied",
    VerificationState.STALE: "gone quiet",
}
_CAUTIONS = (
    "Moves are associated with events, not shown to be caused by them.",
    "Machine-made summary of public articles. Not investment advice.",
)


def compose(  # noqa: PLR0913 - the stage's agreed signature: each argument is a different noun
    views: Sequence[EventView],
    coverage: Coverage,
    *,
    day: date,
    zone: str,
    narratives: Mapping[str, Narrative],
    sectors: Mapping[str, Sector],
    max_events: int = 12,
    sample: bool = False,
) -> Edition:
    """Return the edition of `day`: the leading event in full, the others in one headline each.

    Args:
        views: The events of the window, in any order, as knowable at its end.
        coverage: The window and what else it held.
        day: The reader's date, printed on top.
        zone: IANA name of the reader's zone; decides what day a time falls on.
        narratives: By id; evidence for others is not printed.
        sectors: By id.
        max_events: The lead included; the rest is counted.
        sample: Whether it shows the sample that ships with the program; said on top.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: There is no such zone.
    """
    reader = Reader(
        zone=ZoneInfo(zone),
        year=day.year,
        narratives=narratives,
        sectors=sectors,
        prices=coverage.prices,
    )
    telling = ranked(newsworthy(views), until=coverage.until)
    shown = telling[: max(max_events, 1)]
    lead = lead_event(shown[0], reader) if shown else None
    others = tuple(_compact(view, reader) for view in shown[1:])
    foreign = sum(not concerns_somebody(view) for view in views)
    single = len(views) - len(telling) - foreign
    return Edition(
        day=day,
        zone=zone,
        until=coverage.until,
        heading=long_day(day),
        tally=_tally(shown),
        preheader=_preheader(shown, ", ".join(lead.moves) if lead else ""),
        sample=sample,
        lead=lead,
        others=others,
        more_events=len(telling) - len(shown),
        left_out=_left_out(single, foreign),
        list_command=(
            f"tapestory events list --since {coverage.since.astimezone(reader.zone):%Y-%m-%d}"
        ),
        subject_lead=event_title(shown[0]) if shown else "",
        subject_moves=lead.moves if lead else (),
        subject_state=_SUBJECT_STATES[shown[0].verification.state] if shown else "",
        coverage=_coverage_lines(coverage, reader),
        cautions=_CAUTIONS,
    )


def _compact(view: EventView, reader: Reader) -> CompactEvent:
    citations = Citations(view.articles)
    names = Names(view=view, sectors=reader.sectors)
    outlets = [one_line(outlet, 40) for outlet in independent_outlets(view)]
    return CompactEvent(
        id=view.event.id,
        title=event_title(view),
        url=_address(view, citations.masters),
        state=state_chip(view.verification),
        moves=", ".join(leading_moves(view, names, most=3)),
        sources=f"{origin_words(view, citations)}: {listing(outlets, most=3)}",
    )


def _address(view: EventView, masters: Sequence[MemberArticle]) -> str:
    """Return where to read it: the article whose headline the event carries, else the earliest."""
    same_words = [m for m in masters if m.article.title.strip() == view.event.title.strip()]
    links = (safe_url(member.article.url) for member in (*same_words, *masters))
    return next((link for link in links if link), "")


def _tally(shown: Sequence[EventView]) -> str:
    if not shown:
        return "no events"
    articles = sum(len(view.articles) for view in shown)
    return f"{count(len(shown), 'event')} from {count(articles, 'article')}"


def _preheader(shown: Sequence[EventView], moves: str) -> str:
    if not shown:
        return "No event was told by more than one source."
    state = state_chip(shown[0].verification).text
    first = ". ".join(part for part in (state, moves) if part)
    also = "; ".join(one_line(view.event.title, 60) for view in shown[1:3])
    return one_line(f"{first}. Also: {also}" if also else f"{first}.", 180)


def _left_out(single: int, foreign: int) -> str:
    parts = [count(single, "single-source item")] if single else []
    if foreign:
        verb = "concerns" if foreign == 1 else "concern"
        parts.append(f"{count(foreign, 'event')} that {verb} no ticker or sector")
    if not parts:
        return ""
    verb = "is" if single + foreign == 1 else "are"
    return f"{' and '.join(parts)} {verb} not shown."


def _coverage_lines(coverage: Coverage, reader: Reader) -> tuple[str, ...]:
    year, zone = reader.year, reader.zone
    since = clock_time(coverage.since, zone=zone, year=year)
    until = clock_time(coverage.until, zone=zone, year=year)
    lines = [
        f"Covers {since} to {until} ({zone.key}). {count(coverage.articles, 'article')} read.",
    ]
    failing = coverage.failing_feeds
    if failing:
        named = listing([one_line(feed, 90) for feed in failing], most=MAX_FAILING_SHOWN)
        lines.append(f"{count(len(failing), 'feed')} failed and may be missing here: {named}.")
    if not coverage.prices:
        lines.append("No prices are stored: tapestory prices import FILE.")
    return tuple(lines)
