"""A match → how strong it is, in a word, and why, in a line; numbers for those who ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from tapestory.cli.shapes import Json, number_json
from tapestory.cli.times import iso
from tapestory.model import Article, Match

STRONG, FAIR = 0.9, 0.75
"""Least scores, which are probabilities; docs/measurements.md says how often they hold."""
_MOST = 0.99
"""What is printed of a probability: none is certain."""


class Strength(StrEnum):
    """How surely an article belongs to its event (stable)."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"
    FIRST_REPORT = "first_report"
    """It founded the event."""
    COPY = "copy"
    """It goes where the article goes that it repeats."""
    MERGED = "merged"
    """The whole event that it was in turned out to be this one."""
    BY_HAND = "by_hand"
    """A person put it there."""

    @property
    def words(self) -> str:
        """As a person reads it."""
        return self.value.replace("_", " ")

    @property
    def is_measured(self) -> bool:
        """Whether the score says it."""
        return self in {Strength.STRONG, Strength.FAIR, Strength.WEAK}


def strength(match: Match, article: Article) -> Strength:
    """Return how surely an article belongs to the event that it was matched to."""
    if match.by_hand:
        return Strength.BY_HAND
    if article.copy_of is not None:
        return Strength.COPY
    if match.founds:
        return Strength.FIRST_REPORT
    if match.follows_a_merge:
        return Strength.MERGED
    if match.score >= STRONG:
        return Strength.STRONG
    return Strength.FAIR if match.score >= FAIR else Strength.WEAK


def strength_words(match: Match, article: Article, *, explain: bool = False) -> str:
    """Return the word, and the probability where it was measured and is asked for: "fair 0.81"."""
    found = strength(match, article)
    if not explain or not found.is_measured or match.score >= 1.0:
        return found.words
    return f"{found.words} {min(match.score, _MOST):.2f}"


def short_reason(match: Match, article: Article) -> str:
    """Return why, unless the word for the strength has said it already."""
    found = strength(match, article)
    if found in {Strength.FIRST_REPORT, Strength.COPY}:
        return ""
    # A word that the strength begins with is not said twice; nor what marks an unlisted company.
    return match.reason.removeprefix(f"{found.words}: ").replace("PRIVATE:", "")


def match_json(match: Match, article: Article) -> Json:
    """Return a match as documents have it."""
    return {
        "score": number_json(match.score),
        "reason": match.reason,
        "by_hand": match.by_hand,
        "strength": strength(match, article).value,
    }


def decision_json(match: Match, article: Article) -> Json:
    """Return a decision, be it in force or not: a match with its event and time."""
    return {
        "at": iso(match.decided_at),
        "event_id": match.event_id,
        **match_json(match, article),
    }


def earlier(decisions: Sequence[Match], match: Match) -> list[Match]:
    """Return the decisions before the one that counts, the latest first."""
    return [
        one for one in reversed(decisions) if one != match and one.decided_at <= match.decided_at
    ]


def decision_words(match: Match, article: Article, *, zone: str, now: datetime) -> str:
    """Return a decision of the past in a line: "1 Jul in k2v9aa01, fair 0.81: shares META"."""
    here = ZoneInfo(zone)
    year = now.astimezone(here).year
    from tapestory.digest.wording import short_day

    day = short_day(match.decided_at.astimezone(here).date(), year=year)
    how = strength_words(match, article, explain=True)
    reason = short_reason(match, article)
    return f"{day} in {match.event_id}, {how}" + (f": {reason}" if reason else "")
