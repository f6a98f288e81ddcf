"""What instruments did after day 0 → a line for each exchange, and a sentence for the digest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tapestory.digest.naming import Names
from tapestory.digest.wording import city, listing
from tapestory.model import Aftermath, EventView, FollowThrough

_NAMED = 3


def aftermath_lines(view: EventView, names: Names) -> list[tuple[str, str]]:
    """Return city → what followed by +1, +5 and +20, exactly: one line for each exchange."""
    lines: list[tuple[str, str]] = []
    for place, found in _by_place(view, names).items():
        horizons = _by_horizon(found)
        known = [part for part in horizons if any(item.verdict not in _UNKNOWN for item in part)]
        said = [_exactly(part, names) for part in known]
        waits = [
            f"+{part[0].after}"
            for part in horizons
            if part not in known and any(item.verdict is Aftermath.PENDING for item in part)
        ]
        if waits:
            said.append(f"{listing(waits)} pending")
        if said:
            lines.append((place, "; ".join(said)))
    return lines


def aftermath_note(view: EventView, names: Names) -> str:
    """Return a sentence of what came back and what went on; empty where neither is known."""
    told: list[str] = []
    quiet: list[str] = []
    for place, found in _by_place(view, names).items():
        known = [item for item in found if item.verdict not in _UNKNOWN]
        if not known:
            continue
        said = [_plainly(item, names) for item in known if item.verdict is not Aftermath.NEITHER]
        if said:
            told.append(f"in {place} {listing(said, most=_NAMED)}")
        else:
            quiet.append(place)
    if quiet:
        told.append(f"in {listing(quiet)} nothing came back or went on by more than chance")
    return f"In the sessions since: {'; '.join(told)}." if told else ""


_UNKNOWN = {Aftermath.PENDING, Aftermath.UNMEASURED}


def _by_place(view: EventView, names: Names) -> dict[str, list[FollowThrough]]:
    found: defaultdict[str, list[FollowThrough]] = defaultdict(list)
    for item in view.follow_through:
        found[city(item.mic or names.mic(item.symbol)) or "Elsewhere"].append(item)
    return dict(found)


def _by_horizon(found: Sequence[FollowThrough]) -> list[list[FollowThrough]]:
    horizons = sorted({item.after for item in found})
    return [[item for item in found if item.after == after] for after in horizons]


def _exactly(found: Sequence[FollowThrough], names: Names) -> str:
    """Return "+1 000660 took back 41%, the others neither beyond chance"."""
    words = [
        f"{names.label(item.symbol)} {_verb(item)} {_share(item)}"
        for item in found
        if item.verdict in {Aftermath.REBOUND, Aftermath.DRIFT}
    ]
    waits = [names.label(item.symbol) for item in found if item.verdict is Aftermath.PENDING]
    if any(item.verdict is Aftermath.NEITHER for item in found):
        words.append(
            "the others neither beyond chance" if words else "neither back nor on beyond chance"
        )
    if waits:
        words.append(f"{listing(waits, most=_NAMED)} pending")
    return f"+{found[0].after} {', '.join(words)}"


def _verb(item: FollowThrough) -> str:
    return "took back" if item.verdict is Aftermath.REBOUND else "went on by"


def _share(item: FollowThrough) -> str:
    return f"{abs(item.retraced or 0.0):.0%}"


def _plainly(item: FollowThrough, names: Names) -> str:
    when = "the next session" if item.after == 1 else f"{item.after} sessions"
    return f"{names.full(item.symbol)} {_verb(item)} {_share(item)} in {when}"
