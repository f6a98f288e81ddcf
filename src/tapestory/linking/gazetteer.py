"""Universe + text → mentions of its instruments and sectors, each with the cue that it rests on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from tapestory.linking.dictionary import Name, Strength, fold, names_of
from tapestory.linking.tickers import WrittenTicker, written_tickers
from tapestory.linking.words import (
    ACRONYMS,
    BARE_SECTOR_WORDS,
    CAPITAL_ONLY,
    COMPANY_AFTER,
    COMPANY_BEFORE,
    FINANCE_CUE,
    LISTING_AFTER,
    LISTING_CONTEXT,
    MOVE_CUE,
    ORDINARY_WORDS,
    OTHER_COMPANY_AFTER,
    stands_alone,
)
from tapestory.model import Mention, Universe

SCAN_LIMIT = 200_000
"""Characters of a text that are looked at; what lies beyond has no mentions."""

_NEAR = 120
"""Characters on either side in which a finance cue speaks for a weak name."""
_BESIDE = 60
_LISTING_CUES = (
    (re.compile(r"Taipei|Taiwan-listed|Taiwan shares|台股|대만 증시|台湾株"), "XTAI"),
    (re.compile(r"Amsterdam|Euronext"), "XAMS"),
    (re.compile(r"Hong Kong[- ](?:listed|shares|stock)|港股|홍콩 증시|香港株"), "XHKG"),
    (re.compile(r"\bADRs?\b|\bADS\b|U\.?S\.?-listed|美股|미국 증시|米国株"), "US"),
)
_US = frozenset({"XNAS", "XNYS", "ARCX"})
_LIST_GAP = re.compile(r"\s*(?:,\s*and|,\s*or|,|and|or|&|/|、|和|与|及|，)\s*(?:the\s+)?")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힣]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A name found in the text, before anything is believed."""

    start: int
    end: int
    name: Name
    ticker: WrittenTicker | None = None
    """The written ticker that stands directly after it."""


class Gazetteer:
    """Finds the instruments and sectors of a universe in text.

    Args:
        universe: What can be found. Where one name means several listings of a company, the one
            that comes first in the universe is meant unless a ticker or exchange says otherwise.
    """

    def __init__(self, universe: Universe) -> None:
        self._universe = universe
        self._names = names_of(universe)
        folded = [fold(name.text) for name in self._names]
        self._automaton = AhoCorasick(folded, matchkind=MatchKind.Standard)

    def find(self, text: str, *, lang: str = "") -> tuple[Mention, ...]:
        """Return the mentions in text order; `text[m.start:m.end] == m.text` for each.

        Args:
            text: At most its first `SCAN_LIMIT` characters are looked at.
            lang: Primary tag; unused names of other languages do no harm.
        """
        del lang
        scanned = text[:SCAN_LIMIT]
        tickers = tuple(written_tickers(scanned, self._universe.instruments))
        candidates = self._candidates(scanned, tickers)
        believed = _Judge(scanned, self._universe, candidates, tickers).mentions()
        return tuple(sorted(believed, key=lambda m: (m.start, m.end)))

    def _candidates(self, text: str, tickers: Iterable[WrittenTicker]) -> tuple[_Candidate, ...]:
        """Return whole-word matches, leftmost-longest, none overlapping."""
        matches = self._automaton.find_matches_as_indexes(fold(text), overlapping=True)
        matches.sort(key=lambda match: (match[1], -match[2]))
        starts = {ticker.outer_start: ticker for ticker in tickers}
        bracketed = {n for t in tickers if t.sure for n in range(t.start, t.end)}
        found: list[_Candidate] = []
        reached = 0
        for index, start, end in matches:
            name = self._names[index]
            if start < reached or start in bracketed or not stands_alone(text, start, end):
                continue
            if not _case_fits(name, text[start:end]):
                continue
            follower = _ticker_after(text, end, starts)
            found.append(_Candidate(start=start, end=end, name=name, ticker=follower))
            reached = end
        return tuple(found)


