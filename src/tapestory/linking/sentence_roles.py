"""One sentence and its mentions → what it says each of them does: acts, moves, speaks, deals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Flag, auto

from tapestory.late_regex import late_regex
from tapestory.model import Mention, Sentence

_MOVED = r"""\b(?:fell|fall(?:s|ing)?|drop(?:s|ped|ping)?|slump\w*|tumbl\w+|plung\w+|plummet\w+|
    sank|sink(?:s|ing)?|slid(?:es|ing)?|slide|crash\w*|crater\w*|los(?:t|es|ing)|shed|slip\w*|
    dip(?:s|ped)|rose|rises?|rising|gain(?:s|ed|ing)?|jump\w*|climb\w*|surg\w+|soar\w*|
    rall(?:y|ied|ies)|rebound\w*|spik(?:es?|ed|ing)|pops?|popped|leap(?:s|t|ed)|sell-?off|
    sold\s+off|rout|higher|lower|(?:is|was|were|are)\s+(?:up|down)|
    (?:up|down)\s+(?:by|as|about|over|more|nearly|almost|\d))\b
    |[+−-]\s?\d+(?:[.,]\d+)?\s?%
    |[跌涨漲挫]|承压|承壓|重挫|급락|급등|하락|상승|폭락|下落|上昇|急落|急騰|反落|続落|売られ
    |\b(?:fällt|fallen|steigt|steigen|sinkt|bricht\s+ein|legt\s+zu|gab(?:en)?\s+nach|stürz\w+|
    chut\w+|recul\w+|grimp\w+|bondi\w*|cae\w?|cayó|sub(?:e|en|ió)|sobe|subiu|caiu|crolla\w*|
    scend\w+|daalt|stijgt|упал\w*|вырос\w*|падает|растет)\b"""
_HIT = r"""\b(?:benefit\w*|winners?|losers?|hit|hurt\w*|pressur\w+|under\s+pressure|threat\w*|
    squeez\w*|rattl\w+|weigh(?:s|ed|ing)?\s+on|down|suffer\w*|boost(?:s|ed)?|undercut\w*|spook\w*|
    lift(?:s|ed)?|drag(?:s|ged)?|blow\s+to|boon\s+(?:to|for)|good\s+(?:news\s+)?for|bad\s+(?:news\s+)?for)\b
    |受益|利好|利空|冲击|衝擊|수혜|타격|압박|打撃|恩恵"""
_MOVE = late_regex(_MOVED, re.VERBOSE | re.IGNORECASE)
_AFFECTED = late_regex(f"{_MOVED}|{_HIT}", re.VERBOSE | re.IGNORECASE)
_VOICE = late_regex(
    r"^(?:['’]s)?\s*(?:\([^)]{0,40}\)\s*)?(?:,?\s*(?:said|says|wrote|reported|reports|noted|argues|told)\b"
    r"|[:：]|估|认为|認為|表示|指出|称|稱|는\s|은\s.{0,20}(?:말했|분석|전망))",
    re.IGNORECASE,
)
_CITED = late_regex(
    r"(?:\b(?:according\s+to|citing|per|told|says|said|data\s+from|note\s+from)\s+(?:the\s+)?|据|據)$",
    re.IGNORECASE,
)
_RATING = late_regex(
    r"^(?:['’]s)?\s*(?:(?:[a-z]+\s+){0,2}(?:analysts?|strategists?|economists?|desk|research|note)\b"
    r"|,?\s*(?:estimates?|estimated|expects\s+the|rates|upgrade[sd]?|downgrade[sd]?|initiate[sd]?)\b)",
    re.IGNORECASE,
)
_RATER = late_regex(
    r"\b(?:(?:estimates?|note|report)\s+(?:from|by)|(?:analysts?|strategists?|economists?)\s+(?:at|from|of))"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PARTY = late_regex(
    r"""\b(?:deals?|agreements?|contracts?|pacts?|partnerships?|partners?|leases?|commitments?|orders?|
    ventures?|alliances?|tie-?ups?|mergers?|takeover|stakes?|customers?|clients?|tenants?|suppliers?|
    compet(?:e|es|ing|ition)|rivals?|rivalling|rivaling|against|acquir(?:e|es|ed|ing)|
    buy(?:s|ing)?|bought|invest(?:s|ed|ing|ment)?)\b[^.;:]{0,40}$
    |(?:与|與|和|向|同)$""",
    re.VERBOSE | re.IGNORECASE,
)
_WITH = late_regex(r"\b(?:to|from|with|between)\s+(?:the\s+)?$", re.IGNORECASE)
_LIST_GAP = late_regex(
    r"(?:['’]s)?\s*(?:,\s*and|,\s*or|,|and|or|&|/|、|和|与|與|及|，|·|와|과|や|と)\s*(?:the\s+)?"
)
_CLAUSE = late_regex(
    r"[,;:.!?—–，。；：]|\s(?:as|after|amid|while|but|because|following|despite)\s"
)
_AFTER = 60
_BEFORE = 40


class Part(Flag):
    """What a sentence says of one that it names. Parts combine; none is only naming."""

    NAMED = 0
    SPEAKS = auto()
    """It says something, or is cited."""
    RATES = auto()
    """It is heard as one that judges others: its analysts, its estimate."""
    MOVES = auto()
    """Its price is said to move."""
    AFFECTED = auto()
    """It is said to move, to lose or to gain."""
    PARTY = auto()
    """It is the other side of a deal, or a rival."""
    PRODUCT = auto()
    """Only its product or a person of it is named."""


def parts(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Part]]:
    """Yield the mentions of a sentence with what it says of each, in text order.

    Names in a list ("CoreWeave and Nebius fell") share what is said of the last.
    """
    for group in _lists(sentence, mentions):
        said = _said_of(sentence, group[-1], after_others=group[0] is not mentions[0])
        for mention in group:
            yield mention, said | _own_part(sentence, mention)


def _lists(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    group: list[Mention] = []
    for mention in mentions:
        if group:
            gap = sentence.text[group[-1].end - sentence.start : mention.start - sentence.start]
            if not _LIST_GAP.fullmatch(gap):
                yield group
                group = []
        group.append(mention)
    if group:
        yield group


def _said_of(sentence: Sentence, last: Mention, *, after_others: bool) -> Part:
    before = sentence.text[: last.start - sentence.start]
    after = sentence.text[last.end - sentence.start :][:_AFTER]
    said = Part.NAMED
    clause = _CLAUSE.split(after.lstrip(" ,"), maxsplit=1)[0]
    if _MOVE.search(clause):
        said |= Part.MOVES
    close = before[-_BEFORE:]
    if _AFFECTED.search(after) or (after_others and len(before) > 10 and _AFFECTED.search(close)):
        said |= Part.AFFECTED
    beside = _PARTY.search(before[-_AFTER:])
    if beside or (after_others and _WITH.search(close)):
        said |= Part.PARTY
    return said


def _own_part(sentence: Sentence, mention: Mention) -> Part:
    before = sentence.text[: mention.start - sentence.start]
    after = sentence.text[mention.end - sentence.start :]
    own = Part.NAMED
    if _VOICE.match(after) or _CITED.search(before):
        own |= Part.SPEAKS
    if _RATING.match(after) or _RATER.search(before):
        own |= Part.RATES
    if mention.names_a_product:
        own |= Part.PRODUCT
    return own
