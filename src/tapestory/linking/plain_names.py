"""A name that a plain list gives, and its surroundings → why it is believed, or nothing.

A list of an exchange holds every word there is: Target, Gap, Progressive, All, Now. How common the
name is (`standing`) decides how much has to speak for it.
"""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.linking.casing import Style
from tapestory.linking.standing import Standing
from tapestory.linking.surroundings import Surroundings
from tapestory.linking.vocabulary.cues import (
    BUSINESS_AFTER,
    COMPANY_AFTER,
    COMPANY_BEFORE,
    FIRM_AFTER,
    FIRM_BEFORE,
    NOUN_PHRASE_ENDS,
    PRICE_AFTER,
)
from tapestory.linking.vocabulary.proper import GIVEN_NAMES, PLACES
from tapestory.linking.vocabulary.trade import (
    AMBIGUOUS_COMMODITIES,
    COMMODITIES,
    LEGAL_FORMS,
    PRICED,
)

_CUE_BEFORE = 32
"""Characters in front of a name in which words that announce it stand."""
_ABBREVIATION = 5
"""Up to so many capitals a well-known name in capitals is another's abbreviation."""
_NO_CAPITALS = frozenset({"de"})
"""Languages in which every noun has a capital."""
_FORMS = sorted(LEGAL_FORMS - {"co", "cos", "company", "group"})
_LEGAL_AFTER = late_regex(
    r"^,?\s+(?:"
    + "|".join(f"{form.capitalize()}|{form.upper()}" for form in _FORMS)
    + r"|SpA)\b\.?"
)
_ARTICLE = late_regex(
    r"\b(?:[Tt]he|[Aa]n?|[Tt]h(?:is|at|ese|ose)|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y)\s$"
)
_LONGER = late_regex(r"[A-Za-z]{4,}")
_VERB_AFTER = late_regex(r"^\s+[a-z]{3,}(?<![us])s\s")
"""What ends like a verb: headlines say "gold bounces", and seldom "gold bracelets"."""
_COMMODITY_NEAR = late_regex(
    r"\b(?:" + "|".join(sorted(COMMODITIES - AMBIGUOUS_COMMODITIES)) + r"|currenc(?:y|ies)|fx|"
    r"ounces?|tonnes?|barrels?|metals?)\b",
    re.IGNORECASE,
)


_CAPITAL_BEFORE = late_regex(r"(?<![\w.])[A-Z][\w'-]*\s$")
_NEEDS_FORM = frozenset([Standing.TRADE, Standing.EVERYBODYS])
BARE_NAMES = frozenset([Standing.KNOWN, Standing.SELDOM, Standing.WORD, Standing.EVERYDAY])
"""Names of one word that are more than names."""
_LISTED = BARE_NAMES | {Standing.PHRASE, Standing.FIRM_PHRASE}


def plain_cue(kind: Standing, around: Surroundings, *, lang: str, company: bool) -> str:
    """Return why a name of a plain list is believed where it stands, or "".

    Args:
        kind: How common the name is; one that is sure is not asked about.
        around: Where it stands, and not in a compound.
        lang: Primary tag of the text.
        company: The same company is named, or written as a ticker, elsewhere in the text.
    """
    if kind is Standing.TRADED:
        return _traded(around)
    if not around.form.isascii():
        return _unspaced(around)
    if around.form.islower():
        return ""
    if kind in _NEEDS_FORM or _abbreviates(kind, around):
        return _legal_form(around)
    return _common_cue(kind, around, lang=lang, company=company)


def _common_cue(kind: Standing, around: Surroundings, *, lang: str, company: bool) -> str:
    if company and not around.place.inside_name:
        return "company named elsewhere"
    firm = _firm_beside(around)
    if firm:
        return firm
    if kind in {Standing.ACRONYM, Standing.CODE}:
        return _acronym(kind, around)
    if kind is Standing.REGISTERED:
        return "registered name"
    if kind in {Standing.FIRM_PHRASE, Standing.PHRASE}:
        return _phrase(kind, around, lang)
    return _word(kind, around, lang)


def hopeless(kind: Standing, text: str, start: int, end: int) -> bool:
    """Tell whether nothing around could make the name believed: it need not be looked at.

    What is said here quickly of the many is what `plain_cue` says slowly; a ticker behind the name
    is another matter.
    """
    if kind is Standing.SURE or kind is Standing.TRADED:
        return False
    if kind is Standing.TRADE or kind is Standing.EVERYBODYS:
        return not _LEGAL_AFTER.match(text[end : end + 30])
    form = text[start:end]
    if not form.isascii():
        return False
    return form.islower() or not all(word[0].isupper() for word in _LONGER.findall(form))


