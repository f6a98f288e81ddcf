"""Sentence → the amounts in it, in base units: money, power, pieces of hardware."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tapestory.late_regex import late_regex
from tapestory.reading.quantities import numerals
from tapestory.reading.quantities.by_how_much import by_before
from tapestory.reading.quantities.units import (
    CAPITALS,
    LETTER_SIGN,
    MONEY_SIGN,
    UNIT_WORDS,
    Unit,
    counted_before,
    is_other_money,
    money_of,
    unit_behind,
)
from tapestory.reading.text.cues import any_of
from tapestory.reading.text.quick import Quick

MOST_AMOUNTS = 60
"""Amounts of one sentence that are read; a longer list is a table or an attack."""
_MAY_HOLD = any_of(
    " ".join(UNIT_WORDS) + " million billion trillion milliard miliard miljard millones mrd"
)
"""A sentence with none of these, and neither `LETTER_SIGN` nor `CAPITALS`, holds no amount."""
_LETTER_SIGN = late_regex(rf"{LETTER_SIGN}|{CAPITALS}", re.IGNORECASE)


def _number_pattern(digits: str) -> re.Pattern[str]:
    return late_regex(
        rf"""(?:(?P<minus>(?<![\w\d])[-−])?(?P<prefix>(?<![A-Za-z])(?:{MONEY_SIGN}|{LETTER_SIGN}))\s?
        |(?<![A-Za-z]))(?:
        (?P<vague>(?<![^\W\d_]){numerals.VAGUE})
        |(?P<cjkvague>{numerals.CJK_VAGUE})
        |(?P<cjk>(?<![\d.,]){numerals.CJK})
        |(?<![\d.,])(?P<digits>{digits})(?P<scale>[\s\u00a0-]?{numerals.SCALE})?
        |(?P<pieces>(?<![^\W\d_]){numerals.VAGUE_PIECES}(?=\s))
        |(?<![^\W\d_])(?P<words>{numerals.WORDS})(?:(?P<wscale>[\s-]{numerals.SCALE})
            |(?=[\s-](?:mega|giga|GPU)))
        )""",
        re.VERBOSE | re.IGNORECASE,
    )


_NUMBER = _number_pattern(numerals.DIGITS)
_SPACED_NUMBER = _number_pattern(numerals.SPACED_DIGITS.replace(" ", r"[ ]"))
_BEGIN = late_regex(rf"[\d$€£¥₩₹₽＄￥￦{numerals.CJK_LETTERS}数數几幾上수몇万萬만亿億억兆조]")
_LEAD = late_regex(
    r"(?:(?<!\w)[-−])?(?<![A-Za-z])(?:(?:US|U\.S\.|NT|T|HK|AU|A|CA|C|NZ|S|R|MX|Mex|CN|JP)|"
    r"(?:[A-Z]{3}|Rs\.?|RM|Rp\.?|W)\s?|(?<!\w)[-−])$",
    re.IGNORECASE,
)
_LONGEST_LEAD = 6
_IN_WORDS = Quick(
    late_regex(
        r"[^\W\d_][\s-](?:hundred|thousand|[mbt]r?il|quadr|lakh|crore|mega|giga|GPU|mi[ol]|mrd|mld|"
        r"bio|tausend|duizend|tsd|"
        r"м[ил]|три|тыс)|\b(?:tens|hundreds|dozens|thousands|millions|billions|trillions)\b",
        re.IGNORECASE,
    )
)
"""Two words that may be a number in words, and its scale."""
_LINK = late_regex(
    r"\s*(?P<to>[-–—~～∼〜]|至|到|から|에서)\s*|\s+(?P<word>to|bis|à|a|al|tot|до)\s+|"
    r"\s*(?P<and>\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bи\b|和|与|與|と)\s*",
    re.IGNORECASE,
)
_BETWEEN = late_regex(
    r"(?:\b(?:between|zwischen|entre|tra|fra|tussen|между)|介于|介於|在)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_FROM = late_regex(
    r"(?:\b(?:from|von|de|desde|da|dal|van|от|с)\s+(?:about\s+|around\s+|a\s+range\s+of\s+|"
    r"the\s+(?:old|prior|previous)\s+)?|从|從|由|自|기존\s*)$",
    re.IGNORECASE,
)
_SOME = (
    rf"(?:US)?[$€£¥₩]?\s?\d[\d.,]*(?:[\s-]?{numerals.SCALE})?(?:\s(?:dollars|Dollar|Euro|euros))?"
)
_CAME_FROM = late_regex(
    r"\bfrom\s+(?:an?|the|its)\s+(?:\w+\s+)?range\s+of\s+$|"
    rf"\b(?:to|at|auf|à)\s+(?:between\s+|about\s+|around\s+)?{_SOME}(?:\s?(?:-|–|to|and|bis|à)\s?{_SOME})?"
    r",?\s+(?:(?:for|in|this|next)\s+\w+,?\s+)?(?:up\s+|down\s+)?(?:from|von|de)\s+$",
    re.IGNORECASE,
)
"""Behind what a quantity became, "from A to B" is the range that it was."""
_CHANGE = late_regex(
    r"\b(?:rais|lift|increas|hik|boost|bump|up(?:ped|grad)|cut|lower|trimm?|reduc|slash|grew|grow|"
    r"r[io]s[ei]|jump|surg|climb|soar|swell|expan[ds]|widen|fell|fall|drop|declin|shr[aiu]nk|chang|"
    r"mov|doubl|"
    r"went|go|revis|erh[öo]h|angehob|senk|relev|augment|elev|aument|incremen|alz|verhoo|повы|"
    r"увелич|сни[зж])\w*|"
    r"上调|上調|提高|提升|增加|增至|升至|下调|下調|下修|上修|降至|调至|調至|늘|올|상향|하향|증가|"
    r"확대|줄|낮|引き上げ|"
    r"引き下げ|増や|上方修正|下方修正|増額|減額",
    re.IGNORECASE,
)
_MOVES_ON = late_regex(
    r"[\s,，]*(?:(?:up|down)\s+)?(?:to|auf|à|a|hasta|tot|до|로|으로|に|へ|"
    r"(?:上|下|提|增|升|降|调|調)\w{0,3}[至到])",
    re.IGNORECASE,
)
_LEADING_DIGITS = late_regex(numerals.DIGITS)
_YEAR = late_regex(r"(?:19|20)\d\d")
_COUNTED = late_regex(
    r"[\s-]*(?:of\s+)?(?:active\s+|daily\s+|monthly\s+|model\s+)?(?:[a-z]+[\s-]){0,1}"
    r"(?:users?|people|parameters?|tokens?|tonn?es|tons|barrels|shares|transactions|downloads|"
    r"views|"
    r"customers|subscribers|square|cubic|miles|kilomet\w+|gallons|litres|liters|homes|households|"
    r"jobs|workers|years|hours|transistors|queries|requests|images|times|units|bits|bytes|"
    r"percent|per\s+cent|%|x\b)",
    re.IGNORECASE,
)
_LARGE = 1e6
_WIDEST = 1000.0
"""No range is wider; what looks like one is two numbers."""
_LONE_LETTER = late_regex(r"[\d\s-](?:m|b|t|k|mm|tr|cr|md|bi|mil)$", re.IGNORECASE)
"""Scales of a letter or two mean many things where no currency stands by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A quantity with its unit."""

    start: int
    end: int
    low: float
    """In base units."""
    high: float
    unit: str
    """USD, KRW, … for money, W for power, GPU for accelerators; "" for a bare large number, which
    is money where the sentence says so."""
    is_range: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    """A number before it is known what it counts."""

    start: int
    end: int
    low: float
    high: float
    scaled: bool
    """It has a scale of its own."""
    scale: float
    """What that multiplies by; 1 without one."""
    sign: str
    """Currency of the sign before it, or empty."""
    is_year: bool
    vague: bool = False


def amounts(text: str, *, lang: str = "") -> Iterator[Amount]:
    """Yield the amounts of a sentence from left to right.

    Bare numbers are none, but for large ones ("125 billion"), which come without a unit.

    Args:
        text: One sentence.
        lang: Primary tag; tells a decimal comma from one between thousands.
    """
    if not (_MAY_HOLD.may_stand_in(text) or _LETTER_SIGN.search(text)):
        return
    reached = 0
    for count, found in enumerate(_numbers(text, _pattern(lang))):
        if count >= MOST_AMOUNTS:
            return
        if found.start() < reached:
            continue
        amount = _read(text, _number(found, lang), lang)
        if amount is not None:
            reached = amount.end
            yield amount


def _numbers(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the numbers of a sentence from left to right.

    To try a pattern with so many ways to begin at every letter takes long. Where no number is in
    words, only what begins like a number or a sign of money is tried.
    """
    if _IN_WORDS.search(text):
        yield from pattern.finditer(text)
        return
    reached = 0
    for begin in _BEGIN.finditer(text):
        if begin.start() < reached:
            continue
        lead = _LEAD.search(text, max(reached, begin.start() - _LONGEST_LEAD), begin.start())
        found = pattern.match(text, lead.start()) if lead else None
        found = found or pattern.match(text, begin.start())
        if found is not None:
            reached = found.end()
            yield found


