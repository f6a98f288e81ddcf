"""One event → link by link, who asserts and who disputes it, and how far both sectors moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tapestory.model import (
    Chain,
    ChainEvidence,
    ChainLink,
    ChainStance,
    EventView,
    MemberArticle,
    SectorMove,
    Universe,
)
from tapestory.narratives import ChainReader

DAY0 = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainVoice:
    """A sentence about a link, with whose article it stands in."""

    outlet: str
    evidence: ChainEvidence


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """One link of a chain, as an event has it."""

    link: ChainLink
    asserted: tuple[ChainVoice, ...]
    """Oldest first."""
    disputed: tuple[ChainVoice, ...]
    cause_move: SectorMove | None
    """Of day 0; None where the sector was not measured."""
    effect_move: SectorMove | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainView:
    """A chain, as an event has it."""

    chain: Chain
    links: tuple[LinkView, ...]
    """Those that somebody speaks of, in the order of the chain."""
    silent: tuple[ChainLink, ...]
    """Those that nobody speaks of: nothing is said of them."""


def event_chains(
    view: EventView, chains: Sequence[Chain], universe: Universe
) -> tuple[ChainView, ...]:
    """Return the chains of which an event's original articles assert or dispute a link.

    A copy is nobody's voice. A link without a sentence is never among the links.
    """
    sectors = {symbol: item.sector for symbol, item in universe.instruments.items()}
    reader = ChainReader(chains, sectors)
    voices = [
        ChainVoice(outlet=member.article.outlet or member.article.feed_url, evidence=evidence)
        for member in view.articles
        if member.article.copy_of is None
        for evidence in _read(reader, member)
    ]
    moves = {move.sector: move for move in view.sector_moves if move.window == DAY0}
    found = (_chain(chain, voices, moves) for chain in chains)
    return tuple(chain for chain in found if chain.links)


def _read(reader: ChainReader, member: MemberArticle) -> Sequence[ChainEvidence]:
    said = member.reading
    return reader.read(said.sentences, said.mentions, article_id=member.article.id, lang=said.lang)


def _chain(
    chain: Chain, voices: Sequence[ChainVoice], moves: Mapping[str, SectorMove]
) -> ChainView:
    links = tuple(_link(link, voices, moves) for link in chain.links)
    return ChainView(
        chain=chain,
        links=tuple(view for view in links if view.asserted or view.disputed),
        silent=tuple(view.link for view in links if not view.asserted and not view.disputed),
    )


def _link(
    link: ChainLink, voices: Sequence[ChainVoice], moves: Mapping[str, SectorMove]
) -> LinkView:
    said = [
        voice
        for voice in voices
        if (voice.evidence.cause, voice.evidence.effect) == (link.cause, link.effect)
    ]
    sides = {
        stance: tuple(voice for voice in said if voice.evidence.stance is stance)
        for stance in ChainStance
    }
    return LinkView(
        link=link,
        asserted=sides[ChainStance.ASSERTED],
        disputed=sides[ChainStance.DISPUTED],
        cause_move=moves.get(link.cause),
        effect_move=moves.get(link.effect),
    )
