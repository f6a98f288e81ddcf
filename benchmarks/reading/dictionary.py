"""A universe like an imported one: 60,000 names, many of which are words that texts are full of."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import wordfreq

from evaluation.reading.sets import made_up_names
from tapestory import config
from tapestory.model import Instrument, Narrative, Universe

MADE_UP = 30_000
"""Companies with a registered name that is shortened in texts: two ways to write each."""
ORDINARY = 3_000
"""Companies that are called by a word that is among the commonest."""
_NOWHERE = config.resolve(None, {"TAPESTORY_HOME": str(Path(__file__).parent / "nowhere")})


def shipped() -> Universe:
    """Return the universe that ships."""
    return config.load_universe(config.load(_NOWHERE, {}), _NOWHERE)


def narratives() -> tuple[Narrative, ...]:
    """Return the narratives that ship."""
    return config.load_narratives(config.load(_NOWHERE, {}), _NOWHERE)


def imported() -> Universe:
    """Return the shipped universe with a list of instruments as `tickers import` would add it."""
    known = shipped()
    instruments = dict(known.instruments)
    for name in [*listed_names(), *_words()]:
        symbol = f"ZZ{len(instruments)}.ZZ"
        instruments[symbol] = Instrument(
            symbol=symbol, name=name, mic="", currency="", sector="", aliases=_ways(name)
        )
    return Universe(instruments=instruments, sectors=known.sectors)


def listed_names() -> list[str]:
    """Return the registered names that are no words, always the same."""
    return list(dict.fromkeys(made_up_names(MADE_UP)))


def _ways(name: str) -> tuple[str, ...]:
    short, _, _ = name.partition(" ")
    return tuple(dict.fromkeys((name, short)))


def _words() -> list[str]:
    words = (word for word in wordfreq.iter_wordlist("en") if word.isalpha() and len(word) > 3)
    return [word.title() for word in islice(words, ORDINARY)]
