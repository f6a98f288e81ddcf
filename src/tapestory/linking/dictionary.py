"""Universe → every way to write its instruments and sectors, and how far each is believed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from tapestory.linking.words import ACRONYMS, ORDINARY_WORDS
from tapestory.model import Instrument, Universe

_LEGAL = re.compile(
    r"[\s,]+(?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|Plc|PLC|AG|SA|S\.A|NV|N\.V|"
    r"SE|SpA|S\.p\.A|Oyj|AB|ASA|A/S|KGaA|LLC|LP|L\.P|Group|Holdings?|& Co|Cos|Tbk|Bhd|Class [A-C])"
    r"\.?$",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD = _FULL_WIDTH | {0x2019: 0x27, 0x00A0: 0x20, 0x3000: 0x20, 0x2011: 0x2D}


class Strength(Enum):
    """How far a way of writing is believed by itself."""

    STRONG = "alias"
    WEAK = "weak alias"
    PRODUCT = "product or person"
    """Stands for the company, but its price is not the company's."""
    TICKER = "ticker"
    SECTOR = "sector alias"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One way to write one or more instruments, or a sector."""

    text: str
    """As listed."""
    symbols: tuple[str, ...]
    """Instruments so called, the one listed first in the universe first."""
    sector: str | None
    strength: Strength


def fold(text: str) -> str:
    """Return the text in lower case with plain widths and apostrophes, every index unchanged."""
    folded = text.translate(_FOLD)
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in folded)


def names_of(universe: Universe) -> tuple[Name, ...]:
    """Return the names of a universe, one per distinct spelling; the stronger reading wins."""
    found: dict[str, Name] = {}
    for sector in universe.sectors.values():
        for alias in sector.aliases:
            name = Name(text=alias, symbols=(), sector=sector.id, strength=Strength.SECTOR)
            found.setdefault(fold(alias), name)
    for instrument in universe.instruments.values():
        for text, strength in _spellings(instrument):
            _merge(found, text, instrument.symbol, strength)
    return tuple(found.values())


def _merge(found: dict[str, Name], text: str, symbol: str, strength: Strength) -> None:
    key = fold(text)
    known = found.get(key)
    if known is None or known.strength is Strength.SECTOR:
        found[key] = Name(text=text, symbols=(symbol,), sector=None, strength=strength)
    elif symbol in known.symbols:
        return
    elif _RANK[strength] < _RANK[known.strength]:
        found[key] = Name(text=text, symbols=(symbol,), sector=None, strength=strength)
    elif strength is known.strength:
        symbols = (*known.symbols, symbol)
        # Two spellings that differ in case alone: the one that is not all capitals asks for less.
        spelling = text if known.text.isupper() else known.text
        found[key] = Name(text=spelling, symbols=symbols, sector=None, strength=strength)


_RANK = {
    Strength.STRONG: 0,
    Strength.WEAK: 1,
    Strength.PRODUCT: 2,
    Strength.TICKER: 3,
    Strength.SECTOR: 4,
}


def _spellings(instrument: Instrument) -> Iterator[tuple[str, Strength]]:
    weak = {fold(alias) for alias in instrument.weak_aliases}
    company = fold(instrument.name)
    for alias in instrument.weak_aliases:
        yield alias, _weak_strength(alias, company)
    full = _PARENTHESIS.sub("", instrument.name).strip()
    for alias in (*instrument.aliases, full):
        if alias and fold(alias) not in weak:
            yield alias, _strength(alias)
    for alias in (*instrument.aliases, full):
        short = _without_legal_form(alias)
        if short != alias and len(short) > 2 and fold(short) not in weak:
            yield short, _strength(short)
    code = instrument.symbol.partition(".")[0].lstrip("^")
    if re.fullmatch(r"[A-Z]{2,6}", code) and fold(code) not in weak:
        yield code, Strength.TICKER


def _weak_strength(alias: str, company: str) -> Strength:
    """A weak alias outside the company's own name is a product or a person."""
    if not alias.isascii() or fold(alias) in company:
        return Strength.WEAK
    return Strength.PRODUCT


def _strength(alias: str) -> Strength:
    if fold(alias) in ORDINARY_WORDS or (alias.isascii() and len(alias) < 2):
        return Strength.WEAK
    if alias.isupper() and (alias in ACRONYMS or len(alias) < 3) and alias.isascii():
        return Strength.WEAK
    return Strength.STRONG


def _without_legal_form(name: str) -> str:
    """Return "Target" for "Target Corporation": how running text shortens a registered name."""
    short = name.strip()
    while (cut := _LEGAL.sub("", short).strip(" ,&")) != short and cut:
        short = cut
    return short
