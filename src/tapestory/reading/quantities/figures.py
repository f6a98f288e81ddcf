"""Sentences with their mentions → the quantities that the article claims, and who says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tapestory.late_regex import late_regex
from tapestory.model import ArticleId, Comparator, Figure, Mention, Sentence
from tapestory.reading.quantities.amounts import Amount, amounts
from tapestory.reading.quantities.dealing import dealt
from tapestory.reading.quantities.deed_dates import is_date_of_deed
from tapestory.reading.quantities.extents import extent_of
from tapestory.reading.quantities.home_money import at_home
from tapestory.reading.quantities.kind_cues import KindCue, kind_cues
from tapestory.reading.quantities.measures import (
    Measure,
    carried_kind,
    carried_measure,
    is_increment,
    is_superseded,
    measure_of,
)
from tapestory.reading.quantities.of_a_share import is_price_of, is_small
from tapestory.reading.quantities.parties import (
    Asked,
    Meant,
    Scene,
    companies,
    parties_of,
    scene,
)
from tapestory.reading.quantities.qualifiers import Qualified, qualified
from tapestory.reading.quantities.ratios import Ratio, may_hold_ratio, ratios
from tapestory.reading.quantities.scopes import scope_of
from tapestory.reading.quantities.speakers import Speaker, speaker_of, speakers
from tapestory.reading.quantities.stated_periods import (
    StatedPeriod,
    period_of,
    rate_of,
    stated_periods,
)
from tapestory.reading.quantities.yardsticks import expected_by
from tapestory.reading.text.cues import any_of
from tapestory.reading.text.sentences import by_sentence

_YEARS = late_regex(r"(?<![\d.,$€£¥])20\d\d(?![\d.,]\d|\d)")
_THE_QUANTITY = late_regex(
    r"\b(?:it|this|that|the\s+(?:figure|total|number|amount|sum|range|guidance))\s+(?:to\s+be|"
    r"to\s+reach|to\s+(?:come|exceed|hit)|is|was|"
    r"(?:will|would|could|may|might|should|can)\s+(?:be|reach|come|exceed|hit|total))\s*(?:in|at|"
    r"to)?\s*(?:the\s*)?(?:as\s+\w+\s+as\s*)?$",
    re.IGNORECASE,
)
"""A pronoun that stands for a quantity named before: "expects it to be in the …"."""
_RESULTS = late_regex(
    r"\s+(?:fiscal\s+)?(?:results|earnings|report\b|filing|letter|call\b|update|print\b|preview)|"
    r"\s?(?:财报|財報|业绩|業績|실적|決算)",
    re.IGNORECASE,
)
_NOT_OF_RESULTS = frozenset({
    "capex_guidance", "capacity", "contract", "investment", "amount", "share_price", "funding",
    "market_value",
})  # fmt: skip
"""What is announced with a quarter's results, and not of that quarter."""
_TOLERANCE = late_regex(
    r"(?:\bplus\s+or\s+minus|\bgive\s+or\s+take|±|浮动|浮動|プラスマイナス)\s*(?:about\s+)?(?:US)?$"
)
"""Before an amount by which another may be off: it measures nothing itself."""
_FOR_ONE = late_regex(
    r"(?:1\s?(?:ドル|ユーロ)\s?[=＝]\s?|(?:달러|유로)당\s?|1(?:美元|欧元)(?:兑|兌|合)\s?)$"
)
_IS_WORTH = late_regex(r"\s?[=＝兑兌]")
_CURRENCY = late_regex(r"[A-Z]{3}")
_AND = late_regex(r"\s*(?:,|and|und|et|y|e|en|и|和|、|与|및)\s*")
"""Between two numbers with which a newer one is compared."""
_DIGIT = late_regex(r"\d")
_COUNTING = any_of(
    "illi illones ilh iljoen hundred dozen thousand gigawatt megawatt doubl tripl 万 萬 亿 億 만 "
    "억 조 兆 倍 배 milion милли тысяч млн млрд трлн year month"
)
"""A sentence without a digit and with none of these claims no quantity."""
_REACH = 3
"""Sentences over which "it" can mean who was named."""
_MONEY_KINDS = frozenset(
    {"capex", "capex_guidance", "capex_guidance_prior", "investment", "revenue", "market_value",
     "market_value_change", "commitments", "contract", "contract_added", "free_cash_flow", "profit",
     "funding", "cost"}
)  # fmt: skip
"""Kinds that are money even where no currency is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What is known of an article besides its words."""

    article_id: ArticleId
    lang: str
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    """The sentences of an article with the names in each."""

    article_id: ArticleId
    lang: str
    sentences: Sequence[Sentence]
    named: Sequence[Sequence[Mention]]
    headline: tuple[str, ...]
    """Symbols of the companies in the first sentence, in the order in which they are named."""

    def meant(self, index: int) -> Meant:
        """Return whom a sentence can mean without a name."""
        near = {
            str(m.symbol)
            for named in self.named[max(0, index - _REACH) : index + 1]
            for m in named
            if m.symbol
        }
        sole = len(set(self.headline)) == 1 and near <= set(self.headline)
        return Meant(
            topic=self.topic(index), headline=self.headline[0] if self.headline else "", sole=sole
        )

    def topic(self, index: int) -> str:
        """Return whom "it" means in a sentence: who was last named, first in that sentence."""
        for place in range(index - 1, max(-1, index - 1 - _REACH), -1):
            named = companies(self.sentences[place], self.named[place])
            if named:
                return named[0]
        return ""

    def carried(self, index: int) -> tuple[str, str, str]:
        """Return kind, words and period of the quantity of which the sentence before speaks."""
        if index == 0:
            return "", "", ""
        text = self.sentences[index - 1].text
        kind, cue = carried_measure(text)
        periods = [stated.text for stated in stated_periods(text)] if kind else []
        return kind, cue, periods[-1] if periods else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A sentence of an article, with all that is read in it before its amounts."""

    article: _Article
    index: int
    here: Scene
    amounts: tuple[Amount, ...]
    cues: tuple[KindCue, ...]
    periods: tuple[StatedPeriod, ...]
    told: tuple[Speaker, ...]

    @property
    def text(self) -> str:
        """Return the sentence."""
        return self.here.sentence.text


def figures(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    article_id: ArticleId,
    *,
    lang: str = "",
    published: datetime | None = None,
) -> tuple[Figure, ...]:
    """Return the quantities that an article claims, in text order, each said once.

    An amount, its unit, kind, period and speaker stand in the one sentence that the figure
    carries; only what a pronoun there means ("it", "the company") is looked up in those before.

    Args:
        sentences: Of the article, in text order.
        mentions: Names in the same text.
        article_id: Goes into every figure.
        lang: Primary tag; tells a decimal comma from one between thousands.
        published: Tells which year "this year" is; None leaves it open.
    """
    found: dict[tuple[str | float, ...], Figure] = {}
    currencies: Counter[str] = Counter()
    bare: list[tuple[str | float, ...]] = []
    told = _Told(article_id=article_id, lang=lang, year=published.year if published else None)
    for figure in _figures(sentences, mentions, told):
        key = _key(figure)
        if key in found:
            continue
        found[key] = figure
        if figure.unit == "":
            bare.append(key)
        elif _CURRENCY.fullmatch(figure.unit) and figure.unit != "GPU":
            currencies[figure.unit] += 1
    usual = currencies.most_common(1)[0][0] if currencies else "USD" if lang == "en" else ""
    for key in bare:
        if usual:
            found[key] = replace(found[key], unit=usual)
        else:
            del found[key]
    return tuple(found.values())


def _key(figure: Figure) -> tuple[str | float, ...]:
    """Return what makes two figures of an article the same."""
    who = figure.subject, figure.counterparty
    return *who, figure.kind, figure.low, figure.high, figure.unit, figure.period


def _figures(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    known: _Told,
) -> Iterator[Figure]:
    named = by_sentence(sentences, mentions)
    headline = companies(sentences[0], named[0]) if sentences else ()
    article = _Article(
        article_id=known.article_id, lang=known.lang, sentences=sentences, named=named,
        headline=headline,
    )  # fmt: skip
    for index, sentence in enumerate(sentences):
        text = sentence.text
        if not _DIGIT.search(text) and not _COUNTING.may_stand_in(text):
            continue
        said = tuple(amounts(text, lang=known.lang))
        if not said and not may_hold_ratio(text):
            continue
        cues = kind_cues(text)
        others = tuple(ratios(text, cues))
        if not said and not others:
            continue
        told = speakers(text)
        place = _Place(
            article=article, index=index, amounts=said, cues=cues, told=told,
            periods=stated_periods(text, year=known.year),
            here=scene(sentence, article.named[index], told, article.meant(index)),
        )  # fmt: skip
        counted = dealt(tuple(_amounts_of(place)), place.here)
        yield from (*counted, *_ratios_of(place, others))


def _amounts_of(place: _Place) -> Iterator[Figure]:
    earlier: Figure | None = None
    last: Amount | None = None
    for amount in place.amounts:
        words = qualified(place.text, amount)
        measure, period = _measured(place, amount, words)
        if (is_small(amount) and _is_level(place, amount)) or is_increment(place.text, amount):
            continue
        before = place.text[max(0, amount.start - 16) : amount.start]
        if _TOLERANCE.search(before) or _is_exchange_rate(place.text, amount, before):
            continue
        if not amount.high or (not amount.unit and measure.kind not in _MONEY_KINDS):
            continue
        superseded = not expected_by(place.text, amount) and (
            is_superseded(place.text, amount, words.start, place.amounts)
            or (last is not None and _AND.fullmatch(place.text, last.end, words.start) is not None)
        )
        last = amount if superseded else None
        figure = _figure(place, amount, measure, words, period)
        if superseded and figure.kind == "amount" and earlier and earlier.unit == figure.unit:
            # What the sentence compares with the number before measures the same.
            figure = replace(figure, kind=earlier.kind, cue=earlier.cue, subject=earlier.subject)
        if superseded and not _has_own_period(place.text, amount):
            if figure.kind not in {"capex_guidance", "capex"} or len(place.amounts) == 1:
                continue
            figure = replace(figure, kind="capex_guidance_prior")
        elif superseded and figure.kind == "capex_guidance" and _is_actual(place.text, amount):
            figure = replace(figure, kind="capex")
        earlier = figure
        yield figure


def _is_exchange_rate(text: str, amount: Amount, before: str) -> bool:
    """Tell whether an amount is one of a currency, or what that is worth in another."""
    if _FOR_ONE.search(before):
        return True
    return amount.low == amount.high == 1 and _IS_WORTH.match(text, amount.end) is not None


def _ratios_of(place: _Place, found: Sequence[Ratio]) -> Iterator[Figure]:
    for ratio in found:
        words = qualified(place.text, ratio.amount)
        if ratio.measure.kind == "growth" and is_superseded(place.text, ratio.amount, words.start):
            continue
        period = ""
        if ratio.measure.kind != "duration":
            behind = [a for a in place.amounts if a.start >= ratio.amount.end]
            period = period_of(place.text, ratio.amount, periods=place.periods, others=behind)
        elif place.text[words.start : words.start + 5].lower() == "over ":
            # "Over three years" says how long, not that it is longer.
            words = Qualified(comparator=Comparator.EXACT, start=words.start)
        yield _figure(place, ratio.amount, ratio.measure, words, period)


def _figure(
    place: _Place, amount: Amount, measure: Measure, words: Qualified, period: str
) -> Figure:
    """Return what is claimed by an amount, all that is known of it put together."""
    if measure.kind == "amount" and any(
        is_price_of(place.text, amount, place.here.end(m)) for m in place.here.mentions
    ):
        measure = replace(measure, kind="share_price")
    speaker = speaker_of(place.told, amount.start, place.text)
    outside = speaker is not None and speaker.outside
    name = speaker.name if speaker else ""
    if not outside and (crowd := expected_by(place.text, amount)):
        outside, name = True, crowd
    parties = parties_of(
        Asked(here=place.here, amount=amount, measure=measure, start=words.start, outside=outside)
    )
    sign = -1.0 if measure.is_loss and amount.low > 0 else 1.0
    low, high = sorted((sign * amount.low, sign * amount.high))
    start = place.here.sentence.start
    unit = at_home(amount, place.text, parties.subject, lang=place.article.lang)
    return Figure(
        subject=parties.subject, counterparty=parties.counterparty, kind=measure.kind,
        low=low, high=high, comparator=words.comparator, period=period,
        article_id=place.article.article_id,
        unit=f"{unit}/{measure.per}" if measure.per else unit,
        sentence=place.text, speaker=name,
        cue=_cue(place, amount, measure, words),
        start=start + amount.start, end=start + amount.end,
    )  # fmt: skip


def _cue(place: _Place, amount: Amount, measure: Measure, words: Qualified) -> str:
    """Return the words that say what an amount measures, and whether all or which part of it."""
    text = place.text
    cue = measure.cue or text[amount.start : amount.end]
    span = measure.start, measure.start + len(cue) * text.startswith(cue, measure.start)
    if scope := scope_of(text, amount, measure.kind, span, place.amounts):
        cue = f"{scope} {cue}"
    extent = extent_of(text, amount, words.start)
    return cue if not extent or extent in cue else f"{extent} {cue}"


def _measured(place: _Place, amount: Amount, words: Qualified) -> tuple[Measure, str]:
    """Return what an amount measures and for which period, "it" taken for what it means."""
    text = place.text
    rate = rate_of(text, amount)
    measure = measure_of(text, amount, place.cues, rate=rate, others=place.amounts)
    period = rate if measure.kind == "price" and rate else _period(place, amount, measure.kind)
    if _THE_QUANTITY.search(text[max(0, words.start - 60) : words.start]):
        kind, cue, time = place.article.carried(place.index)
        if kind:
            kind = carried_kind(kind, text, amount)
            measure, period = replace(measure, kind=kind, cue=cue), period or time
    return measure, period


def _period(place: _Place, amount: Amount, kind: str = "") -> str:
    periods = place.periods
    if kind in _NOT_OF_RESULTS:
        periods = tuple(p for p in periods if not _RESULTS.match(place.text, p.end))
    periods = tuple(p for p in periods if not is_date_of_deed(place.text, p.start, p.text, kind))
    return period_of(place.text, amount, periods=periods, others=place.amounts)


def _is_level(place: _Place, amount: Amount) -> bool:
    """Tell whether a small amount is where an index stands: that is no money."""
    before = [m for m in place.here.mentions if place.here.end(m) <= amount.start]
    return bool(before) and str(before[-1].symbol).startswith("^")


def _is_actual(text: str, amount: Amount) -> bool:
    """Tell whether what is planned is compared with an earlier year: "against $2bn in 2025"."""
    years = [int(year) for year in _YEARS.findall(text)]
    own = _YEARS.search(text, amount.end)
    return own is not None and int(own.group()) < max(years)


def _has_own_period(text: str, amount: Amount) -> bool:
    """Tell whether a year stands right behind an amount: "compared with $3 billion in 2025"."""
    behind = text[amount.end : amount.end + 24]
    return bool(
        re.match(r"\s*(?:in|for|im|en|nel|em|в|\()\s*(?:fiscal\s+|FY\s?)?(?:19|20)\d\d", behind)
    )
