"""An event view → its steps in the order of time: articles, changes of state, closes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tapestory.cli.event_certainty import state_words
from tapestory.cli.output import Column
from tapestory.cli.times import iso
from tapestory.digest.wording import percent
from tapestory.model import EventView, MemberArticle, Move, VerificationChange


def steps(view: EventView) -> list[dict[str, Any]]:
    """Return {"time", "kind", "text", "article_id", "symbol"} for each step, the earliest first.

    Articles stand where they appeared by their publisher's word (or were first seen), sessions at
    the end of their day.
    """
    found = [
        *(_article(member) for member in view.articles),
        *(_change(change) for change in view.verification.history),
        *(_move(move) for move in view.moves if move.window == (0, 0) and move.raw is not None),
    ]
    return sorted(found, key=lambda step: (step["time"][:10], step["kind"] == "move", step["time"]))


def columns(zone: str) -> Sequence[Column]:
    """Return the columns of a timeline."""
    return (
        Column(heading="time", text=lambda step: _when(step["time"], zone)),
        Column(heading="what", text=lambda step: step["kind"], style=lambda _: "dim"),
        Column(heading="", text=lambda step: step["text"], flexible=True),
    )


def _article(member: MemberArticle) -> dict[str, Any]:
    article = member.article
    copied = "" if article.copy_of is None else " (copy)"
    return _step(
        article.time,
        "article",
        f"{article.outlet or 'unnamed outlet'}: {article.title}{copied}",
        article_id=article.id,
    )


def _change(change: VerificationChange) -> dict[str, Any]:
    evidence = change.evidence
    said = "" if evidence is None or not evidence.sentence else f": {evidence.sentence}"
    return _step(
        change.at,
        "state",
        f"{state_words(change)}{said}",
        article_id=None if evidence is None or evidence.by_hand else evidence.article_id,
    )


def _move(move: Move) -> dict[str, Any]:
    step = _step(None, "move", f"{move.symbol} {percent(move.raw or 0.0)} at the close")
    return step | {"time": move.session.isoformat() if move.session else "", "symbol": move.symbol}


def _step(
    time: datetime | None, kind: str, text: str, *, article_id: str | None = None
) -> dict[str, Any]:
    return {
        "time": "" if time is None else iso(time),
        "kind": kind,
        "text": text,
        "article_id": article_id,
        "symbol": None,
    }


def _when(time: str, zone: str) -> str:
    if len(time) <= len("2026-07-01"):
        return time
    return f"{datetime.fromisoformat(time).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}"