def _pattern(lang: str) -> re.Pattern[str]:
    return _SPACED_NUMBER if lang in numerals.EUROPEAN else _NUMBER


def _read(text: str, first: _Number, lang: str) -> Amount | None:
    unit = _unit(text, first)
    end = unit.end if unit else first.end
    link = _LINK.match(text, end)
    if link and (second := _second(text, first, link, lang)):
        both = _range(text, first, unit, second)
        if both is not None:
            return both
    if unit is None:
        return _bare(text, first)
    low, high = first.low * unit.factor, first.high * unit.factor
    return Amount(start=first.start, end=unit.end, low=low, high=high, unit=unit.code,
                  is_range=first.vague)  # fmt: skip


def _second(text: str, first: _Number, link: re.Match[str], lang: str) -> _Number | None:
    """Return the number behind a link, None when the two are no range."""
    if first.is_year or first.vague:
        return None
    before = text[max(0, first.start - 40) : first.start]
    if link.group("and") and not _BETWEEN.search(before):
        return None
    found = _pattern(lang).match(text, link.end())
    if found is None or found.start() != link.end():
        return None
    second = _number(found, lang)
    if second.is_year:
        return None
    if not link.group("and") and _is_step(text, first, link, second):
        return None
    return second


def _is_step(text: str, first: _Number, link: re.Match[str], second: _Number) -> bool:
    """Tell whether "from A to B" says how A became B, and not between which two it lies."""
    before = text[max(0, first.start - 70) : first.start]
    linked = (link.group("to") or link.group("word")).lower()
    stepped = linked in {"에서", "から"} or bool(
        (_FROM.search(before) or by_before(text, first.start))
        and linked in {"to", "auf", "à", "a", "tot", "до", "至", "到"}
    )
    if not stepped or not changes(text) or _CAME_FROM.search(before):
        return False
    unit = unit_behind(text, second.end)
    rest = text[unit.end if unit else second.end :][:24]
    if linked in {"에서", "から"}:
        return bool(re.match(r"\s*(?:으?로|に|へ|まで)", rest))
    return not (_MOVES_ON.match(rest) and re.search(r"\d", rest))


