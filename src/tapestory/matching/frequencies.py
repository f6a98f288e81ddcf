"""How many recent articles hold a feature: the stream's own counts over a background."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from tapestory.matching.background import COMMON_WORDS
from tapestory.matching.words import stem

_BACKGROUND_ARTICLES = 400.0
"""How many articles of news at large the background stands for."""
_COMMON_SHARE = 0.04
_UNSEEN_SHARE = 0.0008
_SHARES = {"c:": 0.01, "s:": 0.003}
"""Concepts and listed names are each many words, so they are seen more often than one."""
_PAIR_SHARE = 0.003
_PAIR_SCALE = 0.6
"""A word in Han characters is told by two or three overlapping pairs."""
_ANY = "\x00any"
_COMMON_STEMS = frozenset(stem(word) for word in COMMON_WORDS)


class Frequencies:
    """Document frequencies over a window of days that moves with the articles.

    Counts are kept by day, so that what leaves the window leaves exactly, and a stream that was
    restored from the window weighs words like one that never stopped. A character pair is rare
    or common among the articles of its own script, however few of them the stream has.

    Args:
        window: Days older than an article by more than this are dropped when it is counted.
    """

    def __init__(self, window: timedelta) -> None:
        self._window = window
        self._days: dict[date, Counter[str]] = {}
        self._counts: Counter[str] = Counter()

    def add(self, day: date, features: Iterable[str]) -> None:
        """Count an article's distinct features on its day."""
        self._forget_before(day)
        distinct = set(features)
        distinct.update({_ANY, *(script_of(feature) for feature in distinct)})
        self._days.setdefault(day, Counter()).update(distinct)
        self._counts.update(distinct)

    def weight(self, feature: str) -> float:
        """Return how much the feature tells, in nats: smoothed inverse document frequency."""
        count = self._counts.get
        script = script_of(feature)
        if script != _ANY:
            articles, share, scale = count(script, 0), _PAIR_SHARE, _PAIR_SCALE
        else:
            articles, share, scale = count(_ANY, 0), _expected_share(feature), 1.0
        expected = count(feature, 0) + _BACKGROUND_ARTICLES * share
        return scale * math.log(1.0 + (articles + _BACKGROUND_ARTICLES) / (expected + 0.5))

    def _forget_before(self, day: date) -> None:
        if day in self._days:
            return
        for old in [known for known in self._days if day - known > self._window]:
            for feature, count in self._days.pop(old).items():
                self._counts[feature] -= count
                if self._counts[feature] <= 0:
                    del self._counts[feature]


def script_of(feature: str) -> str:
    """Return which spaceless script a feature is written in, or the mark of all others."""
    first = feature[0]
    if first < "\u3040":
        return _ANY
    if "\uac00" <= first <= "\ud7af":
        return "\x00hangul"
    return "\x00kana" if first <= "\u30ff" else "\x00han"


def _expected_share(feature: str) -> float:
    if feature in _COMMON_STEMS:
        return _COMMON_SHARE
    return _SHARES.get(feature[:2], _UNSEEN_SHARE)
