"""Universe + text → mentions of its instruments and sectors, each with the cue that it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import islice

from tapestory.late_regex import late_regex
from tapestory.linking.candidates import Candidate
from tapestory.linking.dictionary import Name, Strength, names_of
from tapestory.linking.judge import Judge
from tapestory.linking.name_index import NameIndex
from tapestory.linking.plain_names import hopeless
from tapestory.linking.standing import Standing, standing
from tapestory.linking.tickers import WrittenTicker, written_tickers
from tapestory.model import Mention, Universe

SCAN_LIMIT = 200_000
"""Characters of a text that are looked at; what lies beyond has no mentions."""

MOST_NAMES = 5_000
"""Names, and tickers, of one text that are looked at; a long report has some hundreds."""

_FORM_AND_BRACKET = late_regex(
    r"(?:,?\s+(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|Plc|PLC|AG|SA|NV|SE|Group|"
    r"Holdings?|& Co|Cos|Platforms|Electronics|SpA)\b\.?){0,3}['’s]{0,2}\s*[(（]?"
)


class Gazetteer:
    """Finds the instruments and sectors of a universe in text.

    Args:
        universe: What can be found. Where one name means several listings of a company, the one
            that comes first in the universe is meant unless a ticker or exchange says otherwise.
    """

    def __init__(self, universe: Universe) -> None:
        self._universe = universe
        self._names = names_of(universe)
        self._index = NameIndex(self._names)
        self._standings: defaultdict[str, dict[int, Standing]] = defaultdict(dict)
        """Language → how common a name is there, by its number; filled as names are met."""

    def find(self, text: str, *, lang: str = "", on: date | None = None) -> tuple[Mention, ...]:
        """Return the mentions in text order; `text[m.start:m.end] == m.text` for each.

        Args:
            text: At most its first `SCAN_LIMIT` characters and `MOST_NAMES` names are looked at.
            lang: Primary tag: what is a common word in this language needs a cue.
            on: When the text was published. Names that were not in use then are not found; None
                leaves them all.
        """
        scanned = text[:SCAN_LIMIT]
        written = written_tickers(scanned, self._universe.instruments)
        tickers = tuple(islice(written, MOST_NAMES))
        judge = Judge(
            scanned,
            universe=self._universe,
            candidates=self._candidates(scanned, tickers, lang=lang, on=on),
            tickers=tickers,
            lang=lang,
        )
        return tuple(sorted(judge.mentions(), key=lambda m: (m.start, m.end)))

    def _candidates(
        self, text: str, tickers: Sequence[WrittenTicker], *, lang: str, on: date | None
    ) -> tuple[Candidate, ...]:
        """Return whole-word matches, leftmost-longest, none overlapping."""
        starts = {ticker.outer_start: ticker for ticker in tickers}
        bracketed = {n for t in tickers if t.sure for n in range(t.start, t.end)}
        standings = self._standings[lang]
        found: list[Candidate] = []
        reached = 0
        for start, end, number in self._index.matches(text, lang=lang):
            name = self._names[number]
            if start in bracketed or not name.period.holds(on):
                continue
            if start < reached and not (found and _better(found[-1], start, end, name)):
                continue
            kind = standings.get(number)
            if kind is None:
                kind = standings[number] = standing(name, lang)
            follower = _ticker_after(text, end, starts) if starts else None
            plain = follower is None and name.strength is Strength.STRONG
            if plain and hopeless(kind, text, start, end):
                # "Rupee bond" is not the rupee, though it is not believed either.
                reached = max(reached, end) if kind is Standing.TRADE else reached
                continue
            if start < reached:
                found.pop()
            found.append(Candidate(start=start, end=end, name=name, kind=kind, ticker=follower))
            reached = end
            if len(found) == MOST_NAMES:
                break
        return tuple(found)


def _better(last: Candidate, start: int, end: int, name: Name) -> bool:
    """Tell whether a name says more than the one found in the same place.

    One with dates does; of two with dates that both fit, as where the article has none, the one
    that is believed more easily.
    """
    if (last.start, last.end) != (start, end):
        return False
    if name.period.bounded is not last.name.period.bounded:
        return name.period.bounded
    return name.strength is Strength.STRONG is not last.name.strength


def _ticker_after(text: str, end: int, starts: dict[int, WrittenTicker]) -> WrittenTicker | None:
    """Return the ticker written right after a name, legal form and bracket skipped."""
    tail = _FORM_AND_BRACKET.match(text[end : end + 60])
    reached = end + (tail.end() if tail else 0)
    return starts.get(reached) or starts.get(reached - 1)
