"""Two figures of one subject and kind → how they differ, with the reason in words, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tapestory.late_regex import late_regex
from tapestory.model import Comparator, Difference, Figure
from tapestory.reading.quantities.extents import PART, WHOLE
from tapestory.reading.quantities.kinds import family, holds_one_value
from tapestory.reading.quantities.periods import Period, parse_period
from tapestory.reading.quantities.scopes import is_adjusted, segment_of
from tapestory.reading.quantities.yardsticks import is_crowd

TOLERANCE = 0.12
"""The most that rounding explains, and what words such as "about" allow; chosen on the seeds'
claims."""
_MOVES_DAILY = frozenset({"market_value", "market_value_change"})
"""What two articles of one day give differently, because a price went on moving."""
_FIRM = frozenset({Comparator.EXACT, Comparator.BETWEEN})
_OPERATING = late_regex(r"\b(?:operating|EBIT(?:DA)?)\b|영업|營業|营业|営業", re.IGNORECASE)
_ADDS_UP = frozenset({"revenue", "profit", "free_cash_flow", "earnings_per_share", "capex"})
"""Kinds of which a year has the sum of four quarters."""
_QUARTER = late_regex(
    r"\bquarter(?:ly|s)?\b|\bQ[1-4]\b|四半期|[1-4一二三四本当當单單上财財][财財]?季|분기|\bQuartal|"
    r"\b(?:bi)?trimestr|\bkwarta",
    re.IGNORECASE,
)
_YEAR = late_regex(
    r"\bannual(?:ly|i[sz]ed)?\b|\byearly\b|\b(?:full|fiscal|financial|calendar|entire|whole)[\s-]year\b|"
    r"\b(?:for|of|over)\s+the\s+year\b|\btwelve\s+months\b|全年|年度|年間|通期|연간|"
    r"\bGesamtjahr|\bGeschäftsjahr|\bJahres(?:umsatz|gewinn|ergebnis|überschuss)|"
    r"\bexercice\b|\bejercicio\b|\besercizio\b|\bannu|\banua",
    re.IGNORECASE,
)
_SLIPS = (10.0, 100.0, 1000.0)
_SLIP_TOLERANCE = 0.005
_ROUNDS = 1e-9
_REACH = 2.0
"""How far beyond it a number lies at most of which somebody says "over": twice."""
_NEARLY = 0.75
_VAGUE = 5.0
"""A range this wide is a word such as "tens of billions", not a range."""
_ANOTHER = late_regex(
    r"\b(?:another|separate(?:ly)?|second|third|earlier|previous(?:ly)?|besides|additional)\b|"
    r"另一|另外|此前|第二|또\s?다른|별도|앞서|別の|これとは別に|以前",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How two figures differ."""

    difference: Difference
    why: str


def verdict(
    one: Figure, other: Figure, *, restated: bool = False, shared: bool = False
) -> Verdict | None:
    """Return how two figures of one subject, family of kinds and unit differ.

    The order of the two does not matter. None where they may well both be told of different
    things: two contracts, two sites, or a number that an article itself sets beside the other.

    Args:
        one: A figure.
        other: Another one.
        restated: One article holds both numbers, so it says itself how the two go together.
        shared: Several articles tell one of the two: round numbers that are ten apart by chance
            when each is told once are hardly so then.
    """
    first, second = parse_period(one.period), parse_period(other.period)
    narrowed = _narrowed(one, other)
    alike = first.fits(second) and not narrowed
    if alike and one.article_id != other.article_id and _is_slip(one, other, shared=shared):
        return Verdict(difference=Difference.UNIT_ERROR, why=_slip_in_words(one, other))
    if basis := _basis(one, other, first, second):
        return Verdict(difference=Difference.DIFFERENT_BASIS, why=basis) if _worth(one) else None
    if agreement := _agreement(one, other):
        return agreement
    if part := narrowed or _part_and_whole(one, other):
        return Verdict(difference=Difference.DIFFERENT_BASIS, why=part)
    return None if restated else _conflict(one, other)


