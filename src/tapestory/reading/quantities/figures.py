"""Sentences with their mentions → the quantities that the article claims, and who says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tapestory.model import ArticleId, Figure, Mention, Sentence
from tapestory.reading.quantities.amounts import Amount, amounts
from tapestory.reading.quantities.measures import (
    Measure,
    carried_kind,
    carried_measure,
    is_superseded,
    measure_of,
)
from tapestory.reading.quantities.parties import Parties, Scene, parties_of, scene, topic_of
from tapestory.reading.quantities.qualifiers import comparator_of, start_of_qualifiers
from tapestory.reading.quantities.speakers import Speaker, speaker_of, speakers
from tapestory.reading.quantities.stated_periods import period_of, rate_of, stated_periods
from tapestory.reading.text.sentences import by_sentence

_THE_QUANTITY = re.compile(
    r"\b(?:it|this|that|the\s+(?:figure|total|number|amount|sum|range|guidance))\s+(?:to\s+be|to\s+reach|to\s+(?:come|exceed|hit)|is|was|"
    r"(?:will|would|could|may|might|should|can)\s+(?:be|reach|come|exceed|hit|total))\s*(?:in|at|to)?\s*(?:the\s*)?(?:as\s+\w+\s+as\s*)?$",
    re.IGNORECASE,
)
"""A pronoun that stands for a quantity named before: "expects it to be in the …"."""
_REACH = 3
"""Sentences over which "it" can mean who was named."""
_MONEY_KINDS = frozenset(
    {"capex", "capex_guidance", "capex_guidance_prior", "investment", "revenue", "market_value",
     "market_value_change", "commitments", "contract", "contract_added", "free_cash_flow", "profit",
     "funding", "cost"}
)  # fmt: skip
"""Kinds that are money even where no currency is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """What the sentences before have spoken of."""

    topic: str = ""
    age: int = 0
    """Sentences since the topic was named."""
    kind: str = ""
    cue: str = ""
    period: str = ""


def figures(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    article_id: ArticleId,
    *,
    lang: str = "",
) -> tuple[Figure, ...]:
    """Return the quantities that an article claims, in text order, each said once.

    An amount, its unit, kind, period and speaker stand in the one sentence that the figure
    carries; only what a pronoun there means ("it", "the company") is looked up in those before.

    Args:
        sentences: Of the article, in text order.
        mentions: Names in the same text.
        article_id: Goes into every figure.
        lang: Primary tag; tells a decimal comma from one between thousands.
    """
    found: dict[tuple[str | float, ...], Figure] = {}
    currencies: Counter[str] = Counter()
    bare: list[tuple[str | float, ...]] = []
    for figure in _figures(sentences, mentions, article_id, lang):
        key: tuple[str | float, ...] = (figure.subject, figure.counterparty, figure.kind, figure.low, figure.high,
               figure.unit, figure.period)  # fmt: skip
        if key in found:
            continue
        found[key] = figure
        if figure.unit == "":
            bare.append(key)
        elif figure.unit not in {"W", "GPU"} and "/" not in figure.unit:
            currencies[figure.unit] += 1
    usual = currencies.most_common(1)[0][0] if currencies else "USD" if lang == "en" else ""
    for key in bare:
        if usual:
            found[key] = replace(found[key], unit=usual)
        else:
            del found[key]
    return tuple(found.values())


def _figures(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    article_id: ArticleId,
    lang: str,
) -> Iterator[Figure]:
    before = _Before()
    for sentence, named in zip(sentences, by_sentence(sentences, mentions), strict=True):
        said = tuple(amounts(sentence.text, lang=lang))
        if said:
            told = speakers(sentence.text)
            here = scene(sentence, named, told, before.topic)
            earlier: Figure | None = None
            for amount in said:
                figure = _figure(here, amount, said, told, before)
                if figure is None:
                    continue
                if earlier is not None and figure.kind == "amount":
                    figure = _compared(sentence.text, amount, figure, earlier)
                earlier = replace(figure, article_id=article_id)
                yield earlier
        else:
            here = scene(sentence, named, (), before.topic)
        before = _after(here, before)


def _after(here: Scene, before: _Before) -> _Before:
    topic = topic_of(here)
    if not topic and before.topic and before.age < _REACH and not here.mentions:
        topic = before.topic
    age = 0 if here.mentions else before.age + 1
    text = here.sentence.text
    kind, cue = carried_measure(text) if topic else ("", "")
    periods = [stated.text for stated in stated_periods(text)] if kind else []
    return _Before(
        topic=topic if age <= _REACH else "", age=age, kind=kind, cue=cue,
        period=periods[-1] if periods else "",
    )  # fmt: skip


def _figure(
    here: Scene,
    amount: Amount,
    said: tuple[Amount, ...],
    told: tuple[Speaker, ...],
    before: _Before,
) -> Figure | None:
    text = here.sentence.text
    if not amount.high:
        return None
    start = start_of_qualifiers(text, amount)
    measure, period = _measured(text, amount, said, start, before)
    if not amount.unit and measure.kind not in _MONEY_KINDS:
        return None
    parties = parties_of(here, amount, measure)
    kind = measure.kind
    if is_superseded(text, amount, start):
        if (
            kind in {"capex_guidance", "capex"}
            and len(said) > 1
            and not _has_own_period(text, amount)
        ):
            kind = "capex_guidance_prior"
        elif not _has_own_period(text, amount):
            return None
    speaker = speaker_of(told, amount.start)
    sign = -1.0 if measure.is_loss and amount.low > 0 else 1.0
    low, high = sorted((sign * amount.low, sign * amount.high))
    return _carrying(parties, Figure(
        subject=parties.subject, kind=kind, low=low, high=high,
        unit=f"{amount.unit}/{measure.per}" if measure.per else amount.unit,
        period=period, article_id=ArticleId(""), sentence=text,
        comparator=comparator_of(text, amount),
        speaker=speaker.name if speaker else "",
        cue=measure.cue or text[amount.start : amount.end],
        start=here.sentence.start + amount.start, end=here.sentence.start + amount.end,
    ))  # fmt: skip


def _compared(text: str, amount: Amount, figure: Figure, earlier: Figure) -> Figure:
    """Return a figure that the sentence compares with the one before: it measures the same."""
    same_unit = figure.unit == earlier.unit
    if not same_unit or not is_superseded(text, amount, start_of_qualifiers(text, amount)):
        return figure
    return replace(figure, kind=earlier.kind, cue=earlier.cue, subject=earlier.subject)


def _carrying(parties: Parties, figure: Figure) -> Figure:
    return replace(figure, counterparty=parties.counterparty) if parties.counterparty else figure


def _measured(
    text: str, amount: Amount, said: tuple[Amount, ...], start: int, before: _Before
) -> tuple[Measure, str]:
    """Return what an amount measures and for which period, "it" taken for what it means."""
    rate = rate_of(text, amount)
    measure = measure_of(text, amount, rate=rate)
    period = rate if measure.kind == "price" and rate else period_of(text, amount, others=said)
    if before.kind and _THE_QUANTITY.search(text[max(0, start - 60) : start]):
        kind = carried_kind(before.kind, text, amount)
        measure = replace(measure, kind=kind, cue=before.cue)
        period = period or before.period
    return measure, period


def _has_own_period(text: str, amount: Amount) -> bool:
    """Tell whether a year stands right behind an amount: "compared with $3 billion in 2025"."""
    behind = text[amount.end : amount.end + 24]
    return bool(
        re.match(r"\s*(?:in|for|im|en|nel|em|в|\()\s*(?:fiscal\s+|FY\s?)?(?:19|20)\d\d", behind)
    )
