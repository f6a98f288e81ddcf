"""A reading of the tape → why it says what it says, in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tapestory.model import SectorReading, SectorStatus, TapeReading

_RARE: Final = 0.05
_MOST_NAMED: Final = 3
_WHY: Final = {
    SectorStatus.NO_PRICES: "no prices of these sessions",
    SectorStatus.PENDING: "sessions not closed",
    SectorStatus.FEW: "too few companies",
    SectorStatus.ELSEWHERE: "companies traded where the event has no day 0",
    SectorStatus.THIN: "too short a past",
    SectorStatus.CONFOUNDED: "other news of the same sessions",
}


def spoken_window(window: tuple[int, int]) -> str:
    """Return a window in words: "day 0", "after 5 sessions"."""
    if window[1] == 0:
        return "day 0"
    return "after 1 session" if window[1] == 1 else f"after {window[1]} sessions"


def failed_closed(reading: TapeReading) -> str:
    """Return why too little could be tested."""
    if not reading.sectors:
        return f"None of its predictions is due on {spoken_window(reading.window)}."
    measured = [item for item in reading.sectors if item.status is SectorStatus.MEASURED]
    if len(measured) == len(reading.sectors):
        return f"Only {_names(measured)} is due ({spoken_window(reading.window)}): too few to tell."
    count = len(reading.sectors)
    told = f"Only {len(measured)}" if measured else "None"
    told = f"{told} of its {count} predictions" if count > 1 else "Its one prediction"
    could = "could" if count > 1 else "could not"
    missing = "; ".join(
        f"{why}: {_names(item for item in reading.sectors if item.status is status)}"
        for status, why in _WHY.items()
        if any(item.status is status for item in reading.sectors)
    )
    because = f" ({missing})" if missing else ""
    return f"{told} {could} be tested{because}."


def undecided(reading: TapeReading, chance: float, q: float) -> str:
    """Return what was seen, where ordinary days show as much.

    Args:
        reading: What was measured.
        chance: How rare it is by itself.
        q: How rare it is among everything that is asked.
    """
    seen = "Ordinary days show as much"
    if chance <= _RARE:
        seen = f"Rare by itself, p {chance:.2g}, but not for so many questions"
    return f"{seen}{_numbers(reading, q)}. {_ways(reading)}"


def decided(reading: TapeReading, q: float) -> str:
    """Return what was seen, where ordinary days do not show as much."""
    return f"{_ways(reading)[:-1]}{_numbers(reading, q)}."


def former(reading: TapeReading, reason: str) -> str:
    """Return what was told of predictions that are others now.

    Args:
        reading: What was measured.
        reason: Why it said what it said.
    """
    made = ", ".join(f"{item.sector} {item.predicted}" for item in reading.sectors)
    return f"It predicted something else then ({made}). {reason}"


def _numbers(reading: TapeReading, q: float) -> str:
    score = "" if reading.score is None else f"score {_signed(reading.score, 1)}, "
    return f" ({score}q {q:.2g}, {spoken_window(reading.window)})"


def _ways(reading: TapeReading) -> str:
    measured = [item for item in reading.sectors if item.status is SectorStatus.MEASURED]
    moving = [item for item in measured if item.predicted != "flat"]
    agree = [item for item in moving if ((item.abnormal or 0.0) > 0.0) == (item.predicted == "up")]
    told = []
    if moving:
        against = [item for item in moving if item not in agree]
        told += [f"As predicted: {_moves(agree)}", f"the other way: {_moves(against)}"]
    still = [item for item in measured if item.predicted == "flat"]
    if still:
        told.append(f"predicted flat: {_moves(still)}")
    untold = len(reading.sectors) - len(measured)
    if untold:
        told.append(f"{untold} of {len(reading.sectors)} could not be tested")
    told += [
        f"{item.sector} without {_symbols(item.elsewhere)}, traded where the event has no day 0"
        for item in measured
        if item.elsewhere
    ]
    text = "; ".join(told)
    return f"{text[:1].upper()}{text[1:]}."


def _symbols(symbols: Sequence[str]) -> str:
    named, more = symbols[:_MOST_NAMED], len(symbols) - _MOST_NAMED
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")


def _names(items: Iterable[SectorReading]) -> str:
    return ", ".join(item.sector for item in items)


def _moves(items: Sequence[SectorReading]) -> str:
    return (
        ", ".join(f"{item.sector} {_signed((item.abnormal or 0.0) * 100, 1)}%" for item in items)
        or "none"
    )


def _signed(value: float, digits: int) -> str:
    rounded = round(value, digits)
    sign = "" if rounded == 0 else "+" if rounded > 0 else "\N{MINUS SIGN}"
    return f"{sign}{abs(rounded):.{digits}f}"