def changes(text: str) -> bool:
    """Tell whether a sentence says that a quantity became another."""
    return _CHANGE.search(text) is not None


def _range(text: str, first: _Number, unit1: Unit | None, second: _Number) -> Amount | None:
    unit2 = _unit(text, second)
    if first.sign and unit2 and unit2.code in {"W", "GPU"}:
        # "$3-4bn of GPUs" is money, whatever it buys.
        unit2 = None
    unit = unit2 or unit1
    if unit1 and unit2 and unit1.code != unit2.code:
        return None
    own = unit1 or unit2
    factor = own.factor if own else 1.0
    low, high = first.low * factor, second.high * (unit2.factor if unit2 else factor)
    if not first.scaled and (unit1 is None or first.sign):
        low *= second.scale
    if low > high or low <= 0 or high / low > _WIDEST:
        return None
    if unit is None:
        return _bare(text, replace(second, low=low, high=high, start=first.start))
    end = unit2.end if unit2 else second.end
    return Amount(
        start=first.start, end=end, low=low, high=high, unit=unit.code, is_range=low < high
    )


def _bare(text: str, number: _Number) -> Amount | None:
    if (
        not number.scaled
        or number.high < _LARGE
        or _LONE_LETTER.search(text[number.start : number.end])
    ):
        return None
    if _COUNTED.match(text, number.end) or is_other_money(text, number.start, number.end):
        return None
    rest = text[number.end : number.end + 1]
    if rest.isalpha() or rest in {"%", "％"}:
        return None
    return Amount(start=number.start, end=number.end, low=number.low, high=number.high, unit="",
                  is_range=number.low < number.high)  # fmt: skip


def _unit(text: str, number: _Number) -> Unit | None:
    if number.sign:
        behind = unit_behind(text, number.end)
        same = behind is not None and behind.code == number.sign
        return Unit(code=number.sign, end=behind.end if same and behind else number.end)
    return unit_behind(text, number.end) or counted_before(text, number.start, number.end)


def _number(found: re.Match[str], lang: str) -> _Number:
    part = found.groupdict()
    low, high, scale = _value(part, lang)
    sign = -1.0 if part["minus"] and part["prefix"] else 1.0
    scaled = not (part["digits"] or part["words"]) or bool(part["scale"] or part["wscale"])
    return _Number(
        start=found.end() - len(found.group().lstrip()), end=found.end(),
        low=sign * low, high=sign * high, scaled=scaled, scale=scale,
        vague=bool(part["vague"] or part["pieces"] or part["cjkvague"]),
        sign=money_of(part["prefix"]) if part["prefix"] else "",
        is_year=not scaled and not part["prefix"] and bool(_YEAR.fullmatch(part["digits"] or "")),
    )  # fmt: skip


def _value(part: Mapping[str, str | None], lang: str) -> tuple[float, float, float]:
    """Return the ends of a number and what its scale multiplies by."""
    if words := part["vague"]:
        return *numerals.vague(words, lang=lang), 1.0
    if words := part["pieces"]:
        return *numerals.vague_pieces(words), 1.0
    if words := part["cjkvague"]:
        return *numerals.cjk_vague(words), 1.0
    if words := part["cjk"]:
        value = numerals.cjk(words)
        leading = _LEADING_DIGITS.match(words)
        bare = numerals.digits(leading.group()) if leading else 0.0
        return value, value, value / bare if bare else 1.0
    if words := part["digits"]:
        scale = numerals.scale_of(part["scale"], lang=lang) or 1.0
        mark = (part["scale"] or "").strip(" -\u00a0")
        value = numerals.digits(words, lang=lang, scale=mark) * scale
        return value, value, scale
    scale = numerals.scale_of(part["wscale"], lang=lang) or 1.0
    value = numerals.in_words(part["words"] or "") * scale
    return value, value, scale
