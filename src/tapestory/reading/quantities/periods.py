"""A period as figures carry it → whether two can mean the same time."""

from __future__ import annotations

from dataclasses import dataclass

from tapestory.late_regex import late_regex

_FORM = late_regex(
    r"(?P<edge>end\s|to\s|since\s)?(?P<year>(?:19|20)\d\d)(?P<part>Q[1-4]|H[12]|-\d\d)?|(?P<lone>Q[1-4])|(?P<rate>month|hour|year|day|week)|"
    r"(?P<span>\d{1,3})\s(?:years?|months?)"
)
_RATES = {"hour", "day", "week", "month"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stated period, taken apart; all empty when nothing is stated."""

    text: str
    year: int | None = None
    part: str = ""
    """Q1–Q4, H1, H2 or a month."""
    edge: str = ""
    """"end" for a level at the end of it, "to" for a term that ends then."""
    rate: str = ""
    """hour, day, week, month or year for what is counted per each."""

    @property
    def in_words(self) -> str:
        """Return the period as a reader sees it."""
        return f"per {self.rate}" if self.rate else self.text or "no period"

    @property
    def is_whole_year(self) -> bool:
        """Whether it is all of one year, or of any."""
        return self.text == str(self.year) or self.rate == "year"

    def fits(self, other: Period) -> bool:
        """Tell whether both can mean the same time: what is not stated fits all."""
        if (self.rate in _RATES or other.rate in _RATES) and self.rate != other.rate:
            return False
        if not self.text or not other.text or "to" in (self.edge, other.edge):
            return True
        if self.year is None or other.year is None:
            return self.part == other.part
        return self.year == other.year and _parts_fit(self, other)


def _parts_fit(one: Period, other: Period) -> bool:
    if one.part == other.part:
        return True
    return {one.edge, other.edge} == {"end", ""} and not (one.part and other.part)


def parse_period(text: str) -> Period:
    """Return a period taken apart; a form that is not known has only its text."""
    found = _FORM.fullmatch(text)
    if found is None:
        return Period(text=text)
    part = found.groupdict()
    return Period(
        text=text,
        year=int(part["year"]) if part["year"] else None,
        part=part["part"] or part["lone"] or "",
        edge=(part["edge"] or "").strip(),
        rate=part["rate"] or "",
    )
