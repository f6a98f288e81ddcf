"""Numbers, dates and places → the words in which the digest prints them; English, no locale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tapestory.model import (
    Comparator,
    Figure,
    Precision,
    Published,
    Verification,
    VerificationState,
)

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_CITIES = {
    "New York": ("XNYS", "XNAS", "XNGS", "XNMS", "XNCM", "ARCX", "BATS", "XASE", "IEXG"),
    "Toronto": ("XTSE", "XTSX"),
    "São Paulo": ("BVMF",),
    "London": ("XLON",),
    "Paris": ("XPAR",),
    "Amsterdam": ("XAMS",),
    "Brussels": ("XBRU",),
    "Frankfurt": ("XFRA", "XETR"),
    "Zurich": ("XSWX",),
    "Milan": ("XMIL", "MTAA"),
    "Madrid": ("XMAD", "BMEX"),
    "Stockholm": ("XSTO",),
    "Copenhagen": ("XCSE",),
    "Helsinki": ("XHEL",),
    "Oslo": ("XOSL",),
    "Vienna": ("XWBO",),
    "Tel Aviv": ("XTAE",),
    "Mumbai": ("XBOM", "XNSE"),
    "Singapore": ("XSES",),
    "Hong Kong": ("XHKG",),
    "Shanghai": ("XSHG",),
    "Shenzhen": ("XSHE",),
    "Taipei": ("XTAI", "ROCO"),
    "Seoul": ("XKRX", "XKOS"),
    "Tokyo": ("XTKS",),
    "Sydney": ("XASX",),
}
_CITY_OF = {mic: city for city, mics in _CITIES.items() for mic in mics}
_COMPARED = {
    Comparator.OVER: "more than ",
    Comparator.NEARLY: "nearly ",
    Comparator.ABOUT: "about ",
    Comparator.UP_TO: "up to ",
}
_SIZED = {Comparator.UP_TO: "by as much as "}
"""As `_COMPARED`, behind the way that something went: "up up to" would not read."""
_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
_SPELT_SCALES = {"tn": "trillions", "bn": "billions", "m": "millions"}
_VAGUE: dict[tuple[float, float], str] = {
    (1, 9): "",
    (1, 999): "",
    (10, 99): "tens of ",
    (100, 999): "hundreds of ",
}
"""The ends of what is told by its order of magnitude only."""
_CURRENCIES = {"USD": "$", "EUR": "€", "GBP": "£"}
_BEHIND = {"%": "%", "x": " times"}
_SPELT_CURRENCIES = {
    *("KRW", "CNY", "JPY", "TWD", "HKD", "INR", "CHF", "CAD", "AUD", "SGD"),
    *("RUB", "BRL", "SEK", "MXN"),
}

_LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}

STATE_WORDS = {
    VerificationState.RUMOUR: "Not confirmed",
    VerificationState.REPORTED: "Not confirmed",
    VerificationState.CONFIRMED: "Confirmed",
    VerificationState.DENIED: "Denied",
    VerificationState.STALE: "Gone quiet",
}


def sure_words(verification: Verification) -> str:
    """Return how sure anybody is: "Not confirmed", "Confirmed by hand"."""
    return STATE_WORDS[verification.state] + (" by hand" if verification.by_hand else "")


def percent(fraction: float, *, digits: int = 1) -> str:
    """Return a measured return to a tenth of a percent, with its sign: "−13.9%".

    A zero has no sign, nor has what is rounded to one.
    """
    return f"{_signed(round(fraction * 100, digits), f'.{digits}f')}%"


def points(fraction: float) -> str:
    """Return a difference of returns in percentage points: "+9.0 pp"."""
    return f"{_signed(round(fraction * 100, 1), '.1f')} pp"


def printed_percent(fraction: float) -> str:
    """Return a figure as an article prints it, to two decimals at most: "−8%", "+8.81%"."""
    return f"{_signed(round(fraction * 100, 2), '.12g')}%"


def printed_range(low: float, high: float, comparator: Comparator) -> str:
    """Return a reported move in words, its end nearest to zero first: "−8%", "−8% to −10%".

    A comparator speaks of the size: what fell further than 8% is "down more than 8%", because
    "more than −8%" says the opposite.
    """
    near, far = sorted((low, high), key=abs)
    ends = [near] if low == high else [near, far]
    compared = _COMPARED.get(comparator, "")
    if not compared or low * high <= 0:
        return " to ".join(printed_percent(end) for end in ends)
    way = "down" if low < 0 else "up"
    sizes = " to ".join(printed_percent(abs(end)).removeprefix("+") for end in ends)
    return f"{way} {_SIZED.get(comparator, compared)}{sizes}"


def quantity(low: float, high: float, unit: str, *, scale_by: float | None = None) -> str:
    """Return a figure and its unit: "$125–145 bn", "3 GW", "100,000 GPU".

    Args:
        low: In base units: dollars, watts, pieces.
        high: Equal to `low` for a point figure.
        unit: ISO 4217 code, "W", "%", "x" (times as much), "month", a noun; "USD/GW" for a price
            of one.
        scale_by: A number whose scale (bn, tn) to use, so that figures compare; `low` when None.
    """
    what, slash, of_one = unit.partition("/")
    if slash:
        return f"{quantity(low, high, what, scale_by=scale_by)} per {of_one}"
    if unit == "month":
        return _length(low, high)
    if unit in _BEHIND:
        return f"{_span(low, high)}{_BEHIND[unit]}"
    if unit == "W":
        divisor, scale = next(
            ((d, s) for d, s in ((1e9, "GW"), (1e6, "MW"), (1e3, "kW")) if abs(low) >= d), (1, "W")
        )
        return f"{_span(low / divisor, high / divisor)} {scale}"
    if unit in _CURRENCIES or unit in _SPELT_CURRENCIES:
        return _money(low, high, unit, scale_by=scale_by)
    return f"{_span(low, high)} {unit}".rstrip()


def claimed(figure: Figure, *, scale_by: float | None = None) -> str:
    """Return a figure as it is claimed: "up to $27 bn", "more than 3 GW".

    Args:
        figure: What an article claims.
        scale_by: As in `quantity`.
    """
    return claimed_range(figure.low, figure.high, figure.unit, figure.comparator, scale_by=scale_by)


def claimed_range(
    low: float, high: float, unit: str, comparator: Comparator, *, scale_by: float | None = None
) -> str:
    """Return a quantity as it is claimed: "up to $27 bn"; arguments as in `quantity`.

    As in `printed_range`, a comparator speaks of the size of what is below zero: "more than 3%
    below zero".
    """
    compared = _COMPARED.get(comparator, "")
    if compared and low < 0 and high < 0:
        return f"{compared}{quantity(-low, -high, unit, scale_by=scale_by)} below zero"
    return compared + quantity(low, high, unit, scale_by=scale_by)


def short_day(day: date, *, year: int) -> str:
    """Return "1 Jul", with the year when it is not the edition's."""
    words = f"{day.day} {_MONTHS[day.month - 1][:3]}"
    return words if day.year == year else f"{words} {day.year}"


