"""Every day of the shared prices as if every narrative had been told → how often the tape speaks.

    python -m evaluation.tape_placebo ../shared

On most of these days nothing happened that a narrative is about: what is called consistent or
contradicting there counts as called falsely. Odd ISO weeks are scored, the even ones are printed
beside; the share of the 5 % that each look may spend was chosen on those. Then all companies of the
sectors that a narrative speaks of are moved as it predicts, by 2 and by 3 errors of their basket,
on odd weeks only, to see what is found.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Final

from evaluation.moves.baskets import placebo_histories, sector_members
from evaluation.moves.prices import Prices, read_prices
from evaluation.narratives.sets import shipped_narratives
from tapestory import narratives
from tapestory.model import (
    KnownReading,
    Narrative,
    Prediction,
    SectorReading,
    SectorStatus,
    TapeReading,
    TapeVerdict,
)
from tapestory.moves.baskets import MIN_TESTED_MEMBERS, Alignment, BasketMember
from tapestory.moves.families import holm
from tapestory.moves.signed_baskets import Group, SignedBaskets

Window = tuple[int, int]
Members = Mapping[str, Sequence[BasketMember]]
Readings = Mapping[str, list[KnownReading]]

SHIFTS: Final = (2.0, 3.0)
RAISED: Final[tuple[Window, ...]] = ((0, 0), (0, 5))
"""Windows over which the shifts are looked for."""
_KNOWN_AT: Final = datetime(2030, 1, 1, tzinfo=UTC)
_SIGNS: Final = {"up": 1.0, "down": -1.0, "flat": 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the tape said of one narrative on one day."""

    day: date
    narrative: str
    window: Window
    verdict: TapeVerdict
    told: bool
    """Whether it could be tested at all."""
    family: int
    """Narratives that were told together."""
    shift: float = 0.0

    @property
    def is_scored(self) -> bool:
        """Whether it falls into an odd ISO week."""
        return bool(self.day.isocalendar().week % 2)

    @property
    def speaks(self) -> bool:
        """Whether it is consistent or contradicting."""
        return self.verdict is not TapeVerdict.INSUFFICIENT


def placebo_verdicts(prices: Prices, told: Sequence[Narrative]) -> Iterator[Verdict]:
    """Yield what the tape says of every narrative, alone and with all others, day by day."""
    alignment = Alignment(prices.sessions)
    for day, known in placebo_histories(prices):
        members = sector_members(prices, known)
        baskets = _baskets(told, members, alignment)
        found = {item.id: list(_readings(item, baskets, narratives.TAPE_WINDOWS)) for item in told}
        yield from _verdicts(day, told, found, shift=0.0)
        if day.isocalendar().week % 2:
            yield from _raised_verdicts(day, told, members, found, alignment)


def _raised_verdicts(
    day: date,
    told: Sequence[Narrative],
    members: Members,
    found: Readings,
    alignment: Alignment,
) -> Iterator[Verdict]:
    """Yield what is said of each narrative after its own sectors went as it predicts."""
    errors = _errors(told, members, alignment)
    for shift, window, narrative in product(SHIFTS, RAISED, told):
        moved = _shifted(narrative, members, errors, shift=shift, window=window)
        baskets = _baskets([narrative], moved, alignment)
        raised = {
            item: [h for h in held if h.reading.window == window] for item, held in found.items()
        }
        raised[narrative.id] = list(_readings(narrative, baskets, (window,)))
        for item in _verdicts(day, told, raised, shift=shift):
            if item.narrative == narrative.id:
                yield item


def _baskets(
    told: Sequence[Narrative],
    members: Members,
    alignment: Alignment,
) -> SignedBaskets:
    sectors = {item.sector for narrative in told for item in narrative.predictions}
    groups = [Group(id=sector, members=members.get(sector, ())) for sector in sorted(sectors)]
    return SignedBaskets(groups, alignment)


def _readings(
    narrative: Narrative, baskets: SignedBaskets, windows: Sequence[Window]
) -> Iterator[KnownReading]:
    for window in windows:
        due = narratives.due(narrative, window)
        sectors = tuple(_sector(item, baskets, window) for item in due)
        signs = narratives.signs(sectors)
        together = baskets.together(signs, window) if signs else None
        reading = TapeReading(
            narrative=narrative.id,
            window=window,
            sectors=sectors,
            score=together.score if together else None,
            p=together.p if together else None,
        )
        if due:
            yield KnownReading(known_at=_KNOWN_AT, reading=reading)


def _sector(item: Prediction, baskets: SignedBaskets, window: Window) -> SectorReading:
    move = baskets.group(item.sector, window)
    few = len(move.members) < MIN_TESTED_MEMBERS
    status = SectorStatus.FEW if few else SectorStatus.THIN
    return SectorReading(
        sector=item.sector,
        predicted=item.direction,
        horizon=item.horizon,
        status=status if move.p is None else SectorStatus.MEASURED,
        abnormal=move.abnormal,
        t=move.t,
        p=move.p,
        members=move.members,
    )


def _errors(
    told: Sequence[Narrative], members: Members, alignment: Alignment
) -> dict[tuple[str, Window], float]:
    """Return the error of each predicted sector's basket over each window that is raised."""
    found = {}
    for sector in {item.sector for narrative in told for item in narrative.predictions}:
        if held := members.get(sector, ()):
            baskets = SignedBaskets([Group(id=sector, members=held)], alignment)
            for window in RAISED:
                move = baskets.group(sector, window)
                if move.t and move.abnormal is not None:
                    found[sector, window] = abs(move.abnormal / move.t)
    return found


