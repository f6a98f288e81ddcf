"""Sentences of an article and who they name → the links of chains that they assert or dispute.

A sentence asserts a link where words that say so connect something of the cause's sector with
something of the effect's, without anybody else between; it disputes the link where those words are
denied. What only happens in one sentence, or one after the other, asserts nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from tapestory.late_regex import late_regex
from tapestory.model import (
    ArticleId,
    Chain,
    ChainEvidence,
    ChainStance,
    Mention,
    Sentence,
)
from tapestory.narratives.chain_words import CONNECTORS, Connector, Connectors, Order
from tapestory.narratives.stance import language_of

_LIST = late_regex(
    r"(?:['’]s)?\s*(?:,\s*(?:and|or)|,|and|or|as\s+well\s+as|like|such\s+as|including|&|/|、|和|与|與|及|以及|·|와|과|や|と|，)\s*"
    r"(?:the\s+|of\s+)?",
    re.IGNORECASE,
)
_COMMA = late_regex(r"\s*[,，]\s*(?:the\s+)?", re.IGNORECASE)
_LONGEST_NAME = 60
_LONGEST_SENTENCE = 1_500
"""Characters; what goes on for longer is a list or a table, in which nothing is connected."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Something that a sentence names, with its place in it."""

    start: int
    end: int
    sector: str
    """Empty for what belongs to none."""
    text: str


@dataclass(frozen=True, slots=True)
class _Found:
    """Two groups of names and the words that connect them."""

    causes: tuple[_Named, ...]
    effects: tuple[_Named, ...]
    connector: Connector
    words: re.Match[str]

    @property
    def start(self) -> int:
        return min(self.words.start(), self.causes[0].start, self.effects[0].start)

    @property
    def end(self) -> int:
        return max(self.words.end(), self.causes[-1].end, self.effects[-1].end)


class ChainReader:
    """Finds the links of chains in articles.

    Args:
        chains: With the links to look for.
        sector_of: Symbol → its sector.
    """

    def __init__(self, chains: Sequence[Chain], sector_of: Mapping[str, str]) -> None:
        self._links = {(link.cause, link.effect) for chain in chains for link in chain.links}
        self._sector_of = sector_of
        self._words = tuple(_patterns(chains))

    def read(
        self,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        *,
        article_id: ArticleId,
        lang: str,
    ) -> tuple[ChainEvidence, ...]:
        """Return what an article says of the links, in order of appearance.

        A sentence speaks once of each link; where it both asserts and disputes one, it disputes.
        A question says nothing.

        Args:
            sentences: Of the article, in order.
            mentions: In all of it; spans index the same text as the sentences'.
            article_id: Which it is.
            lang: Its language; a sentence in another script is read in that of the script.
        """
        found: list[ChainEvidence] = []
        if not self._links:
            return ()
        ordered = sorted(mentions, key=lambda mention: mention.start)
        starts = [mention.start for mention in ordered]
        for sentence in sentences:
            if len(sentence.text) > _LONGEST_SENTENCE:
                continue
            connectors = CONNECTORS.get(language_of(sentence.text, lang))
            if connectors is None or connectors.question.search(sentence.text):
                continue
            inside = slice(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end))
            named = self._named(sentence, ordered[inside])
            if len({item.sector for item in named} - {""}) > 1:
                found.extend(self._said(sentence, named, connectors, article_id))
        return tuple(found)

    def _named(self, sentence: Sentence, mentions: Sequence[Mention]) -> list[_Named]:
        """Return what a sentence names, in order, without overlaps; the longer name counts."""
        every = [
            _Named(
                start=mention.start - sentence.start,
                end=mention.end - sentence.start,
                sector=mention.sector or self._sector_of.get(mention.symbol or "", ""),
                text=mention.text,
            )
            for mention in mentions
            if sentence.start <= mention.start and mention.end <= sentence.end
        ]
        for sector, pattern in self._words:
            every.extend(
                _Named(start=hit.start(), end=hit.end(), sector=sector, text=hit[0])
                for hit in pattern.finditer(sentence.text)
            )
        every.sort(key=lambda item: (item.start - item.end, item.start))
        kept: list[_Named] = []
        for item in every:
            if all(item.end <= other.start or other.end <= item.start for other in kept):
                kept.append(item)
        return sorted(kept, key=lambda item: item.start)

    def _said(
        self,
        sentence: Sentence,
        named: Sequence[_Named],
        connectors: Connectors,
        article_id: ArticleId,
    ) -> Iterator[ChainEvidence]:
        best: dict[tuple[str, str], ChainEvidence] = {}
        text = sentence.text
        for found in _connected(text, named, connectors):
            denied = found.connector.disputes or _is_denied(text, found, connectors)
            stance = ChainStance.DISPUTED if denied else ChainStance.ASSERTED
            for cause, effect in self._pairs(found):
                link = (cause.sector, effect.sector)
                if link in best and not (denied and best[link].stance is ChainStance.ASSERTED):
                    continue
                best[link] = ChainEvidence(
                    cause=cause.sector,
                    effect=effect.sector,
                    stance=stance,
                    article_id=article_id,
                    sentence=text,
                    cause_text=cause.text,
                    effect_text=effect.text,
                    cue=found.words[0].strip(),
                    hedged=bool(connectors.hedge.search(_clause(text, found, connectors))),
                    start=sentence.start,
                    end=sentence.end,
                )
        yield from best.values()

    def _pairs(self, found: _Found) -> Iterator[tuple[_Named, _Named]]:
        for cause in found.causes:
            for effect in found.effects:
                if (cause.sector, effect.sector) in self._links:
                    yield cause, effect
                elif found.connector.disputes and (effect.sector, cause.sector) in self._links:
                    # That two things have nothing to do with each other is said either way round.
                    yield effect, cause


