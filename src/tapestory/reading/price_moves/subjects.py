"""Mentions of one sentence → the lists of names that a number may be about, in text order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tapestory.late_regex import late_regex
from tapestory.model import Mention, Sentence
from tapestory.model.symbols import is_index, is_private
from tapestory.reading.price_moves.movewords import Vocabulary
from tapestory.reading.price_moves.things import BESIDE_A_NAME

_SAME_NAME = 24
"""Characters within which a name said again ("Micron (MU)") is no new subject."""
_OTHER_INSTRUMENT = late_regex(
    rf"""(?:['’]s?(?:\s+[\w-]+){{0,2}})?(?:\s+\d{{2,4}})?\s+(?:{BESIDE_A_NAME})\b|-(?:backed|
    linked|tracking|supplier|led\s+(?:group|funds?))\b|
    (?:指数|指數)?期[货貨]|(?:指数)?先物|\s?선물""",
    re.VERBOSE | re.IGNORECASE,
)
"""Behind a name these make it somebody or something else."""
_DERIVED = late_regex(
    r"\b(?:futures|options|contracts|certificates|warrants)\s+(?:on|for|in|tied\s+to|linked\s+to)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
"""And so do these before it."""
_PART_OF_AN_INDEX = late_regex(
    r"\s+(?!composite|stock|share|benchmark|average|index|all-share|equal|total|"
    r"blue)(?:[a-z]+\s+){1,3}"
    r"(?:sub-?index|index|sector|subsector)\b"
)
"""Behind an index these make it one of its sectors: "the S&P 500 energy index"."""
_CLUTTER = late_regex(
    r"<[^>]{0,20}>|[(（][^()（）]{0,40}[)）]|\b(?:Inc|Corp|Corporation|Co|Company|Ltd|"
    r"Limited|Plc|PLC|AG|SA|NV|"
    r"SE|Group|Holdings?|Cos|Electronics|Platforms|International|Technolog(?:y|"
    r"ies))\b\.?|['’]s?\b|&\s+Co\b|\[\w+\]"
)
_CONNECTOR = late_regex(
    r"^\s*(?:,\s*(?:and|or|as\s+well\s+as|along\s+with|plus|und|y|e|et|en|и)\b|,|&|/|"
    r"(?:and|or|as\s+well\s+as|along\s+with|plus|und|sowie|y|e|et|ainsi\s+que|en|и|а\s+также)\b|"
    r"、|和|与|與|及|以及|跟|·|・|，|및|와|과|と|や|、\s*及び|并|並)\s*",
    re.IGNORECASE,
)
_BARE_COMMA = late_regex(r"(?:<[^>]{0,20}>|\([^)]{0,40}\)|['’]s|\s)*,(?!\s*(?:and|or)\b)")
_PREPOSED = late_regex(
    r"(?:^|[;:—])\s*(?:[A-Za-z]+\s+){0,2}\b(?:on|after|before|following|from|like|"
    r"unlike|despite|amid|besides|thanks\s+to|"
    r"because\s+of|due\s+to|ahead\s+of|alongside|according\s+to|nach|après|tras|após|"
    r"dopo|na|после)\s[^,;]*$",
    re.IGNORECASE,
)
"""Before a name: "On news from X, Y fell" is no list of X and Y."""
_CATEGORY = late_regex(
    r"^\s*(?:stocks?|shares|names|peers|companies|firms|giants|makers?|producers|"
    r"group|heavyweights)?\s*,?\s*"
    r"(?:such\s+as|like|including|led\s+by|wie|como|comme|come|zoals|包括|如|等)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_APPOSITION = late_regex(
    r"^[\s'’s]*(?:-?(?:maker|makers|giant|firm|firms|company|companies|supplier|group|"
    r"leader|specialist|"
    r"specialists|stock|stocks|peer|peers|rival|rivals|name|names|provider|providers|"
    r"bellwether|heavyweights?|owner|"
    r"parent|chipmaker|major|outfit|대장주|巨头|巨頭|龙头|龍頭|大手)\s*)*[:：]?\s*$",
    re.IGNORECASE,
)
_UNKNOWN = late_regex(r"(?:[a-z-]+\s+){0,2}(?:[A-Z0-9][\w&.'’-]*\s*){1,4}$")
_MODIFIER = late_regex(
    r"^(?:the\s+|its\s+|rivals?\s+|peers?\s+|shares?\s+(?:of|in)\s+|"
    r"(?!which|who|whose|that|where|when|as|after|before|because|while|but|if|with|on|"
    r"by|from|for|at)"
    r"[a-z-]+\s+){0,3}$"
)
_UNKNOWN_CJK = late_regex(r"[\u4e00-\u9fff\uac00-\ud7a3\u30a1-\u30fa\u30fcA-Za-z]{2,8}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Names that stand together as a list, one name, words for "the stock", or a stranger."""

    members: tuple[str | None, ...]
    """Instrument symbol or "SECTOR:id" each; None for a name that we do not know."""
    start: int
    """Within the sentence."""
    end: int
    cue: str = ""
    """Why words that are no name mean somebody; empty for names."""

    @property
    def known(self) -> tuple[str, ...]:
        """The members that we know."""
        return tuple(member for member in self.members if member is not None)

    @property
    def is_of_indices(self) -> bool:
        """Whether nothing but indices is meant."""
        return all(member is not None and is_index(member) for member in self.members)


@dataclass(slots=True)
class _Growing:
    members: list[str | None]
    start: int
    end: int
    only_sectors: bool


def named_subjects(
    sentence: Sentence, mentions: Sequence[Mention], words: Vocabulary
) -> tuple[Subject, ...]:
    """Return the names of a sentence that can be subjects, lists merged, in text order.

    Products, persons, futures, suppliers "of" a name and the like become strangers: their price
    is not the company's.
    """
    groups: list[_Growing] = []
    for mention in sorted(mentions, key=lambda m: m.start):
        if not sentence.start <= mention.start < sentence.end:
            continue
        if mention.names_a_product:
            continue
        _place(groups, sentence, mention, words)
    return tuple(Subject(members=tuple(g.members), start=g.start, end=g.end) for g in groups)


def _place(groups: list[_Growing], sentence: Sentence, mention: Mention, words: Vocabulary) -> None:
    start, end = mention.start - sentence.start, mention.end - sentence.start
    member = _member(sentence.text, mention, start, end)
    is_sector = mention.sector is not None
    fresh = _Growing([member], start, end, is_sector)
    if not groups:
        groups.append(fresh)
        return
    last = groups[-1]
    gap = sentence.text[last.end : start]
    repeats = member in last.members and not re.search(r"\d", gap)
    if repeats and len(gap) < _SAME_NAME and not _CONNECTOR.match(gap):
        last.end = end
        return
    if _CATEGORY.match(gap) or (last.only_sectors and not is_sector and _APPOSITION.match(gap)):
        groups[-1] = fresh
        return
    between = _list_gap(gap, words)
    if _BARE_COMMA.match(gap) and _PREPOSED.search(sentence.text[: last.start]):
        between = None
    if between is None:
        groups.append(fresh)
        return
    last.members += [*([None] * between), member]
    last.end = end
    last.only_sectors = last.only_sectors and is_sector


def _member(text: str, mention: Mention, start: int, end: int) -> str | None:
    if _OTHER_INSTRUMENT.match(text, end) or _DERIVED.search(text, max(0, start - 40), start):
        return None
    symbol = mention.subject
    if is_private(symbol):
        return None
    return None if is_index(symbol) and _PART_OF_AN_INDEX.match(text, end) else symbol


def _list_gap(gap: str, words: Vocabulary) -> int | None:
    """Return how many unknown names of a list a gap holds, or None when it joins no list."""
    if len(gap) > 90 or re.search(r"\d\s?%", gap):
        return None
    plain = words.shares.sub(" ", gap)
    if words.direction.search(plain):
        return None
    rest = _CLUTTER.sub(" ", plain).strip(" ")
    if not _CONNECTOR.match(rest):
        return None
    unknown = 0
    while found := _CONNECTOR.match(rest):
        rest = rest[found.end() :]
        following = re.search(r",|\band\b|、|\bor\b|[和与與及]|，", rest)
        piece = rest[: following.start()] if following else rest
        if _MODIFIER.match(piece + " ") or not piece.strip():
            rest = rest[len(piece) :]
        elif following and _is_unknown_name(piece.strip()):
            unknown += 1
            rest = rest[len(piece) :]
        else:
            return None
        if not following:
            return unknown
    return unknown


def _is_unknown_name(piece: str) -> bool:
    return bool(_UNKNOWN.match(piece) or _UNKNOWN_CJK.fullmatch(piece))
