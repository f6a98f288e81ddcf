"""A name → how much it takes to believe that its company is meant."""

from __future__ import annotations

from enum import Enum

from tapestory.late_regex import late_regex
from tapestory.linking.casing import SMALL_WORDS
from tapestory.linking.commonness import Commonness, commonness, everyday, seldom
from tapestory.linking.dictionary import Name, fold
from tapestory.linking.vocabulary.proper import EVERYBODYS
from tapestory.linking.vocabulary.trade import (
    ACRONYMS,
    COMMODITIES,
    CORPORATE_NOUNS,
    INDUSTRIES,
    INSTITUTIONS,
    LEGAL_FORMS,
    MARKET_WORDS,
)

_TOKEN = late_regex(r"[^\W_]+(?:['’][^\W_]+)?")
_SHORT = 3
"""Up to so many capitals a name is an abbreviation that others share."""


_GROUP_WORDS_TEXT = """
    stocks shares equities bonds futures sector sectors space pack index indices banks insurers
    companies firms cos goods metals bourses exporters lenders
"""
_GROUP_WORDS = frozenset(_GROUP_WORDS_TEXT.split())
"""The last words of what groups that have a price are called ("European shares")."""


class Standing(Enum):
    """What a name is beside the words of running text."""

    # An enumeration hashes its members' names, in Python: these are looked up by the hundred.
    __hash__ = object.__hash__

    SURE = "a name of its own"
    TRADED = "a commodity, currency or industry that is listed as such"
    REGISTERED = "common words with a legal form"
    PHRASE = "a phrase of common words"
    FIRM_PHRASE = "a phrase of common words, one of which says what the firm does"
    ACRONYM = "a few capitals"
    CODE = "a few capitals that are the ticker"
    KNOWN = "a name that is met often"
    SELDOM = "a word that is seldom met"
    WORD = "a word"
    EVERYDAY = "a word that is in every text"
    EVERYBODYS = "a place, person or day"
    TRADE = "a word of every market report"


def standing(name: Name, lang: str) -> Standing:
    """Return how a name stands in texts of a language.

    Names of rows that somebody has gone through by hand (see `Name.curated`) are sure.
    """
    folded = fold(name.text)
    tokens = _TOKEN.findall(folded)
    if name.curated or not tokens or ("&" in folded and " " not in folded):
        return Standing.SURE
    if len(tokens) == 1:
        return _single(name, folded, lang)
    return _phrase(name, tokens, lang) if name.text.isascii() else Standing.SURE


def _phrase(name: Name, tokens: list[str], lang: str) -> Standing:
    last = tokens[-1]
    group = name.own and (last in _GROUP_WORDS or fold(name.text) in COMMODITIES)
    if group or any(_distinct(token, lang) for token in tokens):
        return Standing.SURE
    if last in MARKET_WORDS - CORPORATE_NOUNS and len(tokens) == 2:
        return Standing.TRADE
    small = any(word.islower() and len(word) >= _SHORT for word in name.text.split()[1:])
    if small:
        return Standing.SURE if name.own else Standing.PHRASE
    if last in LEGAL_FORMS:
        return Standing.REGISTERED
    firm = name.own or any(token in CORPORATE_NOUNS for token in tokens[1:])
    return Standing.FIRM_PHRASE if firm else Standing.PHRASE


def _distinct(token: str, lang: str) -> bool:
    return (
        token not in EVERYBODYS
        and token not in LEGAL_FORMS
        and len(token) > 1
        and not token.isdigit()
        and commonness(token, lang) is not Commonness.WORD
    )


def _single(name: Name, folded: str, lang: str) -> Standing:
    return _of_the_trade(name, folded) or _written(name, folded) or _in_use(folded, lang)


def _of_the_trade(name: Name, folded: str) -> Standing | None:
    if name.own and (folded in COMMODITIES or folded in INDUSTRIES):
        return Standing.TRADED
    if folded in MARKET_WORDS or folded in SMALL_WORDS or folded in LEGAL_FORMS:
        return Standing.TRADE
    return None


def _written(name: Name, folded: str) -> Standing | None:
    """Return what the capitals of a name say, where they say anything."""
    text = name.text
    capitals = text.isascii() and text.isupper()
    if text.isascii() and not capitals and not text[1:].islower():
        return Standing.SURE
    if folded in EVERYBODYS and not (capitals and name.own and len(folded) == _SHORT):
        return Standing.EVERYBODYS
    return _capitals(name) if capitals else None


def _in_use(folded: str, lang: str) -> Standing:
    known = commonness(folded, lang)
    if known is Commonness.RARE:
        return Standing.SURE
    if everyday(folded, lang):
        return Standing.EVERYDAY if known is Commonness.WORD else Standing.WORD
    if known is Commonness.NAME:
        return Standing.KNOWN
    return Standing.SELDOM if seldom(folded, lang) else Standing.WORD


def _capitals(name: Name) -> Standing | None:
    """Return how a name of capitals stands; None where it is like others."""
    if name.text in INSTITUTIONS:
        known = Standing.ACRONYM if len(name.text) <= _SHORT else Standing.SURE
        return known if name.own else Standing.TRADE
    if name.text in ACRONYMS:
        return Standing.TRADE
    if len(name.text) <= _SHORT or commonness(fold(name.text)) is not Commonness.RARE:
        return Standing.CODE if name.code and not name.own else Standing.ACRONYM
    return None
