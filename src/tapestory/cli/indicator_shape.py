"""Indicators, their values and what becomes of falsifiers → JSON-ready documents, and cells."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tapestory.cli.shapes import Json, number_json
from tapestory.cli.times import iso
from tapestory.narratives import plainly

if TYPE_CHECKING:
    from tapestory.model import (
        FalsifierFinding,
        FalsifierStatus,
        Indicator,
        IndicatorStatus,
        IndicatorValue,
        SuggestedValue,
    )
    from tapestory.pipeline.indicating import Watched


def watched_json(watched: Watched) -> Json:
    """Return an indicator as it stands, on one level but for the lists of narratives."""
    status = watched.status
    last, before = status.last, status.before
    return {
        "id": status.indicator.id,
        "what": status.indicator.what,
        "unit": status.indicator.unit,
        "value": None if last is None else number_json(last.value),
        "date": None if last is None else last.day.isoformat(),
        "source": None if last is None else last.source,
        "value_id": None if last is None else last.id,
        "article_id": None if last is None else last.article_id or None,
        "state": state_of(status),
        "speaks_until": None if last is None else _until(status.indicator, last),
        "before": None if before is None else number_json(before.value),
        "before_date": None if before is None else before.day.isoformat(),
        "change": number_json(status.change),
        "trend": status.trend,
        "speaks_for": list(status.speaks_for),
        "speaks_against": list(status.speaks_against),
        "under": dict(status.indicator.under),
        "expires_after": status.indicator.expires_after,
        "comes_from": status.indicator.source,
        "suggested": len(watched.suggested),
    }


def state_of(status: IndicatorStatus) -> str:
    """Return "no_value", "stale" or "fresh"."""
    if status.last is None:
        return "no_value"
    return "stale" if status.stale else "fresh"


def _until(indicator: Indicator, value: IndicatorValue) -> str:
    return (value.day + timedelta(days=indicator.expires_after)).isoformat()


def value_json(value: IndicatorValue, change: float | None = None) -> Json:
    """Return one noted value.

    Args:
        value: The value.
        change: Against the day before it, as a fraction.
    """
    return {
        "id": value.id,
        "indicator": value.indicator,
        "value": number_json(value.value),
        "date": value.day.isoformat(),
        "source": value.source,
        "note": value.note,
        "change": number_json(change),
        "noted_at": iso(value.at),
        "undone": value.undone,
        "article_id": value.article_id or None,
        "sentence": value.sentence or None,
    }


def suggested_json(item: SuggestedValue) -> Json:
    """Return a figure that may be a value, and is none until somebody takes it."""
    return {
        "id": item.id,
        "indicator": item.indicator,
        "suggested": True,
        "low": number_json(item.low),
        "high": number_json(item.high),
        "unit": item.unit,
        "comparator": item.comparator.value,
        "date": item.day.isoformat(),
        "subject": item.subject or None,
        "period": item.period or None,
        "article_id": item.article_id,
        "outlet": item.outlet,
        "sentence": item.sentence,
    }


def falsifier_json(number: int, status: FalsifierStatus) -> Json:
    """Return a falsifier with how it stands and on what that rests."""
    return {
        "number": number,
        "text": status.text,
        "state": status.state.value,
        "why": status.why,
        "date": None if status.day is None else status.day.isoformat(),
        "source": status.source or None,
        "finding": None if status.finding is None else finding_json(status.finding),
        "values": [value_json(value) for value in status.values],
    }


def finding_json(finding: FalsifierFinding) -> Json:
    """Return what a person found of a falsifier."""
    return {
        "id": finding.id,
        "narrative": finding.narrative,
        "falsifier": finding.falsifier,
        "state": finding.state.value,
        "date": finding.day.isoformat(),
        "source": finding.source,
        "note": finding.note,
        "noted_at": iso(finding.at),
        "undone": finding.undone,
    }


def amount(item: Json) -> str:
    """Return a suggested figure in few characters, with what qualifies it."""
    low, high = plainly(item["low"]), plainly(item["high"])
    figure = low if low == high else f"{low} to {high}"
    words = {"exact": "", "about": "about ", "nearly": "nearly "}
    return words.get(item["comparator"], f"{item['comparator'].replace('_', ' ')} ") + figure


def shown(value: float | None, unit: str = "") -> str:
    """Return a value in few characters, with its unit; empty where there is none."""
    if value is None:
        return ""
    return f"{plainly(value)} {unit}".rstrip()


def percent(fraction: float | None) -> str:
    """Return a change as people write it; empty where there is none."""
    if fraction is None:
        return ""
    tenths = round(fraction * 100, 1)
    sign = "\N{MINUS SIGN}" if tenths < 0 else "+" if tenths > 0 else "±"
    return f"{sign}{abs(tenths):.1f}%"