def _ticker_after(text: str, end: int, starts: dict[int, WrittenTicker]) -> WrittenTicker | None:
    """Return the ticker written right after a name, legal form and bracket skipped."""
    tail = re.match(
        r"(?:,?\s+(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|Plc|PLC|AG|SA|NV|SE|Group|"
        r"Holdings?|& Co|Cos|Platforms|Electronics|SpA)\b\.?){0,3}['’s]{0,2}\s*[(（]?",
        text[end : end + 60],
    )
    reached = end + (tail.end() if tail else 0)
    return starts.get(reached) or starts.get(reached - 1)


def _case_fits(name: Name, form: str) -> bool:
    """Tell whether upper and lower case agree with what the name is."""
    if not any(char.isascii() and char.isalpha() for char in form):
        return True
    if name.strength is Strength.SECTOR:
        return True
    if name.strength is Strength.TICKER or (name.text.isupper() and len(name.text) <= 4):
        return form.isupper()
    if form.islower() and not name.text.islower():
        long_enough = len(form) >= 7 or " " in form
        return name.strength is Strength.STRONG and long_enough and form not in CAPITAL_ONLY
    return True


class _Judge:
    """Decides, for one text, which candidates are believed."""

    def __init__(
        self,
        text: str,
        universe: Universe,
        candidates: tuple[_Candidate, ...],
        tickers: tuple[WrittenTicker, ...],
    ) -> None:
        self._text = text
        self._universe = universe
        self._candidates = candidates
        self._tickers = tickers
        self._entities: set[str] = set()
        self._sectors: dict[str, set[str]] = defaultdict(set)
        """Sector → entities (or "" for the sector's own name) that are certain to be meant."""
        self._sector_lists = frozenset(_starts_in_sector_lists(text, candidates))

    def mentions(self) -> list[Mention]:
        """Return the believed mentions, in no order."""
        found = [m for c in self._candidates if (m := self._certain(c)) is not None]
        found += self._lone_tickers()
        waiting = [c for c in self._candidates if not self._is_settled(c)]
        for _ in range(3):
            news = [(c, cue) for c in waiting if (cue := self._cue(c))]
            if not news:
                break
            found += [self._mention(c, cue) for c, cue in news]
            believed = {id(c) for c, _ in news}
            waiting = [c for c in waiting if id(c) not in believed]
        return found

    def _is_settled(self, candidate: _Candidate) -> bool:
        return (candidate.ticker is not None and candidate.ticker.sure) or (
            candidate.name.strength in {Strength.STRONG, Strength.SECTOR}
        )

    def _certain(self, candidate: _Candidate) -> Mention | None:
        """Return the mention of a name that needs no cue, or that its own ticker settles."""
        ticker = candidate.ticker
        if ticker is not None and ticker.sure:
            if ticker.symbol is None or not self._same_entity(candidate.name, ticker.symbol):
                return None
            return self._mention(candidate, "name with its ticker", symbol=ticker.symbol)
        if candidate.name.strength is Strength.SECTOR:
            listed = fold(candidate.name.text) not in BARE_SECTOR_WORDS
            listed = listed or candidate.start in self._sector_lists
            return self._mention(candidate, "sector alias") if listed else None
        if candidate.name.strength is not Strength.STRONG or self._is_exchange(candidate):
            return None
        if OTHER_COMPANY_AFTER.match(self._after(candidate.end)) and len(candidate.name.text) < 8:
            return None
        return self._mention(candidate, "alias")

    def _same_entity(self, name: Name, symbol: str) -> bool:
        if symbol in name.symbols:
            return True
        entity = self._universe.instruments[symbol].entity
        listed = (self._universe.instruments[s].entity for s in name.symbols)
        return bool(entity) and entity in listed

    def _lone_tickers(self) -> list[Mention]:
        """Return written tickers that no believed name stands in front of."""
        covered = {id(c.ticker) for c in self._candidates if c.ticker is not None}
        inside = {place for c in self._candidates for place in range(c.start, c.end)}
        return [
            self._instrument_mention(t.start, t.end, t.symbol, "ticker with exchange")
            for t in self._tickers
            if t.symbol is not None and t.sure and id(t) not in covered and t.start not in inside
        ]

    def _cue(self, candidate: _Candidate) -> str:
        """Return why a weak name or bare ticker is believed, or ""."""
        if self._is_exchange(candidate):
            return ""
        after, before = self._after(candidate.end), self._text[: candidate.start][-_BESIDE:]
        if OTHER_COMPANY_AFTER.match(after) or _is_compound(after):
            return ""
        if candidate.name.strength is Strength.TICKER:
            return self._ticker_cue(candidate, before, after)
        return self._name_cue(candidate, before, after)

    def _name_cue(self, candidate: _Candidate, before: str, after: str) -> str:
        form = self._text[candidate.start : candidate.end]
        if form.isascii() and form.islower():
            return ""
        if candidate.name.strength is not Strength.PRODUCT:
            beside = self._cue_beside(candidate, before, after)
            if beside:
                return f"weak alias + {beside}"
        around = self._cue_around(candidate, form)
        return f"{candidate.name.strength.value} + {around}" if around else ""

    def _cue_beside(self, candidate: _Candidate, before: str, after: str) -> str:
        """Return the cue directly before or behind a weak name, or ""."""
        if candidate.ticker is not None and self._matches(candidate):
            return "ticker in brackets"
        if COMPANY_AFTER.match(after) or COMPANY_BEFORE.search(before):
            return "company cue"
        return "Latin name in CJK text" if self._in_cjk(candidate) else ""

    def _cue_around(self, candidate: _Candidate, form: str) -> str:
        """Return the cue elsewhere in the text that speaks for a weak name or product, or ""."""
        if self._named(candidate):
            return "company named elsewhere"
        if self._ordinary(candidate):
            return ""
        if self._has_sector_mate(candidate):
            return "sector company"
        near = self._text[max(0, candidate.start - _NEAR) : candidate.end + _NEAR]
        return "finance cue" if FINANCE_CUE.search(near.replace(form, "")) else ""

    def _ordinary(self, candidate: _Candidate) -> bool:
        """An ordinary word that the universe lists as a certain name needs the strict cues."""
        listed = (self._universe.instruments[s] for s in candidate.name.symbols)
        folded = fold(candidate.name.text)
        word = folded in ORDINARY_WORDS or candidate.name.text in ACRONYMS
        return word and not any(folded in map(fold, i.weak_aliases) for i in listed)

    def _ticker_cue(self, candidate: _Candidate, before: str, after: str) -> str:
        code = self._text[candidate.start : candidate.end]
        if before.endswith("$") or (candidate.ticker is not None and self._matches(candidate)):
            return "ticker with $ or exchange"
        if self._named(candidate):
            return "ticker + company named elsewhere"
        if (
            (
                re.search(r"[A-Z]{2,5}(?:,|\s+and|\s*/|、)\s*$", before)
                or re.match(r"\s*(?:,|and\b|/|、)\s*(?:and\s+)?[A-Z]{2,5}\b", after)
            )
            and not self._shouting(candidate)
            and code not in ACRONYMS
        ):
            return "ticker in a list of tickers"
        if len(code) < 3 or code in ACRONYMS or self._shouting(candidate):
            return ""
        if fold(code) in ORDINARY_WORDS or len(code) == 3:
            return "ticker + company cue" if COMPANY_AFTER.match(after) else ""
        return "ticker"

    def _matches(self, candidate: _Candidate) -> bool:
        ticker = candidate.ticker
        return ticker is not None and ticker.symbol in candidate.name.symbols

    def _shouting(self, candidate: _Candidate) -> bool:
        """Tell whether the words around are in capitals too."""
        near = self._text[max(0, candidate.start - 30) : candidate.start]
        words = re.findall(r"[A-Za-z]{2,}", near + self._text[candidate.end : candidate.end + 30])
        return len(words) >= 2 and sum(word.isupper() for word in words) > 0.7 * len(words)

    def _named(self, candidate: _Candidate) -> bool:
        return any(self._entity(symbol) in self._entities for symbol in candidate.name.symbols)

    def _has_sector_mate(self, candidate: _Candidate) -> bool:
        sectors = self._universe.sectors
        for symbol in candidate.name.symbols:
            sector = self._universe.instruments[symbol].sector
            known = sectors.get(sector)
            if known and known.peers and self._sectors[sector] - {self._entity(symbol)}:
                return True
        return False

    def _is_exchange(self, candidate: _Candidate) -> bool:
        """Tell whether an index name stands for the exchange ("listed on Nasdaq")."""
        if not all(s.startswith("^") for s in candidate.name.symbols) or not candidate.name.symbols:
            return False
        after = self._after(candidate.end)
        before = self._text[: candidate.start][-_BESIDE:]
        if LISTING_AFTER.match(after):
            return True
        if candidate.name.strength is Strength.STRONG:
            return False
        near = self._text[max(0, candidate.start - _BESIDE) : candidate.end + _BESIDE]
        return bool(LISTING_CONTEXT.search(before)) or not MOVE_CUE.search(near)

    def _in_cjk(self, candidate: _Candidate) -> bool:
        if not self._text[candidate.start : candidate.end].isascii():
            return False
        near = self._text[max(0, candidate.start - 12) : candidate.end + 12]
        return len(_CJK.findall(near)) >= 6

    def _after(self, end: int) -> str:
        return self._text[end : end + _BESIDE]

    def _entity(self, symbol: str) -> str:
        instrument = self._universe.instruments[symbol]
        return instrument.entity or symbol

    def _mention(self, candidate: _Candidate, cue: str, symbol: str | None = None) -> Mention:
        start, end = candidate.start, candidate.end
        if candidate.name.sector is not None:
            self._sectors[candidate.name.sector].add("")
            return Mention(text=self._text[start:end], start=start, end=end, symbol=None,
                           sector=candidate.name.sector, cue=cue)  # fmt: skip
        chosen = symbol or self._listing(candidate)
        return self._instrument_mention(start, end, chosen, cue)

    def _instrument_mention(self, start: int, end: int, symbol: str, cue: str) -> Mention:
        entity = self._entity(symbol)
        self._entities.add(entity)
        self._sectors[self._universe.instruments[symbol].sector].add(entity)
        return Mention(text=self._text[start:end], start=start, end=end, symbol=symbol,
                       sector=None, cue=cue)  # fmt: skip

    def _listing(self, candidate: _Candidate) -> str:
        """Return which of a company's listings is meant."""
        ticker = candidate.ticker
        if (
            ticker is not None
            and ticker.symbol is not None
            and (self._same_entity(candidate.name, ticker.symbol))
        ):
            return ticker.symbol
        first = candidate.name.symbols[0]
        if len(candidate.name.symbols) == 1:
            return first
        near = self._text[max(0, candidate.start - 30) : candidate.end + 30]
        for cue, mic in _LISTING_CUES:
            if cue.search(near):
                return next((s for s in candidate.name.symbols if self._on(s, mic)), first)
        return first

    def _on(self, symbol: str, mic: str) -> bool:
        listed = self._universe.instruments[symbol].mic
        return listed in _US if mic == "US" else listed == mic


def _starts_in_sector_lists(text: str, candidates: Iterable[_Candidate]) -> Iterator[int]:
    """Yield where sector names start that stand in a list with one that always means a sector."""
    chain: list[_Candidate] = []
    sectors = [c for c in candidates if c.name.strength is Strength.SECTOR]
    for candidate in [*sectors, None]:
        linked = chain and candidate and _LIST_GAP.fullmatch(text[chain[-1].end : candidate.start])
        if not linked:
            if any(fold(c.name.text) not in BARE_SECTOR_WORDS for c in chain):
                yield from (c.start for c in chain)
            chain = []
        if candidate is not None:
            chain.append(candidate)


def _is_compound(after: str) -> bool:
    """Tell whether a hyphen makes the name part of another word ("Meta-analysis")."""
    return bool(
        re.match(
            r"[-‑][a-z](?!wned|acked|ed\b|inked|elated|ade\b|unded|uilt|upplied|ased|istered)",
            after,
        )
    )