def _conflict(one: Figure, other: Figure) -> Verdict | None:
    if one.article_id == other.article_id:
        # Numbers that differ within an article tell of different things more often than of a
        # slip; words for orders of magnitude do not.
        vague = _is_vague(one) and _is_vague(other)
        if not vague or one.sentence == other.sentence:
            return None
        return Verdict(
            difference=Difference.CONFLICT, why="one article names two orders of magnitude"
        )
    if is_crowd(one.speaker) and is_crowd(other.speaker):
        return None  # Of two polls of analysts both are right.
    pair = bool(one.counterparty and other.counterparty)
    if not holds_one_value(one.kind, pair=pair):
        return None
    if pair and (_ANOTHER.search(one.sentence) or _ANOTHER.search(other.sentence)):
        return None
    return Verdict(difference=Difference.CONFLICT, why="the numbers do not fit together")


def _worth(figure: Figure) -> bool:
    """Tell whether figures of other periods and bases are worth a line: of sites they are not."""
    return figure.kind != "amount"


def _basis(one: Figure, other: Figure, first: Period, second: Period) -> str:
    """Return in words what the two measure differently, "" if the same."""
    if is_crowd(one.speaker) != is_crowd(other.speaker):
        return "one is what was expected"
    if one.kind == other.kind == "profit" and _profit(one) != _profit(other):
        return "one is operating profit, the other may be net"
    if one.kind != other.kind:
        names = sorted((one.kind, other.kind), key=lambda kind: (len(kind), kind))
        return _KIND_WORDS.get((names[0], names[1]), " and ".join(map(_spelt, names)))
    return "" if first.fits(second) else f"{first.in_words} and {second.in_words}"


def _profit(figure: Figure) -> str:
    """Return which profit the words name: operating, or what is meant where they do not say."""
    return "operating" if _OPERATING.search(figure.cue) else "net"


_KIND_WORDS = {
    ("contract", "contract_added"): "one is the whole contract, the other what was added to it",
    ("capacity", "capacity_added"): "one is all of the capacity, the other what is added",
    ("capex_guidance", "capex_guidance_prior"): "the guidance now and before",
    ("capex", "capex_guidance"): "one was spent, the other is guidance",
    ("capex", "capex_guidance_prior"): "one was spent, the other is earlier guidance",
}


def _spelt(kind: str) -> str:
    return kind.replace("_", " ")


def _narrowed(one: Figure, other: Figure) -> str:
    """Return in words which of two is of a part of the business, of a quarter, or adjusted."""
    lengths = {_length(one), _length(other)}
    if lengths == {"quarter", "year"}:
        return "one is of a quarter, the other of a year"
    if is_adjusted(one.cue) != is_adjusted(other.cue):
        return "one is adjusted, the other may not be"
    names = sorted({segment_of(one.cue), segment_of(other.cue)})
    if len(names) == 1:
        return ""
    whose = ", the other of ".join(filter(None, names))
    return f"one is of {whose}" if names[0] else f"one is of {whose} alone"


def _length(figure: Figure) -> str:
    """Return over how long a quantity added up, as far as its period or its sentence says."""
    if figure.kind not in _ADDS_UP:
        return ""
    period = parse_period(figure.period)
    if period.text:
        return "quarter" if "Q" in period.part else "year" if period.is_whole_year else ""
    quarter, year = _QUARTER.search(figure.sentence), _YEAR.search(figure.sentence)
    if bool(quarter) == bool(year):
        return ""
    return "quarter" if quarter else "year"


def _part_and_whole(one: Figure, other: Figure) -> str:
    small, large = sorted((one, other), key=size)
    if PART.search(small.cue) and not PART.search(large.cue):
        return "one is a part of the other"
    if WHOLE.search(large.cue) and not WHOLE.search(small.cue):
        return "one is all, the other may be a part"
    return ""


def agree(one: Figure, other: Figure) -> bool:
    """Tell whether two numbers are the same up to what their words allow."""
    return _agreement(one, other) is not None