def _shifted(
    narrative: Narrative,
    members: Members,
    errors: Mapping[tuple[str, Window], float],
    *,
    shift: float,
    window: Window,
) -> dict[str, Sequence[BasketMember]]:
    """Return the members after each went as predicted, by some errors of its basket."""
    moved = dict(members)
    for item in narrative.predictions:
        error = errors.get((item.sector, window))
        if error is not None:
            more = _SIGNS[item.direction] * shift * error
            moved[item.sector] = [_raised(member, more) for member in members[item.sector]]
    return moved


def _raised(member: BasketMember, more: float) -> BasketMember:
    known = member.history
    if 0 not in known.residuals:
        return member
    residuals = {**known.residuals, 0: known.residuals[0] + more}
    return replace(member, history=replace(known, residuals=residuals))


def _verdicts(
    day: date, told: Sequence[Narrative], found: Readings, *, shift: float
) -> Iterator[Verdict]:
    for family in ([item] for item in told), (told,):
        for together in family:
            tests = narratives.tape_tests(together, found, correct=holm)
            for narrative_id, test in tests.items():
                for look in test.history:
                    yield Verdict(
                        day=day,
                        narrative=narrative_id,
                        window=look.window,
                        verdict=look.verdict,
                        told=look.q is not None,
                        family=len(together),
                        shift=shift,
                    )


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name, rates as fractions of what could be tested, odd weeks only."""
    prices = read_prices(shared)
    verdicts = list(placebo_verdicts(prices, shipped_narratives()))
    return {name: rate for name, (rate, _, _) in rates(verdicts).items()}


def rates(verdicts: Sequence[Verdict]) -> dict[str, tuple[float, float, int]]:
    """Return name → rate of odd weeks, rate of even ones, and how many the first is of."""
    most = max((item.family for item in verdicts), default=0)
    found = {}
    for window in narratives.TAPE_WINDOWS:
        name = f"{window[0]}_{window[1]}"
        plain = [v for v in verdicts if v.window == window and v.told and not v.shift]
        alone = [v for v in plain if v.family == 1]
        every = [v for v in plain if v.family == most]
        found[f"tape.false.{name}.alone"] = _share(alone)
        found[f"tape.false.{name}.of_{most}"] = _share(every)
        found[f"tape.false.{name}.any_of_event"] = _share(_any(every))
    whole = [v for v in verdicts if v.told and not v.shift]
    found["tape.false.ever.alone"] = _share(_ever([v for v in whole if v.family == 1]))
    found["tape.false.ever.any_of_event"] = _share(_any([v for v in whole if v.family == most]))
    for shift in SHIFTS:
        for window in RAISED:
            moved = [v for v in verdicts if v.shift == shift and v.window == window and v.told]
            for family, name in ((1, "alone"), (most, f"of_{most}")):
                right = [
                    replace(v, verdict=_only_consistent(v.verdict))
                    for v in moved
                    if v.family == family
                ]
                key = f"tape.power.{shift:g}_sigma.{window[0]}_{window[1]}.{name}"
                found[key] = _share(right)
    return found


def _only_consistent(verdict: TapeVerdict) -> TapeVerdict:
    return verdict if verdict is TapeVerdict.CONSISTENT else TapeVerdict.INSUFFICIENT


def _any(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return one verdict a day: one that speaks, if any does."""
    days: dict[date, Verdict] = {}
    for item in verdicts:
        if item.day not in days or item.speaks:
            days[item.day] = item
    return list(days.values())


def _ever(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return one verdict a day and narrative: one that speaks over any window, if any does."""
    held: dict[tuple[date, str], Verdict] = {}
    for item in verdicts:
        key = (item.day, item.narrative)
        if key not in held or item.speaks:
            held[key] = item
    return list(held.values())


def _share(verdicts: Sequence[Verdict]) -> tuple[float, float, int]:
    odd = [item for item in verdicts if item.is_scored]
    even = [item for item in verdicts if not item.is_scored]
    return _speaking(odd), _speaking(even), len(odd)


def _speaking(verdicts: Sequence[Verdict]) -> float:
    return sum(item.speaks for item in verdicts) / max(1, len(verdicts))


def main() -> None:
    """Print every rate, and those of day 0 narrative by narrative."""
    shared = Path(sys.argv[1])
    started = time.process_time()
    verdicts = list(placebo_verdicts(read_prices(shared), shipped_narratives()))
    print(f"{'':<40}{'odd weeks':>10}{'even':>9}{'tests':>8}")
    for name, (odd, even, tests) in rates(verdicts).items():
        beside = "" if name.startswith("tape.power") else f"{even:.2%}"
        print(f"{name:<40}{odd:10.2%}{beside:>9}{tests:8,}")
    print("by narrative, alone: false by window; power on day 0 at 2 and 3 errors; odd weeks")
    for narrative in dict.fromkeys(v.narrative for v in verdicts):
        own = [v for v in verdicts if v.narrative == narrative and v.family == 1 and v.told]
        cells = []
        for window in narratives.TAPE_WINDOWS:
            odd, _, tests = _share([v for v in own if v.window == window and not v.shift])
            cells.append(f"{odd:8.2%}/{tests:<4}" if tests else f"{'-':>8}     ")
        for shift in SHIFTS:
            moved = [v for v in own if v.shift == shift and v.window == (0, 0)]
            right = [replace(v, verdict=_only_consistent(v.verdict)) for v in moved]
            cells.append(f"{_share(right)[0]:8.1%}" if right else f"{'-':>8}")
        print(f"  {narrative:<24}{' '.join(cells)}")
    print(f"{time.process_time() - started:.1f} s of processor time")


if __name__ == "__main__":
    main()
