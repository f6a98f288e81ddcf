"""Universe → every way to write its instruments and sectors, and how far each is believed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from tapestory.late_regex import late_regex
from tapestory.linking.han import is_chinese, other_writings
from tapestory.linking.periods import ALWAYS, Period, dated
from tapestory.linking.vocabulary.trade import LEGAL_FORMS
from tapestory.model import Instrument, Universe
from tapestory.model.reading import PRODUCT_CUE

_PARENTHESIS = late_regex(r"\s*\([^)]*\)")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD = _FULL_WIDTH | {0x2019: 0x27, 0x00A0: 0x20, 0x3000: 0x20, 0x2011: 0x2D}
_ODD = late_regex(f"[{re.escape(''.join(map(chr, _FOLD)))}]")
"""Few texts hold many of them: to look for them is faster than to translate every letter."""
_LEGAL_ENDS = LEGAL_FORMS | {"s.a", "n.v", "s.p.a", "a/s", "l.p", "& co", "pte", "pty", "gmbh"}
_TICKER = late_regex(r"[A-Z]{1,6}")
_MERGED = 6
"""Instruments that one spelling keeps; a name that more share means none of them in particular."""


class Strength(Enum):
    """How far a way of writing is believed by itself."""

    # An enumeration hashes its members' names, in Python: these are looked up by the hundred.
    __hash__ = object.__hash__

    STRONG = "alias"
    WEAK = "weak alias"
    PRODUCT = PRODUCT_CUE
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
    curated: bool = True
    """Somebody has gone through the names of this row and told weak ones apart: those that are
    left need no cue. Rows with `weak_aliases` or `entity` count as such; plain lists do not."""
    own: bool = False
    """It is all that the instrument is called."""
    code: bool = False
    """It is the ticker, though listed as a name."""
    period: Period = ALWAYS
    """When it means the instrument."""


def flat(text: str) -> str:
    """Return the text with plain widths, spaces and apostrophes, every index unchanged."""
    return text if text.isascii() else _ODD.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    return chr(_FOLD[ord(found.group())])


def fold(text: str) -> str:
    """Return the text in lower case with plain widths and apostrophes, every index unchanged."""
    if text.isascii():
        return text.lower()
    folded = flat(text)
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in folded)


def names_of(universe: Universe) -> tuple[Name, ...]:
    """Return the names of a universe, one per spelling and period; the stronger reading wins."""
    found: dict[tuple[str, Period], Name] = {}
    for sector in universe.sectors.values():
        for alias in sector.aliases:
            name = Name(text=alias, symbols=(), sector=sector.id, strength=Strength.SECTOR)
            found.setdefault((fold(alias), name.period), name)
    for instrument in universe.instruments.values():
        for name in _Spellings(instrument).names():
            _merge(found, name)
    _add_other_writings(found)
    return tuple(found.values())


def _add_other_writings(found: dict[tuple[str, Period], Name]) -> None:
    """Add plain Chinese names in the other script; who goes through names by hand lists both."""
    plain = [
        name
        for name in found.values()
        if not name.curated and not name.text.isascii() and is_chinese(name.text)
    ]
    for name, ways in zip(plain, other_writings([name.text for name in plain]), strict=True):
        for way in ways:
            found.setdefault((fold(way), name.period), replace(name, text=way))


def _merge(found: dict[tuple[str, Period], Name], name: Name) -> None:
    key = (fold(name.text), name.period)
    known = found.get(key)
    if known is None or known.strength is Strength.SECTOR:
        found[key] = name
    elif name.symbols[0] in known.symbols:
        return
    elif name.strength is known.strength or _both_names(name, known):
        found[key] = _shared(known, name)
    elif _RANK[name.strength] < _RANK[known.strength]:
        found[key] = name


def _both_names(name: Name, other: Name) -> bool:
    """Tell whether one is weak by a person's judgement, and the other's list knows no weak ones."""
    strengths = {name.strength, other.strength}
    plain = next((n for n in (name, other) if n.strength is Strength.STRONG), None)
    return strengths == {Strength.STRONG, Strength.WEAK} and plain is not None and not plain.curated


def _shared(known: Name, name: Name) -> Name:
    """Return one name for the instruments of both."""
    if len(known.symbols) >= _MERGED:
        return known
    return replace(
        known,
        # Two spellings that differ in case alone: the one that is not all capitals asks for less.
        text=name.text if known.text.isupper() else known.text,
        symbols=(*known.symbols, *name.symbols),
        strength=max(known.strength, name.strength, key=_RANK.__getitem__),
        curated=known.curated or name.curated,
        own=known.own or name.own,
        code=known.code and name.code,
    )


_RANK = {
    Strength.STRONG: 0,
    Strength.WEAK: 1,
    Strength.PRODUCT: 2,
    Strength.TICKER: 3,
    Strength.SECTOR: 4,
}


class _Spellings:
    """All ways to write one instrument."""

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        self._weak = {fold(dated(alias)[0]) for alias in instrument.weak_aliases}
        self._curated = bool(instrument.weak_aliases or instrument.entity)
        self._code = instrument.symbol.partition(".")[0].lstrip("^")

    @cached_property
    def _company(self) -> str:
        return fold(self._instrument.name)

    def names(self) -> Iterator[Name]:
        """Yield them, the listed ones first."""
        for listed in self._instrument.weak_aliases:
            alias, period = dated(listed)
            yield self._name(alias, self._weak_strength(alias), period)
        full = self._instrument.name
        if "(" in full:
            full = _PARENTHESIS.sub("", full).strip()
        for listed in (*self._instrument.aliases, full):
            alias, period = dated(listed)
            if not self._usable(alias) or (fold(alias) in self._weak and not period.bounded):
                continue
            yield self._name(alias, Strength.STRONG, period)
            short = _without_legal_form(alias)
            if short != alias and len(short) > 2 and fold(short) not in self._weak:
                yield self._name(short, Strength.STRONG, period)
        ticker = len(self._code) > 1 and _TICKER.fullmatch(self._code)
        if ticker and fold(self._code) not in self._weak:
            yield self._name(self._code, Strength.TICKER, ALWAYS)

    def _name(self, text: str, strength: Strength, period: Period) -> Name:
        return Name(
            text=text,
            symbols=(self._instrument.symbol,),
            sector=None,
            strength=strength,
            curated=self._curated,
            own=fold(text) == self._company,
            code=text == self._code,
            period=period,
        )

    def _weak_strength(self, alias: str) -> Strength:
        """A weak alias outside the company's own name is a product or a person."""
        if not alias.isascii() or fold(alias) in self._company:
            return Strength.WEAK
        return Strength.PRODUCT

    def _usable(self, alias: str) -> bool:
        """A single letter is the name of nothing, unless somebody has listed it as a weak one."""
        return len(alias) > 1 or not alias.isascii()


def _without_legal_form(name: str) -> str:
    """Return "Target" for "Target Corporation": how running text shortens a registered name."""
    words = name.split()
    while len(words) > 1 and _is_legal_form(words[-1]):
        words.pop()
    if len(words) > 2 and words[-2].lower() == "class":
        words = words[:-2]
    return " ".join(words).rstrip(" ,&") if len(words) < len(name.split()) else name


def _is_legal_form(word: str) -> bool:
    """Tell whether a word ends a registered name; "power cos" is no name."""
    return word == "&" or (word[0].isupper() and word.lower().strip(".,&") in _LEGAL_ENDS)