def month(day: date) -> str:
    """Return "Apr 2026"."""
    return f"{_MONTHS[day.month - 1][:3]} {day.year}"


def weekday_day(day: date, *, year: int) -> str:
    """Return "Wed 1 Jul", with the year when it is not the edition's."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {short_day(day, year=year)}"


def long_day(day: date) -> str:
    """Return "Friday 3 July 2026"."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def clock_time(instant: datetime, *, zone: ZoneInfo, year: int) -> str:
    """Return "Wed 1 Jul, 06:00" in the reader's zone."""
    local = instant.astimezone(zone)
    return f"{weekday_day(local.date(), year=year)}, {local:%H:%M}"


def publication(published: Published, *, zone: ZoneInfo, year: int) -> str:
    """Return when an article says that it appeared, no more exactly than it says so.

    A bare date is printed as the publisher printed it: shifting it into a zone would invent a day.
    """
    instant, precision = published.instant, published.precision
    if instant is None or precision is Precision.NONE:
        return "undated"
    if precision is Precision.DAY:
        return weekday_day(instant.date(), year=year)
    if precision is Precision.MONTH:
        return f"{_MONTHS[instant.month - 1]} {instant.year}"
    words = clock_time(instant, zone=zone, year=year)
    return f"{words} (zone assumed)" if published.zone_source == "assumed" else words


def city(mic: str) -> str:
    """Return the city of an exchange, or its code when the city is not known."""
    return _CITY_OF.get(mic, mic)


def in_language(tag: str) -> str:
    """Return "in Korean" for a BCP 47 tag; "" where the language is not known."""
    name = _LANGUAGES.get(tag.partition("-")[0].lower())
    return f"in {name}" if name else ""


def count(number: int, noun: str, plural: str = "") -> str:
    """Return "1 article", "1,234 articles"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def number_word(number: int) -> str:
    """Return small numbers spelt out."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def explained_by(outlets: int) -> str:
    """Return the heading over the explanations that so many outlets give."""
    if not outlets:
        return "How it is explained"
    if outlets == 1:
        return "How one outlet explains it"
    return f"How {number_word(outlets)} outlets explain it"


def listing(items: Sequence[str], *, most: int | None = None) -> str:
    """Return "A, B and C", or "A, B and 4 more" when there are more than `most`."""
    shown = list(items if most is None else items[:most])
    rest = len(items) - len(shown)
    if rest:
        shown.append(f"{rest:,} more")
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _signed(value: float, pattern: str) -> str:
    if value == 0:
        return format(0.0, pattern)
    return ("+" if value > 0 else MINUS) + format(abs(value), pattern)


def _money(low: float, high: float, currency: str, *, scale_by: float | None) -> str:
    size = abs(low if scale_by is None else scale_by) or abs(high)
    divisor, scale = next(((d, s) for d, s in _SCALES if size >= d), (1, ""))
    rough = _VAGUE.get((round(low / divisor, 9), round(high / divisor, 9)))
    if rough is not None and scale:
        return f"{rough}{_SPELT_SCALES[scale]} {currency}"
    amount = _span(low / divisor, high / divisor) + (f" {scale}" if scale else "")
    sign = _CURRENCIES.get(currency)
    return f"{currency} {amount}" if sign is None else f"{sign}{amount}"


def _length(low: float, high: float) -> str:
    """Return a time in months, in years where they are whole and several."""
    years = all(months % 12 == 0 and months >= 24 for months in (low, high))
    size = 12 if years else 1
    noun = "year" if years else "month"
    plural = "" if low == high == size else "s"
    return f"{_span(low / size, high / size)} {noun}{plural}"


def _span(low: float, high: float) -> str:
    first, last = (_grouped(value) for value in sorted((low, high), key=abs))
    return first if first == last else f"{first}{DASH}{last}"


def _grouped(value: float) -> str:
    words = f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    return words if value >= 0 else MINUS + words