def _agreement(one: Figure, other: Figure) -> Verdict | None:
    """Return AGREE, COMPATIBLE_BOUND, or None when the two do not fit."""
    if (one.high < 0) != (other.high < 0):
        return None
    if _is_vague(one) and _is_vague(other):
        low, high = max(size(one)[0], size(other)[0]), min(size(one)[1], size(other)[1])
        same = Verdict(difference=Difference.AGREE, why="the same order of magnitude")
        return same if low <= high else None
    allowed = max(tolerance(one), tolerance(other))
    points = _overlap(size(one), size(other), allowed)
    if points and one.comparator is other.comparator and _is_vague(one) == _is_vague(other):
        return Verdict(difference=Difference.AGREE, why="the same number")
    if points and not (_is_loose(one) or _is_loose(other)):
        return Verdict(difference=Difference.AGREE, why="the same number")
    if points or _overlap(_allowed(one), _allowed(other), allowed):
        rough = one if _is_loose(one) else other
        return Verdict(difference=Difference.COMPATIBLE_BOUND, why=_bound_in_words(rough))
    return None


def size(figure: Figure) -> tuple[float, float]:
    """Return the ends of a figure without their sign, the smaller first."""
    return (-figure.high, -figure.low) if figure.high <= 0 else (figure.low, figure.high)


def tolerance(figure: Figure) -> float:
    """Return the share by which a number may be off and still be the same, rounded.

    "61.2" is anything from 61.15 to 61.25 and "3" from 2.5 to 3.5, though no more than
    `TOLERANCE` off; "about", and what changes while a market is open, may be off by all of that.
    """
    if figure.comparator not in _FIRM or figure.kind in _MOVES_DAILY:
        return TOLERANCE
    low, high = size(figure)
    return min(TOLERANCE, max(_half_a_digit(low), _half_a_digit(high)))


def _half_a_digit(value: float) -> float:
    """Return half a unit of the last digit that is not nought, as a share of the number."""
    if value <= 0:
        return TOLERANCE
    mantissa = float(f"{value:.5e}".split("e")[0])
    return 0.5 * 10.0 ** (1 - _digits(value)) / mantissa


def _overlap(one: tuple[float, float], other: tuple[float, float], allowed: float) -> bool:
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return low * (1 - allowed) <= high * (1 + _ROUNDS)


def _allowed(figure: Figure) -> tuple[float, float]:
    """Return the range that the words around a number leave open, without its sign."""
    low, high = size(figure)
    match figure.comparator:
        case Comparator.OVER:
            return low, high * _REACH
        case Comparator.UP_TO:
            return low / _REACH, high
        case Comparator.NEARLY:
            return low * _NEARLY, high
        case _:
            return low, high


def _is_vague(figure: Figure) -> bool:
    low, high = size(figure)
    return low > 0 and high / low >= _VAGUE


def _is_loose(figure: Figure) -> bool:
    bounds = {Comparator.OVER, Comparator.UP_TO, Comparator.NEARLY}
    return figure.comparator in bounds or _is_vague(figure)


def _bound_in_words(figure: Figure) -> str:
    if _is_vague(figure):
        return "one only names an order of magnitude, which the other keeps"
    said = {Comparator.OVER: "more than", Comparator.UP_TO: "up to", Comparator.NEARLY: "nearly"}
    return f'one says "{said.get(figure.comparator, "about")}", which the other keeps'


def _is_slip(one: Figure, other: Figure, *, shared: bool) -> bool:
    if one.kind != other.kind and family(one.kind) != "capex":
        return False
    if min(*size(one), *size(other)) <= 0 or (one.high < 0) != (other.high < 0):
        return False
    if shared:
        return slip_between(one, other) is not None
    if _is_vague(one) or _is_vague(other):
        return False
    single = holds_one_value(one.kind, pair=bool(one.counterparty))
    smaller = min(size(one), size(other))
    if not single and _digits(smaller[1]) < 2 and smaller[0] == smaller[1]:
        return False
    return slip_between(one, other) is not None


def slip_between(one: Figure, other: Figure) -> float | None:
    """Return 10, 100 or 1000 when one figure is exactly that many times the other."""
    small, large = sorted((size(one), size(other)))
    for slip in _SLIPS:
        if (
            abs(large[0] / small[0] / slip - 1) < _SLIP_TOLERANCE
            and abs(large[1] / small[1] / slip - 1) < _SLIP_TOLERANCE
        ):
            return slip
    return None


def _slip_in_words(one: Figure, other: Figure) -> str:
    return f"one is exactly {slip_between(one, other) or 0:,.0f} times the other"


def _digits(value: float) -> int:
    """Return the number of significant digits: two round numbers are ten apart by chance."""
    return len(f"{value:.5e}".split("e")[0].replace(".", "").strip("0"))
