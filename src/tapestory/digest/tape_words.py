"""What the prices say of a narrative → a short verdict, and in plain words what was seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tapestory.digest.edition import Chip, Tone
from tapestory.digest.inert import one_line
from tapestory.digest.naming import Names
from tapestory.digest.wording import count, listing, points
from tapestory.model import SectorStatus, SectorVerdict, TapeLook, TapeTest, TapeVerdict

_VERDICTS: Final = {
    TapeVerdict.CONSISTENT: "consistent",
    TapeVerdict.CONTRADICTS: "contradicts",
    TapeVerdict.INSUFFICIENT: "cannot tell",
}
_TONES: Final[dict[TapeVerdict, Tone]] = {
    TapeVerdict.CONSISTENT: "good",
    TapeVerdict.CONTRADICTS: "bad",
    TapeVerdict.INSUFFICIENT: "plain",
}
_WHY: Final = {
    SectorStatus.PENDING: "sessions not closed",
    SectorStatus.CONFOUNDED: "other news in the same sessions",
    SectorStatus.FEW: "too few companies",
    SectorStatus.THIN: "too short a price history",
    SectorStatus.NO_PRICES: "no prices",
    SectorStatus.ELSEWHERE: "traded elsewhere",
}
_RARE: Final = 0.05
_LONGEST = 400
_MOST_NAMED = 4


def tape_chip(test: TapeTest | None) -> Chip:
    """Return the verdict in two words, "tape: cannot tell", with a tone that says the same."""
    if test is None:
        return Chip(text="tape: not asked")
    return Chip(text=f"tape: {_VERDICTS[test.verdict]}", tone=_TONES[test.verdict])


def tape_words(test: TapeTest | None, names: Names) -> str:
    """Return what the sectors did that a narrative predicts, beyond the market; "" if not asked."""
    if test is None:
        return ""
    seen = [v for v in test.per_sector if v.abnormal is not None and _is_measured(v)]
    if not seen:
        return _untested(test.per_sector, names) or _as_sentence(tape_reason(test, names))
    when = _when(test)
    said = "; ".join(_ways(seen, names))
    said = f"{when}, {said}" if when else said
    said = f"{said[:1].upper()}{said[1:]}."
    return one_line(f"{said} {_strength(test)}{_earlier(test)}".strip(), _LONGEST)


def tape_reason(test: TapeTest, names: Names) -> str:
    """Return why the tape says what it says, and what it said earlier where that was another."""
    return f"{_with_names(test, names)}{_earlier(test)}"


def _as_sentence(text: str) -> str:
    text = one_line(text, _LONGEST)
    end = "" if not text or text.endswith((".", "…")) else "."
    return text[:1].upper() + text[1:] + end


def _is_measured(verdict: SectorVerdict) -> bool:
    return verdict.status is SectorStatus.MEASURED


def _ways(seen: Sequence[SectorVerdict], names: Names) -> list[str]:
    """Return "as it predicts: Neoclouds −17.8 pp", "against it: …", "predicted flat: …"."""
    moving = [v for v in seen if v.predicted != "flat"]
    agree = [v for v in moving if ((v.abnormal or 0.0) > 0.0) == (v.predicted == "up")]
    told = (
        ("as it predicts", agree),
        ("against it", [v for v in moving if v not in agree]),
        ("predicted flat", [v for v in seen if v.predicted == "flat"]),
    )
    return [f"{words}: {_moves(found, names)}" for words, found in told if found]


def _moves(found: Sequence[SectorVerdict], names: Names) -> str:
    said = [f"{names.sector(v.sector)} {points(v.abnormal or 0.0)}" for v in found]
    return listing(said, most=_MOST_NAMED)


def _when(test: TapeTest) -> str:
    """Return of which sessions the sectors' figures are: of the look that decided, else the last.

    Empty where nobody kept the looks.
    """
    looks = _latest(test)
    if test.window is not None:
        return _spoken(test.window)
    return _spoken(looks[-1].window) if looks else ""


def _strength(test: TapeTest) -> str:
    """Return how much that is worth where it decides nothing."""
    if test.verdict is not TapeVerdict.INSUFFICIENT:
        return ""
    if test.p is None:
        return "Too little could be tested to tell."
    if test.p > _RARE:
        return "Ordinary days show as much."
    return "Rare by itself, but not rare enough for so many questions at once."


def _earlier(test: TapeTest) -> str:
    """Return what it said over shorter windows, where that was something else."""
    looks = _latest(test)
    if len({look.verdict for look in looks}) < 2:
        return ""
    said = [f"{_spoken(look.window)}: {_VERDICTS[look.verdict]}" for look in looks]
    return f" Asked {'; '.join(said)}."


def _untested(verdicts: Sequence[SectorVerdict], names: Names) -> str:
    missing = [
        f"{listing([names.sector(v.sector) for v in found], most=_MOST_NAMED)} ({why})"
        for status, why in _WHY.items()
        if (found := [v for v in verdicts if v.status is status])
    ]
    return f"Not tested yet: {'; '.join(missing)}." if missing else ""


def _latest(test: TapeTest) -> list[TapeLook]:
    """Return the last look over each window, the shortest first."""
    latest = {look.window: look for look in test.history}
    return [latest[window] for window in sorted(latest, key=lambda window: window[1])]


def _spoken(window: tuple[int, int]) -> str:
    return f"after {count(window[1], 'session')}" if window[1] else "on the day itself"


def _with_names(test: TapeTest, names: Names) -> str:
    """Return the reason with names for ids, all at once: a name may hold an id."""
    ids = sorted((verdict.sector for verdict in test.per_sector), key=len, reverse=True)
    if not ids:
        return test.reason
    pattern = rf"(?<![\w-])(?:{'|'.join(map(re.escape, ids))})(?![\w-])"
    return re.sub(pattern, lambda found: names.sector(found[0]), test.reason)
