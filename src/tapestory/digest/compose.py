"""Event views and coverage → the edition of one day; pure, and nothing in it but what they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from tapestory.digest.changes import Update, updates
from tapestory.digest.choice import Choice, choose
from tapestory.digest.citations import Citations
from tapestory.digest.course import first_told, state_chip
from tapestory.digest.edition import CompactEvent, Edition, LeadEvent
from tapestory.digest.headline import MOST_LEADING, headline_moves, subject_moves
from tapestory.digest.inert import one_line, safe_url
from tapestory.digest.lead import Reader, carries_title, event_title, lead_event, title_lang
from tapestory.digest.memory import added, facts_of
from tapestory.digest.naming import Names
from tapestory.digest.origins import origin_words
from tapestory.digest.ranking import (
    NOTHING_TOLD,
    independent_outlets,
    is_dated,
)
from tapestory.digest.wording import clock_time, count, listing, long_day, sure_words
from tapestory.model import (
    Coverage,
    EventId,
    EventView,
    Facts,
    MemberArticle,
    Memory,
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
    told: Memory = NOTHING_TOLD,
    choice: Choice | None = None,
    list_zone: str = "",
) -> Edition:
    """Return the edition of `day`: the leading event in full, the others in one headline each.

    What was told before comes back only when something material has changed, and then says what.

    Args:
        views: The events of the window, or those chosen, in any order, as knowable at its end.
        coverage: The window and what else it held.
        day: The reader's date, printed on top.
        zone: IANA name of the reader's zone; decides what day a time falls on.
        narratives: By id; evidence for others is not printed.
        sectors: By id.
        max_events: The lead included; the rest is counted.
        sample: Whether it shows the sample that ships with the program; said on top.
        told: What the reader knows of which events, from earlier mails.
        choice: What to show of a window, where that was chosen already.
        list_zone: IANA name of the zone in which the command that lists the rest reads a day; the
            reader's if absent.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: There is no such zone.
    """
    reader = _reader(coverage, zone, day.year, narratives, sectors)
    update_of = updates(views, told, sectors=sectors, narratives=narratives)
    choice = choice or choose(views, coverage, told=told, update_of=update_of, most=max_events)
    shown = _shown(views, choice)
    said = {event_id: update.words(day) for event_id, update in update_of.items()}
    lead = _lead(shown[0], reader, update_of, day) if shown else None
    return Edition(
        day=day,
        zone=zone,
        until=coverage.until,
        heading=long_day(day),
        articles=tuple(len(view.articles) for view in shown),
        hint=_hint(shown, reader, said.get(shown[0].event.id, "") if shown else ""),
        sample=sample,
        lead=lead,
        others=tuple(_compact(view, reader, said.get(view.event.id, "")) for view in shown[1:]),
        more_events=choice.more,
        left_out=choice.left_out,
        list_command=_list_command(coverage, list_zone or zone),
        subject_update=bool(lead and lead.update),
        subject_lead=event_title(shown[0]) if shown else "",
        subject_moves=_subject_moves(shown[0], reader) if shown else (),
        subject_state=_SUBJECT_STATES[shown[0].verification.state] if shown else "",
        coverage=_coverage_lines(coverage, reader),
        cautions=_CAUTIONS,
        owed=choice.owed,
        facts=tuple((view.event.id, _known(view, told)) for view in shown),
    )


def _reader(
    coverage: Coverage,
    zone: str,
    year: int,
    narratives: Mapping[str, Narrative],
    sectors: Mapping[str, Sector],
) -> Reader:
    return Reader(
        zone=ZoneInfo(zone),
        year=year,
        narratives=narratives,
        sectors=sectors,
        prices=coverage.prices,
    )


def _shown(views: Sequence[EventView], choice: Choice) -> list[EventView]:
    by_id = {view.event.id: view for view in views}
    return [by_id[event_id] for event_id in choice.shown]


def _list_command(coverage: Coverage, zone: str) -> str:
    since = coverage.since.astimezone(ZoneInfo(zone))
    return f"tapestory events list --since {since:%Y-%m-%d}"


def _known(view: EventView, told: Memory) -> Facts:
    """Return what a reader knows of an event who reads of it now."""
    before = told.get(view.event.id)
    now = facts_of(view)
    if before is None:
        return now
    return added(before.facts, replace(now, parts=tuple(part.id for part in before.parts)))


def _lead(
    view: EventView, reader: Reader, update_of: Mapping[EventId, Update], day: date
) -> LeadEvent:
    update = update_of.get(view.event.id)
    return lead_event(view, reader, update=update.parts(day) if update else ())


def _subject_moves(view: EventView, reader: Reader) -> tuple[str, ...]:
    names = Names(view=view, sectors=reader.sectors)
    return subject_moves(view, names, most=MOST_LEADING)


def _compact(view: EventView, reader: Reader, update: str) -> CompactEvent:
    citations = Citations(view.articles)
    names = Names(view=view, sectors=reader.sectors)
    outlets = [one_line(outlet, 40) for outlet in independent_outlets(view)]
    undated = "" if is_dated(view) else "; undated"
    return CompactEvent(
        id=view.event.id,
        title=event_title(view),
        lang=title_lang(view),
        url=_address(view, citations.masters),
        state=state_chip(view.verification),
        update=update,
        moves=tuple(
            # Its sources are not listed, so that a number would lead nowhere.
            replace(then, cites=())
            for then in headline_moves(view, names, citations, year=reader.year, most=3)
        ),
        sources=f"{origin_words(view, citations)}: {listing(outlets, most=3)}{undated}",
    )


def _address(view: EventView, masters: Sequence[MemberArticle]) -> str:
    """Return where to read it: the article whose headline the event carries, else the earliest."""
    same_words = [member for member in masters if carries_title(member, view)]
    links = (safe_url(member.article.url) for member in (*same_words, *masters))
    return next((link for link in links if link), "")


def _hint(shown: Sequence[EventView], reader: Reader, update: str) -> str:
    """Return what the subject does not say of the leading event."""
    if not shown:
        return "No news by more than one source"
    lead = shown[0]
    hint = update.rstrip(".")
    if not hint:
        origin = origin_words(lead, Citations(lead.articles))
        hint = f"{origin}. {first_told(lead, zone=reader.zone, year=reader.year)}"
    if not _SUBJECT_STATES[lead.verification.state]:  # the subject says only what is in doubt
        hint = f"{sure_words(lead.verification)}. {hint}"
    return hint


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
        failed = f"{count(len(failing), 'feed')} failed and may be missing here: {named}."
        lines.append(f"{failed} tapestory doctor says why.")
    if not coverage.prices:
        lines.append("No prices are stored: tapestory prices import FILE.")
    return tuple(lines)
