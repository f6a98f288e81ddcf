"""Values → the stable JSON shapes of docs/cli.md: every key always there, times in UTC."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from tapestory.cli.times import iso
from tapestory.model import (
    Article,
    DailyBar,
    Event,
    EventView,
    Evidence,
    Feed,
    FeedOutcome,
    FeedState,
    Figure,
    Instrument,
    Link,
    MemberArticle,
    Move,
    Narrative,
    NarrativeEvidence,
    NarrativeShare,
    Published,
    Reading,
    ReportedMove,
    Sector,
    SectorMove,
    TapeTest,
    Verification,
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


def event_json(
    view: EventView,
    *,
    sectors: Mapping[str, Sector],
    narratives: Mapping[str, Narrative],
    bars: Mapping[tuple[str, date], DailyBar] | None = None,
) -> Json:
    """Return an event as `events show` prints it.

    Args:
        view: The event.
        sectors: For the names of sectors.
        narratives: For the names of narratives.
        bars: Of the symbols and sessions that articles report on, for intraday figures.
    """
    return {
        **event_head(view.event),
        "day0": {mic: day.isoformat() for mic, day in sorted(view.day0.items())},
        "verification": _verification(view.verification),
        "articles": [_member(member) for member in view.articles],
        "origins": [
            {"name": origin.name, "seen": origin.seen, "articles": list(origin.articles)}
            for origin in view.origins
        ],
        "links": [_link(link, view.instruments, sectors) for link in view.links],
        "reported_moves": [reported_json(move) for move in view.reported_moves],
        "figures": [figure_json(figure) for figure in view.figures],
        "moves": [move_json(move, view.reported_moves, bars or {}) for move in view.moves],
        "sector_moves": [_sector_move(move) for move in view.sector_moves],
        "narratives": [_narrative(share, view, narratives) for share in view.shares],
        "related": [{"id": item.id, "relation": item.relation} for item in view.related],
    }


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
        "low": _number(move.low),
        "high": _number(move.high),
        "comparator": move.comparator.value,
        "basis": move.basis.value,
        "session": _day(move.session),
        "article_id": move.article_id,
        "sentence": move.sentence,
    }


def figure_json(figure: Figure) -> Json:
    """Return a figure."""
    return {
        "subject": figure.subject,
        "kind": figure.kind,
        "low": _number(figure.low),
        "high": _number(figure.high),
        "unit": figure.unit,
        "period": figure.period,
        "article_id": figure.article_id,
        "sentence": figure.sentence,
        "conflicts_with": list(figure.conflicts_with),
        "flag": figure.flag,
    }


def move_json(
    move: Move,
    reported: Sequence[ReportedMove] = (),
    bars: Mapping[tuple[str, date], DailyBar] | None = None,
) -> Json:
    """Return a measured move, with whether what articles report agrees with it."""
    return {
        "symbol": move.symbol,
        "mic": move.mic,
        "window": list(move.window),
        "session": _day(move.session),
        "raw": _number(move.raw),
        "expected": _number(move.expected),
        "abnormal": _number(move.abnormal),
        "t": _number(move.t),
        "p": _number(move.p),
        "q": _number(move.q),
        "benchmark": move.benchmark,
        "model": move.model,
        "status": move.status.value,
        "reported": _checks(move, reported, bars or {}),
        "confounders": list(move.confounders),
    }


def reading_json(reading: Reading, title: str) -> Json:
    """Return what `read` prints."""
    states = {evidence.state for evidence in reading.evidence}
    state = next((s for s in ("denied", "confirmed", "rumour") if s in states), "reported")
    return {
        "lang": reading.lang,
        "title": title,
        "kind": reading.kind.value,
        "sentences": len(reading.sentences),
        "mentions": [
            {
                "symbol": mention.symbol or f"SECTOR:{mention.sector}",
                "text": mention.text,
                "start": mention.start,
                "end": mention.end,
            }
            for mention in reading.mentions
        ],
        "reported_moves": [reported_json(move) for move in reading.reported_moves],
        "figures": [figure_json(figure) for figure in reading.figures],
        "origins": [
            {"name": citation.name, "cue": citation.cue, "sentence": citation.sentence}
            for citation in reading.citations
        ],
        "verification": {
            "state": state,
            "evidence": [
                {**_evidence(evidence), "state": evidence.state} for evidence in reading.evidence
            ],
        },
        "narratives": [
            {"id": item.narrative, "stance": item.stance.value, "sentence": item.sentence}
            for item in reading.narratives
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
        "status": feed_status(feed, state),
        "failures": state.failures,
        "last_polled": _time(state.last_polled),
        "last_success": _time(state.last_success),
        "next_due": _time(state.next_due),
        "error": state.last_error or None,
        "moved_to": state.moved_to or None,
    }


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


def narrative_json(narrative: Narrative) -> Json:
    """Return a narrative as it is configured."""
    return {
        "id": narrative.id,
        "name": narrative.name,
        "thesis": narrative.thesis,
        "opposes": list(narrative.opposes),
        "predictions": [
            {"sector": item.sector, "direction": item.direction, "mechanism": item.mechanism}
            for item in narrative.predictions
        ],
        "falsifiers": list(narrative.falsifiers),
    }


def tape_json(test: TapeTest | None) -> Json:
    """Return what the tape says about a narrative."""
    if test is None:
        return {"verdict": "insufficient", "reason": "not tested", "per_sector": []}
    return {
        "verdict": test.verdict.value,
        "reason": test.reason,
        "per_sector": [
            {
                "sector": item.sector,
                "predicted": item.predicted,
                "abnormal": _number(item.abnormal),
                "t": _number(item.t),
                "members": item.members,
                "verdict": item.verdict.value,
            }
            for item in test.per_sector
        ],
    }


def _verification(verification: Verification) -> Json:
    return {
        "state": verification.state.value,
        "since": iso(verification.since),
        "evidence": [_evidence(evidence) for evidence in verification.evidence],
        "history": [
            {
                "at": iso(change.at),
                "state": change.state.value,
                "evidence": None if change.evidence is None else _evidence(change.evidence),
            }
            for change in verification.history
        ],
    }


def _evidence(evidence: Evidence) -> Json:
    return {
        "article_id": evidence.article_id,
        "sentence": evidence.sentence,
        "cue": evidence.cue,
    }


def _member(member: MemberArticle) -> Json:
    article = member.article
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "published": published_json(article.published),
        "published_precision": article.published.precision.value,
        "first_seen": iso(article.first_seen),
        "lang": article.lang,
        "copy_of": article.copy_of,
        "origin": member.origin,
        "kind": member.kind.value,
        "match": {"score": _number(member.match.score), "reason": member.match.reason},
    }


def _link(link: Link, instruments: Mapping[str, Instrument], sectors: Mapping[str, Sector]) -> Json:
    instrument = instruments.get(link.symbol) if link.symbol else None
    sector = link.sector or (instrument.sector if instrument else None)
    named = sectors.get(link.sector) if link.sector else None
    name = instrument.name if instrument else (named.name if named else link.sector or link.symbol)
    return {
        "symbol": link.symbol,
        "mic": (instrument.mic or None) if instrument else None,
        "name": name,
        "sector": sector,
        "role": link.role.value,
        "mentions": link.mentions,
    }


def _sector_move(move: SectorMove) -> Json:
    return {
        "sector": move.sector,
        "window": list(move.window),
        "abnormal": _number(move.abnormal),
        "t": _number(move.t),
        "p": _number(move.p),
        "q": _number(move.q),
        "members": move.members,
        "breadth": _number(move.breadth),
    }


def _narrative(share: NarrativeShare, view: EventView, narratives: Mapping[str, Narrative]) -> Json:
    known = narratives.get(share.narrative)
    return {
        "id": share.narrative,
        "name": known.name if known else share.narrative,
        "supports": share.supports,
        "disputes": share.disputes,
        "reports": share.reports,
        "share": _number(share.share),
        "tape": tape_json(view.tape.get(share.narrative)),
        "evidence": [
            _narrative_evidence(item)
            for item in view.narrative_evidence
            if item.narrative == share.narrative
        ],
    }


def _narrative_evidence(item: NarrativeEvidence) -> Json:
    return {
        "article_id": item.article_id,
        "sentence": item.sentence,
        "stance": item.stance.value,
    }


def _checks(
    move: Move, reported: Sequence[ReportedMove], bars: Mapping[tuple[str, date], DailyBar]
) -> Json:
    """Return whether the articles' figures fit the move: null when none can be compared."""
    from tapestory.moves.reported import Agreement, agrees

    bar = bars.get((move.symbol, move.session)) if move.session else None
    said = [item for item in reported if item.symbol == move.symbol and move.window == (0, 0)]
    checks = [(item, agrees(item, move, bar)) for item in said]
    kinds = [check.kind for _, check in checks if check.kind is not Agreement.UNVERIFIABLE]
    return {
        "agrees": any(kind is not Agreement.CONTRADICTED for kind in kinds) if kinds else None,
        "checks": [
            {"article_id": item.article_id, "kind": check.kind.value, "note": check.note}
            for item, check in checks
        ],
    }


def _number(value: float | None) -> float | None:
    """JSON has no NaN and no infinity: what could not be computed is null."""
    return None if value is None or not math.isfinite(value) else value


def _time(instant: datetime | None) -> str | None:
    return None if instant is None else iso(instant)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