def _connected(text: str, named: Sequence[_Named], connectors: Connectors) -> Iterator[_Found]:
    for connector in connectors.all:
        for words in connector.words.finditer(text):
            around = _Around(text, named, connectors, words)
            for causes, effects in _sides(connector, around):
                if causes and effects:
                    yield _Found(causes, effects, connector, words)


def _sides(
    connector: Connector, around: _Around
) -> Iterator[tuple[tuple[_Named, ...], tuple[_Named, ...]]]:
    """Yield causes and effects as their order in the sentence has it."""
    before, after = around.before(), around.after()
    if connector.opening is not None:
        before = around.opened(before, connector.opening)
    match connector.order:
        case Order.CAUSE_WORD_EFFECT:
            yield before, after
        case Order.EFFECT_WORD_CAUSE:
            yield after, before
        case Order.WORD_CAUSE:
            yield after, before
            yield after, around.behind(after)
            yield around.parted(after)
        case Order.CAUSE_WORD:
            yield before, around.ahead(before)
            yield before, after
        case Order.CAUSE_EFFECT_WORD:
            yield around.ahead(before), before
        case Order.EFFECT_CAUSE_WORD:
            yield before, around.ahead(before)


@dataclass(frozen=True, slots=True)
class _Around:
    """What a sentence names around words that connect."""

    text: str
    named: Sequence[_Named]
    connectors: Connectors
    words: re.Match[str]

    def before(self) -> tuple[_Named, ...]:
        """Return what is named next before the words, with the list that it ends."""
        return self._ending(self.words.start(), self.connectors.near)

    def after(self) -> tuple[_Named, ...]:
        """Return what is named next behind the words, with the list that it begins."""
        return self._beginning(self.words.end(), self.connectors.near)

    def ahead(self, group: Sequence[_Named]) -> tuple[_Named, ...]:
        """Return what is named next before a group."""
        return self._ending(group[0].start, self.connectors.far) if group else ()

    def behind(self, group: Sequence[_Named]) -> tuple[_Named, ...]:
        """Return what is named next behind a group."""
        return self._beginning(group[-1].end, self.connectors.far) if group else ()

    def opened(self, group: Sequence[_Named], opening: re.Pattern[str]) -> tuple[_Named, ...]:
        """Return that end of a group which begins right behind the opening words.

        A word that joins two names may also be one that opens the second.
        """
        for at, item in enumerate(group):
            hits = opening.finditer(self.text, max(0, item.start - 3), item.start)
            if any(hit.end() == item.start for hit in hits):
                return tuple(group[at:])
        return ()

    def parted(self, group: Sequence[_Named]) -> tuple[tuple[_Named, ...], tuple[_Named, ...]]:
        """Return the first of a group and the others where nothing but a comma parts them."""
        if len(group) > 1 and _COMMA.fullmatch(self.text[group[0].end : group[1].start]):
            return tuple(group[:1]), tuple(group[1:])
        return (), ()

    def _ending(self, at: int, reach: int) -> tuple[_Named, ...]:
        left = [item for item in self.named if item.end <= at]
        if not left or not self._joined(left[-1].end, at, reach):
            return ()
        return tuple(reversed(_listed(self.text, left[::-1])))

    def _beginning(self, at: int, reach: int) -> tuple[_Named, ...]:
        right = [item for item in self.named if item.start >= at]
        if not right or not self._joined(at, right[0].start, reach):
            return ()
        return tuple(_listed(self.text, right))

    def _joined(self, start: int, end: int, reach: int) -> bool:
        between = self.text[start:end]
        return len(between) <= reach and not self.connectors.gap.search(between)


