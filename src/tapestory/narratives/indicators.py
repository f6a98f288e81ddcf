"""Values of an indicator → how it stands on a day; figures of an article → values it may have."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from tapestory.model import (
    Article,
    Figure,
    FigureMatch,
    Indicator,
    IndicatorStatus,
    IndicatorValue,
    Narrative,
    NoteId,
    Reading,
    SuggestedValue,
    Trend,
)
from tapestory.narratives.cues import folded_in, notation_in
from tapestory.narratives.matching import Matcher
from tapestory.narratives.notation import Notation
from tapestory.narratives.stance import language_of

_OPPOSITE: Mapping[Trend, Trend] = {"up": "down", "down": "up"}
_ID_LENGTH = 8
_THOUSANDS = 10_000


def indicators_of(narratives: Iterable[Narrative]) -> dict[str, Indicator]:
    """Return every indicator that a narrative watches, by its id."""
    return {item.id: item for narrative in narratives for item in narrative.indicators}


def plainly(value: float) -> str:
    """Return a value as people write it: in thousands, millions and so on where it is large."""
    for size, word in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            return f"{value / size:.4g}{word}"
    return f"{value:,.0f}" if abs(value) >= _THOUSANDS else f"{value:.4g}"


def in_force(values: Iterable[IndicatorValue]) -> list[IndicatorValue]:
    """Return the values that count, one for each day, the latest day first.

    What was taken back does not count; of several for one day the one noted last does.
    """
    by_day: dict[date, IndicatorValue] = {}
    for value in values:
        if not value.undone:
            by_day[value.day] = value
    return [by_day[day] for day in sorted(by_day, reverse=True)]


def is_stale(indicator: Indicator, value: IndicatorValue, today: date) -> bool:
    """Tell whether a value no longer speaks: its day lies too far back."""
    return today - value.day > timedelta(days=indicator.expires_after)


def status_of(
    indicator: Indicator, values: Iterable[IndicatorValue], *, today: date
) -> IndicatorStatus:
    """Return how an indicator stands.

    It speaks for the narratives under which it would have gone where it went, and against those
    under which it would have gone the other way. With one value only, or once the last one is
    stale, it speaks for none.

    Args:
        indicator: Which one.
        values: All that was noted of it, in the order of noting.
        today: Values of later days are left out.
    """
    counting = [value for value in in_force(values) if value.day <= today]
    last = counting[0] if counting else None
    before = counting[1] if len(counting) > 1 else None
    stale = last is not None and is_stale(indicator, last, today)
    trend: Trend | None = None
    change: float | None = None
    if last is not None and before is not None:
        change = _change(before.value, last.value)
        trend = None if stale else _trend(before.value, last.value, indicator.flat_within)
    return IndicatorStatus(
        indicator=indicator,
        last=last,
        before=before,
        change=change,
        trend=trend,
        stale=stale,
        speaks_for=tuple(
            name for name, way in indicator.under.items() if trend is not None and way == trend
        ),
        speaks_against=tuple(
            name
            for name, way in indicator.under.items()
            if trend is not None and way == _OPPOSITE.get(trend)
        ),
    )


def _change(before: float, last: float) -> float | None:
    return (last - before) / abs(before) if before else None


def _trend(before: float, last: float, flat_within: float) -> Trend:
    # From nought, any change is one.
    if abs(last - before) <= flat_within * abs(before):
        return "flat"
    return "up" if last > before else "down"


def steps(values: Iterable[IndicatorValue]) -> dict[NoteId, float | None]:
    """Return by how much each value in force differs from that of the day before it, by its id."""
    return {
        later.id: _change(earlier.value, later.value)
        for later, earlier in pairwise(in_force(values))
    }


def suggested(
    indicators: Iterable[Indicator], article: Article, said: Reading
) -> tuple[SuggestedValue, ...]:
    """Return the figures of an article that may be values of indicators, in order of appearance.

    Kind and unit must be those of the definition, the subject one of its subjects where it has
    any, and the sentence must hold what the definition asks of it. A figure that stands in an
    article twice is suggested once.
    """
    found: dict[NoteId, SuggestedValue] = {}
    for indicator in indicators:
        for figure in said.figures:
            if _may_be(indicator, figure, said.lang):
                one = _suggestion(indicator, figure, article)
                found.setdefault(one.id, one)
    return tuple(found.values())


def _may_be(indicator: Indicator, figure: Figure, lang: str) -> bool:
    wanted = indicator.figures
    if wanted is None or figure.flag == "unit_error":
        return False
    if figure.kind not in wanted.kinds or figure.unit != wanted.unit:
        return False
    if wanted.period and figure.period != wanted.period:
        return False
    if wanted.subjects and figure.subject not in wanted.subjects:
        return False
    if not wanted.about:
        return True
    return _holds(figure.sentence, wanted, language_of(figure.sentence, lang))


def _holds(sentence: str, wanted: FigureMatch, lang: str) -> bool:
    """Tell whether a sentence holds what a definition asks of it, and nothing that it bars.

    How close the parts stand does not matter.
    """
    asked = replace(notation_in(lang, wanted.about, wanted.concepts), together=(), ordered=())
    folded = folded_in(lang, sentence)
    if asked.parts:
        return bool(Matcher(lang, [asked]).find(folded))
    barred = tuple(term for terms in asked.without for term in terms)
    return not Matcher(lang, [Notation(parts=(barred,), together=())]).find(folded)


def _suggestion(indicator: Indicator, figure: Figure, article: Article) -> SuggestedValue:
    seed = f"{indicator.id}:{article.id}:{figure.low}:{figure.high}:{figure.sentence}"
    return SuggestedValue(
        id=NoteId(hashlib.sha256(seed.encode()).hexdigest()[:_ID_LENGTH]),
        indicator=indicator.id,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        comparator=figure.comparator,
        day=article.time.date(),
        subject=figure.subject,
        period=figure.period,
        article_id=article.id,
        outlet=article.outlet or article.feed_url,
        sentence=figure.sentence,
    )


def open_suggestions(
    suggestions: Iterable[SuggestedValue], values: Sequence[IndicatorValue]
) -> list[SuggestedValue]:
    """Return the suggestions that nobody has taken, the latest first.

    One that was taken and taken back is there again.
    """
    taken = {
        (value.indicator, value.article_id, value.sentence)
        for value in values
        if value.article_id and not value.undone
    }
    left = [
        item
        for item in suggestions
        if (item.indicator, item.article_id, item.sentence) not in taken
    ]
    return sorted(left, key=lambda item: (item.day, item.id), reverse=True)
