"""Measured moves and verdicts of the tape, as told and as they are now → what matured of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tapestory.digest.change import MOST_NAMED, Change, ChangeKind
from tapestory.digest.inert import one_line
from tapestory.digest.memory import telling_baskets, telling_moves, value_of, verdicts_of
from tapestory.digest.naming import Names
from tapestory.digest.ranking import NOTABLE_MOVE, is_significant, size_of
from tapestory.digest.wording import listing, percent, points
from tapestory.model import EventView, Facts, Narrative, Role, TapeVerdict, ToldMove

FAR = 5
"""Sessions after day 0 from which on a window says whether a move has lasted."""

Window = tuple[int, int]

_VERDICTS = {
    TapeVerdict.CONSISTENT: "is consistent with",
    TapeVerdict.CONTRADICTS: "contradicts",
    TapeVerdict.INSUFFICIENT: "can no longer tell of",
}
_TOLD_VERDICTS = {
    TapeVerdict.CONSISTENT: "consistent",
    TapeVerdict.CONTRADICTS: "contradicts",
    TapeVerdict.INSUFFICIENT: "could not tell",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    """An instrument or basket over a window."""

    key: str
    window: Window
    value: float
    is_abnormal: bool
    """Whether the value is beyond the market."""
    stands_out: bool
    name: str
    members: int | None = None
    """Of a basket: the companies in it."""


def move_changes(view: EventView, before: Facts, names: Names) -> list[Change]:
    """Return which windows closed on something new, of instruments and of baskets."""
    found = _matured(_instruments(view, names), before.moves, "")
    if before.sectors is not None:
        found += _matured(_baskets(view, names), before.sectors, "sectors ")
    return found


def tape_changes(
    view: EventView, before: Facts, narratives: Mapping[str, Narrative]
) -> list[Change]:
    """Return of which explanations the prices say something else than they did.

    That there were too few prices to tell is no news; that it was told and no longer holds is.
    """
    if before.tape is None:
        return []
    told = {item.narrative: item.verdict for item in before.tape}
    found: list[Change] = []
    for now in verdicts_of(view):
        was = told.get(now.narrative, TapeVerdict.INSUFFICIENT)
        if now.verdict is was or now.narrative not in narratives:
            continue
        name = one_line(narratives[now.narrative].name, 60)
        words = f"the tape {_VERDICTS[now.verdict]} “{name}” (told: {_TOLD_VERDICTS[was]})"
        found.append(Change(kind=ChangeKind.TAPE, words=words))
    return found[:MOST_NAMED]


def _instruments(view: EventView, names: Names) -> list[_Measured]:
    """Return the measured moves, of each window the subjects first, then by size."""
    subjects = {link.symbol for link in view.links if link.role is Role.SUBJECT}
    ordered = sorted(
        telling_moves(view),
        key=lambda m: (m.window, m.symbol not in subjects, -size_of(m), m.symbol),
    )
    return [
        _Measured(
            key=move.symbol,
            window=move.window,
            value=value,
            is_abnormal=move.abnormal is not None,
            stands_out=size_of(move) >= NOTABLE_MOVE or is_significant(move),
            name=names.short(move.symbol),
        )
        for move in ordered
        if (value := value_of(move)) is not None
    ]


def _baskets(view: EventView, names: Names) -> list[_Measured]:
    ordered = sorted(
        telling_baskets(view), key=lambda b: (b.window, -abs(b.abnormal or 0.0), b.sector)
    )
    return [
        _Measured(
            key=basket.sector,
            window=basket.window,
            value=basket.abnormal or 0.0,
            is_abnormal=True,
            stands_out=abs(basket.abnormal or 0.0) >= NOTABLE_MOVE or is_significant(basket),
            name=names.sector(basket.sector),
            members=basket.members,
        )
        for basket in ordered
    ]


def _matured(measured: Iterable[_Measured], before: Sequence[ToldMove], whose: str) -> list[Change]:
    then = {(move.symbol, move.window): move for move in before}
    told = {key: move.value for key, move in then.items()}
    closed: dict[Window, list[_Measured]] = defaultdict(list)
    anew: dict[str, list[str]] = {"corrected": [], "of more companies": []}
    for item in measured:
        key = (item.key, item.window)
        if key in then:
            if abs(item.value - told[key]) >= NOTABLE_MOVE:
                why = "of more companies" if _has_grown(item, then[key]) else "corrected"
                was = points(told[key])
                anew[why].append(f"{_said(item)} {_when(item.window)} (told: {was})")
        elif _is_material(item, told):
            closed[item.window].append(item)
        told[key] = item.value
    found = [_change(window, items, whose) for window, items in closed.items()]
    for why, items in anew.items():
        if items:
            words = f"{why}: {listing(items, most=MOST_NAMED)}"
            found.append(Change(kind=ChangeKind.MOVE, words=words))
    return found


def _has_grown(item: _Measured, then: ToldMove) -> bool:
    """Whether members of a basket have closed since, which is no correction of what was told."""
    return item.members is not None and then.members is not None and item.members > then.members


def _is_material(item: _Measured, told: Mapping[tuple[str, Window], float]) -> bool:
    """Whether a window that has closed says something that those told before it did not."""
    earlier = [told[key] for key in sorted(told) if key[0] == item.key]
    if not earlier:
        return item.stands_out
    if item.window[1] < FAR:
        return abs(item.value - earlier[-1]) >= NOTABLE_MOVE
    return item.stands_out or abs(earlier[0]) >= NOTABLE_MOVE


def _change(window: Window, items: Sequence[_Measured], whose: str) -> Change:
    against = "vs market" if all(item.is_abnormal for item in items) else ""
    about = f"{whose}{against}".strip()
    when = _when(window)
    start = f"{when}, {about}" if about else when
    said = listing([_said(item) for item in items], most=MOST_NAMED)
    return Change(kind=ChangeKind.MOVE, words=f"{start}: {said}")


def _said(item: _Measured) -> str:
    return f"{item.name} {points(item.value) if item.is_abnormal else percent(item.value)}"


def _when(window: Window) -> str:
    """Return "at the close", "with the session after it", "5 sessions on"."""
    if window[1] == 0:
        return "at the close"
    return "with the session after it" if window[1] == 1 else f"{window[1]} sessions on"
