"""An event, or several, → strips on which articles, states and sessions stand at their times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from tapestory.digest.citations import outlet_of
from tapestory.digest.course import STEP_WORDS, TONES, state_chip
from tapestory.digest.inert import one_line, safe_url
from tapestory.digest.lead import event_title
from tapestory.digest.wording import city, clock_time, count, listing, percent, short_day
from tapestory.model import (
    EventView,
    MemberArticle,
    Move,
    Precision,
    VerificationChange,
)
from tapestory.report.addresses import Pages
from tapestory.report.scale import WIDTH, TimeScale

MAX_STEPS = 40
"""Articles told one by one; what an event became and its sessions are always told."""
_LEAST = timedelta(hours=18)
_STEPS: tuple[tuple[int | None, int, str], ...] = (
    (16, 1, ""),
    (120, 7, ", one a week"),
    (None, 30, ", every thirty days"),
)
"""Up to how many days, how many lie between two lines, and how that is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a lane."""

    x: float
    width: float
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One row of a strip."""

    label: str
    summary: str
    """What it shows, in words."""
    ticks: tuple[float, ...] = ()
    faint: tuple[float, ...] = ()
    """Copies."""
    spans: tuple[Span, ...] = ()
    path: str = ""
    """Where its label leads, below the site."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Lanes over one stretch of time."""

    lanes: tuple[Lane, ...]
    grid: tuple[float, ...]
    """Where days, or weeks, begin."""
    lines: str
    """What its lines are, in words."""
    first: str
    middle: str
    last: str
    """The days at its ends and in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happened to an event."""

    when: str
    kind: str
    text: str
    tone: str = "plain"
    url: str = ""
    """Of the article, where it has one that can be linked."""
    lang: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What happened, in the order of time."""

    steps: tuple[Step, ...]
    more: int
    """Articles left out."""


def event_strip(view: EventView, *, zone: ZoneInfo, year: int) -> Strip:
    """Return an event's own strip: its articles, their copies, its states, its sessions."""
    days = [day for day in view.day0.values() if _has_move_on(view, day)]
    changes = sorted(view.verification.history, key=lambda change: change.at)
    bounds = [_bounds(day, zone) for day in days]
    times = [member.article.time for member in view.articles]
    times += [change.at for change in changes]
    scale = TimeScale.of([*times, *(at for pair in bounds for at in pair)], least=_LEAST)
    original, copies = _parted(view)
    lanes = [
        Lane(
            label="Articles",
            summary=_article_words(original, copies),
            ticks=_positions(original, scale),
            faint=_positions(copies, scale),
            note=_article_words(original, copies).removesuffix("."),
        )
    ]
    states = _states(changes, scale, max(view.as_of, scale.until))
    if states:
        said = list(dict.fromkeys(STEP_WORDS[change.state] for change in changes))
        told = ", then ".join([said[0], *(words.lower() for words in said[1:])])
        lanes.append(Lane(label="State", summary=f"State: {told}.", spans=states, note=told))
    if days:
        lanes.append(_session_lane(view, days, scale, zone, year))
    return _strip(lanes, scale, zone, year)


def events_strip(
    views: Sequence[EventView],
    pages: Pages,
    *,
    since: datetime,
    until: datetime,
    zone: ZoneInfo,
) -> Strip:
    """Return one lane for each event, all over the same stretch."""
    times = [max(member.article.time, since) for view in views for member in view.articles]
    scale = TimeScale.of([*times, until], least=_LEAST)
    year = until.astimezone(zone).year
    lanes = []
    for view in views:
        original, copies = _parted(view)
        chip = state_chip(view.verification)
        lanes.append(
            Lane(
                label=event_title(view),
                summary=_article_words(original, copies),
                ticks=_positions(original, scale),
                faint=_positions(copies, scale),
                path=pages.event(view.event.id),
                note=f"{chip.text}, {count(len(view.articles), 'article')}",
            )
        )
    return _strip(lanes, scale, zone, year)


def event_steps(view: EventView, *, zone: ZoneInfo, year: int) -> Steps:
    """Return what happened to an event, the earliest first."""
    articles = sorted(view.articles, key=lambda member: (member.article.time, member.article.id))
    shown = articles[:MAX_STEPS]
    found = [
        *((member.article.time, 0, _article_step(member, zone, year)) for member in shown),
        *((change.at, 1, _change_step(change, zone, year)) for change in view.verification.history),
        *_session_steps(view, zone, year),
    ]
    found.sort(key=lambda item: item[:2])
    return Steps(steps=tuple(step for _, _, step in found), more=len(articles) - len(shown))


def _parted(view: EventView) -> tuple[list[MemberArticle], list[MemberArticle]]:
    original = [member for member in view.articles if member.article.copy_of is None]
    copies = [member for member in view.articles if member.article.copy_of is not None]
    return original, copies