def _firm_beside(around: Surroundings) -> str:
    before = around.before[-_CUE_BEFORE:]
    if not (FIRM_AFTER.match(around.after) or FIRM_BEFORE.search(before)):
        return ""
    # Where all words have capitals, so has the word before; else it belongs to the name.
    return "" if around.inside_sentence_name else "company cue"


def _abbreviates(kind: Standing, around: Surroundings) -> bool:
    """Tell whether the capitals of what is listed as a word stand for something else."""
    if kind not in BARE_NAMES or not around.form.isupper():
        return False
    short = kind is not Standing.KNOWN or len(around.form) <= _ABBREVIATION
    return short and around.place.style is not Style.CAPITALS


def _legal_form(around: Surroundings) -> str:
    """A place, a surname or a word of the trade is a company only with a legal form behind it."""
    left = _CAPITAL_BEFORE.search(around.before)
    if not _LEGAL_AFTER.match(around.after):
        return ""
    return "" if left and around.place.style is Style.SENTENCE else "legal form"


def _traded(around: Surroundings) -> str:
    """What is traded is meant where its word stands for itself, not in a compound."""
    folded = around.form.lower()
    ambiguous = folded in AMBIGUOUS_COMMODITIES and not _COMMODITY_NEAR.search(around.beside)
    if ambiguous or (around.capital_form and around.inside_sentence_name):
        return ""
    if folded == "it" and around.form != "IT":
        return ""
    priced = folded in PRICED and around.business_in_sentence
    alone = NOUN_PHRASE_ENDS.match(around.after) or _VERB_AFTER.match(around.after)
    return "traded under its own name" if priced or alone else ""


def _acronym(kind: Standing, around: Surroundings) -> str:
    if not around.form.isupper() or around.shouting or around.place.style is Style.CAPITALS:
        return ""
    if around.inside_sentence_name:
        return ""
    return "capitals" if kind is Standing.ACRONYM or around.business_in_sentence else ""


def _phrase(kind: Standing, around: Surroundings, lang: str) -> str:
    words = re.findall(r"[A-Za-z]+", around.form)
    if not all(word[0].isupper() for word in words if len(word) > 3):
        return ""
    if around.inside_sentence_name:
        return ""
    if _doing(around):
        return "company cue"
    if around.place.style is not Style.SENTENCE or lang in _NO_CAPITALS:
        return ""
    if kind is Standing.FIRM_PHRASE or len(words) > 2:
        return "name with capitals"
    return "name with capitals, finance near" if around.business_in_sentence else ""


def _word(kind: Standing, around: Surroundings, lang: str) -> str:
    everyday = kind is Standing.EVERYDAY
    capital = not (everyday and around.opens) and around.capital and lang not in _NO_CAPITALS
    if not capital and (everyday or around.inside_sentence_name):
        return ""
    if kind not in {Standing.KNOWN, Standing.SELDOM} and _ARTICLE.search(around.before[-8:]):
        return ""
    doing = _doing(around)
    if not capital:
        return "company cue" if doing else _word_apart(kind, around)
    if doing:
        return "capital + company cue"
    seen = kind is not Standing.WORD or around.business_in_sentence
    return "capital + finance cue" if seen and not everyday else ""


def _word_apart(kind: Standing, around: Surroundings) -> str:
    """A word that texts seldom hold, where its capital says nothing."""
    if kind is Standing.WORD:
        return ""
    ends = bool(NOUN_PHRASE_ENDS.match(around.after))
    if kind is Standing.KNOWN:
        seen = ends or _VERB_AFTER.match(around.after) or around.business_in_sentence
        return "known name" if seen else ""
    return "finance cue" if ends and around.business_in_sentence else ""


def _doing(around: Surroundings) -> bool:
    """Tell whether the words beside the name say what companies do, or how their shares do."""
    after = around.after
    return bool(
        BUSINESS_AFTER.match(after)
        or COMPANY_AFTER.match(after)
        or PRICE_AFTER.match(after)
        or COMPANY_BEFORE.search(around.before[-_CUE_BEFORE:])
    )


def _unspaced(around: Surroundings) -> str:
    """A common word of Chinese, Japanese or Korean."""
    doing = FIRM_AFTER.match(around.after) or COMPANY_AFTER.match(around.after)
    return "company cue" if doing else ""


def lists_with(kind: Standing, around: Surroundings) -> bool:
    """Tell whether a name may be believed for standing beside a company ("Nvidia and Gap")."""
    if kind not in _LISTED:
        return False
    if not around.capital_form or around.place.inside_name or around.place.initial:
        return False
    folded = around.form.lower()
    return folded not in PLACES and folded not in GIVEN_NAMES
