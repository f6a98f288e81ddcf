"""Articles and events → what speaks against their being one happening, however alike they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from tapestory.matching.actions import opposed
from tapestory.matching.events import LiveEvent
from tapestory.matching.features import Raw
from tapestory.matching.figures import near
from tapestory.matching.periods import conflict
from tapestory.matching.templates import compatible
from tapestory.matching.weights import WEIGHTS

_TELLING_LEAD = 20
"""Different words: a lead of fewer may leave out where it was."""
_PARTIES, _AMOUNTS = WEIGHTS["other_parties"], WEIGHTS["other_amounts"]


def forbidden(raw: Raw, event: LiveEvent) -> bool:
    """Tell whether an article must not join an event.

    Another quarter in the headline, a price that went the other way, or the opposite of what is
    done: each against what at least half of the event's headlines say. Another country or central
    bank, against at least half of its articles. Or the same headline, printed of others.
    """
    said = event.headlines
    return (
        (bool(raw.periods) and conflict(raw.periods, _mostly(said.periods, event)))
        or (bool(raw.directions) and _apart(raw.directions, event))
        or (bool(raw.actions) and _opposed(raw.actions, _mostly(said.actions, event)))
        or _are_elsewhere([raw], _raws(event))
        or _of_others(raw, event)
    )


def forbidden_events(one: LiveEvent, other: LiveEvent) -> bool:
    """Tell whether two events must not be one, for the same reasons."""
    said, others = one.headlines, other.headlines
    ways = {name: way for name, way in said.directions.items() if 2 * abs(way) >= one.size}
    return (
        conflict(_mostly(said.periods, one), _mostly(others.periods, other))
        or _apart(ways, other)
        or _opposed(_mostly(said.actions, one), _mostly(others.actions, other))
        or _are_elsewhere(_raws(one), _raws(other))
        or (_tells_of_others(one, other) and _tells_of_others(other, one))
    )


def forbidden_pair(one: Raw, other: Raw) -> bool:
    """Tell whether two articles must not be of one event, for the same reasons or by their form."""
    return (
        (bool(one.periods) and conflict(one.periods, other.periods))
        or (
            bool(one.directions and other.directions)
            and any(way * other.directions.get(name, 0) < 0 for name, way in one.directions.items())
        )
        or (bool(one.actions) and _opposed(one.actions, other.actions))
        or (one.template is not None and compatible(one.template, other.template) is False)
        or _is_elsewhere(one, other)
        or _is_form(one, other)
    )


def agreement(
    names: Mapping[str, int],
    amounts: Collection[str],
    other_names: Mapping[str, int],
    other_amounts: Collection[str],
) -> float:
    """Return by what their headlines' parties and amounts lessen a likeness: 1 for not at all.

    A side that names none takes nothing away.

    Args:
        names: Name → headlines of the one side that have it.
        amounts: Of money or power, that the one side's headlines have.
        other_names: Of the other side.
        other_amounts: Likewise.
    """
    kept = 1.0
    if names and other_names:
        kept -= _PARTIES * (1.0 - max(_told(names, other_names), _told(other_names, names)))
    if amounts and other_amounts and not _meet(amounts, other_amounts):
        kept -= _AMOUNTS
    return kept


def agreement_of_two(one: Raw, other: Raw) -> float:
    """Return the same of two articles."""
    kept = 1.0
    names, other_names = one.title_names, other.title_names
    if names and other_names:
        told = len(names & other_names) / min(len(names), len(other_names))
        kept -= _PARTIES * (1.0 - told)
    amounts, other_amounts = one.title_amounts, other.title_amounts
    if amounts and other_amounts and not _meet(amounts, other_amounts):
        kept -= _AMOUNTS
    return kept


def _raws(event: LiveEvent) -> list[Raw]:
    return [one.raw for one in event.members.values()]


def _are_elsewhere(some: Sequence[Raw], others: Sequence[Raw]) -> bool:
    """Tell whether at least half of the pairs are told of different places."""
    pairs = len(some) * len(others)
    telling = [one for one in some if one.seats and not one.title_names]
    apart = sum([_is_elsewhere(one, other) for one in telling for other in others])
    return bool(apart) and 2 * apart >= pairs


def _is_elsewhere(one: Raw, other: Raw) -> bool:
    """Tell whether each headline names a country or central bank of which the other says nothing.

    Nor its lead, where both have one of some length; where they have not, the headlines have to
    be alike besides: a story of two countries is told from here and from there. An instrument in
    a headline says better what it is about.
    """
    return (
        bool(one.seats and other.seats)
        and not (one.title_names or other.title_names)
        and one.seats.isdisjoint(other.grounds)
        and other.seats.isdisjoint(one.grounds)
        and (min(len(one.lead), len(other.lead)) >= _TELLING_LEAD or _is_worded_alike(one, other))
    )


def _is_worded_alike(one: Raw, other: Raw) -> bool:
    mine, its = set(one.title), set(other.title)
    return bool(mine & its) and 3 * len(mine & its) >= len(mine) + len(its)


def _of_others(raw: Raw, event: LiveEvent) -> bool:
    """Tell whether an article has the headline of an event that is about others."""
    if not (raw.title and raw.names):
        return False
    held = [one.raw for one in event.members.values()]
    return any(_is_form(raw, one) for one in held) and all(
        raw.names.keys().isdisjoint(one.names) for one in held
    )


def _tells_of_others(one: LiveEvent, other: LiveEvent) -> bool:
    return any(_of_others(article.raw, other) for article in one.members.values())


def _is_form(one: Raw, other: Raw) -> bool:
    """Tell whether two articles have one headline, and name instruments but no common one.

    "Interim report January-June" is what a company publishes; which one, only the text says. A
    headline with a sum in it tells of one thing.
    """
    return (
        bool(one.title and one.names and other.names)
        and one.title == other.title
        and not one.title_amounts
        and one.names.keys().isdisjoint(other.names)
    )


def _told(names: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Return how much of the names, 0 to 1, the other side's headlines have on the whole."""
    most = max(other.values())
    told = sum(count * other.get(name, 0) for name, count in names.items())
    return min(1.0, told / (most * sum(names.values())))


def _meet(amounts: Collection[str], other: Collection[str]) -> bool:
    return any(one in other or any(near(one, its) for its in other) for one in amounts)


def _mostly(told: Mapping[str, int], event: LiveEvent) -> frozenset[str]:
    return frozenset(one for one, times in told.items() if 2 * times >= event.size)


def _apart(directions: Mapping[str, int], event: LiveEvent) -> bool:
    said = event.headlines.directions
    return any(
        way * (other := said.get(name, 0)) < 0 and 2 * abs(other) >= event.size
        for name, way in directions.items()
    )


def _opposed(done: Collection[str], other: Collection[str]) -> bool:
    return bool(done and other) and opposed(_deeds(frozenset(done)), _deeds(frozenset(other)))


@lru_cache(maxsize=4_096)
def _deeds(done: frozenset[str]) -> frozenset[str]:
    return frozenset([act[2:] for act in done])
