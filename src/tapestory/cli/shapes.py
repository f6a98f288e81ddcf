"""Values → the stable JSON shapes of docs/cli.md: every key always there, times in UTC."""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tapestory.cli.feed_health import Problem
from tapestory.cli.times import iso

if TYPE_CHECKING:
    from tapestory.model import (
        Article,
        Event,
        Evidence,
        Feed,
        FeedOutcome,
        FeedState,
        Figure,
        FigureGroup,
        Instrument,
        Published,
        ReportedCheck,
        ReportedMove,
        StatementGroup,
        TapeTest,
    )

Json = dict[str, Any]


def article_json(article: Article, event_id: str | None) -> Json:
    """Return an article as `articles list` prints it."""
    return {
        "id": article.id,
        "feed_url": article.feed_url,
        "url": article.url,
        "guid": article.guid,
        "title": article.title,
        "summary": article.summary,
        "text": article.text,
        "author": article.author,
        "outlet": article.outlet,
        "lang": article.lang,
        "published": published_json(article.published),
        "published_precision": article.published.precision.value,
        "first_seen": iso(article.first_seen),
        "updated": _time(article.updated),
        "copy_of": article.copy_of,
        "event_id": event_id,
    }


def published_json(published: Published) -> str | None:
    """Return a publisher's time as precisely as it was given: "2026-07", "2026-07-01", or UTC."""
    if published.instant is None:
        return None
    text = iso(published.instant)
    return {"month": text[:7], "day": text[:10], "none": None}.get(published.precision.value, text)


def event_head(event: Event) -> Json:
    """Return the first keys of an event."""
    return {
        "id": event.id,
        "title": event.title,
        "first_seen": iso(event.first_seen),
        "last_seen": iso(event.last_seen),
    }


def reported_json(move: ReportedMove) -> Json:
    """Return a reported move."""
    return {
        "symbol": move.symbol,
        "low": number_json(move.low),
        "high": number_json(move.high),
        "comparator": move.comparator.value,
        "basis": move.basis.value,
        "session": _day(move.session),
        "article_id": move.article_id,
        "sentence": move.sentence,
        "cue": move.cue,
        "start": move.start,
        "end": move.end,
    }


def figure_json(figure: Figure) -> Json:
    """Return a figure."""
    return {
        "subject": figure.subject,
        "kind": figure.kind,
        "low": number_json(figure.low),
        "high": number_json(figure.high),
        "unit": figure.unit,
        "period": figure.period,
        "article_id": figure.article_id,
        "sentence": figure.sentence,
        "conflicts_with": list(figure.conflicts_with),
        "flag": figure.flag,
        "comparator": figure.comparator.value,
        "speaker": figure.speaker,
        "counterparty": figure.counterparty,
        "cue": figure.cue,
        "start": figure.start,
        "end": figure.end,
    }


def figure_group_json(group: FigureGroup) -> Json:
    """Return figures that stand side by side, with how they differ."""
    return {
        "subject": group.subject,
        "kind": group.kind,
        "unit": group.unit,
        "period": group.period,
        "difference": group.difference.value,
        "why": group.why,
        "figures": [figure_json(figure) for figure in group.figures],
    }


def statement_group_json(group: StatementGroup) -> Json:
    """Return statements that stand side by side, with how they differ."""
    return {
        "aspect": group.aspect.value,
        "subject": group.subject,
        "difference": group.difference.value,
        "why": group.why,
        "statements": [
            {
                "value": statement.value,
                "article_id": statement.article_id,
                "sentence": statement.sentence,
                "cue": statement.cue,
                "start": statement.start,
                "end": statement.end,
            }
            for statement in group.statements
        ],
    }


def outcome_json(outcome: FeedOutcome) -> Json:
    """Return how one poll of one feed ended."""
    return {
        "url": outcome.url,
        "status": outcome.status.value,
        "http_status": outcome.http_status,
        "new": outcome.new,
        "updated": outcome.updated,
        "error": outcome.error,
    }


def feed_json(feed: Feed, state: FeedState) -> Json:
    """Return a subscription and its health."""
    return {
        "url": feed.url,
        "title": feed.title,
        "outlet": feed.outlet,
        "lang": feed.lang,
        "country": feed.country,
        "full_text": feed.full_text,
        "status": feed_status(feed, state),
        "failures": state.failures,
        "last_polled": _time(state.last_polled),
        "last_success": _time(state.last_success),
        "next_due": _time(state.next_due),
        "due_because": state.due_because or None,
        "error": state.last_error or None,
        "moved_to": state.moved_to or None,
        "empty_since": _time(state.empty_since),
        "newest_at": _time(state.newest_at),
    }


def problem_json(problem: Problem) -> Json:
    """Return what is wrong with a feed."""
    return {"problem": problem.trouble.value, "why": problem.why, "next": problem.next}


def feed_status(feed: Feed, state: FeedState) -> str:
    """Return how a feed fares, in a word."""
    if state.gone:
        return "gone"
    if feed.paused:
        return "paused"
    if state.failures:
        return "failing"
    return "new" if state.last_polled is None else "ok"


def instrument_json(instrument: Instrument) -> Json:
    """Return an instrument."""
    return {
        "symbol": instrument.symbol,
        "name": instrument.name,
        "mic": instrument.mic,
        "currency": instrument.currency,
        "sector": instrument.sector,
        "aliases": list(instrument.aliases),
        "weak_aliases": list(instrument.weak_aliases),
        "entity": instrument.entity,
    }


def tape_json(test: TapeTest | None) -> Json:
    """Return what the tape says about a narrative."""
    if test is None:
        return {"verdict": "insufficient", "reason": "not tested", "per_sector": []}
    return {
        "verdict": test.verdict.value,
        "reason": test.reason,
        "score": number_json(test.score),
        "p": number_json(test.p),
        "q": number_json(test.q),
        "window": None if test.window is None else list(test.window),
        "alike": list(test.alike),
        "per_sector": [
            {
                "sector": item.sector,
                "predicted": item.predicted,
                "horizon": item.horizon,
                "abnormal": number_json(item.abnormal),
                "t": number_json(item.t),
                "p": number_json(item.p),
                "members": item.members,
                "left_out": list(item.left_out),
                "elsewhere": list(item.elsewhere),
                "status": item.status.value,
                "verdict": item.verdict.value,
            }
            for item in test.per_sector
        ],
        "history": [
            {
                "window": list(look.window),
                "known_at": _time(look.known_at),
                "verdict": look.verdict.value,
                "score": number_json(look.score),
                "p": number_json(look.p),
                "q": number_json(look.q),
                "reason": look.reason,
            }
            for look in test.history
        ],
    }


def evidence_json(evidence: Evidence) -> Json:
    """Return a sentence that speaks for a state; a person's note has no article."""
    return {
        "article_id": None if evidence.by_hand else evidence.article_id,
        "sentence": evidence.sentence,
        "cue": evidence.cue,
        "speaker": evidence.speaker,
        "start": evidence.start,
        "end": evidence.end,
    }


def reported_check_json(check: ReportedCheck) -> Json:
    """Return a reported move with what its own session did."""
    return {
        **reported_json(check.reported),
        "check": {
            "kind": check.kind.value,
            "note": check.note,
            "session": _day(check.session),
            "close": number_json(check.close),
            "high": number_json(check.high),
            "low": number_json(check.low),
        },
    }


def number_json(value: float | None) -> float | None:
    """Return a number; null for NaN and infinity, which JSON does not have."""
    return None if value is None or not math.isfinite(value) else value


def _time(instant: datetime | None) -> str | None:
    return None if instant is None else iso(instant)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
