"""Figures of one sentence → as many names as amounts, each amount to its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tapestory.late_regex import late_regex
from tapestory.model import Figure, Mention
from tapestory.reading.quantities.parties import LIST_LINK, Scene

_NEXT = late_regex(
    r"\s{0,2}[,，、]?\s{0,2}(?:and|und|et|y|e|en|и|和|与|與|及|와|과|및|と)?\s{0,2}"
    r"(?:(?:about|around|roughly|approximately|some|nearly|almost|over|more\s+than|up\s+to|at\s+least|"
    r"rund|etwa|environ|unos|circa|ongeveer|около|约|約|近|超过|超過|最多|약|최대|約|最大)\s{0,2})?",
    re.IGNORECASE,
)
"""Between two amounts of a list."""
_REACH = 120
"""Characters from the last name to the first amount."""


def dealt(figures: Sequence[Figure], here: Scene) -> tuple[Figure, ...]:
    """Return the figures with lists dealt out: "A and B signed for $2bn and $3bn".

    Only where just as many companies stand in a list as amounts of one kind behind it.

    Args:
        figures: Of the sentence, in text order.
        here: The sentence.
    """
    found = list(figures)
    for first, last in _runs(found, here):
        names = _names_before(found[first], here, count=last - first)
        for place, name in zip(range(first, last), names, strict=False):
            found[place] = _given_to(found[place], name, names)
    return tuple(found)


def _runs(figures: Sequence[Figure], here: Scene) -> list[tuple[int, int]]:
    """Return where lists of two and more amounts of one kind begin and end."""
    runs: list[tuple[int, int]] = []
    begin = 0
    for place in range(1, len(figures) + 1):
        if place == len(figures) or not _goes_on(figures[place - 1], figures[place], here):
            if place - begin > 1:
                runs.append((begin, place))
            begin = place
    return runs


def _goes_on(one: Figure, other: Figure, here: Scene) -> bool:
    base = here.sentence.start
    gap = here.sentence.text[one.end - base : other.start - base]
    alike = (one.kind, one.unit) == (other.kind, other.unit) and one.end <= other.start
    return alike and bool(gap.strip()) and bool(_NEXT.fullmatch(gap))


def _names_before(figure: Figure, here: Scene, *, count: int) -> tuple[str, ...]:
    """Return the symbols of the last list of so many names before an amount, if it is near."""
    start = figure.start - here.sentence.start
    lists: list[list[Mention]] = []
    for mention in here.mentions:
        if here.end(mention) > start:
            break
        gap = here.sentence.text[here.end(lists[-1][-1]) : here.start(mention)] if lists else ""
        if lists and LIST_LINK.fullmatch(gap):
            lists[-1].append(mention)
        else:
            lists.append([mention])
    for listed in reversed(lists):
        symbols = tuple(dict.fromkeys(str(mention.symbol) for mention in listed))
        if len(symbols) == len(listed) == count:
            return symbols if start - here.end(listed[-1]) <= _REACH else ()
    return ()


def _given_to(figure: Figure, name: str, names: Sequence[str]) -> Figure:
    """Return a figure of all the names, or of one of them, as that of the name it belongs to."""
    if figure.subject in names or figure.subject == "+".join(names):
        return replace(figure, subject=name)
    if figure.counterparty in names:
        return replace(figure, counterparty=name)
    return figure
