"""An event's state and what came before it → how sure anybody is, and how it got there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tapestory.digest.citations import Citations
from tapestory.digest.edition import Chip, Cited, Milestone, Tone
from tapestory.digest.explanations import best_quote
from tapestory.digest.inert import one_line
from tapestory.digest.opening import pairs
from tapestory.digest.wording import month, short_day, sure_words
from tapestory.model import (
    ArticleId,
    EventView,
    Recalled,
    Relation,
    Verification,
    VerificationChange,
    VerificationState,
)

MAX_MILESTONES = 8
MAX_PRECURSORS = 3
MAX_NOTE = 240
"""Characters printed of what a person noted."""
MAX_RELATED_TITLE = 120

_SAME_WORDS = 0.5
"""Of the words of an event's title, from where a sentence that recalls its day tells of it."""
_STEM = 5
_A_DAY = timedelta(days=1)
"""News is told a day later elsewhere in the world."""

TONES: dict[VerificationState, Tone] = {
    VerificationState.RUMOUR: "warn",
    VerificationState.REPORTED: "warn",
    VerificationState.CONFIRMED: "good",
    VerificationState.DENIED: "bad",
    VerificationState.STALE: "plain",
}
STEP_WORDS = {
    VerificationState.RUMOUR: "A rumour",
    VerificationState.REPORTED: "Reported, not confirmed",
    VerificationState.CONFIRMED: "Confirmed",
    VerificationState.DENIED: "Denied",
    VerificationState.STALE: "Gone quiet without a confirmation",
}


def state_chip(verification: Verification) -> Chip:
    """Return how sure anybody is, in words."""
    return Chip(text=sure_words(verification), tone=TONES[verification.state])


def first_told(view: EventView, *, zone: ZoneInfo, year: int) -> str:
    """Return "First told 1 Jul": when the news was, not when we read of it."""
    return f"First told {_day(view.event.happened, zone, year)}"


def certainty(view: EventView, *, zone: ZoneInfo, year: int) -> Cited:
    """Return in a sentence whether anybody confirms it, and since when."""
    verification = view.verification
    since = _day(verification.since, zone, year)
    words = {
        VerificationState.RUMOUR: "A rumour so far: no article read confirms it.",
        VerificationState.REPORTED: "No article read confirms it.",
        VerificationState.CONFIRMED: f"Confirmed since {since}.",
        VerificationState.DENIED: f"Denied since {since}.",
        VerificationState.STALE: (
            f"Never confirmed, and no new article since {_day(view.event.last_seen, zone, year)}."
        ),
    }
    if verification.by_hand:
        note = one_line(verification.evidence[0].sentence, MAX_NOTE)
        return Cited(text=f"{sure_words(verification)} on {since}: “{note}”")
    return Cited(text=words[verification.state])


def history(
    view: EventView, citations: Citations, *, zone: ZoneInfo, year: int
) -> tuple[Milestone, ...]:
    """Return what came before it and how its state changed; () when there is neither."""
    followed = list(_precursors(view, zone, year))
    before = []
    for item, day, step in background(view, citations, year=year):
        at = next((n for n, known in enumerate(followed) if _is_same(item, known)), None)
        if at is None or followed[at][1].quote is not None:
            before.append((day, step))
        else:
            followed[at] = (followed[at][0], replace(followed[at][1], quote=step.quote))
    before += followed
    return (
        *(milestone for _, milestone in sorted(before, key=lambda dated: dated[0])),
        *_changes(view, citations, zone, year),
    )


def background(
    view: EventView, citations: Citations, *, year: int
) -> Iterator[tuple[Recalled, date, Milestone]]:
    """Yield what the articles recall, in the words of one and with all that recall it.

    Args:
        view: The event.
        citations: Numbers the articles.
        year: The edition's.

    Yields:
        What is recalled, the last day that it may have been, and the step.
    """
    for item in view.recalled:
        told = [(one.article_id, one.sentence) for one in item.tellings]
        quote = best_quote(sorted(told, key=_length), view.articles, citations)
        if quote is None:
            continue
        cites = citations.cite([article_id for article_id, _ in told])
        when = short_day(item.last, year=year) if item.first == item.last else month(item.last)
        yield item, item.last, Milestone(when=when, what="", quote=replace(quote, cites=cites))


def _is_same(item: Recalled, precursor: tuple[date, Milestone]) -> bool:
    """Tell whether articles recall an event that it follows on: at its time, in its words."""
    day, step = precursor
    if not item.first - _A_DAY <= day <= item.last + _A_DAY:
        return False
    title = _words(step.what)
    return len(title) > 1 and any(
        len(title & _words(one.sentence)) >= _SAME_WORDS * len(title) for one in item.tellings
    )


def _words(text: str) -> set[str]:
    """Return the long words of a text without their endings, and its pairs of wide characters."""
    long = {word[:_STEM] for word in re.findall(r"[^\W_]{4,}", text.casefold()) if word.isascii()}
    return long | set(re.findall(r"(?=([^\x00-\u2fff]{2}))", text))


def _length(told: tuple[ArticleId, str]) -> int:
    return len(told[1])


def _precursors(view: EventView, zone: ZoneInfo, year: int) -> Iterator[tuple[date, Milestone]]:
    """Yield the latest of the events that this one follows on."""
    before = sorted(
        (
            (related.happened, related)
            for related in view.related
            if related.relation == Relation.PRECURSOR and related.happened is not None
        ),
        key=lambda pair: pair[0],
    )
    for happened, related in before[-MAX_PRECURSORS:]:
        title = one_line(related.title, MAX_RELATED_TITLE) or "(no title)"
        milestone = Milestone(
            when=_day(happened, zone, year), what=title, quote=None, event=related.id
        )
        yield happened.astimezone(zone).date(), milestone


def _changes(
    view: EventView, citations: Citations, zone: ZoneInfo, year: int
) -> Iterator[Milestone]:
    """Yield when it was first told and how its state changed; nothing while it never did."""
    changes = sorted(view.verification.history, key=lambda change: change.at)
    if len({change.state for change in changes}) < 2:
        return
    quoted: set[str] = set()
    for change in changes[-MAX_MILESTONES:]:
        quote = None
        if change.evidence and change.evidence.sentence not in quoted:
            quote = best_quote(pairs([change.evidence]), view.articles, citations)
            quoted.add(change.evidence.sentence)
        yield Milestone(when=_day(change.at, zone, year), what=_step_words(change), quote=quote)


def _step_words(change: VerificationChange) -> str:
    evidence = change.evidence
    if evidence is None or not evidence.by_hand:
        return STEP_WORDS[change.state]
    return f"{STEP_WORDS[change.state]} by hand: “{one_line(evidence.sentence, MAX_NOTE)}”"


def _day(instant: datetime, zone: ZoneInfo, year: int) -> str:
    return short_day(instant.astimezone(zone).date(), year=year)