def _positions(members: Iterable[MemberArticle], scale: TimeScale) -> tuple[float, ...]:
    return tuple(sorted({scale.at(member.article.time) for member in members}))


def _article_words(original: Sequence[MemberArticle], copies: Sequence[MemberArticle]) -> str:
    outlets = {member.article.outlet or member.article.id for member in original}
    words = f"{count(len(original), 'article')} from {count(len(outlets), 'outlet')}"
    return f"{words}, and {count(len(copies), 'copy', 'copies')}." if copies else f"{words}."


def _states(
    changes: Sequence[VerificationChange], scale: TimeScale, end: datetime
) -> tuple[Span, ...]:
    edges = [change.at for change in changes] + [end]
    return tuple(
        Span(
            x=scale.at(since),
            width=round(scale.at(until) - scale.at(since), 1),
            tone=TONES[change.state],
        )
        for change, (since, until) in zip(changes, pairwise(edges), strict=True)
    )


def _session_lane(
    view: EventView, days: Sequence[date], scale: TimeScale, zone: ZoneInfo, year: int
) -> Lane:
    places: dict[date, list[str]] = {}
    for mic, day in sorted(view.day0.items()):
        if day in days and city(mic) and city(mic) not in places.setdefault(day, []):
            places[day].append(city(mic))
    spans = []
    for day in sorted(set(days)):
        start, end = _bounds(day, zone)
        left, right = scale.at(start), scale.at(end)
        spans.append(Span(x=left, width=round(right - left, 1), tone="session"))
    told = [
        f"{short_day(day, year=year)} in {listing(found)}"
        for day, found in sorted(places.items())
        if found
    ]
    words = f"First sessions that could react: {'; '.join(told)}." if told else ""
    return Lane(label="Day 0", summary=words, spans=tuple(spans), note="; ".join(told))


def _has_move_on(view: EventView, day: date) -> bool:
    return any(move.session == day and move.window == (0, 0) for move in view.moves)


def _bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    start = datetime.combine(day, time(), tzinfo=zone)
    return start, datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)


def _strip(lanes: Sequence[Lane], scale: TimeScale, zone: ZoneInfo, year: int) -> Strip:
    first = scale.since.astimezone(zone).date()
    days = (scale.until.astimezone(zone).date() - first).days
    step, spoken = next((s, words) for most, s, words in _STEPS if most is None or days <= most)
    starts = (first + timedelta(days=at) for at in range(1, days + 1, step))
    found = (scale.at(datetime.combine(day, time(), tzinfo=zone)) for day in starts)
    middle = scale.since + (scale.until - scale.since) / 2
    ends = [
        short_day(instant.astimezone(zone).date(), year=year)
        for instant in (scale.since, middle, scale.until)
    ]
    return Strip(
        lanes=tuple(lanes),
        grid=tuple(x for x in found if 0 < x < WIDTH),
        lines=f"Vertical lines: midnights{spoken}",
        first=ends[0],
        middle=ends[1] if ends[1] not in {ends[0], ends[2]} else "",
        last=ends[2],
    )


def _article_step(member: MemberArticle, zone: ZoneInfo, year: int) -> Step:
    article = member.article
    when = clock_time(article.time, zone=zone, year=year)
    if article.published.precision in {Precision.DAY, Precision.MONTH}:
        when = when.rpartition(",")[0]
    return Step(
        when=when,
        kind="copy" if article.copy_of is not None else member.kind.value,
        text=one_line(article.title, 160) or "(no title)",
        url=safe_url(article.url),
        lang=article.lang,
        outlet=outlet_of(article),
    )


def _change_step(change: VerificationChange, zone: ZoneInfo, year: int) -> Step:
    return Step(
        when=clock_time(change.at, zone=zone, year=year),
        kind="state",
        text=STEP_WORDS[change.state],
        tone=TONES[change.state],
    )


def _session_steps(view: EventView, zone: ZoneInfo, year: int) -> list[tuple[datetime, int, Step]]:
    """Return a step for each session of day 0, with the moves that were largest beyond it."""
    by_session: dict[tuple[date, str], list[Move]] = {}
    for move in view.moves:
        if move.window == (0, 0) and move.raw is not None and move.session is not None:
            by_session.setdefault((move.session, city(move.mic) or "Elsewhere"), []).append(move)
    steps = []
    for (session, place), moves in sorted(by_session.items()):
        moves.sort(key=lambda move: (-abs(move.raw or 0.0), move.symbol))
        told = [f"{one_line(m.symbol, 16)} {percent(m.raw or 0.0)}" for m in moves[:4]]
        more = f" and {len(moves) - 4} more" if len(moves) > 4 else ""
        step = Step(
            when=short_day(session, year=year),
            kind="session",
            text=f"{place} closes: {', '.join(told)}{more}",
        )
        steps.append((_bounds(session, zone)[1], 2, step))
    return steps