def _listed(text: str, ordered: Sequence[_Named]) -> list[_Named]:
    """Return the first of some names and those that stand with it in one list."""

    def stands_beside(pair: tuple[_Named, _Named]) -> bool:
        left, right = sorted(pair, key=lambda item: item.start)
        return _LIST.fullmatch(text[left.end : right.start]) is not None

    return [ordered[0], *(item for _, item in takewhile(stands_beside, pairwise(ordered)))]


def _is_denied(text: str, found: _Found, connectors: Connectors) -> bool:
    words = found.words
    left = [item.end for item in (*found.causes, *found.effects) if item.end <= words.start()]
    before = text[max(left, default=max(0, words.start() - connectors.near)) : words.start()]
    if connectors.denied_before.search(before):
        return True
    after = connectors.denied_after
    if after is not None and after.search(text[words.end() :]):
        return True
    return bool(connectors.denied_ahead.search(text[: found.start]))


def _clause(text: str, found: _Found, connectors: Connectors) -> str:
    """Return what surrounds the three, as far as the next break on either side."""
    start = max((hit.end() for hit in connectors.gap.finditer(text, 0, found.start)), default=0)
    following = connectors.gap.search(text, found.end)
    return text[start : following.start() if following else len(text)]


def _patterns(chains: Iterable[Chain]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield each sector with the words that stand for it, in all languages together."""
    words: dict[str, dict[str, None]] = {}
    for chain in chains:
        for sector, by_lang in chain.words.items():
            for written in by_lang.values():
                words.setdefault(sector, {}).update(dict.fromkeys(written))
    for sector, known in words.items():
        longest = sorted((word for word in known if word.strip("* ")), key=len, reverse=True)
        if longest:
            choices = "|".join(_choice(word) for word in longest)
            yield sector, re.compile(choices, re.IGNORECASE)


def _choice(word: str) -> str:
    """Return the pattern of one word: whole where its script has words, going on where it says."""
    bare = word.strip()[:_LONGEST_NAME]
    body = r"[\s\-]+".join(
        re.escape(part).replace(r"\*", r"\w*") for part in re.split(r"[\s\-]+", bare)
    )
    if not bare.isascii():
        return body
    plural = "" if bare.endswith("*") else "s?"
    return rf"(?<![A-Za-z0-9]){body}{plural}(?![A-Za-z0-9])"
