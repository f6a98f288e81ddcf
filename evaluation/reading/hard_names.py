"""The commonest words → 60,000 names as a list of real exchanges would hold them.

Exchanges list companies called Target, Gap, All, First, Jordan and Boston, and hundreds whose names
are two or three such words. Made by us from word frequencies, always the same ones: no list of
real companies is in the repo.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from itertools import islice

import wordfreq

from tapestory.model import Instrument

SINGLE = 6_000
"""Companies called by one of the commonest words, places and persons included."""
PAIRS = 14_000
"""Companies called by two of the commoner ones."""
FAMILIES = 10_000
"""Companies of families that share a first word ("First Harbor Bank", "First Harbor Foods")."""
_LEGAL = ("Inc", "Corp", "Ltd", "Plc", "Co", "Corporation", "Holdings", "Group", "AG", "SA", "")
_TRADES_TEXT = """
    Bank Energy Foods Pharma Technologies Industries Resources Financial Motors Media Systems Realty
    Steel Airlines Insurance Partners Capital Health Solutions Services
"""
_TRADES = _TRADES_TEXT.split()
_TICKER_LETTERS = 5


@cache
def hard_instruments() -> tuple[Instrument, ...]:
    """Return the companies; each has its registered name and the ways to shorten it."""
    dice = random.Random(7)  # noqa: S311 (not for secrets: the names only have to stay the same)
    found: dict[str, Instrument] = {}
    for number, (short, trade) in enumerate(_names(dice)):
        legal = dice.choice(_LEGAL)
        name = " ".join(part for part in (short, trade, legal) if part)
        code = short.upper() if short.isalpha() and len(short) <= _TICKER_LETTERS else f"Z{number}"
        symbol = code if code not in found else f"Z{number}"
        ways = {name: None, f"{short} {trade}".strip(): None}
        if dice.random() < 0.5 and not trade:
            ways[code] = None
        found[symbol] = Instrument(
            symbol=symbol, name=name, mic="XNYS", currency="USD", sector="", aliases=tuple(ways)
        )
    return tuple(found.values())


def _names(dice: random.Random) -> Iterator[tuple[str, str]]:
    words = list(islice(_words(), 3 * SINGLE))
    for word in words[:SINGLE]:
        yield word, ""
    for _ in range(PAIRS):
        yield f"{dice.choice(words[:2000])} {dice.choice(words[: 2 * SINGLE])}", ""
    for _ in range(FAMILIES // 2):
        family = f"{dice.choice(words[:500])} {dice.choice(words[SINGLE:])}"
        for trade in dice.sample(_TRADES, 2):
            yield family, trade


def _words() -> Iterator[str]:
    for word in wordfreq.iter_wordlist("en"):
        if word.isalpha() and word.isascii() and (len(word) > 1 or word == "a"):
            yield word.capitalize()
