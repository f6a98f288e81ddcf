"""Readings of an event's articles → its links: who does it, whom it moves, who is only named."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tapestory.late_regex import late_regex
from tapestory.linking.sentence_roles import Part, parts
from tapestory.model import (
    ArticleKind,
    EventId,
    Instrument,
    Link,
    Mention,
    Reading,
    Role,
    Sentence,
    Universe,
)
from tapestory.model.symbols import sector_of

SUBJECT_SHARE = 0.3
"""Share of an event's articles whose headline must be about an instrument to make it a subject.
Chosen on the dev corpus (evaluation/reading): 0.2 to 0.4 give the same links there."""
MANY_ARTICLES = 6
"""From so many articles on, one article alone does not make an instrument affected."""

_HOUSES = "source_only"
"""Sector of those that are quoted on others."""
_HOUSE_NAME = late_regex(
    r"\b(?:Securities|Brokers?|Brokerage|Broking|Research|Ratings|Asset\s+Management|Capital\s+Markets|"
    r"Investment\s+Bank)\b|증권|證券|证券|証券"
)


def is_house(instrument: Instrument) -> bool:
    """Tell whether an instrument is one whose word on others is quoted."""
    return instrument.sector == _HOUSES or bool(_HOUSE_NAME.search(instrument.name))


@dataclass(slots=True)
class _Tally:
    """What the articles of an event say about one instrument or sector."""

    named: set[str] = field(default_factory=set)
    headline: set[str] = field(default_factory=set)
    """Articles whose headline has it as what it is about."""
    lead: set[str] = field(default_factory=set)
    affected: set[str] = field(default_factory=set)
    voiced: set[str] = field(default_factory=set)
    """Articles in which it is only heard."""


def link_event(
    event_id: EventId, readings: Sequence[Reading], universe: Universe
) -> tuple[Link, ...]:
    """Return the links of an event: subjects first, then affected, then mentioned.

    An instrument is a *subject* when the headlines of enough articles are about what it does,
    *affected* when articles report that it moved, is hit or helped, or is the other side of a deal,
    else *mentioned*. Whoever is only quoted stays *mentioned*. A sector is linked when it is named,
    or inherited from a subject or affected instrument unless its `peers` is false.

    Args:
        event_id: Goes into the links.
        readings: One per article, copies left out.
        universe: Sectors and instruments by symbol.
    """
    instruments: defaultdict[str, _Tally] = defaultdict(_Tally)
    sectors: defaultdict[str, _Tally] = defaultdict(_Tally)
    for reading in readings:
        _Article(reading, universe, instruments, sectors).count()
    telling = sum(reading.kind is not ArticleKind.ROUNDUP for reading in readings)
    size = telling or len(readings)
    roles = {symbol: _role(tally, size) for symbol, tally in instruments.items()}
    _ensure_subject(roles, instruments, universe)
    links = [
        Link(
            event_id=event_id, symbol=s, sector=None, role=role, mentions=len(instruments[s].named)
        )
        for s, role in roles.items()
    ]
    for sector, (role, articles) in _sector_roles(roles, instruments, sectors, universe).items():
        links.append(Link(event_id=event_id, symbol=None, sector=sector, role=role,
                          mentions=len(articles)))  # fmt: skip
    return tuple(sorted(links, key=_rank))


_ORDER = {Role.SUBJECT: 0, Role.AFFECTED: 1, Role.MENTIONED: 2}


def _rank(link: Link) -> tuple[int, int, bool, str]:
    return _ORDER[link.role], -link.mentions, link.symbol is None, link.symbol or str(link.sector)


class _Article:
    """Adds one article to the tallies."""

    def __init__(
        self,
        reading: Reading,
        universe: Universe,
        instruments: defaultdict[str, _Tally],
        sectors: defaultdict[str, _Tally],
    ) -> None:
        self._reading = reading
        self._universe = universe
        self._instruments = instruments
        self._sectors = sectors
        self._name = str(reading.article_id)

    def count(self) -> None:
        """Count what every sentence says of whom, then what the headline is about."""
        said = [
            (sentence, list(parts(sentence, mentions)))
            for sentence, mentions in _by_sentence(self._reading)
        ]
        for _, mentions in said:
            for mention, part in mentions:
                self._count_mention(mention, part)
        if said and self._reading.kind is not ArticleKind.ROUNDUP:
            self._count_headline(said[0][1])
        self._count_lead([mentions for _, mentions in said])
        for move in self._reading.reported_moves:
            sector = sector_of(move.symbol)
            if sector is not None:
                self._sectors[sector].affected.add(self._name)
            elif move.symbol in self._instruments:
                self._instruments[move.symbol].affected.add(self._name)

    def _count_mention(self, mention: Mention, part: Part) -> None:
        tally = self._tally_of(mention)
        if tally is None:
            return
        tally.named.add(self._name)
        if self._only_heard(mention, part):
            tally.voiced.add(self._name)
        elif Part.PARTY in part or (Part.AFFECTED in part and Part.PRODUCT not in part):
            tally.affected.add(self._name)

    def _only_heard(self, mention: Mention, part: Part) -> bool:
        """Tell whether it judges or is cited here. A company that speaks of itself acts."""
        if Part.RATES in part:
            return True
        return Part.SPEAKS in part and self._is_house(mention)

    def _is_house(self, mention: Mention) -> bool:
        """Tell whether it is one whose word on others is quoted: a bank, a broker, an agency."""
        instrument = self._universe.instruments.get(str(mention.symbol))
        return instrument is not None and is_house(instrument)

    def _tally_of(self, mention: Mention) -> _Tally | None:
        if mention.symbol is not None:
            known = mention.symbol in self._universe.instruments
            return self._instruments[mention.symbol] if known else None
        return (
            self._sectors[str(mention.sector)] if mention.sector in self._universe.sectors else None
        )

    def _count_headline(self, said: Sequence[tuple[Mention, Part]]) -> None:
        """Note who does what the headline tells; the others that it names are affected.

        Who only moves does nothing: of "X falls as Y plans Z", Y is what it is about. A product or
        a person stands for the company where the headline names no company.
        """
        named = [
            (str(mention.symbol), part)
            for mention, part in said
            if mention.symbol in self._instruments and not self._only_heard(mention, part)
        ]
        companies = [pair for pair in named if Part.PRODUCT not in pair[1]] or named
        acting = [symbol for symbol, part in companies if Part.MOVES not in part]
        symbols = [symbol for symbol, _ in companies]
        for symbol in (acting or symbols)[:1]:
            self._instruments[symbol].headline.add(self._name)
        for symbol in symbols:
            self._instruments[symbol].affected.add(self._name)

    def _count_lead(self, said: Sequence[Sequence[tuple[Mention, Part]]]) -> None:
        """Note whom the first sentence that names anybody names first."""
        for mentions in said:
            symbols = [str(m.symbol) for m, _ in mentions if m.symbol is not None]
            if symbols:
                if symbols[0] in self._instruments:
                    self._instruments[symbols[0]].lead.add(self._name)
                return


def _by_sentence(reading: Reading) -> list[tuple[Sentence, list[Mention]]]:
    """Return each sentence with the mentions that start inside it, in text order."""
    sentences = sorted(reading.sentences, key=lambda s: s.start)
    starts = [sentence.start for sentence in sentences]
    pairs: list[tuple[Sentence, list[Mention]]] = [(sentence, []) for sentence in sentences]
    for mention in sorted(reading.mentions, key=lambda m: m.start):
        place = bisect_right(starts, mention.start) - 1
        if place >= 0 and mention.start < sentences[place].end:
            pairs[place][1].append(mention)
    return pairs


def _role(tally: _Tally, size: int) -> Role:
    if len(tally.headline) >= max(1.0, SUBJECT_SHARE * size):
        return Role.SUBJECT
    if len(tally.affected) >= (2 if size >= MANY_ARTICLES else 1):
        return Role.AFFECTED
    return Role.MENTIONED


def _ensure_subject(
    roles: dict[str, Role], tallies: Mapping[str, _Tally], universe: Universe
) -> None:
    """Quoted houses lose the role of subject; an event with none gives it to its lead's company."""
    for symbol, role in list(roles.items()):
        only_heard = tallies[symbol].voiced >= tallies[symbol].headline
        if role is Role.SUBJECT and only_heard and is_house(universe.instruments[symbol]):
            roles[symbol] = Role.MENTIONED
    if Role.SUBJECT in roles.values():
        return
    leads = Counter({s: len(t.lead) for s, t in tallies.items() if t.lead and not t.voiced})
    if leads:
        top = max(leads.values())
        chosen = min(s for s, n in leads.items() if n == top)
        roles[chosen] = Role.SUBJECT


def _sector_roles(
    roles: Mapping[str, Role],
    instruments: Mapping[str, _Tally],
    sectors: Mapping[str, _Tally],
    universe: Universe,
) -> dict[str, tuple[Role, set[str]]]:
    """Return role and naming articles per sector, named or inherited."""
    found: dict[str, tuple[Role, set[str]]] = {
        sector: (Role.AFFECTED if tally.affected else Role.MENTIONED, set(tally.named))
        for sector, tally in sectors.items()
        if tally.named or tally.affected
    }
    for symbol, role in roles.items():
        sector = universe.sectors.get(universe.instruments[symbol].sector)
        if role is Role.MENTIONED or sector is None or not sector.peers:
            continue
        known, articles = found.get(sector.id, (role, set()))
        best = min((known, role), key=_ORDER.__getitem__)
        found[sector.id] = (best, articles | instruments[symbol].named)
    return found
