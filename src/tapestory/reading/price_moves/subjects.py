"""Mentions of one sentence → the lists of names that a number may be about, in text order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tapestory.model import Mention, Sentence
from tapestory.reading.price_moves.movewords import DIRECTION, SHARE_WORD

_PRODUCT_CUE = "product or person"
_DERIVATIVE = re.compile(
    r"\s+(?:e-?minis?\s+)?(?:futures|options|calls|puts|bonds|notes)\b|(?:指数)?期货|(?:指數)?期貨|"
    r"\s?선물|(?:指数)?先物"
)
"""Behind a name these make it another instrument."""
_CLUTTER = re.compile(
    r"<[^>]*>|[(（][^()（）]{0,40}[)）]|\b(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|Plc|PLC|AG|SA|NV|"
    r"SE|Group|Holdings?|Cos|Electronics|Platforms|International|Technolog(?:y|ies))\b\.?|['’]s?\b|&\s+Co\b|\[\w+\]"
)
_CONNECTOR = re.compile(
    r"^\s*(?:,\s*(?:and|or|as\s+well\s+as|along\s+with|plus)\b|,|&|/|(?:and|or|as\s+well\s+as|along\s+with|plus|und|y|e|et)\b|"
    r"、|和|与|與|及|以及|跟|·|・|，|및|와|과|と|や|、\s*及び|并|並)\s*",
    re.IGNORECASE,
)
_CATEGORY = re.compile(
    r"^\s*(?:stocks?|shares|names|peers|companies|firms|giants|makers?|producers|group|heavyweights)?\s*,?\s*"
    r"(?:such\s+as|like|including|led\s+by|包括|如|等)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_APPOSITION = re.compile(
    r"^[\s'’s]*(?:-?(?:maker|makers|giant|firm|firms|company|companies|supplier|group|leader|specialist|"
    r"specialists|stock|stocks|peer|peers|rival|rivals|name|names|provider|providers|bellwether|heavyweights?|owner|"
    r"parent|chipmaker|major|outfit|대장주|巨头|巨頭|龙头|龍頭|大手)\s*)*[:：]?\s*$",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"(?:[a-z-]+\s+){0,2}(?:[A-Z0-9][\w&.'’-]*\s*){1,4}$")
_MODIFIER = re.compile(
    r"^(?:the\s+|its\s+|rivals?\s+|peers?\s+|shares?\s+(?:of|in)\s+|[a-z-]+\s+){0,3}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Names that stand together as a list, or one name."""

    members: tuple[str | None, ...]
    """Instrument symbol or "SECTOR:id" each; None for a name of the list that we do not know."""
    start: int
    """Within the sentence."""
    end: int

    @property
    def known(self) -> tuple[str, ...]:
        """The members that we know."""
        return tuple(member for member in self.members if member is not None)


@dataclass(slots=True)
class _Growing:
    members: list[str | None]
    start: int
    end: int
    only_sectors: bool


def subjects_of(sentence: Sentence, mentions: Sequence[Mention]) -> tuple[Subject, ...]:
    """Return the possible subjects of a sentence, lists merged, in text order.

    Products and persons are left out: their price is not the company's.
    """
    groups: list[_Growing] = []
    for mention in sorted(mentions, key=lambda m: m.start):
        if not sentence.start <= mention.start < sentence.end:
            continue
        if mention.cue.startswith(_PRODUCT_CUE):
            continue
        if _DERIVATIVE.match(sentence.text, mention.end - sentence.start):
            continue
        _place(groups, sentence, mention)
    return tuple(Subject(members=tuple(g.members), start=g.start, end=g.end) for g in groups)


def _place(groups: list[_Growing], sentence: Sentence, mention: Mention) -> None:
    start, end = mention.start - sentence.start, mention.end - sentence.start
    member = mention.symbol or f"SECTOR:{mention.sector}"
    is_sector = mention.symbol is None
    fresh = _Growing([member], start, end, is_sector)
    if not groups:
        groups.append(fresh)
        return
    last = groups[-1]
    gap = sentence.text[last.end : start]
    if member in last.members and len(gap) < 24 and not _CONNECTOR.match(gap):
        last.end = end
        return
    if _CATEGORY.match(gap) or (last.only_sectors and not is_sector and _APPOSITION.match(gap)):
        groups[-1] = fresh
        return
    between = _list_gap(gap)
    if between is None:
        groups.append(fresh)
        return
    last.members += [*([None] * between), member]
    last.end = end
    last.only_sectors = last.only_sectors and is_sector


def _list_gap(gap: str) -> int | None:
    """Return how many unknown names of a list a gap holds, or None when it joins no list."""
    if len(gap) > 90 or re.search(r"\d\s?%", gap) or DIRECTION.search(SHARE_WORD.sub("", gap)):
        return None
    rest = _CLUTTER.sub(" ", SHARE_WORD.sub(" ", gap)).strip(" ")
    if not _CONNECTOR.match(rest):
        return None
    unknown = 0
    while found := _CONNECTOR.match(rest):
        rest = rest[found.end() :]
        following = re.search(r",|\band\b|、|\bor\b", rest)
        piece = rest[: following.start()] if following else rest
        if _MODIFIER.match(piece + " ") or not piece.strip():
            rest = rest[len(piece) :]
        elif following and _UNKNOWN.match(piece.strip()):
            unknown += 1
            rest = rest[len(piece) :]
        else:
            return None
        if not following:
            return unknown
    return unknown
