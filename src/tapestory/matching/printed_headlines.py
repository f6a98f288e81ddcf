"""Headlines → the article that printed each last, unless the same words may be of two things."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from datetime import datetime, timedelta
from sys import intern
from typing import NamedTuple

from tapestory.matching.features import Raw
from tapestory.matching.templates import Template, Templated, compatible
from tapestory.model import ArticleId

_LEAST_TITLE_WORDS = 4
"""Shorter headlines ("Market close", "Morning briefing") repeat without being one story."""
_PARTS = "\x1f"


class _Headline(NamedTuple):
    """Who printed a headline last, and what stood below it."""

    time: float
    """In seconds."""
    article_id: ArticleId
    template: Templated | None
    names: tuple[str, ...]
    """Instruments of the text; empty where a sum in the headline tells the story from others."""
    outlet: str
    wording: int


class _State(NamedTuple):
    """What is put aside, a column for each part: fewer and larger values are written sooner."""

    within: float
    live: float
    most: int
    keys: list[str]
    times: array[float]
    articles: list[ArticleId]
    templates: dict[int, Templated]
    """By place: most headlines follow no form."""
    names: list[tuple[str, ...]]
    outlets: list[str]
    wordings: array[int]


class PrintedHeadlines:
    """Remembers the headlines of the latest articles.

    Args:
        within: How far apart in time two identical headlines may be.
        live: What was put aside is for no article that is older than the latest by more than this.
        most: Headlines that are known; the first to be entered are forgotten.
    """

    def __init__(self, within: timedelta, live: timedelta, *, most: int) -> None:
        self._within = within.total_seconds()
        self._live = live.total_seconds()
        self._most = most
        self._told: OrderedDict[str, _Headline] = OrderedDict()

    def __getstate__(self) -> _State:
        """Return what it holds, without headlines that only an article of long ago would find."""
        latest = max((told.time for told in self._told.values()), default=0.0)
        oldest = latest - self._live - self._within
        near = [(key, told) for key, told in self._told.items() if told.time >= oldest]
        return _State(
            within=self._within,
            live=self._live,
            most=self._most,
            keys=[key for key, _ in near],
            times=array("d", [told.time for _, told in near]),
            articles=[told.article_id for _, told in near],
            templates={
                place: told.template
                for place, (_, told) in enumerate(near)
                if told.template is not None
            },
            names=[told.names for _, told in near],
            outlets=[told.outlet for _, told in near],
            wordings=array("L", [told.wording for _, told in near]),
        )

    def __setstate__(self, state: _State) -> None:
        self._within, self._live, self._most = state.within, state.live, state.most
        templates = map(state.templates.get, range(len(state.keys)))
        columns = zip(
            state.times,
            state.articles,
            templates,
            state.names,
            state.outlets,
            state.wordings,
            strict=True,
        )
        self._told = OrderedDict(zip(state.keys, map(_Headline._make, columns), strict=True))

    def remember(self, raw: Raw) -> None:
        """Keep who printed a headline, as the last."""
        key = _key(raw)
        if key is None:
            return
        self._told[key] = _headline(raw)
        self._told.move_to_end(key)
        if len(self._told) > self._most:
            self._told.popitem(last=False)

    def last(self, raw: Raw) -> ArticleId | None:
        """Return the article that printed the headline of another last, None if it is not its."""
        key = _key(raw)
        told = None if key is None else self._told.get(key)
        if told is None or abs(_seconds(raw.time) - told.time) > self._within:
            return None
        return None if _is_a_form(_headline(raw), told) else told.article_id


def _headline(raw: Raw) -> _Headline:
    names = () if raw.title_amounts else tuple(map(intern, raw.names))
    time = _seconds(raw.time)
    return _Headline(time, raw.article_id, raw.template, names, raw.outlet, raw.wording)


def _seconds(time: datetime) -> float:
    return time.timestamp()


def _is_a_form(one: _Headline, other: _Headline) -> bool:
    """Tell whether one headline may be printed of two things, so that the texts have to decide.

    Of others: both texts name instruments, and no common one. Or by one outlet over another
    text: who passes on a story of others prints its text, and who goes on with a story a new
    headline.
    """
    of_others = bool(one.names and other.names) and set(one.names).isdisjoint(other.names)
    same_outlet = bool(one.outlet) and one.outlet == other.outlet
    anew = same_outlet and bool(one.wording and other.wording) and one.wording != other.wording
    return of_others or anew or _of_another_day(one.template, other.template)


def _of_another_day(one: Templated | None, other: Templated | None) -> bool:
    """Tell whether a headline that is printed again and again is printed of something else."""
    if one is None or other is None:
        return one is not other
    if one.template in {Template.EARNINGS_RESULTS, Template.EARNINGS_PREVIEW}:
        return compatible(one, other) is False
    return one.day != other.day


def _key(raw: Raw) -> str | None:
    if len(set(raw.title)) < _LEAST_TITLE_WORDS:
        return None
    return _PARTS.join((*raw.title, *raw.numbers))
