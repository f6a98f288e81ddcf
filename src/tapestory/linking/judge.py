"""The candidates of one text → those that are believed, as mentions with the cue of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tapestory.late_regex import late_regex
from tapestory.linking.candidates import Candidate
from tapestory.linking.casing import Casing
from tapestory.linking.dictionary import Name, Strength, fold
from tapestory.linking.exchange_names import names_the_exchange
from tapestory.linking.listings import meant_listing
from tapestory.linking.persons import names_a_person
from tapestory.linking.plain_names import BARE_NAMES, lists_with, plain_cue
from tapestory.linking.standing import Standing
from tapestory.linking.surroundings import Surroundings
from tapestory.linking.tickers import WrittenTicker
from tapestory.linking.vocabulary.cues import BARE_SECTOR_WORDS, OTHER_COMPANY_AFTER, SECTOR_AFTER
from tapestory.linking.weak_names import ticker_cue, weak_cue
from tapestory.model import Mention, Universe
from tapestory.model.symbols import is_index

_LIST_GAP = late_regex(r"\s*(?:,\s*and|,\s*or|,|and|or|&|/|、|和|与|及|，)\s*(?:the\s+)?")
_ROUNDS = 4
"""How often what was believed may make something else believed."""
_SHORT_NAME = 8
_WEAK = frozenset([Strength.WEAK, Strength.PRODUCT])


class Judge:
    """Decides, for one text, which candidates are believed.

    Args:
        text: What the candidates index.
        universe: Instruments and sectors by symbol and id.
        candidates: In text order, none overlapping.
        tickers: All written tickers of the text.
        lang: Primary tag.
    """

    def __init__(
        self,
        text: str,
        *,
        universe: Universe,
        candidates: tuple[Candidate, ...],
        tickers: tuple[WrittenTicker, ...],
        lang: str,
    ) -> None:
        self._text = text
        self._universe = universe
        self._candidates = candidates
        self._tickers = tickers
        self._lang = lang
        self._casing = Casing(text)
        self._around: dict[Candidate, Surroundings] = {}
        self._entities: set[str] = set()
        self._sectors: dict[str, set[str]] = defaultdict(set)
        """Sector → entities (or "" for the sector's own name) that are certain to be meant."""
        self._listed = frozenset(_starts_in_sector_lists(text, candidates))
        self._believed: set[Candidate] = set()
        self._weak_names = self._weak_names_by_entity()
        self._plain: dict[tuple[Candidate, bool], str] = {}
        """What `plain_cue` said, which asks nothing else of the rest of the text."""
        self._persons: dict[str, bool] = {}
        self._places = {candidate: place for place, candidate in enumerate(candidates)}

    def mentions(self) -> list[Mention]:
        """Return the believed mentions, in no order."""
        found = [m for c in self._candidates if (m := self._certain(c)) is not None]
        found += self._lone_tickers()
        waiting = [
            c
            for c in self._candidates
            if c not in self._believed
            and c.name.strength is not Strength.SECTOR
            and not (c.ticker and c.ticker.sure and c.ticker.symbol)
            and not self._means_other(c)
        ]
        for _ in range(_ROUNDS):
            news = [(c, cue) for c in waiting if (cue := self._cue(c))]
            if not news:
                break
            found += [self._mention(c, cue) for c, cue in news]
            waiting = [c for c in waiting if c not in self._believed]
        return found

    def _surroundings(self, candidate: Candidate) -> Surroundings:
        around = self._around.get(candidate)
        if around is None:
            around = Surroundings(self._text, candidate.start, candidate.end, self._casing)
            self._around[candidate] = around
        return around

    def _certain(self, candidate: Candidate) -> Mention | None:
        """Return the mention of a name that needs no cue, or that its own ticker settles."""
        ticker, name = candidate.ticker, candidate.name
        if ticker is not None and ticker.sure and ticker.symbol is not None:
            if not self._same_entity(name, ticker.symbol):
                return None
            return self._mention(candidate, "name with its ticker", symbol=ticker.symbol)
        if name.strength is Strength.SECTOR:
            return self._mention(candidate, "sector alias") if self._is_sector(candidate) else None
        sure = name.strength is Strength.STRONG and candidate.kind is Standing.SURE
        if not sure or self._is_exchange(candidate) or self._is_another(candidate):
            return None
        return self._mention(candidate, "alias")

    def _is_sector(self, candidate: Candidate) -> bool:
        """Tell whether the name of a sector is meant as such."""
        if fold(candidate.name.text) not in BARE_SECTOR_WORDS or candidate.start in self._listed:
            return True
        return bool(SECTOR_AFTER.match(self._text[candidate.end : candidate.end + 40]))

    def _is_another(self, candidate: Candidate) -> bool:
        """Tell whether the words behind make it another company of the group."""
        after = self._text[candidate.end : candidate.end + 60]
        return len(candidate.name.text) < _SHORT_NAME and bool(OTHER_COMPANY_AFTER.match(after))

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

    def _means_other(self, candidate: Candidate) -> bool:
        """Tell whether no cue makes a name mean what it is listed for, whatever else is named."""
        around = self._surroundings(candidate)
        if self._is_exchange(candidate) or around.compound:
            return True
        return OTHER_COMPANY_AFTER.match(around.after) is not None

    def _cue(self, candidate: Candidate) -> str:
        """Return why a name that needs a cue, or a bare ticker, is believed, or ""."""
        around, name = self._surroundings(candidate), candidate.name
        company = self._named(candidate)
        matching = candidate.ticker is not None and candidate.ticker.symbol in name.symbols
        if name.strength is Strength.TICKER:
            return ticker_cue(around, company=company, matching=matching)
        if name.strength is Strength.STRONG:
            return (
                "ticker in brackets"
                if matching
                else self._plain_cue(candidate, around, company=company)
            )
        product = name.strength is Strength.PRODUCT
        support = "company named elsewhere" if company else self._support(candidate)
        return weak_cue(around, product=product, matching=matching, support=support)

    def _support(self, candidate: Candidate) -> str:
        """Return what else in the text speaks for the company of a weak name."""
        if self._has_sibling(candidate):
            return "another of its names"
        return "sector company" if self._has_sector_mate(candidate) else ""

    def _has_sibling(self, candidate: Candidate) -> bool:
        """Tell whether another weak name of the same company stands in the text."""
        own = fold(candidate.name.text)
        return any(
            other - {own}
            for symbol in candidate.name.symbols
            if (other := self._weak_names.get(self._entity(symbol)))
        )

    def _plain_cue(self, candidate: Candidate, around: Surroundings, *, company: bool) -> str:
        kind, ticker = candidate.kind, candidate.ticker
        if kind is Standing.SURE or (kind in BARE_NAMES and self._is_person(around.form)):
            return ""
        if ticker is not None and ticker.sure and around.capital_form:
            return "name before a ticker"
        cue = self._plain.get((candidate, company))
        if cue is None:
            cue = plain_cue(kind, around, lang=self._lang, company=company)
            self._plain[candidate, company] = cue
        return cue or self._list_cue(candidate, kind, around)

    def _list_cue(self, candidate: Candidate, kind: Standing, around: Surroundings) -> str:
        if not lists_with(kind, around):
            return ""
        place = self._places[candidate]
        for other in self._candidates[max(0, place - 1) : place + 2]:
            if other in self._believed and other.name.sector is None:
                first, second = sorted((candidate, other), key=lambda c: c.start)
                if _LIST_GAP.fullmatch(self._text[first.end : second.start]):
                    return "in a list with a company"
        return ""

    def _is_person(self, form: str) -> bool:
        """Tell whether the text calls a person so ("Eric Holder", "Mr. Holder")."""
        known = self._persons.get(form)
        if known is None:
            known = self._persons[form] = names_a_person(self._text, form)
        return known

    def _named(self, candidate: Candidate) -> bool:
        return any(self._entity(symbol) in self._entities for symbol in candidate.name.symbols)

    def _weak_names_by_entity(self) -> dict[str, set[str]]:
        """Return which weak names and products of each company stand in the text."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for candidate in self._candidates:
            form = self._text[candidate.start : candidate.end]
            if candidate.name.strength in _WEAK and not form.islower():
                for symbol in candidate.name.symbols:
                    found[self._entity(symbol)].add(fold(candidate.name.text))
        return found

    def _has_sector_mate(self, candidate: Candidate) -> bool:
        sectors = self._universe.sectors
        for symbol in candidate.name.symbols:
            sector = self._universe.instruments[symbol].sector
            known = sectors.get(sector)
            if known and known.peers and self._sectors[sector] - {self._entity(symbol)}:
                return True
        return False

    def _is_exchange(self, candidate: Candidate) -> bool:
        """Tell whether an index name stands for the exchange ("listed on Nasdaq")."""
        symbols = candidate.name.symbols
        if not symbols or not all(map(is_index, symbols)):
            return False
        certain = candidate.name.strength is Strength.STRONG
        return names_the_exchange(self._surroundings(candidate), certain=certain)

    def _entity(self, symbol: str) -> str:
        return self._universe.instruments[symbol].entity or symbol

    def _mention(self, candidate: Candidate, cue: str, symbol: str | None = None) -> Mention:
        self._believed.add(candidate)
        start, end = candidate.start, candidate.end
        if candidate.name.sector is not None:
            self._sectors[candidate.name.sector].add("")
            return Mention(text=self._text[start:end], start=start, end=end, symbol=None,
                           sector=candidate.name.sector, cue=cue)  # fmt: skip
        return self._instrument_mention(start, end, symbol or self._listing(candidate), cue)

    def _instrument_mention(self, start: int, end: int, symbol: str, cue: str) -> Mention:
        entity = self._entity(symbol)
        self._entities.add(entity)
        self._sectors[self._universe.instruments[symbol].sector].add(entity)
        return Mention(text=self._text[start:end], start=start, end=end, symbol=symbol,
                       sector=None, cue=cue)  # fmt: skip

    def _listing(self, candidate: Candidate) -> str:
        """Return which of a company's listings is meant."""
        ticker = candidate.ticker
        written = ticker.symbol if ticker is not None else None
        if written is not None and self._same_entity(candidate.name, written):
            return written
        around = self._surroundings(candidate)
        instruments = self._universe.instruments
        return meant_listing(candidate.name.symbols, instruments, around.before, around.after)


def _starts_in_sector_lists(text: str, candidates: Iterable[Candidate]) -> Iterator[int]:
    """Yield where sector names start that stand in a list with one that always means a sector."""
    chain: list[Candidate] = []
    sectors = [c for c in candidates if c.name.strength is Strength.SECTOR]
    for candidate in [*sectors, None]:
        linked = chain and candidate and _LIST_GAP.fullmatch(text[chain[-1].end : candidate.start])
        if not linked:
            if any(fold(c.name.text) not in BARE_SECTOR_WORDS for c in chain):
                yield from (c.start for c in chain)
            chain = []
        if candidate is not None:
            chain.append(candidate)
