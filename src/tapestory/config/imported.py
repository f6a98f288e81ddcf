"""The configured universe + instruments that a user imported → one universe."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tapestory.model import Instrument, Universe

_MAIN = ("XNYS", "XNAS", "ARCX", "BATS", "XASE")
"""Where a company that is listed in several places is meant to be listed, if a list has it there:
what is written of it in English mostly gives that price."""
_OVER_THE_COUNTER = frozenset(["", "OTCM", "OTCB", "OTCQ", "PINX", "PSGM", "XOTC"])


def with_imported(universe: Universe, imported: Iterable[Instrument]) -> Universe:
    """Return a universe in which imported instruments come before the configured ones.

    Of two instruments that share a name, the one that comes first is meant: so an import decides
    which symbol a name stands for. An imported instrument with the symbol of a configured one takes
    its place, but leaves it the names that the import does not speak of: a list of an exchange
    knows no weak names, and no Chinese ones. And its sector, where the import has one that the
    universe does not.
    """
    added = sorted(imported, key=lambda item: (_rank(item), item.symbol))
    if not added:
        return universe
    known = universe.instruments
    merged = {
        item.symbol: _joined(item, known[item.symbol], universe) if item.symbol in known else item
        for item in added
    }
    rest = {symbol: item for symbol, item in known.items() if symbol not in merged}
    return replace(universe, instruments={**merged, **rest})


def _rank(instrument: Instrument) -> int:
    if instrument.mic in _MAIN:
        return 0
    return 2 if instrument.mic in _OVER_THE_COUNTER else 1


def _joined(item: Instrument, known: Instrument, universe: Universe) -> Instrument:
    """Return the imported instrument with the names that only the configured one has."""
    weak = dict.fromkeys((*item.weak_aliases, *known.weak_aliases))
    told_apart = {alias.casefold() for alias in known.weak_aliases}
    names = (alias for alias in item.aliases if alias.casefold() not in told_apart)
    return replace(
        item,
        mic=item.mic or known.mic,
        currency=item.currency or known.currency,
        sector=item.sector if item.sector in universe.sectors else known.sector,
        aliases=tuple(dict.fromkeys((*names, *known.aliases, known.name))),
        weak_aliases=tuple(weak),
        entity=item.entity or known.entity,
    )
