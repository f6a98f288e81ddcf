"""Readings of an event's articles → its links: who does it, whom it moves, who is only named."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tapestory.model import ArticleKind, EventId, Link, Mention, Reading, Role, Sentence, Universe

SUBJECT_SHARE = 0.3
"""Share of an event's articles whose headline must be about an instrument to make it a subject.
Chosen on the dev corpus (evaluation/reading): 0.2 to 0.4 give the same links there."""
MANY_ARTICLES = 6
"""From so many articles on, one article alone does not make an instrument affected."""

_SECTOR_PREFIX = "SECTOR:"
_PRODUCT_CUE = "product or person"
_AFFECTED_VERB = re.compile(
    r"""\b(?:fell|fall(?:s|ing)?|drop(?:s|ped|ping)?|slump\w*|tumbl\w+|plung\w+|plummet\w+|sank|
    sink(?:s|ing)?|slid(?:es|ing)?|slide|crash\w*|crater\w*|los(?:t|es|ing)|shed|slip\w*|dip(?:s|ped)|
    rose|rises?|rising|gain(?:s|ed|ing)?|jump\w*|climb\w*|surg\w+|soar\w*|rall(?:y|ied|ies)|rebound\w*|
    benefit\w*|winners?|losers?|hit|hurt\w*|pressur\w+|under\s+pressure|threat\w*|squeez\w*|rattl\w+|
    weigh(?:s|ed|ing)?\s+on|down|sell-?off|sold\s+off|rout|higher|lower|suffer\w*)\b
    |[跌涨漲挫]|承压|承壓|受益|利好|利空|重挫|급락|급등|하락|상승|폭락|수혜|타격|下落|上昇|急落|急騰|反落|続落|売られ""",
    re.VERBOSE | re.IGNORECASE,
)
_VOICE = re.compile(
    r"^(?:['’]s)?\s*(?:analysts?\s*|strategists?\s*|desk\s*|economists?\s*|research\s*)?(?:\([^)]*\)\s*)?"
    r"(?:,?\s*(?:said|says|estimates?|estimated|wrote|expects|sees|reported|reports|noted|argues|"
    r"analysts?|rates|forecasts?)\b|[:：]|估|认为|認為|表示|指出|称|稱|는\s|은\s.{0,20}(?:말했|분석|전망))",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"(?:\b(?:according\s+to|citing|per|estimates?\s+(?:from|by)|analysts?\s+at|told|says|said|"
    r"data\s+from|note\s+from)\s+(?:the\s+)?|据|據)$",
    re.IGNORECASE,
)


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

    An instrument is a *subject* when the headlines of enough articles are about it, *affected*
    when articles report that it moved or is hit or helped, else *mentioned*. Whoever is only
    quoted stays *mentioned*. A sector is linked when it is named, or inherited from a subject or
    affected instrument unless its `peers` is false.

    Args:
        event_id: Goes into the links.
        readings: One per article, copies left out.
        universe: Sectors and instruments by symbol.
    """
    instruments: defaultdict[str, _Tally] = defaultdict(_Tally)
    sectors: defaultdict[str, _Tally] = defaultdict(_Tally)
    for reading in readings:
        _count(reading, universe, instruments, sectors)
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


def _count(
    reading: Reading,
    universe: Universe,
    instruments: defaultdict[str, _Tally],
    sectors: defaultdict[str, _Tally],
) -> None:
    """Add one article to the tallies."""
    article = str(reading.article_id)
    for sentence, mentions in _by_sentence(reading):
        for place, mention in enumerate(mentions):
            tally = _tally_of(mention, universe, instruments, sectors)
            if tally is None:
                continue
            tally.named.add(article)
            _count_mention(tally, article, sentence, mention, first=place == 0)
    _count_headline(reading, instruments)
    for move in reading.reported_moves:
        if move.symbol.startswith(_SECTOR_PREFIX):
            sectors[move.symbol.removeprefix(_SECTOR_PREFIX)].affected.add(article)
        elif move.symbol in instruments:
            instruments[move.symbol].affected.add(article)


def _tally_of(
    mention: Mention,
    universe: Universe,
    instruments: defaultdict[str, _Tally],
    sectors: defaultdict[str, _Tally],
) -> _Tally | None:
    if mention.symbol is not None:
        return instruments[mention.symbol] if mention.symbol in universe.instruments else None
    return sectors[str(mention.sector)] if mention.sector in universe.sectors else None


def _count_mention(
    tally: _Tally, article: str, sentence: Sentence, mention: Mention, *, first: bool
) -> None:
    before = sentence.text[: mention.start - sentence.start]
    after = sentence.text[mention.end - sentence.start :]
    if _VOICE.match(after) or _CITED.search(before):
        tally.voiced.add(article)
        return
    if mention.cue.startswith(_PRODUCT_CUE):
        return
    if _AFFECTED_VERB.search(after[:60]) or (
        not first and _AFFECTED_VERB.search(before[-40:]) and len(before) > 10
    ):
        tally.affected.add(article)


def _count_headline(reading: Reading, instruments: defaultdict[str, _Tally]) -> None:
    """Note what the headline is about, or else the first sentence that names anybody."""
    if not reading.sentences:
        return
    pairs = [(s, [m for m in ms if m.symbol]) for s, ms in _by_sentence(reading)]
    article = str(reading.article_id)
    headline = [m for m in pairs[0][1] if m.symbol in instruments]
    if headline and reading.kind is not ArticleKind.ROUNDUP:
        instruments[str(headline[0].symbol)].headline.add(article)
    for _, mentions in pairs:
        if mentions and mentions[0].symbol in instruments:
            instruments[str(mentions[0].symbol)].lead.add(article)
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
        source = universe.instruments[symbol].sector == "source_only"
        if role is Role.SUBJECT and only_heard and (source or tallies[symbol].voiced):
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
